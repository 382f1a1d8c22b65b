"""The words before a number by which it is a part of a total, the total of others, or what is left of one.

Lives here: their wordings (`trong số người dùng …`, `trên tổng số`, `còn lại`), each with the reason that the reader is given.
Never here: when they are asked (see `words_before`), what stands right behind a number (see `words_behind`).
"""

from __future__ import annotations

import re

from scrapers.extraction.unclaimable.operators import COVERED_BY_ONE, OF_AN_OPERATOR, OPERATORS, SAYS_AN_OPERATOR
from scrapers.extraction.unclaimable.said_before import SaidBefore
from scrapers.letters import CAPITALS, SMALL

# `8.619 tỷ đồng/100.314 tỷ đồng`
_MONEY_OVER = re.compile(r"(?i)(?:đồng|tỷ|tỉ)\s?/\s?$|(?:đồng|tỷ|tỉ)\s+(?:trên|trong)\s+tổng(?:\s+số)?(?:\s+GRDP)?\s+$")
# `hơn 900 thủ tục cung cấp trực tuyến trên tổng số 1.792 thủ tục`
_DENOMINATOR = re.compile(
    r"(?i)(?:\d[^.;]{0,80}\b(?:trên\s+tổng(?:\s+số)?|trong\s+tổng\s+số)|\(\s*(?:trên|trong)\s+tổng(?:\s+số)?|\b(?:1|một)\s+trong(?:\s+(?:số|tổng số))?|\b\d+\s+trong(?:\s+số)?)\s+$"
)
# `0,5 (điểm tuyệt đối chỉ 1 điểm)`
_FULL_MARKS = re.compile(r"(?i)\bđiểm (?:tuyệt đối|tối đa)\s+(?:(?:chỉ|là|được)\s+)*$")
# `đóng góp 7,71% (chiếm 54,3%)`: a share of a share
_SHARE_OF_SHARE = re.compile(r"(?i)\d\s?%(?:\s(?:GRDP|GDP))?\s*\(\s*chiếm\s+$")
# `cấp Phiếu lý lịch tư pháp trên VNeID, tiếp nhận 519 hồ sơ`
_CRIMINAL_RECORDS = re.compile(r"(?i)\blý lịch tư pháp\b[^;.\d]*$")
# `thuê bao điện thoại cố định còn 6.460`
_FIXED_LINES = re.compile(r"(?i)\bthuê bao (?:điện thoại )?cố định\b(?:[^;.,\d()]|\((?:cũ|mới)\))*$")
# `169 trạm 5G (chiếm 2% trong hơn 8.800 trạm)`
_WITHIN_SO_MANY = re.compile(r"(?i)\d\s?%\s+(?:trong|trên|của)\s+(?:tổng số\s+|số\s+)?$")
# `chọn 13 thôn làm thí điểm thôn thông minh trong hơn 1.900 thôn`
_CHOSEN_AMONG = re.compile(
    r"(?i)\b\d[\d.]*\s+(?:thôn|bản|xóm|xã|phường|hộ|trường|sản phẩm|doanh nghiệp)\b[^;.\d]{3,90}\btrong\s+(?:tổng số\s+)?(?:(?:hơn|gần)\s+)?$"
)
# `bình quân của các tỉnh là 42,1, cao nhất 48,059, thấp nhất 37,223`
_HIGHEST_AND_LOWEST = re.compile(
    r"(?i)\b(?:trung bình|bình quân)\b[^;.]*\d[^;.]*,\s+(?:cao|thấp) nhất\s+(?:là\s+|đạt\s+)?(?:\d[\d.,]*\s*(?:điểm|%)?(?<!,),\s+)?$"
    # `Giá trị DTI thấp nhất (0,0992) và cao nhất (0,2995)`, `điểm cao nhất là 47,88 điểm (giảm 0,179 điểm)`
    r"|(?:\A|(?<=\n)|(?<=[.!?] )|[.;,]\s+|\bvà\s+)(?:điểm|giá trị)(?: số)?(?: \w+)?\s+(?:cao|thấp) nhất\s*(?:\([\d.,]+\)\s+và\s+(?:cao|thấp) nhất\s*)?"
    r"(?:\(\s*|(?:là|đạt)\s+(?:[\d.,]+\s*(?:điểm|%)?\s*\((?:tăng|giảm)\s+)?)$|\),\s+(?:điểm|giá trị)\s+$"
)
# `trong số người dùng điện thoại, 58,2% dùng điện thoại thông minh`
_AMONG_USERS = re.compile(
    r"(?i)\btrong (?:tổng )?số (?:những )?(?:người|khách hàng|hộ|thuê bao) (?:đang |có )?(?:dùng|sử dụng) [^,;.\d]{2,40},\s+(?:có\s+)?$"
)
# Measured against another number: `362.468 lượt cài đặt, bằng 28,7% số người trưởng thành có điện thoại thông minh`,
# `478.946 thuê bao sử dụng smartphone, bằng 80% dân số`
_AS_MANY_AS = re.compile(
    r"(?i)\d[^.;]{0,90}\b(?:lượt|cài đặt|tải về|thuê bao)\b[^.;]{0,60},\s*(?:bằng|tương đương)\s+(?:khoảng\s+|gần\s+)?$"
)
# `PAR INDEX đạt 84,43 điểm, trong đó điểm thẩm định 53,86`
_PART_OF_SCORE = re.compile(
    r"(?i)\bđiểm (?:thẩm định|điều tra xã hội học|khảo sát|tự (?:đánh giá|chấm))(?:\s(?:là|đạt))?\s+$"
)
# `Viettel đã xây dựng 300 trạm. Quý IV họ làm thêm 605 trạm`
_THEY_BUILD = re.compile(r"(?i)\bhọ (?:sẽ |đã |cũng )?(?:làm|lắp|xây|phát sóng|phát triển|đầu tư)\b[^;.\d]*$")
# `số DVCTT có phát sinh hồ sơ là 818/1.542 (451 DVCTT toàn trình, 367 DVCTT một phần)`
_PARTS_WITH_DOSSIERS = re.compile(r"(?i)\bphát sinh hồ sơ\b[^;()]*\d[^;()]*\((?:gồm\s*:?\s+)?(?:[^()]*(?:,|và)\s*)?$")
# `có 7 chỉ tiêu đạt từ 60% trở lên, 1 chỉ tiêu đạt 43%`
_OF_SOME_GOALS = re.compile(
    r"(?i)(?:(?<![\d/])\d{1,2}|\bsố) (?:chỉ tiêu|mục tiêu)\s+(?:mới\s+|đã\s+)?(?:đạt|hoàn thành|thực hiện)\s+(?:từ\s+|trên\s+|hơn\s+|dưới\s+)*$"
)
# `kinh tế số ước tăng trưởng 21,8%`: no share
_GROWS_BY = re.compile(r"(?i)(?<!tốc độ )\btăng trưởng\s+(?:(?:trên|hơn|khoảng|gần|bình quân|thêm)\s+)*$")
# `tỷ lệ hồ sơ trực tuyến đạt 68,3%, trễ hạn 12 hồ sơ (0,16%)`
_ARE_LATE = re.compile(
    r"(?i)\b(?:trễ|quá|chậm) hạn\s+(?:là\s+|có\s+)?[\d.]+ hồ sơ\s*\(\s*(?:(?:chiếm|t[ỷỉ] lệ|tương đương)\s+)*$"
)
# `Các huyện, thị xã còn lại đạt từ 80 đến 88 điểm`
_REST = re.compile(
    rf"(?i)\bcác\s+(?:huyện|thị xã|xã|phường|tỉnh|địa phương|đơn vị|sở)\b[^.;\d]{{0,40}}\bcòn lại\b(?-i:[^.;,{CAPITALS}]{{0,40}})$"
)
# `có 15/16 mục tiêu hoàn thành, mục tiêu còn lại hoàn thành 87%`
_REST_OF_GOALS = re.compile(
    r"(?i)\b(?:mục tiêu|chỉ tiêu|số) còn lại\s+(?:mới\s+|đã\s+|đều\s+)*(?:hoàn thành|đạt|thực hiện)\s+(?:được\s+|từ\s+|khoảng\s+|gần\s+|trên\s+|hơn\s+)*$"
)
# `tỷ lệ của tỉnh là 63,9%; cùng thời điểm, có địa phương chỉ đạt 8,3%`, `trung bình cả nước 83,94%, địa phương thấp nhất 75,03%`
_SOME_PLACE_HAS = re.compile(
    rf"(?i)\b(?:có|nhiều|một số)\s+(?:tỉnh|địa phương|nơi|xã|huyện)\s+(?:(?!như\b)(?-i:[{SMALL}]+)\s+){{0,4}}?(?:(?:chỉ\s+|mới\s+|còn\s+|đã\s+)?(?:đạt|dừng ở|ở mức|chỉ)\s+)?$"
    r"|(?<=[,;] )(?:tỉnh|địa phương|đơn vị)\s+(?:thấp|cao) nhất\s+(?:(?:là|đạt|chỉ|với)\s+)*$"
)
# `trên 15.000km cáp quang truy nhập, khoảng 9.500km cáp quang trung kế`
_UNDERGROUND = re.compile(r"(?i)\bcáp ngầm\s+(?:là |dài |trên |hơn |gần |khoảng )*$")
# `đến chiều cùng ngày các nhà mạng khắc phục được 19 trạm`, `nâng cấp 04 sản phẩm từ 3 sao lên 4 sao`
_MENDED = re.compile(r"(?i)\b(?:khắc phục|khôi phục|sửa chữa|nâng cấp)\s+(?:được\s+|thêm\s+)?$")
# `71,6 tỷ đồng (ngân sách tỉnh 48,9 tỷ đồng, huyện 14,2 tỷ đồng, …)`
_OF_SOURCES = re.compile(r"(?i)đồng\s*\((?:trong đó:?\s+)?(?:ngân sách|NS|vốn)[^()]*\d[^()]*$")
# `Kế hoạch lắp mới 108 trạm BTS, gồm 39 trạm trên các tuyến đèo`
_PLANNED_ANEW = re.compile(
    r"(?i)\bkế hoạch (?:lắp|lắp đặt|xây|xây dựng|phát triển|đầu tư) mới\s+(?:[\d.]+ trạm[^;.\d]{0,30},\s+gồm\s+)?$"
)
# `Lĩnh vực phát sinh nhiều hồ sơ nhất là đất đai (11.204 hồ sơ)`
_BY_FIELD = re.compile(r"(?i)\blĩnh vực\b[^.;]{0,140}\(\s*$")
# `Riêng lĩnh vực đất đai có 71.344 hồ sơ, tỷ lệ đúng hạn chỉ đạt 90,2%`
_IN_ONE_FIELD = re.compile(
    r"(?i)\b(?:lĩnh vực|mảng)\s(?!hành chính|dịch vụ|chính quyền|thủ tục)[^,;.\d:]{3,30}\s(?:có|tiếp nhận|phát sinh|nhận)\s+(?:(?:trên|hơn|gần|khoảng)\s+)?(?:[\d.]+ hồ sơ[^;.]*)?$"
)
# `Tỷ lệ hồ sơ đăng ký thường trú nộp trực tuyến đạt 71%`
_OF_ONE_PROCEDURE = re.compile(
    r"(?i)\bhồ sơ (?:đăng ký )?(?:thường trú|tạm trú|khai sinh|khai tử|kết hôn|cấp hộ chiếu|hộ chiếu)\b[^,;.\d]*$"
)
# `…, đạt tỷ lệ 70,6%; khu vực thành thị đạt 94%, miền núi chỉ 41%`
_IN_SUCH_AREAS = re.compile(
    r"(?i)(?:(?<=[,;(]\s)|(?<=\()|(?<=\n)|,\s)(?:còn\s+|riêng\s+)?(?:ở\s+|tại\s+)?(?:khu vực\s+|vùng\s+)?(?:thành thị|nông thôn|miền núi|vùng cao|đồng bằng|miền xuôi)\s+(?:(?:thì|mới|chỉ|đã|đạt|là|khoảng|trên|gần|hơn)\s+)*$"
)

PARTS_BEFORE: SaidBefore = (
    ("denominator", ("money",), ("/", "tổng"), _MONEY_OVER),
    ("denominator", ("count",), ("trên", "trong"), _DENOMINATOR),
    ("denominator", ("score",), ("tuyệt đối", "tối đa"), _FULL_MARKS),
    ("part_of_a_total", ("percent",), ("chiếm",), _SHARE_OF_SHARE),
    ("part_of_a_total", ("count",), ("lý lịch tư pháp",), _CRIMINAL_RECORDS),
    ("part_of_a_total", ("count",), ("cố định",), _FIXED_LINES),
    ("denominator", ("count",), ("%",), _WITHIN_SO_MANY),
    ("denominator", ("count",), ("chọn ", "thí điểm"), _CHOSEN_AMONG),
    ("of_the_rest", ("score", "percent", "count"), ("cao nhất", "thấp nhất"), _HIGHEST_AND_LOWEST),
    (
        "part_of_a_total",
        ("count", "km"),
        (*(name.lower() for name in OPERATORS), "fpt"),
        OF_AN_OPERATOR,
    ),
    ("part_of_a_total", ("percent",), ("trong số", "trong tổng số"), _AMONG_USERS),
    ("part_of_a_total", ("percent",), ("lượt", "cài đặt", "tải về", "thuê bao"), _AS_MANY_AS),
    (
        "part_of_a_total",
        ("score", "percent", "count"),
        ("điểm thẩm định", "điểm điều tra", "điểm khảo sát", "điểm tự"),
        _PART_OF_SCORE,
    ),
    ("part_of_a_total", ("count",), ("giám đốc", "đại diện", "lãnh đạo"), SAYS_AN_OPERATOR),
    ("part_of_a_total", ("percent",), ("phủ sóng",), COVERED_BY_ONE),
    ("part_of_a_total", ("count",), ("họ ",), _THEY_BUILD),
    ("part_of_a_total", ("count",), ("phát sinh hồ sơ",), _PARTS_WITH_DOSSIERS),
    ("progress_of_some_goals", ("percent",), ("chỉ tiêu", "mục tiêu"), _OF_SOME_GOALS),
    ("share_of_growth", ("percent",), ("tăng trưởng",), _GROWS_BY),
    ("part_of_a_total", ("percent",), ("trễ hạn", "quá hạn", "chậm hạn"), _ARE_LATE),
    ("of_the_rest", (), ("còn lại",), _REST),
    ("of_the_rest", ("percent",), ("còn lại",), _REST_OF_GOALS),
    ("of_the_rest", ("percent", "score"), ("địa phương", "tỉnh", "nơi", "xã", "huyện", "đơn vị"), _SOME_PLACE_HAS),
    ("part_of_a_total", ("km",), ("cáp ngầm",), _UNDERGROUND),
    ("part_of_a_total", ("count",), ("khắc phục", "khôi phục", "sửa chữa", "nâng cấp"), _MENDED),
    ("part_of_a_total", ("money",), ("(",), _OF_SOURCES),
    ("part_of_a_total", ("count",), ("kế hoạch",), _PLANNED_ANEW),
    ("part_of_a_total", ("count",), ("lĩnh vực",), _BY_FIELD),
    (
        "part_of_a_total",
        ("percent",),
        ("thành thị", "nông thôn", "miền núi", "vùng cao", "đồng bằng", "miền xuôi"),
        _IN_SUCH_AREAS,
    ),
    ("part_of_a_total", ("count", "percent"), ("lĩnh vực", "mảng"), _IN_ONE_FIELD),
    (
        "part_of_a_total",
        ("percent",),
        ("thường trú", "tạm trú", "khai sinh", "khai tử", "kết hôn", "hộ chiếu"),
        _OF_ONE_PROCEDURE,
    ),
)
