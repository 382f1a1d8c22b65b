"""The older provincial newspaper system with `/dataimages/` media, and what replaced it at Báo Quảng Ngãi.

Old: `/{category}/{YYYYMM}/{slug}-{hex7}/`; a picture is a table (`rl center`) that has the caption twice, as
alternative text and as text; inset boxes (`quote`) are part of the article. New Báo Quảng Ngãi: `#content` is empty and
filled from a string in an inline script.
"""

from __future__ import annotations

import json
import re

from scrapers.parsing.base import Family, Version
from scrapers.parsing.dom import parse_html, remove_scripts, text_of
from scrapers.parsing.page import Page, Selectors

_OLD = Selectors(
    title=("h1.title", ".title-detail h1, h1.title-detail", "h1.name", "h1"),
    date=("span.date_up, .date_up", "div.date, .date, span.date", ".time, time", ".publish"),
    lead=("div.desc", "p.sapo, .sapo", ".Summary p strong", "#content > p:first-of-type strong"),
    author=(".author", ".news-author"),
    body=("#content", ".content-detail", ".news_detail", "#newsContent"),
    exclude=(
        "#content div.date, .content-detail div.date",
        "ul.social, .social",
        ".same, div.bd02, .tin-lien-quan, .news-relate, .relate",
        "#content h1.title",
    ),
)
_SCRIPT_BODY = re.compile(
    r"outputData\s*=\s*(\"(?:[^\"\\]|\\.)*\")|\$\(\s*['\"]#content['\"]\s*\)\s*\.\s*html\(\s*(?:`([^`]*)`|(\"(?:[^\"\\]|\\.)*\"))\s*\)",
    re.DOTALL,
)
_MIN_BODY = 40


def prepare(page: Page) -> None:
    """Fill an empty `#content` from the script string that the browser would put there."""
    for target in page.select("#content"):
        if len(text_of(target)) >= _MIN_BODY:
            continue
        held = _script_body(page.scripts)
        if held:
            body = parse_html(f"<div>{held}</div>")
            remove_scripts(body)
            target.append(body)
        return


def _script_body(scripts: str) -> str:
    """The longest string that a script writes into `#content`."""
    found = [_unquoted(match) for match in _SCRIPT_BODY.finditer(scripts)]
    return max(found, key=len, default="")


def _unquoted(match: re.Match[str]) -> str:
    quoted = match[1] or match[3]
    if quoted is None:
        return (match[2] or "").replace("\\/", "/").replace("\\`", "`")
    try:
        return str(json.loads(re.sub(r"\\(['/])", r"\1", quoted), strict=False))
    except ValueError:
        return quoted[1:-1].replace('\\"', '"').replace("\\n", "\n").replace("\\/", "/")


FAMILY = Family(
    name="dataimages",
    versions=(Version(_OLD),),
    marks=("/dataimages/", "outputData", "('#content').html("),
    prepare=prepare,
)
