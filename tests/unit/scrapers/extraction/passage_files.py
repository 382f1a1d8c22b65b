"""The passages of the folder `passages`: articles, reports and plans in a few lines, each with all its facts.

They are written for the project, and each holds one rule of the reading, which `rule` says. `text` is read as of
`province` and as published on the day `published`, without that day as a file of which nothing is known. `facts` are in
order of place: indicator, kind, value, period, place; a place below the province is written as level:province. `out_of`
says out of how many each of them is, where that is asked.

Lives here: loading. Not here: what a passage must give.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from schemas import strict_yaml


def _passages() -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{file.stem}: {passage['rule']}", passage)
        for file in sorted((Path(__file__).parent / "passages").glob("*.yaml"))
        for passage in strict_yaml.load(file.read_text(encoding="utf-8"))
    ]


PASSAGES = _passages()
"""Every passage behind its name: that of its file, which is its subject, and its rule."""
