"""The errors that a user can mend: they are shown as one clear message, without a traceback."""

from __future__ import annotations

from orchestration.dbt_errors import DbtParseError
from orchestration.run_record import DamagedRecordError, UnreadableRecordError
from orchestration.settings import SettingsError
from scrapers.reference import ReferenceDataError
from scrapers.sources.loader import RegistryError, UnknownSourceError
from warehouse.backup import BackupError
from warehouse.clock import ClockError
from warehouse.disk import DiskFullError, LowDiskError
from warehouse.lock import AnotherRunIsGoingOnError
from warehouse.profile import ProfileError
from warehouse.publishing.errors import ReleaseError

CLEAR_ERRORS = (
    DbtParseError,
    DamagedRecordError,
    UnreadableRecordError,
    SettingsError,
    ReferenceDataError,
    RegistryError,
    UnknownSourceError,
    AnotherRunIsGoingOnError,
    ProfileError,
    BackupError,
    LowDiskError,
    ClockError,
    DiskFullError,
    ReleaseError,
)
