"""The words with which pages count their readers and visitors, as patterns (case aside).

Lives here: the words. Whether a number beside them is a counter depends on where it stands, which is decided by whoever
uses them: the normal form of a body (`scrapers.fetching.counters`), dates and roles of lines (`scrapers.parsing`),
numbers that are no quantities (`scrapers.extraction`).
"""

from __future__ import annotations

VIEWS = (
    r"(?:tổng\s{1,4})?(?:số\s{1,4})?lượt\s{1,4}(?:xem|đọc|nghe|view)|(?:đã|số\s{1,4}lần)\s{1,4}(?:xem|đọc)"
    r"|view\s{0,4}counts?|(?:page\s?)?views?|hits?"
)
"""How often a page was read."""
VISITS = (
    r"(?:tổng\s{1,4}|tất\s{1,4}cả\s{1,4})?(?:số\s{1,4})?(?:lượt\s{1,4})?truy\s{1,4}cập"
    r"(?:\s{1,4}(?:hôm\s{1,4}(?:nay|qua)|trong\s{1,4}(?:ngày|tuần|tháng|năm)))?"
)
"""How often a site was visited; an article may say as much of a portal."""
VISITORS_NOW = (
    r"(?:(?:số\s{1,4})?(?:người|khách|thành\s{1,4}viên)\s{1,4})?đang\s{1,4}(?:truy\s{1,4}cập|online|trực\s{1,4}tuyến)"
    r"|(?:(?:số\s{1,4})?(?:người|khách|thành\s{1,4}viên))\s{1,4}online|khách\s{1,4}viếng\s{1,4}thăm"
    r"|máy\s{1,4}chủ\s{1,4}tìm\s{1,4}kiếm"
)
"""Who is on the site at this moment."""
