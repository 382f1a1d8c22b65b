"""The words before a number by which it is of a single one or of each: a cooperative, a village, every team.

Lives here: their wordings (`mỗi tổ có`, `Một hợp tác xã …`, `phiên livestream …`), each with the reason that the reader is given.
Never here: when they are asked (see `words_before`), what stands right behind a number (see `words_behind`).
"""

from __future__ import annotations

import re

from scrapers.extraction.unclaimable.said_before import SaidBefore
from scrapers.extraction.unclaimable.words_behind import A_VILLAGE_HAS
from scrapers.letters import CAPITALS

# `cứ 10 trạm 5G thì hơn 9 trạm là của Viettel`
_OUT_OF_EVERY = re.compile(r"(?i)\bcứ\s+(?:[\d.]+\s[^;.]{1,60}\bthì\s+(?:có\s+)?)?$")
# `bình quân mỗi tổ có từ 6 đến 9 thành viên`
_EACH_HAS_FROM_TO = re.compile(r"(?i)\bmỗi [^;.,\d]{2,40} có\s+(?:từ\s+)?\d+\s?(?:đến|-|–)\s?$")
# `chỉ số CCHC trung bình của cấp sở đạt 76,75%, cấp huyện đạt 74,82%`: of its offices
_MEAN_OF_OFFICES = re.compile(
    r"(?i)\b(?:trung bình|bình quân)\s+(?:chung\s+)?(?:của\s+)?(?:cấp|khối|các|nhóm)\s+(?:sở|huyện|xã)\b[^;.]*$"
)
# `riêng sàn OCOP của tỉnh giới thiệu 393 sản phẩm`
_SHOWN_ON_ONE = re.compile(
    r"(?i)(?:\b(?:riêng|trong đó)\s+|,\s+(?:còn\s+)?)sàn\s[^;.,\d]{0,50}\b(?:giới thiệu|có)\s+(?:(?:hơn|trên|gần|khoảng)\s+)?$"
)
# `sàn của tỉnh có 51 gian hàng, 485 sản phẩm`
_ON_OWN_SITE = re.compile(r"(?i)\bsàn\s[^;.,\d]{0,50}\bcó\s+[\d.]+ gian hàng(?:,| và| với)\s+$")
# `Tổng kinh phí thực hiện mô hình là 11 tỷ đồng`, `Mô hình thí điểm tại xã Mỹ Xương có tổng kinh phí hơn 4,6 tỷ đồng`
_OF_A_MODEL = re.compile(
    r"(?i)\bkinh phí (?:thực hiện|xây dựng) mô hình\b[^;.\d]*$|\bmô hình (?:thí điểm|điểm|xã|thôn|ấp|làng)\b[^;.\d]*\bkinh phí\b[^;.\d]*$"
)
# `Một hợp tác xã ở Nam Đàn có 3 sản phẩm …`: of a single one, not of its place
_OF_A_SINGLE = re.compile(
    r"(?i)\b(?<!không )(?<!chẳng )(?:một|1|riêng) (?:hợp tác xã|HTX|doanh nghiệp|cơ sở|công ty|hộ|gia đình|nhà vườn|trang trại)\b[^;.]*$"
)
# `kinh phí cho mỗi huyện, thị, thành phố 1 tỷ đồng, mỗi xã 100 triệu đồng`
_EACH_GETS = re.compile(
    r"(?i)\bmỗi (?:xã|phường|huyện|thị xã|thành phố|thôn|đơn vị|địa phương|hộ|trường|tổ)(?:, [^,;.\d]{2,12})*\s+(?:(?:khoảng|gần|hơn|trên)\s+)?$"
)
# `phiên livestream bán tôm hùm thu về 612 triệu đồng`, `mỗi phiên bán …, doanh thu 4 tỷ đồng`
_OF_ONE_SALE = re.compile(r"(?i)\b(?:(?<!các )(?:phiên|buổi) (?:livestream|bán hàng|chợ|giao dịch)|mỗi phiên)\b[^;.]*$")
# `có 10 cơ quan, đơn vị xử lý hồ sơ đúng hạn 100%`
_SO_MANY_HAVE = re.compile(r"(?i)\bcó \d+ (?:cơ quan|đơn vị|sở|xã|phường|huyện|địa phương)\b[^;.%\d]{0,70}$")
# `trên đường Lê Lợi lắp 16 trạm BTS ngụy trang`
_ON_A_STREET = re.compile(rf"\b[Tt]rên (?:tuyến )?(?:đường|phố) [{CAPITALS}][^;.\d]{{2,40}}$")
# `dự án “Hạ tầng chuyển đổi số” có tổng mức đầu tư 330 tỷ đồng`: of a single one
_OF_A_PROJECT = re.compile(
    r"(?i)\bdự án\s[^;.]*\b(?:tổng mức đầu tư|tổng vốn đầu tư)\s+(?:là\s+|trên\s+|hơn\s+|gần\s+|khoảng\s+)*$"
)
# `xóm được lắp 1 trạm thu, phát sóng`
_IN_A_VILLAGE = re.compile(
    r"(?i)\b(?:xóm|thôn|bản|ấp|buôn)\s+(?:(?:mình|tôi|này|đã|vừa|mới)\s+){0,2}(?:được|có)?\s*(?:lắp|xây|dựng|đặt)\s+(?:thêm\s+)?$"
)
# `Mỗi tổ có ít nhất 5 người`
_OF_EACH = re.compile(
    r"(?i)\bmỗi (?:xã|ấp|thôn|phường|bản|xóm|khóm)(?:, (?:xã|phường|thôn|ấp))*\s+(?:(?:duy trì|thành lập|có)\s+)?(?:(?:ít nhất|tối thiểu)\s+)?$"
    r"|\bmỗi (?:tuần|phiên|đợt|kỳ)\b[^.;]{0,40}$"
    r"|\b(?:mỗi|từng|một|bình quân một)\s+(?:tổ|xã|thôn|hộ|gia đình|đơn vị|huyện|nhóm|bản|ấp|phường|địa phương"
    r"|cơ quan|chi đoàn|đội)\b[^,;:.\d]{0,60}\b(?:có|gồm|từ|với|phải|xử lý|tiếp nhận|giải quyết|sử dụng"
    r"|sở hữu)\s+(?:(?:ít nhất|tối thiểu)\s+)?(?:\d+\s?[-–]\s?)?$|\bmỗi ngày\b[^,;:.\d]{0,40}\b(?:xử lý|tiếp nhận|giải quyết|nhận|đón|phục vụ)\s+(?:khoảng\s+)?(?:[\d.]+\s?[-–]\s?)?$"
    r"|\bmỗi ngày\b[^.;]{0,80},\s+trong đó\s+(?:có\s+)?$"
    r"|\bmỗi (?:đội|tổ|nhóm|lớp)\b[^.;]{0,60}\d[^.;\d]{0,20},\s+trong đó\s+(?:có\s+)?$"
    r"|\bmỗi năm\s+(?:thêm|tăng|bổ sung|xây mới|lắp mới)\s+(?:thêm\s+)?$"
    r"|\b(?:mỗi|từng) (?:ấp|thôn|bản|khóm|xã|phường|khu phố)[^;:.\d]{0,40}\b(?:phân công|bố trí|cử|giao|thành lập)\s+(?:từ\s+)?(?:\d+\s?(?:đến|[-–])\s?)?$"
    r"|\bmỗi tổ(?: cấp)? (?:xã|thôn|bản|ấp|khu phố)?\s*$"
    r"|\bmỗi tổ\b[^;:.]{0,40}, tổ(?: cấp)? (?:xã|thôn|bản|ấp|khu phố) (?:từ |có |gồm )?(?:\d+\s?[-–]\s?)?$"
)
# `HTX nhãn lồng Hồng Nam chốt 3.200 đơn, doanh thu 1,9 tỷ đồng`
_OF_A_SELLER = re.compile(
    r"(?<!các )(?<!Các )\b(?:HTX|Hợp tác xã|Công ty|Cơ sở|Cửa hàng|Hộ|Gia đình|Anh|Chị|Ông|Bà)\s(?:[^;.]|\.(?=\d)){2,120}\b[Dd]oanh (?:thu|số)\b[^;.]{0,60}$"
)
_THOSE_OF_A_VILLAGE = re.compile(rf"(?i){A_VILLAGE_HAS}[^;.]*$")
# `chi phí dựng 1 trạm BTS từ 1,2 tỷ đồng`
_COST_OF_ONE = re.compile(r"(?i)\bchi phí (?:để )?(?:dựng|xây dựng|lắp đặt|đầu tư|làm)\s+$")

SINGLE_UNITS_BEFORE: SaidBefore = (
    ("of_each_unit", ("count",), ("cứ ",), _OUT_OF_EVERY),
    ("of_each_unit", ("count",), ("mỗi ",), _EACH_HAS_FROM_TO),
    ("of_each_unit", ("percent", "score"), ("trung bình", "bình quân"), _MEAN_OF_OFFICES),
    ("of_each_unit", ("count",), ("sàn ",), _SHOWN_ON_ONE),
    ("of_each_unit", ("count",), ("gian hàng",), _ON_OWN_SITE),
    ("of_each_unit", ("money",), ("mô hình",), _OF_A_MODEL),
    ("of_each_unit", (), ("một ", "1 ", "riêng "), _OF_A_SINGLE),
    ("of_each_unit", ("money",), ("mỗi",), _EACH_GETS),
    ("of_each_unit", ("money",), ("phiên ", "buổi "), _OF_ONE_SALE),
    ("of_each_unit", ("percent",), ("cơ quan", "đơn vị", "sở", "xã", "phường", "huyện", "địa phương"), _SO_MANY_HAVE),
    ("of_each_unit", ("count",), ("trên đường", "trên phố", "trên tuyến"), _ON_A_STREET),
    ("of_each_unit", ("money",), ("dự án",), _OF_A_PROJECT),
    ("of_each_unit", ("count",), ("lắp", "xây", "dựng", "đặt"), _IN_A_VILLAGE),
    ("of_each_unit", ("count",), ("mỗi", "từng", "một"), _OF_EACH),
    ("of_each_unit", ("money",), ("doanh thu", "doanh số"), _OF_A_SELLER),
    ("not_at_this_level", ("percent",), ("của thôn", "của ấp", "của bản", "của xóm"), _THOSE_OF_A_VILLAGE),
    ("of_each_unit", ("count",), ("chi phí",), _COST_OF_ONE),
)
