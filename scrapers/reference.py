"""The reference data (codebook, territorial units, districts, communes) as typed Python objects.

Lives here: reading the seeds of `dbt_project/seeds`, which are the only home of the reference data, into frozen
dataclasses, and looking up the territorial unit that was valid on a day. Not here: synonyms of indicators (extraction),
targets, rankings and authorities (only the warehouse uses them), what else a cell may
say (`scrapers.reference_checks`).
"""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import functools
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

from schemas.country import COUNTRY

SEEDS = Path(__file__).resolve().parent.parent / "dbt_project" / "seeds"
INDICATORS_FILE = "indicators.csv"
UNITS_FILE = "territorial_units.csv"
DISTRICTS_FILE = "districts.csv"
COMMUNES_FILE = "communes.csv"
UNMAPPED_REASONS_FILE = "unmapped_reasons.csv"
_SEPARATORS = ((";", "semicolons"), ("\t", "tabs"))
"""What spreadsheets of some languages write between cells."""


class ReferenceDataError(ValueError):
    """A seed file is missing or a cell of it cannot be read; the message names file, line and column."""

    def __init__(self, file: Path, line: int, column: str, problem: str) -> None:
        self.file, self.line, self.column = file, line, column
        super().__init__(f"{file}, line {line}, column {column!r}: {problem}")


@dataclasses.dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of the codebook. A value beyond `value_limit` cannot be true and is rejected."""

    code: str
    name_vi: str
    unit: str
    scale_max: float | None
    value_limit: float | None
    parent_code: str | None
    denominator: str | None
    """What a share, or a part of a whole, is a part of: a code, or words."""


@dataclasses.dataclass(frozen=True, slots=True)
class TerritorialUnit:
    """One province as it existed between two days (both inclusive; None is open)."""

    unit_id: str
    province_code: str
    name_vi: str
    short_name_vi: str
    kind: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    aliases: tuple[str, ...]
    ambiguous_with_district_city: bool
    successor_codes: tuple[str, ...]
    predecessor_codes: tuple[str, ...]

    def is_valid_on(self, day: dt.date) -> bool:
        """Whether the unit existed on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclasses.dataclass(frozen=True, slots=True)
class District:
    """One version of a district-level unit (the level ended on 2025-06-30)."""

    province_code: str
    name_vi: str
    short_name_vi: str
    aliases: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Commune:
    """One commune, ward or special zone from 2025-07-01."""

    unit_id: str
    name_vi: str


COUNTRY_UNIT = TerritorialUnit(
    unit_id=COUNTRY,
    province_code=COUNTRY,
    name_vi="Cả nước",
    short_name_vi="Cả nước",
    kind="country",
    valid_from=None,
    valid_to=None,
    aliases=(),
    ambiguous_with_district_city=False,
    successor_codes=(),
    predecessor_codes=(),
)


@dataclasses.dataclass(frozen=True)
class Reference:
    """All reference data that reading a document needs; `fingerprint` is the SHA-256 of the seed files."""

    indicators: dict[str, Indicator]
    units: dict[str, TerritorialUnit]
    districts: tuple[District, ...]
    communes: tuple[Commune, ...]
    fingerprint: str

    def unit_valid_on(self, province_code: str, day: dt.date) -> TerritorialUnit | None:
        """The unit of that province on that day: `lao-cai` or `lao-cai-2025`; None where it did not exist."""
        if province_code == COUNTRY:
            return COUNTRY_UNIT
        versions = self._units_by_province.get(province_code, ())
        return next((unit for unit in versions if unit.is_valid_on(day)), None)

    def versions(self, province_code: str) -> tuple[TerritorialUnit, ...]:
        """The units that a province has been, the first first."""
        return tuple(sorted(self._units_by_province.get(province_code, ()), key=lambda u: u.valid_from or dt.date.min))

    @functools.cached_property
    def _units_by_province(self) -> dict[str, tuple[TerritorialUnit, ...]]:
        grouped: dict[str, tuple[TerritorialUnit, ...]] = {}
        for unit in self.units.values():
            grouped[unit.province_code] = (*grouped.get(unit.province_code, ()), unit)
        return grouped


@functools.cache
def load_reference(seeds: Path = SEEDS) -> Reference:
    """Read the seeds once per folder.

    Raises:
        ReferenceDataError: a file is missing, or a cell is empty, doubled or of the wrong form.
    """
    digest = hashlib.sha256()
    indicators = {row.text("indicator_code"): _indicator(row) for row in _rows(seeds / INDICATORS_FILE, digest)}
    units = {row.text("unit_id"): _unit(row) for row in _rows(seeds / UNITS_FILE, digest)}
    districts = tuple(_district(row) for row in _rows(seeds / DISTRICTS_FILE, digest, key=("district_code", "version")))
    communes = tuple(_commune(row, units) for row in _rows(seeds / COMMUNES_FILE, digest))
    return Reference(indicators, units, districts, communes, digest.hexdigest())


@functools.cache
def unmapped_reasons(seeds: Path = SEEDS) -> dict[str, str]:
    """Why a number is left unmapped: code → English words. Reading a document does not depend on the words.

    Raises:
        ReferenceDataError: the file is missing, or a cell is empty or doubled.
    """
    rows = _rows(seeds / UNMAPPED_REASONS_FILE, hashlib.sha256())
    return {row.text("reason_code"): row.text("reason_en") for row in rows}


def seed_rows(file: Path, key: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line and cells (by column) of every row of a seed with that key, whatever the cells say.

    Raises:
        ReferenceDataError: the file is missing or no CSV, a row is too short or too long, or a key stands twice.
    """
    return ((row.line, row.cells) for row in _rows(file, hashlib.sha256(), key))


@dataclasses.dataclass(frozen=True, slots=True)
class _Row:
    """A row that knows where it stands, so that a bad cell can be named."""

    file: Path
    line: int
    cells: dict[str, str]

    def error(self, column: str, problem: str) -> ReferenceDataError:
        return ReferenceDataError(self.file, self.line, column, problem)

    def optional(self, column: str) -> str | None:
        if column not in self.cells:
            raise self.error(column, "the column is missing; restore it in the header")
        return self.cells[column] or None

    def text(self, column: str) -> str:
        value = self.optional(column)
        if value is None:
            raise self.error(column, "is empty; give a value")
        return value

    def number(self, column: str) -> float | None:
        value = self.optional(column)
        try:
            return None if value is None else float(value)
        except ValueError:
            raise self.error(column, f"{value!r} is not a number; write it like 0.5 or leave it empty") from None

    def date(self, column: str) -> dt.date | None:
        value = self.optional(column)
        try:
            return None if value is None else dt.date.fromisoformat(value)
        except ValueError:
            raise self.error(column, f"{value!r} is not a date; write it like 2025-07-01 or leave it empty") from None

    def items(self, column: str) -> tuple[str, ...]:
        return tuple(item.strip() for item in (self.optional(column) or "").split("|") if item.strip())

    def flag(self, column: str) -> bool:
        return (self.optional(column) or "").startswith("yes")


def _rows(file: Path, digest: hashlib._Hash, key: tuple[str, ...] = ()) -> Iterator[_Row]:
    """Rows of a seed; a doubled key (by default the first column), a short or a long row is an error."""
    try:
        body = file.read_bytes()
    except FileNotFoundError:
        raise ReferenceDataError(file, 0, "-", "the seed file is missing; restore it from the repository") from None
    digest.update(file.name.encode() + b"\0" + body + b"\0")
    reader = csv.reader(io.StringIO(_decoded(file, body), newline=""), strict=True)
    try:
        header = next(reader, [])
        if len(header) == 1 and (parted := next((name for mark, name in _SEPARATORS if mark in header[0]), None)):
            raise ReferenceDataError(file, 1, "-", f"the cells are parted by {parted}; save the file with commas")
        keys = key or tuple(header[:1])
        seen: set[tuple[str | None, ...]] = set()
        for cells in reader:
            if len(cells) != len(header):
                problem = f"has {len(cells)} cells where the header has {len(header)}; check commas and quotation marks"
                raise ReferenceDataError(file, reader.line_num, header[-1] if header else "-", problem)
            row = _Row(file, reader.line_num, dict(zip(header, cells, strict=True)))
            identity = tuple(row.optional(name) for name in keys)
            if identity in seen:
                raise row.error(keys[0], f"{' / '.join(map(str, identity))!r} stands there twice; remove one row")
            seen.add(identity)
            yield row
    except csv.Error as error:
        raise ReferenceDataError(file, reader.line_num, "-", f"is not CSV ({error}); check quotation marks") from None


def _decoded(file: Path, body: bytes) -> str:
    """The text of a seed; spreadsheets put a byte order mark before it, which dbt and DuckDB pass over, too."""
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ReferenceDataError(file, line, "-", "is not UTF-8; save the file as UTF-8") from None


def _indicator(row: _Row) -> Indicator:
    return Indicator(
        code=row.text("indicator_code"),
        name_vi=row.text("name_vi"),
        unit=row.text("unit"),
        scale_max=row.number("scale_max"),
        value_limit=row.number("value_limit"),
        parent_code=row.optional("parent_code"),
        denominator=row.optional("denominator"),
    )


def _unit(row: _Row) -> TerritorialUnit:
    return TerritorialUnit(
        unit_id=row.text("unit_id"),
        province_code=row.text("province_code"),
        name_vi=row.text("name_vi"),
        short_name_vi=row.text("short_name_vi"),
        kind=row.text("kind"),
        valid_from=row.date("valid_from"),
        valid_to=row.date("valid_to"),
        aliases=row.items("aliases"),
        ambiguous_with_district_city=row.flag("ambiguous_with_district_city"),
        successor_codes=row.items("successor_codes"),
        predecessor_codes=row.items("predecessor_codes"),
    )


def _district(row: _Row) -> District:
    return District(
        province_code=row.text("province_code"),
        name_vi=row.text("name_vi"),
        short_name_vi=row.text("short_name_vi"),
        aliases=row.items("aliases"),
    )


def _commune(row: _Row, units: dict[str, TerritorialUnit]) -> Commune:
    unit_id = row.text("unit_id")
    if unit_id not in units:
        raise row.error("unit_id", f"{unit_id!r} is no unit of {UNITS_FILE}; correct it")
    return Commune(unit_id=unit_id, name_vi=row.text("name_vi"))
