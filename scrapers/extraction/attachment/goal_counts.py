"""Whether a number behind the word for goals is how many there are, or what one of them asks.

Lives here: only that. Never here: other claims on counts and shares (see `rules`).
"""

from __future__ import annotations

import re

from scrapers.extraction.attachment.claims import Claim, Scene

_GOAL_WORDS = (
    "mục tiêu",
    "chỉ tiêu",
    "nhiệm vụ",
    "trong",
    "kế hoạch",
    "và",
    "so với",
    "đạt",
    "đã",
    "được",
    "hoàn thành",
    "của",
    "có",
    "vượt",
    "chưa",
)
_GOAL_ALONE = re.compile(r"(?i)\b(?:mục tiêu|chỉ tiêu|mốc)\s+$")
# `17 cơ sở dữ liệu đã kết nối, mục tiêu năm 2025 là 25`
_GOAL_IS = re.compile(r"(?i)\b(?:mục tiêu|chỉ tiêu)\s+(?:(?:đến|cho|của|hết|cuối)\s+)*năm (?:20\d\d|nay) là\s+$")
_COUNTED = re.compile(r"\s*([^\W\d_]+(?:\s[^\W\d_]+)?)")


def counts_no_goals(scene: Scene, claim: Claim) -> bool:
    """Whether a goal's own number is claimed for a number of goals, or a share of them: `chỉ tiêu phải hoàn thành là 153.829 tài khoản`."""
    if not claim.indicator_code.startswith("dt_goals_"):
        return False
    if scene.number.unit_class == "percent" and _GOAL_ALONE.search(
        scene.text, scene.around.item_start, scene.number.start
    ):
        return True  # `hoàn thành sớm mục tiêu 20% vào năm 2025`
    if scene.number.unit_class != "count" and not scene.around.is_right_open:
        return False
    is_bare = not scene.around.is_right_open
    if is_bare and _GOAL_IS.search(scene.text, scene.around.item_start, scene.number.text_start):
        return True
    counted = _COUNTED.match(scene.text, scene.around.right_start)
    return counted is not None and not counted.group(1).lower().startswith(_GOAL_WORDS)
