"""Public service centres told of again without their name: `Trung tâm đã tiếp nhận 976 hồ sơ`, of the commune named with it before.

Lives here: only that. Never here: agencies by their full names (see `places.place_patterns`), which number is of a place (`places.attribution`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from scrapers.letters import CAPITALS

CENTRE = "Trung tâm"
"""What a centre is called when a text comes back to it."""

# A centre with its name, or one told of again: what it does follows, or `tại` stands before it.
_CENTRES = re.compile(
    rf"Trung tâm(?: (?P<service>(?:Phục vụ )?(?:[Hh]ành chính công|HCC)|PVHCC)(?: (?P<kind>xã|phường|thị trấn|đặc khu|tỉnh|thành phố)\b"
    rf"(?P<name> [{CAPITALS}][\w'’-]*(?: [{CAPITALS}][\w'’-]*){{0,3}})?)?| [{CAPITALS}]\w*)?"
)
_ACTS = re.compile(
    r",? (?:(?:đã|mới|chỉ|hiện|cũng|còn)\s+)*(?:tiếp nhận|giải quyết|đón tiếp|thực hiện|đặt mục tiêu|phấn đấu|hỗ trợ|số hóa|trả|xử lý|duy trì|có|đạt|là)\s"
)
_AT = re.compile(r"(?i)(?:\btại|\bcủa|:|^|[.,;!?“\"])\s*$")
_AT_REACH = 6
_OF_COMMUNES = frozenset({"xã", "phường", "thị trấn", "đặc khu"})


class CentreAgain(NamedTuple):
    """Where a text comes back to a centre, which `name` is the whole name of: whose it is by `kind` (`xã`, `tỉnh`, …) and its commune, if told."""

    start: int
    end: int
    name: str
    kind: str
    commune: str | None

    @property
    def is_of_commune(self) -> bool:
        """Whether the centre is a commune's, not the province's."""
        return self.kind in _OF_COMMUNES


def centres_again(text: str) -> list[CentreAgain]:
    """Every place where `text` comes back to the service centre that it named last, in order; not where another centre was named since."""
    found: list[CentreAgain] = []
    last: tuple[str, str, str | None] | None = None
    for match in _CENTRES.finditer(text) if CENTRE in text else ():
        if match["kind"] is not None:
            commune = f"{match['kind']}{match['name']}" if match["name"] is not None else None
            last = match.group(), match["kind"], commune
        elif match.end() > match.start() + len(CENTRE) and match["service"] is None:
            last = None  # `Trung tâm Điều hành thông minh`: another
        elif last is not None and _ACTS.match(text, match.end()) is not None:
            before = text[max(0, match.start() - _AT_REACH) : match.start()]
            if _AT.search(before) is not None:
                found.append(CentreAgain(match.start(), match.end(), *last))
    return found
