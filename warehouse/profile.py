"""Which web a data directory holds: the sample's invented pages, or the real ones. Never both.

    archive/profile    `sample` or `live`; in the archive, so that a backup and a restore carry it along

Figures of both would end in one release. Lives here: keeping the profile, and refusing the other. A directory that was
begun before profiles were kept is known by the registry in its lake. Never here: what a profile means (the registry).
"""

from __future__ import annotations

from pathlib import Path

from warehouse.files import write_bytes
from warehouse.paths import Home

PROFILES = ("sample", "live")


class ProfileError(RuntimeError):
    """The data directory belongs to the other profile, or does not say to which; the message says what to do."""


def check_profile(home: Home, profile: str) -> None:
    """Make sure that the directory holds nothing of another profile; nothing is written.

    Raises:
        ProfileError: it does, or its own file says neither.
    """
    kept = kept_profile(home)
    if kept is None or kept == profile:
        return
    begun = [path for path in (home.archive, home.lake, home.database.parent, home.releases) if path.exists()]
    raise ProfileError(
        f"{home.root} holds data of the profile {kept}, and this is to be {profile}: invented and real figures must"
        f" not end in one release. Go on with {kept} ({_how_to_ask(kept)}), name another data directory in"
        f" OBSERVATORY_HOME, or remove what is there: rm -r {' '.join(map(str, begun))} {home.published}"
    )


def keep_profile(home: Home, profile: str) -> None:
    """Keep to which profile the directory belongs, before anything of it is written.

    Raises:
        ProfileError: it belongs to another one.
    """
    check_profile(home, profile)
    if not _file(home).exists():
        write_bytes(_file(home), f"{profile}\n".encode())


def kept_profile(home: Home) -> str | None:
    """To which profile the directory belongs; None where nothing of either was asked yet.

    Raises:
        ProfileError: its own file says neither.
    """
    try:
        said = _file(home).read_text(encoding="utf-8", errors="replace").strip()
    except FileNotFoundError:
        return _of_the_registry(home)
    if said not in PROFILES:
        raise ProfileError(f"{_file(home)} says {said!r}; write {' or '.join(PROFILES)}, whichever its sources are of")
    return said


def _of_the_registry(home: Home) -> str | None:
    path = home.lake / "sources.parquet"
    if not path.exists():
        return None
    import pyarrow.parquet  # noqa: PLC0415 - commands that only need the error do not wait for it

    try:
        told = pyarrow.parquet.read_table(path, columns=["profile"]).column("profile").to_pylist()
    except (OSError, pyarrow.ArrowException):
        return None
    return next((said for said in told if said in PROFILES), None)


def _how_to_ask(profile: str) -> str:
    return "observatory run --live, or OBSERVATORY_PROFILE=live" if profile == "live" else "OBSERVATORY_PROFILE=sample"


def _file(home: Home) -> Path:
    return home.archive / "profile"
