"""Headers of tables about dossiers that leave out of what they are: `Tiếp nhận`, `Trực tuyến (%)`, `Tổng số hồ sơ`.

Lives here: which headers do, and what is meant. Never here: what a header means by itself (see `axes`).
"""

from __future__ import annotations

import re

_COUNTED = re.compile(
    r"(?i)\s*(?:(?:tổng(?: số)?|số(?: lượng)?)\s+)?(?:hồ sơ|(?:hồ sơ\s+)?(?:đã\s+)?tiếp nhận(?:\s+trong kỳ)?|HS)\s*(?:\(\s*(?:hồ sơ|HS)\s*\)\s*)?"
)
_SHARES = re.compile(
    r"(?i)\s*(?=.*(?:%|tỷ lệ|tỉ lệ))(?:(?:%|tỷ lệ|tỉ lệ)\s*)?(?:\(\s*%\s*\)\s*)?(?P<said>(?:nộp\s+)?trực tuyến(?:\s+toàn trình)?|toàn trình|(?:trước hạn, |trước và )?đúng hạn(?:(?:, | và )trước hạn)?)\s*(?:(?:tỷ lệ|tỉ lệ)\s*)?(?:\(\s*%\s*\)|%)?\s*"
)
_OF_DOSSIERS = re.compile(
    r"(?i)\bhồ sơ\b(?! sức khỏe| sức khoẻ| bệnh án| công việc| nghiệp vụ| lưu trữ)|\bTTHC\b|\bthủ tục hành chính\b|\bDVCTT\b|\bdịch vụ công\b"
)
_OF_OTHERS = re.compile(
    r"(?i)\b(?:phản ánh|kiến nghị|văn bản|đơn thư|cuộc gọi|hồ sơ công việc|hồ sơ sức kh|hồ sơ bệnh án)\b"
)


def of_dossiers(text: str, caption: str, beside: list[str]) -> str | None:
    """A header in full, where the nearest line above the table that says of what it is, or one beside it, speaks of dossiers."""
    is_count, share = _COUNTED.fullmatch(text) is not None, _SHARES.fullmatch(text)
    if not is_count and share is None:
        return None
    lines = [*reversed(caption.split("\n")), *(other for other in beside if other != text)]
    nearest = next((line for line in lines if _OF_DOSSIERS.search(line) or _OF_OTHERS.search(line)), "")
    if _OF_DOSSIERS.search(nearest) is None or _OF_OTHERS.search(nearest) is not None:
        return None
    return "Số hồ sơ tiếp nhận" if share is None else f"Tỷ lệ hồ sơ {share['said']} (%)"
