"""What a page costs from HTML to observations, beside `trafilatura.extract` alone on the same pages in the same run.

Lives here: the articles of the sample web as captures, and the medians of several passes over them. Not here: texts
(see `extraction`).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import statistics
import time
from collections.abc import Callable
from urllib.parse import urlsplit

import trafilatura

from schemas.records import Capture
from scrapers.extraction import Extractor
from scrapers.parsing import ParseError, parse_capture
from scrapers.reference import load_reference
from scrapers.sample_web.content import DAYS, load_pages
from scrapers.sample_web.web import build_web
from scrapers.sources.loader import load_registry
from scrapers.sources.model import Source

PASSES = 5
Page = tuple[Capture, bytes, Source]


def measure() -> str:
    """One line: milliseconds of processor time per page for both, and their ratio."""
    extractor = Extractor(load_reference())
    pages = _pages()
    parsing = _median(lambda: [parse_capture(*page) for page in pages])
    reading = _median(lambda: [extractor.read(parse_capture(*page)) for page in pages])
    markup = [body.decode() for _, body, _ in pages]
    alone = _median(lambda: [trafilatura.extract(text) for text in markup])
    return (
        f"pages: HTML to observations {1000 * reading / len(pages):.1f} ms per page "
        f"(parsing {1000 * parsing / len(pages):.1f}), trafilatura.extract alone {1000 * alone / len(pages):.1f} ms: "
        f"ratio {reading / alone:.2f} "
        f"({len(pages)} pages, {sum(map(len, markup)) / 1000:.0f} KB, processor time, median of {PASSES} passes)"
    )


def _pages() -> list[Page]:
    """The articles of the sample web's last day that are articles."""
    web = build_web(max(DAYS))
    sources = {urlsplit(str(source.base_url)).hostname: source for source in load_registry("sample") if source.base_url}
    hosts = {site.name: site.host for site in web.sites}
    pages: list[Page] = []
    for page in load_pages():
        answer = web.answers.get((hosts[page.site], page.path))
        source = sources.get(hosts[page.site])
        if answer is None or source is None:
            continue
        capture = _capture(f"http://{hosts[page.site]}{page.path}", answer.body, source)
        try:
            parse_capture(capture, answer.body, source)
        except ParseError:
            continue  # the sample web has pages that hold no article on purpose
        pages.append((capture, answer.body, source))
    return pages


def _capture(url: str, body: bytes, source: Source) -> Capture:
    return Capture(
        capture_id=hashlib.sha256(url.encode()).hexdigest()[:16],
        source_id=source.id,
        url=url,
        final_url=url,
        purpose="article",
        captured_at=dt.datetime(2026, 11, 24, tzinfo=dt.UTC),
        status_code=200,
        headers={},
        content_type="text/html; charset=utf-8",
        encoding="utf-8",
        sha256=hashlib.sha256(body).hexdigest(),
        body_bytes=len(body),
    )


def _median(work: Callable[[], object]) -> float:
    """Seconds of processor time, after one pass to warm up."""
    work()
    seconds = []
    for _ in range(PASSES):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return statistics.median(seconds)
