"""How many articles of 6 KB the extraction reads per second on one core: text to observations, without parsing.

Lives here: articles put together from the annotated corpus, the median of several passes over them, and the memory that
reading leaves behind. Not here: pages (see `pages`).

Three kinds of text are read. `articles` are somewhat denser than real ones, which have some thirty numbers in 6 KB;
`dense` is the corpus as it is, whose texts hold little but figures: more than a hundred in 6 KB; `nothing` are those of
the corpus that hold numbers but no figure of the codebook, as most pages of a day do.
"""

from __future__ import annotations

import json
import re
import statistics
import tempfile
import time
import tracemalloc
from collections.abc import Iterable, Iterator
from pathlib import Path

from schemas.records import Document
from scrapers.extraction import Extractor
from scrapers.parsing import parse_file
from scrapers.reference import load_reference

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "development"
ARTICLE_BYTES = 6_000
PASSES = 7
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]")


def measure() -> str:
    """A line per kind of text: articles per second by processor time and by the clock, and what was read."""
    extractor = Extractor(load_reference())
    lines = []
    kinds = {
        "articles": _documents(corpus_articles()),
        "dense": _documents(_dense()),
        "nothing": _documents(_articles(_without_facts())),
    }
    for name, documents in kinds.items():
        numbers = observations = 0
        for document in documents:  # also warms up
            reading = extractor.read(document)
            numbers, observations = numbers + len(reading.numbers), observations + len(reading.observations)
        size = sum(len(document.text.encode()) for document in documents) / ARTICLE_BYTES
        processor, clock = _seconds(extractor, documents)
        lines.append(
            f"extraction, {name}: {size / processor:.0f} articles of {ARTICLE_BYTES / 1000:.0f} KB per second of "
            f"processor time, {size / clock:.0f} by the clock ({len(documents)} documents; per article "
            f"{numbers / size:.0f} numbers, {observations / size:.0f} observations; median of {PASSES} passes)"
        )
    kept = _kept(extractor, kinds["articles"])
    lines.append(f"extraction, memory: {kept:.0f} KB kept after reading {3 * len(kinds['articles'])} documents")
    return "\n".join(lines)


def _seconds(extractor: Extractor, documents: list[Document]) -> tuple[float, float]:
    processor, clock = [], []
    for _ in range(PASSES):
        started = time.process_time(), time.perf_counter()
        for document in documents:
            extractor.read(document)
        processor.append(time.process_time() - started[0])
        clock.append(time.perf_counter() - started[1])
    return statistics.median(processor), statistics.median(clock)


def _kept(extractor: Extractor, documents: list[Document]) -> float:
    """Kilobytes that are held after reading and were not held before."""
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for _ in range(3):
        for document in documents:
            extractor.read(document)
    kept = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    return kept / 1000


def corpus_articles() -> Iterator[str]:
    """The texts of the corpus, each filled up to the size of an article."""
    return _articles(_corpus())


def _corpus() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt"))]


def _without_facts() -> list[str]:
    annotated = {path: path.with_suffix(".gold.json") for path in sorted(CORPUS.glob("*.txt"))}
    return [
        path.read_text(encoding="utf-8")
        for path, facts in annotated.items()
        if not json.loads(facts.read_text(encoding="utf-8"))["facts"]
    ]


def _dense() -> Iterator[str]:
    """Several texts of the corpus each, in the order of their names, up to the size of an article."""
    parts: list[str] = []
    for text in _corpus():
        parts.append(text)
        if _size(parts) >= ARTICLE_BYTES:
            yield "\n\n".join(parts)
            parts = []


def _articles(texts: list[str]) -> Iterator[str]:
    """One of the texts each, filled with the corpus' sentences that hold no number."""
    prose = [
        s.group().strip() for text in _corpus() for s in _SENTENCE.finditer(text) if not re.search(r"\d", s.group())
    ]
    place = 0
    for text in texts:
        parts = [text]
        while _size(parts) < ARTICLE_BYTES:
            taken = [prose[(place + step) % len(prose)] for step in range(4)]
            parts.append(" ".join(taken))
            place += len(taken)
        yield "\n\n".join(parts)


def _size(parts: Iterable[str]) -> int:
    return sum(len(part.encode()) for part in parts)


def _documents(texts: Iterable[str]) -> list[Document]:
    with tempfile.TemporaryDirectory() as folder:
        documents = []
        for number, text in enumerate(texts):
            file = Path(folder) / f"{number:03d}.txt"
            file.write_text(text, encoding="utf-8")
            documents.append(parse_file(file))
    return documents
