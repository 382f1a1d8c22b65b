"""How the time of extraction grows with the length of a text that repeats one thing without end.

Lives here: the repeated units and the ratio of the times for a text and for one four times as long. Not here: whether
such texts are read rightly (see the unit tests of bad input).
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from schemas.records import Document
from scrapers.extraction import Extractor
from scrapers.parsing import parse_file
from scrapers.reference import load_reference

# What repeats without a stop, or with nothing but stops: each makes careless code look at the whole text again for
# every number, place or mark.
ENDLESS: dict[str, str] = {
    "digits": "7",
    "groups of digits": "1.111",
    "groups with commas": "1,111",
    "numbers": "12 ",
    "fractions": "1/",
    "words": "chuyển đổi số ",
    "figures without a stop": "tỷ lệ hồ sơ trực tuyến đạt 12,5% và ",
    "one stop after the other": ".",
    "numbers with stops": "1.",
    "brackets": "(",
    "semicolons": "có 5 hồ sơ; ",
    "half an address": "a@",
    "half a host": "a-",
    "half a legal number": "1-AA",
    "generations": "5G/",
    "years": "năm 2024 ",
    "ranks": "xếp thứ 3/63 về chuyển đổi số ",
    "the country": "cả nước xếp thứ 3. ",
    "own district": "của huyện đạt 5%. ",
    "agencies": "Sở ",
    "districts in a row": "huyện Tân Yên, ",
    "figures of districts": "Huyện Tân Yên có 69 tổ, đạt 5%. ",
    "series": "lần lượt là 5%, ",
    "points": "có 3 điểm, ",
    "white space": " ",
    "sentences": "Tỷ lệ hồ sơ trực tuyến đạt 12%. ",
    "paragraphs": "Tỷ lệ hồ sơ trực tuyến toàn trình đạt 12%.\n",
    "headings": "1. Mục tiêu năm 2025\n",
    "introductions": "Kết quả như sau:\n",
    "plans": "Nghị quyết số 05-NQ/TU giao 3 nhiệm vụ. ",
}
SHORT, TIMES, PASSES = 4_000, 4, 3


def measure() -> str:
    """One line: the largest ratio of processor times, and of what; twice the length squared would give sixteen."""
    extractor = Extractor(load_reference())
    ratios = {name: _ratio(extractor, unit) for name, unit in ENDLESS.items()}
    worst = max(ratios, key=lambda name: ratios[name])
    return (
        f"extraction, growth: a text {TIMES} times as long takes at most {ratios[worst]:.1f} times as long "
        f"({worst}; {len(ratios)} endless texts of {SHORT // 1000} KB, best of {PASSES} passes)"
    )


def _ratio(extractor: Extractor, unit: str) -> float:
    short, long = (_seconds(extractor, unit * (size // len(unit))) for size in (SHORT, SHORT * TIMES))
    return long / short


def _seconds(extractor: Extractor, text: str) -> float:
    document = _as_article(text)
    best = float("inf")
    for _ in range(PASSES):
        start = time.process_time()
        extractor.read(document)
        best = min(best, time.process_time() - start)
    return best


def _as_article(text: str) -> Document:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bai.txt"
        path.write_text(f"Tin về chuyển đổi số tỉnh Quảng Ninh\n\n{text}\n", encoding="utf-8")
        return parse_file(path)
