"""How many articles of 6 KB the extraction reads per second on one core: text to observations, without parsing.

Lives here: articles put together from the annotated corpus, and the median of several passes over them.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from schemas.records import Document
from scrapers.extraction import Extractor
from scrapers.parsing import parse_file
from scrapers.reference import load_reference

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "development"
ARTICLE_BYTES = 6_000
PASSES = 5


def articles(folder: Path) -> list[Document]:
    """Documents of about 6 KB, each made of several texts of the corpus, in the order of their names."""
    documents: list[Document] = []
    parts: list[str] = []
    for path in sorted(CORPUS.glob("*.txt")):
        parts.append(path.read_text(encoding="utf-8"))
        text = "\n\n".join(parts)
        if len(text.encode()) >= ARTICLE_BYTES:
            file = folder / f"{len(documents):03d}.txt"
            file.write_text(text, encoding="utf-8")
            documents.append(parse_file(file))
            parts = []
    return documents


def measure() -> str:
    """One line: articles per second (median of several passes, after one to warm up), and what was read."""
    extractor = Extractor(load_reference())
    with tempfile.TemporaryDirectory() as folder:
        documents = articles(Path(folder))
    observations = sum(len(extractor.read(document).observations) for document in documents)
    seconds = []
    for _ in range(PASSES):
        start = time.perf_counter()
        for document in documents:
            extractor.read(document)
        seconds.append(time.perf_counter() - start)
    size = sum(len(document.text.encode()) for document in documents)
    rate = size / ARTICLE_BYTES / statistics.median(seconds)
    return (
        f"extraction: {rate:.0f} articles of {ARTICLE_BYTES / 1000:.0f} KB per second "
        f"({len(documents)} documents, {size / 1000:.0f} KB, {observations} observations, median of {PASSES} passes)"
    )
