"""The province that a document is about.

Lives here: the order in which source, places, newspaper, agencies and communes are asked. Never here: finding places (see `gazetteer`).
"""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Iterable

from schemas.country import COUNTRY
from schemas.records import Document
from scrapers.extraction.places.gazetteer import Gazetteer, PlaceMention
from scrapers.extraction.text.sentences import line_start
from scrapers.folding import spelling

# Within the first lines: a title, a date, the lead.
_NEWSPAPER_WITHIN = 1_200
_OPENS_WITH_PAPER = re.compile(r"(?m)^\W{0,3}Báo\s+([^()\n.,:]{3,25}?)\s*\)?\s*[-–—:]")
_REPORTER = re.compile(r"\b(?:[Pp]hóng viên|PV)\s+(?:của\s+)?Báo\s+(?P<paper>[^()\n.,:]{3,40})")
# `HÀ NỘI, 18/4/2024 - Ban Chỉ đạo … của Chính phủ vừa công bố …`: from where national news is sent
_DATELINE_OF_HANOI, _DATELINE_REACH = (
    re.compile(r"\W{0,2}(?:HÀ NỘI|Hà Nội)(?:\s*[,(]\s*(?:ngày\s+)?\d[\d/.-]{2,9}\)?)?\s*[-–—]\s"),
    12,
)
_IN_HEAD, _HEAD_WITHOUT_PARAGRAPH = 4, 400
# A round-up: the second province is named nearly as often as the first, and others with them; or many are, and none stands out,
# as in a ranking of all.
_NEARLY_AS_OFTEN, _OF_ALL_NAMED, _AMONG_MANY = 1.3, 2.2, 6
# A text about one province that names so many others names it at least so often among them.
_MANY, _LEAST_SHARE = 6, 0.35
# So many provinces of which each opens a paragraph are told of one after the other.
_IN_TURN, _OPENS_WITHIN = 4, 25


def province_of(document: Document, mentions: list[PlaceMention], gazetteer: Gazetteer) -> str | None:
    """The province that the document is about: as its source says, else the one named most (title and lead count more).

    A text that names no province and no district may still name agencies of one, or communes that lie in one province only.
    """
    if document.province_code and document.province_code != COUNTRY:
        return document.province_code
    counts = _named(document, mentions, gazetteer)
    counts.update(2 * _of_newspaper(document, gazetteer))
    leading = [count for _, count in counts.most_common(2)]
    if len(leading) > 1 and leading[0] == leading[1]:
        counts.update(code for code in _of_communes(mentions, gazetteer) if code in counts)
    if not counts:
        agencies = [mention.name for mention in mentions if mention.level == "agency"]
        counts.update(code for name in agencies for code in _of_agency(name, gazetteer))
    if not counts:
        counts.update(_of_communes(mentions, gazetteer))
    if not counts:
        counts.update(_of_reporter(document, gazetteer))
    if not counts:
        return None
    (best, best_count), *rest = counts.most_common(2)
    is_near = bool(rest) and rest[0][1] * _NEARLY_AS_OFTEN >= best_count
    is_round_up = sum(counts.values()) > best_count * (_OF_ALL_NAMED if is_near else _AMONG_MANY)
    is_one_of_many = _is_one_of_many(best, document, mentions, gazetteer)
    return None if is_round_up or is_one_of_many or _is_told_in_turn(best, document, mentions, gazetteer) else best


def _is_one_of_many(best: str, document: Document, mentions: list[PlaceMention], gazetteer: Gazetteer) -> bool:
    """Whether a text names many provinces and this one hardly more than others: news of a ranking, of a region.

    Not where the title names it and the text speaks of `toàn tỉnh`, nor where only its tables list so many.
    """
    tables = [(block.start, block.end) for block in document.blocks if block.kind == "table"]
    named = [m for m in mentions if m.level == "province" and m.province_code and m.province_code != COUNTRY]
    codes = [gazetteer.province_on(m.province_code or "", document.published_on) for m in named]
    outside = {code for code, m in zip(codes, named, strict=True) if not _is_within(m.start, tables)}
    if len(outside) < _MANY or codes.count(best) >= _LEAST_SHARE * len(codes):
        return False
    title_end = next((block.end for block in document.blocks if block.kind == "title"), 0)
    is_titled = any(code == best and m.end <= title_end for code, m in zip(codes, named, strict=True))
    return not (is_titled and any(m.level == "own_province" for m in mentions))


def _is_told_in_turn(best: str, document: Document, mentions: list[PlaceMention], gazetteer: Gazetteer) -> bool:
    """Whether several provinces open paragraphs each, this one no more than half of them, and neither title nor newspaper names one."""
    title_end = next((block.end for block in document.blocks if block.kind == "title"), 0)
    provinces = [m for m in mentions if m.level == "province" and m.province_code and m.province_code != COUNTRY]
    if best in _of_newspaper(document, gazetteer) or any(mention.end <= title_end for mention in provinces):
        return False
    starts = [block.start for block in document.blocks if block.kind in ("paragraph", "heading")]
    opening: list[str] = []
    for start in starts:
        place = bisect.bisect_left(provinces, start, key=lambda mention: mention.start)
        if place < len(provinces) and provinces[place].start <= start + _OPENS_WITHIN:
            opening.append(gazetteer.province_on(provinces[place].province_code or "", document.published_on))
    return len(set(opening)) >= _IN_TURN and 2 * opening.count(best) <= len(opening)


def _is_within(place: int, spans: list[tuple[int, int]]) -> bool:
    """Whether a place lies in one of the spans, which stand in order and apart."""
    before = bisect.bisect_right(spans, place, key=lambda span: span[0])
    return before > 0 and place < spans[before - 1][1]


def _named(document: Document, mentions: list[PlaceMention], gazetteer: Gazetteer) -> Counter[str]:
    """How often each province is named, by itself, a district or what was merged into it; in title and lead it counts more."""
    counts: Counter[str] = Counter()
    head_end = next((block.end for block in document.blocks if block.kind == "paragraph"), _HEAD_WITHOUT_PARAGRAPH)
    for mention in mentions:
        if (
            not mention.province_code
            or mention.province_code == COUNTRY
            or mention.level not in ("province", "district")
        ):
            continue
        line = line_start(document.text, mention.start)
        if (
            line is not None
            and mention.start < line + _DATELINE_REACH
            and _DATELINE_OF_HANOI.match(document.text, line)
        ):
            continue
        weight = _IN_HEAD if mention.start <= head_end and mention.level == "province" else 1
        counts[gazetteer.province_on(mention.province_code, document.published_on)] += weight
    return counts


def _of_newspaper(document: Document, gazetteer: Gazetteer) -> list[str]:
    """The province whose newspaper's name opens the text, if any: `(Báo Nghệ An) - …`."""
    opening = _OPENS_WITH_PAPER.search(document.text[:_NEWSPAPER_WITHIN])
    return sorted(_provinces_in(opening.group(1), gazetteer)) if opening is not None else []


def _of_reporter(document: Document, gazetteer: Gazetteer) -> set[str]:
    """The province of the newspaper for which somebody asks or writes: `phóng viên Báo Bình Định phỏng vấn ông …`."""
    told = _REPORTER.search(document.text[:_NEWSPAPER_WITHIN])
    found = _provinces_in(told["paper"], gazetteer) if told is not None else set()
    return found if len(found) == 1 else set()


def _of_agency(name: str, gazetteer: Gazetteer) -> set[str]:
    """The provinces that the name of an agency ends with: `Sở Khoa học và Công nghệ tỉnh Lai Châu`, `Sở Tư pháp Nghệ An`."""
    place = max(name.rfind(word) for word in (" tỉnh ", " thành phố ", " TP"))
    if place >= 0:
        return _provinces_in(name[place:], gazetteer)
    closing = (one for one in gazetteer.written(spelling(name)).names if one.end == len(name))
    return {code for one in closing for level, code, _ in one.meanings if level == "province"}


def _of_communes(mentions: list[PlaceMention], gazetteer: Gazetteer) -> Iterable[str]:
    return (code for mention in mentions if (code := gazetteer.province_of_commune(mention)) is not None)


def _provinces_in(text: str, gazetteer: Gazetteer) -> set[str]:
    named = gazetteer.mentions(gazetteer.written(spelling(text)), None)
    return {one.province_code for one in named if one.level == "province" and one.province_code}
