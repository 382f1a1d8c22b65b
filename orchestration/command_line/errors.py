"""The errors that a user can mend: they are shown as one clear message, without a traceback."""

from __future__ import annotations

import errno
import os

from orchestration.dbt_errors import DbtParseError
from orchestration.run_record import DamagedRecordError, UnreadableRecordError
from orchestration.settings import SettingsError
from scrapers.corrections import CorrectionsError
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
    CorrectionsError,
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
_READ_ONLY = "its disk is mounted read-only: mount it for writing, or name another folder"
_FORBIDDEN = "the user who runs this command may not do that: see who owns it"
_MISSING = "check how it is spelled, and that the folder in which it should lie is there"
_NO_FOLDER = "a file lies where a folder should be: check OBSERVATORY_HOME and the paths that were given"
_FULL = "make room: `observatory disk` shows where it goes, docs/runbook.md how to make some"
_TO_CHECK = {
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.ENOENT: _MISSING,
    errno.ENOTDIR: _NO_FOLDER,
    errno.EEXIST: _NO_FOLDER,
    errno.EISDIR: "a folder lies where a file should be: check the paths that were given",
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
}


def told_of_the_system(error: OSError) -> str | None:
    """Which file it was, what is wrong with it and what to check; None where the error is nothing that a user can mend.

    That is one that names no file: its traceback says where it comes from. Only a full disk names none, either, when it
    is met while writing.
    """
    what, check = error.strerror or type(error).__name__, _TO_CHECK.get(error.errno or 0)
    if isinstance(error.filename, str | os.PathLike):
        return f"{os.fspath(error.filename)}: {what}; {check or 'check that path and its disk'}"
    return f"{what}; {check}" if check is _FULL else None
