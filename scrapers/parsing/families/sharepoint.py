"""SharePoint publishing pages (Quảng Ninh, Bắc Kạn …) and the Tân Dân web parts on it (Điện Biên, MPI, Thanh Hóa).

Several rich-text fields stand on a page; the longest is the body. The date follows the title without a class of its own
on some sites, which `publication` finds beside the title.
"""

from __future__ import annotations

from scrapers.parsing.base import Family, Version
from scrapers.parsing.page import Selectors

_TAN_DAN = Selectors(
    title=(".tandan-p-article-news-title",),
    date=(".tandan-span-date-publish",),
    lead=(".tandan-p-article-news-summary",),
    author=(".tandan-p-article-news-author, .tandan-p-article-author",),
    body=(".tandan-p-article-news-content", ".tandan-p-article-main"),
    exclude=(".tandan-div-article-other", ".td-tags", ".tandan-p-article-news-title, .tandan-p-article-news-summary"),
)
_PUBLISHING = Selectors(
    title=(
        ".ms-rteElement-H1",
        ".tieu-de-bai-viet, .news-title, .title-detail, .detail-title",
        "#DeltaPlaceHolderMain h1",
    ),
    date=(
        ".publish-date, .ngay-dang, .ngaydang, .date-publish, .news-date",
        "#DeltaPlaceHolderMain .date, #DeltaPlaceHolderMain time",
    ),
    lead=(".tom-tat, .news-summary, .sapo, .trich-dan",),
    author=(".tac-gia, .author",),
    body=(".noi-dung-trang", ".news-content, .noi-dung-bai-viet", ".ms-rtestate-field", "#DeltaPlaceHolderMain"),
    exclude=(
        ".ms-webpart-chrome-title, .ms-hide, .ms-core-listMenu-root, .ms-breadcrumb, #SideNavBox, #pageStatusBar",
        ".tin-khac, .tin-lien-quan, .other-news",
    ),
)

FAMILY = Family(
    name="sharepoint",
    versions=(Version(_TAN_DAN), Version(_PUBLISHING)),
    marks=("ms-rtestate-field", "_spPageContextInfo", "tandan-", 'content="Microsoft SharePoint', "s4-workspace"),
)
