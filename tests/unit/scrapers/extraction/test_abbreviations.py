"""What is abbreviated is read as what is written out: every passage again, with one of its words abbreviated."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from scrapers.extraction import Reading
from tests.unit.scrapers.extraction.passage_files import PASSAGES

COMMON = {
    "thủ tục hành chính": "TTHC",
    "dịch vụ công trực tuyến": "DVCTT",
    "dịch vụ công": "DVC",
    "thương mại điện tử": "TMĐT",
    "chuyển đổi số": "CĐS",
    "doanh nghiệp": "DN",
    "công nghệ số": "CNS",
}
Read = Callable[..., Reading]


def _facts(reading: Reading) -> list[tuple[str, str, float, str | None, str]]:
    return [(o.indicator_code, o.kind, o.value, o.period, o.province_code) for o in reading.observations]


@pytest.mark.parametrize(("words", "short"), COMMON.items(), ids=COMMON.values())
def test_abbreviated_words_are_read_as_those_written_out(read: Read, words: str, short: str) -> None:
    inside = re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
    passages = [(name, passage) for name, passage in PASSAGES if inside.search(passage["text"])]
    assert len(passages) >= 4
    for name, passage in passages:
        is_dated = "published" in passage
        about = {"published": passage["published"].isoformat(), "province": passage["province"]} if is_dated else {}
        whole, shortened = read(passage["text"], **about), read(inside.sub(short, passage["text"]), **about)
        assert _facts(shortened) == _facts(whole), name
