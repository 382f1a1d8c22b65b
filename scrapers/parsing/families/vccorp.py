"""VCCorp / IMS news system: Tuổi Trẻ, Người Lao Động, Thanh Niên, CafeF, Báo Chính phủ, mst.gov.vn, vpcp.chinhphu.vn.

Parts are marked with `data-role`. Boxes of type `content` are part of the article, boxes of related news are not. A
second, empty `[data-role=content]` (`#objectPopupBody`) stands on Tuổi Trẻ.
"""

from __future__ import annotations

from scrapers.parsing.base import Family, Version
from scrapers.parsing.page import Selectors

_ROLES = Selectors(
    title=("h1[data-role=title]", "[data-role=title]", "h1.detail-title, h1.title-detail, h1.article-title"),
    date=("[data-role=publishdate]", ".detail-time, .pdate, .author-info time", ".flex-audito-author .date"),
    lead=("[data-role=sapo]", "h2.detail-sapo, .detail-sapo, h2.sapo"),
    author=(
        "[data-role=author] .name",
        "[data-role=author]",
        ".detail-author .author-item",
        ".detail-author .name, .author-info .name",
    ),
    body=(
        "[data-role=content]:not(#objectPopupBody)",
        ".detail-content.afcbc-body, .afcbc-body",
        ".detail-content, .detail-cmain",
    ),
    exclude=(
        "[type=RelatedNewsBox], [type=RelatedOneNews], [type=RelatedNews], .VCSortableInPreviewMode[type=link]",
        ".kbwscwl-relatedbox, .detail-relate, .seo-suggest-link, .c-banner, .admzone",
        ".readmore-body-box, .tindnd, .link-content-footer, .link-source-detail, .box-tin-lien-quan",
        "#listNewsInContent, .kbwscwlrl-content, .knc-relate-wrapper",
        "zone, [id^=adm], [id^=zone], .adm-mainsection",
        ".detail-tab, .detail-tags, .social-bar, .box-comment, .detail-comment",
        "#objectPopupBody, .PhotoCMS_Author.hidden",
    ),
)

FAMILY = Family(
    name="vccorp",
    versions=(Version(_ROLES),),
    marks=("afcbc-body", 'data-role="sapo"', "data-role='sapo'", 'data-role="publishdate"', "data-role=publishdate"),
)
