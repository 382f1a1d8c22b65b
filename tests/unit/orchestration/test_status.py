"""The daily status: the state of every source, what the run came to, its files, and the post to a webhook."""

from __future__ import annotations

import dataclasses
import http.server
import itertools
import json
import logging
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from orchestration.command_line.status import show
from orchestration.settings import Settings, SettingsError
from orchestration.steps import status_files
from orchestration.steps.ending import RunEnd, end_run
from orchestration.steps.status import (
    Changes,
    FailedCheck,
    Released,
    RunError,
    SourceStatus,
    Status,
    changes_of,
    inbox_status,
    outcome_of,
    source_status,
    states_of,
)
from orchestration.steps.status_text import headline, render
from orchestration.steps.visits import visits_of
from orchestration.steps.webhook import post_status
from schemas.records import FetchOutcome
from scrapers.sources.loader import INBOX
from scrapers.sources.model import Source
from tests.unit.orchestration.outcomes import at, broken, news, outcome, quiet
from warehouse.archive import Archive
from warehouse.paths import Home
from warehouse.publishing.changes import Change, Comparison

SOURCE = Source.model_validate(
    {
        "id": "bao-mau",
        "name_vi": "Báo Mẫu",
        "name_en": "Sample",
        "kind": "newspaper",
        "province": "vn",
        "base_url": "http://bao.test",
        "family": "generic",
        "listings": [{"kind": "rss", "url": "/rss"}],
    }
)


def status_of(*days: list[FetchOutcome], run: str | None = None, changed: int = 0) -> SourceStatus:
    visits = visits_of(itertools.chain.from_iterable(days))
    day = len(days) - 1
    return source_status(SOURCE, visits, run or f"run-{day}", at(day).date(), n_changed=changed)


def whole(*sources: SourceStatus, **changed: Any) -> Status:
    made = Status(
        date="2026-01-02",
        started_at="2026-01-01T23:00:00+00:00",
        ended_at="2026-01-01T23:10:00+00:00",
        job="daily",
        run_id="run-1",
        outcome="unchanged",
        release=3,
        previous_release=None,
        counters={"fetch": {"asked": 2}, "rows": {"captures": {"total": 2, "valid": 2, "quarantined": 0}}},
        states=states_of(sources),
        changes=Changes(),
        sources=sources,
        anomalies=(),
        errors=(),
    )
    return dataclasses.replace(made, **changed)


# ── one source ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_new_documents_are_told_from_changed_ones() -> None:
    said = status_of(quiet(0), news(1, 3), changed=1)
    assert (said.state, said.documents_new, said.documents_changed) == ("new", 2, 1)
    assert said.counters == {"asked": 4, "captured": 4, "unchanged": 0, "failed": 0, "refused": 0, "skipped": 0}
    assert (said.reason, said.failing_since, said.last_new_at) == ("ok", None, "2026-01-01T23:00:00+00:00")


def test_a_failing_source_says_since_when_and_why() -> None:
    said = status_of(news(0), broken(1), broken(2, "HttpStatusError"))
    assert (said.state, said.reason, said.failing_visits) == ("failing", "HttpStatusError", 2)
    assert said.failing_since == "2026-01-01T23:00:00+00:00"
    assert said.last_answer_at == "2025-12-31T23:00:00+00:00"
    assert said.detail


def test_a_recovered_source_says_what_has_ended() -> None:
    said = status_of(news(0), broken(1), broken(2), news(3))
    assert (said.state, said.reason, said.failing_visits, said.documents_new) == ("recovered", "ConnectTimeout", 2, 1)
    assert said.failing_since == "2026-01-01T23:00:00+00:00"
    assert status_of(news(0), broken(1), broken(2), news(3), quiet(4)).state == "unchanged"


def test_a_source_that_this_run_did_not_ask_keeps_its_failure() -> None:
    said = status_of(news(0), broken(1), run="another")
    assert (said.state, said.reason, said.failing_visits) == ("not_asked", "ConnectTimeout", 1)
    assert set(said.counters.values()) == {0}


def test_a_silent_source_says_since_when() -> None:
    said = status_of(*(news(day) for day in range(7)), *(quiet(day) for day in range(7, 20)))
    assert (said.state, said.silent_since) == ("silent", at(6).date().isoformat())
    assert "nothing new for 13 days" in said.detail


def test_dropped_files_are_new_or_not() -> None:
    told = inbox_status(INBOX, n_new=2, n_total=5, n_refused=1, n_unreadable=0, last_new_at=at(0))
    assert (told.state, told.documents_new, told.documents_failed, told.documents_total) == ("new", 2, 1, 5)
    assert inbox_status(INBOX, n_new=0, n_total=5, n_refused=0, n_unreadable=0, last_new_at=None).state == "not_asked"


# ── the run ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("errors", "released", "succeeded", "outcome_said"),
    [
        ((), Released(2, 1, is_new=True), True, "published"),
        ((), Released(2, 2, is_new=False), True, "unchanged"),
        ((RunError("warehouse", "DbtError", "x"),), None, False, "failed"),
        ((RunError("release", "ReleaseRefusedError", "x", is_refusal=True),), None, False, "refused"),
        ((), None, False, "failed"),
        ((RunError("counters", "CountersDoNotAddUp", "x"),), Released(2, 1, is_new=True), True, "published"),
    ],
)
def test_a_run_comes_to_one_word(
    errors: tuple[RunError, ...], released: Released | None, succeeded: bool, outcome_said: str
) -> None:
    assert outcome_of(errors, released, succeeded=succeeded) == outcome_said


def test_changes_are_counted_all_and_listed_up_to_a_limit() -> None:
    change = Change("new", "economy", "ha-noi", "Hà Nội", "code", "Tên", "2024", None, "1 percent")
    withdrawn = dataclasses.replace(change, kind="withdrawn")
    said = changes_of(Comparison((*[change] * 250, withdrawn), {}, {}))
    assert (said.new, said.changed, said.withdrawn, len(said.figures), said.left_out) == (250, 0, 1, 200, 51)
    assert changes_of(None) == Changes()


def test_the_text_tells_trouble_first_and_cannot_be_broken_by_pages() -> None:
    failing = dataclasses.replace(status_of(broken(0)), detail="<script>\n# not a heading")
    text = render(whole(failing, errors=(RunError("warehouse", "DbtError", "line one\nline two"),), outcome="failed"))
    assert text.startswith("# 2026-01-02: the run failed, release 3 stands; 1 of 1 sources failing\n")
    assert text.index("## Errors") < text.index("## Failing sources") < text.index("## Counters")
    assert "warehouse: line one line two" in text
    assert "<script>" not in text
    assert "\n# not" not in text
    assert "rows: captures (total 2, valid 2, quarantined 0)" in text


def test_the_headline_says_what_was_published() -> None:
    assert headline(whole(outcome="published")) == "2026-01-02: release 3 published"
    assert headline(whole(release=None)) == "2026-01-02: nothing has changed, there is no release yet"
    assert "nothing to compare it with" in render(whole(outcome="published"))
    assert "no longer kept" in render(whole(changes=None))


# ── files ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_day_and_the_latest_are_written_and_earlier_runs_stay_named(tmp_path: Path) -> None:
    home = Home(tmp_path)
    assert status_files.read_latest(home) is None
    status_files.write(home, whole(run_id="one", outcome="failed"))
    status_files.write(home, whole(run_id="two"))
    path = status_files.write(home, whole(run_id="two"))  # the same run again is not a further one
    said = json.loads(path.read_text(encoding="utf-8"))
    assert path.name == "2026-01-02.json"
    assert [run["run_id"] for run in said["earlier_runs"]] == ["one"]
    assert status_files.read_latest(home) == said
    assert "failed (run one)" in path.with_suffix(".md").read_text(encoding="utf-8")


def test_the_status_of_another_job_does_not_replace_that_of_the_day(tmp_path: Path) -> None:
    home = Home(tmp_path)
    status_files.write(home, whole(run_id="one"))
    path = status_files.write(home, whole(run_id="two", job="weekly_reread"))
    assert path.name == "2026-01-02.weekly_reread.json"
    latest = status_files.read_latest(home)
    assert latest is not None
    assert latest["run_id"] == "one"


# ── the end of a run ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    registry = tmp_path / "sources.yaml"
    entry = SOURCE.model_dump(mode="json", exclude_defaults=True)
    registry.write_text(json.dumps({"version": 1, "sources": [entry]}), encoding="utf-8")
    home = Home(tmp_path / "home").create()
    return Settings(home, "live", registry, 1, "x", simulated_now=at(3))


def ended(run_id: str, *errors: RunError) -> RunEnd:
    return RunEnd("daily", run_id, at(3), at(3), succeeded=not errors, errors=errors, released=None)


def test_a_run_that_failed_ends_in_a_status_with_its_errors_and_sources(settings: Settings) -> None:
    archive = Archive(settings.home.archive)
    archive.record(*broken(2), *broken(3))
    made = end_run(settings, ended("run-3", RunError("warehouse", "DbtError", "it broke"))).status
    assert (made.outcome, made.release, made.date) == ("failed", None, at(3).date().isoformat())
    (mine,) = [source for source in made.sources if source.source_id == "bao-mau"]
    assert (mine.state, mine.failing_visits) == ("failing", 2)
    assert made.counters["fetch"]["failed"] == 2
    assert [error.message for error in made.errors] == ["it broke"]
    assert made.states["not_asked"] == len(made.sources) - 1


def captured(settings: Settings, day: int, name: str, *, is_recorded: bool = True) -> None:
    """A document that the run of a day has captured; not recorded, if the run was killed before that."""
    archive = Archive(settings.home.archive)
    url = f"http://bao.test/{name}"
    capture = archive.store(
        source_id=SOURCE.id, url=url, final_url=url, purpose="article", captured_at=at(day), status_code=200,
        headers={}, content_type="text/html", encoding=None, body=f"{name} of day {day}".encode(),
    )  # fmt: skip
    if is_recorded:
        archive.record(outcome(day, "article", "captured", url=url, capture_id=capture.capture_id))


def told_of(settings: Settings, day: int, run_id: str | None = None) -> tuple[str, int, int, int]:
    """What the status of a day's run says of the source: state, new and changed documents, and what it asked."""
    run = RunEnd("daily", f"run-{day}" if run_id is None else run_id, at(day), at(day), True, (), None)
    (mine,) = [source for source in end_run(settings, run).status.sources if source.source_id == SOURCE.id]
    return mine.state, mine.documents_new, mine.documents_changed, mine.counters["asked"]


def test_what_a_killed_run_captured_is_new_in_the_next_status_and_in_no_other(settings: Settings) -> None:
    archive = Archive(settings.home.archive)
    archive.record(*quiet(0))
    captured(settings, 0, "old")
    assert told_of(settings, 0) == ("new", 1, 0, 2)
    archive.record(*quiet(1))  # this run is killed, and no status tells of it
    captured(settings, 1, "old")
    captured(settings, 1, "new")
    captured(settings, 1, "last", is_recorded=False)
    archive.record(*quiet(2))
    assert told_of(settings, 2) == ("new", 2, 1, 1)
    assert told_of(settings, 2) == ("new", 2, 1, 1), "made again, it says the same"
    archive.record(*quiet(3))
    assert told_of(settings, 3) == ("unchanged", 0, 0, 1)


def test_what_a_killed_run_captured_is_told_although_the_next_run_did_not_ask_the_source(settings: Settings) -> None:
    captured(settings, 0, "new")
    assert told_of(settings, 1) == ("not_asked", 1, 0, 0), "the very first run was killed"
    assert told_of(settings, 2) == ("not_asked", 0, 0, 0)


def test_what_a_run_that_could_not_begin_has_told_is_not_told_twice(settings: Settings) -> None:
    captured(settings, 0, "new")
    assert told_of(settings, 1, run_id="") == ("not_asked", 1, 0, 0)
    assert told_of(settings, 2, run_id="") == ("not_asked", 0, 0, 0)
    assert told_of(settings, 3) == ("not_asked", 0, 0, 0)


def test_a_status_that_could_not_tell_of_sources_has_told_of_no_document(settings: Settings) -> None:
    assert settings.extra_sources is not None
    said = settings.extra_sources.read_text(encoding="utf-8")
    settings.extra_sources.write_text("version: 1\nsources: wrong\n", encoding="utf-8")
    captured(settings, 0, "new")
    assert end_run(settings, RunEnd("daily", "", at(1), at(1), False, (), None)).status.sources == ()
    settings.extra_sources.write_text(said, encoding="utf-8")
    assert told_of(settings, 2) == ("not_asked", 1, 0, 0)


def test_runs_of_one_moment_are_told_apart(settings: Settings) -> None:
    archive = Archive(settings.home.archive)
    archive.record(*quiet(0))
    captured(settings, 0, "first")
    assert told_of(settings, 0) == ("new", 1, 0, 2)
    assert told_of(settings, 0, run_id="of the same time") == ("not_asked", 0, 0, 0)
    assert told_of(settings, 0, run_id="and another one") == ("not_asked", 0, 0, 0)


def test_counters_that_do_not_add_up_are_an_error(settings: Settings) -> None:
    lost = outcome(3, "article", "captured", capture_id="nowhere")
    Archive(settings.home.archive).record(outcome(3), lost)
    made = end_run(settings, ended("run-3")).status
    (error,) = made.errors
    assert (error.step, error.message) == ("counters", "captured: 1 ≠ 0 in the archive")
    assert made.outcome == "unchanged"


def test_what_cannot_be_read_is_an_error_in_the_status_and_hides_nothing_else(settings: Settings) -> None:
    damaged = settings.home.lake / "documents" / "bao-mau" / "2026-01.parquet"
    damaged.parent.mkdir(parents=True)
    damaged.write_bytes(b"half")
    made = end_run(settings, ended("run-3", RunError("documents", "OSError", "disk"))).status
    assert [error.step for error in made.errors][:2] == ["documents", "status: summary"]
    assert made.counters == {}
    assert made.sources


# ── webhook ───────────────────────────────────────────────────────────────────────────────────────────────────────────

SECRET = "token-that-nobody-may-see"


class _Hook(http.server.BaseHTTPRequestHandler):
    answer = 200
    got: list[dict[str, Any]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).got.append(json.loads(body))
        self.send_response(type(self).answer)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def hook() -> Iterator[tuple[str, type[_Hook]]]:
    handler = type("Hook", (_Hook,), {"got": []})
    server = http.server.HTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/hooks/{SECRET}", handler
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_status_is_posted_as_text_and_as_data(hook: tuple[str, type[_Hook]]) -> None:
    address, handler = hook
    assert post_status(address, whole(status_of(broken(0))))
    (message,) = handler.got
    assert message["title"] in message["text"]
    assert message["status"]["sources"][0]["state"] == "failing"


def test_without_an_address_nothing_is_posted() -> None:
    assert not post_status(None, whole())


@pytest.mark.parametrize("answer", [302, 404, 500])
def test_a_webhook_that_refuses_fails_nothing_and_its_address_is_not_logged(
    hook: tuple[str, type[_Hook]], answer: int, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, handler = hook
    handler.answer = answer
    monkeypatch.setattr(logging.getLogger("observatory"), "propagate", True)
    assert not post_status(address, whole())
    assert f"HTTP {answer}" in caplog.text
    assert SECRET not in caplog.text


def test_a_webhook_that_cannot_be_reached_fails_nothing_and_its_address_is_not_logged(
    closed: int, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("observatory"), "propagate", True)
    assert not post_status(f"http://127.0.0.1:{closed}/{SECRET}", whole())
    assert "ConnectionError" in caplog.text
    assert SECRET not in caplog.text


@pytest.fixture
def closed() -> int:
    server = http.server.HTTPServer(("127.0.0.1", 0), _Hook)
    server.server_close()
    return server.server_port


def test_settings_keep_the_address_of_the_webhook_to_themselves(tmp_path: Path) -> None:
    environ = {"OBSERVATORY_HOME": str(tmp_path), "OBSERVATORY_STATUS_WEBHOOK": f"https://chat.test/{SECRET}"}
    settings = Settings.from_environment(environ)
    assert settings.status_webhook == f"https://chat.test/{SECRET}"
    assert SECRET not in repr(settings)
    with pytest.raises(SettingsError, match="OBSERVATORY_STATUS_WEBHOOK") as refused:
        Settings.from_environment({**environ, "OBSERVATORY_STATUS_WEBHOOK": f"ftp://{SECRET}"})
    assert SECRET not in str(refused.value)


# ── the clock ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_clock_can_be_set_for_a_simulation() -> None:
    settings = Settings.from_environment({"OBSERVATORY_NOW": "2026-01-31T06:00:00+07:00"})
    assert settings.now().isoformat() == "2026-01-30T23:00:00+00:00"
    assert Settings.from_environment({}).now().tzinfo is not None


@pytest.mark.parametrize("wrong", ["tomorrow", "2026-01-31T06:00:00", "2026-13-01T00:00:00Z"])
def test_a_clock_without_a_zone_is_refused(wrong: str) -> None:
    with pytest.raises(SettingsError, match="OBSERVATORY_NOW"):
        Settings.from_environment({"OBSERVATORY_NOW": wrong})


def test_what_the_weekly_comparison_found_is_shown_with_the_daily_status(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    found = FailedCheck("reread/archive", "reads_the_same", "warning", "1 tables are read otherwise: observations of …")
    now = settings.now()
    for job, checks in (("daily", ()), ("weekly_reread", (found,))):
        end_run(settings, RunEnd(job, "", now, now, succeeded=True, errors=(), released=None, checks=checks))
    code = show(Console(), Console(stderr=True), settings, as_json=False)
    assert code == 1
    assert "observations of …" in capsys.readouterr().err
    end_run(settings, RunEnd("weekly_reread", "", now, now, succeeded=True, errors=(), released=None))
    assert show(Console(), Console(stderr=True), settings, as_json=False) == 0
