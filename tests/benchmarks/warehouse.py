"""How long dbt takes to build the warehouse from a million observations, beside the same tables as one plain script.

Lives here: the two runs, each in a process of its own, with time and peak memory. Not here: the rows
(`tests.benchmarks.synthetic_warehouse`).
"""

from __future__ import annotations

import dataclasses
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import duckdb

from tests.benchmarks.synthetic_warehouse import copy_project, write_lake

FINAL_SCHEMAS = ("core", "economy", "society", "government", "foundation", "quality")


@dataclasses.dataclass(frozen=True)
class Run:
    """A finished process: seconds by the clock and of processor time, and the most memory that it held, in GB."""

    seconds: float
    cpu_seconds: float
    peak_gb: float


def measure() -> str:
    """Some lines: rows, time of both ways, their ratio, peak memory, and the tables that took longest."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = copy_project(folder)
        rows = write_lake(folder / "lake", project / "seeds")
        no_tests = ["--exclude-resource-type", "test", "unit_test"]
        _dbt(folder, project, ["parse"])
        start_up = _dbt(folder, project, ["build", "--select", "stg_sources", *no_tests])
        (folder / "working.duckdb").unlink()
        dbt = _dbt(folder, project, ["build", *no_tests])
        script = folder / "floor.sql"
        script.write_text(floor_script(folder / "target", project / "seeds"), encoding="utf-8")
        floor = _run(
            [sys.executable, "-m", "tests.benchmarks.warehouse", str(script), str(folder / "floor.duckdb")], {}
        )
        differing = compare(folder / "working.duckdb", folder / "floor.duckdb")
        slowest = _slowest(folder / "target" / "run_results.json")
    return (
        f"warehouse: {rows:,} observations; dbt build without tests {dbt.seconds:.1f} s "
        f"({dbt.cpu_seconds:.1f} s of processor time), of which start-up {start_up.seconds:.1f} s "
        f"({start_up.cpu_seconds:.1f} s); peak memory {dbt.peak_gb:.2f} GB\n"
        f"  the same tables by one script of plain SQL: {floor.seconds:.1f} s ({floor.cpu_seconds:.1f} s), "
        f"peak memory {floor.peak_gb:.2f} GB; ratio without start-up "
        f"{(dbt.seconds - start_up.seconds) / floor.seconds:.2f} "
        f"({(dbt.cpu_seconds - start_up.cpu_seconds) / floor.cpu_seconds:.2f} of processor time)\n"
        f"  tables that differ between the two: {', '.join(differing) or 'none'}; slowest models: {slowest}"
    )


def floor_script(target: Path, seeds: Path) -> str:
    """The compiled models in the order of their dependencies, as one script that makes the same tables."""
    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    nodes: dict[str, dict[str, Any]] = {
        key: node for key, node in manifest["nodes"].items() if node["resource_type"] in ("model", "seed")
    }
    statements = ["set TimeZone = 'UTC'"]
    statements += [f"create schema if not exists {schema}" for schema in sorted({n["schema"] for n in nodes.values()})]
    for key in _in_order(nodes):
        node = nodes[key]
        table = f"{node['schema']}.{node['alias']}"
        if node["resource_type"] == "seed":
            types = ", ".join(f"'{name}': '{kind}'" for name, kind in node["config"]["column_types"].items())
            rows = f"read_csv('{seeds}/{node['name']}.csv', columns = {{{types}}})"
            statements.append(f"create table {table} as from {rows}")
            continue
        sql = Path(target / "compiled" / "observatory" / node["original_file_path"]).read_text(encoding="utf-8")
        kind = "view" if node["config"]["materialized"] == "view" else "table"
        sql = sql.replace('"working".', "")
        statements.append(f"create {kind} {table} as {sql}")
    return ";\n\n".join(statements) + ";\n"


def run_script(script: Path, database: Path) -> None:
    """Make all tables of the script in a new file."""
    with duckdb.connect(str(database), config={"threads": 2}) as connection:
        connection.execute("set enable_progress_bar = false")
        connection.execute(script.read_text(encoding="utf-8"))


def compare(one: Path, other: Path) -> list[str]:
    """Published tables whose rows are not the same in both files."""
    with duckdb.connect(str(one), read_only=True) as connection:
        connection.execute(f"attach '{other}' as other (read_only)")
        tables = connection.execute(
            "select schema_name || '.' || table_name from duckdb_tables()"
            " where database_name = current_database() and list_contains(?, schema_name) order by 1",
            [list(FINAL_SCHEMAS)],
        ).fetchall()
        counted = "select count(*), bit_xor(hash(t)) from {} as t"
        return [
            name
            for (name,) in tables
            if connection.execute(counted.format(name)).fetchone()
            != connection.execute(counted.format(f"other.{name}")).fetchone()
        ]


def _in_order(nodes: dict[str, dict[str, Any]]) -> list[str]:
    done: dict[str, None] = {}

    def visit(key: str) -> None:
        for parent in sorted(nodes[key]["depends_on"].get("nodes", [])):
            if parent in nodes and parent not in done:
                visit(parent)
        done[key] = None

    for key in sorted(nodes):
        if key not in done:
            visit(key)
    return list(done)


def _slowest(results: Path) -> str:
    models = json.loads(results.read_text(encoding="utf-8"))["results"]
    longest = sorted(models, key=lambda model: -float(model["execution_time"]))[:5]
    return ", ".join(f"{m['unique_id'].rsplit('.', 1)[-1]} {m['execution_time']:.1f} s" for m in longest)


def _dbt(folder: Path, project: Path, command: list[str]) -> Run:
    environment = {
        "OBSERVATORY_DATABASE": str(folder / "working.duckdb"),
        "OBSERVATORY_LAKE": str(folder / "lake"),
        "DBT_TARGET_PATH": str(folder / "target"),
        "DBT_LOG_PATH": str(folder / "logs"),
        "DBT_LOG_LEVEL_FILE": "error",
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "DO_NOT_TRACK": "1",
    }
    dbt = str(Path(sys.executable).with_name("dbt"))
    folders = ["--project-dir", str(project), "--profiles-dir", str(project)]
    return _run([dbt, "--quiet", *command, *folders], environment)


def _run(command: list[str], environment: dict[str, str]) -> Run:
    start = time.perf_counter()
    child = os.posix_spawn(command[0], command, {**os.environ, **environment})
    _, status, usage = os.wait4(child, 0)
    if status:
        raise RuntimeError(f"{' '.join(command)} ended with status {os.waitstatus_to_exitcode(status)}")
    return Run(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024**2)


if __name__ == "__main__":
    run_script(Path(sys.argv[1]), Path(sys.argv[2]))
