"""A document's text as sentences and items: where a statement begins and ends.

Lives here: sentence boundaries that survive missing spaces and abbreviations, and the cut of a sentence into items at
semicolons. Never here: numbers, indicators, periods or places.
"""

from __future__ import annotations

import bisect
import dataclasses
import re

from schemas.records import Block, BlockKind, Document
from scrapers.letters import CAPITALS, SMALL

_ABBREVIATIONS = frozenset({
    "tp", "tx", "tt", "q", "p", "h", "x", "tr", "ths", "ts", "pgs", "gs", "bs", "ks", "cn", "ncs", "tphcm", "t.p", "v.v", "st",
    "vd", "đ/c",
})  # fmt: skip

# A stop ends a sentence before a capital, a quote, a bracket, a dash or a digit after white space; also without white
# space where a lower-case letter or a closing mark stands before it and a capital after it ("hành chính.Tính đến nay").
_STOP = re.compile(
    rf"[.!?…](?:[.!?…]*[\"”’)\]]*(?:(?=\s{{1,20}}[\"“‘(\[\-–+•]?\s{{0,20}}[{CAPITALS}\d])|\s*$)|(?<=[{SMALL}%)\d]\.)(?=[{CAPITALS}][{SMALL}]))"
)
_SPLITS = re.compile(r"[()\[\];]")
_NUMBERS = re.compile(r"\d+")
# Every number is read in its sentence, so that what no stop divides must be divided for the time to stay linear.
_LONG, _LONGEST, _MOST_NUMBERS = 400, 3_000, 120
# `lần lượt đạt 0,70; 0,61; 0,59 điểm`: numbers of one series.
_FURTHER_NUMBER = re.compile(r"\s*(?:và\s+)?\d[\d.,/]*\s?(?:%|điểm)?\s*(?:;|,\s|và\s|[.)]?$)")
# `- `, `b) `, `2. `: a member of a list
MEMBER_OF_LIST = re.compile(r"\s*(?:[-+*•–]|[a-zđ][.)]|\d{1,2}[.)])\s")
# `Hải Đăng - 25/10/2021 08:00 (GMT+7)`, `Thứ Hai, 07/10/2024, 15:38`, `Số: 12/BC-UBND Lạng Sơn, ngày 10 tháng 01 năm 2025`:
# who wrote it and when it was published
DATELINE = re.compile(
    rf"\W*(?:(?:[{CAPITALS}][\w.]*\s){{1,5}}\s?[-–|•,]\s*)?(?:(?:Thứ\s\w+|Chủ nhật),?\s*(?:ngày\s+)?)?"
    r"(?:\d{1,2}[:h]\d{2},?\s+(?:ngày\s+)?)?\d{1,2}[/.-]\d{1,2}[/.-]20\d\d(?:[\s,|-]+\d{1,2}[:h]\d{2}(?::\d{2})?)?\s*(?:\(?GMT\s?\+7\)?)?\W*"
    rf"|\W*(?:[Ss]ố\s*:\s*\S{{1,40}}\s+)?[{CAPITALS}][^\d,;:.()]{{1,30}},\s*ngày\s+\d{{1,2}}\s+tháng\s+\d{{1,2}}\s+năm\s+20\d\d\W*"
)
# Every number may look for the line that it stands in, so that the look must end also where no line does.
PARAGRAPH_REACH = 2_500
_OPENING_REACH = 120
_LIST_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,2}")
_LAST_WORD = re.compile(r"([\w/.]+)$")
_CLASSES = ("nhóm", "loại", "hạng", "mức")  # `…, thuộc nhóm B. Trước đó, …`: the letter is no initial
_PROVINCES_AND = ("tỉnh,", "tỉnh và")  # `xếp thứ 25/63 tỉnh, TP. Sang năm 2022, …`: no name is abbreviated


@dataclasses.dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its place in the document's text, the role of its block and its number within the document."""

    start: int
    end: int
    kind: BlockKind
    block: int
    index: int
    items: tuple[tuple[int, int], ...]
    """Places of the parts between semicolons."""


def line_start(text: str, offset: int) -> int | None:
    """Where the line that an offset stands in begins; nothing where that is farther back than `PARAGRAPH_REACH` characters."""
    reach = max(0, offset - PARAGRAPH_REACH)
    before = text.rfind("\n", reach, offset)
    return before + 1 if before >= 0 else (0 if reach == 0 else None)


def opens_line(text: str, offset: int) -> bool:
    """Whether nothing but white space stands before an offset in its line."""
    line = line_start(text, offset)
    return line is not None and not text[line:offset].strip()


def words_before(text: str, start: int, end: int) -> str:
    """What stands right before a place, back to `start` or so far as an opening may reach; an ellipsis for what is cut off.

    Patterns that look for an opening are tried from every mark, so that a long run of marks would take quadratic time.
    """
    reach = end - _OPENING_REACH
    return text[start:end] if reach <= start else f"…{text[reach:end]}"


def sentences(document: Document) -> list[Sentence]:
    """The sentences of every block that is prose, in order; tables and page furniture are left out."""
    found: list[Sentence] = []
    for number, block in enumerate(document.blocks):
        if block.kind in ("table", "furniture"):
            continue
        for start, end in _split_block(document.text, block):
            found.append(Sentence(start, end, block.kind, number, len(found), _items(document.text, start, end)))
    return found


def _split_block(text: str, block: Block) -> list[tuple[int, int]]:
    spans = []
    start = block.start
    for match in _STOP.finditer(text, block.start, block.end):
        stop, end = match.span()
        if end < block.end and _is_abbreviation(text, start, stop):
            continue
        spans.append((start, end))
        start = end
    if start < block.end:
        spans.append((start, block.end))
    trimmed = []
    for begin, end in spans:
        inside = text[begin:end].rstrip()
        if inside:
            right = begin + len(inside)
            trimmed += _bounded(text, right - len(inside.lstrip()), right)
    return trimmed


def _bounded(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence, or where it is none (a text without stops, an endless list of numbers) pieces of bearable length."""
    if end - start <= _LONG:
        return [(start, end)]
    numbers = [number.start() for number in _NUMBERS.finditer(text, start, end)]
    pieces = []
    while start < end:
        stop = end if end - start <= _LONGEST else text.rfind(" ", start + _LONG, start + _LONGEST)
        stop = start + _LONGEST if stop < 0 else stop
        beyond = bisect.bisect_left(numbers, start) + _MOST_NUMBERS
        if beyond < len(numbers) and numbers[beyond] < stop:
            stop = numbers[beyond]
        pieces.append((start, stop))
        start = stop
    return pieces


def _is_abbreviation(text: str, start: int, stop: int) -> bool:
    near = text[max(start, stop - 12) : stop]
    plain = near[near.rfind(" ") + 1 :]
    if plain.isalpha():  # as nearly always
        is_initial = len(plain) == 1 and plain.isupper() and not near[: -len(plain)].rstrip().endswith(_CLASSES)
        if plain == "TP" and near[: -len(plain)].rstrip().endswith(_PROVINCES_AND):
            return False
        return plain.lower() in _ABBREVIATIONS or is_initial
    match = _LAST_WORD.search(text, max(start, stop - 12), stop)
    if match is None:
        return False
    word = match.group(1).lower().rstrip(".")
    if match.start() <= start + 1 and _LIST_NUMBER.fullmatch(word):
        return True  # `1. Mục tiêu`, `3.2. Sở Y tế`: no sentence
    return word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and text[match.start()].isupper())


def _items(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    spans, depth, begin = [], 0, start
    for match in _SPLITS.finditer(text, start, end) if text.find(";", start, end) >= 0 else ():
        character = match.group()
        if character in "([":
            depth += 1
        elif character in ")]":
            depth = max(0, depth - 1)
        elif depth == 0 and _FURTHER_NUMBER.match(text, match.end(), end) is None:
            spans.append((begin, match.start()))
            begin = match.end()
    spans.append((begin, end))
    return tuple(spans)
