"""YAML of files that people write: doubled keys, of which YAML would keep the last, and impossible dates are refused.

Lives here: the loader. Never here: what a file must say (the registry, the vocabulary, the corrections).
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import yaml


class _StrictLoader(yaml.SafeLoader):
    """Refuses a key that stands twice in one mapping, with its place.

    Raises:
        yaml.YAMLError: a key stands twice; `problem_mark` is its place.
    """

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        _refuse_doubled(node)
        return super().construct_mapping(node, deep=deep)


class _FastStrictLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc] # where there is libyaml
    """The same in an eighth of the time: every command reads the registry and the vocabulary."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> Any:
        _refuse_doubled(node)
        return super().construct_mapping(node, deep=deep)


def _refuse_doubled(node: yaml.MappingNode) -> None:
    seen: set[str] = set()
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):  # a list or a mapping, which YAML itself refuses as a key
            continue
        if key.value in seen and key.tag != "tag:yaml.org,2002:merge":
            raise yaml.constructor.ConstructorError(
                None, None, f"the key {key.value!r} stands twice; remove one", key.start_mark
            )
        seen.add(key.value)


def _timestamp(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> dt.date:
    """A day or a time. Of one that does not exist (2020-13-01) PyYAML's error would be a bare `ValueError`."""
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError as error:
        problem = f"{node.value!r} is no date that exists: {error}"
        raise yaml.constructor.ConstructorError(None, None, problem, node.start_mark) from None


for _loader in (_StrictLoader, _FastStrictLoader):
    _loader.add_constructor("tag:yaml.org,2002:timestamp", _timestamp)


def load(text: str) -> Any:
    """What a text of ours, or of whoever runs the observatory, says.

    Raises:
        yaml.YAMLError: it is no YAML, a key stands twice, or a date does not exist.
    """
    try:
        return yaml.load(text, Loader=_FastStrictLoader)  # noqa: S506 - a SafeLoader
    except yaml.YAMLError:
        return yaml.load(text, Loader=_StrictLoader)  # noqa: S506 - libyaml says less clearly what is wrong, and where


def load_untrusted(text: str) -> Any:
    """What a text says that anybody may have written.

    Without libyaml: it calls itself for what is nested, and ten thousand brackets would end the process.

    Raises:
        yaml.YAMLError: it is no YAML, or a key stands twice.
        RecursionError: it is nested too deeply.
        ValueError: what looks like a day or a number is none that Python can hold.
    """
    return yaml.load(text, Loader=_StrictLoader)  # noqa: S506 - a SafeLoader


def told(error: yaml.YAMLError) -> str:
    """Where a text is wrong and what is wrong with it, in words for whoever wrote it."""
    mark = getattr(error, "problem_mark", None)
    line = f", line {mark.line + 1}" if mark else ""
    return f"{line}: is not YAML ({getattr(error, 'problem', None) or error}); correct it there"
