"""NukeViet: departments, districts, communes and agencies (templates 3.x, 4.2 to 4.5 and the e-government theme).

Traps: `article:published_time` is malformed, `datePublished` is the time of the last edit, the first `h1` may be the
site's name, and office paste has `<br>` instead of paragraphs.
"""

from __future__ import annotations

from scrapers.parsing.base import Family, Version
from scrapers.parsing.dom import drop
from scrapers.parsing.page import Page, Selectors

_EXCLUDE = (
    "ul.detail-related",
    ".alert.alert-info",
    "#formcomment, #idcomment, .comment-form",
    ".socialbutton, .news_social, .socials",
    ".news-download-file",
    "#news-bodyhtml .well",
    ".margin-bottom-lg.copyright",
)
_DETAIL = Selectors(
    title=(
        "h1.title[itemprop=headline]",
        "h1[itemprop=headline]",
        ".news_column h1.title",
        "h1.title",
        ".news_column h1",
    ),
    date=(".news_column .h5", "span.h5", ".detail-date, .news-date, time"),
    lead=(".hometext", "[itemprop=description].hometext"),
    author=("p.h5.text-right", ".news_column p.text-right"),
    body=("#news-bodyhtml", "[itemprop=articleBody]"),
    exclude=_EXCLUDE,
    attachments=(".news-download-file", "a[download]"),
)
_PRINT = Selectors(
    title=("#print h1",),
    date=("#print .time", "#print time"),
    lead=("#hometext",),
    author=("#author",),
    body=("#bodytext",),
    exclude=("#footer", ".copyright"),
)

_OLD = Selectors(
    title=("#news_detail h1", ".news_column h1"),
    date=("#news_detail span.time", ".news_column span.time"),
    lead=("#hometext", ".hometext"),
    author=("#news_detail > p",),
    body=("#news_detail .bodytext", ".news_column .bodytext"),
    exclude=("#idcomment", "ul.related", ".keywords", "p.copyright"),
)


def prepare(page: Page) -> None:
    """Move the picture that stands beside the lead, with its caption, to the beginning of the body."""
    for body in page.select("#news-bodyhtml, .bodytext")[:1]:
        for picture in page.select("#imghome, .imghome, .news_column figure.article"):
            if body not in picture.iterancestors() and picture not in body.iterancestors():
                drop(picture)
                picture.tail = None
                body.insert(0, picture)


FAMILY = Family(
    name="nukeviet",
    versions=(Version(_DETAIL), Version(_PRINT), Version(_OLD)),
    marks=("news-bodyhtml", "nv_base_siteurl", "wiki.nukeviet.vn", 'content="NukeViet'),
    prepare=prepare,
    skip_meta=frozenset({"json_ld", "datepublished"}),
)
