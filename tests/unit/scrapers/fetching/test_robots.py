"""robots.txt: what its answers allow, and how long a pause it wants."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scrapers.fetching.errors import ConnectionFailed, FetchError, HttpStatusError, RobotsRefused, RobotsUnavailable
from scrapers.fetching.robots import Robots, verdict

HOST = "https://baomau.vn"


def robots(text: str, delay: float = 1.0) -> Robots:
    return Robots(lambda _: text.encode(), delay)


def test_rules_for_everybody_and_for_us() -> None:
    rules = robots("User-agent: *\nDisallow: /admin/\n")
    assert rules.permit(f"{HOST}/tin/1.html") == 1.0
    with pytest.raises(RobotsRefused, match=r"baomau\.vn does not allow"):
        rules.permit(f"{HOST}/admin/x")
    ours = robots(
        "User-agent: *\nDisallow: /\n\nUser-agent: Observatory-of-provincial-digital-transformation\nAllow: /\n"
    )
    assert ours.permit(f"{HOST}/admin/x") == 1.0


@pytest.mark.parametrize(
    ("text", "delay", "kept"),
    [
        ("User-agent: *\nCrawl-delay: 10\n", 1.0, 10.0),
        ("User-agent: *\nCrawl-delay: 0.2\n", 1.0, 1.0),
        ("User-agent: *\nRequest-rate: 1/5\n", 1.0, 5.0),
        ("<html>Đăng nhập</html>", 2.0, 2.0),
    ],
)
def test_the_longer_pause_is_kept(text: str, delay: float, kept: float) -> None:
    assert robots(text, delay).permit(f"{HOST}/a") == kept


def test_pauses_that_no_run_can_keep_are_a_refusal() -> None:
    with pytest.raises(RobotsRefused, match="wants 3600 s"):
        robots("User-agent: *\nCrawl-delay: 3600\n").permit(f"{HOST}/a")


def test_a_pause_that_no_number_can_hold_is_a_refusal() -> None:
    with pytest.raises(RobotsRefused, match="wants inf s"):
        robots(f"User-agent: *\nRequest-rate: 1/{'9' * 400}\n").permit(f"{HOST}/a")


def test_each_host_is_asked_once() -> None:
    asked: list[str] = []

    def load(url: str) -> bytes:
        asked.append(url)
        return b""

    rules = Robots(load, 0)
    for url in (f"{HOST}/a", f"{HOST}/b", "https://cds.baomau.vn/a"):
        rules.permit(url)
    assert asked == [f"{HOST}/robots.txt", "https://cds.baomau.vn/robots.txt"]


def test_a_refusal_is_remembered() -> None:
    asked: list[str] = []

    def load(url: str) -> bytes:
        asked.append(url)
        raise RobotsUnavailable("down")

    rules = Robots(load, 0)
    for _ in range(2):
        with pytest.raises(RobotsUnavailable, match="down"):
            rules.permit(f"{HOST}/a")
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (HttpStatusError("x", status_code=401), RobotsRefused),
        (HttpStatusError("x", status_code=403), RobotsRefused),
        (HttpStatusError("x", status_code=404), None),
        (HttpStatusError("x", status_code=410), None),
        (HttpStatusError("x", status_code=429), RobotsUnavailable),
        (HttpStatusError("x", status_code=503), RobotsUnavailable),
        (ConnectionFailed("x"), RobotsUnavailable),
    ],
)
def test_what_a_missing_robots_txt_means(error: FetchError, expected: Callable[..., RobotsRefused] | None) -> None:
    refusal = verdict(error, f"{HOST}/robots.txt")
    assert (type(refusal) if refusal else None) is expected
