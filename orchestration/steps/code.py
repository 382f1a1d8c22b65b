"""What code makes the rows of the lake: a digest per step, which is part of what its partitions are made from.

The versions of parser and engine are for people: they stand in the rows, and are raised when somebody thinks of it. The
digest is what decides whether a partition is made again. It counts comments, too: reading anew costs time, a reading of
another code that stays costs truth. Lives here: which files shape the rows of which step (tests/contract holds that
nothing is missing). Never here: the steps.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
from pathlib import Path
from typing import Literal

from warehouse.digests import digest_of_files

Step = Literal["journals", "parse", "extract", "changes"]
ROOT = Path(__file__).resolve().parents[2]
_TABLES = ("schemas/lake.py", "schemas/records.py", "schemas/tables.py")
_WORDS = ("scrapers/counter_words.py", "scrapers/folding.py", "scrapers/letters.py")
SHAPED_BY: dict[Step, tuple[str, ...]] = {
    "journals": (*_TABLES, "orchestration/steps/lake.py"),
    "parse": (
        *_TABLES,
        "schemas/country.py",
        "schemas/days.py",
        "scrapers/parsing",
        *_WORDS,
        "scrapers/canonical_url.py",
        "scrapers/reference.py",
        "orchestration/steps/parse.py",
        "orchestration/steps/comebacks.py",
    ),
    "extract": (
        *_TABLES,
        "schemas/country.py",
        "schemas/days.py",
        "schemas/plausibility.py",
        "schemas/strict_yaml.py",
        "schemas/validation.py",
        "scrapers/extraction",
        *_WORDS,
        "scrapers/reference.py",
        "orchestration/steps/extract.py",
        "orchestration/steps/comebacks.py",
    ),
    "changes": (*_TABLES, "schemas/changes.py", "orchestration/steps/changes.py"),
}
READ_BY = ("cssselect", "lxml", "pypdf", "python-docx", "trafilatura")
"""The packages of others that take a page or a file apart: another version of one may read another text."""


@functools.cache
def digest_of(step: Step) -> str:
    """The digest of what shapes the rows of a step, made once per process."""
    digest = digest_of_files(ROOT, SHAPED_BY[step])
    if step != "parse":
        return digest
    versions = (f"{name} {importlib.metadata.version(name)}" for name in READ_BY)
    return hashlib.sha256("\n".join((digest, *versions)).encode()).hexdigest()
