"""The words before a number by which it is the bound, the size or a place of a group of areas.

Lives here: their wordings (`nhóm đạt điểm …`, `7 địa phương … trong top`), each with the reason that the reader is given.
Never here: when they are asked (see `words_before`), what stands right behind a number (see `words_behind`).
"""

from __future__ import annotations

import re

from scrapers.extraction.unclaimable.said_before import SaidBefore

# `nhóm đạt điểm “Cao” từ 43,44 - 47,88 điểm (16 tỉnh, thành phố)`
_GROUP_BETWEEN = re.compile(
    r"(?i)\bnhóm\b[^;.\d]{0,90}\btừ\s+(?:[\d.,]+\s?(?:[-–]|đến)\s?)?$"
    r"|\bnhóm\b[^;.\d]{0,90}\b(?:kết quả|điểm|chỉ số|giá trị)(?: chỉ số)?\s+$"
    r"|\(nhóm các (?:tỉnh|địa phương|đơn vị)\s[^;.\d()]{0,30}(?:[\d.,]+\s?%?\s?(?:[-–]|đến)\s?)?$"
)
# `tỉnh xếp hạng 44/63, thuộc nhóm thứ 3`
_NTH_GROUP = re.compile(r"(?i)\bnhóm thứ\s+$")
# `một số địa phương có mức điểm PAPI trong khoảng 45,5 - 45,7`
_IN_A_BAND = re.compile(r"(?i)\b(?:một số|các|những) (?:tỉnh|địa phương)\b[^.;]{0,60}\btrong(?: khoảng)?\s+(?:từ\s+)?$")
# `23/63 tỉnh, thành phố đạt 100% dịch vụ công mức độ 4`
_UNITS_REACH = re.compile(
    r"(?i)(?<![\d.,/])(?!(?:63|64|34)\s)\d{1,2}(?:\s?/\s?(?:63|34))?\s+(?:tỉnh|địa phương)(?:, thành phố)?\s+(?:đã\s+)?(?:đạt|có)\s+(?:t[ỷỉ] lệ\s+)?$"
)
# `Có 23/186 trường học … thu học phí 100% không dùng tiền mặt`
_SCHOOLS_CHARGE = re.compile(
    r"(?i)(?<![\d.,/])\d{1,3}(?:\s?/\s?\d{1,3})?\s+(?:trường|cơ sở|bệnh viện)\b[^.;%]{0,80}\bthu (?:học|viện) phí\s+$"
)
# `7 địa phương duy trì vị trí trong top 10`: how many of them are there
_UNITS_IN_GROUP = re.compile(
    r"(?i)(?<![\d/])(?<!nhóm )(?<!top )(?<!tốp )\d{1,2} (?:tỉnh|địa phương)\b[^.;]{0,40}\b(?:(?:trong|vào|thuộc) (?:top|tốp|nhóm)|hạng (?:top|tốp))\s+$"
)
# `Trong 13 lần xếp hạng, Hải Phòng 12 năm liên tiếp nằm trong top 5`: of no edition
_YEARS_IN_A_ROW = re.compile(
    r"(?i)\b\d+ (?:năm|lần|kỳ) liên tiếp (?:nằm |có mặt |đứng )?(?:trong )?(?:top|tốp|nhóm)\s+$"
)
# `công bố top 5 các tỉnh, thành phố có chỉ số PAPI cao nhất lần lượt như sau: …`
_GROUP_ANNOUNCED = re.compile(r"(?i)\b(?:công bố|danh sách)\s+(?:danh sách\s+)?(?:(?:top|tốp|nhóm)\s+)?$")
# `đến hết quý II/2026, không còn xã nào có tỷ lệ hồ sơ trực tuyến dưới 75%`
_NONE_BELOW = re.compile(r"(?i)\bkhông (?:còn|có|để) (?:[^\W\d]+ ){1,4}nào (?:có |đạt )?[^;.\d]{0,60}$")

GROUPS_BEFORE: SaidBefore = (
    ("threshold_of_a_count", ("score", "count", "percent"), ("nhóm",), _GROUP_BETWEEN),
    ("rank_in_a_group", ("rank",), ("nhóm thứ",), _NTH_GROUP),
    ("threshold_of_a_count", ("score", "percent", "count"), ("tỉnh", "địa phương"), _IN_A_BAND),
    ("threshold_of_a_count", ("percent",), ("tỉnh", "địa phương"), _UNITS_REACH),
    ("threshold_of_a_count", ("percent",), ("thu",), _SCHOOLS_CHARGE),
    ("threshold_of_a_count", ("rank",), ("địa phương", "tỉnh"), _UNITS_IN_GROUP),
    ("size_of_a_group", ("rank",), ("liên tiếp",), _YEARS_IN_A_ROW),
    ("size_of_a_group", ("rank",), ("công bố", "danh sách"), _GROUP_ANNOUNCED),
    ("threshold_of_a_count", ("percent", "score"), ("nào",), _NONE_BELOW),
)
