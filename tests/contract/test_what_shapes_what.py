"""What shapes rows of the lake or forms of a release is in the digest that decides whether they are made anew."""

from __future__ import annotations

import importlib.metadata
import sys
from pathlib import Path

import pytest

from orchestration.steps.code import READ_BY, ROOT, SHAPED_BY, Step
from tests.contract.repository import PACKAGES, modules
from warehouse.publishing import formats

# What the steps read, and what they write with, shapes no row; corrections are compared by their content.
HANDS_ON = {"orchestration.steps.code", "scrapers.sources", "scrapers.corrections", "schemas.corrections", "warehouse"}


def _closure(names: set[str], hands_on: set[str] = HANDS_ON) -> tuple[set[str], set[str]]:
    """The modules of ours that these need, however indirectly, and the packages of others."""
    known = modules()
    ours: set[str] = set()
    others: set[str] = set()
    waiting = sorted(names)
    while waiting:
        name = waiting.pop()
        if name in ours or any(name == each or name.startswith(f"{each}.") for each in hands_on):
            continue
        ours.add(name)
        for each in known[name].imports:
            module = each.module
            while module and module not in known:
                module = module.rpartition(".")[0]
            if module:
                waiting.append(module)
            elif each.module.partition(".")[0] not in sys.stdlib_module_names:
                others.add(each.module.partition(".")[0])
    return ours, others


def _files_of(step: Step) -> set[Path]:
    places = [Path(name) for name in SHAPED_BY[step]]
    return {module.path for module in modules().values() if any(module.path.is_relative_to(each) for each in places)}


@pytest.mark.parametrize("step", SHAPED_BY)
def test_all_that_a_step_needs_is_in_its_digest(step: Step) -> None:
    known = modules()
    files = _files_of(step)
    started = {name for name, module in known.items() if module.path in files}
    needed, _ = _closure(started)
    # A package's __init__ that says nothing is needed by none of its modules.
    missing = sorted(
        name
        for name in needed
        if known[name].path not in files and name.partition(".")[0] in PACKAGES and len(known[name].tree.body) > 1
    )
    # The digest of a step is part of the next one's: an observation is made of documents.
    before: dict[Step, tuple[Step, ...]] = {"extract": ("parse",), "changes": ("parse", "extract")}
    covered = {path for each in before.get(step, ()) for path in _files_of(each)}
    assert [name for name in missing if known[name].path not in covered] == []


def test_all_that_takes_pages_apart_is_in_the_digest_of_parsing() -> None:
    distributions = importlib.metadata.packages_distributions()
    _, others = _closure({name for name in modules() if name.startswith("scrapers.parsing")})
    assert sorted({distributions[name][0] for name in others}) == sorted(READ_BY)


def test_all_that_shapes_a_release_is_in_its_digest() -> None:
    needed, _ = _closure({"warehouse.publishing.formats"}, {"warehouse.digests"})
    places = [Path(name) for name in formats.SHAPED_BY]
    paths = {modules()[name].path for name in needed}
    assert [str(path) for path in paths if not any(path.is_relative_to(each) for each in places)] == []


def test_places_that_shape_something_are_there() -> None:
    named = [*(name for names in SHAPED_BY.values() for name in names), *formats.SHAPED_BY]
    assert [name for name in named if not (ROOT / name).exists()] == []
