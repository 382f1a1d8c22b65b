"""What offices are told to do: `UBND tỉnh đề nghị các sở, ngành bảo đảm tỷ lệ hồ sơ trực tuyến đạt 80%`.

Lives here: orders to an office and the verbs of what it has to bring about. Never here: the words of aiming and reaching
(`aim_words`), what a sentence hands on (`handed_kinds`).
"""

from __future__ import annotations

import re

from scrapers.letters import CAPITALS

_OFFICE = (
    r"(?:(?:các|những|từng|mỗi|toàn bộ|tất cả)\s+)*(?:sở|ban|ngành|cơ quan|đơn vị|địa phương|ubnd|[uủ][yỷ] ban|cấp (?:xã|huyện|sở|ủy|dưới)|huyện|thành phố|thị xã|xã|phường"
    r"|đặc khu|văn phòng|trung tâm|công an|ngân hàng|bảo hiểm|bhxh|doanh nghiệp|cục|chi cục|chủ tịch|giám đốc|thủ trưởng"
    r"|lãnh đạo|người đứng đầu|tổ chức|nhà mạng|bệnh viện|nhà trường|trường|mặt trận|hội)\b"
)
_ORDERS = re.compile(
    rf"(?i)\b(?:yêu cầu|đề nghị|(?<!bàn )(?<!chuyển )giao|(?<!sự )(?<!đã )(?<!khi )(?<!ban )chỉ đạo|lưu ý|đôn đốc|nhắc nhở|quán triệt)\s+(?:ngay\s+|rõ\s+)?{_OFFICE}"
    r"|\b(?:cần|phải)\s+(?:[^\W\d_]+\s+){0,4}?(?=(?:nâng|đưa|bảo đảm|đảm bảo|duy trì)\s)"
)
# `Tập trung nâng tỷ lệ hồ sơ trực tuyến toàn trình lên 70%`: a task that names nobody
_OPENS_TASK = re.compile(
    r"\W*(?:(?:\d{1,2}|[a-zđ])[.)]\s*)?(?:Tập trung|Tiếp tục|Chủ động|Quyết liệt|Khẩn trương|Đẩy mạnh)\b"
)
_ORDERING = ("yêu cầu", "đề nghị", "giao", "chỉ đạo", "lưu ý", "đôn đốc", "nhắc nhở", "quán triệt", "cần", "phải")
# `cấp miễn phí 20.000 chữ ký số`, and not `cấp xã`
_BRINGS_ABOUT = re.compile(
    r"(?i)\b(?:nâng|đưa|bảo đảm|đảm bảo|duy trì|giữ vững|phấn đấu|hoàn thành|hướng dẫn|vận động|kích hoạt|thành lập|lắp đặt"
    r"|(?<!địa phương )(?<!đơn vị )(?<!huyện )(?<!xã )tăng|xây dựng|cấp(?= (?:miễn phí|mới|phát|thêm|đủ)\b))\s(?:[^.:]|(?<=\d)\.(?=\d))*$"
)
# `yêu cầu các địa phương khắc phục tình trạng …`; `đã yêu cầu các đơn vị rà soát, qua đó nâng tỷ lệ … lên 98,6%`
_IN_FACT = re.compile(
    r"(?i)\b(?:đã|hiện|mới(?! đạt)|đang|nay|tình trạng|chỉ đạt|mới đạt|đạt thấp|của \d|với \d|có t[ỷỉ] lệ|(?<!số hóa )(?<!hóa hồ sơ, )(?<!cấp )(?<!trả )kết quả)\b"
)
_AND_SO = re.compile(r"(?i)\b(?:nhờ|qua đó|từ đó|góp phần|giúp)\b")
# `Chủ tịch UBND tỉnh yêu cầu các sở, ban, ngành, UBND các huyện thực hiện nghiêm các nội dung sau:`
_OPENS_ORDERS = re.compile(
    rf"(?i)\b(?:yêu cầu|đề nghị|(?<!bàn )giao|(?<!sự )(?<!đã )(?<!khi )(?<!ban )chỉ đạo)\s+{_OFFICE}[^.:\d]{{0,250}}:\s*$"
)
# `hạn cuối Chính phủ giao các bệnh viện hoàn thành …, Nghệ An có 34/43 bệnh viện`
_OF_ANOTHER = re.compile(rf",\s+(?:toàn |cả )?[{CAPITALS}][^,;.:]{{0,30}}\s(?:có|đạt)\b")


def ordered(said: str) -> str:
    """What an office is told to bring about, of the words before a number in their sentence; empty where it is told nothing."""
    lowered = said.lower()
    order = _OPENS_TASK.match(said)
    if order is None and any(word in lowered for word in _ORDERING):
        order = _ORDERS.search(said)
    if order is None:
        return ""
    caused = _BRINGS_ABOUT.search(said, order.end())
    if (
        caused is None
        or _AND_SO.search(said, order.end())
        or _IN_FACT.search(caused.group())
        or _OF_ANOTHER.search(caused.group())
    ):
        return ""
    return caused.group()


def opens_orders(line: str) -> bool:
    """Whether a line introduces a list of what offices are told to do."""
    return line.rstrip().endswith(":") and _OPENS_ORDERS.search(line) is not None
