"""The district, commune or department that a whole text is about.

Lives here: what its title, its names and its letterhead say. Never here: the places of paragraphs (see `paragraph_places`)
and of single numbers (see `attribution`), the text's province (see `own_province`).
"""

from __future__ import annotations

import re

from scrapers.extraction.places.gazetteer import PlaceMention
from scrapers.letters import CAPITALS

_LEAD_REACH, _NAMED_OFTEN = 600, 3
_OF_WHOLE_PROVINCE, _WHOLE_REACH = re.compile(r"(?i)\b(?:của|trong|trên địa bàn|toàn) tỉnh\s+$"), 24
# `SỞ XÂY DỰNG BÌNH DƯƠNG` over a text, and how that speaks of itself
_DEPARTMENT, _HEAD_REACH = (
    re.compile(rf"(?m)^\s*SỞ [{CAPITALS}]{{2,}}(?:[\s,&-]+[{CAPITALS}]{{2,}}){{1,9}}[\s,&-]*$"),
    300,
)
_OF_THE_DEPARTMENT = re.compile(r"\bcủa Sở\b(?! [A-ZĐ])|(?<!\w)Sở (?:đã|tiếp nhận|ban hành|tổ chức)\b")
_COMMITTEE = re.compile(
    r"(?m)^\s*(?:UBND|[ỦU][ỶY] BAN NHÂN DÂN)\s+(?:PHƯỜNG|XÃ|THỊ TRẤN|ĐẶC KHU|HUYỆN|QUẬN|THỊ XÃ|THÀNH PHỐ)\s[^\n|]{2,60}$"
)
# `huyện Hương Khê - tỉnh Hà Tĩnh`
_THEN_PROVINCE = re.compile(r"(?i)\s*[,\-–]\s*(?:tỉnh\s+|thành phố\s+)?")
_LEVEL_WORD = re.compile(r"(?i)(?:xã|phường|thị trấn|đặc khu)\s+")
_NAME_BEHIND = re.compile(rf"\s[{CAPITALS}]")  # `Thiệu Trung Hòa`, another name


def local_of_text(text: str, mentions: list[PlaceMention], title_end: int) -> tuple[PlaceMention, str] | None:
    """The district or commune that a text is about, and whether its `title` or all of its `text` says so."""
    titled = _commune_opening_title(text, mentions, title_end) or _in_title(text, mentions, title_end)
    if titled is not None:
        return titled, "title"
    named = _in_letterhead(text, mentions) or _named_again(text, mentions)
    return (named, "text") if named is not None else None


def department_of_text(text: str, mentions: list[PlaceMention]) -> str | None:
    """The department whose own report a text is: its name is a line of the head, and it speaks of itself.

    `SỞ XÂY DỰNG BÌNH DƯƠNG`, …, `cung cấp 76 dịch vụ; … của Sở`.
    """
    named = _DEPARTMENT.search(text, 0, _HEAD_REACH)
    if named is None or any(m.level == "own_province" for m in mentions):
        return None
    speaks = sum(1 for _ in _OF_THE_DEPARTMENT.finditer(text))
    return named.group().strip() if speaks >= _NAMED_OFTEN - 1 else None


def _in_title(text: str, mentions: list[PlaceMention], title_end: int) -> PlaceMention | None:
    """The district or commune of a title that names no province beside it."""
    opened = text.find("(", 0, title_end)
    inside = [m for m in mentions if m.end <= title_end and (opened < 0 or m.start <= opened)]
    local = next((m for m in inside if m.level in ("district", "commune")), None)
    if local is None or any(m.level == "province" and not _is_province_of(text, m, local) for m in inside):
        return None
    return local


def _is_province_of(text: str, province: PlaceMention, local: PlaceMention) -> bool:
    """Whether a province only says where the district or commune before it lies: `huyện Hương Khê - tỉnh Hà Tĩnh`."""
    between = text[local.end : province.start] if local.end <= province.start else None
    return between is not None and _THEN_PROVINCE.fullmatch(between) is not None


def _commune_opening_title(text: str, mentions: list[PlaceMention], title_end: int) -> PlaceMention | None:
    """The commune by whose name the title begins, as the lead calls it: `Thiệu Trung xây dựng …`, `xã Thiệu Trung (Thanh Hóa)`.

    A name that a province bears too is the province's: `Lào Cai: …` over a visit to `phường Lào Cai`.
    """
    title = text[:title_end].lstrip()
    opening = len(text) - len(text.lstrip())
    if any(m.level == "province" and m.start == opening for m in mentions):
        return None
    for mention in mentions:
        if mention.start > title_end + _LEAD_REACH:
            return None
        name = _LEVEL_WORD.sub("", mention.name) if mention.level == "commune" else ""
        if name and title.startswith((f"{name} ", f"{name}:")) and _NAME_BEHIND.match(title, len(name)) is None:
            return mention
    return None


def _in_letterhead(text: str, mentions: list[PlaceMention]) -> PlaceMention | None:
    """The district or commune whose committee's name stands over the text: `UBND PHƯỜNG HOÀI NHƠN - TỈNH GIA LAI`."""
    line = _COMMITTEE.search(text, 0, _HEAD_REACH)
    if line is None:
        return None
    local = [m for m in mentions if m.level in ("district", "commune")]
    named = next((m for m in local if line.start() <= m.start < line.end()), None)
    if named is None:
        return None
    again = (m for m in local if m.name != named.name and m.name.lower() == named.name.lower())
    return next(again, named)  # as it is written elsewhere than in capitals


def _named_again(text: str, mentions: list[PlaceMention]) -> PlaceMention | None:
    """The district or commune named first and again, in a text that never speaks of the province."""
    if any(_speaks_of_province(text, mention) for mention in mentions):
        return None
    places = [m for m in mentions if m.level in ("district", "commune", "province")]
    first = next((m for m in places if m.level != "province"), None)
    if first is None or first.start > _LEAD_REACH:
        return None
    named = [m for m in places if m.level == first.level and m.name.lower() == first.name.lower()]
    own = sum(m.level == "own_district" for m in mentions)
    return first if len(named) + own >= _NAMED_OFTEN else None


def _speaks_of_province(text: str, mention: PlaceMention) -> bool:
    """Whether a place is the whole province: `toàn tỉnh`, `của tỉnh Tuyên Quang`."""
    if mention.level == "own_province":
        return True
    reach = max(0, mention.start - _WHOLE_REACH)
    return mention.level == "province" and _OF_WHOLE_PROVINCE.search(text, reach, mention.start) is not None
