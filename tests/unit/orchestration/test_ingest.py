"""Taking in files: stored once, with what their sidecar says, or refused with a reason that says what to do.

Lives here: the archive after `ingest`. How a stored file is parsed is tested with the parsers.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from orchestration.steps import ingest as step
from orchestration.steps.ingest import ingest
from schemas.records import Capture
from warehouse.archive import Archive
from warehouse.paths import Home

TEXT = "Cuối năm 2022, tỉnh Quảng Ninh có 1.473 tổ công nghệ số cộng đồng.\n"
SIDECAR = """\
url: https://bao.example/to-cong-nghe-so.html
title: Tổ công nghệ số ở Quảng Ninh
published_on: 2022-12-20
province_code: quang-ninh
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "observatory").create()


@pytest.fixture
def dropped(tmp_path: Path) -> Path:
    folder = tmp_path / "given"
    folder.mkdir()
    path = folder / "to-cong-nghe-so.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def captures(home: Home) -> tuple[Capture, ...]:
    return Archive(home.archive).captures("inbox")


def test_a_file_is_stored_as_a_capture_of_the_inbox(home: Home, dropped: Path) -> None:
    (result,) = ingest(home, [dropped])
    (capture,) = captures(home)
    assert (result.status, result.detail) == ("stored", capture.capture_id)
    assert (capture.purpose, capture.status_code, capture.content_type) == ("file", 200, "text/plain")
    assert capture.meta == {}
    assert Archive(home.archive).read_body(capture.sha256) == TEXT.encode()


@pytest.mark.parametrize("name", ["to-cong-nghe-so.txt.meta.yaml", "to-cong-nghe-so.meta.yaml"])
def test_a_sidecar_says_where_the_file_is_from(home: Home, dropped: Path, name: str) -> None:
    dropped.with_name(name).write_text(SIDECAR, encoding="utf-8")
    (result,) = ingest(home, [dropped])
    assert result.status == "stored"
    (capture,) = captures(home)
    assert capture.meta == {
        "url": "https://bao.example/to-cong-nghe-so.html",
        "title": "Tổ công nghệ số ở Quảng Ninh",
        "published_on": "2022-12-20",
        "province_code": "quang-ninh",
    }


@pytest.mark.parametrize(
    ("sidecar", "said"),
    [
        ("province: quang-ninh\n", "province: Extra inputs are not permitted"),
        ("province_code: atlantis\n", "'atlantis' is unknown"),
        ("published_on: hôm qua\n", "published_on"),
        ("title: [không đóng\n", "is no YAML"),
        ("title: một\nurl: https://x.example\ntitle: hai\n", "the key 'title' stands twice; remove one"),
        ("- một danh sách\n", "allowed are url, title, published_on, province_code"),
    ],
    ids=["unknown field", "unknown province", "no date", "no YAML", "doubled field", "no mapping"],
)
def test_a_sidecar_that_cannot_be_used_refuses_its_file(home: Home, dropped: Path, sidecar: str, said: str) -> None:
    path = dropped.with_name("to-cong-nghe-so.meta.yaml")
    path.write_text(sidecar, encoding="utf-8")
    (result,) = ingest(home, [dropped])
    assert result.status == "refused"
    assert str(path) in result.detail
    assert said in result.detail
    assert captures(home) == ()


@pytest.mark.parametrize(("day", "status"), [("2026-01-06", "stored"), ("2026-01-07", "refused")])
def test_a_publication_after_tomorrow_is_refused(home: Home, dropped: Path, day: str, status: str) -> None:
    """It would be the latest word about its figures for as long as the archive lives."""
    path = dropped.with_name("to-cong-nghe-so.meta.yaml")
    path.write_text(f"published_on: {day}\n", encoding="utf-8")
    (result,) = ingest(home, [dropped], now=lambda: dt.datetime(2026, 1, 5, 2, 0, tzinfo=dt.UTC))
    assert result.status == status
    if status == "refused":
        assert result.detail.startswith(f"{path}: published_on {day} lies in the future")


def test_the_same_file_is_stored_once(home: Home, dropped: Path) -> None:
    assert [result.status for result in ingest(home, [dropped])] == ["stored"]
    assert [result.status for result in ingest(home, [dropped, dropped])] == ["already there", "already there"]
    assert len(captures(home)) == 1


def test_a_changed_file_and_a_changed_sidecar_are_stored_again(home: Home, dropped: Path) -> None:
    ingest(home, [dropped])
    dropped.write_text(TEXT.replace("1.473", "1.480"), encoding="utf-8")
    ingest(home, [dropped])
    dropped.with_name("to-cong-nghe-so.meta.yaml").write_text(SIDECAR, encoding="utf-8")
    ingest(home, [dropped])
    first, second, third = captures(home)
    assert first.url == second.url == third.url
    assert first.sha256 != second.sha256 == third.sha256
    assert second.meta != third.meta


@pytest.mark.parametrize("name", ["bang-so-lieu.xlsx", "khong-duoi"])
def test_a_type_that_is_not_read_is_refused_and_the_others_are_stored(home: Home, dropped: Path, name: str) -> None:
    other = dropped.with_name(name)
    other.write_bytes(b"\x00")
    by_name = {result.path.name: result for result in ingest(home, [dropped.parent])}
    assert by_name[dropped.name].status == "stored"
    assert by_name[name].status == "refused"
    assert "convert it to one of .txt, .html" in by_name[name].detail
    assert len(captures(home)) == 1


def test_a_missing_file_is_refused(home: Home, dropped: Path) -> None:
    (result,) = ingest(home, [dropped.with_name("khong-co.txt")])
    assert result.status == "refused"
    assert "khong-co.txt" in result.detail


def test_a_file_beyond_the_limit_is_refused(home: Home, dropped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(step, "MAX_BYTES", 10)
    (result,) = ingest(home, [dropped])
    assert result.status == "refused"
    assert "limit of 10" in result.detail


def test_a_folder_gives_its_files_but_no_sidecars_and_no_hidden_files(home: Home, dropped: Path) -> None:
    dropped.with_name("to-cong-nghe-so.meta.yaml").write_text(SIDECAR, encoding="utf-8")
    dropped.with_name(".cache.txt").write_text("…", encoding="utf-8")
    below = dropped.parent / "2022" / "bao-cao.TXT"
    below.parent.mkdir()
    below.write_text(TEXT, encoding="utf-8")
    results = ingest(home, [dropped.parent])
    assert {result.path for result in results} == {dropped, below}
    assert {result.status for result in results} == {"stored"}


def test_another_file_of_the_same_name_is_a_new_version_and_that_is_said(home: Home, dropped: Path) -> None:
    below = dropped.parent / "thang-1" / dropped.name
    below.parent.mkdir()
    below.write_text(TEXT.replace("1.473", "900"), encoding="utf-8")
    first, second = ingest(home, [dropped, below])
    assert "new version" not in first.detail
    assert "give it another name" in second.detail
    assert len({capture.url for capture in captures(home)}) == 1
    assert {result.status for result in ingest(home, [dropped, below])} == {"already there"}
    assert len(captures(home)) == 2


def test_an_earlier_text_and_an_earlier_sidecar_that_are_dropped_again_are_the_current_ones(
    home: Home, dropped: Path
) -> None:
    sidecar = dropped.with_name("to-cong-nghe-so.meta.yaml")
    statuses = []
    for teams, province in (("1.473", "quang-ninh"), ("9.999", "quang-ninh"), ("1.473", "quang-ninh")):
        dropped.write_text(TEXT.replace("1.473", teams), encoding="utf-8")
        sidecar.write_text(f"province_code: {province}\n", encoding="utf-8")
        statuses += [ingest(home, [dropped])[0].status, ingest(home, [dropped])[0].status]
    for province in ("lang-son", "quang-ninh"):
        sidecar.write_text(f"province_code: {province}\n", encoding="utf-8")
        statuses += [ingest(home, [dropped])[0].status, ingest(home, [dropped])[0].status]
    assert statuses == ["stored", "already there"] * 5
    first, second, third, *_, last = captures(home)
    assert first.sha256 == third.sha256 != second.sha256
    assert last.meta == first.meta
