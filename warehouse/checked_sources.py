"""Which sources have been seen answering: what `observatory sources check` remembers of its probes.

Lives here: one small file of verdicts in the data directory. Not here: probing, and what follows from a verdict.
"""

from __future__ import annotations

import dataclasses
import json
import threading
from pathlib import Path

from warehouse.files import write_bytes

_WRITING = threading.Lock()


@dataclasses.dataclass(frozen=True, slots=True)
class Verdict:
    """What the last probe of a source found. `entry_sha256` is the registry entry that was probed."""

    light: str
    reason: str
    answers: bool
    checked_at: str
    entry_sha256: str


def read_verdicts(file: Path) -> dict[str, Verdict]:
    """The last verdict on each source by its id; none where the file is missing or damaged (then check again)."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        return {source_id: Verdict(**entry) for source_id, entry in content.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def keep_verdicts(file: Path, verdicts: dict[str, Verdict]) -> None:
    """Replace the verdicts on these sources; those on others stay."""
    with _WRITING:
        kept = {**read_verdicts(file), **verdicts}
        content = {source_id: dataclasses.asdict(verdict) for source_id, verdict in sorted(kept.items())}
        write_bytes(file, json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n")
