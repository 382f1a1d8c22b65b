"""Which media types certainly hold nothing that can be read for a purpose.

A list of what is refused, not of what is accepted: servers name feeds and pages in many wrong ways, and a parser that
looks at the bytes knows better.
"""

from __future__ import annotations

import re
from typing import Literal

from scrapers.fetching.errors import WrongContentType

Expected = Literal["document", "listing", "robots"]
UNKNOWN = "application/octet-stream"
_NEVER_TEXT = re.compile(
    r"(?:image|audio|video|font|model)/.*|text/(?:css|javascript)"
    r"|application/(?:x-)?(?:javascript|ecmascript|wasm|font-.*|shockwave-flash|msdownload|rar-compressed|7z-compressed)"
)
_PACKED = re.compile(r"application/(?:x-)?(?:zip|gzip|tar)")


def check(content_type: str, expected: Expected, url: str) -> None:
    """Raises `WrongContentType` where the type cannot hold what was asked for."""
    if expected == "robots":
        return
    if _NEVER_TEXT.fullmatch(content_type) or (expected == "document" and _PACKED.fullmatch(content_type)):
        raise WrongContentType(f"{url} is {content_type}, no {expected}; narrow the article_url of the source")
