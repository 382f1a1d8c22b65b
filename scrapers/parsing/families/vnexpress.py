"""VnExpress: markup of its own, stable since about 2019.

The author is the last bold, right-aligned paragraph; captions stand in `figcaption`; the column of the article is
called `sidebar-1`; the place before the lead (`location-stamp`) is set apart by the style sheet only.
"""

from __future__ import annotations

from scrapers.parsing.base import Family, Version
from scrapers.parsing.page import Page, Selectors

_DETAIL = Selectors(
    title=("h1.title-detail", "h1.title-news, h1.title_news_detail", "section.page-detail h1"),
    date=("span.date", ".header-content .date", "header .time, span.time"),
    lead=("p.description", "h2.short_intro, .short_intro"),
    author=("p.author_mail strong", "p.author_mail", "p.Normal[style*=right] strong", ".author_top"),
    body=("article.fck_detail", ".fck_detail"),
    exclude=(
        ".box-tinlienquanv2, .box_tinlienquan, .list-news, .related_news",
        ".banner-ads, .box_quangcao, .section-inner, #box_splienquan",
        ".width_common.box-tinlienquanv2, .item_slide_show .btn_icon_show_slide_show",
        "p.author_mail",
    ),
)


def prepare(page: Page) -> None:
    """Put a dash between the place and the lead, which run together without the style sheet."""
    for stamp in page.select(".location-stamp"):
        stamp.tail = f" - {(stamp.tail or '').lstrip()}"


FAMILY = Family(name="vnexpress", versions=(Version(_DETAIL),), marks=("fck_detail",), prepare=prepare)
