"""What became of the facts of an article's earlier versions: still stated, altered or withdrawn. Pure comparison.

Lives here: the order of versions and the comparison of their facts. Not here: reading and writing the lake
(`orchestration.steps.changes`), what a reader is shown (`quality.observation_changes`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

Change = Literal["altered", "withdrawn"]


@dataclasses.dataclass(frozen=True, slots=True)
class Version:
    """A stretch of time in which an article said one text; a text that comes back is a version of its own."""

    document_id: str
    since: dt.datetime


@dataclasses.dataclass(frozen=True, slots=True)
class Fact:
    """What an observation says, without the place in the text where it says it."""

    observation_id: str
    indicator_code: str
    unit_id: str
    area_level: str
    area_name: str | None
    kind: str
    period: str | None
    value: float
    bound: str
    out_of: float | None

    @property
    def about(self) -> tuple[str, ...]:
        """What it is about, the period left aside."""
        return (self.indicator_code, self.unit_id, self.area_level, self.area_name or "", self.kind)

    def says_the_same(self, other: Fact) -> bool:
        """Whether the other one states the same figure for the same time."""
        mine, theirs = ((f.about, f.period, f.value, f.bound, f.out_of) for f in (self, other))
        return mine == theirs


@dataclasses.dataclass(frozen=True, slots=True)
class ChangedFact:
    """A fact of an earlier version that the current one no longer states so.

    `since` is when the version came from which on it was missing or different; `now` what the current version says
    instead (the same subject with another value, or the same value for another time), None where it was withdrawn.
    """

    fact: Fact
    change: Change
    since: dt.datetime
    changed_by_document_id: str
    now: Fact | None


def versions(captures: Iterable[tuple[str, dt.datetime]]) -> list[Version]:
    """The versions of one article, in order, from its captures: document and time of each."""
    found: list[Version] = []
    for document_id, at in sorted(captures, key=lambda capture: (capture[1], capture[0])):
        if not found or found[-1].document_id != document_id:
            found.append(Version(document_id, at))
    return found


def changed_facts(history: Sequence[Version], facts: Mapping[str, Sequence[Fact]]) -> list[ChangedFact]:
    """The facts of earlier versions that the current (last) one no longer states; `facts` by document."""
    current = history[-1].document_id
    changed: list[ChangedFact] = []
    for document_id in dict.fromkeys(version.document_id for version in history if version.document_id != current):
        for fact in facts.get(document_id, ()):
            since = _missing_since(fact, history, facts)
            if since is None:
                continue
            now = _instead(fact, facts.get(current, ()))
            change: Change = "withdrawn" if now is None else "altered"
            changed.append(ChangedFact(fact, change, since.since, since.document_id, now))
    return changed


def _missing_since(fact: Fact, history: Sequence[Version], facts: Mapping[str, Sequence[Fact]]) -> Version | None:
    """The version from which on, until now, the fact is not stated; None where the current version states it."""
    missing: Version | None = None
    for version in reversed(history):
        if any(fact.says_the_same(other) for other in facts.get(version.document_id, ())):
            return missing
        missing = version
    return missing


def _instead(fact: Fact, current: Sequence[Fact]) -> Fact | None:
    """What the current version says of the same subject: for the same time, else the same value for another time."""
    of_the_subject = [other for other in current if other.about == fact.about]
    same_time = [other for other in of_the_subject if other.period == fact.period]
    nearest = sorted(same_time, key=lambda other: (abs(other.value - fact.value), other.observation_id))
    same_value = [other for other in of_the_subject if other.value == fact.value]
    return next(iter([*nearest, *same_value]), None)
