"""Fixtures for every test: no network beyond loopback, a data directory of its own, the same examples each time.

Lives here: what no test may do without. Not here: fixtures of one package; they lie in the `conftest.py`
beside its tests.
"""

from __future__ import annotations

import ipaddress
import os
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

HOME_VARIABLE = "OBSERVATORY_HOME"
SETTINGS_VARIABLES = ("OBSERVATORY_", "DAGSTER_", "DBT_")
PROXY_VARIABLES = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
QUIET = {"DO_NOT_TRACK": "1", "DBT_SEND_ANONYMOUS_USAGE_STATS": "false", "DAGSTER_DISABLE_TELEMETRY": "yes"}

hypothesis.settings.register_profile("same", derandomize=True, deadline=None, database=None, print_blob=True)
hypothesis.settings.register_profile("search", max_examples=2_000, deadline=None)


# ── network ───────────────────────────────────────────────────────────────────────────────────────────────────────────

NETWORK_EVENTS = {"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"}
NAME_EVENTS = {"socket.getaddrinfo", "socket.gethostbyname"}
OWN_NAMES = {"", "localhost", "localhost.localdomain", socket.gethostname()}


class NetworkForbiddenError(RuntimeError):
    """A test reached beyond this machine. No OSError, so that no retry or fallback takes it for a network failure."""


class _Attempts:
    """What tests tried to reach; the code under test may have swallowed the error, the fixture has not."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def watch(self, event: str, args: tuple[Any, ...]) -> None:
        """Audit hook: refuse and remember every address that is not on loopback."""
        if event in NETWORK_EVENTS:
            sock, address = args
            if address is None or getattr(sock, "family", None) not in (socket.AF_INET, socket.AF_INET6):
                return
            host = address[0]
        elif event in NAME_EVENTS:
            host = args[0]
        else:
            return
        if not _on_loopback(host):
            self.seen.append(f"{event} {host!r}")
            raise NetworkForbiddenError(
                f"{event} {host!r}: tests talk to loopback only; serve what they need on 127.0.0.1"
            )


def _on_loopback(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes | bytearray) else host
    if name is None or name in OWN_NAMES:
        return True
    try:
        return ipaddress.ip_address(str(name).partition("%")[0]).is_loopback
    except ValueError:
        return False


ATTEMPTS = _Attempts()


def pytest_configure(config: pytest.Config) -> None:
    """Before anything of ours is imported: UTC, quiet tools, no settings of the person who runs the tests."""
    for name in [n for n in os.environ if n.startswith(SETTINGS_VARIABLES) or n in PROXY_VARIABLES]:
        del os.environ[name]
    os.environ.update(QUIET, TZ="UTC")
    time.tzset()
    hypothesis.settings.load_profile("search" if os.environ.get("HYPOTHESIS_SEARCH") else "same")
    sys.addaudithook(ATTEMPTS.watch)


# The file whose runs follow on one another: begun last, it would be waited for with all other work done.
LONGEST_FILE = "test_daily_run.py"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest; with `--no-loadscope-reorder` workers keep to this order."""
    items.sort(key=lambda item: item.path.name != LONGEST_FILE)


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name bytes by their number: packed ones may hold the time, and workers must agree on the names of tests."""
    return f"{len(val)}-bytes" if isinstance(val, bytes) else None


@pytest.fixture(autouse=True)
def _loopback_only() -> Iterator[None]:
    """Fail the test that reached for the network, even where the code under test took the refusal in its stride."""
    ATTEMPTS.seen.clear()
    yield
    seen = list(dict.fromkeys(ATTEMPTS.seen))
    ATTEMPTS.seen.clear()
    assert not seen, f"this test reached beyond loopback: {', '.join(seen)}"


# ── data directory ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="session", autouse=True)
def _session_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The data directory of fixtures that outlive a test; never the one of the person who runs the tests."""
    home = tmp_path_factory.mktemp("observatory-session")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME_VARIABLE, str(home))
        yield home


@pytest.fixture(autouse=True)
def observatory_home(_session_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This test's data directory, which `OBSERVATORY_HOME` names; a wider fixture's choice stands."""
    chosen = Path(os.environ[HOME_VARIABLE])
    if chosen != _session_home:
        return chosen
    home = tmp_path / "observatory"
    monkeypatch.setenv(HOME_VARIABLE, str(home))
    return home
