"""The lines of text above a table: which they are, and the time that they name.

Lives here: only that. Never here: the headers of the table itself (see `headers`), whether the lines speak of goals.
"""

from __future__ import annotations

import re

from schemas.records import Block, Document
from scrapers.extraction.periods.expressions import read_periods
from scrapers.extraction.periods.notation import is_day
from scrapers.extraction.periods.times import Dated
from scrapers.extraction.tables.records import Table

_CAPTION_REACH = 700
_YEAR = re.compile(r"(?i)\bnăm (20\d\d)\b")
# `Ngày 10/01/2025, UBND tỉnh công bố …`, `Sáng ngày 10/01/2025, …`
_BEFORE_DAY = re.compile(r"(?i)\W*(?:(?:sáng|chiều|tối|vào)\s+)?")
# `Kèm theo Báo cáo số 61/BC-SCT ngày 12/4/2024 …; số liệu tính đến 31/12/2023`
_OF_A_PAPER = re.compile(r"(?i)\bsố\s+\d+/\S+\s+(?:của\s[^,;.\d]{2,40}\s)?(?:ngày\s+)?$")

# `Theo số liệu trích xuất trên Cổng Dịch vụ công quốc gia ngày 05/01/2026, tháng 12/2025 tỉnh đạt …`: when they were taken
_TAKEN_ON = re.compile(r"(?i)\b(?:trích xuất|kết xuất|truy cập|tra cứu)\b[^;.\d]{0,60}\s(?:ngày\s+)?$")


def caption_of(document: Document, block: Block, lines: int = 2) -> str:
    """The document's title and the last lines of text that stand near above a table."""
    before = [
        document.text[earlier.start : earlier.end]
        for earlier in document.blocks
        if earlier.end <= block.start
        and earlier.kind in ("heading", "paragraph", "lead", "caption")
        and block.start - earlier.end < _CAPTION_REACH
    ]
    return "\n".join([document.title or "", *before[-lines:]])


def year_above(caption: str) -> int | None:
    """The one year that the line right over a table names: of its quarters or months; None where it names none or several."""
    years = set(_YEAR.findall(caption.rpartition("\n")[2]))
    return int(years.pop()) if len(years) == 1 else None


def caption_period(table: Table, *, is_index: bool, is_goal: bool) -> Dated:
    """The time that the lines above a table name, the nearest first: of goals also that of a plan (`Mục tiêu năm 2023`)."""
    kinds = ("time", "until", "plan") if is_goal else ("time", "until")
    for line in reversed(table.caption.split("\n")):
        mentions = list(read_periods(line, table.timeline.year))
        for place, mention in enumerate(mentions):
            if mentions[place + 1 :] and _TAKEN_ON.search(line, 0, mention.start):
                continue
            is_event = is_day(mention.period or "") and _BEFORE_DAY.fullmatch(line[: mention.start])
            if is_event and line.startswith(",", mention.end):
                continue
            if mention.period and mention.kind in kinds and not _OF_A_PAPER.search(line, 0, mention.start):
                return Dated(mention.period, "context")
    edition = table.timeline.edition if is_index else None
    return Dated(edition, "context") if edition is not None else table.timeline.fallback
