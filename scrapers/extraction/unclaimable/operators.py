"""What operators of networks have and say of themselves: a part of what a province has.

Lives here: their names, and the wordings before a number by which it is theirs. Never here: other parts of totals (see
`words_before`).
"""

from __future__ import annotations

import re

from scrapers.letters import CAPITALS

OPERATORS = ("VNPT", "Viettel", "MobiFone", "VinaPhone", "Vietnamobile")
"""Whose stations and lines are a part of a province's: all that own networks of mobile telephony."""
_NOT_BEHIND_ANOTHER = "".join(rf"(?<!{name}{joint})" for name in OPERATORS for joint in (", ", " và "))
# `sẽ xây mới 1.028 trạm 5G, gồm VNPT 364 trạm, Viettel 569 trạm`
OF_AN_OPERATOR = re.compile(
    rf"(?i)\b(?:{'|'.join(OPERATORS)}|FPT(?: Telecom)?)\s+(?:(?:có|là|với)\s+)?$"
    # `VNPT đã đưa vào hoạt động hơn 20 trạm 5G`; not `Viettel, VNPT đã phát sóng 532 trạm`, which are all of them
    rf"|{_NOT_BEHIND_ANOTHER}\b(?:{'|'.join(OPERATORS)})(?: tỉnh| (?-i:[{CAPITALS}])\w+(?: (?-i:[{CAPITALS}])\w+)+)?\s+"
    r"(?:(?:đã|hiện|đang|mới|cũng|sẽ|cam kết|dự kiến)\s+)*(?:có|lắp đặt|phát sóng|vận hành|triển khai|xây dựng|đưa vào (?:hoạt động|khai thác|sử dụng)"
    r"|đầu tư|khai thác|quản lý|duy trì)\s+(?:được\s+)?$"
    # `Viettel Đắk Lắk là đơn vị có số trạm lớn nhất với 596 trạm 5G`
    rf"|\b(?:{'|'.join(OPERATORS)})(?: (?-i:[{CAPITALS}])\w+)*\s+là (?:đơn vị|doanh nghiệp|nhà mạng)\b[^;.\d]{{0,60}}\b(?:với|có)\s+$"
)
# `Giám đốc Viettel Huế thông tin: Năm 2025, đơn vị đã lắp đặt thêm 200 trạm 5G, nâng tổng số lên 330 trạm`
SAYS_AN_OPERATOR = re.compile(
    rf"(?i)\b(?:giám đốc|đại diện|lãnh đạo) (?:{'|'.join(OPERATORS)})\b[^;]*\b(?:đơn vị|chúng tôi|doanh nghiệp)\s+(?:(?:đã|đang|sẽ|cũng)\s+)*"
    r"(?:lắp đặt|phát triển|triển khai|xây dựng|phát sóng|đầu tư|vận hành|quản lý)\b[^;]*$"
)
# `Viettel Đắk Lắk phủ sóng 5G ngoài trời tới 80%`
COVERED_BY_ONE = re.compile(
    rf"(?i){_NOT_BEHIND_ANOTHER}\b(?:{'|'.join(OPERATORS)})(?: (?-i:[{CAPITALS}])\w+)*\s+(?:đã\s+)?phủ sóng\b[^;.%]*$"
)
