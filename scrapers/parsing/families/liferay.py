"""Liferay 6.x and 7.x portals (Quảng Ngãi, Thái Nguyên, Đà Nẵng, Tạp chí Cộng sản …).

7.x carries the title in `data-analytics-asset-title`, which is the safest. A page may hold several web contents: the
longest is the article. Some sites print the lead twice.
"""

from __future__ import annotations

from scrapers.parsing.base import Family, Version
from scrapers.parsing.dom import attribute, text_of
from scrapers.parsing.page import Page, Selectors

_EXCLUDE = (
    ".asset-ratings, .taglib-ratings, .asset-tags, .taglib-asset-tags-summary",
    ".taglib-social-bookmarks, .social-bookmarks",
    ".other_assets, .asset-links, .asset-abstract, .pull-right.print-action",
    ".lfr-meta-actions, .asset-actions, .user-tool-asset-addon-entries",
    ".hide-accessible, .sr-only, .visually-hidden",
)
_SEVEN = Selectors(
    title=(".asset-full-content .component-title", ".component-title", ".asset-title", ".header-title span"),
    date=(
        ".asset-full-content .publish-date",
        ".chi-tiet-publish-date, .publish-date, .date-post, .date_post, .publishdate, .ngay-dang",
        ".metadata-publish-date, .meta-data-date, .asset-user-info .date-info, .date-info",
        ".asset-full-content time, .journal-content-article time",
    ),
    lead=(".asset-full-content .asset-summary", ".article-summary, .sumary, .tom-tat, .sapo"),
    author=(".article-author, .tac-gia, .author",),
    body=(
        ".asset-full-content .journal-content-article",
        ".asset-full-content .asset-content",
        "div.journal-content-article",
        ".asset-content.change-size, .asset-content",
        ".detailContent",
    ),
    exclude=_EXCLUDE,
)


def own_title(page: Page) -> str | None:
    """The title that 7.x keeps in an attribute of the longest web content."""
    best, size = None, 0
    for element in page.select("[data-analytics-asset-title]"):
        text = attribute(element, "data-analytics-asset-title")
        length = len(text_of(element))
        if text and length > size:
            best, size = text, length
    return best


FAMILY = Family(
    name="liferay",
    versions=(Version(_SEVEN),),
    marks=("journal-content-article", "Liferay.", "/o/frontend-", "asset_publisher"),
    own_title=own_title,
)
