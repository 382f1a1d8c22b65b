"""The words that belong to a number: the phrase before it, the phrase after it, and whether each is open.

Lives here: the cut of a sentence's item into regions around its numbers. Never here: concepts' meaning or indicators.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from scrapers.extraction.numbers.quantities import Quantity
from scrapers.extraction.terms.term_index import TermIndex
from scrapers.extraction.text.brackets import VALUE_OF_YEAR, opened_around, without_asides
from scrapers.extraction.text.cues import ends_with
from scrapers.letters import CAPITALS


class Surroundings(NamedTuple):
    """Regions around one number, as places in the text.

    `left_limit..number` reaches back to the number before or the item's start; `left_phrase` is where the noun phrase that
    ends at the number begins (equal to the number's start when there is none); `right_limit` is where what follows the
    number stops belonging to it, and `right_start` where that begins: after the number, or after a bracket with a number that
    stands between the number and its noun (`609/1.311 (46%) thủ tục …`).
    """

    item_start: int
    item_end: int
    left_limit: int
    left_phrase: int
    left_near: int
    right_start: int
    right_limit: int
    is_right_open: bool
    is_left_linked: bool
    is_left_thin: bool


# `Hồ sơ công việc cấp tỉnh được xử lý trên môi trường mạng: chỉ tiêu 97%`: what stands before the colon is measured.
_GOAL_NAMED = re.compile(
    r"(?i):\s+(?:(?:ở |tại )?cấp (?:tỉnh|huyện|xã)\s+(?:(?:đạt|là|đề ra|giao)\s+)?|(?:(?:ở |tại )?cấp (?:tỉnh|huyện|xã)\s+)?(?:chỉ tiêu|mục tiêu|kế hoạch|đề ra|giao)\s+(?:đề ra\s+|đặt ra\s+)?(?:năm 20\d\d\s+)?(?:là\s+|giao\s+|trên\s+|tối thiểu\s+)?)$"
)
# What begins a statement of its own after a comma or a conjunction.
_NEW_STATEMENT = (
    r"(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|con số này|chỉ số này|số lượng|tổng số|mật độ|đạt|chiếm|tăng|giảm|xếp|đứng"
    r"|trong đó|nhiều|một số|toàn bộ|tất cả|hầu hết|đa số|bao gồm|gồm cả|kể cả|độ phủ|với|riêng|bình quân|trung bình|"
    r"đồng thời|cao hơn|thấp hơn|so với|hoàn thành|đã hoàn thành|vượt|qua đó|góp phần|nhằm|ước|mục tiêu|kế hoạch"
    r"|là địa phương|tương đương|không còn|nâng|đưa|phổ cập|bằng|đến nay|qua rà soát|hiện nay|hiện (?:đã|có)|tính đến"
    r"|đến (?:hết|giữa|cuối|đầu|ngày|thời điểm|tháng)|hết (?:quý|tháng)|kết thúc (?:năm|quý|tháng|kỳ)|cuối (?:năm|kỳ)"
    r"|sau \w+ (?:năm|tháng))"
)
# `100% số ấp, kể cả vùng biên giới, có mạng di động`: what is said of all follows
_EVEN_THOSE = r"\s+(?:kể cả|gồm cả|bao gồm cả)\s[^;.:()\d]{2,60}?,\s+(?:đều |đã )*(?:có|được)\b"
_RIGHT_CUT = re.compile(
    rf"(?i),(?<!chỉ tiêu,)(?!{_EVEN_THOSE})\s*(?:và\s+|còn\s+)?(?={_NEW_STATEMENT}\b)|,\s+(?=(?:tính )?đến (?:(?:hết|cuối|giữa|đầu) )?(?:tháng|quý)\s)"
    r"|,\s+(?=(?:các|những)\s+(?:đơn vị|sở|ngành|địa phương|cơ quan)\b[^,;.\d]{0,30}\s(?:phải|cần)\s)|,\s+(?=kết quả\s+(?:đã\s+)?(?:hoàn thành|đạt|thực hiện|có)\b)|,\s+(?=(?:đã\s+|trong đó\s+)?đưa\s[^,;.\d]{2,30}$)|,\s+(?=(?:số )?còn lại\s)|,\s+(?=số\s(?:hồ sơ\s)?nộp\s)|,\s+còn\s+(?=(?:ở\s+)?(?:cấp|khối)\s)|,\s+(?=(?:ở\s+)?cấp\s(?:tỉnh|huyện|xã)\s+(?:là|đạt|chiếm|mới)\s)|\s(?:và|còn"
    r"|với)\s+(?=(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|mật độ|tổng số|số)\s)"
    r"|\s(?:trong khi|so với(?! tổng mức)|nhưng|song(?= số| mới| chỉ| tỷ lệ)|tuy nhiên|tức là|nhằm|góp phần)\b"
    r"|\s(?:và|đồng thời) có\s+(?=(?:mạng )?(?:cáp quang|internet)\s+(?:đến|tới)\s)|,\s+(?=[345]G\s+(?:thì|đạt|mới|là|chỉ|phủ|khoảng|có|đã có|hiện có)\b)|\s(?:tiếp tục )?(?:được (?:coi|ví) )?(?:là|như) (?:những )?[“\"]?cánh tay\b|,\s+(?=(?:nộp )?(?:trực tuyến|đúng hạn|quá hạn|trễ hạn)\s+(?:đạt\s+|chiếm\s+|là\s+)?$)|\s[-–]\s+(?=[“\"])|\((?![^()]{0,120}\))|[…;]|\.\.\.|:\s"
)
# `kinh tế số chiếm 30% GRDP, công nghiệp công nghệ thông tin là …`
_OF_PRODUCT = re.compile(r"(?i)\s*(?:trong\s+|của\s+)?(?:GRDP|GDP)\b[^,;.]*")
_CLOSED_RIGHT = re.compile(
    r"(?i)^\s*(?:$|/\s*(?:chỉ tiêu|mục tiêu|kế hoạch|KH)\b|[,.;:()\]…!?“”\"]|(?:so(?! với tổng mức)|vào|hiện (?:nay|tại)|năm|trong \d|trong (?:tháng|quý)|hồi|theo|và|hay|thì"
    r"|nhưng|tăng|giảm|lên(?= \d| trên| hơn| gần| khoảng|\s*$)|xếp|đứng|đến|còn|cao hơn|thấp hơn|vượt|trở lên"
    r"|trong khi|trong đó|trong năm|tính đến|hằng năm|hàng năm|mỗi năm|gồm|góp|là(?! (?:tỷ trọng|tỉ trọng|tỷ lệ|tỉ lệ) [^\W\d])|qua|nhờ|do|của năm"
    r"|của \d{1,2} tháng|kế hoạch(?= năm| đề ra| được giao| giao|\s?[,.;)])|của kế hoạch|của nghị quyết|của cùng kỳ|của tháng|của quý|thông qua|từ|sau"
    r"|trước (?:ngày|năm|tháng|quý|cuối|hết)|như|mà|cùng|bằng|với|(?:đã )?(?:đề ra|đặt ra)"
    r"|(?:tỉnh|thành phố|huyện|xã|(?:nghị quyết(?: của)? )?(?:tỉnh ủy|thành ủy|HĐND tỉnh)|nghị quyết|trung ương|chính phủ)"
    r" (?:đề ra|đặt ra|giao))\b|-\s|–\s)"
)
_LINK_LEFT = (
    "đạt", "là", "chiếm", "trên", "khoảng", "hơn", "gần", "ước", "bằng", "mức", "còn", "lên", "tới", "đến", "dưới", "quá", "thiểu", "đa", "nhất", "thấp hơn", "cao hơn", "với", ":", "=", "xấp xỉ", "thêm", "được", "đều", "cùng", "tỷ lệ", "tỉ lệ", "tăng", "giảm", "từ", "điểm", "(", "|",
)  # fmt: skip
_MARKER = re.compile(
    r"(?i)(?<![\w])(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|mật độ|tổng số|số lượng|số lượt|số thuê bao|số hồ sơ"
    r"|số doanh nghiệp|số hộ|chỉ số|điểm số|tốc độ|doanh thu|giá trị|mức độ(?!\s\d)"
    r"|chỉ tiêu(?=\s+(?:về|tỷ lệ|tỉ lệ|hồ sơ|số))|số(?!\s+h[oó][aá]))\s"
)
_NOT_A_MARKER_BEFORE = re.compile(
    r"(?i)(?:trên|trong|/|chuyển đổi|chính quyền|kinh tế|xã hội|công nghệ|hạ tầng|nền tảng|dân|kỹ năng|ký|bộ|theo|dữ liệu|mã|nhân lực|nhận thức|thể chế|đối|môi trường|một|đa)\s*$"
)
# As far as any of these reaches back: to look through the whole chunk from every marker takes quadratic time.
_MARKER_REACH = 24
_NAMES_SUBJECT = re.compile(
    r"(?i)\b(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|mật độ)\s+(?!này|chung|trên|đạt|là|đó)\w+|\bsố (?:giao dịch|lượt|vụ|thẻ)\b|\bgiải ngân\b"
)
_STATIONS = re.compile(r"(?i)\bsố trạm\b")
_WORD = re.compile(r"[^\W\d_]+")
# also of an office: `Sở Giao thông vận tải (0,69738 điểm)`
_NAME_BEFORE = re.compile(rf"(?<!\w)(?:[{CAPITALS}]\w*|(?:Sở|Ban|Văn phòng|Thanh tra) [^,;.:()\d]{{2,50}})\s*$")
_YEAR_BEFORE = re.compile(r"\bnăm 20\d\d\s*$")  # `…, cải thiện đáng kể so với năm 2021 (0,248 điểm)`
_OPENS_BRACKET = re.compile(
    r"\s*\(\s*(?:(?:đạt|chiếm|t[ỷỉ] lệ|tương đương|tương ứng|bằng|trong|trên|tổng|số|tổng số)\s+){0,3}"
)
# `609/1.311 (46%) thủ tục …`, `86 doanh nghiệp nhỏ và vừa (19%) thường xuyên …`, `100% sản phẩm OCOP từ 3 sao (267/267) lên …`
_OPENS_AFTER_NOUN = re.compile(r"(?:[^()\d;.:]|\d(?= sao\b)){0,50}" + _OPENS_BRACKET.pattern)
# `100% cơ quan nhà nước từ tỉnh đến 104 xã, phường được kết nối …`: how many there are breaks no noun phrase
_FROM_TOP, _DOWN_TO = (
    re.compile(r"(?i)\btừ (?:cấp )?tỉnh (?:đến|tới|xuống)\s+$"),
    re.compile(r"\s+(?:xã|phường|huyện|thôn)\b"),
)
# `100% cán bộ, công chức của 135 xã, phường đã được cấp chứng thư số`
_OF_SO_MANY = re.compile(
    r"(?i)\s+(?:cán bộ|công chức|viên chức|lãnh đạo|nhân viên)\b[^;.()\d%]{0,50}\bcủa\s+(?:cả\s+|toàn bộ\s+)?"
)
# `khoảng 20% trong số hơn 54.000 khách hàng dùng điện … thanh toán không dùng tiền mặt`
_AMONG_SO_MANY = re.compile(r"(?i)\s+(?:trong|trên)\s+(?:tổng\s+)?số\s+(?:(?:hơn|trên|gần|khoảng)\s+)?")
_ALL_OF_THEM = re.compile(r"(?i)\b(?:toàn bộ|tất cả)\s*\($")  # `Toàn bộ (100%) hồ sơ công việc tại cấp tỉnh`
_SO_MANY_IN = re.compile(r"\s+trong\s+")  # `đã hoàn thành 5 trong 14 chỉ tiêu`
# `145 sản phẩm OCOP của 67 chủ thể đã có mặt trên các sàn`
_MADE_BY = re.compile(r"(?i)\s+sản phẩm(?: OCOP)?\s+của\s+(?:(?:hơn|trên|gần|khoảng)\s+)?")
_MAKERS_DID = re.compile(
    r"(?i)\s+(?:chủ thể|cơ sở|đơn vị|hộ|doanh nghiệp|hợp tác xã|HTX)(?: OCOP)?\s+(?:đã|được|lên|tham gia|có mặt)\b"
)
_AND_MORE = re.compile(r"\s*trở lên\b(?=\s+[^\W\d_])")
# `84,6% dân số (tương đương gần 1,27 triệu người) đã được lập …`
_CLOSES_ASIDE = re.compile(r"[^()\d]{0,16}\)")
# `46,5%, còn cách khá xa so với bình quân chung của cả nước là 79,2%`
_AGAINST_MEAN = re.compile(
    r"(?i)\b(?:còn )?(?:cách|kém|thấp|cao)\b[^,;.\d]{0,20}\b(?:so với|hơn)\s+(?:mức\s+)?(?:bình quân|trung bình)[^,;.\d]{0,30}$"
)
# `kinh tế số đạt 16% GRDP, trong từng ngành, lĩnh vực đạt tối thiểu 12%`
_IN_EACH_SECTOR = re.compile(r"(?:trong )?(?:từng|mỗi) ngành(?:(?:,| và) lĩnh vực)?")
# `…, Trung tâm Y tế khu vực Tân Sơn đạt 46,5%; Sở Văn hóa, Thể thao và Du lịch đạt 92%`: whose share it is
_OFFICE_NAMED = re.compile(
    rf"(?:Sở|Bệnh viện|Trung tâm Y tế|Chi nhánh Văn phòng [Đđ]ăng ký đất đai)(?:(?:,|\s[-–])?\s(?:và\s)?(?:khu vực|đa khoa|tỉnh|thành phố|huyện|thị xã|[{CAPITALS}][\w&-]*(?:\s(?!(?:đạt|là|có|chiếm|được|mới|với|và|đã|chỉ)\b)[^\W\dA-ZĐ]+)?)){{1,7}}"
)
# `…, trong khi xã Ea Tul, nơi còn nhiều khó khăn, mới đạt 84,6%`
_SAID_OF_A_PLACE = re.compile(r",\s+nơi\s[^,;.]*,")
_EACH_SECTOR_FIRST = re.compile(r"(?i)(?:từng|mỗi) ngành(?:(?:,| và) (?:từng |mỗi )?lĩnh vực)?,?\s*(?:thì\s+)?$")
PER_HEAD = re.compile(r"(?i)\s?/\s?(?:người|hộ|lao động)(?:\s?/\s?(?:năm|tháng))?\b")
"""Behind an amount: `318,6 triệu đồng/người, tăng 9,74%`. It is no subject of the next number."""
_OF_TOTAL, _TOTAL_REACH = re.compile(r"(?i)\b(?:trên|trong)\s+tổng(?:\s+số)?\s+$"), 24
# `Đề án … giai đoạn 2021 - 2025, định hướng đến năm 2030 có tổng kinh phí …`: what a title says of its span
_FURTHER_SPAN = re.compile(r"(?i)(?:định hướng|tầm nhìn)\s+(?:đến\s+|tới\s+)?(?:năm\s+)?20\d\d\b")
_OPENS_LIST_OF_PLACES = re.compile(rf":\s+(?=[{CAPITALS}]\w+(?:\s+[{CAPITALS}]\w+)+\s*\(?$|năm 20\d\d\s)")
# `100% hồ sơ công việc cấp tỉnh được xử lý trên môi trường mạng, cấp huyện 90%, cấp xã 70%`
_NEXT_LEVEL = re.compile(r"(?i),\s+(?:và\s+)?cấp (?:tỉnh|huyện|xã)\s+(?:đạt\s+|là\s+)?$")
OUT_OF_A_WHOLE = re.compile(r"(?i)(?<!\w)trong\s+(?:tổng\s+)?(?:số\s+)?$")
"""Before the whole, of which the sentence tells the rest: `trong 34 mục tiêu của Kế hoạch …, tỉnh đã hoàn thành 23`."""
_CLOSES_BRACKET = re.compile(r"\s*\)")
_SEPARATOR = re.compile(r"[,:;]\s|[()]|\s(?:(?:và|còn)\s|(?<!\d\s)[-–]\s(?!\d))")
_FUNCTION_WORDS = frozenset({
    "đạt", "là", "chiếm", "trên", "khoảng", "hơn", "gần", "ước", "bằng", "mức", "còn", "lên", "tới", "đến", "dưới",
    "quá", "với", "và", "có", "được", "đã", "đang", "sẽ", "tỷ", "tỉ", "lệ", "cũng", "đều", "cùng", "tiếp", "tục",
    "hiện", "nay", "năm", "tháng", "quý", "ngày", "trong", "vào", "của", "tỉnh", "thành", "phố", "toàn", "cả", "nước",
    "quốc", "địa", "bàn", "phương", "này", "đó", "đây", "thứ", "hạng", "vị", "trí", "xếp", "đứng", "giữ", "vững",
    "tăng", "giảm", "bậc", "điểm", "so", "trước", "sau", "từ", "cao", "thấp", "số", "tổng", "tương", "đương", "ứng",
    "lần", "lượt", "riêng", "đặc", "biệt", "qua", "theo", "kết", "quả", "công", "bố", "đánh", "giá", "cho", "thấy",
    "như", "vậy", "thì", "nhất", "đầu", "cuối", "hết", "kỳ", "kế", "hoạch", "mục", "tiêu", "phấn", "đấu", "chỉ",
    "vượt", "hoàn", "tối", "thiểu", "ít", "đa", "không", "mới", "trung", "bình", "quân", "nâng", "đưa", "khá", "rất",
    "lại", "ở", "về", "các", "những", "một", "bộ", "tại", "huyện", "thị", "xã", "phường", "trấn", "sở", "ngành",
    "ban", "cấp", "khối", "lân", "cận", "thôn", "bản", "buôn", "bon", "làng", "ấp", "khóm", "bảng", "trở", "top", "tốp",
    "thuộc", "chúng", "tôi", "kích", "hoạt", "liên", "ngôi", "quán",
    "nhưng", "dù", "lọt", "cải", "thiện", "nhiều", "tụt", "lùi", "rơi", "xuống", "vươn",
})  # fmt: skip


def surroundings(
    text: str,
    terms: TermIndex,
    item: tuple[int, int],
    before: Quantity | None,
    number: Quantity,
    following: Sequence[Quantity],
) -> Surroundings:
    """The regions around `number`, whose neighbours in the same item are `before` and those `following`."""
    left_limit = _left_limit(text, before, number) if before is not None and before.text_end > item[0] else item[0]
    left_limit = min(left_limit, number.text_start)
    right_start, after = _after_asides(text, item[1], before, number, following)
    stop = after.text_start if after is not None and after.text_start < item[1] else item[1]
    stop = max(stop, right_start)
    if and_more := _AND_MORE.match(text, right_start, stop):
        right_start = and_more.end()  # `từ 20% trở lên có chữ ký số cá nhân`
    tail = text[right_start:stop]
    inside, closing, _ = tail.partition(")")
    if closing and "(" not in inside and opened_around(text, number.start, item[0]) >= 0:
        tail = inside  # `(10 trung tâm y tế, 5 bệnh viện) đã triển khai …`
    cut = _RIGHT_CUT.search(tail)
    right_limit = right_start + (cut.start() if cut else len(tail))
    if number.unit_class == "percent" and (of_product := _OF_PRODUCT.match(tail)):
        right_limit = min(right_limit, right_start + of_product.end())
    if number.unit_class == "count" and "," in tail and OUT_OF_A_WHOLE.search(text, item[0], number.text_start):
        right_limit = min(right_limit, right_start + tail.index(","))
    if after is not None and right_limit == stop:
        right_limit = _before_next_subject(text, terms, right_start, stop)
    opened = text.find("(", right_start, right_limit) if after is not None and ")" not in tail else -1
    if opened >= 0 and terms.between(opened, stop):
        right_limit = opened  # `85.971 hồ sơ (tiếp nhận trực tuyến 70.998 hồ sơ; …)`: said of the number in the bracket
    is_open = _CLOSED_RIGHT.match(tail) is None and right_limit > right_start
    chunk = text[left_limit : number.text_start]
    names_goal = number.unit_class == "percent" and _GOAL_NAMED.search(chunk) is not None
    separators = list(_SEPARATOR.finditer(chunk))
    left_phrase = left_limit if names_goal else _left_phrase(chunk, separators, left_limit, number.text_start, terms)
    left_near = left_limit + (separators[-1].end() if separators else 0)
    return Surroundings(
        item[0],
        item[1],
        left_limit,
        left_phrase,
        left_near,
        right_start,
        right_limit,
        is_open,
        ends_with(text[max(left_limit, number.start - 24) : number.start], _LINK_LEFT),
        is_thin(chunk),
    )


def _left_limit(text: str, before: Quantity, number: Quantity) -> int:
    """Where the words between two numbers begin that may be the second's: behind those of a total.

    `115.665 hồ sơ trực tuyến toàn trình trên tổng số 168.746 hồ sơ giải quyết TTHC, chiếm 68,54%`
    """
    if _OF_TOTAL.search(text, max(0, before.text_start - _TOTAL_REACH), before.text_start) is None:
        per_head = PER_HEAD.match(text, before.text_end, number.text_start)
        return per_head.end() if per_head is not None else before.text_end
    comma = text.find(",", before.text_end, number.text_start)
    return comma + 1 if comma >= 0 else before.text_end


def _after_asides(
    text: str, stop: int, before: Quantity | None, number: Quantity, following: Sequence[Quantity]
) -> tuple[int, Quantity | None]:
    """Where the words after a number begin and the next number: what breaks no phrase is passed over."""
    if _ALL_OF_THEM.search(text, max(0, number.text_start - _TOTAL_REACH), number.text_start):
        closed = _CLOSES_BRACKET.match(text, number.text_end, stop)
        if closed:
            return closed.end(), following[0] if following else None
    if following:
        opened = _OPENS_BRACKET.fullmatch(text, number.text_end, following[0].text_start)
        closed = _CLOSES_BRACKET.match(text, following[0].text_end, stop)
        if opened and closed:
            return closed.end(), following[1] if len(following) > 1 else None
        opened = _OPENS_AFTER_NOUN.fullmatch(text, number.text_end, following[0].text_start)
        closed = _CLOSES_ASIDE.match(text, following[0].text_end, stop)
        if opened and closed and _CLOSED_RIGHT.match(text[closed.end() : stop]) is None:
            return number.text_end, following[1] if len(following) > 1 else None
        if _is_of_those(text, stop, number, following[0]):
            return number.text_end, following[1] if len(following) > 1 else None
        is_among = number.unit_class in ("percent", "count") and following[0].unit_class == "count"
        among = _AMONG_SO_MANY if number.unit_class == "percent" else _SO_MANY_IN
        if is_among and number.value > 1 and among.fullmatch(text, number.text_end, following[0].start):
            return following[0].text_end, following[1] if len(following) > 1 else None
    if before is not None and _OPENS_AFTER_NOUN.fullmatch(text, before.text_end, number.text_start):
        closed = _CLOSES_BRACKET.match(text, number.text_end, stop)
        if closed and _CLOSED_RIGHT.match(text[closed.end() : stop]) is None:
            return closed.end(), following[0] if following else None
    return number.text_end, following[0] if following else None


def _is_of_those(text: str, stop: int, number: Quantity, following: Quantity) -> bool:
    """Whether the number behind another only says of how many it is, down to how many it goes or by how many it is made."""
    between = number.text_end, following.text_start
    if number.unit_class == "count" and _MADE_BY.fullmatch(text, *between):
        return _MAKERS_DID.match(text, following.text_end, stop) is not None
    is_of_all = number.unit_class == "percent" and _OF_SO_MANY.fullmatch(text, *between) is not None
    goes_down = is_of_all or _FROM_TOP.search(text, *between) is not None
    return goes_down and _DOWN_TO.match(text, following.text_end, stop) is not None


def _before_next_subject(text: str, terms: TermIndex, start: int, stop: int) -> int:
    """Where the words between two numbers turn to the second: at the last separator that a noun follows."""
    if (level := _NEXT_LEVEL.search(text, start, stop)) is not None:
        return level.start()
    for separator in reversed(list(_SEPARATOR.finditer(without_asides(text[start:stop])))):
        begin, end = start + separator.start(), start + separator.end()
        if text.endswith("tỉnh", start, begin) and text.startswith("thành", end):
            continue  # `31/34 tỉnh, thành phố về Chỉ số chuyển đổi số, gồm 8 chỉ số chính`
        nouns = [hit for hit in terms.between(end, stop) if hit.is_subject]
        inside_a_term = any(hit.start < begin < hit.end for hit in terms.between(start, stop))
        if nouns and not inside_a_term and len(text[nouns[-1].end : stop].split()) <= 5:
            return begin
    return stop


def _left_phrase(chunk: str, separators: list[re.Match[str]], offset: int, end: int, terms: TermIndex) -> int:
    """Where the noun phrase that ends at the number begins.

    That is at the last marker (tỷ lệ, số …) that a noun follows, else at the last separator that a noun follows.
    """
    offices = [(offset + m.start(), offset + m.end()) for m in _OFFICE_NAMED.finditer(chunk)]
    inside = [
        hit
        for hit in terms.between(offset, end)
        if not any(first <= hit.start and hit.end <= last for first, last in offices)
    ]
    subjects = [hit for hit in inside if hit.is_subject]
    if not subjects:
        return end
    if ")" in chunk:
        chunk = without_asides(chunk)
        separators = list(_SEPARATOR.finditer(chunk))
    starts = [
        _with_frame(chunk, m.start())
        for m in _MARKER.finditer(chunk)
        if not _NOT_A_MARKER_BEFORE.search(chunk, max(0, m.start() - _MARKER_REACH), m.start())
        # `tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng`: part of a term
        and not any(hit.start < offset + m.start() < hit.end for hit in inside)
    ]
    for start in reversed(starts):
        if subjects[-1].start >= offset + start:
            return offset + start
    for separator in reversed(separators):
        place = offset + separator.start()
        if any(hit.start < place < hit.end for hit in inside):
            continue  # `từng ngành, lĩnh vực`: the comma is part of a term
        if _FURTHER_SPAN.match(chunk, separator.end()):
            continue
        if subjects[-1].start >= offset + separator.end():
            return offset + separator.end()
    return offset


def _with_frame(chunk: str, start: int) -> int:
    """Where a phrase begins with what says of which part it is: `trong từng ngành, lĩnh vực, tỷ trọng kinh tế số …`."""
    frame = _EACH_SECTOR_FIRST.search(chunk, 0, start) if "ngành" in chunk.lower() else None
    return frame.start() if frame is not None else start


def is_thin(chunk: str) -> bool:
    """Whether the words before a number name no subject of their own, so that an earlier one is carried on."""
    if ":" in chunk and (listed := _OPENS_LIST_OF_PLACES.search(chunk)) is not None:
        chunk = chunk[listed.end() :]  # `kết quả cho thấy một trật tự khác: Thừa Thiên Huế 46,04 điểm`
    # In brackets only what they hold is said of the number: `Phú Thọ (xếp thứ 8)`.
    closed = chunk.find(")")
    if closed >= 0 and "(" not in chunk[:closed]:
        chunk = chunk[closed + 1 :]  # `(gồm 451 dịch vụ toàn trình và 367 dịch vụ một phần), đạt 53%`
    opened = chunk.rfind("(")
    is_aside = _NAME_BEFORE.search(chunk, 0, opened) or _YEAR_BEFORE.search(chunk, 0, opened) if opened >= 0 else None
    if opened > chunk.rfind(")") and (is_aside or VALUE_OF_YEAR.match(chunk, opened)):
        chunk = chunk[opened + 1 :]
    chunk = _IN_EACH_SECTOR.sub("", chunk) if " ngành" in chunk else chunk
    chunk = _OFFICE_NAMED.sub("", chunk)
    chunk = _SAID_OF_A_PLACE.sub(",", chunk) if " nơi " in chunk else chunk
    chunk = _AGAINST_MEAN.sub("", chunk) if "ình" in chunk.lower() else chunk
    words = ((word, word.lower()) for word in _WORD.findall(chunk))
    own = [lowered for word, lowered in words if lowered not in _FUNCTION_WORDS and not word[0].isupper()]
    if "khác" in own:
        return False  # `… đóng góp 7,71%, các ngành khác chiếm 45,7%`
    if (len(own) == 2 and _NAMES_SUBJECT.search(chunk)) or ("trạm" in own and _STATIONS.search(chunk)):
        return False  # `tỷ lệ dùng chung vị trí BTS đạt …`, `số trạm 5G đạt …`: a subject that no indicator has
    return len(own) <= 2
