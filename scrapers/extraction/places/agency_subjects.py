"""Whether a number is of an agency that is named beside it, or of the province for which it acts.

Lives here: only that. Never here: other places (see `subjects`), the names of agencies (`place_patterns`).
"""

from __future__ import annotations

import re

from scrapers.extraction.attachment.service_centres import CENTRE
from scrapers.extraction.places.gazetteer import PlaceMention

_AGENCY_STANDS = re.compile(
    r"\s*,?\s*(?:năm\s+20\d\d\s+)?(?:khi ấy |khi đó |lúc đó )?(?:mới |chỉ |đã )*(?:xếp|đứng|vươn lên|bứt phá|giữ (?:vị trí|ngôi)|tăng \d|giảm \d|đạt|được|dẫn đầu|với|là|có|từ\s+\d|thứ\s|ở vị trí|ở hạng|về nhất|về nhì|về ba|\(|\d|:\s*\d)"
)
# `Trung tâm Phục vụ hành chính công tỉnh đã tiếp đón hơn 16.100 lượt công dân; tiếp nhận …`
_SERVICE_CENTRES = ("Trung tâm Phục vụ", "Trung tâm Hành chính công", "Trung tâm hành chính công")
_SERVES = re.compile(r"(?: \(cũ\))?\s+(?:đã\s+)?(?:tiếp đón|đón tiếp|tiếp nhận|giải quyết|xử lý)\s")
_AT = re.compile(r"(?i)(?:tại|riêng|ở)\s+$")
_AGENCY_HAS = re.compile(
    r"\s*:\s+(?:(?:đã\s+)?(?:tiếp nhận|giải quyết|đạt)\s+[^.;:\d]{0,30}\d"
    r"|(?:tỷ lệ|tỉ lệ)\s[^.;:\d]{0,30}\b(?:hồ sơ|văn bản|kết quả|ký số|đúng hạn|trực tuyến)\b[^.;:\d]{0,30}\d)"
    r"|\s*:\s*\d[\d.,]*\s?%(?=[ \t]*(?:[;,.\n]|$)|\s+(?:hồ sơ|thủ tục|văn bản)\b)"  # a line of a list, a title
    r"|\s+(?:(?:có|đạt)\s+(?:tỷ lệ|tỉ lệ|chỉ số|điểm)\b|(?:năm\s+20\d\d\s+)?(?:đã\s+|chỉ\s+|mới\s+)?(?:tiếp nhận"
    r"|giải quyết)\s+(?:và giải quyết\s+)?(?:trên\s+|hơn\s+|gần\s+)?\d)"
    # `Sở Giao thông vận tải dẫn đầu với 88,4%`, `Sở Tư pháp là đơn vị có kết quả tốt nhất, 97%`
    r"|(?:\s+(?:đạt|giữ|duy trì|mức|ở|với|chỉ|mới|cũng|cao nhất|thấp nhất|tốt nhất|dẫn đầu"
    r"|đứng đầu)){0,5}\s+\d[\d.,]*\s?%|\s+(?:đã\s+)?có\s+\d[\d.,]*\s?%\s+(?:hồ sơ|thủ tục|văn bản|cán bộ|học phí|viện phí|học sinh|giáo viên)\b"
    r"|\s+là (?:đơn vị|sở|cơ quan) [^.;\d]{0,40}\d[\d.,]*\s?%"
    r"|\s+được (?:(?:UBND|HĐND|Chủ tịch UBND) )?(?:tỉnh|thành phố) giao \d"
)
# `Tỷ lệ hồ sơ giải quyết đúng hạn của BHXH tỉnh đạt 99,94%`
_DOSSIERS_OF = re.compile(r"(?i)(?:hồ sơ|đúng hạn|trước hạn|quá hạn)\s+(?:tại|của)\s+$")

# `Theo lãnh đạo Bệnh viện Đa khoa tỉnh, … 46% khoản thu viện phí của bệnh viện được thanh toán …`
_HEADS_OF, _OF_ITSELF = ("lãnh đạo ", "Lãnh đạo "), re.compile(r"[^.;\n]{0,160}\bcủa bệnh viện\b")


def agency_is_subject(text: str, mention: PlaceMention, before: str, is_rank: bool) -> bool:
    """Whether a number is of an agency that `text` names, with the words `before` it: it acts for the whole province unless that is said.

    A rank or score is of it where it stands, is reached or given right behind its name.
    """
    if before.endswith(_HEADS_OF):
        return _OF_ITSELF.match(text, mention.end) is not None
    stands = _AGENCY_STANDS.match(text, mention.end) is not None
    if mention.name.startswith(_SERVICE_CENTRES) and _SERVES.match(text, mention.end) is not None:
        return True
    if mention.name.startswith("Trung tâm Y tế"):
        return stands
    if text.startswith(CENTRE, mention.start) and mention.end == mention.start + len(CENTRE):
        return True  # named for what it does: `Trung tâm đón tiếp 6.858 lượt công dân và tiếp nhận 8.306 hồ sơ`
    is_named = (
        _AT.search(before) is not None
        or _DOSSIERS_OF.search(before) is not None
        or mention.name.startswith("Bệnh viện")
    )
    return (is_rank and stands) or is_named or _AGENCY_HAS.match(text, mention.end) is not None
