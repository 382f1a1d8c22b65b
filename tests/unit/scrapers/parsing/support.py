"""Helpers of the parsing tests: a capture of a page and a stand-in for a registry entry."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from schemas.records import Capture, Document
from scrapers.parsing import parse_capture, parse_file

LONG = (
    "Theo báo cáo của Ủy ban nhân dân huyện, đến nay toàn huyện có 86 tổ công nghệ số cộng đồng với 514 thành viên; "
    "tỷ lệ hồ sơ nộp trực tuyến đạt 78,5%, cao hơn mục tiêu cả năm."
)
"""A paragraph with figures, long enough to be one."""
CAPTURED_AT = dt.datetime(2026, 11, 20, 2, 0, tzinfo=dt.UTC)


@dataclasses.dataclass(frozen=True)
class FakeSource:
    """The attributes of a registry entry that the parser reads."""

    id: str = "bao-thu"
    family: str = "generic"
    province: str | None = "quang-ninh"
    base_url: str = "https://bao.example.vn"
    selectors: Any = None


def write(folder: Path, name: str, text: str | bytes) -> Path:
    """Write a file to be dropped in."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def make_capture(url: str = "https://bao.example.vn/tin/bai-1.html", **changes: Any) -> Capture:
    """A capture of an article; any field can be changed."""
    fields: dict[str, Any] = {
        "capture_id": "0" * 16,
        "source_id": "bao-thu",
        "url": url,
        "final_url": url,
        "purpose": "article",
        "captured_at": CAPTURED_AT,
        "status_code": 200,
        "headers": {"Content-Type": "text/html"},
        "content_type": "text/html",
        "encoding": None,
        "sha256": "0" * 64,
        "body_bytes": 0,
    }
    return Capture(**(fields | changes))


def read(
    html: str | bytes, family: str = "generic", selectors: dict[str, Any] | None = None, **changes: Any
) -> Document:
    """Parse a page given as text or bytes."""
    body = html.encode() if isinstance(html, str) else html
    source = FakeSource(family=family, selectors=SimpleNamespace(**selectors) if selectors else None)
    return parse_capture(make_capture(**changes), body, source)


def shown(document: Document) -> list[list[str]]:
    """Kind and text of every block but furniture."""
    return [[b.kind, document.text[b.start : b.end]] for b in document.blocks if b.kind != "furniture"]


def tables_of(folder: Path, table: str) -> list[list[list[str]]]:
    """The tables of a text in which one stands between two paragraphs: the texts of its cells, row by row."""
    text = f"Kết quả giải quyết thủ tục hành chính của tỉnh Phú Yên\n\n{LONG}\n\n{table}\n\n{LONG}\n"
    document = parse_file(write(folder, "in.txt", text))
    found = []
    for block in document.blocks:
        if block.kind == "table":
            rows: dict[int, list[str]] = {}
            for cell in block.cells:
                rows.setdefault(cell.row, []).append(cell.text)
            found.append(list(rows.values()))
    return found
