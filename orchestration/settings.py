"""What a run is told: data directory, profile, sources, sample day, contact, clock. Read once, from the environment.

Lives here: the names of the environment variables. Never here: defaults that belong to a package below.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from warehouse.disk import MIN_FREE_GB
from warehouse.paths import Home
from warehouse.publishing.policy import KEPT_RELEASES, Gates
from warehouse.retention import KEPT_RUN_DAYS

PROFILE_VARIABLE = "OBSERVATORY_PROFILE"
SOURCES_VARIABLE = "OBSERVATORY_SOURCES"
SAMPLE_DAY_VARIABLE = "OBSERVATORY_SAMPLE_DAY"
CONTACT_VARIABLE = "OBSERVATORY_CONTACT"
KEEP_VARIABLE = "OBSERVATORY_KEEP_RELEASES"
SHRINK_VARIABLE = "OBSERVATORY_MAX_SHRINK"
NOW_VARIABLE = "OBSERVATORY_NOW"
WEBHOOK_VARIABLE = "OBSERVATORY_STATUS_WEBHOOK"
KEEP_RUNS_VARIABLE = "OBSERVATORY_KEEP_RUN_DAYS"
MIN_FREE_VARIABLE = "OBSERVATORY_MIN_FREE_GB"
POSTGRES_VARIABLE = "OBSERVATORY_POSTGRES_URL"  # read by Dagster itself: dagster.yaml names it
DEFAULT_CONTACT = "contact not set; see OBSERVATORY_CONTACT"


class SettingsError(ValueError):
    """An environment variable holds a value that cannot be used."""


def present() -> dt.datetime:
    """What the clock of the machine says, in UTC."""
    return dt.datetime.now(dt.UTC)


@dataclasses.dataclass(frozen=True)
class Settings:
    """Everything that a run depends on beside its inputs."""

    home: Home
    profile: Literal["sample", "live"]
    extra_sources: Path | None
    sample_day: int
    contact: str
    keep_releases: int = KEPT_RELEASES
    gates: Gates = dataclasses.field(default_factory=Gates)
    keep_run_days: int = KEPT_RUN_DAYS
    min_free_gb: float = MIN_FREE_GB
    simulated_now: dt.datetime | None = None
    """The moment at which everything of this process happens, for simulations; None: as the machine's clock says."""

    status_webhook: str | None = dataclasses.field(default=None, repr=False)
    """Where the status of a run is posted; never shown, as the address may hold a token."""

    def now(self) -> dt.datetime:
        """The present time in UTC: the one clock for captures, outcomes, releases and days."""
        return self.simulated_now or present()

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Settings:
        """The settings that the environment names.

        Raises:
            SettingsError: a variable holds something else than it may.
        """
        profile = environ.get(PROFILE_VARIABLE, "sample")
        if profile not in ("sample", "live"):
            raise SettingsError(f"{PROFILE_VARIABLE} is {profile!r}; write sample or live")
        day = environ.get(SAMPLE_DAY_VARIABLE, "1")
        if not day.isdigit() or int(day) < 1:
            raise SettingsError(f"{SAMPLE_DAY_VARIABLE} is {day!r}; write 1, 2 …")
        keep = environ.get(KEEP_VARIABLE, str(KEPT_RELEASES))
        if not keep.isdigit() or int(keep) < 1:
            raise SettingsError(f"{KEEP_VARIABLE} is {keep!r}; write how many releases are kept: 1, 2 …")
        extra = environ.get(SOURCES_VARIABLE, "").strip()
        return cls(
            home=Home.from_environment(environ),
            profile=profile,  # type: ignore[arg-type]
            extra_sources=Path(extra).expanduser().resolve() if extra else None,
            sample_day=int(day),
            contact=environ.get(CONTACT_VARIABLE, DEFAULT_CONTACT),
            keep_releases=int(keep),
            gates=Gates(max_shrink=_share(environ)),
            keep_run_days=_days(environ),
            min_free_gb=_gigabytes(environ),
            simulated_now=_moment(environ),
            status_webhook=_webhook(environ),
        )


def _share(environ: Mapping[str, str]) -> float:
    written = environ.get(SHRINK_VARIABLE, str(Gates.max_shrink))
    try:
        share = float(written)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise SettingsError(f"{SHRINK_VARIABLE} is {written!r}; write the share of figures that may go, 0 to 1: 0.1")
    return share


def _days(environ: Mapping[str, str]) -> int:
    written = environ.get(KEEP_RUNS_VARIABLE, str(KEPT_RUN_DAYS))
    if not written.isdigit() or int(written) < 1:
        raise SettingsError(f"{KEEP_RUNS_VARIABLE} is {written!r}; write for how many days runs are remembered: 90")
    return int(written)


def _gigabytes(environ: Mapping[str, str]) -> float:
    written = environ.get(MIN_FREE_VARIABLE, str(MIN_FREE_GB))
    try:
        gigabytes = float(written)
    except ValueError:
        gigabytes = -1.0
    if not 0 <= gigabytes < float("inf"):
        raise SettingsError(f"{MIN_FREE_VARIABLE} is {written!r}; write gigabytes: 2, 0.5 … (0: no minimum)")
    return gigabytes


def _moment(environ: Mapping[str, str]) -> dt.datetime | None:
    written = environ.get(NOW_VARIABLE, "").strip()
    if not written:
        return None
    try:
        moment = dt.datetime.fromisoformat(written)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise SettingsError(f"{NOW_VARIABLE} is {written!r}; write a time with its zone: 2026-01-31T06:00:00+07:00")
    return moment.astimezone(dt.UTC)


def _webhook(environ: Mapping[str, str]) -> str | None:
    written = environ.get(WEBHOOK_VARIABLE, "").strip()
    if not written:
        return None
    try:
        parts = urlsplit(written)
        is_usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_usable = False
    if not is_usable:  # the value itself is not repeated: it may hold a token
        raise SettingsError(
            f"{WEBHOOK_VARIABLE} is no http(s) address; write for example https://chat.example.vn/hooks/…"
        )
    return written
