"""The wordings by which a number points to a measure told before: a year, a place, `con số này`, an aim that names nothing else.

Lives here: what stands before and behind such a number. Never here: which measure is meant (see `referred`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from scrapers.extraction.attachment.claims import Scene
from scrapers.extraction.text.phrases import is_thin
from scrapers.letters import CAPITALS, SMALL


class Pointing(NamedTuple):
    """How a number points back.

    `is_made`: it names nothing else that it could be of. `refers`: it says so
    (`tỷ lệ này`, `chỉ tiêu là`). `names`: a place, an office or the country is named; `names_time`: a time. `restates`: the
    place or time has the number (`xã Bản Lầu đạt`), `leads` even where the sentence names a subject (`đứng đầu là phường Sa Pa (`).
    """

    is_made: bool
    refers: bool
    names: bool
    names_time: bool
    restates: bool
    leads: bool


_ANAPHORA = re.compile(
    r"(?i)\b(?:(?:con số|tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|chỉ số|mật độ|mức) (?:này|ấy|đó)|kết quả (?:này|trên)|với (?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng) (?:tương ứng|lần lượt)|chỉ tiêu này|con số|nó|mức chung(?= của))\b"
)
# `Một số đơn vị có tỷ lệ cao như: thành phố Ninh Bình 94,1%`: of the share that was told before
_SOME_HAVE = re.compile(
    r"(?i)\b(?:địa phương|đơn vị|huyện|xã|phường|nơi)\s(?:[^:;.,\d]{1,20}\s)?(?:có|đạt)\s+(?:tỷ lệ|tỉ lệ|kết quả)\s+(?:[^:;.,\d]{1,20}\s)?(?:cao|thấp|khá|tốt)\b[^:;.,\d]{0,15}(?::|\b(?:như|gồm|là))\s"
)
_YEAR_OR_OPENED = re.compile(r"(?i)\bnăm\s+20\d\d\b|\bquý\b|\btháng\s+\d|\bcùng kỳ\b|\(\s*$|\bbình quân\b")
# `đạt 95% số đối tượng trước ngày 30/11/2025 (hiện nay đạt 88,3%)`: of the same, as it is now
_NOW_IN_BRACKET = re.compile(r"(?i)\(\s*(?:hiện nay|hiện tại|đến nay|hiện)\s+(?:(?:mới|đang|là|đạt|chỉ)\s+)*$")
_YEAR_IS = re.compile(
    r"(?i)\bnăm\s+20\d\d,?\s+(?:dự|dự kiến)\s*$|\bnăm\s+20\d\d\s+(?:phải\s+)?(?:(?:mới |chỉ )?(?:là|đạt|ước|ước đạt|chiếm|ở mức)|mới|chỉ)\s*$"
)
_REACHES = r"(?:đều|cùng|cũng|là (?:tỉnh|địa phương|đơn vị)(?: có (?:kết quả|điểm|chỉ số|tỷ lệ))? (?:cao|thấp|tốt) nhất|với|đã|hiện|đạt|ước|đưa|là|chiếm|có|tiếp nhận|nhận|lập|ở mức|:|tỷ lệ|tỉ lệ|t[ỷỉ] trọng|mới|chỉ|tiếp tục|(?:đứng đầu|dẫn đầu)(?: các (?:tỉnh|địa phương)(?:, thành(?: phố)?)?)?|làm tốt nhất|cao nhất|thấp nhất|còn|dừng ở|thấp hơn,?|cao hơn,?|nhỉnh hơn,?|khá hơn,?|khá nhất|kích hoạt|được|khoảng|gần|trên|hơn|\s)"
# What opens a sentence is no name: `Có 977 thủ tục …`
_OPENS_SENTENCE = rf"(?!(?:Có|Đã|Hiện|Trong|Tại|Với|Đến|Tới|Toàn|Tính|Cả|Trên|Hơn|Gần|Khoảng|Năm|Tổng|Riêng|Khi|Sau|Theo|Số|Còn|Đạt|Qua|Từ|Ước|Về|Ngoài|Cùng|Mỗi|Nhiều|Một)\s(?:[{SMALL}\d]|$))"
# `Bắc Giang (42,13%)`, `Thái Nguyên với tỷ trọng 42,92%`, `huyện Tân Hưng 19,8%`
NAME_IS = re.compile(
    rf"(?<!\w){_OPENS_SENTENCE}[{CAPITALS}]\w+(?:\s+[{CAPITALS}]\w+)*(?:\s\d{{1,2}})?(?:\s(?:ở"
    rf"|thuộc)(?:\s[{SMALL}]+){{1,3}}?,?)?(?:\s(?:\((?:cũ|mới|(?:(?:huyện|thị xã|thành phố|tỉnh|TP\.?)\s)?[{CAPITALS}][^()\d]{{2,30}})\)|cũ))?\s*(?:\(\s*"
    rf"|{_REACHES}*)$"
)
# `Cả nước năm 2024 là 18,3%`, `Dẫn đầu là Sở Giao thông vận tải với 88,4%`, `Sở Tư pháp là đơn vị có kết quả tốt nhất, 97%`
_WIDER_OR_OFFICE_IS = re.compile(
    r"\s*(?:(?:Dẫn đầu|Đứng đầu|Cao nhất|Thấp nhất|Tốt nhất) là\s+"
    r"|(?:Riêng|Trong (?:khi )?đó,?|Cùng (?:thời gian|thời điểm|thời kỳ|kỳ)(?: này)?,?)\s+)?(?:(?:(?:(?:[Bb]ình quân|[Tt]rung bình|[Mm]ặt bằng)(?: chung)?(?: của)? )?[Cc]ả nước|[Bb]ình quân (?:chung )?(?:[Tt]oàn|[Cc]ả) (?:tỉnh|thành phố))(?:\s+năm (?:20\d\d|nay))?"
    rf"|(?:Sở|Ban|Văn phòng|Thanh tra)\s+[{CAPITALS}][^,.;:()\d%]{{1,40}}?)\s+(?:(?:là )?(?:đơn vị|sở|cơ quan"
    rf"|nơi) (?:có (?:kết quả|t[ỷỉ] lệ) |đạt |làm )?(?:cao|thấp|tốt) nhất,?\s*)?{_REACHES}*"
)
_LEAD_THEN = re.compile(r"(?i)\b(?:dẫn|đứng) đầu\s+(?:với|đạt)\s+$")
_OF_PRODUCT = re.compile(r"\s*(?:trong\s+)?GR?DP\s*(?:[,.;)]|$)")  # `tỷ lệ này đạt 32,4% GRDP`
# `…, trong khi chỉ tiêu đề ra cho năm 2025 là 20%`, `(mục tiêu năm 2025: 80%)`, `chưa bằng mục tiêu 80%`,
# `vượt mục tiêu do Ủy ban Quốc gia về chuyển đổi số giao (80%)`
AIM_ALONE = re.compile(
    r"(?i)(?:^|[,(;“]|\. |\bnhưng(?=\s))\s*(?:(?:và|còn|vẫn|rất|xa|còn cách|cách|cách xa|trong khi|song|nhưng|so với"
    r"|chưa bằng|chưa đạt|chưa tới|thấp hơn|thấp xa|thấp|nhiều|cao hơn|vượt|gần bằng|bằng|đạt|vượt xa|vượt qua"
    r"|tiệm cận|xấp xỉ|sát|nhỉnh hơn|kém)\s+){0,4}(?:mục tiêu|chỉ tiêu|kế hoạch|nghị quyết|đích"
    r"|yêu cầu)(?:\s+(?:(?:do|mà)\s|(?=(?:ủy ban|bộ|ban)\s))[^,;.()\d]{2,60}?(?=\s+(?:giao|đề ra|đặt ra)))?(?:(?:\s+năm 20\d\d)?\s+(?:của|do) (?:ủy ban quốc gia|chính phủ|bộ|trung ương)\b[^,;.()\d]{0,40}?(?=\s*\())?(?:\s+(?:đề ra|đặt ra|được giao|giao|ubnd|hđnd|phấn đấu|cho|của|đến|là|hết|cuối|trong|cả|năm|học|tới"
    r"|20\d\d|này|yêu cầu|tỉnh ủy|thành ủy|đảng bộ|tỉnh|thành phố|đặt|nghị quyết)){0,8}\s*(?::|là|đạt)?\s*(?:trên|hơn|ít nhất|tối thiểu|từ"
    r"|khoảng)?\s*\(?\s*$"
)
# `vượt xa chỉ tiêu 60% được giao trong năm`, `tiệm cận chỉ tiêu 10% của cả năm 2025`
_OF_AN_AIM = re.compile(
    r"(?i)\s*(?:(?:được|(?:UBND |HĐND )?(?:tỉnh|thành phố|huyện)|trung ương|chính phủ) giao|đề ra|đặt (?:ra|cho)|(?:của|cho|trong)\s+(?:cả\s+)?(?:năm|nghị quyết|kế hoạch|cùng năm)|cả năm|(?:nhưng|song) (?:vẫn|còn|mới|chưa)|nên)\b"
)
# `dữ liệu chưa đều: phường Vĩnh Yên đạt 98,1%`: what stands before the colon is no subject of the number.
_OPENS_LIST = re.compile(r"(?i)(?::|\bnhư)\s+(?:(?:các|phường|xã|huyện|quận|thị xã|thị trấn|thành phố|tp\.?)\s+)*$")
# `…; trong khi xã Hưng Điền mới kích hoạt được 78,5%`
_CONTRAST = re.compile(
    r"(?i)[\s,;]*(?:trong khi(?: đó)?|trong đó|còn|riêng|song|nhưng)\s+(?:(?:tại|ở|các|khu vực|địa bàn|phường|xã|huyện|quận|thị xã|thị trấn|thành phố|tp\.?)\s+)*"
)
# `chiếm 80,6% tổng thuê bao di động, trong khi năm 2021 mới 68%`: what stands before the turn is said of the number before
_TURN = re.compile(r"(?i)[,;]\s+(?:trong khi|trong lúc|còn|nhưng|song|so với|(?:cao|thấp|kém|nhỉnh) hơn)\b[^,;]*$")
_PLACE_WORDS = r"(?:(?:các|xã|phường|huyện|thị xã|thị trấn|thành phố|tp\.?|quận|đặc khu)\s*)*$"
# `xã Tà Xi Láng có 48,5% hồ sơ nộp qua mạng, xã Chế Tạo 51,3%`
_NEXT_PLACE = re.compile(rf"(?i),\s+(?:(?:và|riêng|trong đó)\s+)?{_PLACE_WORDS}")
# `Ba đơn vị đứng đầu là phường Sa Pa (97,2%)`
_LEADS = re.compile(rf"(?i)\b(?:đứng đầu|dẫn đầu|cao nhất|thấp nhất|tốt nhất)\s+(?:là|gồm|có)\s+{_PLACE_WORDS}")
# `…, thấp hơn mức 10% mà tỉnh đề ra cho năm 2023`
_SET_BEHIND = re.compile(r"(?i)\s*mà\s[^,;.%]{0,60}\b(?:(?:đặt|đề) ra|giao|yêu cầu)\b")
# `Năm 2024 tỉnh phấn đấu 10%`
STRIVES_ALONE = re.compile(
    r"(?i)\s*(?:(?:(?:đến|hết|trong|cuối)\s+)*năm (?:20\d\d|nay|tới|sau)(?: này)?,?\s+)?(?:(?:toàn )?(?:tỉnh"
    r"|thành phố|huyện|xã|chúng tôi)\s+)?(?:phấn đấu|đặt mục tiêu|quyết tâm|phải"
    r"|hướng tới)\s+(?:(?:(?:đến|hết|trong|cuối|vào)\s+)*năm (?:20\d\d|nay|tới|sau)(?: này)?,?\s+)?(?:(?:đạt|lên|nâng lên|đưa lên|là|mức|con số|trên|ít nhất|tối thiểu|khoảng)\s+)*"
)

# `…, phấn đấu đến 30/9/2025 có 17/17 bệnh viện hoàn thành`, `…, trong khi đến ngày 15/8 mới có 9 bệnh viện`
THEN_HAS = re.compile(
    r"(?i),\s+(?:phấn đấu|trong khi|nhưng)\s+(?:(?:đến|tới|trước|hết)\s+(?:(?:hết|cuối|ngày|tháng|quý|năm)\s+)*[\dIV/.-]+,?\s+)(?:mới\s+|chỉ\s+)*có\s+$"
)


def read_pointing(text: str, scene: Scene) -> Pointing | None:
    """The pointing of a share, density or difference; None where the words behind it say what it is of."""
    number, around = scene.number, scene.around
    of_product = _OF_PRODUCT.match(text, around.right_start) is not None
    if around.is_right_open and not of_product and _OF_AN_AIM.match(text, number.text_end) is None:
        return None  # asked first, since it is asked faster
    # A lead is read as a rank, and its words belong to the name before it: `Thị xã Duyên Hải dẫn đầu với 52,3%`.
    is_lead = _LEAD_THEN.search(text, around.item_start, number.text_start) is not None
    chunk = text[around.item_start if is_lead else around.left_limit : number.text_start]
    turned = _TURN.search(chunk)
    is_set = turned is not None and _SET_BEHIND.match(text, number.text_end) is not None
    is_aim = is_set or AIM_ALONE.search(chunk) is not None or STRIVES_ALONE.fullmatch(chunk) is not None
    if around.is_right_open and not of_product and not is_aim:
        return None
    refers = is_aim or _ANAPHORA.search(chunk) is not None or _SOME_HAVE.search(chunk) is not None
    named = NAME_IS.search(chunk)
    before = named.start() if named is not None else 0
    opens_list = named is not None and _OPENS_LIST.search(chunk, 0, before) is not None
    contrasts = named is not None and _CONTRAST.fullmatch(chunk, 0, before) is not None
    is_next = named is not None and _NEXT_PLACE.search(chunk, 0, before) is not None
    leads = named is not None and _LEADS.search(chunk, 0, before) is not None
    is_office = around.left_limit == around.item_start and _WIDER_OR_OFFICE_IS.fullmatch(chunk) is not None
    turns = turned is not None and is_thin(turned.group())
    is_now = _NOW_IN_BRACKET.search(chunk) is not None
    is_placed = opens_list or contrasts or is_next or leads or is_office
    return Pointing(
        is_made=around.is_left_thin or turns or refers or is_placed or is_now,
        refers=refers,
        names=named is not None or is_office,
        names_time=is_now or _YEAR_OR_OPENED.search(chunk) is not None,
        restates=named is not None or _YEAR_IS.search(chunk) is not None,
        leads=leads or is_office,
    )
