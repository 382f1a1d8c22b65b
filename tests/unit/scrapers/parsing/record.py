"""Records what a page is read as, for review: `python -m tests.unit.scrapers.parsing.record PAGE… [--url URL]`.

PAGE lies under `tests/fixtures/pages/<family>/` (see `recorded`). A JSON that is there keeps what it says about the
capture; what is read is written anew. Read the difference before committing it: this script believes the parser.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.unit.scrapers.parsing.recorded import GIVEN, Recorded, read_recorded
from tests.unit.scrapers.parsing.support import CAPTURED_AT


def record(path: Path, url: str | None = None, captured_at: str | None = None) -> dict[str, Any]:
    """Write the JSON beside a page and give it back."""
    page = Recorded(path)
    before = page.written if page.beside.exists() else {}
    given = {name: before[name] for name in GIVEN if name in before}
    given["url"] = url or given.get("url") or f"https://bao.example.vn/{path.stem}.html"
    given["captured_at"] = captured_at or given.get("captured_at") or CAPTURED_AT.isoformat()
    written = given | read_recorded(page, given)
    if "absent" in before:
        written["absent"] = before["absent"]
    page.beside.write_text(json.dumps(written, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return written


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="+", type=Path)
    parser.add_argument("--url", help="the address of the capture (one page only)")
    parser.add_argument("--captured-at", help="the time of the capture, in ISO form with a zone")
    given = parser.parse_args(arguments)
    for path in given.pages:
        written = record(path, given.url, given.captured_at)
        print(f"{path}: {written.get('title') or written.get('failure') or len(written.get('entries', ()))}")


if __name__ == "__main__":
    main()
