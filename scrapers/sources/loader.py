"""Reads registry files into a `Registry`, or says in one error all that is wrong with them.

Lives here: which files make a profile, YAML, checks across entries (ids, provinces) and the wording of problems. Not
here: what a single entry may say (`model`).
"""

from __future__ import annotations

import dataclasses
import difflib
import textwrap
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from schemas import strict_yaml
from schemas.country import COUNTRY
from scrapers.reference import load_reference
from scrapers.sources.model import LISTING_KINDS, Source

Profile = Literal["sample", "live"]
BUILT_IN = Path(__file__).resolve().parent
FORMAT_VERSION = 1
SUFFIXES = (".yaml", ".yml")

INBOX = Source(
    id="inbox",
    name_vi="Hộp thư tài liệu",
    name_en="Dropped files",
    kind="inbox",
    province=COUNTRY,
    family="dropped_file",
    topic_filter=False,
    confidence="high",
    evidence="Files that were handed to `observatory ingest`.",
)


class RegistryError(ValueError):
    """The registry cannot be used. `problems` has one line each: file, entry, field, what is wrong and what to do."""

    def __init__(self, problems: Collection[str]) -> None:
        self.problems = tuple(problems)
        count = f"{len(self.problems)} problem{'s' if len(self.problems) != 1 else ''} in the registry of sources"
        super().__init__("\n".join((f"{count}:", *(f"  {problem}" for problem in self.problems))))


class UnknownSourceError(LookupError):
    """No source has that id; the message lists the ids that come near."""

    def __init__(self, source_id: str, known: Collection[str]) -> None:
        self.source_id = source_id
        near = difflib.get_close_matches(source_id, known, n=5, cutoff=0.5) or [i for i in known if source_id in i][:5]
        hint = (
            f"Did you mean {', '.join(near)}?" if near else f"`observatory sources` lists the {len(known)} that exist."
        )
        super().__init__(f"no source has the id {source_id!r}. {hint}")


@dataclasses.dataclass(frozen=True)
class Registry:
    """Sources in the order of their ids."""

    sources: tuple[Source, ...]

    def __iter__(self) -> Iterator[Source]:
        return iter(self.sources)

    def __len__(self) -> int:
        return len(self.sources)

    def enabled(self) -> tuple[Source, ...]:
        """The sources that are switched on, the inbox among them."""
        return tuple(source for source in self.sources if source.enabled)

    def get(self, source_id: str) -> Source:
        """The source of that id.

        Raises:
            UnknownSourceError: there is none; the message lists near matches.
        """
        for source in self.sources:
            if source.id == source_id:
                return source
        raise UnknownSourceError(source_id, [source.id for source in self.sources])


def load_registry(
    profile: Profile = "sample",
    extra: Path | None = None,
    *,
    known_provinces: Collection[str] | None = None,
    root: Path = BUILT_IN,
) -> Registry:
    """The sources of a profile, those of `extra` (a file or a folder), and the inbox.

    `known_provinces` defaults to the province codes of the reference data (`vn` is always known).

    Raises:
        RegistryError: a file or entry cannot be used; the message lists every problem.
    """
    problems: list[str] = []
    found: dict[str, tuple[Source, str]] = {INBOX.id: (INBOX, "the built-in inbox")}
    provinces = {COUNTRY, *(_reference_provinces() if known_provinces is None else known_provinces)}
    families = _parsed_families()
    for file in _files(root / profile, extra, problems):
        for source in _read(file, problems):
            where = f"{file}: {source.id}"
            if source.id in found:
                problems.append(f"{where}: id: is already used in {found[source.id][1]}; give this entry another id")
                continue
            if source.province not in provinces:
                problems.append(f"{where}: province: {_unknown_province(source.province, provinces)}")
            if source.family not in families:
                problems.append(f"{where}: family: {_unknown_family(source.family, families)}")
            found[source.id] = (source, str(file))
    if problems:
        raise RegistryError(problems)
    return Registry(tuple(source for _, (source, _) in sorted(found.items())))


def _reference_provinces() -> set[str]:
    return {unit.province_code for unit in load_reference().units.values()}


def _unknown_province(code: str, provinces: Collection[str]) -> str:
    near = difflib.get_close_matches(code, sorted(provinces), n=2, cutoff=0.6)
    hint = f"did you mean {' or '.join(near)}?" if near else "use a province_code of the reference data, or vn"
    return f"{code!r} does not exist; {hint}"


def _parsed_families() -> Collection[str]:
    from scrapers.parsing import FAMILIES  # noqa: PLC0415 - readers of PDF and DOCX come with it

    return FAMILIES


def _unknown_family(name: str, families: Collection[str]) -> str:
    near = difflib.get_close_matches(name, sorted(families), n=2, cutoff=0.6)
    hint = f"did you mean {' or '.join(near)}?" if near else f"use one of {', '.join(sorted(families))}"
    return f"{name!r} is read by no parser; {hint}"


def _files(folder: Path, extra: Path | None, problems: list[str]) -> list[Path]:
    files = _folder(folder, problems)
    if extra is None:
        return files
    if extra.is_dir():
        return files + _folder(extra, problems)
    if not extra.is_file():
        problems.append(f"{extra}: does not exist; OBSERVATORY_SOURCES must name a registry file or a folder of them")
        return files
    return [*files, extra]


def _folder(folder: Path, problems: list[str]) -> list[Path]:
    files = sorted(path for path in folder.glob("*") if path.suffix in SUFFIXES) if folder.is_dir() else []
    if not files:
        problems.append(f"{folder}: holds no registry files; put at least one .yaml file there")
    return files


def _read(file: Path, problems: list[str]) -> Iterator[Source]:
    """The valid entries of a file; what is wrong with the others is added to `problems`."""
    try:
        content = strict_yaml.load(file.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        problems.append(f"{file}: is not UTF-8 (byte {error.start}); save it as UTF-8")
        return
    except OSError as error:
        problems.append(f"{file}: cannot be read ({error.strerror}); check its permissions")
        return
    except yaml.YAMLError as error:
        problems.append(f"{file}{strict_yaml.told(error)}")
        return
    for index, entry in enumerate(_entries(file, content, problems)):
        name = entry["id"] if isinstance(entry, Mapping) and isinstance(entry.get("id"), str) else f"sources[{index}]"
        try:
            yield Source.model_validate(entry)
        except ValidationError as error:
            problems.extend(f"{file}: {name}: {_problem(detail)}" for detail in error.errors())


def _entries(file: Path, content: Any, problems: list[str]) -> list[Any]:
    if not isinstance(content, dict) or not isinstance(content.get("sources"), list):
        problems.append(f"{file}: sources: is missing or no list; begin the file with 'version: 1' and 'sources:'")
        return []
    if content.get("version") != FORMAT_VERSION:
        problems.append(f"{file}: version: is {content.get('version')!r}; write 'version: {FORMAT_VERSION}'")
    problems.extend(
        f"{file}: {key}: is not known at the top of a registry file; keep only version and sources"
        for key in content
        if key not in ("version", "sources")
    )
    return list(content["sources"])


_ADVICE = {
    "missing": "is missing; add it",
    "extra_forbidden": "is not a field here; check its spelling or remove it",
}


def _problem(detail: ErrorDetails) -> str:
    """Field path, what is wrong and what to do, on one line."""
    # pydantic names the member of the union between the index and the field: listings, 0, html, link.
    parts = [part for place, part in enumerate(detail["loc"]) if (place, detail["loc"][0]) != (2, "listings")]
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts).lstrip(".")
    kind, value = detail["type"], textwrap.shorten(repr(detail["input"]), 80, placeholder=" …")
    if kind in _ADVICE:
        text = _ADVICE[kind]
    elif kind == "value_error":
        text = detail["msg"].removeprefix("Value error, ")
    elif kind == "string_pattern_mismatch":
        text = f"is {value}; write it in lower case without accents, words joined by hyphens, such as quang-ninh"
    elif kind == "union_tag_not_found":
        text = f"has no kind; add kind: {LISTING_KINDS}"
    else:
        text = f"is {value}: {detail['msg'][:1].lower()}{detail['msg'][1:]}; correct it"
    return f"{path}: {text}" if path else text
