"""What the documentation tells a person to type exists: make targets, `observatory` commands and their options."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from orchestration.command_line.app import app
from orchestration.command_line.errors import CLEAR_ERRORS
from tests.contract.repository import ROOT, committed_files, modules

PAGES = [
    name for name in committed_files() if name.suffix == ".md" and (len(name.parts) == 1 or name.parts[0] == "docs")
]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.MULTILINE))


def _code(page: Path) -> Iterator[str]:
    """Lines of code blocks and pieces of inline code."""
    text = (ROOT / page).read_text(encoding="utf-8")
    for block in re.findall(r"^```[^\n]*\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        yield from block.splitlines()
    yield from re.findall(r"^ {4}(\S.*)$", text, re.MULTILINE)
    yield from re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))


def _commands(page: Path, program: str) -> Iterator[list[str]]:
    """Words after the program's name, up to a comment, a pipe or the next command."""
    for code in _code(page):
        for part in re.split(r"&&|\|\||[|;]|\s#", code):
            words = part.removeprefix("$ ").split()
            while words and (re.fullmatch(r"[A-Z_]+=\S*", words[0]) or words[0] in {"cd", "time"}):
                words = words[1:]
            if words and words[0].removeprefix(".venv/bin/") == program:
                yield words[1:]


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_make_targets_of_the_documentation_exist(page: Path) -> None:
    named = {word for words in _commands(page, "make") for word in words if re.fullmatch(r"[a-z][a-z-]*", word)}
    assert named <= TARGETS, f"{page} names make targets that do not exist: {sorted(named - TARGETS)}"


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_observatory_commands_of_the_documentation_exist(page: Path) -> None:
    root = typer.main.get_command(app)
    for words in _commands(page, "observatory"):
        command = root
        for word in words:
            command = getattr(command, "commands", {}).get(word, command)
        assert not words or words[0].startswith("-") or command is not root, f"{page}: observatory {' '.join(words)}"
        options = {option for parameter in command.params for option in parameter.opts} | {"--help"}
        unknown = {word.strip("[]").partition("=")[0] for word in words if word.strip("[").startswith("--")} - options
        assert not unknown, f"{page}: `observatory {' '.join(words)}` has no {', '.join(sorted(unknown))}"


def test_every_target_a_person_types_is_explained_by_make_help() -> None:
    make = shutil.which("make")
    assert make, "make is not installed"
    shown = subprocess.run(
        [make, "-C", str(ROOT), "--no-print-directory", "help"], capture_output=True, text=True, check=True
    )
    assert set(re.findall(r"^  make ([a-z-]+) ", shown.stdout, re.MULTILINE)) == TARGETS


def test_modules_that_the_makefile_runs_exist() -> None:
    for name in re.findall(r"python -m (tests[\w.]*)", MAKEFILE):
        base = ROOT.joinpath(*name.split("."))
        assert base.with_suffix(".py").exists() or (base / "__main__.py").exists(), (
            f"the Makefile runs {name}, which does not exist"
        )


def test_continuous_integration_runs_make_test() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o100, ".ci/run is not executable"
    lines = script.read_text(encoding="utf-8").splitlines()
    assert "set -euo pipefail" in lines
    assert lines[-1].endswith("make test")


def _raised(text: str) -> set[str]:
    """The errors that a docstring names under `Raises:`."""
    _, _, raises = text.partition("Raises:")
    return set(re.findall(r"\b[A-Z]\w*Error\b", raises)) - {"OSError", "ValueError"}


def test_what_keeps_a_command_from_beginning_is_shown_without_a_traceback() -> None:
    """All errors of ours that the commands, and the definitions that they load, say they raise."""
    clear = {error.__name__ for error in CLEAR_ERRORS}
    wrong = {
        f"{module.path}: {error}"
        for name, module in modules().items()
        if name.startswith("orchestration.command_line")
        or name in ("orchestration.definitions", "orchestration.instance")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef)
        for error in _raised(ast.get_docstring(node) or "")
        if error not in clear
    }
    assert not wrong, "add them to orchestration/command_line/errors.py: " + ", ".join(sorted(wrong))
