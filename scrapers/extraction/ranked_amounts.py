"""Ranks of amounts and counts, which are of no index: `thu hút hơn 1,4 tỷ USD vốn FDI, đứng thứ 7 cả nước`.

Lives here: where such a rank stands behind its amount. Never here: what ranks of indices are of (see `standing`).
"""

from __future__ import annotations

import re

from scrapers.extraction.claims import Scene

_BEHIND_AMOUNT = re.compile(
    r"(?i)\d\s?(?:%|(?:nghìn |triệu )?(?:tỷ|tỉ|triệu|USD|đồng|tấn|ha|lượt khách)\b)(?![^;.]*\b(?:index|sipas|chỉ số)\b)[^;.]*$"
)
_BESIDE_COUNT = re.compile(
    r"(?i)\d\s?(?:nghìn|ngàn|triệu)?\s(?:sản phẩm|hộ|doanh nghiệp|tài khoản|giao dịch|hồ sơ|thuê bao|lượt|người)\b[^;.()%\d]{0,80}"
    r"\(\s*(?:(?:đứng|xếp|hạng|thứ|vị trí|ở)\s+)*$|\bvới\s+\d[\d.,]*\s+(?:sản phẩm|hộ|tài khoản|giao dịch|hồ sơ|lượt)\b[^;.()%\d]{0,20},\s+"
    r"(?:(?:đứng|xếp|hạng|thứ|vị trí|ở)\s+)+$"
)


def is_of_an_amount(scene: Scene) -> bool:
    """Whether a rank stands behind an amount, of which it then is: `thu hút hơn 1,4 tỷ USD vốn FDI, đứng thứ 7 cả nước`."""
    return _BEHIND_AMOUNT.search(scene.text, scene.around.item_start, scene.number.text_start) is not None


def is_of_a_count(scene: Scene) -> bool:
    """Whether a rank stands in brackets behind a count, of which it then is: `gần 21 nghìn sản phẩm … lên sàn (đứng thứ 4 cả nước)`."""
    return _BESIDE_COUNT.search(scene.text, scene.around.item_start, scene.number.text_start) is not None
