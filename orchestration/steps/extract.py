"""The extract step: documents of one source → observations, unmapped quantities, readings, quarantine, by month.

Lives here: calling the engine per document, validating what it says, and writing a month's four partitions when their
inputs changed.
Never here: extraction rules, checks (`schemas.validation`, `schemas.plausibility`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import hashlib
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Literal

import pandas as pd

from orchestration.steps import comebacks
from orchestration.steps.code import digest_of
from orchestration.steps.comebacks import Comebacks
from schemas.lake import DOCUMENT_READINGS, DOCUMENTS, OBSERVATIONS, QUARANTINE, UNMAPPED_QUANTITIES
from schemas.plausibility import IndicatorLimits, implausible
from schemas.records import Document, DocumentReading, Observation, QuarantinedRow, UnmappedQuantity
from schemas.validation import RowFailure, split_valid
from scrapers.extraction import Extractor
from scrapers.parsing.codec import document_from_row
from scrapers.reference import Reference, load_reference
from warehouse.datasets import Partition
from warehouse.paths import Home


@dataclasses.dataclass(frozen=True)
class Rows:
    """What came of the documents of a partition; what the engine found is in `observations` or in `quarantined`."""

    observations: list[Observation]
    unmapped: list[UnmappedQuantity]
    readings: list[DocumentReading]
    quarantined: list[QuarantinedRow]


@functools.cache
def engine() -> Extractor:
    """The engine with the project's reference data, built once per process."""
    return Extractor(load_reference())


def extract_source(home: Home, source_id: str, *, anew: Collection[str] = ()) -> int:
    """Make the observations of a source anew in the months whose documents or engine changed; gives their number.

    `anew` names months that are made in any case. A text that stands in several months is read alike in all of them.

    Raises:
        DamagedPartitionError: a file of the documents cannot be read.
    """
    found = comebacks.comebacks(home, source_id)
    return sum(_extract_month(home, source_id, month, back, anew=month in anew) for month, back in found.items())


def _extract_month(home: Home, source_id: str, month: str, back: Comebacks, *, anew: bool) -> bool:
    extractor = engine()
    documents = Partition(home.lake, DOCUMENTS, source_id, month)
    fingerprint = fingerprint_of(documents.fingerprint(), back, extractor)
    made = targets(home, source_id, month)
    if not anew and all(target.fingerprint() == fingerprint for target in made.values()):
        return False
    found = (document_from_row(row) for row in documents.rows())
    rows = read_documents([comebacks.settled(each, back) for each in found], extractor, load_reference())
    for name, target in made.items():
        target.write([dataclasses.asdict(row) for row in getattr(rows, name)], fingerprint)
    return True


def targets(home: Home, source_id: str, month: str) -> dict[str, Partition]:
    """The partitions that the step makes, by the field of `Rows` that they hold."""
    return {
        "observations": Partition(home.lake, OBSERVATIONS, source_id, month),
        "unmapped": Partition(home.lake, UNMAPPED_QUANTITIES, source_id, month),
        "readings": Partition(home.lake, DOCUMENT_READINGS, source_id, month),
        "quarantined": Partition(home.lake, QUARANTINE, source_id, month, "extract"),
    }


def fingerprint_of(documents: str | None, back: Comebacks, extractor: Extractor) -> str:
    """What observations are made from: their documents (those that stand in other months, too), engine and codebook."""
    parts = (str(documents), comebacks.fingerprint_of(back), extractor.fingerprint, digest_of("extract"))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def read_documents(documents: Sequence[Document], extractor: Extractor, reference: Reference) -> Rows:
    """Read and validate; a document that the engine cannot read is quarantined and the others go on."""
    rows = Rows([], [], [], [])
    found: list[tuple[Observation, Document]] = []
    for document in documents:
        try:
            reading = extractor.read(document)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong with one document must not stop the run
            said = {"document_id": document.document_id, "capture_id": document.capture_id, "title": document.title}
            rule = type(error).__name__
            rows.quarantined.append(_quarantined("extract", document, document.document_id, rule, str(error), said))
            continue
        rows.unmapped.extend(reading.unmapped)
        rows.readings.append(reading.summary)
        found += [(observation, document) for observation in reading.observations]
    valid, wrong = validate(found, reference)
    rows.observations.extend(valid)
    rows.quarantined.extend(wrong)
    return rows


def validate(
    found: Sequence[tuple[Observation, Document]], reference: Reference
) -> tuple[list[Observation], list[QuarantinedRow]]:
    """The observations that can be true, and the others as quarantined rows with rule, reason and the row itself.

    One call for many documents: setting up a frame's validation costs more than the rows.
    """
    rows = [{field: getattr(row, field) for field in OBSERVATIONS.column_names} for row, _ in found]
    _, failures = split_valid(pd.DataFrame.from_records(rows, columns=OBSERVATIONS.column_names), OBSERVATIONS)
    broken: dict[int, list[RowFailure]] = {}
    for failure in failures:
        broken.setdefault(failure.row, []).append(failure)
    limits, unit_valid_on = _limits(reference), _unit_valid_on(reference)
    valid: list[Observation] = []
    wrong: dict[str, QuarantinedRow] = {}
    for index, (row, document) in enumerate(found):
        if index in broken:
            rule, reason = broken[index][0].rule, "; ".join(failure.reason for failure in broken[index])
        elif (problem := implausible(row, document, limits, unit_valid_on)) is not None:
            rule, reason = problem.rule, problem.reason
        else:
            valid.append(row)
            continue
        quarantined = _quarantined("validate", document, row.observation_id, rule, reason, rows[index])
        wrong[quarantined.quarantine_id] = quarantined
    return valid, list(wrong.values())


def _limits(reference: Reference) -> dict[str, IndicatorLimits]:
    return {code: IndicatorLimits(i.unit, i.value_limit) for code, i in reference.indicators.items()}


def _unit_valid_on(reference: Reference) -> Callable[[str, dt.date], str | None]:
    def valid_on(province_code: str, day: dt.date) -> str | None:
        unit = reference.unit_valid_on(province_code, day)
        return unit.unit_id if unit is not None else None

    return valid_on


def _quarantined(
    stage: Literal["extract", "validate"],
    document: Document,
    subject_id: str,
    rule: str,
    reason: str,
    row: Mapping[str, Any],
) -> QuarantinedRow:
    kept = json.dumps(dict(row), ensure_ascii=False, default=str, sort_keys=True)
    # The row is part of the id: of two different rows with one id both are kept.
    named = f"{stage}\n{subject_id}\n{rule}\n{kept if rule.endswith(':unique') else ''}"
    return QuarantinedRow(
        quarantine_id=hashlib.sha256(named.encode()).hexdigest()[:16],
        stage=stage,
        source_id=document.source_id,
        subject_id=subject_id,
        url=document.url,
        rule=rule,
        reason=reason,
        row_json=kept,
        captured_at=document.captured_at,
    )
