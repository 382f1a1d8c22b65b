"""The live registry as the page `docs/sources.md`; run as a module, it prints that page.

Lives here: the wording and order of the page. The entries are in `live/*.yaml`; a contract test holds both in step.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable

from schemas.country import COUNTRY
from scrapers.reference import load_reference
from scrapers.sources.loader import load_registry
from scrapers.sources.model import Source

_KINDS = ("portal", "newspaper", "index", "open_data")
_HEAD = """\
# Sources of the live registry

Made by `make docs-sources` from `scrapers/sources/live/*.yaml`; do not edit by hand.

No site could be asked when this list was compiled. High confidence: a page was in hand, or two independent public
sources of 2025 or 2026; medium: one of them; low: guessed or old. What is off stays off until
`observatory sources check ID --live` has seen it answer; see [how to add a source](adding-a-source.md).
"""


def sources_page() -> str:
    """The page in Markdown: a summary, then one table per province and one for the country."""
    sources = [source for source in load_registry("live") if source.kind != "inbox"]
    names = {unit.province_code: unit.name_vi for unit in load_reference().units.values()}
    provinces = sorted({source.province for source in sources} - {COUNTRY})
    parts = [_HEAD, _summary(sources)]
    for code in (COUNTRY, *provinces):
        title = "Cả nước" if code == COUNTRY else names[code]
        parts.append(f"## {title}\n\n{_table(source for source in sources if source.province == code)}")
    return "\n".join(parts)


def _summary(sources: list[Source]) -> str:
    rows = ["| kind | sources | on | high | medium | low |", "| --- | --- | --- | --- | --- | --- |"]
    for kind in (*_KINDS, "all"):
        chosen = [source for source in sources if kind in (source.kind, "all")]
        confidence = Counter(source.confidence for source in chosen)
        on = sum(source.enabled for source in chosen)
        counts = [len(chosen), on, confidence["high"], confidence["medium"], confidence["low"]]
        rows.append(f"| {kind} | {' | '.join(map(str, counts))} |")
    return "\n".join(rows) + "\n"


def _table(sources: Iterable[Source]) -> str:
    rows = [
        "| id | name | kind | family | state | confidence | evidence |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for source in sorted(sources, key=lambda item: (_KINDS.index(item.kind), item.id)):
        until = f", until {source.valid_until}" if source.valid_until else ""
        cells = [
            f"`{source.id}`", f"[{source.name_vi}]({source.base_url})", source.kind, source.family,
            ("on" if source.enabled else "off") + until, source.confidence, source.evidence or "",
        ]  # fmt: skip
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.stdout.write(sources_page())
