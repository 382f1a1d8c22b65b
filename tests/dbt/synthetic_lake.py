"""A small lake of made-up documents and observations, written the way the pipeline writes it.

Lives here: the builder that fills in what a test does not care about. Not here: what is in the lake of the tests
(`conftest`) and what must come out of it (`test_*`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet

from schemas.corrections import CORRECTIONS
from schemas.lake import LAKE_TABLES
from schemas.tables import TableSchema

SOURCE_COLUMNS = pyarrow.schema(
    [
        (name, pyarrow.bool_() if name == "enabled" else pyarrow.string())
        for name in (
            "source_id",
            "name_vi",
            "name_en",
            "kind",
            "province_code",
            "base_url",
            "family",
            "authority",
            "enabled",
            "profile",
            "licence_note",
            "confidence",
        )
    ]
)


def short_hash(*parts: object) -> str:
    """Sixteen hexadecimal digits, like the ids of the lake."""
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:16]


@dataclasses.dataclass
class SyntheticLake:
    """Rows by table; `write` lays them out as `<table>/<source>/<month>.parquet` and `<table>/_schema.parquet`."""

    sources: list[dict[str, Any]] = dataclasses.field(default_factory=list)
    corrections: list[dict[str, Any]] = dataclasses.field(default_factory=list)
    rows: dict[str, list[dict[str, Any]]] = dataclasses.field(
        default_factory=lambda: {name: [] for name in LAKE_TABLES}
    )

    def source(self, source_id: str, authority: str, **values: Any) -> str:
        """A source of the registry; returns its id."""
        self.sources.append(
            {
                "source_id": source_id,
                "name_vi": f"Nguồn {source_id}",
                "name_en": f"Source {source_id}",
                "kind": "newspaper",
                "province_code": "vn",
                "base_url": f"http://{source_id}.test/",
                "family": "plain",
                "authority": authority,
                "enabled": True,
                "profile": "sample",
                "licence_note": None,
                "confidence": "verified",
                **values,
            }
        )
        return source_id

    def document(
        self, source_id: str, slug: str, published_on: dt.date | None, *, captured: str, text: str | None = None
    ) -> str:
        """A version of an article; versions share source and slug, reprints share the text. Returns the document id."""
        text = text or f"Văn bản {source_id} {slug} {captured}"
        document_id = short_hash("document", source_id, slug, text)
        self.rows["documents"].append(
            {
                "document_id": document_id,
                "article_id": short_hash("article", source_id, slug),
                "source_id": source_id,
                "capture_id": short_hash("capture", source_id, slug, captured),
                "url": f"http://{source_id}.test/{slug}",
                "title": f"Bài {slug}",
                "published_on": published_on,
                "captured_at": _moment(captured),
                "province_code": "vn",
                "text": text,
                "blocks_json": "[]",
                "links_json": "[]",
                "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
                "n_chars": len(text),
                "parser": "plain",
                "parser_version": "1",
            }
        )
        return document_id

    def capture_again(self, document_id: str, captured: str) -> None:
        """A further capture that says a version which is there already."""
        said = next(row for row in self.rows["documents"] if row["document_id"] == document_id)
        capture_id = short_hash("capture", document_id, captured)
        self.rows["document_captures"].append({**said, "capture_id": capture_id, "captured_at": _moment(captured)})

    def observe(
        self, document_id: str, indicator: str, unit_id: str, period: str | None, value: float, **values: Any
    ) -> str:
        """An observation of a document that is there already; returns its id."""
        document = next(row for row in self.rows["documents"] if row["document_id"] == document_id)
        province_code = values.pop("province_code", unit_id.removesuffix("-2025").replace("thua-thien-hue", "hue"))
        row = {
            "document_id": document_id,
            "source_id": document["source_id"],
            "url": document["url"],
            "published_on": document["published_on"],
            "captured_at": document["captured_at"],
            "indicator_code": indicator,
            "province_code": province_code,
            "unit_id": unit_id,
            "area_level": "country" if unit_id == "vn" else "province",
            "kind": "actual",
            "value": float(value),
            "unit": "percent",
            "bound": "exact",
            "period": period,
            "period_basis": "explicit" if period else None,
            "quote": f"{indicator} của {unit_id} đạt {value}",
            "quote_start": 0,
            "quote_end": 10,
            "value_text": str(value),
            "value_start": 0,
            "value_end": 5,
            "confidence": 0.9,
            "rule": "synthetic",
            "flags": "",
            "extractor_version": "1",
            **values,
        }
        row.setdefault("observation_id", short_hash(*(f"{key}={row[key]}" for key in sorted(row))))
        self.rows["observations"].append(row)
        return str(row["observation_id"])

    def correct(self, observation_id: str, action: str, **new: Any) -> None:
        """A reviewed correction of an observation that is there; `expected_…` overrides what the reviewer saw."""
        row = next(row for row in self.rows["observations"] if row["observation_id"] == observation_id)
        seen = ("indicator_code", "unit_id", "value", "bound", "period", "quote")
        self.corrections.append(
            {
                "correction_id": f"correction-{len(self.corrections) + 1}",
                "source_id": row["source_id"],
                "observation_id": observation_id,
                "action": action,
                "reason": "Đọc nhầm",
                "evidence": "Bảng tổng hợp",
                "reviewed_by": "Người duyệt",
                "reviewed_on": dt.date(2025, 2, 1),
                **{f"expected_{name}": row[name] for name in seen},
                **new,
            }
        )

    def write(self, folder: Path) -> Path:
        """Write every table below `folder` and return it."""
        for name, table in LAKE_TABLES.items():
            _write(table, [], folder / name / "_schema.parquet")
            for (source_id, month), rows in _partitions(self.rows[name]).items():
                _write(table, rows, folder / name / source_id / f"{month}.parquet")
        _write(CORRECTIONS, self.corrections, folder / "corrections.parquet")
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(self.sources, SOURCE_COLUMNS), folder / "sources.parquet")
        return folder


def _partitions(rows: list[dict[str, Any]]) -> dict[tuple[str, str], list[dict[str, Any]]]:
    partitions: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        moment = row.get("captured_at") or row.get("attempted_at") or _moment("2024-01-01")
        partitions.setdefault((row["source_id"], f"{moment:%Y-%m}"), []).append(row)
    return partitions


def _write(table: TableSchema, rows: list[dict[str, Any]], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    frame = table.frame([{name: row.get(name) for name in table.column_names} for row in rows])
    pyarrow.parquet.write_table(
        pyarrow.Table.from_pandas(frame, schema=table.arrow_schema(), preserve_index=False), path
    )


def _moment(day: str) -> dt.datetime:
    return dt.datetime.fromisoformat(day).replace(hour=3, tzinfo=dt.UTC)
