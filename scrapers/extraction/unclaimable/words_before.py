"""The words before a number by which no indicator may claim it, each with the reason that the reader is given.

Lives here: what the words of its item say before it. Never here: what stands right behind it (see `words_behind`), what else
makes a number unclaimable (see `reasons`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import ahocorasick

from scrapers.extraction.numbers.units import UnitClass
from scrapers.extraction.unclaimable.comparisons_before import SAID_IN_COMPARISON
from scrapers.extraction.unclaimable.operators import COVERED_BY_ONE, OF_AN_OPERATOR, OPERATORS, SAYS_AN_OPERATOR
from scrapers.extraction.unclaimable.words_behind import A_VILLAGE_HAS
from scrapers.letters import CAPITALS

# `đóng góp 7,71% (chiếm 54,3%)`: a share of a share
_SHARE_OF_SHARE = re.compile(r"(?i)\d\s?%(?:\s(?:GRDP|GDP))?\s*\(\s*chiếm\s+$")
# `Một hợp tác xã ở Nam Đàn có 3 sản phẩm …`: of a single one, not of its place
_OF_A_SINGLE = re.compile(
    r"(?i)\b(?:một|1|riêng) (?:hợp tác xã|HTX|doanh nghiệp|cơ sở|công ty|hộ|gia đình|nhà vườn|trang trại)\b[^;.]*$"
)
# `hơn 900 thủ tục cung cấp trực tuyến trên tổng số 1.792 thủ tục`
_DENOMINATOR = re.compile(
    r"(?i)(?:\d[^.;]{0,80}\b(?:trên\s+tổng(?:\s+số)?|trong\s+tổng\s+số)|\(\s*(?:trên|trong)\s+tổng(?:\s+số)?|\b(?:1|một)\s+trong(?:\s+(?:số|tổng số))?|\b\d+\s+trong(?:\s+số)?)\s+$"
)
# `8.619 tỷ đồng/100.314 tỷ đồng`
_MONEY_OVER = re.compile(r"(?i)(?:đồng|tỷ|tỉ)\s?/\s?$|(?:đồng|tỷ|tỉ)\s+(?:trên|trong)\s+tổng(?:\s+số)?(?:\s+GRDP)?\s+$")
# `Các huyện, thị xã còn lại đạt từ 80 đến 88 điểm`
_REST = re.compile(
    rf"(?i)\bcác\s+(?:huyện|thị xã|xã|phường|tỉnh|địa phương|đơn vị|sở)\b[^.;\d]{{0,40}}\bcòn lại\b(?-i:[^.;,{CAPITALS}]{{0,40}})$"
)
# `trong số người dùng điện thoại, 58,2% dùng điện thoại thông minh`
_AMONG_USERS = re.compile(
    r"(?i)\btrong (?:tổng )?số (?:những )?(?:người|khách hàng|hộ|thuê bao) (?:đang |có )?(?:dùng|sử dụng) [^,;.\d]{2,40},\s+(?:có\s+)?$"
)
# `kinh tế số ước tăng trưởng 21,8%`: no share
_GROWS_BY = re.compile(r"(?i)(?<!tốc độ )\btăng trưởng\s+(?:(?:trên|hơn|khoảng|gần|bình quân|thêm)\s+)*$")
# `37/42 nhiệm vụ hoàn thành (88,1%)`: of tasks, of which the codebook has no share
_OF_TASKS = re.compile(r"(?i)\d\s?/\s?\d+\s+nhiệm vụ\b[^.;()]{0,40}(?:\(|,)\s*(?:đạt |chiếm |bằng )?(?:t[ỷỉ] lệ )?$")
# `nhóm đạt điểm “Cao” từ 43,44 - 47,88 điểm (16 tỉnh, thành phố)`
_GROUP_BETWEEN = re.compile(
    r"(?i)\bnhóm\b[^;.\d]{0,90}\btừ\s+(?:[\d.,]+\s?(?:[-–]|đến)\s?)?$"
    r"|\bnhóm\b[^;.\d]{0,90}\b(?:kết quả|điểm|chỉ số|giá trị)(?: chỉ số)?\s+$"
    r"|\(nhóm các (?:tỉnh|địa phương|đơn vị)\s[^;.\d()]{0,30}(?:[\d.,]+\s?%?\s?(?:[-–]|đến)\s?)?$"
)
# `Riêng lĩnh vực đất đai có 71.344 hồ sơ, tỷ lệ đúng hạn chỉ đạt 90,2%`
_IN_ONE_FIELD = re.compile(
    r"(?i)\b(?:lĩnh vực|mảng)\s(?!hành chính|dịch vụ|chính quyền|thủ tục)[^,;.\d:]{3,30}\s(?:có|tiếp nhận|phát sinh|nhận)\s+(?:(?:trên|hơn|gần|khoảng)\s+)?(?:[\d.]+ hồ sơ[^;.]*)?$"
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
# `Cuộc thi có 17 đội dự thi với 113 thành viên tổ công nghệ số cộng đồng`
_AT_A_CONTEST = re.compile(
    r"(?i)\b(?:đội (?:dự )?thi|thí sinh|cuộc thi|hội thi)\b[^;.]*\b(?:với|gồm)\s+(?:sự tham gia của\s+)?$"
)
# `Toàn tỉnh (124 xã, phường) đã thành lập 1.833 tổ`: how many it has of them
_SIZE_OF_THE_WHOLE = re.compile(r"(?i)\btoàn (?:tỉnh|thành phố|huyện)\s*\(\s*(?:gồm\s+)?$")
# `đề nghị Bộ cho phép … lắp đặt 41 trạm`, `đang triển khai lắp đặt khoảng 600 vị trí`
_PROPOSED = re.compile(
    r"(?i)(?:\b(?:đề nghị|đề xuất|kiến nghị)\b[^.;\d]{0,120}\b(?:lắp đặt|lắp|xây dựng|xây|bổ sung|đầu tư)(?: thêm| mới)?(?:\s+\d+\s[^.;\d]{2,30},\s+trong đó)?"
    r"|\bđang (?:được |triển khai )?(?:lắp đặt|xây dựng|đầu tư)(?: thêm| bổ sung| mới)?"
    r"|\b(?:dự kiến|sẽ|phấn đấu)\b[^.;,\d]{0,40}\b(?:bổ sung(?: thêm)?|phát triển thêm|lắp thêm|lắp đặt thêm|đầu tư thêm|có thêm|xây mới(?: và chuyển đổi)?)(?:\s+ít nhất)?)\s+$"
)
# `trên 15.000km cáp quang truy nhập, khoảng 9.500km cáp quang trung kế`
_UNDERGROUND = re.compile(r"(?i)\bcáp ngầm\s+(?:là |dài |trên |hơn |gần |khoảng )*$")
# `có 15/16 mục tiêu hoàn thành, mục tiêu còn lại hoàn thành 87%`
_REST_OF_GOALS = re.compile(
    r"(?i)\b(?:mục tiêu|chỉ tiêu|số) còn lại\s+(?:mới\s+|đã\s+|đều\s+)*(?:hoàn thành|đạt|thực hiện)\s+(?:được\s+|từ\s+|khoảng\s+|gần\s+|trên\s+|hơn\s+)*$"
)

# `7 địa phương duy trì vị trí trong top 10`: how many of them are there
_UNITS_IN_GROUP = re.compile(
    r"(?i)(?<![\d/])(?<!nhóm )(?<!top )(?<!tốp )\d{1,2} (?:tỉnh|địa phương)\b[^.;]{0,40}\b(?:(?:trong|vào|thuộc) (?:top|tốp|nhóm)|hạng (?:top|tốp))\s+$"
)
# `HTX nhãn lồng Hồng Nam chốt 3.200 đơn, doanh thu 1,9 tỷ đồng`
_OF_A_SELLER = re.compile(
    r"(?<!các )(?<!Các )\b(?:HTX|Hợp tác xã|Công ty|Cơ sở|Cửa hàng|Hộ|Gia đình|Anh|Chị|Ông|Bà)\s(?:[^;.]|\.(?=\d)){2,120}\b[Dd]oanh (?:thu|số)\b[^;.]{0,60}$"
)
_THOSE_OF_A_VILLAGE = re.compile(rf"(?i){A_VILLAGE_HAS}[^;.]*$")
# `17 sản phẩm đạt chuẩn OCOP (trước đây là 24 sản phẩm)`: of a time that is not told
_BEFORE_IN_BRACKETS = re.compile(r"(?i)\(\s*trước (?:đây|đó|kia)\s+(?:(?:chỉ|là|có|mới)\s+)*$")
# `bình quân mỗi tổ có từ 6 đến 9 thành viên`
_EACH_HAS_FROM_TO = re.compile(r"(?i)\bmỗi [^;.,\d]{2,40} có\s+(?:từ\s+)?\d+\s?(?:đến|-|–)\s?$")
# `23/63 tỉnh, thành phố đạt 100% dịch vụ công mức độ 4`
_UNITS_REACH = re.compile(
    r"(?i)(?<![\d.,/])(?!(?:63|64|34)\s)\d{1,2}(?:\s?/\s?(?:63|34))?\s+(?:tỉnh|địa phương)(?:, thành phố)?\s+(?:đã\s+)?(?:đạt|có)\s+(?:t[ỷỉ] lệ\s+)?$"
)
# `chi khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số 1.420 tỷ đồng`: not for digital transformation alone
_FOR_SCIENCE_TOO = re.compile(
    r"(?i)\b(?:đổi mới sáng tạo|ĐMST|khoa học(?:,| và) công nghệ)(?:,| và) (?:chuyển đổi số|CĐS),?\s+(?:(?:trong )?(?:năm|giai đoạn) 20\d\d(?:\s?[-–]\s?20\d\d)?\s+)?"
    r"(?:của (?:tỉnh|thành phố)\s+)?(?:(?:có tổng (?:vốn|kinh phí)|đã giao|được giao|là|đạt|khoảng|trên|hơn|gần)\s+)*$"
)
# `tỷ lệ hồ sơ trực tuyến đạt 68,3%, trễ hạn 12 hồ sơ (0,16%)`
_ARE_LATE = re.compile(
    r"(?i)\b(?:trễ|quá|chậm) hạn\s+(?:là\s+|có\s+)?[\d.]+ hồ sơ\s*\(\s*(?:(?:chiếm|t[ỷỉ] lệ|tương đương)\s+)*$"
)
# `phục vụ hơn 3,2 triệu dân tại 96 xã, phường`
_WHERE_THEY_LIVE = re.compile(r"(?i)\d\s+(?:triệu|nghìn|ngàn|vạn)?\s*(?:người )?dân (?:tại|ở|của|thuộc)\s+$")
# `một số địa phương có mức điểm PAPI trong khoảng 45,5 - 45,7`
_IN_A_BAND = re.compile(r"(?i)\b(?:một số|các|những) (?:tỉnh|địa phương)\b[^.;]{0,60}\btrong(?: khoảng)?\s+(?:từ\s+)?$")
# `Có 71% doanh nghiệp cho biết …, tăng so với 65% của năm 2023`
_SAID_SO_THEN = re.compile(r"(?i)\d\s?%[^.;%]{0,40}\b(?:cho biết|cho rằng|đánh giá)\b[^.;%]*\bso với\s+(?:mức\s+)?$")
# `825.000 thuê bao smartphone trên tổng số 1,25 triệu dân, đạt tỷ lệ 65,8%, thấp hơn trung bình (80,2%)`: of the inhabitants
_OF_INHABITANTS = re.compile(r"(?i)\bthuê bao\b[^;.\d]*\btrên tổng số [\d.,]+ (?:triệu |nghìn )?(?:người )?dân\b[^;]*$")
_LINES_BETWEEN_PROVINCES = re.compile(r"(?i)\b(?:liên tỉnh|đường trục|quốc tế)\b[^;.\d]*$")  # cables of no province
_AT_A_FAIR = re.compile(r"(?i)\b(?:hội chợ|triển lãm)\b[^;.]*$")
# `0,5 (điểm tuyệt đối chỉ 1 điểm)`
_FULL_MARKS = re.compile(r"(?i)\bđiểm (?:tuyệt đối|tối đa)\s+(?:(?:chỉ|là|được)\s+)*$")
# Measured against another number: `362.468 lượt cài đặt, bằng 28,7% số người trưởng thành có điện thoại thông minh`,
# `478.946 thuê bao sử dụng smartphone, bằng 80% dân số`
_AS_MANY_AS = re.compile(
    r"(?i)\d[^.;]{0,90}\b(?:lượt|cài đặt|tải về|thuê bao)\b[^.;]{0,60},\s*(?:bằng|tương đương)\s+(?:khoảng\s+|gần\s+)?$"
)
# `995 tổ công tác Đề án 06 gồm 9 tổ cấp huyện, 101 tổ cấp xã`: other teams
_OF_OTHER_TEAMS = re.compile(
    r"(?i)\btổ (?:công tác|đề án)\b[^;.]{0,60}\b(?:gồm|trong đó)\b(?:(?!công nghệ số|CNSCĐ|cộng đồng)[^;.])*$"
)
# `cấp Phiếu lý lịch tư pháp trên VNeID, tiếp nhận 519 hồ sơ`
_CRIMINAL_RECORDS = re.compile(r"(?i)\blý lịch tư pháp\b[^;.\d]*$")
# `thuê bao điện thoại cố định còn 6.460`
_FIXED_LINES = re.compile(r"(?i)\bthuê bao (?:điện thoại )?cố định\b(?:[^;.,\d()]|\((?:cũ|mới)\))*$")
# `cứ 10 trạm 5G thì hơn 9 trạm là của Viettel`
_OUT_OF_EVERY = re.compile(r"(?i)\bcứ\s+(?:[\d.]+\s[^;.]{1,60}\bthì\s+(?:có\s+)?)?$")
# `chọn 13 thôn làm thí điểm thôn thông minh trong hơn 1.900 thôn`
_CHOSEN_AMONG = re.compile(
    r"(?i)\b\d[\d.]*\s+(?:thôn|bản|xóm|xã|phường|hộ|trường|sản phẩm|doanh nghiệp)\b[^;.\d]{3,90}\btrong\s+(?:tổng số\s+)?(?:(?:hơn|gần)\s+)?$"
)
# `169 trạm 5G (chiếm 2% trong hơn 8.800 trạm)`
_WITHIN_SO_MANY = re.compile(r"(?i)\d\s?%\s+(?:trong|trên|của)\s+(?:tổng số\s+|số\s+)?$")
# `kinh phí dự kiến của các doanh nghiệp 1.150 tỷ đồng`
_OF_ENTERPRISES = re.compile(
    r"(?i)\b(?:kinh phí|vốn)\b[^,;.\d]{0,20}\bcủa (?:các )?(?:doanh nghiệp|DN)\s+(?:là |khoảng |hơn |trên )*$"
)
# `chi phí dựng 1 trạm BTS từ 1,2 tỷ đồng`
_COST_OF_ONE = re.compile(r"(?i)\bchi phí (?:để )?(?:dựng|xây dựng|lắp đặt|đầu tư|làm)\s+$")
# `Tổ công nghệ số cộng đồng số 59 khu dân cư Đông Xuân 3`
_NAME_WITH_NUMBER = re.compile(
    rf"(?i)\b(?:cộng đồng|CNSCĐ) số\s+$|\bcụm dân cư\s+$|\b(?:khu dân cư|khu phố|tổ dân phố|thôn|ấp|bản)\s+(?-i:[{CAPITALS}]\w+(?: [{CAPITALS}]\w+)*)\s+$"
)
# `Lĩnh vực phát sinh nhiều hồ sơ nhất là đất đai (11.204 hồ sơ)`
_BY_FIELD = re.compile(r"(?i)\blĩnh vực\b[^.;]{0,140}\(\s*$")
# `Đại hội Đảng bộ tỉnh lần thứ I xác định 26 chỉ tiêu`
_OF_A_CONGRESS = re.compile(r"(?i)\bđại hội\b[^.;]{0,90}\b(?:xác định|đề ra|thông qua)\s+$")
# `công bố top 5 các tỉnh, thành phố có chỉ số PAPI cao nhất lần lượt như sau: …`
_GROUP_ANNOUNCED = re.compile(r"(?i)\b(?:công bố|danh sách)\s+(?:danh sách\s+)?(?:(?:top|tốp|nhóm)\s+)?$")
# `quy mô tổ cần xác định lại, từ 204 xã, phường xuống còn 75`, `sau khi sắp xếp từ 106 xã, phường, thị trấn còn 38 xã, phường`
_COMMUNES_FROM = re.compile(
    r"(?i)\btừ\s+\d+\s+(?:xã|phường)[^;.\d]{0,30}\bxuống(?: còn)?\s+$"
    r"|\bsắp xếp,?\s(?:[^;.,\d]{0,30}\s)?từ\s+(?:\d+\s+(?:xã|phường)[^;.\d]{0,40}\b(?:xuống|còn)\s+)?$"
)
# `chỉ số CCHC trung bình của cấp sở đạt 76,75%, cấp huyện đạt 74,82%`: of its offices
_MEAN_OF_OFFICES = re.compile(
    r"(?i)\b(?:trung bình|bình quân)\s+(?:chung\s+)?(?:của\s+)?(?:cấp|khối|các|nhóm)\s+(?:sở|huyện|xã)\b[^;.]*$"
)
# `bình quân của các tỉnh là 42,1, cao nhất 48,059, thấp nhất 37,223`
_HIGHEST_AND_LOWEST = re.compile(
    r"(?i)\b(?:trung bình|bình quân)\b[^;.]*\d[^;.]*,\s+(?:cao|thấp) nhất\s+(?:là\s+|đạt\s+)?(?:\d[\d.,]*\s*(?:điểm|%)?(?<!,),\s+)?$"
    # `Giá trị DTI thấp nhất (0,0992) và cao nhất (0,2995)`, `điểm cao nhất là 47,88 điểm (giảm 0,179 điểm)`
    r"|(?:\A|(?<=\n)|(?<=[.!?] )|[.;,]\s+|\bvà\s+)(?:điểm|giá trị)(?: số)?(?: \w+)?\s+(?:cao|thấp) nhất\s*(?:\([\d.,]+\)\s+và\s+(?:cao|thấp) nhất\s*)?"
    r"(?:\(\s*|(?:là|đạt)\s+(?:[\d.,]+\s*(?:điểm|%)?\s*\((?:tăng|giảm)\s+)?)$|\),\s+(?:điểm|giá trị)\s+$"
)
# `Chính phủ điện tử Việt Nam tăng 15 bậc, lên 71/193 trong xếp hạng của Liên Hợp Quốc`
_AMONG_NATIONS = re.compile(
    r"(?i)\bchính phủ điện tử Việt Nam\b[^;.]*$|(?:^|[,;]\s+)Việt Nam\s+(?:tăng|đứng|xếp|lên|ở vị trí)\b[^;.]*$"
)
# `ba con số cộng lại thành 101,29%`
_SUM_OF_SHARES = re.compile(r"(?i)\bcộng lại\b[^;.\d]*$")
# `Viettel đã xây dựng 300 trạm. Quý IV họ làm thêm 605 trạm`
_THEY_BUILD = re.compile(r"(?i)\bhọ (?:sẽ |đã |cũng )?(?:làm|lắp|xây|phát sóng|phát triển|đầu tư)\b[^;.\d]*$")
# `trên đường Lê Lợi lắp 16 trạm BTS ngụy trang`
_ON_A_STREET = re.compile(rf"\b[Tt]rên (?:tuyến )?(?:đường|phố) [{CAPITALS}][^;.\d]{{2,40}}$")
# `kinh phí cho mỗi huyện, thị, thành phố 1 tỷ đồng, mỗi xã 100 triệu đồng`
_EACH_GETS = re.compile(
    r"(?i)\bmỗi (?:xã|phường|huyện|thị xã|thành phố|thôn|đơn vị|địa phương|hộ|trường|tổ)(?:, [^,;.\d]{2,12})*\s+(?:(?:khoảng|gần|hơn|trên)\s+)?$"
)
# `có 10 cơ quan, đơn vị xử lý hồ sơ đúng hạn 100%`
_SO_MANY_HAVE = re.compile(r"(?i)\bcó \d+ (?:cơ quan|đơn vị|sở|xã|phường|huyện|địa phương)\b[^;.%\d]{0,70}$")
# `thu thuế từ hoạt động thương mại điện tử 6 tháng đạt 9.180 tỉ đồng`, `thu từ …, kinh doanh trên nền tảng số 18,7 tỷ đồng`
_TAXES = re.compile(
    r"(?i)\b(?:thu|nộp) thuế\b[^;.]*$|\bthu từ [^;.]*\b(?:thương mại điện tử|nền tảng số|hộ kinh doanh)\b[^;.]*$"
)
# `phiên livestream bán tôm hùm thu về 612 triệu đồng`, `mỗi phiên bán …, doanh thu 4 tỷ đồng`
_OF_ONE_SALE = re.compile(r"(?i)\b(?:(?<!các )(?:phiên|buổi) (?:livestream|bán hàng|chợ|giao dịch)|mỗi phiên)\b[^;.]*$")
# `Trong 13 lần xếp hạng, Hải Phòng 12 năm liên tiếp nằm trong top 5`: of no edition
_YEARS_IN_A_ROW = re.compile(
    r"(?i)\b\d+ (?:năm|lần|kỳ) liên tiếp (?:nằm |có mặt |đứng )?(?:trong )?(?:top|tốp|nhóm)\s+$"
)
# `thu hồi 103 chữ ký số`
_WITHDRAWN = re.compile(r"(?i)\b(?:thu hồi|cấp lại|gia hạn)\s+$")
# `mạng 5G được thí điểm tại 4 điểm`: places
_AT_SO_MANY_PLACES = re.compile(r"(?i)\b(?:tại|ở|gồm)\s+$")
# `cài đặt xong YenBai-S cho 100% người trên 18 tuổi có điện thoại thông minh`
_INSTALLED_FOR = re.compile(r"(?i)\bcài(?: đặt)?\b[^;.\d]{0,60}\bcho\s+$")
# `tỷ lệ của tỉnh là 63,9%; cùng thời điểm, có địa phương chỉ đạt 8,3%`, `trung bình cả nước 83,94%, địa phương thấp nhất 75,03%`
_SOME_PLACE_HAS = re.compile(
    r"(?i)\b(?:có|nhiều|một số)\s+(?:tỉnh|địa phương|nơi|xã|huyện)\s+(?:(?:chỉ\s+|mới\s+|còn\s+|đã\s+)?(?:đạt|dừng ở|ở mức)\s+)?$"
    r"|(?<=[,;] )(?:tỉnh|địa phương|đơn vị)\s+(?:thấp|cao) nhất\s+(?:(?:là|đạt|chỉ|với)\s+)*$"
)
# `…; riêng trợ cấp thất nghiệp, 99,6% người hưởng nhận qua tài khoản`: no pension
_OF_UNEMPLOYED = re.compile(
    r"(?i)\briêng (?:người hưởng |người nhận )?(?:trợ cấp|bảo hiểm) thất nghiệp,?\s+(?:có\s+)?$"
)
# `riêng sàn OCOP của tỉnh giới thiệu 393 sản phẩm`
_SHOWN_ON_ONE = re.compile(
    r"(?i)(?:\b(?:riêng|trong đó)\s+|,\s+(?:còn\s+)?)sàn\s[^;.,\d]{0,50}\b(?:giới thiệu|có)\s+(?:(?:hơn|trên|gần|khoảng)\s+)?$"
)
# `Tổng kinh phí thực hiện mô hình là 11 tỷ đồng`, `Mô hình thí điểm tại xã Mỹ Xương có tổng kinh phí hơn 4,6 tỷ đồng`
_OF_A_MODEL = re.compile(
    r"(?i)\bkinh phí (?:thực hiện|xây dựng) mô hình\b[^;.\d]*$|\bmô hình (?:thí điểm|điểm|xã|thôn|ấp|làng)\b[^;.\d]*\bkinh phí\b[^;.\d]*$"
)
# `148 điểm cầu, gồm 20 điểm tại cơ quan cấp tỉnh`
_POINTS_OF_A_NETWORK = re.compile(r"(?i)\bđiểm (?:cầu|giao dịch|phục vụ(?! người dân)|truy cập|wifi)\b[^.]*$")

# `tái cấu trúc quy trình 100% thủ tục để xây dựng dịch vụ công toàn trình`
_RESTRUCTURES = re.compile(r"(?i)\btái cấu trúc(?:,? (?:quy trình|đơn giản hóa|cắt giảm))*(?: đối với| cho| của)?\s+$")
# `PAR INDEX đạt 84,43 điểm, trong đó điểm thẩm định 53,86`
_PART_OF_SCORE = re.compile(
    r"(?i)\bđiểm (?:thẩm định|điều tra xã hội học|khảo sát|tự (?:đánh giá|chấm))(?:\s(?:là|đạt))?\s+$"
)
# `số DVCTT có phát sinh hồ sơ là 818/1.542 (451 DVCTT toàn trình, 367 DVCTT một phần)`
_PARTS_WITH_DOSSIERS = re.compile(r"(?i)\bphát sinh hồ sơ\b[^;()]*\d[^;()]*\((?:gồm\s*:?\s+)?(?:[^()]*(?:,|và)\s*)?$")
# `dự án “Hạ tầng chuyển đổi số” có tổng mức đầu tư 330 tỷ đồng`: of a single one
_OF_A_PROJECT = re.compile(
    r"(?i)\bdự án\s[^;.]*\b(?:tổng mức đầu tư|tổng vốn đầu tư)\s+(?:là\s+|trên\s+|hơn\s+|gần\s+|khoảng\s+)*$"
)
# `có 7 chỉ tiêu đạt từ 60% trở lên, 1 chỉ tiêu đạt 43%`
_OF_SOME_GOALS = re.compile(
    r"(?i)(?:(?<![\d/])\d{1,2}|\bsố) (?:chỉ tiêu|mục tiêu)\s+(?:mới\s+|đã\s+)?(?:đạt|hoàn thành|thực hiện)\s+(?:từ\s+|trên\s+|hơn\s+|dưới\s+)*$"
)

# `sàn của tỉnh có 51 gian hàng, 485 sản phẩm`
_ON_OWN_SITE = re.compile(r"(?i)\bsàn\s[^;.,\d]{0,50}\bcó\s+[\d.]+ gian hàng(?:,| và| với)\s+$")
# `tỉnh xếp hạng 44/63, thuộc nhóm thứ 3`
_NTH_GROUP = re.compile(r"(?i)\bnhóm thứ\s+$")

# `71,6 tỷ đồng (ngân sách tỉnh 48,9 tỷ đồng, huyện 14,2 tỷ đồng, …)`
_OF_SOURCES = re.compile(r"(?i)đồng\s*\((?:trong đó:?\s+)?(?:ngân sách|NS|vốn)[^()]*\d[^()]*$")
# `công bố quyết định thành lập Tiểu ban An ninh mạng tỉnh gồm 15 thành viên`
_OF_A_COMMITTEE = re.compile(
    r"(?i)\b(?:tiểu ban|ban chỉ đạo|hội đồng|tổ công tác|tổ giúp việc)\b[^;.,\d]{0,80}\bgồm\s+$"
    r"|\bnhóm (?:Zalo|kết nối)\b[^;.,\d]{0,40}\b(?:gồm|có|với)\s+$"
)
# `Kế hoạch lắp mới 108 trạm BTS, gồm 39 trạm trên các tuyến đèo`
_PLANNED_ANEW = re.compile(
    r"(?i)\bkế hoạch (?:lắp|lắp đặt|xây|xây dựng|phát triển|đầu tư) mới\s+(?:[\d.]+ trạm[^;.\d]{0,30},\s+gồm\s+)?$"
)

# `chi cho khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số tối thiểu 3% tổng chi ngân sách`: also of the rest
_SPENT_ON_SCIENCE = re.compile(
    r"(?i)\bchi(?: ngân sách)?(?: hằng năm)? cho (?:phát triển )?(?:khoa học|KHCN|KH&CN)[^;.%]*(?:chuyển đổi số|CĐS)[^;.%]*$"
)

_OF_PROJECT_06 = re.compile(
    r"(?i)\b(?:chỉ tiêu|nhiệm vụ)\b[^;.%()]*\bđề án (?:số )?06\s*\(\s*$"
)  # `30/32 chỉ tiêu của Đề án 06 (93,75%)`

_ASKED = re.compile(
    r"(?i)\b(?:khảo sát|phỏng vấn)\s+(?:được\s+|ý kiến\s+)?$"
)  # `kết quả khảo sát 420 thành viên cho thấy …`
# `đến chiều cùng ngày các nhà mạng khắc phục được 19 trạm`, `nâng cấp 04 sản phẩm từ 3 sao lên 4 sao`
_MENDED = re.compile(r"(?i)\b(?:khắc phục|khôi phục|sửa chữa|nâng cấp)\s+(?:được\s+|thêm\s+)?$")
# `mưa lũ làm đứt 312 km cáp quang`
_DESTROYED = re.compile(r"(?i)\b(?:đứt|cuốn trôi|gãy đổ|hư hỏng)\s+(?:hơn\s+|gần\s+|khoảng\s+|trên\s+)?$")
# `đến hết quý II/2026, không còn xã nào có tỷ lệ hồ sơ trực tuyến dưới 75%`
_NONE_BELOW = re.compile(r"(?i)\bkhông (?:còn|có|để) (?:[^\W\d]+ ){1,4}nào (?:có |đạt )?[^;.\d]{0,60}$")

# What the words of the item before a number say, by the units that it has (any, where none is named); one of the words
# must stand there, and all of them are looked for at once.
_SAID_BEFORE: tuple[tuple[str, tuple[UnitClass, ...], tuple[str, ...], re.Pattern[str]], ...] = (
    *SAID_IN_COMPARISON,
    ("denominator", ("money",), ("/", "tổng"), _MONEY_OVER),
    ("denominator", ("count",), ("trên", "trong"), _DENOMINATOR),
    ("threshold_of_a_count", ("score", "count", "percent"), ("nhóm",), _GROUP_BETWEEN),
    ("denominator", ("score",), ("tuyệt đối", "tối đa"), _FULL_MARKS),
    ("part_of_a_total", ("percent",), ("chiếm",), _SHARE_OF_SHARE),
    ("no_indicator", ("count",), ("tổ công tác", "tổ đề án"), _OF_OTHER_TEAMS),
    ("part_of_a_total", ("count",), ("lý lịch tư pháp",), _CRIMINAL_RECORDS),
    ("part_of_a_total", ("count",), ("cố định",), _FIXED_LINES),
    ("of_each_unit", ("count",), ("cứ ",), _OUT_OF_EVERY),
    ("of_each_unit", ("count",), ("mỗi ",), _EACH_HAS_FROM_TO),
    ("denominator", ("count",), ("%",), _WITHIN_SO_MANY),
    ("denominator", ("count",), ("chọn ", "thí điểm"), _CHOSEN_AMONG),
    ("no_indicator", ("count", "rank"), ("xuống", "sắp xếp"), _COMMUNES_FROM),
    ("of_each_unit", ("percent", "score"), ("trung bình", "bình quân"), _MEAN_OF_OFFICES),
    ("of_the_rest", ("score", "percent", "count"), ("cao nhất", "thấp nhất"), _HIGHEST_AND_LOWEST),
    ("no_indicator", ("count",), ("thu hồi", "cấp lại", "gia hạn"), _WITHDRAWN),
    (
        "part_of_a_total",
        ("count", "km"),
        (*(name.lower() for name in OPERATORS), "fpt"),
        OF_AN_OPERATOR,
    ),
    ("no_indicator", ("score", "rank", "steps"), ("việt nam",), _AMONG_NATIONS),
    ("no_indicator", ("percent",), ("cộng lại",), _SUM_OF_SHARES),
    ("no_indicator", ("score",), ("tại", "ở", "gồm"), _AT_SO_MANY_PLACES),
    ("no_indicator", ("percent",), ("cài",), _INSTALLED_FOR),
    ("part_of_a_total", ("percent",), ("trong số", "trong tổng số"), _AMONG_USERS),
    ("part_of_a_total", ("percent",), ("lượt", "cài đặt", "tải về", "thuê bao"), _AS_MANY_AS),
    ("of_each_unit", ("count",), ("sàn ",), _SHOWN_ON_ONE),
    ("no_indicator", ("percent",), ("thất nghiệp",), _OF_UNEMPLOYED),
    ("of_each_unit", ("count",), ("gian hàng",), _ON_OWN_SITE),
    ("rank_in_a_group", ("rank",), ("nhóm thứ",), _NTH_GROUP),
    ("of_each_unit", ("money",), ("mô hình",), _OF_A_MODEL),
    ("no_indicator", ("score",), ("điểm ",), _POINTS_OF_A_NETWORK),
    ("no_indicator", ("percent",), ("tái cấu trúc",), _RESTRUCTURES),
    (
        "part_of_a_total",
        ("score", "percent", "count"),
        ("điểm thẩm định", "điểm điều tra", "điểm khảo sát", "điểm tự"),
        _PART_OF_SCORE,
    ),
    ("of_each_unit", (), ("một ", "1 ", "riêng "), _OF_A_SINGLE),
    ("of_each_unit", ("money",), ("mỗi",), _EACH_GETS),
    ("of_each_unit", ("money",), ("phiên ", "buổi "), _OF_ONE_SALE),
    ("no_indicator", ("money",), ("thuế", "thu từ"), _TAXES),
    ("of_each_unit", ("percent",), ("cơ quan", "đơn vị", "sở", "xã", "phường", "huyện", "địa phương"), _SO_MANY_HAVE),
    ("part_of_a_total", ("count",), ("giám đốc", "đại diện", "lãnh đạo"), SAYS_AN_OPERATOR),
    ("part_of_a_total", ("percent",), ("phủ sóng",), COVERED_BY_ONE),
    ("part_of_a_total", ("count",), ("họ ",), _THEY_BUILD),
    ("of_each_unit", ("count",), ("trên đường", "trên phố", "trên tuyến"), _ON_A_STREET),
    ("of_each_unit", ("money",), ("dự án",), _OF_A_PROJECT),
    ("part_of_a_total", ("count",), ("phát sinh hồ sơ",), _PARTS_WITH_DOSSIERS),
    ("progress_of_some_goals", ("percent",), ("chỉ tiêu", "mục tiêu"), _OF_SOME_GOALS),
    ("share_of_growth", ("percent",), ("tăng trưởng",), _GROWS_BY),
    ("no_indicator", ("percent",), ("nhiệm vụ",), _OF_TASKS),
    ("proposed", ("count",), ("đề nghị", "đề xuất", "kiến nghị", "đang ", "dự kiến", "sẽ ", "phấn đấu"), _PROPOSED),
    ("of_each_unit", ("count",), ("lắp", "xây", "dựng", "đặt"), _IN_A_VILLAGE),
    ("of_each_unit", ("count",), ("mỗi", "từng", "một"), _OF_EACH),
    ("no_indicator", ("count",), ("thi ", "thí sinh"), _AT_A_CONTEST),
    ("of_each_unit", ("money",), ("doanh thu", "doanh số"), _OF_A_SELLER),
    ("no_indicator", ("count",), ("(",), _SIZE_OF_THE_WHOLE),
    ("not_at_this_level", ("percent",), ("của thôn", "của ấp", "của bản", "của xóm"), _THOSE_OF_A_VILLAGE),
    ("time_not_told", (), ("(trước", "( trước"), _BEFORE_IN_BRACKETS),
    ("no_indicator", ("money",), ("đổi mới sáng tạo", "đmst", "công nghệ"), _FOR_SCIENCE_TOO),
    ("part_of_a_total", ("percent",), ("trễ hạn", "quá hạn", "chậm hạn"), _ARE_LATE),
    ("no_indicator", ("count",), ("dân tại", "dân ở", "dân của", "dân thuộc"), _WHERE_THEY_LIVE),
    ("threshold_of_a_count", ("score", "percent", "count"), ("tỉnh", "địa phương"), _IN_A_BAND),
    ("answer_in_a_survey", ("percent",), ("so với",), _SAID_SO_THEN),
    ("no_indicator", ("percent",), ("trên tổng số",), _OF_INHABITANTS),
    ("no_indicator", ("km",), ("liên tỉnh", "đường trục", "quốc tế"), _LINES_BETWEEN_PROVINCES),
    ("no_indicator", ("money",), ("hội chợ", "triển lãm"), _AT_A_FAIR),
    ("threshold_of_a_count", ("percent",), ("tỉnh", "địa phương"), _UNITS_REACH),
    ("of_the_rest", (), ("còn lại",), _REST),
    ("of_the_rest", ("percent",), ("còn lại",), _REST_OF_GOALS),
    ("of_the_rest", ("percent", "score"), ("địa phương", "tỉnh", "nơi", "xã", "huyện", "đơn vị"), _SOME_PLACE_HAS),
    ("threshold_of_a_count", ("rank",), ("địa phương", "tỉnh"), _UNITS_IN_GROUP),
    ("size_of_a_group", ("rank",), ("liên tiếp",), _YEARS_IN_A_ROW),
    ("size_of_a_group", ("rank",), ("công bố", "danh sách"), _GROUP_ANNOUNCED),
    ("part_of_a_total", ("km",), ("cáp ngầm",), _UNDERGROUND),
    ("of_each_unit", ("count",), ("chi phí",), _COST_OF_ONE),
    ("no_indicator", ("money",), ("của các doanh nghiệp", "của doanh nghiệp", "của các dn", "của dn"), _OF_ENTERPRISES),
    (
        "no_indicator",
        ("count",),
        ("số ", "cụm dân cư", "khu dân cư", "khu phố", "thôn", "tổ dân phố", "ấp", "bản"),
        _NAME_WITH_NUMBER,
    ),
    ("no_indicator", ("count",), ("đại hội",), _OF_A_CONGRESS),
    ("no_indicator", ("count",), ("khảo sát", "phỏng vấn"), _ASKED),
    ("part_of_a_total", ("count",), ("khắc phục", "khôi phục", "sửa chữa", "nâng cấp"), _MENDED),
    ("no_indicator", ("count", "km"), ("đứt", "cuốn trôi", "gãy đổ", "hư hỏng"), _DESTROYED),
    ("threshold_of_a_count", ("percent", "score"), ("nào",), _NONE_BELOW),
    ("no_indicator", ("percent",), ("chi ",), _SPENT_ON_SCIENCE),
    ("no_indicator", ("percent",), ("đề án",), _OF_PROJECT_06),
    ("part_of_a_total", ("money",), ("(",), _OF_SOURCES),
    (
        "no_indicator",
        ("count",),
        ("tiểu ban", "ban chỉ đạo", "hội đồng", "tổ công tác", "tổ giúp việc", "nhóm "),
        _OF_A_COMMITTEE,
    ),
    ("part_of_a_total", ("count",), ("kế hoạch",), _PLANNED_ANEW),
    ("part_of_a_total", ("count",), ("lĩnh vực",), _BY_FIELD),
    ("part_of_a_total", ("count", "percent"), ("lĩnh vực", "mảng"), _IN_ONE_FIELD),
)


def _automaton() -> ahocorasick.Automaton:
    owners: dict[str, list[int]] = {}
    for place, (_, _, words, _) in enumerate(_SAID_BEFORE):
        for word in words:
            owners.setdefault(word, []).append(place)
    automaton = ahocorasick.Automaton()
    for word, places in owners.items():
        automaton.add_word(word, tuple(places))
    automaton.make_automaton()
    return automaton


_WORDS = _automaton()


def said_before(before: str, unit_class: UnitClass) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The reasons for which a number may be unclaimable by the words before it, in lower case, each with what they must then match."""
    found = {place for _, places in _WORDS.iter(before) for place in places}
    for place in sorted(found):
        reason, unit_classes, _, pattern = _SAID_BEFORE[place]
        if not unit_classes or unit_class in unit_classes:
            yield reason, pattern
