"""ASP.NET "block-core" portals: communes of Hưng Yên, moit.gov.vn.

An outer `div.article-content` exists as well; the article is the one in `block-core-a5`. The view counter stands inside
the date element; the canonical link is a useless relative one.
"""

from __future__ import annotations

from scrapers.parsing.base import Family, Version
from scrapers.parsing.page import Selectors

_BLOCK_CORE = Selectors(
    title=("h1.common-title-detail", "h1.article-title"),
    date=("span.post-date, .post-date",),
    lead=("div.article-brief.common-brief", ".article-brief"),
    author=(".aritcle-author, .article-author",),
    body=(
        ".block-core-a5 > .article-content",
        ".block-core-a5 .common-content",
        ".block-core-a5",
        ".article-content.common-content",
    ),
    exclude=(
        ".block-core-a5 .block-core-a3",
        ".social-connect, #audio25, .block_share",
        ".aritcle-author, .article-author",
    ),
)

FAMILY = Family(name="block_core", versions=(Version(_BLOCK_CORE),), marks=("block-core-a5", "common-title-detail"))
