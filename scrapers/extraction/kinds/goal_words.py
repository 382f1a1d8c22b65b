"""The words by which a goal is told beside a result: `vượt mục tiêu`, `so với kế hoạch`, `, chỉ tiêu là`, and what stands around its number.

Lives here: their wordings. Never here: how they are put together (see `goal_beside`), words of aiming and reaching (`aim_words`).
"""

from __future__ import annotations

import re

# what was aimed at, or the paper that set it
GOAL = re.compile(
    r"(?i)\b(?:mục tiêu|chỉ tiêu|kế hoạch(?!\s+(?:số\s|và đầu tư\b|\d+[/-]|\d{1,5}\s+(?:về|của|ngày)\b))|yêu cầu|đích|kịch bản|(?:nghị quyết|đề án|chương trình)(?=[^;.,()\d]{0,40}\b(?:đề ra|đặt ra|giao|yêu cầu)\b)|KH(?=\s+\d|:))(?!\w)"
)
# one of these stands in every sentence that names a goal
MAY_NAME_GOAL = ("tiêu", "hoạch", "yêu cầu", "đích", "kịch bản", "kh", "đề ra", "đặt ra", "giao", "đăng ký", "cam kết")
SENTENCE_BREAK = re.compile(r"[;:\n]|(?<!\d)\.|\.(?!\d)")
_TIME = (
    r"(?:(?:năm\s+)?20\d\d(?:\s?[-–]\s?20\d\d)?\b|(?:ngày\s+)?\d{1,2}[/-]\d{1,2}(?:[/-]20\d\d)?\b(?!%)|(?:tháng\s+)?\d{1,2}[/-]20\d\d\b"
    r"|tháng\s+\d{1,2}\b|\d{1,2} tháng\b|(?:Nghị quyết|Quyết định|Kế hoạch|Đề án|Chỉ thị)\s+(?:số\s+)?\d+[\w/-]*)"
)
# `thấp hơn so với kế hoạch và còn xa mức bình quân cả nước (14,02%)`: what follows is compared with something else
_TURNS_TO_OTHER = r"(?:nhưng|song|đều|tăng|giảm|và\s+(?:còn|vẫn|cũng|cao|thấp|kém|xa|dưới|cách))\b"
_WORDS = rf"(?:{_TIME}|(?!\b{_TURNS_TO_OTHER})[^;:.,()%\d\n]){{0,80}}?"
_SET_BY = r"(?:giao|đề ra|đặt ra|đăng ký|cam kết|yêu cầu|kế hoạch|mục tiêu|chỉ tiêu|nghị quyết)\b"
_NUMBER = r"\d[\d.,]*(?<=\d)(?:/\d[\d.]*)?(?:\s?[-–]\s?\d[\d.,]*(?<=\d))?(?:\s?%)?"
# The words by which a result is compared with what is named next, at their end.
COMPARES = re.compile(
    r"(?i)(?<!\w)(?:so (?:với|sánh với)|trong khi(?: đó)?|(?:thấp|cao|ít|nhiều|kém|nhỏ|lớn|chậm) hơn(?:\s+(?:cả|hẳn|nhiều|xa|rất nhiều))*(?:\s+so với)?"
    r"|(?<!phấn đấu )(?<!sẽ )vượt(?:\s+(?:xa|qua|trước|khá xa|trên))?|(?:chưa|không|gần|sắp|mới gần)\s+(?:đạt|hoàn thành|bằng|chạm|tới|đáp ứng)(?:\s+(?:được|tới|đến))?"
    r"|gấp đôi|gấp \S+ lần|(?<!phấn đấu )(?<!sẽ )(?:bằng|đạt|được|hoàn thành|tương đương|thực hiện)\s+[\d.,]+\s?%(?:\s+(?:so với|của))?"
    r"|(?:khoảng cách|chênh lệch)(?:\s+(?:khá|rất|còn|xa|lớn))*\s+(?:đến|tới|so với|với)|(?:còn\s+|vẫn\s+)+(?:cách|kém|hụt|thiếu|dưới)(?:\s+(?:khá|rất|xa))*(?:\s+so với)?"
    r"|(?:cách|dưới)(?:\s+(?:khá|rất))*\s+xa|(?:rất|khá|còn)\s+xa|tiến sát|tiệm cận|áp sát|(?:gần\s+)?chạm)"
    rf"(?:\s+(?:với|cả|xa|mức|một nửa|các|con số|so với))*\s*(?P<between>(?:{_TIME}|[^;,()\d]){{0,60}}\s)?$"
)
# `trong khi đó tỉnh đặt ra mục tiêu …`: no comparison, if it stands between those words and the goal's name
SETS_OUT = re.compile(r"(?i)\b(?:phấn đấu|đặt ra|đề ra)\b")
# `100% cán bộ được cấp chứng thư số, đạt mục tiêu đề ra`
REACHES = re.compile(
    r"(?i)(?<!\w)(?:đạt(?:\s+(?:được|và vượt))?|hoàn thành(?:\s+(?:sớm|vượt|tốt|cơ bản))?|đáp ứng|về đích|bám sát)(?:\s+(?:các|toàn bộ|tất cả))?\s+$"
)
# none of these may stand between a result and the name of a goal right beside it: who sets one tells no result
SETS = re.compile(
    r"(?i)\b(?:cán|phấn đấu|đặt|đề ra|đưa ra|theo|(?<!so )(?<!sánh )với|hoàn thành|bám|vì|đạt|các|những|một số|nhiều|mỗi|từng|ban hành|phê duyệt|thực hiện|triển khai|xây dựng"
    r"|hướng tới|hướng đến|xác định|quyết tâm|có|cho|để|về|giao|thông qua|ký|thuộc|trong|điều chỉnh|là|và|hay|hoặc|nhưng|song)\b"
)
# `, mục tiêu là 80%`, `(kế hoạch 12%`, `/kế hoạch 15%`: named right beside a result
OPENS_BESIDE = re.compile(
    r"(?:(?:(?<=[\w%)]),\s+|(?<=[\w%])\s*\(\s*|;\s+(?:còn\s+)?)(?P<lead>[^;,.()\d/]{0,28})|(?<=[\d%])\s*/\s*)$"
)
# the goal's number behind its name: `mục tiêu của năm là 65%`, `kế hoạch năm (80%)`
VALUE = re.compile(
    rf"(?i)(?P<words>{_WORDS}(?:,\s+(?:lần lượt|tương ứng)\s+(?:là\s+)?)?)\s*(?::\s*)?(?P<opened>\(\s*(?:(?:là|đạt|trên|ít nhất|tối thiểu|khoảng|năm nay)\s+)*)?"
    rf"(?P<value>(?!20\d\d\b(?!\s?%|[.,]\d)){_NUMBER})(?!\d|\s+(?:năm|tháng|ngày|quý|tuần)\b)"
)
# `75%, đến năm 2025 là 80%`
FURTHER = re.compile(
    rf"(?i)(?:,|\s+và)\s+(?:(?:mục tiêu|chỉ tiêu|kế hoạch)\s+)?(?:đến|tới|hết|cuối|năm)\s(?:(?:hết|cuối|năm)\s)*20\d\d\s+(?:phải\s+)?(?:là|đạt|:)?\s*(?:(?:trên|ít nhất|tối thiểu|khoảng)\s+)?(?P<value>{_NUMBER})"
)
# `chưa đạt 70% theo kế hoạch`, `đạt 78,2% so với 80% đã đăng ký`: the number stands before what says that it was aimed at
VALUE_FIRST = re.compile(
    r"(?i)(?<!\w)(?P<compared>so với|(?:chưa|không) (?:đạt|bằng)(?:\s+(?:được|tới))?|(?:thấp|cao) hơn|vượt(?:\s+xa)?)\s+(?:(?:mức|mốc|con số|ngưỡng|t[ỷỉ] lệ)\s+)?"
    rf"(?:(?:trên|ít nhất|tối thiểu)\s+)?(?P<value>{_NUMBER})(?!\d)(?:\s(?!(?:so|với|mà)\b)[^\W\d_]+){{0,7}}?\s+(?:như|theo|mà|đã|được|trong)\s(?:[^;:.,()%\d]{{0,50}}\s)?{_SET_BY}"
)
# `65,2%/50% kế hoạch`
BEHIND_STROKE = re.compile(
    r"(?i)(?<=[\d%])\s?/\s?(?P<value>\d[\d.,]*(?<=\d)\s?%)\s*(?:kế hoạch|chỉ tiêu|mục tiêu|KH)\b(?!\s+\d)"
)
# how a result and its goal differ; only what exceeds or misses a goal may do so by a number behind it, points always
EXCEEDS = re.compile(r"(?i)vượt\b")
DIFFERS = re.compile(r"(?i)(?:vượt|(?:cao|thấp|nhiều|ít|kém|lớn) hơn|chưa đạt|không đạt|kém)\b")
MISSES = re.compile(r"(?i)(?:thấp hơn|chưa đạt|không đạt|kém)\b")
# `vượt chỉ tiêu 6% của Kế hoạch`: no excess, but the goal itself
SET_OR_OF = re.compile(r"(?i)\s*(?:[^\W\d_]+\s+){0,3}?(?:của|mà|được giao|do|đề ra|đặt ra|giao)\b")
# a figure right before, which is no year and no date
RESULT_AT_END = re.compile(
    r"(?i)(?<!sáng )(?<!chiều )(?<!tối )(?<!ngày )(?<!tháng )(?<!quý )(?<![\d/.,])(?!20\d\d\b(?!%))\d[\d.,]*(?:/\d[\d.]*(?![\d/]))?(?<!/20\d\d)\s?%?(?:[^;\d]|/1\.000\b|/100\b|(?<=năm )20\d\d\b){0,80}$"
)
# where a goal named right beside a result, with what belongs to it, is over
ITEM_END = re.compile(r";|\.?\s*$")
TURNS = re.compile(r"(?i),\s+(?:cao|thấp|tăng|giảm|vượt|gấp|trong khi|riêng|hiện|cùng|còn|nhưng|song|tuy|đứng|xếp)\b")
# `vượt 8 tổ so với chỉ tiêu`
EXCEEDED_BY = re.compile(
    rf"(?i)\bvượt\s+(?:(?:thêm|hơn|trên|gần|khoảng|tới)\s+)?(?P<value>{_NUMBER})(?!\d)[^;.,()\d]{{0,30}}\s$"
)
RESULT_BEFORE = re.compile(rf"(?<!tăng )(?<!giảm )(?<!thêm )(?<![\d.,/])(?!20\d\d\b(?!\s?%))(?P<value>{_NUMBER})")
# `chưa đạt mục tiêu top 20`: a place is no excess
OF_RANKS = re.compile(r"(?i)\b(?:top|tốp|nhóm|thứ|hạng)\s*$")
# `lần lượt là 83% và 87%`
RESPECTIVELY = re.compile(r"(?i)\b(?:lần lượt|tương ứng)\b")
NEXT = re.compile(rf"(?:,|\s+và)\s+(?P<value>{_NUMBER})(?!\d)")
# What still belongs to a goal behind its number: `65% của năm`, `80% mà Chính phủ giao`, `50% được giao cho cả năm`
REST = re.compile(
    rf"(?i)\s*(?:(?!\b(?:và|nhưng|song|còn|trong khi|tăng|giảm|cao|thấp|gấp)\b)(?:{_TIME}|[^;.,()%\d\n])){{0,80}}?(?=\s*(?:[;.,()\d\n]|$|\b(?:và|nhưng|song|còn|trong khi|tăng|giảm|cao hơn|thấp hơn|gấp)\b))"
)
# what belongs to a goal that has no number: `chưa đạt chỉ tiêu được giao`
WITHOUT_VALUE = re.compile(rf"(?i)(?:{_TIME}|[^;.,()%\d\n]){{0,80}}?(?=\s*(?:[;.,()]|$))")
