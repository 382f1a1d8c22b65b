"""The settings of a command: what the environment says, read when the command runs and not before."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from orchestration.settings import Settings


def settings_of_environment(*, live: bool = False) -> Settings:
    """The settings that the environment names; with `live` those for the real sites, whatever profile it names.

    Raises:
        SettingsError: a variable holds something else than it may.
    """
    from orchestration.settings import PROFILE_VARIABLE, Settings

    return Settings.from_environment({**os.environ, **({PROFILE_VARIABLE: "live"} if live else {})})
