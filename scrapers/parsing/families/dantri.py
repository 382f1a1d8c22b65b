"""Báo Dân trí, whose markup changed three times: `dt-news__*` to 2021, `singular-*` to 2025, `data-slot` since.

The author of the present one stands only in JSON-LD.
"""

from __future__ import annotations

import datetime as dt

from scrapers.parsing.base import Family, Version
from scrapers.parsing.page import Selectors

_SLOTS = Selectors(
    title=("h1[data-slot=title]", "article h1", "h1"),
    date=("time[data-slot=datetime]", "article time[datetime]", "time[datetime]"),
    lead=("h2[data-slot=sapo]", "[data-slot=sapo]", "article > h2"),
    body=("#desktop-in-article", "[data-slot=content]"),
    exclude=("[data-slot=related], .dt-related, .article-related, .article-business", "[id^=div-gpt], .ads"),
)
_SINGULAR = Selectors(
    title=("h1.title-page.detail", ".singular-wrap h1", "h1.e-magazine__title", "h1"),
    date=("time.author-time", "time[datetime]"),
    lead=("h2.singular-sapo", ".singular-sapo", ".e-magazine__sapo"),
    author=(".author-name", ".singular-author .author-name"),
    body=(".singular-content", ".e-magazine__body"),
    exclude=(".singular-author, .author-wrap", ".article-related, .dt-related", ".singular-footer"),
)
_DT_NEWS = Selectors(
    title=("h1.dt-news__title",),
    date=("span.dt-news__time, .dt-news__time",),
    lead=(".dt-news__sapo h2", ".dt-news__sapo"),
    author=(".dt-news__author", ".dt-news__content > p:last-of-type > strong"),
    body=(".dt-news__content",),
    exclude=(".dt-news__related, .news-tag", ".dt-news__social"),
)

FAMILY = Family(
    name="dantri",
    versions=(
        Version(_SLOTS, valid_from=dt.date(2026, 1, 1)),
        Version(_SINGULAR, valid_from=dt.date(2021, 9, 1), valid_until=dt.date(2026, 2, 28)),
        Version(_DT_NEWS, valid_until=dt.date(2021, 12, 31)),
    ),
    marks=("desktop-in-article", "singular-sapo", "dt-news__content"),
)
