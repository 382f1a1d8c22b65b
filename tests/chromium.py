"""The browser of the tests and of the screenshots: the Chromium that the system has, never one that is downloaded.

Lives here: finding and starting it. Not here: what is looked at.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = "no Chromium is installed; install one for this (Debian, Ubuntu: apt install chromium)"


def find_chromium() -> str | None:
    """Path of the browser, None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextlib.contextmanager
def browser() -> Iterator[Browser]:
    """A headless browser that talks to this machine only.

    Raises:
        RuntimeError: none is installed.
    """
    path = find_chromium()
    if path is None:
        raise RuntimeError(MISSING)
    # Names resolve to nothing: a page that loads something from elsewhere shows it as an error.
    arguments = ["--no-sandbox", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=arguments)
        try:
            yield started
        finally:
            started.close()
