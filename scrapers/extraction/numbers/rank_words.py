"""Ranks and steps in words: `xếp thứ hai`, `tăng một bậc`, `dẫn đầu cả nước`, `á quân`.

Lives here: their wordings, and the groups and wishes that are no rank (`10 địa phương dẫn đầu`, `phấn đấu dẫn đầu`). Never
here: of which index they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from scrapers.extraction.places.provinces import ALL_PROVINCES
from scrapers.extraction.text.cues import CuedPatterns
from scrapers.letters import CAPITALS

# Where the number stands and where its words do, its value, and what it is.
RankInWords = tuple[tuple[int, int, int, int], float, Literal["rank", "steps", "lead"]]

_ORDINAL_WORDS = {
    "nhất": 1,
    "một": 1,
    "nhì": 2,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
    **{
        f"mười {word}": 10 + unit
        for unit, word in enumerate(("một", "hai", "ba", "bốn", "lăm", "sáu", "bảy", "tám", "chín"), 1)
    },
}
# The second also opens a sentence: `Thứ tư là tỉnh Bà Rịa - Vũng Tàu với 70,21 điểm`.
_RANK_WORD = re.compile(
    r"(?i)(?:(?:xếp|đứng|giữ|đạt|ở|lên|xuống|vươn lên|cán đích|về|hạng|giành|chiếm)\s+(?:vị\s?trí\s+)?(?:hạng\s+)?"
    r"|\bvị\s?trí\s+|\()thứ\s+(nhất|nhì|hai|ba|tư|năm|sáu|bảy|tám|chín"
    r"|mười(?:\s+(?:một|hai|ba|bốn|lăm|sáu|bảy|tám|chín))?)\b(?!\s+(?:,|từ\s+(?:trái|phải)))(?!\s*,\s*(?:ngày\s+)?\d)"
    # `Long An hạng ba trong bảng xếp hạng PCI`, `giữ hạng tư cả nước`
    r"|hạng\s+(nhất|nhì|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)(?=\s+(?:(?:trong|trên|ở)\s+(?:bảng|cả nước|toàn quốc)|cả nước|toàn quốc|về\s|khối (?:các )?(?:tỉnh|địa phương)))"
    # `xếp thứ nhất về DTI và thứ nhất ở cả 3 trụ cột`
    r"|\bvà\s+thứ\s+(nhất|nhì|hai|ba|tư|năm)(?=\s+(?:ở|về)\s)"
    rf"|(?:^|(?<=[.;,] )|(?<=\n))thứ\s+(nhất|nhì|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)(?=\s+là\s+(?:tỉnh |thành phố |TP\.? ?)?(?-i:[{CAPITALS}]))"
    # `Chỉ số SIPAS năm 2023: hạng nhất Quảng Ninh 90,61%; …`
    rf"|(?<=: )(?:hạng|thứ)\s+(nhất)(?=\s+(?:[-–]\s+)?(?:tỉnh |thành phố |TP\.? ?)?(?-i:[{CAPITALS}]\w))"
)
# `Hà Nội đứng thứ nhất, Hải Phòng thứ ba và Thanh Hóa thứ năm`: behind one rank the others need no verb.
# So do those of a list that names each place behind its rank: `thứ nhất Đà Nẵng, thứ hai TP. Hồ Chí Minh, hạng ba Quảng Ninh`.
_FURTHER_RANK = re.compile(
    rf"[{CAPITALS}]\w+ (thứ (nhì|hai|ba|tư|năm|sáu|bảy|tám|chín|mười))(?=\s*(?:[,;.)]|và\b|với\s+\d|$))"
    rf"|(?:(?<=[,;] )|(?<=\bvà ))((?:thứ|hạng) (nhì|hai|ba|tư|năm|sáu|bảy|tám|chín|mười))(?=\s+(?:[-–:]\s+)?(?:tỉnh |thành phố |TP\.? ?)?[{CAPITALS}]\w)"
)
_STEP_WORD = re.compile(r"(?i)(?:tăng|giảm|tụt|lên|nhảy)\s+(một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+(?:bậc|hạng)\b")
# Without these there is no such rank or step; they are found faster.
_RANK_MARK = re.compile(r"(?:thứ|hạng)\s+[nhbtsmc]")
_STEP_MARK = re.compile(r"(?:bậc|hạng)\b(?<!\d\s...)(?<!\d\s....)")
# Only among all provinces, and of one province: `dẫn đầu vùng`, `nhóm dẫn đầu` are no rank, nor is `người đứng đầu`.
_INDEX_BEHIND = r"(?=\s+(?:trong\s+)?(?:bảng xếp hạng|(?:về\s+)?(?:bộ\s+)?chỉ số|ICT Index|DTI|PCI|PAPI|PAR))(?![^.;,]{0,60}\b(?:vùng|khu vực|miền|cụm|khối|bộ|bộ, ngành|ngành|sở|huyện|xã|phường|thành phần)\b)"
_LEAD = re.compile(
    rf"(?i)\b(?<!người )(?:(?P<first>(?:dẫn đầu|đứng đầu){_INDEX_BEHIND}|dẫn đầu(?=\s+với\s)"
    r"|(?:đứng|xếp(?: hạng)?) nhất(?=\s+(?:ở|về|cả nước|toàn quốc|khối (?:các )?(?:tỉnh|địa phương)|(?:bộ\s+)?chỉ số|bảng xếp hạng|(?:Vietnam\s+)?ICT Index|DTI|PCI|PAPI|PAR Index|SIPAS))"
    r"|(?:dẫn đầu|đứng đầu)(?=\s+(?:trên|ở)\s+cả\s+(?:hai|2)\s+bảng xếp hạng)|xếp đầu tiên(?=\s+(?:cũng\s+)?là\s)"
    r"|(?:dẫn đầu|đứng đầu|xếp đầu)(?=\s+(?:ở\s+)?(?:cả\s+)?(?:3|ba)\s+trụ cột)"
    r"|(?:dẫn đầu|đứng đầu)(?=\s+về\s+(?:mức độ\s+)?(?:chuyển đổi số|CĐS)\b)"
    r"|(?:dẫn đầu|đứng đầu)\s+các\s+(?:tỉnh(?:, thành(?: phố)?)?"
    r"|địa phương)(?=\s+(?:(?:trong|trên) cả nước\s+)?về\s+(?:bộ\s+)?chỉ số\s)"
    r"|(?:dẫn đầu|đứng đầu|xếp đầu)\s+(?:cả nước|toàn quốc"
    rf"|(?:cả\s+|nhóm\s+)?{ALL_PROVINCES}\s+(?:tỉnh|địa phương)(?:,\s*thành(?:\s+phố)?)?(?:\s+cả nước"
    r"|\s+trong cả nước)?)|(?:ngôi vị\s+|ngôi\s+|vị trí\s+)?quán quân)"
    r"|(?P<second>á quân|(?:về|đứng|xếp|hạng) nhì))\b"
)
_LEADS = CuedPatterns(
    {
        "lead": (
            _LEAD,
            (
                "dẫn đầu",
                "đứng đầu",
                "xếp đầu",
                "đứng nhất",
                "xếp nhất",
                "xếp hạng nhất",
                "xếp đầu tiên",
                "ngôi",
                "vị trí",
                "quán quân",
                "á quân",
                "về nhì",
                "đứng nhì",
                "xếp nhì",
                "hạng nhì",
            ),
        )
    }
)
_GROUP_OR_WISH = re.compile(
    r"(?i)\b(?:nhóm|top|tốp|các|những|một trong|1 trong|trong số"
    r"|(?:\d+|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+(?:tỉnh|địa phương|đơn vị|thành phố)|phấn đấu|mục tiêu"
    r"|hướng tới|hướng đến|trở thành|sẽ|quyết tâm|luôn|(?:\d+|hai|ba|bốn|năm|nhiều|mấy) (?:lần|năm"
    r"|kỳ|tháng|tuần|quý))\b[^.;:]{0,40}$"
)

# `Hà Nội, Huế, Hải Phòng dẫn đầu bảng xếp hạng …`: a group, of which none is first
_SEVERAL = re.compile(
    rf"[{CAPITALS}][\w.]*(?: [{CAPITALS}][\w.]*)*(?:,| và) [{CAPITALS}][\w.]*(?: [{CAPITALS}][\w.]*)*\s+(?:cùng |tiếp tục |đang )?$"
)


def ranks_in_words(text: str, start: int, stop: int) -> Iterator[RankInWords]:
    """Every rank and step in words between two places of a text; a lead (`dẫn đầu`, `á quân`) is a rank without its number."""
    lowered = text[start:stop].lower()
    ends: list[int] = []
    if ("thứ" in lowered or "hạng" in lowered) and _RANK_MARK.search(lowered):
        for match in _RANK_WORD.finditer(text, start, stop):
            ends.append(match.end())
            group = match.lastindex or 1
            yield (*match.span(group), *match.span()), float(_ORDINAL_WORDS[match.group(group).lower()]), "rank"
        first = ends[0] if ends else stop
        for match in _FURTHER_RANK.finditer(text, first, stop):
            if "\n" not in text[first : match.start()]:
                words = match.lastindex or 1
                number = words + 1
                ends.append(match.end())
                yield (*match.span(number), *match.span(words)), float(_ORDINAL_WORDS[match.group(number)]), "rank"
    if ("bậc" in lowered or "hạng" in lowered) and _STEP_MARK.search(lowered):
        for match in _STEP_WORD.finditer(text, start, stop):
            place = (*match.span(1), match.start(1), match.end())
            yield place, float(_ORDINAL_WORDS[match.group(1).lower()]), "steps"
    if "đầu" in lowered or "quân" in lowered or " nhất" in lowered or " nhì" in lowered:
        for _, match in _LEADS.find(text, start, stop):
            before = text[max(start, match.start() - 60) : match.start()]
            is_read = match.end() in ends  # `hạng nhì Thái Nguyên`
            if not is_read and _GROUP_OR_WISH.search(before) is None and _SEVERAL.search(before) is None:
                yield (*match.span(), *match.span()), 1.0 if match.group("first") else 2.0, "lead"
