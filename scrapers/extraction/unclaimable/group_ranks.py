"""Ranks among fewer than all: in a region, a group or so many units.

Lives here: the words by which a rank is one in a group. Never here: ranks of things that are no index (see `reasons`).
"""

from __future__ import annotations

import re

from scrapers.extraction.attachment.claims import Scene
from scrapers.extraction.places.provinces import ALL_PROVINCES, RANK_TOTALS

_GROUP_RANK = re.compile(
    r"(?i)^\s*(?:tỉnh\s+|địa phương\s+|nhóm\s+|trong\s+|ở\s+|tại\s+|của\s+|toàn\s+|các\s+|khu\s+)*(?:vùng|khu vực|miền|cụm"
    r"|khối(?! (?:các )?(?:tỉnh|địa phương))|tây nguyên|(?:(?:đông|tây) )?nam bộ|nam trung bộ|bắc bộ|tây bắc|đông bắc|đồng bằng|đbscl|tiểu vùng|bắc trung bộ|trung du|duyên hải|thế giới|đông nam á"
    r"|châu á|asean)"
    r"|(?i:\s*(?:lên|xuống)\s+(?:(?:thứ|hạng|vị trí)\s+)*\d{1,2}\s+(?:khu vực|vùng)\b)"
    r"|(?i:\s*trong nhóm\s*(?:[,.;)]|$))"
    rf"|(?i:\s*(?:trong|trên)(?: tổng)?(?: số)? (?!{ALL_PROVINCES} )\d+ (?:huyện|quận|thị xã|xã|phường|tỉnh|thành phố|địa phương|đơn vị|sở)\b)|(?i:\s*(?:toàn|trong|của|trên địa bàn) (?:tỉnh|thành phố|huyện)\b)"
)
_GROUP_BEFORE = re.compile(
    rf"(?i)\b(?:(?:trong(?: số)?|tính riêng|riêng|giữa|so với) (?!{ALL_PROVINCES} )\d+ (?:tỉnh|địa phương)"
    r"|trong (?:số )?(?:các|\d+) thành phố trực thuộc|(?<!cùng )khu vực(?!(?<=tại khu vực),)|(?<!cùng )vùng(?! cao| sâu| xa| đất)|toàn vùng|cụm thi đua|trong cụm"
    rf"|trong vùng)\b(?:(?!,? trong đó\b|, [^;.,:\d]{{0,30}}\bso với\b| [-–] )[^;.:]){{0,60}}$"
)
_PROVINCES_OF_A_REGION = 14  # at most, before and after the mergers of 2025
_REGION = re.compile(r"(?i)\b(?:khu vực|vùng)\b")
_OPENS_WITH_REGION = re.compile(
    r"\s*(?:(?:Trong|Ở|Tại)\s+(?:(?:khu vực|vùng|cụm)\s[^,;.\d]{2,40}|Đồng bằng sông (?:Cửu Long|Hồng)|ĐBSCL|Tây Nguyên|(?:Đông|Tây) Nam Bộ|(?:Bắc|Nam) Trung Bộ|Tây Bắc|Đông Bắc),|(?:Nếu )?(?:[Cc]hỉ|[Rr]iêng)?\s?[Tt]ính (?:riêng )?(?:(?:trong )?\d\d tỉnh,? (?:thành(?: phố)?)?|trong vùng)[^.;\d]{0,50}?\s(?=thì\s))"
)
_RANK_IN_BRACKET = re.compile(r"(?i)\(\s*(?:hạng|thứ|xếp thứ)\s+$")
_AMONG_ALL = re.compile(r"(?i)\s+(?:trong |trên )?(?:cả nước|toàn quốc)\b")


def is_rank_in_a_group(scene: Scene, left: str, right: str) -> bool:
    """Whether a rank is one in a group, from the words of its item before it and those right behind it."""
    number = scene.number
    if number.unit_class != "rank":
        return False
    if (number.out_of is not None and number.out_of not in RANK_TOTALS) or _GROUP_RANK.match(right):
        return True
    is_among_all = number.out_of is not None or _is_past_a_region(scene)
    return not is_among_all and (_is_among(left, right) or _is_in_a_region(scene, right))


def _is_in_a_region(scene: Scene, right: str) -> bool:
    """Whether a sentence opens with the region among whose provinces it ranks: `Trong khu vực Bắc Trung Bộ, …; Nghệ An xếp thứ 3`."""
    start = scene.context.sentence_start
    if _RANK_IN_BRACKET.search(scene.text, scene.around.item_start, scene.number.start):
        return False  # `Trong khu vực Bắc Trung Bộ, tỉnh đứng sau Thừa Thiên Huế (hạng 8)`: among all
    return _OPENS_WITH_REGION.match(scene.text, start, scene.number.start) is not None and not _AMONG_ALL.match(right)


def _is_past_a_region(scene: Scene) -> bool:
    """Whether a rank is among all though a region stands before it: `Trong khu vực Nam Trung Bộ, Bình Định xếp thứ 29`."""
    if scene.number.value <= _PROVINCES_OF_A_REGION:
        return False
    return _REGION.search(scene.text, scene.context.sentence_start, scene.number.start) is not None


def _is_among(left: str, right: str) -> bool:
    """Whether the words before a rank name the group in which it is one, not in brackets that are open at the rank."""
    if _AMONG_ALL.match(right):
        return False
    return left.rfind("(") <= left.rfind(")") and _GROUP_BEFORE.search(left) is not None
