"""Every reason for which a number is not read has words for whoever looks at it."""

import re
from pathlib import Path

from orchestration.command_line.explain import _WHY

MODULE = Path(__file__).parents[2] / "scrapers" / "extraction" / "unclaimable.py"


def test_every_reason_is_explained() -> None:
    given = set(re.findall(r'return "(\w+)"', MODULE.read_text(encoding="utf-8")))
    assert given, "the reasons are no longer told here: mend this test"
    assert not given - _WHY.keys()
