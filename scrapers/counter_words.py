"""The words with which pages count their readers and visitors, as patterns (case aside).

Lives here: the words. Whether a number beside them is a counter depends on where it stands, which is decided by whoever
uses them: the normal form of a body (`scrapers.fetching.counters`), dates and roles of lines (`scrapers.parsing`),
numbers that are no quantities (`scrapers.extraction`).
"""

from __future__ import annotations

_WHO = r"người|khách|thành\s{1,4}viên"
BEFORE = rf"(?:(?:tổng|tất\s{{1,4}}cả)\s{{1,4}})?(?:số\s{{1,4}})?(?:(?:{_WHO})\s{{1,4}}|page\s?)?"
"""What may stand before any of them."""
VIEWS = r"lượt\s{1,4}(?:xem|đọc|nghe|view)|(?:đã|số\s{1,4}lần)\s{1,4}(?:xem|đọc)|view\s{0,4}counts?|views?|hits?"
"""How often a page was read."""
VISITS = r"lượt\s{1,4}truy\s{1,4}cập"
"""How often a site was visited; an article may say as much of a portal."""
VISITORS_NOW = (
    rf"đang\s{{1,4}}(?:truy\s{{1,4}}cập|online|trực\s{{1,4}}tuyến)|(?:{_WHO})\s{{1,4}}online"
    r"|khách\s{1,4}viếng\s{1,4}thăm|máy\s{1,4}chủ\s{1,4}tìm\s{1,4}kiếm"
)
"""Who is on the site at this moment."""
BEHIND = r"(?:\s{1,4}(?:bài(?:\s{1,4}viết)?|tin(?:\s{1,4}bài)?|trang(?:\s{1,4}web)?|website))?"
"""What may follow them, before the number."""
