"""What labels, headers and cells of a table say of levels of administration: `a) Cấp tỉnh`, `Cấp huyện: 90%; cấp xã: 80%`.

Never here: what indicators there are at which level (see `places.levels`).
"""

from __future__ import annotations

import re

_LEVEL = re.compile(
    r"(?i)\s*(?:[-+–•]\s*|[a-hđ][.)]\s+)?(?:tại |ở )?(?:cơ quan |đơn vị |khối )?cấp (?:tỉnh|huyện|xã)\b"
)
# `Cấp huyện: 90%; cấp xã: 80%`, `100% (cấp tỉnh), 80% (cấp huyện)`: a value for each level in one cell
_AT_LEVEL = r"(?:(?:tại|ở|đối với)\s+)?(?:(?:cơ quan|đơn vị)\s+)?cấp (?:tỉnh|huyện|xã)"
_AS_MUCH = r"(?:(?:đạt|là|từ|trên|ít nhất|tối thiểu)\s+)*[<>≥≤]?\s*\d[\d.,]*\s*%?(?:\s*trở lên)?"
_LEVELS_BEFORE = re.compile(rf"(?i)(?:\s*[-+•]?\s*{_AT_LEVEL}\s*:?\s*{_AS_MUCH}\s*[;,.]?)+\s*")
_LEVELS_BEHIND = re.compile(rf"(?i)(?:\s*[-+•]?\s*{_AS_MUCH}\s*\(?\s*{_AT_LEVEL}\s*\)?\s*[;,.]?)+\s*")
_LEVEL_NAMED = re.compile(r"(?i)cấp (?:tỉnh|huyện|xã)")
_LEVELS_IN_LABEL = re.compile(rf"(?i)\s*[(,]?\s*{_AT_LEVEL}(?:\s*(?:,|và|,\s*và)\s*cấp (?:tỉnh|huyện|xã))*\s*\)?")
# `Hồ sơ công việc xử lý trên môi trường mạng: cấp tỉnh`, over `- cấp huyện`: what both are about
_WITH_LEVEL = re.compile(r"(?i)(?P<base>.{12,}?)\s*[:,;(–-]?\s*(?:(?:ở|tại|của)\s+)?cấp (?:tỉnh|huyện|xã)\s*\)?\s*")
_UNIT = re.compile(r"\s*\([^()]{1,20}\)\s*$")  # `Cấp xã (%)`
_LEVELS_TOLD = re.compile(r"(?i)cấp (?:tỉnh|huyện|xã)(?:\s*(?:,|và|,\s*và)\s*(?:cấp )?(?:huyện|xã))*")


def without_level(label: str) -> str:
    """What a label is about whose last words name a level of administration; empty where they do not."""
    named = _WITH_LEVEL.fullmatch(label)
    return named["base"] if named is not None else ""


def begins_with_level(text: str) -> bool:
    """Whether a label or header begins with a level of administration: `Cấp tỉnh`, `Cơ quan cấp huyện (trừ hồ sơ mật)`."""
    return _LEVEL.match(text) is not None


def level_in_cell(text: str, start: int) -> str:
    """The level of which a number of a cell is that has nothing but one for each: `Cấp huyện: 90%; cấp xã: 80%`; empty in other cells."""
    named = [match.group() for match in _LEVEL_NAMED.finditer(text, 0, start)]
    if named and _LEVELS_BEFORE.fullmatch(text):
        return named[-1]
    behind = _LEVEL_NAMED.search(text, start)
    return behind.group() if behind is not None and _LEVELS_BEHIND.fullmatch(text) else ""


def at_level(label: str, level: str) -> str:
    """A label with one level in place of those that it names: `Hồ sơ công việc tại cấp huyện, cấp xã được xử lý …`."""
    return f"{_LEVELS_IN_LABEL.sub(' ', label)} {level}"


def level_told(text: str) -> str:
    """The level, or levels, with which a label or header begins or ends: as written; empty where it does not."""
    text = _UNIT.sub("", text)
    if not begins_with_level(text) and not without_level(text):
        return ""
    told = _LEVELS_TOLD.search(text) if begins_with_level(text) else list(_LEVELS_TOLD.finditer(text))[-1]
    return told.group() if told is not None else ""
