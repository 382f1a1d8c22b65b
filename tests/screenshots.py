"""The pictures of the README: `python -m tests.screenshots FOLDER [DATA_DIRECTORY]`.

Lives here: a run of the sample web in a directory of its own (unless a data directory is named), the pages and
Dagster's lineage in headless Chromium, and PNG files that are small enough for a repository.
"""

from __future__ import annotations

import contextlib
import io
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.chromium import browser
from warehouse.paths import HOME_VARIABLE

MOST_BYTES = 300_000
WIDTH, HEIGHT = 1280, 860
COMMAND = [sys.executable, "-c", "from orchestration.command_line import main; main()"]
PAGES = {
    "pages-country.png": "index.html",
    "pages-province.png": "provinces/quang-ninh.html",
    "pages-indicator.png": "en/indicators/digital_economy_grdp_share.html",
}
UI_SECONDS = 180


def main(folder: Path, home: Path | None) -> None:
    """Write all pictures into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        if home is None:
            home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="observatory-screenshots-")))
            subprocess.run([*COMMAND, "run"], env=_environment(home), check=True)
        chromium = stack.enter_context(browser())
        for name, path in PAGES.items():
            with _page(chromium, (home / "published" / "site" / path).resolve().as_uri()) as page:
                page.wait_for_timeout(500)
                _keep(page.screenshot(), folder / name)
        address = stack.enter_context(_dagster(home))
        with _page(chromium, f"{address}/asset-groups", width=1800, height=1000) as page:
            page.wait_for_selector("text=release", timeout=UI_SECONDS * 1000)
            page.wait_for_timeout(4000)
            _keep(page.screenshot(), folder / "lineage.png")


def _environment(home: Path) -> dict[str, str]:
    return {**os.environ, HOME_VARIABLE: str(home)}


@contextlib.contextmanager
def _page(chromium: Browser, address: str, *, width: int = WIDTH, height: int = HEIGHT) -> Iterator[Page]:
    with chromium.new_context(viewport={"width": width, "height": height}) as context:
        page = context.new_page()
        page.goto(address)
        yield page


@contextlib.contextmanager
def _dagster(home: Path) -> Iterator[str]:
    """Dagster's web pages while they are looked at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([*COMMAND, "ui", "--port", str(port)], env=_environment(home), start_new_session=True)
    address = f"http://127.0.0.1:{port}"
    try:
        end = time.monotonic() + UI_SECONDS
        while True:
            try:
                with urllib.request.urlopen(f"{address}/server_info", timeout=5):  # noqa: S310 - loopback
                    break
            except (urllib.error.URLError, OSError):
                if time.monotonic() > end or process.poll() is not None:
                    raise
                time.sleep(1)
        yield address
    finally:
        os.killpg(process.pid, signal.SIGTERM)  # web server, daemon and code servers: a session
        process.wait(timeout=60)


def _keep(picture: bytes, path: Path) -> None:
    """Write the picture with as many colours as its size allows.

    Raises:
        ValueError: it stays larger than pictures of the repository may be.
    """
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    for colours in (256, 128, 64, 32):
        image.quantize(colors=colours, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size <= MOST_BYTES:
            print(f"{path}: {path.stat().st_size // 1000} kB")
            return
    raise ValueError(f"{path} has {path.stat().st_size} bytes; make the picture smaller")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
