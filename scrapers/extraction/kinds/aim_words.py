"""The words of aiming and of reaching: `phấn đấu`, `mục tiêu … là`, `đã đạt`, `tính đến`.

Lives here: their wordings, and the words with which they begin. Never here: what a sentence says by them (see `reached_or_aimed`).
"""

from __future__ import annotations

import re

from schemas.records import Kind
from scrapers.extraction.text.cues import CuedPatterns

# `Ở trụ cột chính quyền số, các mục tiêu gồm: …`, `Một số chỉ tiêu chủ yếu như sau: …`; not `Các chỉ tiêu về dữ liệu cũng đổi khác: …`
_LIST_OF_GOALS = (
    r"(?:mục tiêu(?![^.;:%]{0,80}\b(?:đạt|về đích|hoàn thành|vượt|thực hiện|kết quả|so với|hiện)\b)(?: [^.;:%]{0,60})?"
    r"|chỉ tiêu(?: (?:chính|chủ yếu|cụ thể|cơ bản|quan trọng|trọng tâm|chuyển đổi số|gồm|bao gồm|như|sau|là|phải|cần đạt))*)\s*:"
)
# `Kết quả các chỉ tiêu chủ yếu: …`, `tình hình thực hiện một số mục tiêu: …`
_LIST_OF_RESULTS = r"(?:kết quả|(?<!tiếp tục )(?<!tập trung )(?<!phấn đấu )thực hiện|(?<!phải )(?<!cần )(?<!phấn đấu )(?<!tập trung )(?<!quyết tâm )hoàn thành|tình hình)\s(?:[^.;:%]{0,30}\s)?(?:mục tiêu|chỉ tiêu)(?: [^.;:%]{0,60})?\s*:"
_DOCUMENT_NUMBER = r"\s+\d{1,5}(?:[-/](?:KH|QĐ|NQ|CTr|ĐA)\b|\s*\((?:ngày|tháng)\b)"  # `Kế hoạch 02-KH/BCĐTW`, `Kế hoạch 2004 (tháng 4/2021)`
# Of those that begin alike the first counts.
_AIMING = (
    # striving, wishing, expecting
    r"(?<!đã )phấn đấu",
    r"tiếp tục rà soát",
    r"tập trung hoàn thành",
    r"chỉ tiêu [^.;:%\d]{2,60}\b(?:đến|tới) năm 20\d\d[^.;:%\d]{0,20}:",
    r"hướng tới",
    r"hướng đến",
    r"kỳ vọng",
    r"dự kiến",
    r"mong (?:muốn |rằng )?(?=(?:đến|cuối|hết|trong|năm|sớm|t[ỷỉ] lệ|có|đạt|\d))",
    r"quyết tâm",
    r"muốn (?:có|quay lại|trở lại|đạt|nâng|đưa|vào|lọt|thuộc|nằm|con số|t[ỷỉ] lệ|kinh tế số (?:đạt|chiếm|đóng góp))",
    r"nhắm (?:mốc|tới|đến|đích|vào)",
    r"tập trung (?:vào )?\d+ (?:việc|nhiệm vụ|nhóm)",
    r"nhiệm vụ (?:trọng tâm )?(?:quý|tháng|năm|thời gian|6 tháng|9 tháng|những tháng)\b[^:.;%]{0,30}:",
    r"nhiệm vụ (?:trọng tâm|chính|chủ yếu|cụ thể),? trong đó có (?:việc )?(?=(?:đưa|nâng|tăng|duy trì|bảo đảm|đảm bảo)\b)",
    r"phấn đấu đến",
    r"(?:mục tiêu|chỉ tiêu) (?:đến )?(?:cuối|hết) (?:năm|quý|kỳ)(?: nay| này)?",
    # what is to be: `sẽ đạt`, `phải có`, `cần hoàn thành`, `để đến năm 2025 …`
    r"sẽ (?:đạt|có|hoàn thành|được|nâng|đưa|chiếm|tăng|thí điểm|triển khai|thực hiện|thành lập|xây dựng|phủ|cung cấp|lắp đặt|số hóa)",
    r"phải (?:đạt|cấp|hoàn thành|chiếm|đưa|nâng|vào|phủ|thuộc|nằm|lên|có|được|giữ|duy trì|lọt|trở lại)",
    r"(?<=các )(?:chỉ tiêu|mục tiêu) khó(?: đạt| thực hiện)?(?: nhất)? (?:có|gồm|là)",
    r"phải(?:\s+(?:vượt|có|là))?(?=\s*$)",
    r"để (?=đến\b)",
    r"để\s*$",
    r"cần (?:đạt|chiếm|chạm|có(?= \d| trên| ít nhất| tối thiểu)|hoàn thành|phủ)",
    # demands: `Chính phủ yêu cầu tối thiểu 50%`
    r"yêu cầu(?=\s+(?:đến|tới|trước|từ nay)\s)",
    r"yêu cầu\s+(?:là\s+)?(?=\d|$)",
    r"(?<=tỉnh )yêu cầu",
    r"(?<=thành phố )yêu cầu",
    r"(?<=tỉnh đã )yêu cầu",
    r"yêu cầu(?:\s+\S+){0,4}\s+(?:đạt|phải)",
    r"yêu cầu(?:\s+\S+){0,14}\s+(?:tối thiểu|ít nhất)",
    r"(?<!đáp ứng )yêu cầu\s*:",
    r"yêu cầu(?: (?:trong|đến))? năm 20\d\d",
    # the way ahead
    r"theo lộ trình",
    r"tầm nhìn",
    r"định hướng đến",
    r"theo định hướng(?=,? (?:đến|tới))",
    r"với mốc (?:năm )?20[2-5]\d",
    r"lộ trình:?\s+đến",
    r"theo kế hoạch của [^,;.:%\d]{2,30}, (?:đến|tới|trong|năm|hết|cuối)\b",
    r"theo kế hoạch,? (?:đến|tới|năm|trong|hết|cuối)",
    r"theo kế hoạch [^,;.%]{0,50}\bnăm 20\d\d,",
    r"theo (?:kế hoạch|đề án|nghị quyết|chương trình|chiến lược) [^;.%]{0,110}?,\s+đến (?:hết |cuối )?năm 20\d\d",
    # goals, plans, and what is set or assigned
    r"(?:bám|vì|cho|theo) mục tiêu",
    r"(?<!không )(?:đặt(?: ra)?|đề ra) (?:mục tiêu|chỉ tiêu)",
    r"mục tiêu(?:\s+(?:cơ bản|chung|chính|tổng thể|được (?:đặt|đề) ra|cả năm|trong(?= (?:quý|năm|tháng|giai đoạn))|đến|là|đề ra|đặt ra|năm|cụ thể|của|tổng quát|phấn đấu|kế hoạch|theo|tối thiểu|nghị quyết)|\s*[:(])",
    r"với mục tiêu(?! (?:bảo đảm|đảm bảo|nâng cao|tạo|phục vụ|hỗ trợ|lấy)\b)",
    r"mục tiêu [^.;:%]{0,60}\bnhư\s*:",
    r"(?:mục tiêu|chỉ tiêu) [^.;:%]{0,60}\blà (?:đến|tới) (?:hết |cuối )?năm 20\d\d",
    r"mục tiêu(?:\s+\w+){0,2}\s+như\b",
    r"mục tiêu (?:quan trọng|lớn|trọng tâm|đặt ra|cuối năm) là\b",
    r"mục tiêu(?=\s+(?:(?:nằm trong|thuộc|vào|lọt vào)(?: (?:nhóm|top|tốp))? (?:\d|$)|trên|ít nhất|tối thiểu|đạt(?! và vượt)|\d|kinh tế số|xã hội số|tỷ lệ|tỉ lệ|t[ỷỉ] trọng|phổ cập|phủ sóng))",
    r"(?:chỉ tiêu|mục tiêu)(?:\s+\w+){0,2}\s+(?:được )?xác định\b",
    r"chỉ tiêu(?=\s+năm 20\d\d(?: của (?:toàn )?(?:tỉnh|thành phố|huyện|xã|phường|sở|ngành))?\s*(?: là\b|:))",
    r"chỉ tiêu(?:\s+(?:đến|đề ra|đặt ra|đưa ra|được giao|phấn đấu|kế hoạch|là|giao|nghị quyết|tối thiểu)|\s*:)",
    r"(?:ubnd tỉnh|hđnd tỉnh|tỉnh ủy|chính phủ|trung ương) giao(?=,| (?:trong |đến )?năm|\s+(?:đạt\s+|hoàn thành\s+|thực hiện\s+|phải\s+|có\s+){0,2}(?:\d|$))",
    r"xác định (?=(?:đến (?:hết |cuối )?năm 20\d\d|phổ cập|xây mới|tốc độ|tỷ lệ|tỷ trọng|tỉ lệ|tỉ trọng)\b)",
    r"đích (?:của|đến|lên)",
    r"(?<!cán )(?<!về )đích(?= (?:năm|mà|đặt|là)|\s*(?:$|:))",
    r"(?:(?<=[,:;(] )|(?<=cấp tỉnh )|(?<=cấp huyện )|(?<=cấp xã ))(?:đề ra|đặt ra)(?=\s+\d|\s*$)",
    r"(?<!tiêu )(?<!hoạch )(?<!đã )(?<!được )(?<!quyết )(?:đề ra|đặt ra)(?=,? (?:đến|tới) (?:hết |cuối )?năm 20\d\d)",
    r"đặt (?=[^,;.:%\d]{2,30} vào (?:top|tốp|nhóm)\b)",
    r"(?:nghị quyết|đề án) (?:của |đại hội )[^,;.:%\d]{2,40}\b(?:đặt|đề) ra(?=\s+\d|\s*$)",
    r"chỉ tiêu(?=\s+(?:của |giao )?(?:cả )?năm nay là\b)",
    r"(?:đặt|đề) ra cho (?:giai đoạn|năm) 20\d\d[^.;:%]{0,12}:",
    r"cam kết (?=(?:trong|từ nay|đến|sẽ|đầu tư|lắp|xây|hoàn thành|nâng)\b)",
    r"ấn định",
    r"đăng ký (?=(?:với [^,;.:%\d]{2,30} |thực hiện |hoàn thành )?\d{1,3} (?:chỉ tiêu|mục tiêu)\b)",
    r"đăng ký (?=(?:đạt |mức )?(?:t[ỷỉ] lệ|\d{1,3}\s?%))",
    r"(?:đặt|đề) ra (?:ở )?mức",
    r"kế hoạch của (?:tỉnh|ngành|thành phố|ubnd tỉnh) (?:là|đặt ra|đề ra|giao)\b",
    r"yêu cầu (?:đặt|đề) ra(?=\s+(?:là\s+)?(?:\d|$))",
    r"đặt (?:ở )?mức(?= [^,;.\d]{0,40}\bđến năm 20)",
    r"(?<=[,:;(] )giao(?=\s+\d|\s*$)",
    r"(?<=được )giao(?=\s+(?:là\s+|đạt\s+)?(?:\d[\d.,]*\s?%|$))",
    r"(?<!của )(?<!theo )(?<!với )(?<!đồng )(?<!thực hiện )(?<!% )kế hoạch (?:là|đề ra|năm|cả năm|cho (?:cả )?năm|đặt ra|giao)",
    rf"(?<!thực hiện )kế hoạch(?=\s+\d)(?!{_DOCUMENT_NUMBER})",
    rf"(?:chỉ tiêu|mục tiêu|(?<!thực hiện )kế hoạch)(?!{_DOCUMENT_NUMBER})\s*(?:là\s*)?(?=\d(?!\d?\.\d{{1,2}}\b(?!\s?%))|$)",
    r"(?:đặt|đề) ra (?:những|các|nhiều|một số)\s+(?:mục tiêu(?! này\b)|chỉ tiêu(?! này\b)|con số)",
    r"mục tiêu [^,;.:%\d]{2,40}\b(?:đặt|đề) ra (?:cho|đến|trong|tới)\b",
    r"mục tiêu đã rõ",
    r"(?<!hoàn thành )(?<!vượt )(?<!đạt )(?<!các )chỉ tiêu [^,;.:%\d]{3,50}\b(?:được )?giao(?: từ đầu năm(?: 20\d\d)?)? là\b",
    r"(?:với|đặt) đích\b",
    r"(?:nghị quyết|kế hoạch|đề án|chương trình) (?:đề ra|đặt ra|giao)(?=\s+(?:(?:đến|cho|vào) (?:hết |cuối )?năm 20\d\d\s+)?(?:là\s+)?(?:\d|$))",
    r"(?<!đã )(?:đề ra|đặt ra)[^.;:\d%]{0,30}(?:năm 20\d\d)?\s*:",
    r"đã (?:đề ra|đặt ra) đến (?:hết |cuối )?năm 20\d\d\s*:",
    r"(?<!hoàn thành )(?<!vượt )(?<!đạt )(?<!các )chỉ tiêu [^,;.:%\d]{3,40}\bgiao (?:cho|trong) [^,;.:%\d]{2,20}\blà\b",
    r"(?:chỉ tiêu|mục tiêu) [^,;.:%]{3,50}\b(?:năm|cho năm|đến năm) 20\d\d,? là\b",
    r"chỉ tiêu khó (?:hoàn thành|đạt)",
    r"(?:nghị quyết|đề án) (?:đề ra|đặt ra)(?=,? (?:đến|tới) (?:hết |cuối )?năm 20\d\d, )",
    r"(?<!từng )(?:chỉ tiêu|mục tiêu)\s+(?:của(?![^.;:%\d]{0,20}\b(?:còn|vẫn|đều) )|cả|quý|tháng|hết|toàn)\b",
    r"(?<!các )chỉ tiêu [^.;:%]{2,40}\bgiao\b[^.;:%\d]{0,40}:",
    r"giao chỉ tiêu",
    r"giao [^.;:%\d]{3,160}\bhoàn thành\b[^.;:%]{0,60}\b(?:chỉ tiêu|mục tiêu)\b[^.;:%]{0,30}:",
    _LIST_OF_GOALS,
)
_REACHING = (
    # the present
    r"đến nay",
    r"bây giờ",
    r"hiện nay",
    r"hiện(?= (?:có|đạt|đã|tại|toàn|tỉnh|t[ỷỉ] lệ|con số|là|ở mức|mới|chỉ|chiếm|đóng góp|được|dùng|sử dụng|\d))",
    r"(?<!thực )(?<!phát )(?<!thể )(?<!xuất )hiện(?= $)",
    r"lần đầu(?: tiên)? (?:vào|lọt|có mặt|được xếp|đứng trong|nằm trong)",
    r"(?:lúc|khi) (?:đó|ấy)(?= (?:có|đạt|mới|đã)\b)",
    r"đều (?:nằm trong|thuộc|đứng trong|lọt vào)(?= (?:nhóm|top|tốp))",
    r"(?<!sẽ )được cải thiện",
    r"đang (?:đóng góp|chiếm|đạt|có|giữ|đứng|xếp|ở mức)",
    r"tính đến",
    # what has been done: `kết quả`, `thực hiện đạt`, `vượt 5% kế hoạch`
    r"lũy kế(?= [^;.%]{0,30}\b(?:đến|đạt|là|có)\b)",
    r"đã (?:đạt|có(?! điện\b)|hoàn thành|được(?! số hóa đạt\b)(?! phê duyệt[,;])(?! (?:\w+ ){0,5}giao\b| đặt ra\b| đề ra\b| xác định\b)|hình thành|thành lập|cấp(?!\s*[;,])|triển khai|vượt|xây dựng|kết nối|đưa)",
    r"(?<=[,;:(] )kết quả(?=\s*(?:\d|$))",
    r"(?<=là )kết quả",
    r"(?<!số hóa )(?<!hóa hồ sơ, )(?<!cấp )(?<!trả )kết quả(?=\s*(?:,|:|là|đạt|cho thấy|thực hiện|đã|có|năm|đến|sau))",
    r"vượt\s+[\d.,/]+\s*%?\s*(?:so với )?(?:chỉ tiêu|kế hoạch|mục tiêu)",
    r"thực hiện (?:đạt|được)",
    r"làm được",
    r"(?:cấp|tạo lập|kích hoạt|lập|mở) được(?=\s+(?:(?:hơn|trên|gần|khoảng)\s+)?\d)",
    r"(?:theo )?phần đánh giá (?:của|cho|nêu)",
    r"(?<!phấn đấu )(?<!tập trung )(?<!phải )(?<!sẽ )hoàn thành (?:được )?\d+(?:/\d+)? (?:chỉ tiêu|mục tiêu)\b",
    r"đạt được (?:nhiều |những |các |một số )?kết quả",  # `phấn đấu đạt kết quả 90%` is an aim
    r"(?:(?<!\w )|(?<=, tỉnh ))thực hiện(?=\s*(?:là\s*|:\s*|ước\s*)?$)",
    r"(?<=%, )thực hiện(?=\s+(?:trên|hơn|gần|khoảng)\s*$)",
    r"đạt được(?=\s+(?!(?:ít|tối|trên|hơn|khoảng|từ|không|gần|xấp)\b)[^\W\d])",
    r"(?:(?<!\w )|(?<=quả )|(?<=đã ))đạt được",
    r"thí điểm thành công",
    r"ghi nhận",
    r"(?:biểu dương|tuyên dương|khen ngợi|phê bình)",
    r"(?:chưa đạt|không đạt|đạt thấp|còn thấp)\b[^.;:%]{0,120}\b(?:gồm|như|là|cụ thể)\s*:",
    r"thực tế",
    r"mới (?:đạt|chỉ|có|là|ở mức|dừng(?: lại)? ở|được(?=\s*$))",
    r"(?<!không )chỉ (?:đạt|xếp|đứng)",
    r"ước (?:đạt|thực hiện)",
    r"trước đó",
    r"hoàn thành vượt",
    r"(?<!tập trung )(?<!phấn đấu )(?<!phải )(?:hoàn thành|đã đạt|vượt)(?: tốt| cơ bản| xuất sắc)?(?: và vượt)?(?: các| toàn bộ| tất cả)?(?: chỉ tiêu| mục tiêu| kế hoạch)",
    r"trong khi (?:đó|hiện|thực tế)",
    r"trong khi(?= (?:đến |tính đến )?(?:hết |cuối )?năm 20\d\d,? [^,;.:%]{0,30}\b(?:xếp|đứng|đạt|ở)\b)",
    r"(?<!xây )(?<!lắp )(?<!triển )(?<!lập )(?<!dựng )mới(?=\s*$)",
    r"cuối năm ngoái",
    r"(?<!phấn đấu )(?:toàn tỉnh|địa bàn(?: tỉnh| thành phố)?|toàn thành phố|cả nước|toàn huyện)\s+có\b",
    r"(?<![^.;\n] )(?:thành phố|tỉnh)\s+có\b",
    r"(?<!dữ liệu )đã(?!\s+(?:có điện\b|phát sóng[,;]|(?:được )?cấp\s*[;,]|được phê duyệt[,;]|số hóa|được số hóa|được (?:\w+ ){0,5}giao\b|(?:được )?(?:đề ra|đặt ra|đăng ký|giao|xác định|nêu|định)))",
    _LIST_OF_RESULTS,
)

# `Báo cáo của Sở Thông tin và Truyền thông nêu một số chỉ tiêu năm 2024:`
REPORTS = re.compile(r"(?i)\W*báo cáo (?:của|số)\b[^:]*\b(?:nêu|cho biết|cho thấy|ghi nhận)\b[^;:.]*:\s*$")
AIMING = re.compile(rf"(?i)\b(?:{'|'.join(_AIMING)})")
_REACHED = re.compile(rf"(?i)\b(?:{'|'.join(_REACHING)})")
SAID: CuedPatterns[Kind] = CuedPatterns(
    {
        "target": (
            AIMING,
            (
                "phấn đấu", "đặt ", "mục tiêu", "với mục tiêu", "chỉ tiêu", "hướng tới", "hướng đến", "kỳ vọng", "dự kiến", "yêu cầu", "tập trung hoàn thành",
                "quyết tâm", "tiếp tục rà soát", "với đích", "nghị quyết ", "đề án ", "chương trình ", "đề ra", "mong ", "ubnd tỉnh giao", "hđnd tỉnh giao", "tỉnh ủy giao", "chính phủ giao", "trung ương giao", "sẽ ", "phải", "muốn ", "đích", "để", "bám mục tiêu", "vì mục tiêu", "cho mục tiêu", "theo mục tiêu", "cần ", "nhắm ", "cam kết ", "ấn định", "đăng ký ", "giao", "kế hoạch", "đề ra mục tiêu", "tầm nhìn", "định hướng đến", "theo định hướng", "với mốc", "lộ trình",
                "giao chỉ tiêu", "theo lộ trình", "theo kế hoạch", "theo đề án", "theo nghị quyết", "theo chương trình", "theo chiến lược", "đặt ra", "đã đặt ra", "đã đề ra", "tập trung ", "xác định ", "nhiệm vụ ",
            ),
        ),
        "actual": (
            _REACHED,
            (
                "đến nay", "lũy kế", "lần đầu", "đều ", "lúc đó", "lúc ấy", "khi đó", "khi ấy", "được cải thiện", "bây giờ", "theo phần đánh giá", "phần đánh giá", "hiện", "đang ", "đã", "tính đến", "kết quả", "thực hiện", "biểu dương", "tuyên dương", "khen ngợi", "phê bình", "chưa đạt", "không đạt", "đạt thấp", "còn thấp", "làm được", "đạt được", "ghi nhận", "thí điểm thành công", "thực tế", "cấp được", "tạo lập được", "kích hoạt được", "lập được", "mở được", "mới", "chỉ ", "ước ",
                "trước đó", "hoàn thành", "vượt", "tình hình", "trong khi ", "cuối năm ngoái", "toàn ", "địa bàn", "cả nước", "thành phố", "tỉnh",
            ),
        ),
    }
)  # fmt: skip
