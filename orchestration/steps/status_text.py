"""The daily status as a page of Markdown, for a person: the trouble first, then what is new, then the counters.

Lives here: wording. Never here: what is true.
"""

from __future__ import annotations

from collections.abc import Iterator

from orchestration.steps.status import SourceStatus, Status

OUTCOMES = {
    "published": "a new release was published",
    "unchanged": "nothing has changed",
    "failed": "the run failed",
    "refused": "the release was refused",
}
_MOST_LINES = 30


def headline(status: Status) -> str:
    """One line: day, outcome, release, and how many sources and checks fail."""
    failing = status.states.get("failing", 0)
    trouble = f"; {failing} of {len(status.sources)} sources failing" if failing else ""
    trouble += f"; {len(status.checks)} checks failed" if status.checks else ""
    standing = f"release {status.release} stands" if status.release is not None else "there is no release yet"
    said = f"release {status.release} published" if status.outcome == "published" else OUTCOMES[status.outcome]
    after = "" if status.outcome == "published" else f", {standing}"
    return f"{status.date}: {said}{after}{trouble}"


def render(status: Status) -> str:
    """The whole status."""
    return "\n".join([f"# {headline(status)}", "", *_lines(status)]).rstrip() + "\n"


def _lines(status: Status) -> Iterator[str]:
    if status.errors:
        yield from _section("Errors", (f"{error.step}: {_line(error.message)}" for error in status.errors))
    if status.checks:
        yield from _section("Failed checks", (f"{one.asset}: {one.check}: {_line(one.said)}" for one in status.checks))
    failing = [source for source in status.sources if source.state == "failing"]
    if failing:
        yield from _section("Failing sources", map(_failing, failing))
    recovered = [source for source in status.sources if source.state == "recovered"]
    if recovered:
        yield from _section(
            "Recovered sources", (f"{s.source_id}: failed since {s.failing_since} ({s.reason})" for s in recovered)
        )
    silent = [source for source in status.sources if source.state == "silent"]
    if silent:
        yield from _section("Silent sources", (f"{s.source_id}: {s.detail}" for s in silent))
    odd = [anomaly for anomaly in status.anomalies if anomaly.kind != "silent"]  # these stand above
    if odd:
        yield from _section("Unusual", (f"{anomaly.source_id}: {anomaly.kind}: {anomaly.said}" for anomaly in odd))
    news = [source for source in status.sources if source.documents_new or source.documents_changed]
    if news:
        yield from _section(
            "New documents",
            (f"{s.source_id}: {s.documents_new} new, {s.documents_changed} changed" for s in news),
        )
    yield from _section("Figures", _figures(status))
    yield from _section("Counters", _counters(status))
    if status.earlier_runs:
        runs = (f"{run['started_at']}: {run['outcome']} (run {run['run_id']})" for run in status.earlier_runs)
        yield from _section("Earlier runs of the day", runs)


def _section(title: str, items: Iterator[str] | map[str]) -> Iterator[str]:
    lines = list(items)
    yield f"## {title}"
    yield ""
    yield from (f"- {line}" for line in lines[:_MOST_LINES])
    if len(lines) > _MOST_LINES:
        yield f"- … and {len(lines) - _MOST_LINES} more"
    yield ""


def _failing(source: SourceStatus) -> str:
    since = f"since {source.failing_since}, {source.failing_visits} visits"
    return f"{source.source_id}: {source.reason} ({since}): {_line(source.detail)}"


def _figures(status: Status) -> Iterator[str]:
    changes = status.changes
    if changes is None:
        yield "what changed cannot be told: the release before is no longer kept"
        return
    if status.outcome == "published" and status.previous_release is None:
        yield "the first release: there is nothing to compare it with"
        return
    anew = f"{changes.cited_anew} cited anew"
    yield f"{changes.new} new, {changes.changed} changed, {anew}, {changes.withdrawn} withdrawn"


def _counters(status: Status) -> Iterator[str]:
    yield "sources: " + ", ".join(f"{count} {state.replace('_', ' ')}" for state, count in status.states.items())
    for name, value in status.counters.items():
        yield f"{name}: {_said(value)}"


def _said(value: object) -> str:
    if not isinstance(value, dict):
        return str(value)
    return ", ".join(f"{key} {_nested(count)}" for key, count in value.items()) or "none"


def _nested(value: object) -> str:
    return f"({_said(value)})" if isinstance(value, dict) else str(value)


def _line(text: str) -> str:
    """Text of others on one line, harmless in Markdown."""
    line = " ".join(text.split())
    return line.replace("\\", "\\\\").replace("<", "&lt;").replace("`", "'")
