"""ePi news system ("zce / cms-body"): Nhân Dân, VietnamPlus, SGGP, Gia Lai, Hà Tĩnh, Lào Cai, Bắc Kạn after 2024."""

from __future__ import annotations

from scrapers.parsing.base import Family, Version
from scrapers.parsing.page import Selectors

_ZCE = Selectors(
    title=("h1.article__title", ".article__title", "h1.article__header", "h1.cms-title", ".cms-title"),
    date=(
        ".article__meta time",
        "time.time[datetime]",
        ".article__meta .time, .article__meta .date",
        ".cms-date",
        "time[datetime]",
    ),
    lead=(".article__sapo", ".cms-desc", ".article__desc"),
    author=(".article__author .name, .article__author", ".cms-author"),
    body=(".zce-content-body", ".article__body.cms-body", ".article__body", ".cms-body"),
    exclude=(
        ".related-news, .article-relate, a.cms-relate, .sc-related-articles, .article__related, .story.story--related",
        ".ads_middle, .ads, [id^=adsWeb_]",
        ".article__tag, .article__social, .article__comment, .article__source",
        ".cms-relate, .b-related, .notebox.ncenter.related",
    ),
)

FAMILY = Family(name="epi", versions=(Version(_ZCE),), marks=("zce-content-body", "article__body", "cms-body"))
