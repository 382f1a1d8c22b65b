"""VietNamNet, and its ICTnews of before 2021 (`Article*` class names).

`article:published_time` is missing; the printed date and JSON-LD agree.
"""

from __future__ import annotations

import datetime as dt

from scrapers.parsing.base import Family, Version
from scrapers.parsing.page import Selectors

_DETAIL = Selectors(
    title=("h1.content-detail-title", ".content-detail h1"),
    date=(".bread-crumb-detail__time", ".bread-crumb-detail time"),
    lead=("h2.content-detail-sapo", ".content-detail-sapo"),
    author=(".article-detail-author__info .name", ".article-detail-author .name"),
    body=("#maincontent", ".maincontent.main-content", ".content-detail"),
    exclude=(
        "div.ck-cms-insert-neww-group, .insert-wiki-content, .vnn-template-noneditable.related",
        ".article-relate, .related-news",
        ".inner-article",
    ),
)
_ICTNEWS = Selectors(
    title=(".ArticleDetail h1.title", "h1.title", "h1"),
    date=(".ArticleDate",),
    lead=(".ArticleLead h2", ".ArticleLead"),
    author=(".ArticleAuthor",),
    body=("#ArticleContent, .ArticleContent",),
    exclude=(".inner-article, .box-adv",),
)

FAMILY = Family(
    name="vietnamnet",
    versions=(Version(_DETAIL, valid_from=dt.date(2021, 6, 1)), Version(_ICTNEWS, valid_until=dt.date(2021, 12, 31))),
    marks=("content-detail-sapo", "bread-crumb-detail__time", "ArticleLead"),
)
