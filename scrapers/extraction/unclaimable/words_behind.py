"""The words behind a number by which it is no value of an area, each with the reason.

Lives here: wordings that begin right behind the number. Never here: those before it (see `words_before`), and when they are
asked (see `reasons`).
"""

from __future__ import annotations

import re

from scrapers.extraction.numbers.units import UnitClass
from scrapers.letters import CAPITALS

# `498/524 người dân trưởng thành của thôn sở hữu điện thoại thông minh …, đạt tỷ lệ 95%`: of one village
A_VILLAGE_HAS = r"\bcủa (?:thôn|ấp|bản|xóm)\s+(?:này|có|đã|sở hữu|sử dụng|được|\d+)\b"

# `Bản Huổi Lúm có 63 hộ, 341 nhân khẩu`: who lives there
_INHABITANTS = re.compile(
    r"(?i)\s*hộ(?: dân| gia đình)?(?:,| với| và)\s+(?:gần |hơn |trên |khoảng )?[\d.]+\s+(?:nhân )?khẩu\b"
)
# `Xã có 16 ấp, hiện đã lập 18 tổ công nghệ số cộng đồng`: how many there are, not how many have a team
_UNITS_BESIDE_TEAMS = re.compile(
    r"(?i)\s*(?:thôn|bản|ấp|khóm|khu phố|tổ dân phố|xã|phường)(?:, (?:bản|ấp|khóm|khu phố|tổ dân phố|phường|thị trấn|đặc khu)){0,3},\s+"
    r"(?:hiện )?(?:đã )?(?:thành lập|lập|kiện toàn) (?:được )?[\d.]+ tổ\b"
)
# `Chính quyền số có 12 chỉ tiêu thành phần`: of a set of criteria
_CRITERIA = re.compile(r"(?i)\s*(?:chỉ tiêu|chỉ số|tiêu chí) thành phần\b")
# `hơn 1.990 trạm BTS mất liên lạc`, `9 vị trí trạm BTS phải chạy máy nổ`: those to which something happened
_BROKEN_DOWN = re.compile(
    r"(?i)\s*(?:vị trí\s+|cột\s+)?(?:trạm|BTS|cột|ăng-?ten|anten)(?:[^,;.\d]|, (?=[A-ZĐ])){0,40}\b(?:mất liên lạc|gián đoạn|mất sóng|mất điện|hư hỏng|bị ảnh hưởng|gãy đổ|chạy máy nổ|được khôi phục)\b"
)
# `61 km cáp quang bị đứt, cuốn trôi`
_CABLE_CUT = re.compile(r"(?i)\s*(?:tuyến\s+)?cáp(?: quang)?\b[^,;.\d]{0,30}\bbị\b")
# `27 mục tiêu có khả năng hoàn thành cao`
_MAY_BE_DONE = re.compile(
    r"(?i)\s*(?:mục tiêu|chỉ tiêu|nhiệm vụ)(?:\s(?:chuyển đổi số|CĐS))?\s+(?:(?:có khả năng|có thể|dự kiến)\b|(?:[^\W\d]+\s+){0,9}khó (?:kịp|hoàn thành|đạt)\b)"
)
# `là 1/11 địa phương hoàn thành cả bốn mục tiêu`: places that did so
_PLACES_THAT_DID = re.compile(
    r"(?i)\s*(?:tỉnh|địa phương)\b[^,;.\d]{0,40}\b(?:hoàn thành|đạt|vượt)\b[^,;.\d]{0,40}\b(?:mục tiêu|chỉ tiêu)\b"
)
# `tiếp nhận 519 hồ sơ lý lịch tư pháp`, `10.000 hồ sơ đất đai`: of one field
_OF_ONE_FIELD = re.compile(
    r"(?i)\s*hồ sơ\s+(?:(?:về|lĩnh vực)\s+)?(?:đất đai|địa chính|lý lịch tư pháp|bệnh án|sức khỏe|đăng ký doanh nghiệp)\b"
)
_CABLE_OF_A_KIND = re.compile(
    r"(?i)\s*(?:tuyến\s+)?cáp(?: quang)?\s+(?:truy nhập|trung kế|liên tỉnh|nội tỉnh|đường trục|treo|ngầm)\b"
)
# `03 chương trình mục tiêu quốc gia`, `26 nhóm chỉ tiêu cụ thể`
_KINDS_OF_GOALS = re.compile(r"(?i)\s*(?:(?:chương trình|nhóm) mục tiêu|nhóm chỉ tiêu)\b")
# `124.087 hồ sơ thuộc 25 dịch vụ này`
_OF_SO_MANY_SERVICES = re.compile(r"(?i)\s*hồ sơ\s+(?:thuộc|của)\s+\d+\s+(?:dịch vụ|thủ tục|nhóm)\b")
# `42 sản phẩm OCOP trên trang https://…`
_ON_ONE_SITE = re.compile(r"(?i)\s*sản phẩm(?: OCOP)?\s+trên\s+(?:trang|website)\b")
# `từ 204 xã, phường, thị trấn xuống còn 75`
_COMMUNES_NOW_FEWER = re.compile(r"(?i)\s*(?:xã|phường)[^;.\d]{0,30}\bxuống(?: còn)?\s+\d")
# `…, bao gồm 63,25% đóng góp từ công nghiệp …`: of what was told before it
_CONTRIBUTED = re.compile(r"(?i)\s*(?:là\s+)?đóng góp (?:từ|của)\b")
# `34% cho biết còn ngại nộp hồ sơ qua mạng`
_SAY_SO = re.compile(r"(?i)\s*(?:[^\d,.;:()]{0,40}\s)?(?:cho biết|cho rằng|trả lời rằng)\b")
# `… đạt 97%, 3% còn lại chủ yếu là …`
_IS_THE_REST = re.compile(r"(?i)\s*(?:số )?còn lại\b")
# `50% người dùng điện thoại thông minh tiếp cận dịch vụ đô thị thông minh`
_OF_USERS = re.compile(
    r"(?i)\s*(?:số )?người (?:đang )?(?:dùng|sử dụng) (?:điện thoại|smartphone)[^,;.\d]{0,20}\b(?:tiếp cận|cài|biết|dùng|sử dụng)\b"
)
# `50% ở các xã nông thôn mới`
_OF_SOME_COMMUNES = re.compile(
    r"(?i)\s*(?:ở|tại) (?:các|những) (?:xã|phường|huyện) (?:NTM|nông thôn mới|điểm|thí điểm|vùng|biên giới|miền núi|đặc biệt)\b"
)
# `thuộc nhóm 10 tỉnh, thành phố có giá trị thấp nhất`
_OF_THE_LAST = re.compile(
    r"(?i)\s+(?:tỉnh|địa phương)(?:, thành phố)?\s[^.;,]{0,40}\b(?:thấp nhất|kém nhất|cuối bảng|đứng cuối)\b"
)
# `23 cơ sở tại khu vực phía Tây tỉnh đã có bệnh án điện tử`: of a part of the province
_IN_A_PART_OF_IT = re.compile(
    r"(?i)[^;.\d]{0,90}\b(?:khu vực|vùng)\s+(?:phía\s+)?(?:Tây|Đông|Bắc|Nam)\s+(?:của\s+)?(?:tỉnh|thành phố)\b"
)
# `công nhận 26 sản phẩm OCOP. Lũy kế toàn tỉnh có 1.002 sản phẩm`: of one round
_ADDED_TO_THE_SUM = re.compile(r"\s*sản phẩm\b[^.;\d]{0,60}[.;,]\s*(?:[Ll]ũy kế|[Nn]âng tổng số)\b")
# `Cụ thể, 821 sản phẩm đạt 3 sao, 85 sản phẩm đạt 4 sao`
_OF_SO_MANY_STARS = re.compile(
    r"(?i)\s*(?:[-–]\s*\d+\s+)?sản phẩm\s+(?:(?:OCOP|đạt|hạng|xếp hạng|chuẩn)\s+)*(?:[345]|ba|bốn|năm) sao\b(?!\s+trở lên)"
)
_NEW_PRODUCTS = re.compile(r"(?i)\s*(?:(?:đến|-)\s+[\d.]+\s+)?sản phẩm (?:OCOP )?mới\b")
_OF_A_VILLAGE = re.compile(rf"(?i)[^;.,\d]{{0,60}}{A_VILLAGE_HAS}")
# `6,3 tỷ đồng hỗ trợ chuyển đổi số trong xây dựng nông thôn mới`
_FOR_THE_COUNTRYSIDE = re.compile(r"(?i)[^;.,\d]{0,60}\btrong xây dựng (?:NTM|nông thôn mới)\b")
# `Top 10 tỉnh, thành phố đứng đầu gồm: Đà Nẵng, …`, `Nằm trong Top 5 bên cạnh Hải Phòng là các địa phương như …`,
# `Top 3 PCI 2022 lần lượt là Quảng Ninh …`, `Top 10 PAR INDEX 2024: hạng 1 - Hải Phòng, …`
_GROUP_OF_NAMED = re.compile(
    rf"(?i)\s+(?:tỉnh|địa phương)\b[^.;:]{{0,80}}\b(?:bao )?gồm\b\s*:?\s+(?:\(?1[.)]\s+)?(?:TP\.? ?|tỉnh |thành phố )?(?-i:[{CAPITALS}])"
    r"|[^.;:,]{0,60}\blà các (?:tỉnh|địa phương)\b"
    rf"|[^.;:,]{{0,60}}\blần lượt (?:là|gồm)\s*:?\s+(?:TP\.? ?|tỉnh |thành phố )?(?-i:[{CAPITALS}])"
    r"|[^.;:,]{0,60}:\s+\(?(?:(?:hạng|thứ|vị trí(?: thứ)?)\s+(?:1|nhất)\b|1[.)]\s)"
)
# `5-10 thành viên/tổ`
_PER_UNIT = re.compile(r"(?i)\s*[^\W\d_]+(?: [^\W\d_]+)?\s?/\s?(?:tổ|xã|phường|thôn|đơn vị|nhóm|huyện|điểm)\b")
# `17 mục tiêu, 47 nhiệm vụ của Chiến lược quốc gia`, `50 chỉ tiêu của Thông tư 13`, `15/15 chỉ tiêu KT-XH`
_GOALS_OF_OTHERS = re.compile(
    r"(?i)\s*(?:chỉ tiêu|mục tiêu|nhiệm vụ)\b(?:[^.;:]{0,60}\bcủa (?:đề án (?:số )?06|chiến lược|chương trình (?:mục tiêu )?quốc gia|thông tư)\b"
    r"| (?:phát triển )?(?:KT\s?[-–]\s?XH|kinh tế\s?[-–]\s?xã hội)\b)"
)
# `có 63/63 địa phương nộp báo cáo`, `57/63 địa phương đạt kết quả trên 80%`
_ALL_DID = re.compile(
    r"(?i)\s*(?:địa phương|tỉnh, thành phố|tỉnh)\s+(?:đã\s+)?(?:nộp|gửi|báo cáo|hoàn thành|triển khai|ban hành|tham gia)\b"
    r"|\s*(?:địa phương|tỉnh, thành phố|tỉnh)\s+(?:có |đạt )(?:kết quả|điểm số|điểm|chỉ số|giá trị)\s(?:đạt )?(?:trên|dưới|từ|hơn)\s"
)
# `mạng 4G phủ sóng 100% diện tích của tỉnh`, `98% lô hàng làm thủ tục qua mạng`
_OF_AREA_OR_GOODS = re.compile(r"(?i)\s*(?:diện tích|lãnh thổ|lô hàng|tờ khai)\b")
# `tiếp nhận bình quân 120 hồ sơ mỗi ngày`
_A_DAY = re.compile(r"(?i)\s*(?:lượt\s+)?hồ sơ\s*(?:/|mỗi|một|trong một)\s*ngày\b")
# `còn 0,7% hồ sơ trễ hạn`
_LATE = re.compile(r"(?i)\s*(?:số )?hồ sơ (?:bị |giải quyết )?(?:trễ|quá|chậm|không đúng) hạn\b")
# `2.314 chữ ký số cá nhân cho bác sĩ, điều dưỡng`, `tài trợ 50 chữ ký số trị giá …`
_SIGNATURES_FOR_STAFF = re.compile(
    r"(?i)\s*(?:chữ ký|chứng thư)\b[^,;.\d]{0,40}\b(?:trị giá|cho (?:(?:đội ngũ|các) )?(?:y, )?(?:bác sĩ|cán bộ|công chức|viên chức|giáo viên|nhân viên|lãnh đạo|nhà giáo))\b"
)
# `nhưng mới 300 tổ được hỗ trợ kinh phí`, `3 tổ kiểm tra`, `hơn 30.000 người dùng thường xuyên`, `1 doanh nghiệp công nghệ số ngang tầm …`
_TEAMS_IN_PART = re.compile(r"(?i)\s*tổ (?:được (?:hỗ trợ|cấp|trang bị)|hoạt động (?:hiệu quả|tốt))\b")
_OTHER_TEAMS = re.compile(
    r"(?i)\s*tổ (?:kiểm tra|giám sát|giúp việc|chuyên gia|thẩm định|tư vấn|liên ngành|xung kích)\b"
)
_REGULAR_USERS = re.compile(
    r"(?i)\s*(?:người dùng|tài khoản)\s+(?:hoạt động\s+)?(?:thường xuyên|hằng tháng|hàng tháng)\b"
)
_OUTSTANDING_ENTERPRISES = re.compile(
    r"(?i)\s*(?:doanh nghiệp|DN) (?:công nghệ số|số)\s+(?:ngang tầm|nòng cốt|chủ lực|tầm cỡ)\b"
)
# `Thành phố có 15 xã, phường, 100% xã, phường đã lập tổ …`: how many units there are
_UNITS_ALONE = re.compile(
    r"(?i)\s*(?:xã|phường|thị trấn|thôn|bản|ấp|khóm|khu phố)(?:, (?:xã|phường|thị trấn|đặc khu|bản|khóm|khu phố|tổ dân phố)){0,3},\s+\d[\d.,]*\s?%"
)
# `1.784 thủ tục tích hợp lên Cổng Dịch vụ công quốc gia`
_PUT_ON_A_PORTAL = re.compile(
    r"(?i)\s*(?:dịch vụ(?: công)?|DVC|DVCTT|thủ tục(?: hành chính)?|TTHC)\s+(?:(?:được|đã)\s+)*tích hợp\b[^,;.\d]{0,12}\bcổng\b"
)
# `41.207 hồ sơ “phi địa giới” được tiếp nhận`
_OF_OTHER_PLACES = re.compile(r"(?i)\s*(?:lượt\s+)?hồ sơ\s+(?:TTHC\s+)?[“\"]?phi địa giới\b")
# `Tổng số chủ thể … sản phẩm OCOP là 18 chủ thể`
_WHO_MAKES_THEM = re.compile(r"(?i)\s*chủ thể\b")
# `43/51 chỉ tiêu, gồm 17 chỉ tiêu vượt và 26 chỉ tiêu đạt`
_GOALS_OF_A_KIND = re.compile(r"(?i)\s*(?:chỉ tiêu|mục tiêu)\s+(?:vượt|đạt|chưa đạt|không đạt)\s*(?:[,.;)]|và \d|$)")
# `có thêm 34 doanh nghiệp số thành lập mới`, `phát triển ít nhất 25 doanh nghiệp công nghệ số mới`
_FOUNDED = re.compile(
    r"(?i)\s*(?:doanh nghiệp|DN)(?:\b[^,;.\d]{0,30}\bthành lập mới\b|\s(?:(?:công nghệ )?số|CNS) mới\s*(?:[,;.)]|$))"
)
# `12.450 máy điện thoại thông minh cho hộ nghèo`
_PHONES_FOR_SOME = re.compile(
    r"(?i)\s*(?:máy|chiếc)\s+(?:điện thoại|smartphone)\b[^,;.\d]{0,30}\s(?:cho|tặng)\s+(?:(?:các|những) )?(?:hộ|người|gia đình|học sinh|đối tượng)\b"
)
# `mới có 21 nhiệm vụ hoàn thành, 9 nhiệm vụ quá hạn`
_TASKS_OVERDUE = re.compile(r"(?i)\s*nhiệm vụ\s+(?:(?:đã|bị|còn)\s+)*(?:quá hạn|trễ hạn|chậm (?:tiến độ|muộn|hạn))\b")
# `4 loại hình doanh nghiệp công nghệ số`: how many kinds there are
_KINDS_OF = re.compile(r"(?i)\s*(?:loại|loại hình|dạng|kiểu)\s")
# `4 bệnh viện còn lại đang chờ thẩm định`
_REST_OF_THEM = re.compile(
    r"(?i)\s*(?:(?:bệnh viện|cơ sở|trường|hệ thống(?: thông tin)?)\s+còn lại\b|nhiệm vụ còn lại\b(?! đang))"
)
# `mỗi ngày có khoảng 40% khách quét mã QR`
_OF_GUESTS = re.compile(r"(?i)\s*(?:lượt\s+)?khách(?! hàng)\b")
# `1.284 tỷ đồng, trong đó doanh nghiệp viễn thông đầu tư 1.150 tỷ đồng`: what all invest, not a budget
_INVESTED_BY_ENTERPRISES = re.compile(
    r"(?i)[^;.]{0,20},\s+(?:trong đó|chủ yếu)\s+(?:là\s+|từ\s+)?(?:vốn\s+)?(?:của\s+)?(?:các\s+)?(?:doanh nghiệp|DN)\b"
)
# `(2) Chỉ tiêu 13: số liệu do Ngân hàng Nhà nước cung cấp`: which one
_NUMBER_OF_A_GOAL = re.compile(r"(?i)(?:(?<=chỉ tiêu \d)|(?<=chỉ tiêu \d\d))\s*:")
# `3 IOC của ba địa phương được hợp thành 1 trung tâm`
_MADE_ONE = re.compile(r"(?i)[^,;.\d]{0,50}\b(?:hợp|hợp nhất|sáp nhập|gộp|sắp xếp) (?:lại )?(?:thành|còn)\s+\d")
# `Hơn 19% hồ sơ "trực tuyến" thực ra do cán bộ nộp thay`
_DONE_FOR_THEM = re.compile(r"(?i)[^,;.\d]{0,50}\b(?:nộp|làm|khai) (?:thay|hộ)\b")

# `nơi trên 90% dân số là đồng bào Mông`: who lives there
_WHO_LIVES_THERE = re.compile(
    r"(?i)\s*(?:dân số|dân cư|số dân|người dân|số hộ|hộ dân|hộ)\s[^,;.\d]{0,20}?là (?:đồng bào|người dân tộc|người [A-ZĐ]|dân tộc)\b"
)
# `1.612 hộ thuộc diện bắt buộc áp dụng hóa đơn điện tử`: who has to
_WHO_HAS_TO = re.compile(r"(?i)\s*hộ(?: kinh doanh)?\s(?:thuộc (?:diện|đối tượng)|phải|bắt buộc)\b")
# `03 chợ, trong đó 01 chợ thực hiện mô hình Chợ 4.0`: how many there are
_ALL_MARKETS = re.compile(
    r"(?i)\s*chợ(?: truyền thống)?,\s+trong đó(?: có)?\s+\d+ chợ\s+(?:thực hiện|triển khai|áp dụng|theo)\b"
)
# `doanh thu từ 1 tỷ đồng/năm trở lên`: whom it is asked of
_A_YEAR_AND_MORE = re.compile(r"(?i)\s*/\s*năm\s+trở (?:lên|xuống)\b")

SAID_BEHIND: tuple[tuple[str, UnitClass, re.Pattern[str]], ...] = (
    ("of_each_unit", "count", _PER_UNIT),
    ("threshold_of_a_count", "money", _A_YEAR_AND_MORE),
    ("no_indicator", "count", _CRITERIA),
    ("no_indicator", "count", _GOALS_OF_OTHERS),
    ("no_indicator", "count", _PUT_ON_A_PORTAL),
    ("no_indicator", "count", _WHO_MAKES_THEM),
    ("part_of_a_total", "count", _OF_OTHER_PLACES),
    ("part_of_a_total", "count", _TEAMS_IN_PART),
    ("no_indicator", "count", _OTHER_TEAMS),
    ("part_of_a_total", "count", _REGULAR_USERS),
    ("part_of_a_total", "count", _OUTSTANDING_ENTERPRISES),
    ("no_indicator", "count", _SIGNATURES_FOR_STAFF),
    ("no_indicator", "count", _KINDS_OF),
    ("no_indicator", "count", _ALL_MARKETS),
    ("no_indicator", "count", _WHO_HAS_TO),
    ("no_indicator", "count", _NUMBER_OF_A_GOAL),
    ("no_indicator", "count", _MADE_ONE),
    ("no_indicator", "count", _BROKEN_DOWN),
    ("no_indicator", "km", _CABLE_CUT),
    ("no_indicator", "count", _INHABITANTS),
    ("no_indicator", "count", _UNITS_BESIDE_TEAMS),
    ("no_indicator", "count", _MAY_BE_DONE),
    ("no_indicator", "count", _PLACES_THAT_DID),
    ("part_of_a_total", "count", _OF_ONE_FIELD),
    ("part_of_a_total", "km", _CABLE_OF_A_KIND),
    ("no_indicator", "count", _KINDS_OF_GOALS),
    ("no_indicator", "count", _COMMUNES_NOW_FEWER),
    ("part_of_a_total", "count", _OF_SO_MANY_SERVICES),
    ("of_each_unit", "count", _ON_ONE_SITE),
    ("part_of_a_total", "count", _GOALS_OF_A_KIND),
    ("difference", "count", _FOUNDED),
    ("no_indicator", "count", _PHONES_FOR_SOME),
    ("part_of_a_total", "count", _TASKS_OVERDUE),
    ("part_of_a_total", "count", _IN_A_PART_OF_IT),
    ("part_of_a_total", "count", _ADDED_TO_THE_SUM),
    ("difference", "count", _NEW_PRODUCTS),
    ("part_of_a_total", "count", _OF_SO_MANY_STARS),
    ("not_at_this_level", "count", _OF_A_VILLAGE),
    ("not_at_this_level", "percent", _OF_A_VILLAGE),
    ("part_of_a_total", "money", _FOR_THE_COUNTRYSIDE),
    ("no_indicator", "money", _INVESTED_BY_ENTERPRISES),
    ("no_indicator", "count", _UNITS_ALONE),
    ("no_indicator", "percent", _OF_AREA_OR_GOODS),
    ("of_each_unit", "count", _A_DAY),
    ("part_of_a_total", "percent", _LATE),
    ("part_of_a_total", "percent", _CONTRIBUTED),
    ("of_the_rest", "percent", _IS_THE_REST),
    ("of_the_rest", "count", _REST_OF_THEM),
    ("rank_in_a_group", "rank", _OF_THE_LAST),
    ("no_indicator", "rank", _ALL_DID),
    ("size_of_a_group", "rank", _GROUP_OF_NAMED),
    ("part_of_a_total", "percent", _OF_USERS),
    ("of_each_unit", "percent", _OF_SOME_COMMUNES),
    ("answer_in_a_survey", "percent", _SAY_SO),
    ("no_indicator", "percent", _OF_GUESTS),
    ("no_indicator", "percent", _WHO_LIVES_THERE),
    ("no_indicator", "percent", _DONE_FOR_THEM),
)
