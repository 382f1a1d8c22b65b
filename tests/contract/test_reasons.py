"""Every reason for which a number is not read has words for whoever looks at it, and every such word has a use."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from scrapers.extraction.unclaimable.words_before import _SAID_BEFORE
from scrapers.extraction.unclaimable.words_behind import SAID_BEHIND
from scrapers.reference import unmapped_reasons

EXTRACTION = Path(__file__).parents[2] / "scrapers" / "extraction"
MODULES = (
    "unclaimable/reasons",
    "unclaimable/comparisons_before",
    "unclaimable/groups_before",
    "unclaimable/other_subjects_before",
    "unclaimable/parts_before",
    "unclaimable/single_units_before",
    "unclaimable/words_behind",
    "attachment/recognition",
    "observing",
    "tables/reader",
    "tables/meaning",
    "engine",
)
_CODE = re.compile(r"[a-z]+(?:_[a-z]+)*")
_GIVES_REASONS = re.compile(r"(?:(?:Observation|tuple\[Observation, ...\]) \| )?Reason(?: \| None)?")
GIVE_THEM = ("unclaimable/reasons", "observing", "tables/reader", "tables/meaning")


def codes(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and _CODE.fullmatch(part.value):
            yield part.value


def given(module: str) -> Iterator[str]:
    """The reasons that a module's functions return or leave a cell with."""
    for node in ast.walk(ast.parse((EXTRACTION / f"{module}.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.returns is not None:
            gives_reasons = _GIVES_REASONS.fullmatch(ast.unparse(node.returns)) is not None
            for part in ast.walk(node) if gives_reasons else ():
                if isinstance(part, ast.Return):
                    yield from _returned(part.value)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "_leave":
            yield from codes(node.args[-1])


def _returned(value: ast.expr | None) -> Iterator[str]:
    """The codes that an expression can be, not those that it compares."""
    if isinstance(value, ast.IfExp):
        yield from _returned(value.body)
        yield from _returned(value.orelse)
    elif isinstance(value, ast.Constant):
        yield from codes(value)


def test_every_reason_is_explained() -> None:
    said_beside = {reason for reason, *_ in (*_SAID_BEFORE, *SAID_BEHIND)}
    by_module = {module: set(given(module)) for module in GIVE_THEM}
    assert all(by_module.values()), f"the reasons are no longer told here, mend this test: {by_module}"
    unexplained = said_beside.union(*by_module.values()) - unmapped_reasons().keys()
    assert not unexplained, f"add to dbt_project/seeds/unmapped_reasons.csv: {sorted(unexplained)}"


def test_every_explained_reason_is_given() -> None:
    said = "\n".join((EXTRACTION / f"{module}.py").read_text(encoding="utf-8") for module in MODULES)
    unused = [code for code in unmapped_reasons() if f'"{code}"' not in said]
    assert not unused, f"no module gives these, remove them from the seed: {unused}"
