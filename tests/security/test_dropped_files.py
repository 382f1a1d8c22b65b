"""Files in the inbox that lead elsewhere, cannot be kept, or would stop all others; names that lead out of a folder."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from orchestration.steps.ingest import ingest
from schemas.lake import DOCUMENTS
from scrapers.sources.loader import INBOX
from warehouse.archive import Archive, CorruptCaptureError
from warehouse.datasets import Partition
from warehouse.journal import Journal
from warehouse.paths import Home

TEXT = "Chuyển đổi số tỉnh Quảng Ninh\n\nNăm 2024, tỷ lệ hồ sơ trực tuyến toàn trình đạt 85,2%.\n"
SECRET = "Mật khẩu của kho là 12345"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "bi-mat.txt"
    path.write_text(SECRET, encoding="utf-8")
    return path


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "hop-thu"
    folder.mkdir()
    (folder / "tot.txt").write_text(TEXT, encoding="utf-8")
    return folder


Attack = Callable[[Path, Path], object]
STRANGE: dict[str, tuple[Attack, str]] = {
    "link out of the folder": (lambda inbox, secret: (inbox / "a.txt").symlink_to(secret), "leads out"),
    "relative link": (lambda inbox, _: (inbox / "a.txt").symlink_to("../bi-mat.txt"), "leads out"),
    "dead link": (lambda inbox, _: (inbox / "a.txt").symlink_to("khong-co.txt"), "No such file"),
    "link in a circle": (lambda inbox, _: (inbox / "a.txt").symlink_to("a.txt"), "a.txt"),
    "pipe": (lambda inbox, _: os.mkfifo(inbox / "a.txt"), "is no file"),
    "sidecar elsewhere": (
        lambda inbox, secret: ((inbox / "a.txt").write_text(TEXT), (inbox / "a.meta.yaml").symlink_to(secret)),
        "leads out",
    ),
    "orders in the name": (lambda inbox, _: (inbox / "a\x1b[31m\n2026 ERROR.txt").write_text(TEXT), "cannot be shown"),
    "bytes in the name": (lambda inbox, _: (inbox / os.fsdecode(b"\xff\xfe.txt")).write_text(TEXT), "cannot be shown"),
    "order of letters in the name": (lambda inbox, _: (inbox / "a\u202etxt.exe.txt").write_text(TEXT), "shown"),
    "nested sidecar": (lambda inbox, _: _with_sidecar(inbox, "[" * 1_500), "no YAML that can be read"),
    "endlessly nested sidecar": (lambda inbox, _: _with_sidecar(inbox, "[" * 60_000), "no YAML that can be read"),
    "list as a field of a sidecar": (lambda inbox, _: _with_sidecar(inbox, "? [a]\n: b"), "no YAML that can be read"),
    "day that is none": (lambda inbox, _: _with_sidecar(inbox, "published_on: 2024-13-45"), "no YAML that can be read"),
    "endless number": (lambda inbox, _: _with_sidecar(inbox, "title: " + "9" * 5_000), "no YAML that can be read"),
    "half a character": (lambda inbox, _: _with_sidecar(inbox, 'title: "\\uD800"'), "half of a character"),
    "order to Python": (lambda inbox, _: _with_sidecar(inbox, "title: !!python/object/apply:os.getcwd []"), "no YAML"),
    "laughing sidecar": (
        lambda inbox, _: _with_sidecar(
            inbox, "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1},' * 9}]\n" for n in range(1, 9))
        ),
        "allowed are",
    ),
    "huge sidecar": (lambda inbox, _: _with_sidecar(inbox, "title: " + "a" * 100_000), "more than the limit"),
    "folder as a sidecar": (
        lambda inbox, _: ((inbox / "a.txt").write_text(TEXT), (inbox / "a.meta.yaml").mkdir()),
        "a.meta.yaml",
    ),
}


def _with_sidecar(inbox: Path, said: str) -> None:
    (inbox / "a.txt").write_text(TEXT, encoding="utf-8")
    (inbox / "a.meta.yaml").write_text(said, encoding="utf-8")


@pytest.mark.parametrize("name", STRANGE)
def test_a_strange_file_is_refused_and_the_others_are_taken(
    tmp_path: Path, inbox: Path, secret: Path, name: str
) -> None:
    attack, said = STRANGE[name]
    attack(inbox, secret)
    home = Home(tmp_path / "home").create()
    results = ingest(home, [inbox])
    assert {result.path.name: result.status for result in results if result.path.name == "tot.txt"} == {
        "tot.txt": "stored"
    }
    (refused,) = (result for result in results if result.status == "refused")
    assert said in refused.detail
    assert "12345" not in refused.detail
    archive = Archive(home.archive)
    assert [archive.read_body(c.sha256).decode() for c in archive.captures(INBOX.id)] == [TEXT]


def test_a_linked_folder_is_not_walked(tmp_path: Path, inbox: Path, secret: Path) -> None:
    elsewhere = tmp_path / "noi-khac"
    elsewhere.mkdir()
    secret.rename(elsewhere / "bi-mat.txt")
    (inbox / "loi-tat").symlink_to(elsewhere)
    assert SECRET not in repr(ingest(Home(tmp_path / "home").create(), [inbox]))
    assert [result.path.name for result in ingest(Home(tmp_path / "home"), [inbox])] == ["tot.txt"]


def test_a_link_that_a_person_names_is_followed(tmp_path: Path, secret: Path) -> None:
    link = tmp_path / "loi-tat.txt"
    link.symlink_to(secret)
    (result,) = ingest(Home(tmp_path / "home").create(), [link])
    assert result.status == "stored"


@pytest.mark.parametrize("name", ["..", "../ra-ngoai", "/etc", "a/b", "a\x00", "", "*", ".an", "a\n"])
def test_names_that_lead_out_of_their_folder_are_refused(tmp_path: Path, name: str) -> None:
    journal, day = Journal(tmp_path / "archive" / "captures"), dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
    attempts: list[Callable[[], object]] = [
        lambda: journal.append(name, day, [{}]),
        lambda: journal.months(name),
        lambda: journal.files("bao-thu", name) if name else journal.files(name),
        lambda: Partition(tmp_path / "lake", DOCUMENTS, name, "2026-01").write([], "x"),
        lambda: Partition(tmp_path / "lake", DOCUMENTS, "bao-thu", name).rows(),
    ]
    for attempt in attempts:
        with pytest.raises(ValueError, match="cannot name a folder"):
            attempt()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["../../bi-mat", "/etc/passwd", "", "G" * 64, "a" * 63])
def test_a_journal_cannot_name_a_file_outside_the_archive(tmp_path: Path, name: str) -> None:
    with pytest.raises(CorruptCaptureError, match="named after no hash"):
        Archive(tmp_path).read_body(name)
