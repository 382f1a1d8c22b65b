"""OneCMS ("b-maincontent / sc-longform"): Hà Nội Mới, Hải Phòng, Đà Nẵng, Nghệ An, Công Lý.

`article.entry` may hold the header of the article (`sc-longform-header`) as well. Pages of 2024 have
`c-detail-head__*`.
"""

from __future__ import annotations

from scrapers.parsing.base import Family, Version
from scrapers.parsing.page import Selectors

_BLOCKS = Selectors(
    title=(".sc-longform-header-title", ".block-sc-title", ".c-detail-head__title", ".b-maincontent h1", "h1"),
    date=(
        ".sc-longform-header-date",
        ".block-sc-publish-time",
        ".c-detail-head__time",
        ".b-maincontent time, article time",
        ".sc-longform-header-meta",
    ),
    lead=("p.sc-longform-header-sapo, .sc-longform-header-sapo", "p.block-sc-sapo, .block-sc-sapo"),
    author=(".sc-longform-header-author", ".block-sc-author", ".c-author-page .name, .c-author-page"),
    body=(".b-maincontent .entry", "article.entry", ".b-maincontent article", ".b-maincontent"),
    exclude=(
        ".b-maincontent .sc-longform-header, article .sc-longform-header",
        ".sc-empty-layer, .c-author-page, .c-share-detail, .sc-related-articles, .onecms__tags, .onecms__related",
        "div.c-box:has(.c-box__title__name)",
        ".block-sc-title, .block-sc-sapo, .block-sc-publish-time, .block-sc-author",
    ),
)

FAMILY = Family(
    name="onecms",
    versions=(Version(_BLOCKS),),
    marks=("b-maincontent", "sc-longform-header", "block-sc-title", "onecms__"),
)
