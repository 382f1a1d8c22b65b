"""The inbox folder: files are taken once they are whole, and none is ever lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from orchestration.steps import inbox
from orchestration.steps.inbox import look, ready, refused_on, take_in
from scrapers.sources.loader import INBOX
from tests.unit.orchestration.outcomes import at
from warehouse.archive import Archive
from warehouse.paths import Home

TEXT = "Năm 2022, tỉnh Quảng Ninh có 1.473 tổ công nghệ số cộng đồng.\n"
DAY = "2026-01-01"


def drop(home: Home, name: str, text: str = TEXT) -> Path:
    path = home.inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def take(home: Home) -> inbox.Taken:
    return take_in(home, look(home), now=lambda: at(0))


def files(home: Home) -> set[str]:
    return {str(path.relative_to(home.inbox)) for path in home.inbox.rglob("*") if not path.is_dir()}


def test_a_whole_file_is_archived_with_its_sidecar_and_moved_aside(home: Home) -> None:
    drop(home, "báo cáo.txt")
    drop(home, "báo cáo.meta.yaml", "province_code: quang-ninh\n")
    (result,) = take(home).results
    assert (result.status, result.path) == ("stored", home.inbox / "taken" / DAY / "báo cáo.txt")
    assert files(home) == {f"taken/{DAY}/báo cáo.txt", f"taken/{DAY}/báo cáo.meta.yaml"}
    (capture,) = Archive(home.archive).captures(INBOX.id)
    assert (capture.meta, capture.captured_at) == ({"province_code": "quang-ninh"}, at(0))
    assert take(home) == inbox.Taken()


def test_a_file_that_has_grown_between_two_looks_is_left_alone(home: Home) -> None:
    path = drop(home, "dài.txt", "nửa")
    before = look(home)
    path.write_text("nửa và nửa", encoding="utf-8")
    taken = take_in(home, before, now=lambda: at(0))
    assert (taken.results, taken.growing) == ((), ("dài.txt",))
    assert [result.status for result in take(home).results] == ["stored"]


def test_a_file_waits_for_its_sidecar_and_for_what_shares_it(home: Home) -> None:
    drop(home, "a.txt")
    drop(home, "a.meta.yaml", "province_code: qu")
    before = look(home)
    drop(home, "a.meta.yaml", "province_code: quang-ninh\n")
    assert ready(before, look(home)) == []
    drop(home, "a.html", "<p>Năm 2022 …</p>")
    drop(home, "b.txt")
    known = look(home)
    assert ready(known, look(home)) == ["a.html", "a.txt", "b.txt"]
    known.pop("a.html")
    assert ready(known, look(home)) == ["b.txt"]
    taken = take(home)
    assert [result.status for result in taken.results] == ["stored"] * 3
    provinces = {capture.url: capture.meta.get("province_code") for capture in Archive(home.archive).captures(INBOX.id)}
    assert provinces == {"inbox:///a.txt": "quang-ninh", "inbox:///a.html": "quang-ninh", "inbox:///b.txt": None}


def test_what_is_no_finished_file_is_not_looked_at(home: Home) -> None:
    for name in (".hidden.txt", "~lock.docx", "download.pdf.part", "x.tmp", "taken/old.txt", "refused/old.txt"):
        drop(home, name)
    assert look(home) == {}


def test_a_refused_file_lies_beside_its_reason(home: Home) -> None:
    drop(home, "bảng.xlsx")
    drop(home, "sai.txt")
    drop(home, "sai.txt.meta.yaml", "province_code: nowhere\n")
    taken = take(home)
    assert {result.status for result in taken.results} == {"refused"}
    folder = f"refused/{DAY}"
    assert files(home) == {
        f"{folder}/{name}"
        for name in ("bảng.xlsx", "bảng.xlsx.reason.txt", "sai.txt", "sai.txt.meta.yaml", "sai.txt.reason.txt")
    }
    assert len(refused_on(home, at(0).date())) == 2
    reason = (home.inbox / folder / "bảng.xlsx.reason.txt").read_text(encoding="utf-8")
    assert "are not read; convert it to one of" in reason
    assert "nowhere" in (home.inbox / folder / "sai.txt.reason.txt").read_text(encoding="utf-8")


def test_a_link_is_refused_and_never_followed(home: Home, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("bí mật", encoding="utf-8")
    (home.inbox / "thư.txt").symlink_to(secret)
    (result,) = take(home).results
    assert result.status == "refused"
    assert "is a link" in result.detail
    assert os.path.lexists(home.inbox / "refused" / DAY / "thư.txt")
    assert Archive(home.archive).captures(INBOX.id) == ()


def test_a_sidecar_that_leads_out_of_the_inbox_is_not_read(home: Home, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("title: bí mật\n", encoding="utf-8")
    drop(home, "a.txt")
    (home.inbox / "a.meta.yaml").symlink_to(secret)
    (result,) = take(home).results
    assert result.status == "refused"
    assert "a link that leads out of" in result.detail
    assert Archive(home.archive).captures(INBOX.id) == ()
    assert files(home) == {f"refused/{DAY}/{name}" for name in ("a.txt", "a.meta.yaml", "a.txt.reason.txt")}
    assert secret.exists()


def test_names_that_are_taken_get_the_next_number_and_nothing_is_replaced(home: Home) -> None:
    for text in ("một", "hai", "ba"):
        drop(home, "tỉnh/a.txt", f"{text}\n")
        drop(home, "tỉnh/a.meta.yaml", f"title: {text}\n")
        take(home)
    taken = home.inbox / "taken" / DAY / "tỉnh"
    names = {path.name: path.read_text(encoding="utf-8").split()[-1] for path in taken.iterdir()}
    assert names == {
        "a.txt": "một", "a.meta.yaml": "một", "a-2.txt": "hai", "a-2.meta.yaml": "hai", "a-3.txt": "ba",
        "a-3.meta.yaml": "ba",
    }  # fmt: skip


def test_all_that_is_ready_is_taken_with_one_reading_of_the_archive(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        drop(home, f"{number}.txt", f"{number}: {TEXT}")
    drop(home, "bảng.xlsx")
    (home.inbox / "thư.txt").symlink_to(home.inbox / "0.txt")
    readings = []
    captures = Archive.captures
    monkeypatch.setattr(Archive, "captures", lambda self, source: readings.append(source) or captures(self, source))
    taken = take(home)
    assert readings == [INBOX.id]
    assert [(result.path.name, result.status) for result in taken.results] == [
        *((f"{number}.txt", "stored") for number in range(5)), ("bảng.xlsx", "refused"), ("thư.txt", "refused"),
    ]  # fmt: skip


def test_files_of_one_name_count_one_after_the_other(home: Home) -> None:
    statuses = []
    for texts in (("một", "hai"), ("một", "hai"), ("hai", "hai"), ("hai", "ba")):
        for folder, text in zip("ab", texts, strict=True):
            drop(home, f"{folder}/x.txt", text)
        statuses.append([result.status for result in take(home).results])
    assert statuses == [["stored"] * 2, ["stored"] * 2, ["already there"] * 2, ["already there", "stored"]]
    archive = Archive(home.archive)
    texts = [archive.read_body(capture.sha256).decode() for capture in archive.captures(INBOX.id)]
    assert texts == ["một", "hai", "một", "hai", "ba"]


def test_a_look_that_finds_nothing_ready_asks_nothing_of_the_archive(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(home, "dài.txt")
    monkeypatch.setattr(inbox, "ingest", lambda *_, **__: pytest.fail("the archive was asked"))
    assert take_in(home, {}, now=lambda: at(0)).growing == ("dài.txt",)


def test_a_file_that_was_archived_but_not_moved_is_found_again(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    drop(home, "a.txt")
    with monkeypatch.context() as patch:
        patch.setattr(inbox, "_put_aside", lambda *_: (_ for _ in ()).throw(OSError("power cut")))
        with pytest.raises(OSError, match="power cut"):
            take(home)
    assert files(home) == {"a.txt"}
    (result,) = take(home).results
    assert result.status == "already there"
    assert files(home) == {f"taken/{DAY}/a.txt"}
    assert len(Archive(home.archive).captures(INBOX.id)) == 1


def test_a_sidecar_without_its_file_is_told_and_stays(home: Home) -> None:
    drop(home, "a.meta.yaml", "title: x\n")
    taken = take(home)
    assert (taken.results, taken.growing, taken.lonely) == ((), (), ("a.meta.yaml",))
    assert files(home) == {"a.meta.yaml"}
