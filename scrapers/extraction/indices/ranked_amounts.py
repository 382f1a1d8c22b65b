"""Ranks of amounts and counts, which are of no index: `thu hút hơn 1,4 tỷ USD vốn FDI, đứng thứ 7 cả nước`.

Lives here: where such a rank stands behind its amount. Never here: what ranks of indices are of (see `standing`).
"""

from __future__ import annotations

import re

from scrapers.extraction.attachment.claims import Scene

_BEHIND_AMOUNT = re.compile(
    r"(?i)\d\s?(?:%|(?:nghìn |triệu )?(?:tỷ|tỉ|triệu|USD|đồng|tấn|ha|lượt khách)\b)(?![^;.]*\b(?:index|sipas|chỉ số)\b)[^;.]*$"
)
_BESIDE_COUNT = re.compile(
    r"(?i)\d\s?(?:nghìn|ngàn|triệu)?\s(?:dịch vụ|thủ tục|sản phẩm|hộ|doanh nghiệp|tài khoản|giao dịch|hồ sơ|thuê bao|lượt|người)\b[^;.()%\d]{0,80}(?:mức(?: độ)?\s[34]\s)?"
    r"\(\s*(?:(?:đứng|xếp|hạng|thứ|vị trí|ở)\s+)*$|\bvới\s+(?:(?:khoảng|hơn|trên|gần)\s+)?\d[\d.,]*\s+(?:sản phẩm|hộ|tài khoản|giao dịch|hồ sơ|lượt)\b[^;.()%\d]{0,20},\s+"
    r"(?:(?:đứng|xếp|hạng|thứ|vị trí|ở)\s+)+$"
)

_IS_RANKED = r"(?:xếp|đứng)\s+(?:(?:hạng|thứ|vị trí|ở)\s+)*$"
# `dân số đứng thứ 3 cả nước nhưng GRDP mới xếp thứ 29/63`, `Số giao dịch qua nền tảng … đứng thứ 3/63`
_OF_A_SIZE = re.compile(
    r"(?i)(?:\b(?:GRDP|GDP|dân số|diện tích|tổng sản phẩm|quy mô kinh tế|thu ngân sách)\b[^;.,\d%]{0,40}?"
    rf"|\bsố (?:giao dịch|lượt truy cập)\b[^;.\d%]{{0,90}})\s{_IS_RANKED}"
)
# `số lao động gần 360.000 người, đứng thứ 7/63`, `47,5 doanh nghiệp/vạn dân, đứng thứ 19/63`
_BEHIND_COUNT = re.compile(rf"(?i)\d\s(?:người|lao động|doanh nghiệp|hộ)\b(?:/[^,;.\d]{{1,15}})?,\s+{_IS_RANKED}")
# `tỷ trọng kinh tế số chiếm 12,52% GRDP, đứng thứ 12/63`
_BEHIND_SHARE_OF_PRODUCT = re.compile(rf"(?i)\d\s?%\s+(?:của\s+)?(?:GRDP|GDP),\s+{_IS_RANKED}")
_OF_OTHER_QUANTITIES = (_BESIDE_COUNT, _BEHIND_COUNT, _BEHIND_SHARE_OF_PRODUCT, _OF_A_SIZE)


def is_of_an_amount(scene: Scene) -> bool:
    """Whether a rank stands behind an amount, of which it then is: `thu hút hơn 1,4 tỷ USD vốn FDI, đứng thứ 7 cả nước`."""
    return _BEHIND_AMOUNT.search(scene.text, scene.around.item_start, scene.number.text_start) is not None


def is_of_another_quantity(scene: Scene) -> bool:
    """Whether a rank is said to be of a count, a size or a share: `gần 21 nghìn sản phẩm … lên sàn (đứng thứ 4 cả nước)`, `GRDP xếp thứ 29/63`."""
    start, stop = scene.around.item_start, scene.number.text_start
    return any(pattern.search(scene.text, start, stop) is not None for pattern in _OF_OTHER_QUANTITIES)
