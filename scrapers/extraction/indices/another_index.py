"""Whether a rank or score is of an index, or of a part of one, that the codebook does not have.

Lives here: the words before it that say so. Never here: words behind a number (see `named_behind`), the index to go on with (see
`carried_index`).
"""

from __future__ import annotations

import re

from scrapers.extraction.attachment.claims import Scene
from scrapers.extraction.indices import index_nouns
from scrapers.extraction.indices.remembered import Remembered
from scrapers.extraction.indices.standing import Standings
from scrapers.extraction.text.sentences import Sentence

# `Văn phòng Chính phủ đánh giá 87,5 điểm`
_BY_THE_GOVERNMENT = re.compile(r"(?i)\bVăn phòng Chính phủ (?:vừa |đã )?(?:đánh giá|xếp|chấm)\b[^.;\d]{0,60}$")
# `…; "Cải cách thủ tục hành chính" đạt 95,36%, xếp hạng 31`
_OPENS_QUOTED = re.compile(r"\W{0,3}(?:(?:riêng|còn)\s+)?[\"“][^\"“”\d]{5,70}[\"”]\s+(?:đạt|xếp|đứng|chỉ)\s")
# `Về xếp hạng hạ tầng kỹ thuật, …`, also a member of a list: `- “Công khai, minh bạch”: năm 2019 đạt 5,46 điểm`
_OPENS_ABOUT = re.compile(
    r"\s*(?:(?:Về|Riêng về|Đối với)\s+(?:xếp hạng|chỉ số|nhóm|tiêu chí|lĩnh vực)\s[^,;]{3,80},|[-–+•]\s*[“\"][^”\"\n]{5,90}[”\"]\s*:)"
)
# `trong 10 chỉ số thành phần PCI có 6 chỉ số tăng điểm gồm: …`
_PARTS_ARE = re.compile(r"(?i)\bchỉ số thành phần\b[^.:]{0,60}\b(?:gồm|là)\s*:")
# `SIPAS … xếp 30/63; riêng nội dung cung ứng dịch vụ hành chính công đạt 85,7%, tăng 29 bậc`
_PART_APART = re.compile(
    r"(?i)\b(?:riêng|trong đó,?) (?:lĩnh vực|(?:trục )?nội dung|tiêu chí|hạng mục|chỉ số thành phần)\s"
)
# `…; Cải cách thể chế đạt 92,6%, xếp thứ 7; Tiếp cận đất đai 7,12`
_OPENS_COMPONENT = re.compile(
    r"\s*(?:Cải cách (?:thể chế|thủ tục|tài chính|tổ chức|chế độ|công vụ)|Gia nhập thị trường|Tiếp cận|Tính (?:minh bạch|năng động)|Chi phí"
    r"|Công tác chỉ đạo|Chỉ đạo, điều hành|Tác động|Thiết chế|Đào tạo|Hiện đại hóa|Dịch vụ hỗ trợ|Cạnh tranh|Chính sách hỗ trợ|Kiểm soát"
    r"|Cung ứng|Thủ tục hành chính công|Trách nhiệm giải trình|Công khai, minh bạch|Tham gia của)\s"
)
_OTHER_WHOLE, _OTHER_REACH = "other_whole_index", 700


def is_of_part_apart(scene: Scene, sentence: Sentence, standings: Standings) -> bool:
    """Whether the sentence has turned to a part of an index that the codebook does not have, and names no index since."""
    text, start, stop = scene.text, scene.around.item_start, scene.number.text_start
    apart = _OPENS_COMPONENT.match(text, start, stop) or _PART_APART.search(text, sentence.start, stop)
    if apart is None:
        return False
    return not standings.names_an_index(scene, apart.end(), scene.around.right_limit)


def names_another_before(scene: Scene, sentence: Sentence, standings: Standings, last: Remembered | None) -> bool:
    """Whether the words before a rank or score name an index that the codebook does not have, or a part of one.

    `Về xếp hạng hạ tầng kỹ thuật, tỉnh Đồng Tháp đứng thứ 9`; `chỉ số thành phần “Gia nhập thị trường” đạt 8,02 điểm`. `last`: the index told before.
    """
    text, stop = scene.text, scene.number.text_start
    named = scene.terms.nouns_between(max(0, stop - _OTHER_REACH), stop)
    wholes = [n for n in named if n.concept == _OTHER_WHOLE or n.concept in index_nouns.COMPOSITE_INDICES]
    if wholes and wholes[-1].concept == _OTHER_WHOLE:
        return True  # `Chỉ số Xanh cấp tỉnh (PGI) 2024`, over its own list
    if _BY_THE_GOVERNMENT.search(text, scene.around.item_start, stop):
        return True  # of online services, as its office tells of them daily
    parts = _PARTS_ARE.search(text, sentence.start, stop)
    if parts is not None and not standings.names_the_index(scene, parts.end(), stop):
        return True
    about = _OPENS_ABOUT.match(text, sentence.start, stop)
    if about is not None and not standings.names_an_index(scene, about.start(), about.end()):
        return True
    quoted = _OPENS_QUOTED.match(text, scene.around.item_start, stop)
    if quoted is not None and not standings.names_the_index(scene, quoted.start(), quoted.end()):
        return True
    named_to = max((n.end for n in last.nouns), default=0) if last and last.sentence_index == sentence.index else 0
    return index_nouns.INDEX_OR_PART.search(text, max(scene.around.item_start, named_to), stop) is not None
