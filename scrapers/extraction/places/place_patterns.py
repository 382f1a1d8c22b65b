"""Wordings of places that are no names: communes, agencies, the country, groups of provinces, `toàn tỉnh`, `của huyện`.

Lives here: the patterns and the words with which they begin. Never here: names of provinces and districts (see `gazetteer`).
"""

from __future__ import annotations

import re

from scrapers.extraction.text.cues import CuedPatterns
from scrapers.letters import CAPITALS

FIGURES_OF_OTHERS = (
    rf"(?:cao|thấp) hơn\s+(?:mức\s+|con số\s+)?(?:[\d.,]+\s?%\s+của\s+[{CAPITALS}][^,;.\d%]{{1,30}}(?:,|\svà)\s+)*"
)
"""Before the figure of another place, with which one is compared: `6,47%, thấp hơn mức 8,1% của Trà Vinh và 7,3% của Vĩnh Long`."""
_NAME = rf"[{CAPITALS}][\w'’-]*(?:[^\S\n]+[{CAPITALS}][\w'’-]*){{0,3}}"
_COMMUNE = re.compile(
    r"\b(?<!cấp )(?:[Xx]ã(?:\s+(?:miền núi|vùng cao|biên giới|vùng biên|ven biển|vùng sâu|đảo|mới))?|XÃ(?!\s+HỘI)|[Pp]hường"
    r"|PHƯỜNG|[Tt]hị trấn|THỊ TRẤN|ĐẶC KHU|TT\.|[Đđ]ặc khu"
    rf"|UBND (?:xã|phường|thị trấn))\s+({_NAME}(?:\s[-–]\sĐà Lạt)?(?:\s\d{{1,2}}(?=\s(?:có|đạt|là|chiếm|với|đã|mới|tiếp nhận)\b))?"
    r"|\d{1,2}\b(?![.,]\d|\s?%))"
)
_AGENCY = re.compile(
    r"(?:^|(?<=[,.;:+*•–-] )|(?<=\n)|[Tt]ại |[Cc]ủa |[Rr]iêng |[Ởở] |[Ll]à |[Cc]ó |và |hơn |dưới |sau "
    r"|đó |trước |đạo (?=Bệnh viện))((?:Sở (?:Giáo dục và Đào tạo|Thông tin và Truyền thông|Thông tin - Truyền thông|Tư pháp|Tài [Cc]hính"
    r"|Nội vụ|Ngoại vụ|Y tế|Xây dựng|Công [Tt]hương|Nông nghiệp và (?:PTNT|Phát triển nông thôn|Môi trường)"
    r"|Khoa học và Công nghệ|Kế hoạch và Đầu tư|Lao động(?: -|,) Thương binh và Xã hội|Tài nguyên và Môi trường"
    r"|Giao thông [Vv]ận tải|Văn hóa, Thể thao và Du lịch|Văn hóa và Thể thao|Du lịch|Dân tộc và Tôn giáo"
    r"|Nông nghiệp|Giáo dục|Giao thông|Lao động|Văn hóa|Tài nguyên|Kế hoạch|Khoa học|Thông tin"
    r"|[A-ZĐ]+(?:[-&][A-ZĐ]+)+)|Thanh tra tỉnh|Ban Dân tộc|Văn phòng UBND tỉnh|Trung tâm (?:Phục vụ )?[Hh]ành chính công (?:tỉnh|thành phố)(?! [A-ZĐ])|Sở(?= (?!hữu))"
    r"|(?:Bệnh viện|Trung tâm Y tế)(?: [Hh]ữu nghị)?(?: [Đđ]a khoa)?(?: khu vực)?(?: huyện| thị xã)?"
    r"|Trường (?:Đại học|Cao đẳng|THPT|THCS|Tiểu học|PTDTNT)|Công ty|Tổng công ty|Tập đoàn|Ngân hàng|Điện lực"
    r"|Chi nhánh Văn phòng [Đđ]ăng ký đất đai|Cục Thuế|Chi cục|Cục Hải quan|Hội (?:Nông dân|Phụ nữ|Liên hiệp)|Liên minh|Ban [Qq]uản lý(?: (?:các )?[Kk]hu (?:công nghiệp|kinh tế|công nghệ cao)(?:,? (?:và )?(?:các )?[Kk]hu (?:công nghiệp|kinh tế))*)?|BHXH"
    r"|Bảo hiểm [Xx]ã hội(?! Việt Nam)|Kho bạc(?: Nhà nước)?|Bưu điện|VNPT|Viettel|Hợp tác xã|HTX|Hiệp hội|Công an)(?: tỉnh"
    rf"| thành phố| TP\.?)?(?:\s+(?:[{CAPITALS}][\w&-]*|và|đa khoa|dược|cổ truyền|chuyên|khu vực|Nội|-))*)"
)
# The national product by the national statistics office is the country's, also in a province's newspaper.
_COUNTRY = re.compile(
    r"(?i)\b(?:cả nước|toàn quốc|(?<!bhxh )(?<!bảo hiểm xã hội )(?<!nhnn )(?<!ngân hàng nhà nước )việt nam|trên toàn quốc|bình diện quốc gia|DTI quốc gia|bình quân chung|tổng cục thống kê[^.;%]{0,120}?\bGDP)\b"
)
# Ministries and their like have ranks and scores of their own.
_MINISTRY = (
    r"(?:Bộ (?:Quốc phòng|Công an|Ngoại giao|Nội vụ|Tư pháp|Tài chính|Công [Tt]hương|Xây dựng|Y tế|Giáo dục và Đào tạo|GD&ĐT"
    r"|Khoa học (?:và|-) Công nghệ|KH&CN|Văn hóa, Thể thao và Du lịch|VHTT&DL|Nông nghiệp và (?:Môi trường|Phát triển nông thôn|PTNT)"
    r"|NN&PTNT|Thông tin và Truyền thông|TT&TT|Kế hoạch và Đầu tư|KH&ĐT|Giao thông [Vv]ận tải|GTVT|Tài nguyên và Môi trường|TN&MT"
    r"|Lao động(?:,| -|-) ?Thương binh và Xã hội|LĐ-?TB&XH)"
    r"|Bảo hiểm xã hội Việt Nam|Ngân hàng Nhà nước(?: Việt Nam)?|Đài (?:Truyền hình|Tiếng nói) Việt Nam|Thông tấn xã Việt Nam|Thanh tra Chính phủ|Ủy ban Dân tộc|Văn phòng Chính phủ|Viện Hàn lâm [^,.;()\d]{3,40}? Việt Nam)"
)
# How the names of those begin that are called no ministry.
STATE_BODIES = (
    "bảo hiểm xã hội việt", "ngân hàng nhà nước", "thanh tra chính phủ", "đài truyền hình việt", "đài tiếng nói việt",
    "thông tấn xã việt", "ủy ban dân tộc", "văn phòng chính phủ", "viện hàn lâm",
)  # fmt: skip
_GROUP = re.compile(
    rf"(?i)\b(?:toàn vùng\b|vùng\s+(?:(?-i:[{CAPITALS}])|đồng bằng(?=\s+sông)|trung du(?=[\s,]+(?:và\s+)?miền núi)|đông nam bộ"
    r"|tây nguyên|bắc trung bộ|duyên hải|kinh tế)|(?:khu vực )?(?:đồng bằng sông (?:cửu long|hồng)|đbscl|tây nguyên|đông nam bộ"
    r"|bắc trung bộ|miền trung|miền núi phía bắc|tây bắc|đông bắc)|khu vực (?:phía|miền|đông|tây|trung(?! tâm)|đồng)"
    r"|các (?:tỉnh|địa phương)(?:,? thành(?: phố)?)? (?:trong|thuộc) (?:vùng|khu vực)|các tỉnh,? thành|các tỉnh"
    r"|các địa phương trong cả nước|khối (?:các )?(?:bộ, ngành|bộ ngành|bộ|tỉnh"
    r"|địa phương)(?:, thành phố)?(?= (?:đạt|chỉ|là|mới|ở|còn|chiếm|\())|ở (?:cấp|khối) bộ\b(?!,? (?:cấp )?tỉnh)"
    r"|(?:(?<=của )|(?<=quân )|(?<=[.;] )|(?<=\n))khối (?:các )?(?:sở|cơ quan (?:cấp tỉnh|chuyên môn)|quận|huyện|ubnd)\b|khối này|(?:các )?bộ, ngành(?= (?:cung cấp|không cung cấp|có|không có|đạt|trung bình|dẫn đầu)\b)"
    r"|các bộ(?: ngành)?(?= (?:cung cấp|không cung cấp|có|không có|đạt|trung bình|dẫn đầu)\b)"
    rf"|(?-i:Bộ (?:[{CAPITALS}]\w*(?: và|,)? ){{1,8}})(?=(?:dẫn đầu|đứng đầu|xếp|đứng thứ|đạt)\b))"
    rf"|(?<!được )(?<!theo )(?<!của )(?<!do )\b(?-i:{_MINISTRY})(?=\s+(?:(?:tiếp tục|vẫn|đã)\s+)?(?:dẫn đầu|đứng|đạt|với|xếp)\b)"
)
_OWN_PROVINCE = re.compile(
    rf"(?i)\b(?:toàn tỉnh|cả tỉnh|(?-i:Ở) cấp tỉnh(?=,)|(?:trên địa bàn|(?<!trung tâm )của|(?<!đầu tiên )trong) tỉnh(?! (?:này|đó)\b)(?!\s+(?-i:[{CAPITALS}]))|tỉnh ta"
    r"|(?<!\w)(?<!UBND )(?<!HĐND )(?<!Công an )(?<!DTI cấp )(?<!\bsố cấp )tỉnh(?= (?:đã|có|đạt|hiện|cũng|xếp|đứng|phấn đấu|hướng đến|hướng tới"
    r"|đề ra|đang|còn(?! lại)|tiếp tục|tiếp nhận|giải quyết|duy trì|hoàn thành|bố trí|đặt|ban hành|thành lập|công bố|tổ chức|ta|nhà|là|được"
    r"|ước|nằm|thuộc|vẫn|ở (?:vị trí|hạng|thứ)))|(?:(?<=[.!?] )|(?<=\n))(?-i:Thành phố)(?= (?:đã|cũng|hiện có|có)\s)|(?:(?<=\bhiện, )|(?<=\bhiện nay, )|(?<=\bđến nay, ))thành phố(?= (?:đã\s+)?có\s)|(?:toàn|trên địa bàn|của"
    rf"|trong) thành phố(?!\s+(?-i:[{CAPITALS}])))\b"
)
_OWN_DISTRICT = re.compile(
    r"(?i)\b(?:(?<!% )(?<!\b\d )(?<!\b\d\d )(?<!\b\d\d\d )(?<!cấp )(?<!các )(?<!đơn vị )(?<!số )(?<!lệ )(?<!mỗi )(?<!hai )(?<!ba )(?<!bốn )(?<!năm )(?<!sáu )(?<!bảy )(?<!tám )(?<!chín )(?<!mười )(?<!tác )(?<!chức )(?<!viên )(?<!đến )(?<!tới )(?<!loa )(?<!tâm )(?<!tỉnh, )(?<!quận, )(?<!thôn, )(?<!bản, )(?<!ấp, )(?<!huyện, )(?<!xã, )(?<!phường, )(?<!và )(?:huyện"
    r"|thị xã|phường|xã|đặc khu)(?= (?:đã|có|đạt|hiện|cũng|xếp|tiếp nhận|giải quyết|triển khai|phấn đấu|đặt mục tiêu"
    r"|hướng đến|hướng tới|tiếp tục|duy trì|hoàn thành|là|được|ước|lập|thành lập))|toàn huyện|trên địa bàn huyện"
    r"|của huyện|của xã(?!\s+hội)|của phường|của đặc khu|toàn đặc khu|toàn thị xã|trên địa bàn thị xã|của thị xã|toàn xã(?!\s+hội)"
    r"|trong xã(?!\s+hội)|trong huyện|trong phường|trên địa bàn xã|toàn phường"
    rf"|trên địa bàn phường)\b(?!\s+(?-i:[{CAPITALS}]))"
)
# The province of which the text has just spoken.
_SAME_PROVINCE = re.compile(
    r"(?i)(?<!các )(?<!\d )\b(?:(?:địa phương|tỉnh|thành phố) (?:này|đó)\b|(?<!là )địa phương(?= (?:giành|đạt|có|đã|xếp|đứng|vươn|tăng|giảm)))"
)
_AGENCIES = (
    "sở ", "trung tâm phục vụ hành chính công", "thanh tra tỉnh", "ban dân tộc", "văn phòng ubnd tỉnh", "bệnh viện", "trung tâm y tế", "trường ", "công ty", "tổng công ty", "tập đoàn",
    "ngân hàng", "điện lực", "chi nhánh văn phòng", "cục thuế", "chi cục", "cục hải quan", "hội ", "liên minh", "ban quản lý", "bhxh", "bảo hiểm xã hội",
    "kho bạc", "bưu điện", "vnpt", "viettel", "hợp tác xã", "htx", "hiệp hội", "công an",
)  # fmt: skip
_BEFORE_AGENCIES = ("", "tại ", "của ", "riêng ", "ở ", "là ", "có ", "và ", "hơn ", "dưới ", "sau ", "đó ", "trước ", "đạo ", "| ")  # fmt: skip

# By the level of what they name, each with the words with which it begins.
PLACE_PATTERNS = CuedPatterns(
    {
        "commune": (_COMMUNE, ("xã", "phường", "thị trấn", "tt.", "đặc khu", "ubnd")),
        "agency": (_AGENCY, tuple(before + name for before in _BEFORE_AGENCIES for name in _AGENCIES)),
        "country": (_COUNTRY, ("cả nước", "toàn quốc", "việt nam", "trên toàn quốc", "bình diện quốc gia", "dti quốc gia", "bình quân chung", "tổng cục thống kê")),
        "group": (
            _GROUP,
            (
                "vùng", "toàn vùng", "đồng bằng sông", "đbscl", "tây nguyên", "đông nam bộ", "bắc trung bộ", "miền trung", "miền núi", "tây bắc",
                "đông bắc", "khu vực", "các tỉnh", "các địa phương", "khối", "các bộ", "ở cấp bộ", "ở khối bộ", "bộ ", "bộ,", *STATE_BODIES,
            ),
        ),
        "own_province": (
            _OWN_PROVINCE,
            (
                "toàn tỉnh", "cả tỉnh", "ở cấp tỉnh", "trên địa bàn t", "của tỉnh", "trong tỉnh", "tỉnh ", "toàn thành phố", "của thành phố", "trong thành phố", "thành phố ",
            ),
        ),
        "own_district": (
            _OWN_DISTRICT,
            (
                "huyện ", "thị xã ", "phường ", "xã ", "đặc khu ", "của đặc khu", "toàn đặc khu", "toàn huyện", "trên địa bàn", "của huyện", "của xã", "của phường", "toàn thị xã",
                "của thị xã", "toàn xã", "toàn phường", "trong xã", "trong huyện", "trong phường",
            ),
        ),
        "same_province": (_SAME_PROVINCE, ("địa phương", "tỉnh", "thành phố")),
    }
)  # fmt: skip
