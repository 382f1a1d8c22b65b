"""The lock files: complete, with hashes, within the bounds of pyproject.toml, and free of addresses."""

from __future__ import annotations

import dataclasses
import functools
import importlib.metadata
import re
import sys
import tomllib
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.contract.repository import PACKAGES, ROOT, modules

LOCKS = ("requirements.txt", "requirements-dev.txt", "deploy/compose/requirements.txt")
EXTRAS = dict(zip(LOCKS, (["install"], ["install", "dev"], ["install", "postgres"]), strict=True))
# Needed though no module imports them: run as programs, or found by others at run time.
NOT_IMPORTED = {
    *("dagster-webserver", "dbt-core", "dbt-duckdb", "tzdata", "setuptools", "duckdb-engine", "matplotlib"),
    *("lxml-stubs", "mypy", "pandas-stubs", "pip-audit", "pre-commit", "pytest-xdist", "ruff", "sqlfluff", "uv"),
}
# Parts of a declared package that it ships as a package of its own, at a version of its own choice.
COMES_WITH = {"pydantic-core"}
OLDEST_PYTHONS = ("3.11.2", "3.12.0", "3.13.0")


@dataclasses.dataclass(frozen=True)
class Pin:
    """One entry of a lock file."""

    requirement: Requirement
    hashes: tuple[str, ...]

    @property
    def name(self) -> str:
        return canonicalize_name(self.requirement.name)

    @property
    def version(self) -> str:
        return str(self.requirement.specifier).removeprefix("==")

    def holds_for(self, python: str) -> bool:
        """Whether the entry is installed with this Python on Linux."""
        environment = {"python_full_version": python, "python_version": python.rpartition(".")[0]}
        linux = {"sys_platform": "linux", "platform_system": "Linux", "platform_python_implementation": "CPython"}
        marker = self.requirement.marker
        return marker is None or marker.evaluate({**environment, **linux, "os_name": "posix"})


def _lines(lock: str) -> list[str]:
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


@functools.cache
def _pins(lock: str) -> tuple[Pin, ...]:
    pins = []
    for line in _lines(lock):
        requirement, *hashes = re.split(r"\s+--hash=", line.strip())
        pins.append(Pin(Requirement(requirement), tuple(hashes)))
    return tuple(pins)


@functools.cache
def _project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _declared(*extras: str) -> list[Requirement]:
    project = _project()
    groups = [project["dependencies"], *(project["optional-dependencies"][extra] for extra in extras)]
    return [Requirement(text) for group in groups for text in group]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address_and_sets_no_option(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert not [line for line in _lines(lock) if line.startswith("-")]
    assert not [line for line in text.splitlines() if "/" in line and not line.lstrip().startswith("#")]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_entry_has_one_version_and_sha256_hashes(lock: str) -> None:
    for pin in _pins(lock):
        assert re.fullmatch(r"==[^,*=]+", str(pin.requirement.specifier)), f"{lock}: {pin.requirement} is not pinned"
        assert pin.hashes, f"{lock}: {pin.requirement} has no hash"
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", each) for each in pin.hashes), f"{lock}: {pin.requirement}"


@pytest.mark.parametrize("lock", LOCKS)
@pytest.mark.parametrize("python", OLDEST_PYTHONS)
def test_every_declared_package_is_locked_once_and_within_its_bounds(lock: str, python: str) -> None:
    locked = [(pin.name, pin) for pin in _pins(lock) if pin.holds_for(python)]
    by_name = dict(locked)
    assert len(by_name) == len(locked), "a package is locked twice for one Python"
    for requirement in _declared(*EXTRAS[lock]):
        name = canonicalize_name(requirement.name)
        assert name in by_name, f"{lock} lacks {requirement} on Python {python}; run: make lock"
        assert requirement.specifier.contains(by_name[name].version), (
            f"{lock} has {name} {by_name[name].version}, not {requirement}"
        )


def test_the_locks_agree_with_each_other() -> None:
    run, dev, compose = (
        {(pin.name, pin.version, str(pin.requirement.marker), frozenset(pin.hashes)) for pin in _pins(lock)}
        for lock in LOCKS
    )
    for other in (dev, compose):
        assert run <= other, f"run `make lock`: {sorted(entry[:3] for entry in run - other)}"


def test_this_environment_has_what_the_lock_says() -> None:
    python = ".".join(map(str, sys.version_info[:3]))
    wrong = []
    for requirement in _declared("install", "dev"):
        name = canonicalize_name(requirement.name)
        locked = [pin.version for pin in _pins(LOCKS[1]) if pin.name == name and pin.holds_for(python)]
        if (found := importlib.metadata.version(name)) not in locked:
            wrong.append(f"{name} {found}, locked {locked}")
    assert not wrong, f"run `make setup-dev`: {wrong}"


def test_each_dependency_says_why_it_is_there() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    blocks = re.findall(r"^(?:dependencies|install|dev|postgres) = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    assert len(blocks) == 4
    wrong = [
        line.strip()
        for block in blocks
        for line in block.splitlines()
        if '"' in line and not re.search(r"# \S.{10}", line)
    ]
    assert not wrong, wrong


def _distributions_imported(packages: tuple[str, ...]) -> dict[str, set[str]]:
    """Top-level modules of others that the packages import, with the distributions that may provide them."""
    owners = importlib.metadata.packages_distributions()
    importing = [module for name, module in modules().items() if name.partition(".")[0] in packages]
    tops = {each.module.partition(".")[0] for module in importing for each in module.imports}
    others = tops - {*PACKAGES, "tests", *sys.stdlib_module_names}
    return {top: {canonicalize_name(owner) for owner in owners.get(top, ())} for top in others}


def test_every_package_that_is_imported_is_declared() -> None:
    run = {canonicalize_name(requirement.name) for requirement in _declared()} | COMES_WITH
    dev = {canonicalize_name(requirement.name) for requirement in _declared("install", "dev")} | COMES_WITH
    for packages, declared in ((PACKAGES, run), (("tests",), dev)):
        wrong = {top: owners for top, owners in _distributions_imported(packages).items() if not owners & declared}
        assert not wrong, f"declare in pyproject.toml, with the reason: {wrong}"


def test_every_package_of_types_is_for_one_that_is_imported() -> None:
    stubs = {
        canonicalize_name(owner): top.removesuffix("-stubs")
        for top, owners in importlib.metadata.packages_distributions().items()
        for owner in owners
        if top.endswith("-stubs")
    }
    imported = _distributions_imported(PACKAGES)  # mypy reads these alone
    declared = {canonicalize_name(requirement.name) for requirement in _declared("install", "dev")}
    unused = {name for name in declared if name.startswith("types-") and stubs.get(name) not in imported}
    assert not unused, f"take out of pyproject.toml and run `make lock`: {sorted(unused)}"


def test_every_declared_package_is_used() -> None:
    imported = set().union(*_distributions_imported((*PACKAGES, "tests")).values())
    declared = {canonicalize_name(requirement.name) for requirement in _declared("install", "dev")}
    unused = {name for name in declared - imported - NOT_IMPORTED if not name.startswith("types-")}
    assert not unused, f"take out of pyproject.toml and run `make lock`: {sorted(unused)}"
