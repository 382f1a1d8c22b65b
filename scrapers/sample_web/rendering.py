"""Pages of the sample web as markup: the Jinja environment and its filters.

Lives here: how dates, counters and malformed timestamps are printed. The markup itself is in `templates/`; which page
gets which address is decided in `web`.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import re
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jinja2

from scrapers.sample_web.content import Page

TEMPLATES = Path(__file__).resolve().parent / "templates"
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
# Names of days and months are written out here: strftime would take them from the machine's locale.
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_EDIT_DELAY = dt.timedelta(days=9, hours=3)


def environment() -> jinja2.Environment:
    """The templates with their filters; every value is escaped, and a missing one is an error."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined
    )
    env.filters |= {
        "day": lambda value: f"{value:%d/%m/%Y}",
        "clock": lambda value: f"{value:%H:%M}",
        "weekday": lambda value: _WEEKDAYS[value.weekday()],
        "rfc822": email.utils.format_datetime,
        "utc": lambda value: value.astimezone(dt.UTC).isoformat(),
        "latest": latest_change,
        "number": article_number,
        "views": view_count,
        "unescaped_t": unescaped_t,
        "edit_time": edit_time,
        "month_for_minutes": month_for_minutes,
        "ten_days_before": lambda value: (value - dt.timedelta(days=10)).astimezone(dt.UTC).isoformat(),
        "american": lambda value: f"{value.month}/{value.day}/{value.year} {value:%I:%M:%S %p}",
        "epoch": lambda value: int(value.timestamp()),
    }
    return env


def render(env: jinja2.Environment, template: str, **context: Any) -> str:
    """The text of one answer, ending in a line feed."""
    return env.get_template(template).render(**context).strip() + "\n"


def latest_change(pages: Sequence[Page]) -> dt.datetime:
    """When the newest of the pages was changed."""
    return max(page.changed for page in pages)


def article_number(path: str) -> int:
    """The number of an article: the one in its address, else one that is made from the address."""
    numbers = re.findall(r"\d{2,}(?=\.html$)|(?<=/)\d{4}(?=-)", path)
    return int(numbers[-1]) if numbers else zlib.crc32(path.encode()) % 9000 + 1000


def view_count(path: str) -> int:
    """A view counter that never moves."""
    return zlib.crc32(path.encode()) % 900 + 40


def unescaped_t(value: dt.datetime) -> str:
    """NukeViet's `date('Y-m-dTH:i:s')`: PHP prints the zone where the letter T was meant."""
    return f"{value:%Y-%m-%d}+0700{value:%H:%M:%S}"


def edit_time(value: dt.datetime) -> str:
    """NukeViet's `datePublished` microdata: the time of the last edit."""
    return (value + _EDIT_DELAY).isoformat()


def month_for_minutes(value: dt.datetime) -> str:
    """NukeViet's `gmdate('D, j M Y H:m:s')`: the month stands where the minutes should."""
    utc = value.astimezone(dt.UTC)
    day = f"{_DAYS[utc.weekday()]}, {utc.day} {_MONTHS[utc.month - 1]} {utc.year}"
    return f"{day} {utc:%H}:{utc.month:02d}:{utc:%S} GMT"
