"""The template engine of the pages: everything is escaped, an unknown name is an error.

Lives here: making it, and what a template may call. Not here: what the pages show.
"""

from __future__ import annotations

import functools
from pathlib import Path
from urllib.parse import urlsplit

import jinja2

from warehouse.site.wording import Language, Wording

TEMPLATES = Path(__file__).resolve().parent / "templates"


@functools.cache
def environment(language: Language) -> jinja2.Environment:
    """An environment in one language; `t` are its words, filters format numbers, values and days."""
    wording = Wording(language)
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(t=wording.words, lang=wording.language, fill=wording.fill, measured=wording.measured)
    made.filters.update(number=wording.number, day=wording.day, unit=wording.unit, web=web_address, sign=_sign)
    made.globals["word"] = wording.get
    return made


def _sign(operator: str | None) -> str:
    """How a target's value is meant, as a sign; nothing for exact, ranges and words."""
    return {">=": "≥", "<=": "≤", ">": ">", "<": "<"}.get(operator or "", "")


def web_address(address: str | None) -> str:
    """The address where a browser may follow it (http, https); nothing for all else: it came from a page of others."""
    try:
        return address if address and urlsplit(address).scheme in {"http", "https"} else ""
    except ValueError:
        return ""
