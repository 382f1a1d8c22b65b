"""The reviewed corrections, read from `dbt_project/corrections.yml` into rows of the lake table `corrections`.

Lives here: reading the file, and naming the entry and the field that are wrong. Never here: what an entry must say
(`schemas.corrections`), whether it still holds and what it does (dbt).
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from schemas import strict_yaml
from schemas.corrections import Correction

CORRECTIONS_FILE = Path(__file__).resolve().parent.parent / "dbt_project" / "corrections.yml"


class CorrectionsError(ValueError):
    """The file cannot be read as corrections; the message names file, entry and field, and what to do.

    It is raised without a cause: a run shows the innermost error, and a library's says neither file nor entry.
    """


def load_corrections(path: Path = CORRECTIONS_FILE) -> list[dict[str, Any]]:
    """Rows of the table `schemas.corrections.CORRECTIONS`, in the order of the file.

    Raises:
        CorrectionsError: the file is missing or no YAML, an entry is wrong, or two entries are about one observation.
    """
    try:
        content = strict_yaml.load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise CorrectionsError(f"{path}: cannot be read as YAML: {error}") from None
    except yaml.YAMLError as error:
        raise CorrectionsError(f"{path}{strict_yaml.told(error)}") from None
    if not isinstance(content, dict) or content.get("version") != 1 or not isinstance(content.get("corrections"), list):
        raise CorrectionsError(f"{path}: needs `version: 1` and a list `corrections` (which may be empty: [])")
    if unknown := sorted(set(content) - {"version", "corrections"}):
        raise CorrectionsError(f"{path}: unknown keys {', '.join(unknown)}; remove them")
    entries = [_entry(path, number, raw) for number, raw in enumerate(content["corrections"], start=1)]
    for field in ("id", "observation_id"):
        seen: set[str] = set()
        for number, entry in enumerate(entries, start=1):
            value = getattr(entry, field)
            if value in seen:
                raise CorrectionsError(f"{path}, entry {number} ({entry.id}): {field} {value!r} stands there twice")
            seen.add(value)
    return [_row(entry) for entry in entries]


def check_sources(rows: Sequence[Mapping[str, Any]], known: Collection[str], path: Path = CORRECTIONS_FILE) -> None:
    """See that every row of `load_corrections(path)` is about one of the sources that are known.

    Raises:
        CorrectionsError: one is not; what it corrects would silently stay as it was read.
    """
    for number, row in enumerate(rows, start=1):
        if row["source_id"] not in known:
            near = difflib.get_close_matches(row["source_id"], sorted(known), n=2, cutoff=0.6)
            hint = f"did you mean {' or '.join(near)}? Correct" if near else "correct"
            raise CorrectionsError(
                f"{path}, entry {number} ({row['correction_id']}): source_id: {row['source_id']!r} is in no registry"
                f" (sample, live, OBSERVATORY_SOURCES) and not in the archive; {hint} it, or remove the entry"
            )


def _entry(path: Path, number: int, raw: object) -> Correction:
    name = raw.get("id", "without id") if isinstance(raw, dict) else "no mapping"
    try:
        return Correction.model_validate(raw)
    except ValidationError as error:
        said = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'entry'}: {e['msg']}" for e in error.errors())
        raise CorrectionsError(f"{path}, entry {number} ({name}): {said}") from None


def _row(entry: Correction) -> dict[str, Any]:
    new = entry.replace.model_dump() if entry.replace is not None else {}
    return {
        "correction_id": entry.id,
        **{
            name: getattr(entry, name)
            for name in ("source_id", "observation_id", "action", "reason", "evidence", "reviewed_by", "reviewed_on")
        },
        **{f"expected_{name}": value for name, value in entry.expect.model_dump().items()},
        **{
            f"new_{name}": new.get(name) for name in ("indicator_code", "unit_id", "value", "bound", "period", "out_of")
        },
    }
