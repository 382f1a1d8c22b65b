"""Pages of no known system: plain portals with selectors in the registry, the generic reader, tables of an index site.

All three share the life cycle; they differ in what they assume when the registry names nothing.
"""

from __future__ import annotations

from scrapers.parsing.base import Family, Version
from scrapers.parsing.page import Selectors

_DATES = (
    "time[datetime]",
    "[itemprop=datePublished]",
    ".publish-date, .published-date, .post-date, .pubdate, .ngay-dang, .ngaydang, .date-post, .date_post",
    ".article-date",
    ".detail-time, .detail-date, .news-date, .datetime, .date, .time",
)
_LEADS = (".sapo", ".article-sapo, .detail-sapo", ".lead", ".news-lead, .article-lead, .chapeau")
_EXCLUDE = (".tin-lien-quan, .tinlienquan, .related-news, .other-news, .tin-khac", ".social, .share, .print")

_ARTICLE = Selectors(title=(), date=_DATES, lead=_LEADS, author=("[rel=author], .author, .tac-gia, .tacgia",))
_TABLES = Selectors(
    title=(),
    date=_DATES,
    body=("main", "#content", "#main", ".content", "#main-content", "body"),
    exclude=("header, nav, footer, aside", ".header, .footer, .sidebar, .menu, .navbar, .breadcrumb", *_EXCLUDE),
)

PLAIN = Family(name="plain", versions=(Version(Selectors(date=_DATES, lead=_LEADS, exclude=_EXCLUDE)),))
GENERIC = Family(name="generic", versions=(Version(_ARTICLE),))
TABLE_INDEX = Family(name="table_index", versions=(Version(_TABLES),), needs_table=True)
