"""Modules say what lives in them and stay short enough to be read at a sitting."""

from __future__ import annotations

import ast
import re

from tests.contract.repository import ROOT, modules

MOST_LINES = 500
SHORTEST_DOCSTRING = 15


def test_every_module_opens_with_a_docstring_of_its_scope() -> None:
    wrong = []
    for module in modules().values():
        docstring = ast.get_docstring(module.tree) or ""
        if len(docstring) < SHORTEST_DOCSTRING or docstring.splitlines()[0].strip()[-1:] not in {".", "?", ":", ";"}:
            wrong.append(f"{module.path}: {docstring[:60]!r}")
    assert not wrong, "say in whole sentences what lives here and what does not:\n" + "\n".join(wrong)


def test_no_module_is_longer_than_a_reader_s_patience() -> None:
    lengths = {m.path: len((ROOT / m.path).read_text(encoding="utf-8").splitlines()) for m in modules().values()}
    wrong = [f"{path}: {lines} lines" for path, lines in lengths.items() if lines > MOST_LINES]
    assert not wrong, f"split what has more than {MOST_LINES} lines:\n" + "\n".join(wrong)


def test_no_pattern_has_a_range_of_accented_letters() -> None:
    """Unicode interleaves the capital and small letters of Vietnamese (see `scrapers.letters`)."""
    letter = r"[\u00c0-\u1ef9]"
    is_range = re.compile(rf"{letter}-{letter}(?:\]|[\w%])")
    sources = {m.path: (ROOT / m.path).read_text(encoding="utf-8") for m in modules().values()}
    wrong = [f"{path}: {found.group()[:60]}" for path, text in sources.items() for found in is_range.finditer(text)]
    assert not wrong, "use CAPITALS and SMALL of scrapers.letters:\n" + "\n".join(wrong)


def test_a_wording_knows_both_spellings_of_share_and_billion() -> None:
    """`tỷ lệ` and `tỉ lệ` are written as often; a pattern that knows the one only reads half of the newspapers."""
    wrong = []
    for module in modules().values():
        assigned = [node for node in module.tree.body if isinstance(node, ast.Assign | ast.AnnAssign)]
        for node in assigned if module.name.startswith("scrapers.") else ():
            texts = [
                part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)
            ]
            said = "\n".join(texts)
            knows_both = re.search(r"t\[ỷỉ\]|\(\?:tỷ\|tỉ\)", said) is not None
            words = {found.group(1) for found in re.finditer(r"tỷ (lệ|trọng|đồng)", said)}
            wrong += [
                f"{module.path}:{node.lineno}: tỉ {word}"
                for word in words
                if not knows_both and f"tỉ {word}" not in said
            ]
    assert not wrong, "write `t[ỷỉ]`:\n" + "\n".join(wrong)
