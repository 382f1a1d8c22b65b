"""The words before a number by which it is of something that no indicator measures.

Lives here: their wordings (`hội chợ`, `đội thi`, `thu thuế từ …`), each with the reason that the reader is given.
Never here: when they are asked (see `words_before`), what stands right behind a number (see `words_behind`).
"""

from __future__ import annotations

import re

from scrapers.extraction.unclaimable.said_before import SaidBefore
from scrapers.letters import CAPITALS

# `995 tổ công tác Đề án 06 gồm 9 tổ cấp huyện, 101 tổ cấp xã`: other teams
_OF_OTHER_TEAMS = re.compile(
    r"(?i)\btổ (?:công tác|đề án)\b[^;.]{0,60}\b(?:gồm|trong đó)\b(?:(?!công nghệ số|CNSCĐ|cộng đồng)[^;.])*$"
)
# `quy mô tổ cần xác định lại, từ 204 xã, phường xuống còn 75`, `sau khi sắp xếp từ 106 xã, phường, thị trấn còn 38 xã, phường`
_COMMUNES_FROM = re.compile(
    r"(?i)\btừ\s+\d+\s+(?:xã|phường)[^;.\d]{0,30}\bxuống(?: còn)?\s+$"
    r"|\bsắp xếp,?\s(?:[^;.,\d]{0,30}\s)?từ\s+(?:\d+\s+(?:xã|phường)[^;.\d]{0,40}\b(?:xuống|còn)\s+)?$"
)
# `thu hồi 103 chữ ký số`
_WITHDRAWN = re.compile(r"(?i)\b(?:thu hồi|cấp lại|gia hạn)\s+$")
# `Chính phủ điện tử Việt Nam tăng 15 bậc, lên 71/193 trong xếp hạng của Liên Hợp Quốc`
_AMONG_NATIONS = re.compile(
    r"(?i)\bchính phủ điện tử Việt Nam\b[^;.]*$|(?:^|[,;]\s+)Việt Nam\s+(?:tăng|đứng|xếp|lên|ở vị trí)\b[^;.]*$"
)
# `ba con số cộng lại thành 101,29%`
_SUM_OF_SHARES = re.compile(r"(?i)\bcộng lại\b[^;.\d]*$")
# `mạng 5G được thí điểm tại 4 điểm`: places
_AT_SO_MANY_PLACES = re.compile(r"(?i)\b(?:tại|ở|gồm)\s+$")
# `cài đặt xong YenBai-S cho 100% người trên 18 tuổi có điện thoại thông minh`
_INSTALLED_FOR = re.compile(r"(?i)\bcài(?: đặt)?\b[^;.\d]{0,60}\bcho\s+$")
# `…; riêng trợ cấp thất nghiệp, 99,6% người hưởng nhận qua tài khoản`: no pension
_OF_UNEMPLOYED = re.compile(
    r"(?i)\briêng (?:người hưởng |người nhận )?(?:trợ cấp|bảo hiểm) thất nghiệp,?\s+(?:có\s+)?$"
)
# `148 điểm cầu, gồm 20 điểm tại cơ quan cấp tỉnh`
_POINTS_OF_A_NETWORK = re.compile(r"(?i)\bđiểm (?:cầu|giao dịch|phục vụ(?! người dân)|truy cập|wifi)\b[^.]*$")
# `VNPT chiếm 43% thị phần, Viettel 41%`
_MARKET_SHARES = re.compile(
    r"(?i)\bthị phần(?:\s\w+){0,4}(?:(?:,|\svà)(?:\s[^\W\d]+){1,4}\s[\d,]+\s?%){0,4}(?:,|\svà)(?:\s[^\W\d]+){1,4}\s+$"
)
# `tái cấu trúc quy trình 100% thủ tục để xây dựng dịch vụ công toàn trình`
_RESTRUCTURES = re.compile(r"(?i)\btái cấu trúc(?:,? (?:quy trình|đơn giản hóa|cắt giảm))*(?: đối với| cho| của)?\s+$")
# `thu thuế từ hoạt động thương mại điện tử 6 tháng đạt 9.180 tỉ đồng`, `thu từ …, kinh doanh trên nền tảng số 18,7 tỷ đồng`
_TAXES = re.compile(
    r"(?i)\b(?:thu|nộp) thuế\b[^;.]*$|(?<!doanh )\bthu từ [^;.]*\b(?:thương mại điện tử|nền tảng số|hộ kinh doanh)\b[^;.]*$"
)
# `37/42 nhiệm vụ hoàn thành (88,1%)`: of tasks, of which the codebook has no share
_OF_TASKS = re.compile(r"(?i)\d\s?/\s?\d+\s+nhiệm vụ\b[^.;()]{0,40}(?:\(|,)\s*(?:đạt |chiếm |bằng )?(?:t[ỷỉ] lệ )?$")
# `đề nghị Bộ cho phép … lắp đặt 41 trạm`, `đang triển khai lắp đặt khoảng 600 vị trí`
_PROPOSED = re.compile(
    r"(?i)(?:\b(?:đề nghị|đề xuất|kiến nghị)\b(?:[^.;\d]|\d+(?= [^.;\d]{2,20},)){0,120}\b(?:lắp đặt|lắp|xây dựng|xây|bổ sung|đầu tư)(?: thêm| mới)?(?:\s+\d+\s[^.;\d]{2,30},\s+trong đó)?"
    r"|\bđang (?:được |triển khai )?(?:lắp đặt|xây dựng|đầu tư)(?: thêm| bổ sung| mới)?"
    r"|\b(?:dự kiến|sẽ|phấn đấu)\b[^.;,\d]{0,40}\b(?:bổ sung(?: thêm)?|phát triển thêm|lắp thêm|lắp đặt thêm|đầu tư thêm|có thêm|xây mới(?: và chuyển đổi)?)(?:\s+ít nhất)?|\b(?:dự kiến|sẽ|phấn đấu) (?:lắp|lắp đặt|xây dựng|xây) mới\s+[\d.]+ trạm(?: \w+)?(?:,| và))\s+$"
)
# `trao giấy khen cho 15 tổ công nghệ số cộng đồng tiêu biểu`
_AWARDED = re.compile(
    r"(?i)\b(?:trao|tặng|khen thưởng|biểu dương|tuyên dương)\b[^,;.\d]{0,60}\bcho\s+(?:(?:gần|hơn|trên)\s+)?$|\b(?:khen thưởng|biểu dương|tuyên dương|vinh danh)\s+$"
)
# `hợp tác với 14 ngân hàng và 5 ví điện tử`: with how many somebody works, `về làm việc tại 17 thôn`: where
_WORKS_WITH = re.compile(
    r"(?i)\b(?:hợp tác|liên kết|ký kết) với\s+(?:\d[\d.]*\s[^;.,\d]{2,30}\s(?:và|cùng)\s+)?(?:(?:hơn|trên|gần)\s+)?$"
    r"|\b(?:làm việc|khảo sát|kiểm tra|thẩm định|giám sát|tập huấn) (?:trực tiếp )?tại\s+(?:(?:hơn|trên|gần)\s+)?$"
)
# `Cuộc thi có 17 đội dự thi với 113 thành viên tổ công nghệ số cộng đồng`
_AT_A_CONTEST = re.compile(
    r"(?i)\b(?:đội (?:dự )?thi|thí sinh|cuộc thi|hội thi)\b[^;.]*\b(?:với|gồm)\s+(?:sự tham gia của\s+)?$"
)
# `Toàn tỉnh (124 xã, phường) đã thành lập 1.833 tổ`: how many it has of them
_SIZE_OF_THE_WHOLE = re.compile(r"(?i)\btoàn (?:tỉnh|thành phố|huyện)\s*\(\s*(?:gồm\s+)?$")
# `17 sản phẩm đạt chuẩn OCOP (trước đây là 24 sản phẩm)`: of a time that is not told
_BEFORE_IN_BRACKETS = re.compile(r"(?i)\(\s*trước (?:đây|đó|kia)\s+(?:(?:chỉ|là|có|mới)\s+)*$")
# `chi khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số 1.420 tỷ đồng`: not for digital transformation alone
_FOR_SCIENCE_TOO = re.compile(
    r"(?i)\b(?:đổi mới sáng tạo|ĐMST|khoa học(?:,| và) công nghệ)(?:,| và) (?:chuyển đổi số|CĐS),?\s+(?:(?:trong )?(?:năm|giai đoạn) 20\d\d(?:\s?[-–]\s?20\d\d)?\s+)?"
    r"(?:của (?:tỉnh|thành phố)\s+)?(?:(?:có tổng (?:vốn|kinh phí)|đã giao|được giao|là|đạt|khoảng|trên|hơn|gần)\s+)*$"
)
# `phục vụ hơn 3,2 triệu dân tại 96 xã, phường`
_WHERE_THEY_LIVE = re.compile(r"(?i)\d\s+(?:triệu|nghìn|ngàn|vạn)?\s*(?:người )?dân (?:tại|ở|của|thuộc)\s+$")
# `Có 71% doanh nghiệp cho biết …, tăng so với 65% của năm 2023`
_SAID_SO_THEN = re.compile(r"(?i)\d\s?%[^.;%]{0,40}\b(?:cho biết|cho rằng|đánh giá)\b[^.;%]*\bso với\s+(?:mức\s+)?$")
# `825.000 thuê bao smartphone trên tổng số 1,25 triệu dân, đạt tỷ lệ 65,8%, thấp hơn trung bình (80,2%)`: of the inhabitants
_OF_INHABITANTS = re.compile(r"(?i)\bthuê bao\b[^;.\d]*\btrên tổng số [\d.,]+ (?:triệu |nghìn )?(?:người )?dân\b[^;]*$")
_LINES_BETWEEN_PROVINCES = re.compile(r"(?i)\b(?:liên tỉnh|đường trục|quốc tế)\b[^;.\d]*$")  # cables of no province
_AT_A_FAIR = re.compile(r"(?i)\b(?:hội chợ|triển lãm)\b[^;.]*$")
# `kinh phí dự kiến của các doanh nghiệp 1.150 tỷ đồng`
_OF_ENTERPRISES = re.compile(
    r"(?i)\b(?:kinh phí|vốn)\b[^,;.\d]{0,20}\bcủa (?:các )?(?:doanh nghiệp|DN)\s+(?:là |khoảng |hơn |trên )*$"
)
# `Tổ công nghệ số cộng đồng số 59 khu dân cư Đông Xuân 3`
_NAME_WITH_NUMBER = re.compile(
    rf"(?i)\b(?:cộng đồng|CNSCĐ) số\s+$|\bcụm dân cư\s+$|\b(?:khu dân cư|khu phố|tổ dân phố|thôn|ấp|bản)\s+(?-i:[{CAPITALS}]\w+(?: [{CAPITALS}]\w+)*)\s+$"
)
# `Đại hội Đảng bộ tỉnh lần thứ I xác định 26 chỉ tiêu`
_OF_A_CONGRESS = re.compile(r"(?i)\bđại hội\b[^.;]{0,90}\b(?:xác định|đề ra|thông qua)\s+$")
_ASKED = re.compile(
    r"(?i)\b(?:khảo sát|phỏng vấn)\s+(?:được\s+|ý kiến\s+)?$"
)  # `kết quả khảo sát 420 thành viên cho thấy …`
# `mưa lũ làm đứt 312 km cáp quang`
_DESTROYED = re.compile(
    r"(?i)\b(?:đứt|cuốn trôi|gãy đổ|hư hỏng)\s+(?:(?:với )?(?:tổng )?chiều dài (?:là )?)?(?:hơn\s+|gần\s+|khoảng\s+|trên\s+)?$"
)
# `chi cho khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số tối thiểu 3% tổng chi ngân sách`: also of the rest
_SPENT_ON_SCIENCE = re.compile(
    r"(?i)\bchi(?: ngân sách)?(?: hằng năm)? cho (?:phát triển )?(?:khoa học|KHCN|KH&CN)[^;.%]*(?:chuyển đổi số|CĐS)[^;.%]*$"
)
_OF_PROJECT_06 = re.compile(
    r"(?i)\b(?:chỉ tiêu|nhiệm vụ)\b[^;.%()]*\bđề án (?:số )?06\s*\(\s*$"
)  # `30/32 chỉ tiêu của Đề án 06 (93,75%)`
# `công bố quyết định thành lập Tiểu ban An ninh mạng tỉnh gồm 15 thành viên`
_OF_A_COMMITTEE = re.compile(
    r"(?i)\b(?:tiểu ban|ban chỉ đạo|hội đồng|tổ công tác|tổ giúp việc)\b[^;.,\d]{0,80}\bgồm\s+$"
    r"|\bnhóm (?:Zalo|kết nối)\b[^;.,\d]{0,40}\b(?:gồm|có|với)\s+$"
)
# `được Ban Cơ yếu Chính phủ cấp 3.862 chứng thư số`: those of offices
_OF_CIPHER_OFFICE = re.compile(r"(?i)\bcơ yếu(?: chính phủ)?\s(?:[^;.]|(?<=\d)\.(?=\d))*$")

OTHER_SUBJECTS_BEFORE: SaidBefore = (
    ("no_indicator", ("count",), ("cơ yếu",), _OF_CIPHER_OFFICE),
    ("no_indicator", ("count",), ("tổ công tác", "tổ đề án"), _OF_OTHER_TEAMS),
    ("no_indicator", ("count", "rank"), ("xuống", "sắp xếp"), _COMMUNES_FROM),
    ("no_indicator", ("count",), ("thu hồi", "cấp lại", "gia hạn"), _WITHDRAWN),
    ("no_indicator", ("score", "rank", "steps"), ("việt nam",), _AMONG_NATIONS),
    ("no_indicator", ("percent",), ("cộng lại",), _SUM_OF_SHARES),
    ("no_indicator", ("score",), ("tại", "ở", "gồm"), _AT_SO_MANY_PLACES),
    ("no_indicator", ("percent",), ("cài",), _INSTALLED_FOR),
    ("no_indicator", ("percent",), ("thất nghiệp",), _OF_UNEMPLOYED),
    ("no_indicator", ("score",), ("điểm ",), _POINTS_OF_A_NETWORK),
    ("no_indicator", ("percent",), ("tái cấu trúc",), _RESTRUCTURES),
    ("no_indicator", ("percent",), ("thị phần",), _MARKET_SHARES),
    ("no_indicator", ("money",), ("thuế", "thu từ"), _TAXES),
    ("no_indicator", ("percent",), ("nhiệm vụ",), _OF_TASKS),
    ("no_indicator", ("count",), ("với", "tại"), _WORKS_WITH),
    ("awarded", ("count",), ("trao", "tặng", "khen thưởng", "biểu dương", "tuyên dương", "vinh danh"), _AWARDED),
    ("proposed", ("count",), ("đề nghị", "đề xuất", "kiến nghị", "đang ", "dự kiến", "sẽ ", "phấn đấu"), _PROPOSED),
    ("no_indicator", ("count",), ("thi ", "thí sinh"), _AT_A_CONTEST),
    ("no_indicator", ("count",), ("(",), _SIZE_OF_THE_WHOLE),
    ("time_not_told", (), ("(trước", "( trước"), _BEFORE_IN_BRACKETS),
    ("no_indicator", ("money",), ("đổi mới sáng tạo", "đmst", "công nghệ"), _FOR_SCIENCE_TOO),
    ("no_indicator", ("count",), ("dân tại", "dân ở", "dân của", "dân thuộc"), _WHERE_THEY_LIVE),
    ("answer_in_a_survey", ("percent",), ("so với",), _SAID_SO_THEN),
    ("no_indicator", ("percent",), ("trên tổng số",), _OF_INHABITANTS),
    ("no_indicator", ("km",), ("liên tỉnh", "đường trục", "quốc tế"), _LINES_BETWEEN_PROVINCES),
    ("no_indicator", ("money",), ("hội chợ", "triển lãm"), _AT_A_FAIR),
    ("no_indicator", ("money",), ("của các doanh nghiệp", "của doanh nghiệp", "của các dn", "của dn"), _OF_ENTERPRISES),
    (
        "no_indicator",
        ("count",),
        ("số ", "cụm dân cư", "khu dân cư", "khu phố", "thôn", "tổ dân phố", "ấp", "bản"),
        _NAME_WITH_NUMBER,
    ),
    ("no_indicator", ("count",), ("đại hội",), _OF_A_CONGRESS),
    ("no_indicator", ("count",), ("khảo sát", "phỏng vấn"), _ASKED),
    ("no_indicator", ("count", "km"), ("đứt", "cuốn trôi", "gãy đổ", "hư hỏng"), _DESTROYED),
    ("no_indicator", ("percent",), ("chi ",), _SPENT_ON_SCIENCE),
    ("no_indicator", ("percent",), ("đề án",), _OF_PROJECT_06),
    (
        "no_indicator",
        ("count",),
        ("tiểu ban", "ban chỉ đạo", "hội đồng", "tổ công tác", "tổ giúp việc", "nhóm "),
        _OF_A_COMMITTEE,
    ),
)
