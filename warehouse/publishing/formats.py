"""All forms of a release, written in one go beside the published database.

Lives here: the order in which they are made, and a digest of what shapes them. Not here: any of the forms.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import duckdb

from schemas.days import day_of
from warehouse.digests import digest_of_files
from warehouse.publishing.catalogue import read_catalogue
from warehouse.publishing.changes import Comparison, render
from warehouse.publishing.csv_files import write_csv_files
from warehouse.publishing.datapackage import write_datapackage
from warehouse.publishing.dictionary import write_dictionary
from warehouse.publishing.workbooks import write_workbooks
from warehouse.site.build import Edition, write_site

ROOT = Path(__file__).resolve().parents[2]
SHAPED_BY = (
    "warehouse/publishing",
    "warehouse/site",
    "schemas/country.py",
    "schemas/days.py",
    "schemas/pillars.py",
    "schemas/strict_yaml.py",
)


@dataclasses.dataclass(frozen=True)
class Issue:
    """What a release is called: number, time, the release before it that readers had, and how it differs from it."""

    number: int
    created: dt.datetime
    previous: int | None
    comparison: Comparison


def write_forms(database: Path, folder: Path, issue: Issue) -> None:
    """Write CSV, workbooks, dictionary, data package, changes and pages of the database into the release's folder."""
    day = day_of(issue.created)
    with duckdb.connect(str(database), read_only=True) as connection:
        tables = read_catalogue(connection)
        write_csv_files(connection, folder, tables)
        write_workbooks(connection, folder, tables, created=issue.created)
        write_dictionary(folder / "dictionary.csv", tables)
        write_datapackage(folder, tables, number=issue.number, created=issue.created)
        changes = render(
            issue.comparison,
            number=issue.number,
            previous=issue.previous,
            released_on=day.isoformat(),
        )
        (folder / "CHANGES.md").write_text(changes, encoding="utf-8")
        write_site(connection, folder / "site", Edition(issue.number, day))


def digest_of_forms() -> str:
    """A digest of all that shapes the forms: when it changes, the same figures are published anew.

    Words, labels, templates and code alike; code that only judges a release is among it, which costs a release more.
    """
    return digest_of_files(ROOT, SHAPED_BY)
