"""What a page costs from HTML to observations, beside `trafilatura.extract` alone on the same pages in the same run.

Lives here: the articles of the sample web as captures, as they are and of a real size, and the medians of several
passes over them. Not here: texts (see `extraction`).

The sample's articles are a few sentences with hardly a frame: a quarter of a kilobyte of markup for each number.
Real ones stand among menus, scripts and lists of other articles; therefore the same pages are measured a second time,
each continued to some 5 KB of text and framed as the portals frame theirs.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import re
import statistics
import time
from collections.abc import Callable, Iterator
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
from tests.benchmarks.extraction import corpus_articles

PASSES = 5
Page = tuple[Capture, bytes, Source]
_TEXT_BYTES = 5_000
_MENU, _OTHERS, _SCRIPT = 200, 30, 250  # entries of the menus, other articles, lines of script: some 55 KB
_LONG_PARAGRAPH = re.compile(r"<p[^>]*>[^<>]{80,}</p>")
_SECTIONS = ("Thời sự", "Cải cách hành chính", "Văn bản chỉ đạo", "Kinh tế", "Y tế", "Giáo dục", "Thông báo", "Hỏi đáp")


def measure() -> str:
    """A line per kind of page: milliseconds of processor time per page for both, and their ratio."""
    extractor = Extractor(load_reference())
    pages = _pages()
    return "\n".join(
        _compared(extractor, kind, made)
        for kind, made in (("sample", pages), ("real size", list(_of_real_size(pages))))
    )


def _compared(extractor: Extractor, kind: str, pages: list[Page]) -> str:
    parsing = _median(lambda: [parse_capture(*page) for page in pages])
    reading = _median(lambda: [extractor.read(parse_capture(*page)) for page in pages])
    markup = [body.decode() for _, body, _ in pages]
    alone = _median(lambda: [trafilatura.extract(text) for text in markup])
    return (
        f"pages, {kind}: HTML to observations {1000 * reading / len(pages):.1f} ms per page "
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


def _of_real_size(pages: list[Page]) -> Iterator[Page]:
    """Those pages that have a long paragraph, continued behind it with texts of the corpus, in a frame."""
    paragraphs = itertools.cycle([part for article in corpus_articles() for part in article.split("\n\n")])
    for capture, body, source in pages:
        markup = body.decode()
        longest = max(_LONG_PARAGRAPH.finditer(markup), key=lambda match: len(match.group()), default=None)
        if longest is None:
            continue
        more, size = [], 0
        while size < _TEXT_BYTES:
            paragraph = next(paragraphs)
            more.append(f"<p>{paragraph}</p>")
            size += len(paragraph.encode())
        markup = markup[: longest.end()] + "\n".join(more) + markup[longest.end() :]
        yield capture, _framed(markup).encode(), source


def _framed(markup: str) -> str:
    names = [_SECTIONS[place % len(_SECTIONS)] for place in range(_MENU)]
    menu = "".join(
        f'<li class="nav-item"><a class="nav-link" href="/muc/{place}" title="{name}">{name}</a></li>'
        for place, name in enumerate(names)
    )
    others = "".join(
        f'<li class="item"><a href="/bai/{place}.html"><img src="/anh/{place}.jpg" alt=""/></a>'
        f'<h3><a href="/bai/{place}.html">{name}: triển khai nhiệm vụ trọng tâm trên địa bàn tỉnh</a></h3></li>'
        for place, name in enumerate(names[:_OTHERS])
    )
    script = "var cauHinh = {a: 1, b: [1, 2, 3]}; function mo(x) { return x + 1; }\n" * _SCRIPT
    markup = markup.replace("</head>", f"<script>{script}</script></head>", 1)
    markup = re.sub(
        r"<body[^>]*>", lambda tag: f'{tag.group()}<div class="menu-chinh"><ul>{menu}</ul></div>', markup, count=1
    )
    return markup.replace("</body>", f'<div class="tin-lien-quan"><ul>{others}</ul></div></body>', 1)


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
