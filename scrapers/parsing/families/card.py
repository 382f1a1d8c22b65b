"""The newspaper system with `h1.name` and `#content-detail`: Báo Quảng Ninh, Hưng Yên, Cao Bằng.

The place of the date is a guess, backed by labels and the head. The lead is the first paragraph when it is wholly bold;
the author is the last bold line; the tail begins at "Từ khóa", "Tin liên quan" or "Ý kiến bạn đọc".
"""

from __future__ import annotations

from scrapers.parsing.base import Family, Version
from scrapers.parsing.page import Selectors

_CARD = Selectors(
    title=("h1.name", "h1.title", "h1"),
    date=(".publish-date, .publish_date", ".date", "time", ".time"),
    lead=(
        ".content-sapo, .sapo",
        "#content-detail > p:first-of-type > strong",
        "#content-detail > p:first-of-type > b",
    ),
    author=("div.pseudonym, .pseudonym", "#content-detail > p:last-of-type > strong"),
    body=("#content-detail", ".content-detail"),
    exclude=(
        "div.pseudonym, div.relates, div.topics, div.social, div.print_page, div.block-news-list, .tags, .keywords",
    ),
)

FAMILY = Family(
    name="card", versions=(Version(_CARD),), marks=('id="content-detail"', "id=content-detail", "id='content-detail'")
)
