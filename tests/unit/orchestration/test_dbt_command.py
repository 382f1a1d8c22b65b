"""The version of dbt is answered without loading dbt, everything else is dbt."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys

import pytest

from orchestration import dbt_command
from orchestration.dbt_setup import dbt_executable


def test_the_version_is_that_of_the_installed_package(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["observatory-dbt", "--version"])
    dbt_command.main()
    assert capsys.readouterr().out.split()[-1] == importlib.metadata.version("dbt-core")


def test_the_command_is_installed_and_is_dbt() -> None:
    done = subprocess.run([dbt_executable(), "build", "--help"], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "--exclude-resource-type" in done.stdout
