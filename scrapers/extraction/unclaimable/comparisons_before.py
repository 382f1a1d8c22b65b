"""The words before a number by which it only says how far something lies from another value, an aim or a time.

Lives here: their wordings, each with the reason that the reader is given. Never here: what else stands before a number that no
indicator may claim (see `words_before`), numbers that are changes of an indicator (`kinds.moves`).
"""

from __future__ import annotations

import re

from scrapers.extraction.unclaimable.said_before import SaidBefore
from scrapers.letters import CAPITALS

# `89,75%, hơn tỉnh xếp thứ 4 chỉ 0,12 điểm phần trăm`
_THAN_ANOTHER = re.compile(
    r"(?i)\b(?:hơn|kém|cách) (?:tỉnh|địa phương|đơn vị) (?:(?:xếp|đứng)\b[^,;.:]{0,40}|(?:liền )?(?:trước|sau)\s+)?$"
)
# `Bắc Ninh chỉ hơn Hải Phòng (91,98 điểm) 0,39 điểm`
_THAN_WHO_HAS = re.compile(
    r"(?i)\b(?:hơn|kém|cách|thua)\s+[^,;.:()\d]{2,30}\(\s*\d[\d.,]*\s*(?:điểm|%)?\s*(?:,\s*(?:hạng|thứ)\s+[\d/]+\s*)?\)\s+(?:là\s+|tới\s+)?$"
)
# `chênh lệch giữa tỉnh thứ 10 và tỉnh thứ 20 ở nhiều bảng chưa đến 1 điểm`
_GAP_BETWEEN = re.compile(r"(?i)\b(?:khoảng cách|chênh lệch|cách biệt) giữa\b[^.;:]{0,90}$")
# `khoảng cách giữa đơn vị cao nhất và thấp nhất là gần 250 điểm`
_GAP = re.compile(
    r"(?i)\b(?:khoảng cách|chênh lệch|cách biệt)\b[^.;:]{0,90}\b(?:là|còn|lên tới|tới|đến|ở mức|chưa đến|chưa tới|chỉ)\s+$|\b(?:khoảng cách|chênh lệch|cách biệt) giữa\s[^.;:]{0,60}\b(?:thứ|hạng|vị trí)\s+$"
)
# `mức tăng cao nhất là 9,39%, thấp nhất là 0,03%`
_EXTREME_MOVE = re.compile(
    r"(?i)\bmức (?:tăng|giảm) (?:cao|thấp|lớn|nhiều|mạnh|ít) nhất\b[^;.\d]{0,40}(?:\d[^;.]{0,40}\b(?:cao|thấp|ít|nhiều|lớn|nhỏ) nhất\s+(?:là\s+|chỉ\s+)?)?$"
)
# `với tỉnh tăng cao nhất là 9,39%, tăng thấp nhất là 0,03%`
_EXTREME_OF_MOVES = re.compile(
    r"(?i)(?:\b(?:tỉnh|địa phương|đơn vị)|,)\s+(?:tăng|giảm)\s+(?:cao|thấp|nhiều|ít|mạnh) nhất\s+(?:là\s+|với\s+|chỉ\s+)?$"
    r"|\bnhất là\s[\d.,]+\s?%,\s+(?:tăng|giảm)\s+$"
)
# `nhỉnh hơn trung bình toàn quốc 0,0866 điểm`; `cao hơn mức bình quân là 82,7%` is the mean
_THAN_MEAN = re.compile(
    r"(?i)\b(?:nhỉnh hơn|(?<!cao )(?<!thấp )(?<!nhiều )hơn|vượt|vượt qua|kém|thua)\s+(?:(?:so với|mức)\s+)*(?:trung bình|bình quân)[^,;.:\d(]{0,40}(?:\([^()]{0,20}\)\s*)?(?<!là )(?<!đạt )(?:chừng\s+|khoảng\s+|tới\s+|gần\s+|hơn\s+)?$"
    # `cao hơn giá trị trung bình (0,4098) 0,0758 điểm`
    r"|\b(?:cao|thấp) hơn\s+(?:(?:mức|giá trị|điểm)\s+)?(?:trung bình|bình quân)[^,;.:\d(]{0,40}\(\s*\d[\d.,]*\s*(?:điểm|%)?\s*\)\s+(?:là\s+|tới\s+)?$"
)
# `bị trừ 2,15 điểm`
_DEDUCTED = re.compile(
    r"(?i)\b(?:bị trừ|trừ|hụt|nhỉnh hơn)\s+(?:tới\s+|gần\s+|khoảng\s+)?$|(?:\(\s*|,\s+)(?:tỉnh\s+|thành phố\s+)?(?:kém|thua|hơn|cách)\s+(?:chỉ\s+|gần\s+)?$"
)
_LESS_THAN = re.compile(
    r"\b(?:kém|thua|hơn|cách)\s+(?:địa phương dẫn đầu là\s+)?(?:(?:tỉnh\s+"
    rf"|thành phố\s+)?(?:[{CAPITALS}][\w.]*\s+){{1,4}}"
    rf"|[{CAPITALS}][^;.:\d]{{1,60}}(?:\([^()]{{0,30}}\)\s*)?(?:chưa đầy|chưa đến|chỉ|chừng|khoảng|gần|tới|đến)\s+)$"
)
# `thuê bao Internet phát triển mới là 11.870`: no stock
_NEWLY_WON = re.compile(
    r"(?i)\bphát triển mới\s+(?:được\s+)?(?:(?:là|đạt)\s+$|[\d.]+ thuê bao[^;.\d]{0,30}\bvà\s+$|$(?=[\d.]+ thuê bao))"
)
# `cách mức bình quân chung của khối gần 120 điểm`
_FROM_MEAN = re.compile(r"(?i)\bcách (?:mức )?(?:bình quân|trung bình)[^;.\d]{0,40}$")
# `So với Quảng Ninh (90,10 điểm) tỉnh còn cách 4,47 điểm`
_STILL_AWAY = re.compile(r"(?i)\bcòn cách\s+(?:xa\s+)?(?:(?:khoảng|gần|hơn|tới)\s+)?$")
# `So với bình quân chung cả nước, tỷ lệ thanh toán trực tuyến của tỉnh cao hơn 11,4 điểm phần trăm`
_THAN_ALL = re.compile(
    r"(?i)\bso với (?:mức )?(?:bình quân|trung bình)(?: chung)?(?: của)? (?:cả nước|toàn quốc|khu vực|vùng)\b[^;.\d]*$"
)
# `có thêm 57 sản phẩm OCOP, đạt 190% kế hoạch năm (30 sản phẩm)`: how many were to be added
_PLAN_OF_ADDED = re.compile(
    r"(?i)\bthêm\s[^;.]*%\s+(?:so với\s+)?(?:kế hoạch|chỉ tiêu|mục tiêu)(?:\s[^();.\d]{0,20})?\s?\(\s*$"
)
# `công nhận mới từ 80 đến 130 sản phẩm OCOP`, `phát triển từ 15 đến 20 sản phẩm OCOP mới`
_NEWLY_RECOGNISED = re.compile(
    r"(?i)\bcông nhận (?:mới|thêm)\s+(?:(?:ít nhất|tối thiểu|từ|khoảng|được)\s+)*(?:[\d.]+\s+(?:đến|-)\s+)?$"
)
# `mỗi năm VNPT mở rộng thêm khoảng 50km cáp quang`
_KM_A_YEAR = re.compile(r"(?i)\bmỗi năm\b[^;.,\d]{0,60}$|\b(?:mở rộng|kéo) thêm\s+(?:khoảng\s+|hơn\s+)?$")
# `hàng nghìn lượt bệnh nhân thanh toán không dùng tiền mặt, tăng trên 20%`: by how much what nobody counted has grown
_UNCOUNTED_GREW = re.compile(
    r"(?i)\bhàng (?:chục |trăm )?(?:chục|trăm|nghìn|ngàn|vạn|triệu)\b[^.;\d]*,\s+(?:tăng|giảm)\s+(?:(?:hơn|trên|gần|khoảng)\s+)?$"
)
# `xã Hà Đông mới có 109 tài khoản trên 2.068 chỉ tiêu (5,3%)`
_OF_SO_MANY_AIMED = re.compile(r"(?i)\btài khoản trên\s+[\d.]+\s+chỉ tiêu\s*\(\s*(?:đạt\s+)?$")
# `giải ngân đến 31/10 đạt 463 tỷ đồng (62,4%)`
_PAID_OUT = re.compile(r"(?i)\bgiải ngân\b[^;.%()]*\(\s*$")

COMPARISONS_BEFORE: SaidBefore = (
    ("difference", ("count",), ("phát triển mới",), _NEWLY_WON),
    ("difference", (), ("mức tăng", "mức giảm"), _EXTREME_MOVE),
    ("difference", ("percent", "score"), ("nhất",), _EXTREME_OF_MOVES),
    ("difference", (), ("khoảng cách", "chênh lệch", "cách biệt"), _GAP),
    ("difference", ("rank", "score", "percent_points"), ("hơn", "kém", "cách"), _THAN_ANOTHER),
    ("difference", ("score", "percent"), ("hơn", "kém", "cách", "thua"), _THAN_WHO_HAS),
    ("difference", ("score",), ("cách",), _FROM_MEAN),
    ("difference", ("score",), ("cách",), _STILL_AWAY),
    ("difference", ("percent_points",), ("so với",), _THAN_ALL),
    ("relative_to_plan_or_period", ("count",), ("thêm",), _PLAN_OF_ADDED),
    ("difference", ("score", "percent"), ("trung bình", "bình quân"), _THAN_MEAN),
    (
        "difference",
        ("score",),
        ("trừ", "hụt", "nhỉnh hơn", "(kém", "(thua", "(hơn", "(cách", "kém", "thua", "hơn", "cách"),
        _DEDUCTED,
    ),
    ("difference", ("score", "percent"), ("kém", "thua", "hơn", "cách"), _LESS_THAN),
    ("difference", ("score",), ("giữa",), _GAP_BETWEEN),
    ("relative_to_plan_or_period", ("percent",), ("hàng ",), _UNCOUNTED_GREW),
    ("relative_to_plan_or_period", ("percent",), ("chỉ tiêu",), _OF_SO_MANY_AIMED),
    ("difference", ("count",), ("công nhận mới", "công nhận thêm"), _NEWLY_RECOGNISED),
    ("difference", ("km",), ("mỗi năm", " thêm"), _KM_A_YEAR),
    ("relative_to_plan_or_period", ("percent",), ("giải ngân",), _PAID_OUT),
)
