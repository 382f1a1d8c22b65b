"""A lake of a million observations, written by DuckDB in one go: 200 indicators × 63 units × 10 years × 8 sources.

Lives here: the rows, and a copy of the dbt project whose codebook has enough indicators. Not here: what is measured.
"""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import duckdb

from schemas.corrections import CORRECTIONS
from schemas.lake import DOCUMENTS, LAKE_TABLES, OBSERVATIONS
from schemas.lake import SOURCES as SOURCES_TABLE
from schemas.tables import TableSchema
from warehouse.datasets import write_schema, write_table

PROJECT = Path(__file__).resolve().parents[2] / "dbt_project"
INDICATORS, YEARS, SOURCES = 200, 10, 8

# One report per source, unit and year. Every eighth report of the last source reprints that of the first; the others
# are off by up to three percent, and one figure in ten is a bound.
DIMENSIONS = """
create table sources as
select
    i as source_number,
    'nguon-' || i as source_id,
    ['ministry_index', 'provincial_portal', 'provincial_newspaper', 'national_newspaper', 'other'][
        1 + i % 5
    ] as authority
from range({sources}) as t (i);

create table indicators as
select indicator_code, unit, row_number() over (order by indicator_code) as indicator_number
from read_csv('{seeds}/indicators.csv', all_varchar = true);

create table units as
select unit_id, province_code, row_number() over (order by unit_id) as unit_number
from read_csv('{seeds}/territorial_units.csv', all_varchar = true)
where valid_to = '2025-06-30' or (valid_from is null and valid_to is null) or unit_id = 'thua-thien-hue';

create table reports as
select
    s.*,
    u.*,
    y.year,
    s.source_number = {sources} - 1 and (u.unit_number + y.year) % 8 = 0 as is_reprint,
    left(md5(concat_ws('|', s.source_id, u.unit_id, y.year)), 16) as document_id,
    make_date(y.year + 1, 1 + s.source_number % 6, 1 + u.unit_number % 28) as published_on
from sources as s, units as u, range(2015, 2015 + {years}) as y (year);
"""

SOURCE_ROWS = """
select
    source_id,
    source_id as name_vi,
    source_id as name_en,
    'newspaper' as kind,
    'vn' as province_code,
    'http://' || source_id || '.test/' as base_url,
    'plain' as family,
    authority,
    true as enabled,
    'sample' as profile,
    null as licence_note,
    'verified' as confidence
from sources
"""

DOCUMENT_ROWS = """
select
    document_id,
    document_id as article_id,
    source_id,
    document_id as capture_id,
    'http://' || source_id || '.test/' || document_id as url,
    'Báo cáo ' || province_code || ' ' || year as title,
    null as lead,
    null as author,
    null as published_at,
    published_on,
    'meta' as date_source,
    cast(published_on as timestamp) + interval 3 hour as captured_at,
    province_code,
    'văn bản' as text,
    '[]' as blocks_json,
    '[]' as links_json,
    null as original_publisher,
    sha256(case when is_reprint then unit_id || year else document_id end) as text_sha256,
    7 as n_chars,
    'plain' as parser,
    '1' as parser_version
from reports
"""

OBSERVATION_ROWS = """
select
    left(md5(concat_ws('|', r.document_id, i.indicator_code)), 16) as observation_id,
    r.document_id,
    r.source_id,
    'http://' || r.source_id || '.test/' || r.document_id as url,
    r.published_on,
    cast(r.published_on as timestamp) + interval 3 hour as captured_at,
    i.indicator_code,
    r.province_code,
    r.unit_id,
    'province' as area_level,
    null as area_name,
    'actual' as kind,
    case
        when i.unit = 'rank' then 1 + (r.unit_number + i.indicator_number + r.year) % 63
        when i.unit = 'score' then 0.5 + (r.unit_number * 7 + i.indicator_number + r.year) % 50 / 110
        else round(
            (20 + (r.unit_number * 7 + i.indicator_number * 3 + r.year) % 70)
            * (1 + (r.source_number * 31 + i.indicator_number) % 7 / 200), 1
        )
    end as value,
    i.unit,
    null as out_of,
    ['exact', 'exact', 'exact', 'exact', 'exact', 'exact', 'exact', 'exact', 'exact', 'at_least'][
        1 + (r.source_number + r.unit_number + i.indicator_number) % 10
    ] as bound,
    cast(r.year as varchar) as period,
    make_date(r.year, 1, 1) as period_start,
    make_date(r.year, 12, 31) as period_end,
    'explicit' as period_basis,
    'Năm ' || r.year || ', chỉ tiêu ' || i.indicator_code || ' của ' || r.unit_id || ' theo ' || r.source_id as quote,
    0 as quote_start,
    60 as quote_end,
    'số' as value_text,
    4 as value_start,
    8 as value_end,
    0.9 as confidence,
    'synthetic' as rule,
    '' as flags,
    '1' as extractor_version
from reports as r, indicators as i
"""


def copy_project(folder: Path) -> Path:
    """The dbt project below `folder`, its codebook filled up to `INDICATORS` with copies of its own rows."""
    copy = Path(shutil.copytree(PROJECT, folder / "dbt_project", ignore=shutil.ignore_patterns("target", "logs")))
    path = copy / "seeds" / "indicators.csv"
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = list(csv.reader(file))
    shares = [row for row in rows if row[head.index("unit")] == "percent"]
    for number, row in enumerate(shares[: INDICATORS - len(rows)]):
        rows.append([f"bench_{number}", *row[1:-1], "extended"])
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *rows])
    return copy


def write_lake(lake: Path, seeds: Path) -> int:
    """Write the lake; gives the number of observations."""
    for table in LAKE_TABLES.values():
        write_schema(lake, table)
    write_table(lake, CORRECTIONS, [])
    with duckdb.connect() as connection:
        connection.execute("set enable_progress_bar = false")
        connection.execute("set TimeZone = 'UTC'")
        connection.execute(DIMENSIONS.format(sources=SOURCES, years=YEARS, seeds=seeds))
        connection.execute(f"copy ({_typed(SOURCES_TABLE, SOURCE_ROWS)}) to '{lake}/sources.parquet' (format parquet)")
        _copy(connection, lake, DOCUMENTS, DOCUMENT_ROWS)
        return _copy(connection, lake, OBSERVATIONS, OBSERVATION_ROWS)


_TYPES = {
    "string": "varchar",
    "integer": "bigint",
    "number": "double",
    "boolean": "boolean",
    "date": "date",
    "timestamp": "timestamptz",
}


def _copy(connection: duckdb.DuckDBPyConnection, lake: Path, table: TableSchema, rows: str) -> int:
    """One file per source, with the types of the table's schema."""
    count = 0
    for (source_id,) in connection.execute("select source_id from sources order by 1").fetchall():
        path = lake / table.name / source_id / "2025-01.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        query = f"{_typed(table, rows)} where source_id = '{source_id}'"
        done = connection.execute(f"copy ({query}) to '{path}' (format parquet, compression zstd)").fetchone()
        count += int(done[0]) if done else 0
    return count


def _typed(table: TableSchema, rows: str) -> str:
    columns = ", ".join(f"cast({column.name} as {_TYPES[column.type]}) as {column.name}" for column in table.columns)
    return f"select {columns} from ({rows})"  # noqa: S608 - our own text
