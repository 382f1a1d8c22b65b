"""YAML of files that people write: no key of a mapping stands twice, whoever has written it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from schemas import strict_yaml

READERS = pytest.mark.parametrize("load", [strict_yaml.load, strict_yaml.load_untrusted])
READ_NESTED = """\
from schemas import strict_yaml
try:
    strict_yaml.load_untrusted("[" * 30_000)
except RecursionError:
    print("refused")
"""


@READERS
def test_a_doubled_key_is_named_with_its_place(load: Callable[[str], Any]) -> None:
    assert load("a: {x: 1}\nb: {x: 2}\n") == {"a": {"x": 1}, "b": {"x": 2}}
    with pytest.raises(yaml.YAMLError) as caught:
        load("- a: 1\n- b: 2\n  c: 3\n  b: 4\n")
    assert strict_yaml.told(caught.value) == (
        ", line 4: is not YAML (the key 'b' stands twice; remove one); correct it there"
    )


@READERS
@pytest.mark.parametrize("text", ["? [a, b]\n: c\n", "? {a: b}\n: c\n", "a: &a [x]\n? *a\n: c\n"])
def test_a_key_that_is_no_word_is_an_error_of_yaml(load: Callable[[str], Any], text: str) -> None:
    with pytest.raises(yaml.YAMLError, match="found unhashable key"):
        load(text)


def test_what_is_nested_without_end_does_not_end_the_process() -> None:
    done = subprocess.run([sys.executable, "-c", READ_NESTED], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "refused\n"), done.stderr
