"""VNPT vnPortal (ASP.NET WebForms): provinces, communes, departments of Hà Nội.

The title is a `div`; both `h1` are the banner. The body stands a second time in `input.audio[onclick]`, and attachments
hide in the address of an online viewer. `DC.Date` is present but empty.
"""

from __future__ import annotations

from scrapers.parsing.base import Family, Version
from scrapers.parsing.page import Selectors

_DETAIL = Selectors(
    title=(".ArticleDetailControl .ArticleHeader", ".UIArticleDetail_Default .ArticleHeader", ".ArticleHeader"),
    date=(".ArticleDetailControl .PostDate", ".UIArticleDetail_Default .PostDate", ".PostDate"),
    lead=(".ArticleDetailControl .ArticleSummary", ".ArticleSummary"),
    author=(".ArticleDetailControl .Author", ".ArticleDetailControl .ArticleAuthor"),
    body=(
        ".ArticleDetailControl .ArticleContent",
        ".ArticleContent",
        ".ArticleDetailControl",
        ".UIArticleDetail_Default",
    ),
    exclude=(
        ".ArticleDetailControl .tool",
        ".UISocialShare, .UISimilarArticle_Default, .UIArticleComment, .Poster",
        ".ArticleDetailControl .PostDate, .ArticleDetailControl .ArticleHeader",
        ".ArticleTag, .ArticleRating",
    ),
    attachments=(".ArticleDetailControl", ".ArticleAttach, .ArticleFile"),
)

FAMILY = Family(
    name="vnpt",
    versions=(Version(_DETAIL),),
    marks=("storage-vnportal.vnpt.vn", "UIArticleDetail", "ArticleDetailControl"),
)
