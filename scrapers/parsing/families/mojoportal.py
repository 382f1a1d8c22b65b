"""mojoPortal with the Vietnamese article module (class names from its open source)."""

from __future__ import annotations

from scrapers.parsing.base import Family, Version
from scrapers.parsing.page import Selectors

_ARTICLE = Selectors(
    title=(".articletitle",),
    date=(".left-article-more-container", ".article-date, .postdate"),
    lead=(".sapo",),
    author=(".article-author",),
    body=("#article_text", ".articletext"),
    exclude=(".article-relate, .article-tools",),
    attachments=(".article-file",),
)

FAMILY = Family(name="mojoportal", versions=(Version(_ARTICLE),), marks=('id="article_text"', "articletitle"))
