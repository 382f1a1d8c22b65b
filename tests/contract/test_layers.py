"""Imports point one way, data code knows nothing of Dagster, and importing a module does nothing but define."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from schemas.pillars import PILLARS
from tests.contract.repository import (
    PACKAGES,
    Module,
    committed_files,
    executed_on_import,
    imported_with,
    modules,
    package_modules,
    text_of,
)

MAY_IMPORT = {
    "schemas": set(),
    "scrapers": {"schemas"},
    "warehouse": {"schemas"},
    "orchestration": {"schemas", "scrapers", "warehouse"},
}
NEVER = {
    "schemas": {"dagster", "dagster_dbt", "dbt", "duckdb", "requests"},
    "scrapers": {"dagster", "dagster_dbt", "dbt", "duckdb"},
    "warehouse": {"dagster", "dagster_dbt", "dbt", "requests"},
    "orchestration.steps": {"dagster", "dagster_dbt"},
}
# SQL lives in dbt. Elsewhere only what copies, checks and shows the tables that dbt has made may ask a database.
MAY_ASK_IN_SQL = {
    "warehouse.published_file",
    "warehouse.publishing",
    "warehouse.site.content",
    "orchestration.run_record",  # SQLite, whether Dagster's own files are whole
}
SQL = re.compile(
    r"\bselect\b.+\bfrom\b|\b(insert\s+into|delete\s+from|create\s+(or\s+replace\s+)?(table|view|macro)"
    r"|update\s+\w+\s+set)\b",
    re.IGNORECASE | re.DOTALL,
)
# What a module may not call while it is imported: the file system, the network, the clock, parsers of files.
AT_RUN_TIME_ONLY = {
    *(
        "connect",
        "fromstring",
        "glob",
        "iterdir",
        "listdir",
        "mkdir",
        "now",
        "open",
        "rglob",
        "safe_load",
        "safe_load_all",
    ),
    *("read_bytes", "read_csv", "read_json", "read_parquet", "read_text", "today", "urlopen", "utcnow"),
    *("write_bytes", "write_text"),
}


def _within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


@pytest.mark.parametrize("package", PACKAGES)
def test_packages_import_only_what_lies_below_them(package: str) -> None:
    others = (set(PACKAGES) | {"tests"}) - {package} - MAY_IMPORT[package]
    wrong = [
        f"{module.path}:{each.line} imports {each.module}"
        for module in package_modules()
        if _within(module.name, package)
        for each in module.imports
        if each.module.partition(".")[0] in others
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("package", NEVER)
def test_packages_never_import_what_belongs_elsewhere(package: str) -> None:
    wrong = [
        f"{module.path}:{each.line} imports {each.module}"
        for module in package_modules()
        if _within(module.name, package)
        for each in module.imports
        if each.module.partition(".")[0] in NEVER[package]
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("package", NEVER)
def test_importing_a_package_does_not_import_dagster_by_the_way(package: str) -> None:
    wrong = [
        f"importing {name} imports {other}"
        for name in modules()
        if _within(name, package)
        for other in imported_with(name)
        if other.partition(".")[0] in {"dagster", "dagster_dbt"}
    ]
    assert not wrong, "\n".join(wrong)


def _texts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The texts of a module with their lines, without docstrings; what an f-string fills in is left out."""
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            said = [part.value if isinstance(part, ast.Constant) else "…" for part in node.values]
            yield node.lineno, "".join(map(str, said))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not {id(node)} & (told | parts):
            yield node.lineno, node.value


def test_sql_lives_in_dbt() -> None:
    wrong = [
        f"{module.path}:{line} asks in SQL"
        for module in package_modules()
        if not any(_within(module.name, allowed) for allowed in MAY_ASK_IN_SQL)
        for line, text in _texts(module.tree)
        if SQL.search(text)
    ]
    assert not wrong, "make it a model of dbt_project and read its table: " + ", ".join(wrong)


def test_sql_is_told_apart() -> None:
    source = (
        '"""Select one from many."""\n'
        'a = f"select x from {table}" " where y"\nb = "SELECT\\n1 FROM t"\n'
        'c = "choose from a list"\nd = "create table t"\n'
    )
    assert [line for line, text in _texts(ast.parse(source)) if SQL.search(text)] == [2, 3, 5]


def test_no_relative_imports() -> None:
    wrong = [f"{m.path}:{e.line}" for m in package_modules() for e in m.imports if e.module.startswith(".")]
    assert not wrong, "write absolute imports: " + ", ".join(wrong)


def _calls_on_import(module: Module) -> list[str]:
    calls = []
    for node in executed_on_import(module.tree):
        if isinstance(node, ast.Call):
            function = node.func
            called = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
            if called in AT_RUN_TIME_ONLY:
                calls.append(f"{module.path}:{node.lineno} calls {called}() while it is imported")
    return calls


def test_importing_reads_nothing_and_asks_no_clock() -> None:
    wrong = [call for module in package_modules() for call in _calls_on_import(module)]
    assert not wrong, "\n".join(wrong)


def test_what_runs_on_import_is_told_apart() -> None:
    source = (
        "import a\nfrom typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import b\nelse:\n    import c\n"
        "def f(x=open('d')):\n    import e\n    open('g')\nclass H:\n    import i\n"
    )
    module = Module("m", Path("m.py"), ast.parse(source), ())
    assert {each.module for each in module.top_level_imports()} == {"a", "c", "i", "typing", "typing.TYPE_CHECKING"}
    assert len(_calls_on_import(module)) == 1


def _writes_out(node: ast.AST, words: set[str]) -> bool:
    is_list = isinstance(node, ast.Tuple | ast.List | ast.Set)
    return is_list and words <= {part.value for part in node.elts if isinstance(part, ast.Constant)}


def test_the_pillars_are_written_out_once() -> None:
    found = [m.name for m in package_modules() if any(_writes_out(node, set(PILLARS)) for node in ast.walk(m.tree))]
    assert found == ["schemas.pillars"]
    texts = [path for path in committed_files() if path.suffix in (".sql", ".j2")]
    assert [str(path) for path in texts if set(PILLARS) <= set(re.findall(r"\w+", text_of(path) or ""))] == []


def test_a_pattern_that_tables_share_is_written_out_once() -> None:
    places: dict[str, set[str]] = {}
    for module in package_modules():
        if _within(module.name, "schemas"):
            for _, text in _texts(module.tree):
                if text.startswith("^") and text.endswith("$"):
                    places.setdefault(text, set()).add(module.name)
    wrong = {pattern: sorted(names) for pattern, names in places.items() if len(names) > 1}
    assert not wrong, f"name it in schemas.tables: {wrong}"


def test_no_function_is_written_out_in_two_modules() -> None:
    places: dict[str, set[str]] = {}
    for module in package_modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef) and len(node.body) > 1:
                said = "\n".join(map(ast.dump, (node.args, *node.body)))
                places.setdefault(said, set()).add(module.name)
    wrong = [sorted(names) for names in places.values() if len(names) > 1]
    assert not wrong, f"give the function one home: {wrong}"
