"""The guards of `tests/conftest.py` hold: no network beyond loopback, and no data directory but the test's own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import textwrap
from pathlib import Path

import hypothesis
import pytest

from tests.contract.repository import ROOT
from warehouse.paths import Home

OUTSIDE = "192.0.2.1"  # reserved for documentation; nobody answers there


TESTS = f"""
    import contextlib, socket

    def test_connecting():
        with socket.socket() as client:
            client.connect(("{OUTSIDE}", 80))

    def test_looking_up():
        socket.getaddrinfo("example.vn", 80)

    def test_swallowing():
        with contextlib.suppress(Exception):
            socket.create_connection(("{OUTSIDE}", 80), 1)
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What pytest says of tests that reach out, run under a copy of the guards."""
    folder = tmp_path_factory.mktemp("guarded")
    (folder / "conftest.py").write_text((ROOT / "tests" / "conftest.py").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "test_it.py").write_text(textwrap.dedent(TESTS), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-ra", "--rootdir", str(folder), "-p", "no:cacheprovider", str(folder)]
    environment = {**os.environ, "COLUMNS": "300"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False).stdout


def test_a_connection_to_another_machine_is_refused(report: str) -> None:
    assert f"FAILED test_it.py::test_connecting - conftest.NetworkForbiddenError: socket.connect '{OUTSIDE}'" in report


def test_looking_up_a_name_of_another_machine_is_refused(report: str) -> None:
    assert (
        "FAILED test_it.py::test_looking_up - conftest.NetworkForbiddenError: socket.getaddrinfo 'example.vn'" in report
    )


def test_a_refusal_that_the_code_swallows_still_fails_the_test(report: str) -> None:
    assert "ERROR test_it.py::test_swallowing - AssertionError: this test reached beyond loopback" in report


def test_loopback_is_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname(), 5) as client:
        assert client.getpeername()[0] == "127.0.0.1"
    assert socket.getaddrinfo("localhost", 80)


def test_the_data_directory_is_the_test_s_own(observatory_home: Path, tmp_path: Path) -> None:
    assert observatory_home.is_relative_to(tmp_path)
    assert Home.from_environment(os.environ).root == observatory_home


def test_examples_are_the_same_each_time() -> None:
    assert hypothesis.settings.default is not None
    assert hypothesis.settings.default.derandomize
    assert hypothesis.settings.default.database is None
