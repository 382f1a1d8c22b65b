"""The newspaper system with `-a<id>.html` addresses: Cần Thơ, Tây Ninh, Vĩnh Long, Đồng Tháp, Bình Dương.

The first `h1` is the category (`.titlecate`), `<base href>` points at the theme's folder.
"""

from __future__ import annotations

from scrapers.parsing.base import Family, Version
from scrapers.parsing.page import Selectors

_FCK = Selectors(
    title=("h1.margintopbot10", "h1.title", "#newscontents h1:not(.titlecate)", ".detail h1"),
    date=("span.pubdate, .pubdate", ".detail-date, .datetime, .date"),
    lead=(".detail-desc p", ".detail-desc", "h4.sapo, .sapo"),
    author=(".content-fck p:last-of-type", ".author"),
    body=(
        "#newscontents .content-fck",
        "#contentNews .singular-content",
        ".content-fck",
        "#contentNews",
        "#newscontents",
    ),
    exclude=(".titlecate", ".share", ".newsrelated, .news-relation, .tag-detail"),
)

FAMILY = Family(name="fck", versions=(Version(_FCK),), marks=("content-fck", 'id="newscontents"', 'id="contentNews"'))
