"""Which numbers on a page count its readers and visitors, so that they differ at every visit and say nothing.

A number is taken for a counter where it stands with its label and nothing but tags follows in its block, or another
counter, or something that cannot go on with the sentence. Labels that an article may use, too (`Tổng`, `Trực tuyến`),
are ones only where several counters stand together. In a cell of a table only what can be nothing else is a counter.
Works on the text of the page and not on a tree, because all that is not taken out has to stay byte by byte. Never here:
what else is taken out (`normal_form`).
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from scrapers.counter_words import BEFORE, BEHIND, VIEWS, VISITORS_NOW, VISITS

_INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "img", "label", "mark", "path", "q", "s",
    "small", "span", "strong", "sub", "sup", "svg", "time", "tt", "u", "use", "wbr",
}  # fmt: skip
_PIECE = re.compile(r"<([!?/]?)([\w:-]{0,40})[^<>]*>|[<>]|[^<>]+")
_JOINT = "\x1f"
"""Stands in a line where a tag does; white space to all patterns."""

_DIGIT = re.compile(r"\d")
_GAP = r"(?:\s|&nbsp;){0,4}"
_NUMBER = r"\d[\d.,]{0,15}"
_WHEN = r"(?:hôm\s{1,4}(?:nay|qua)|trong\s{1,4}(?:ngày|tuần|tháng|năm))"
_KINDS = {
    "views": rf"{BEFORE}(?:{VIEWS}){BEHIND}",
    "visitors_now": rf"{BEFORE}(?:{VISITORS_NOW})",
    "visits": rf"{BEFORE}(?:{VISITS}|truy\s{{1,4}}cập){BEHIND}(?:\s{{1,4}}{_WHEN})?",
    "day": r"hôm\s{1,4}(?:nay|qua)",
    "online": r"trực\s{1,4}tuyến|online|thành\s{1,4}viên",
    "other": r"(?:tuần|tháng)\s{1,4}(?:này|trước|hiện\s{1,4}tại)"
    r"|(?:tổng|tất\s{1,4}cả)(?:\s{1,4}(?:cộng|số|(?:số\s{1,4})?lượt))?",
}
_ALONE = frozenset({"views", "visitors_now", "visits"})
"""Labels that need no company."""
_ALONE_IN_CELLS = frozenset({"views", "visitors_now"})
_LABEL = "|".join(f"(?P<{kind}>{words})" for kind, words in _KINDS.items())
_COUNTER = re.compile(
    rf"(?:{_LABEL}){_GAP}:?{_GAP}{_NUMBER}|{_NUMBER}{_GAP}(?:(?P<views_after>{VIEWS})|(?P<visits_after>{VISITS}))",
    re.IGNORECASE,
)
_LABEL_ALONE = re.compile(rf"{_GAP}(?:{_LABEL}){_GAP}:?{_GAP}", re.IGNORECASE)
_NUMBER_ALONE = re.compile(rf"{_GAP}[:(]?{_GAP}{_NUMBER}{_GAP}\)?{_GAP}")
_TITLE = re.compile(
    rf"{_GAP}(?:(?:thống\s{{1,4}}kê|bộ\s{{1,4}}đếm)\s{{1,4}})?(?:{_KINDS['visits']}){_GAP}:?{_GAP}", re.IGNORECASE
)
_LONGEST_LABEL, _LONGEST_LINE = 60, 1000
_EDGE = r"(?:[\s|•·()–-]|&nbsp;)*"
_BETWEEN = re.compile(_EDGE)
_BEGINNING = re.compile(rf"(?:^|[{_JOINT}|•·(]|(?<=\s)[–-](?=\s)){_EDGE}")
_END = re.compile(rf"(?:\s|&nbsp;)*(?:$|[{_JOINT}|•·)]|[–-](?=\s))")
_LAST_WORD = re.compile(r"(?:^|[\W_])([^\W\d_]+)(?:\s|&nbsp;)*$")


@dataclasses.dataclass(frozen=True, slots=True)
class _Counter:
    """A counter and the place of its text in its line."""

    kind: str
    label: str
    start: int
    end: int


@dataclasses.dataclass(slots=True)
class _Line:
    """What stands between two tags that end a line, in pieces with their places on the page."""

    in_cell: bool
    pieces: list[tuple[int, str]]

    @property
    def text(self) -> str:
        return _JOINT.join(text for _, text in self.pieces)

    def on_page(self, counter: _Counter) -> Iterator[tuple[int, int]]:
        """The places on the page that hold the text of a counter."""
        at = 0
        for place, text in self.pieces:
            start, end = max(counter.start, at), min(counter.end, at + len(text))
            if start < end:
                yield place + start - at, place + end - at
            at += len(text) + len(_JOINT)


@dataclasses.dataclass(slots=True)
class _Company:
    """Lines that follow each other and hold nothing but counters and their labels."""

    counters: list[tuple[_Line, _Counter]] = dataclasses.field(default_factory=list)
    has_title: bool = False
    """Whether a line says that visits are counted here."""

    def counted(self) -> Iterator[tuple[_Line, _Counter]]:
        """Those that are counters, seen together."""
        kinds = {counter.kind for _, counter in self.counters}
        labels = {counter.label for _, counter in self.counters}
        of_visitors = "day" in kinds and (
            self.has_title or not kinds.isdisjoint({"online", "visits"}) or len(labels) > 2
        )
        for line, counter in self.counters:
            alone = counter.kind in (_ALONE_IN_CELLS if line.in_cell else _ALONE)
            if alone or "visitors_now" in kinds or (of_visitors and not line.in_cell):
                yield line, counter


def without_counters(page: str) -> str:
    """The page without the text of its counters."""
    kept, at = list[str](), 0
    for start, end in sorted(place for line, counter in _counted(page) for place in line.on_page(counter)):
        kept.append(page[at:start])
        at = end
    return "".join([*kept, page[at:]])


def _counted(page: str) -> Iterator[tuple[_Line, _Counter]]:
    company, label = _Company(), ""
    for line in _lines(page):
        text = line.text
        may_count = len(text) <= _LONGEST_LINE and _DIGIT.search(text) is not None
        found = (_under(label, line, text) or _nothing_but_counters(text)) if may_count else []
        label = "" if may_count else _label_of(line, text)
        if found or label:
            company.counters += ((line, counter) for counter in found)
            company.has_title |= _TITLE.fullmatch(label) is not None
            continue
        yield from company.counted()
        company = _Company()
        if may_count:
            yield from ((line, counter) for counter in _among_other_words(text, in_cell=line.in_cell))
    yield from company.counted()


def _lines(page: str) -> Iterator[_Line]:
    """The lines of a page that hold any text."""
    pieces, tables = list[tuple[int, str]](), _Tables()
    for piece in _PIECE.finditer(page):
        mark, name = piece[1], (piece[2] or "").lower()
        if mark is None:
            if not piece[0].isspace():
                pieces.append((piece.start(), piece[0]))
        elif name not in _INLINE and ":" not in name:
            if pieces:
                yield _Line(tables.open_cells > 0, pieces)
                pieces = []
            tables.note(name, is_end=mark == "/")
    if pieces:
        yield _Line(tables.open_cells > 0, pieces)


class _Tables:
    """The tables around a place of the page: whether a cell of each is open, and how many are."""

    def __init__(self) -> None:
        self._is_open: list[bool] = []
        self.open_cells = 0

    def note(self, name: str, *, is_end: bool) -> None:
        """Take note of a tag."""
        if name == "table" and not is_end:
            self._is_open.append(False)
        elif name in ("table", "tr", "td", "th"):
            self.open_cells -= bool(self._is_open and self._is_open.pop())
            if name != "table":
                opens = name != "tr" and not is_end
                self._is_open.append(opens)
                self.open_cells += opens


def _kind(match: re.Match[str]) -> tuple[str, str]:
    """Kind and words of the label that matched."""
    kind = match.lastgroup or ""
    return kind.removesuffix("_after"), " ".join(match[kind].lower().split())


def _nothing_but_counters(text: str) -> list[_Counter]:
    """The counters of a line that holds nothing else."""
    found, at = list[_Counter](), _after_edge(text, 0)
    while match := _COUNTER.match(text, at):
        found.append(_Counter(*_kind(match), *match.span()))
        at = _after_edge(text, match.end())
    return found if at == len(text) else []


def _after_edge(text: str, at: int) -> int:
    """Where the white space, bars, dashes and brackets from a place on end."""
    edge = _BETWEEN.match(text, at)
    return edge.end() if edge else at


def _label_of(line: _Line, text: str) -> str:
    """The label that a line consists of; none in cells, where the number beside it is a figure."""
    if len(text) > _LONGEST_LABEL or line.in_cell:
        return ""
    return text if _LABEL_ALONE.fullmatch(text) or _TITLE.fullmatch(text) else ""


def _under(label: str, line: _Line, text: str) -> list[_Counter]:
    """The counter whose label is the line before and whose number is this line."""
    match = _LABEL_ALONE.fullmatch(label) if not line.in_cell and _NUMBER_ALONE.fullmatch(text) else None
    return [_Counter(*_kind(match), 0, len(text))] if match else []


def _among_other_words(text: str, *, in_cell: bool) -> Iterator[_Counter]:
    """Counters in a line with a date, an author and the like: between tags, bars or dashes, and in no sentence."""
    alone = _ALONE_IN_CELLS if in_cell else _ALONE
    for beginning in _BEGINNING.finditer(text):
        match = _COUNTER.match(text, beginning.end())
        if match is None or _kind(match)[0] not in alone:
            continue
        if _END.match(text, match.end()) and not _goes_on(text, match, beginning):
            yield _Counter(*_kind(match), *match.span())


def _goes_on(text: str, counter: re.Match[str], beginning: re.Match[str]) -> bool:
    """Whether a sentence runs into the counter or out of it."""
    before = _LAST_WORD.search(text, max(0, beginning.start() - 40), beginning.start())
    if before and before[1][0].islower() and not beginning[0].strip() and not counter[0][0].isupper():
        return True
    at = _after_edge(text, counter.end())
    after, edge = text[at : at + 1], text[counter.end() : at]
    return bool(after) and not (after.isupper() or after.isdigit()) and not any(bar in edge for bar in "|•·")
