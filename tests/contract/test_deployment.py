"""What is deployed: every variable is documented, only loopback is served, nothing has more rights than it needs."""

from __future__ import annotations

import configparser
import datetime as dt
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from orchestration.housekeeping import LONGEST_RUN
from orchestration.instance import dagster_yaml
from orchestration.settings import POSTGRES_VARIABLE, Settings
from tests.contract.repository import PACKAGES, ROOT, committed_files, text_of

COMPOSE_FILE = ROOT / "deploy" / "compose" / "compose.yaml"
UNITS = sorted((ROOT / "deploy" / "systemd").glob("*.service"))
VARIABLE = re.compile(r"OBSERVATORY_[A-Z][A-Z_]*")
# Told to dbt by orchestration.dbt_setup, never by a person.
BETWEEN_OURSELVES = {"OBSERVATORY_DATABASE", "OBSERVATORY_LAKE"}
# Read by compose, which makes the database's address of it.
OF_COMPOSE = {"OBSERVATORY_POSTGRES_PASSWORD"}


def _read_by_the_code() -> set[str]:
    """Names that stand in the packages as whole strings: that is how a variable is read."""
    texts = (text_of(name) for name in committed_files() if name.suffix == ".py" and name.parts[0] in PACKAGES)
    return {name for text in texts if text for name in re.findall(rf'"({VARIABLE.pattern})"', text)}


def _example() -> dict[str, str]:
    """The variables of `.env.example`, those that are commented out, too."""
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    found = [match for line in lines if (match := re.fullmatch(rf"#?({VARIABLE.pattern})=(.*)", line))]
    assert len(found) == len({match[1] for match in found}), "a variable stands there twice"
    return {match[1]: match[2] for match in found}


def test_every_variable_that_the_code_reads_is_in_the_example_and_no_other() -> None:
    assert set(_example()) == (_read_by_the_code() - BETWEEN_OURSELVES) | OF_COMPOSE


def test_every_variable_of_the_example_is_explained() -> None:
    blocks = (ROOT / ".env.example").read_text(encoding="utf-8").split("\n\n")
    for block in blocks:
        for name in re.findall(rf"^#?({VARIABLE.pattern})=", block, re.MULTILINE):
            assert re.search(r"^# \S.{15}", block, re.MULTILINE), f"say what {name} means"


def test_the_example_can_be_used_as_it_is() -> None:
    values = {name: value for name, value in _example().items() if value and name not in OF_COMPOSE}
    settings = Settings.from_environment(values)
    assert settings.profile == "live"
    untold = Settings.from_environment({})
    told = Settings.from_environment({name: value for name, value in values.items() if name != "OBSERVATORY_PROFILE"})
    for field in ("keep_releases", "gates", "keep_run_days", "min_free_gb", "sample_day"):
        assert getattr(told, field) == getattr(untold, field), f"the example says another default of {field}"


def test_variables_that_other_files_name_exist() -> None:
    for path in (COMPOSE_FILE, ROOT / "Makefile", *sorted((ROOT / "deploy").rglob("*.yaml")), *UNITS):
        named = set(VARIABLE.findall(path.read_text(encoding="utf-8")))
        assert named <= set(_example()) | BETWEEN_OURSELVES, path


# ── dagster.yaml ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_both_forms_of_dagster_s_settings_differ_in_the_storage_alone() -> None:
    sqlite, postgres = (yaml.safe_load(dagster_yaml(with_postgres=each)) for each in (False, True))
    assert postgres.pop("storage") == {"postgres": {"postgres_url": {"env": POSTGRES_VARIABLE}}}
    assert sqlite == postgres
    assert sqlite["telemetry"] == {"enabled": False}
    assert dt.timedelta(seconds=sqlite["run_monitoring"]["max_runtime_seconds"]) == LONGEST_RUN


# ── compose ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(COMPOSE_FILE.read_text(encoding="utf-8"))
    return content


def test_ports_are_published_on_loopback_only(compose: dict[str, Any]) -> None:
    published = [port for service in compose["services"].values() for port in service.get("ports", [])]
    assert published
    assert all(str(port).startswith("127.0.0.1:") for port in published)


def test_services_run_without_rights_and_with_a_read_only_file_system(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        assert not str(service["user"]).startswith(("0", "root")), name
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert not service.get("privileged"), name


def test_only_what_must_reaches_the_outside(compose: dict[str, Any]) -> None:
    assert compose["networks"]["inside"] == {"internal": True}
    outside = {name for name, service in compose["services"].items() if "outside" in service["networks"]}
    assert outside == {"code", "web"}, "the code asks the sources; a port can only be published from an outer network"


def test_what_serves_tells_whether_it_is_well(compose: dict[str, Any]) -> None:
    serving = {name for name, service in compose["services"].items() if service["restart"] == "unless-stopped"}
    assert serving == {"postgres", "code", "daemon", "web"}
    assert all("healthcheck" in compose["services"][name] for name in serving)


def test_no_secret_stands_in_the_file() -> None:
    for line in COMPOSE_FILE.read_text(encoding="utf-8").splitlines():
        if "PASSWORD" in line and not line.lstrip().startswith("#"):
            assert "${OBSERVATORY_POSTGRES_PASSWORD:?" in line


def test_the_image_is_of_this_version(compose: dict[str, Any]) -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    images = {name: service["image"] for name, service in compose["services"].items() if name != "postgres"}
    assert set(images.values()) == {f"observatory:{version}"}


def test_the_image_has_every_package_and_installs_the_lock_with_hashes() -> None:
    text = (COMPOSE_FILE.parent / "Dockerfile").read_text(encoding="utf-8")
    copied = set(re.findall(r"^COPY (\w+) \1$", text, re.MULTILINE))
    assert copied == {"schemas", "scrapers", "warehouse", "orchestration", "dbt_project"}
    assert "--require-hashes" in text
    assert re.search(r"^USER 10001:10001$", text, re.MULTILINE)


# ── systemd ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _unit(path: Path) -> configparser.ConfigParser:
    unit = configparser.ConfigParser(strict=False, interpolation=None, delimiters=("=",))
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(path.read_text(encoding="utf-8"))
    return unit


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_units_run_as_their_own_user_and_may_write_their_data_only(path: Path) -> None:
    service = _unit(path)["Service"]
    wanted = {
        "User": "observatory",
        "NoNewPrivileges": "yes",
        "ProtectSystem": "strict",
        "ProtectHome": "yes",
        "PrivateTmp": "yes",
        "CapabilityBoundingSet": "",
    }
    assert {name: service.get(name) for name in wanted} == wanted
    if "code" not in path.stem:
        assert (service["IPAddressDeny"], service["IPAddressAllow"]) == ("any", "localhost")


def test_the_web_server_listens_on_loopback() -> None:
    assert "--host 127.0.0.1" in _unit(ROOT / "deploy/systemd/observatory-webserver.service")["Service"]["ExecStart"]


def test_units_call_commands_that_are_installed() -> None:
    for path in UNITS:
        service = _unit(path)["Service"]
        for line in (service["ExecStart"], service.get("ExecStartPre", "")):
            if line:
                program = Path(line.split()[0])
                assert program.parent == Path("/opt/observatory/.venv/bin")
                assert program.name in {"observatory", "dagster", "dagster-daemon", "dagster-webserver"}


def test_services_that_start_others_share_one_socket() -> None:
    sockets = {found for path in UNITS for found in re.findall(r"socket ([^\s;]+)", path.read_text(encoding="utf-8"))}
    assert sockets == {"/run/observatory/code.sock"}
