"""Means of all provinces: which numbers they are, and how far a text goes on about them.

Lives here: `trung bình cả nước`, `giá trị trung bình của các tỉnh, thành phố`, what is said of one in its statement and the next.
Never here: other figures of the country (see `attribution`).
"""

from __future__ import annotations

import re

from scrapers.extraction.kinds.moves import MOVES_BY
from scrapers.extraction.places.gazetteer import PlaceMention
from scrapers.extraction.places.provinces import ALL_PROVINCES
from scrapers.extraction.places.subjects import PlaceSubjects
from scrapers.extraction.text.brackets import is_closed_before
from scrapers.letters import CAPITALS

# `Giá trị trung bình DTI 2022 cấp tỉnh là 0,5791`
_MEAN_OF_ALL = re.compile(
    rf"(?i)(?:(?<!t[ỷỉ] lệ )(?:trung bình|bình quân)|trung vị)\s[^,;:()%]{{0,60}}\b(?:(?<!ở )cấp tỉnh|các tỉnh(?:, thành phố)?|các địa phương"
    rf"|cả nước|toàn quốc|{ALL_PROVINCES} (?:tỉnh|địa phương)(?:, thành phố)?)[^,;:()%]{{0,24}}\(?$"
    r"|(?:trung bình|bình quân) của (?:cả nước|các tỉnh)[^,;:()%]{0,50}\b(?:cao|thấp) nhất[^,;:()%]{0,30},\s+đạt\s+$"
    rf"|\b(?:cấp tỉnh|các tỉnh|các địa phương|cả nước)\b(?:năm 20\d\d|[^;.:()%\d]){{0,40}}\b(?:trung bình"
    r"|bình quân)\s+(?:năm 20\d\d\s+)?(?:là|đạt|ở mức)\s+$|\btrung vị\s+(?:là|đạt)\s+$"
    rf"|(?:giá trị|điểm số|điểm) trung bình (?:của )?(?:ba|3|các) trụ cột[^.;]{{0,200}}$"
    r"|(?<!với )giá trị trung bình(?: năm 20\d\d)?(?: là| đạt)?\s*$"
    r"|\d\s?%[^.;()]*\((?:mức )?(?:trung bình|bình quân)(?: chung)?(?: là| đạt)?\s+$"
    r"|\bchỉ số (?:(?!\bvới\b)[^,;:()%\d]){3,40}\btrung bình(?:\s*\([^()]*\))?(?: năm 20\d\d)?(?: là| đạt)?\s*$"
    rf"|hài lòng[^,;:()%]{{0,40}}\b(?:cả nước|toàn quốc)[^,;:()%]{{0,24}}$"
)
# `Trung bình cả nước, chỉ số PAR INDEX năm 2021 của các tỉnh, thành phố là 86,37%, nhích 2,65% …`: of all, until a place is named
_OPENS_WITH_MEAN = re.compile(
    r"(?i)\W*(?:tính\s+)?(?:(?:giá trị|điểm|mức)\s+)?(?:trung bình|bình quân|mặt bằng chung|nhìn chung"
    rf"|tính chung)\s[^;:()%\d]{{0,40}}?\b(?:cả nước|toàn quốc|cấp tỉnh|các tỉnh|các địa phương"
    rf"|{ALL_PROVINCES} (?:tỉnh|địa phương))\b"
)
# What is said further of a mean: how it moved, what it was.
_FIGURE, _MOVES_ON = (
    re.compile(r"\d\s*(?:%|điểm)"),
    re.compile(
        r"(?i)(?:(?!\b(?:thứ|hạng|vị trí|bậc)\b)[^;])*?\b(?:tăng|giảm|cao hơn|thấp hơn|nhích|so với)\b(?:(?!\b(?:thứ|hạng|vị trí|bậc)\b)[^;])*"
    ),
)
# `giá trị trung bình đạt 88,37%, cao hơn 1,39% so với năm 2023`
_MOVED = re.compile(rf"\d[\d.,]*\s*(?:%|điểm){MOVES_BY}")
_IN_DETAIL = re.compile(r"(?i)\s*(?:trong đó|cụ thể|gồm|(?:các|ba|3) trụ cột)\b")
_SENTENCE_BREAK = re.compile(rf"[.!?]\s+[{CAPITALS}]")
_STATES_MEAN = re.compile(
    r"(?i)\b(?:cấp tỉnh|cả nước|toàn quốc|các tỉnh|các địa phương"
    rf"|{ALL_PROVINCES} (?:tỉnh|địa phương))\b[^.;]{{0,80}}\b(?<!nhóm )(?:trung bình|bình quân)\b(?! (?:cao|thấp|khá))[^.;]*?\d[\d.,]*"
    rf"|\b(?:trung bình|bình quân)\b[^.;]{{0,60}}\b(?:cấp tỉnh|cả nước|toàn quốc|các tỉnh"
    r"|các địa phương)\b(?!\s*:)[^.;]*?\d[\d.,]*"
)
# `Điểm trung vị của cả nước năm 2022 là 65,22 điểm, cao hơn mức 64,74 điểm của năm 2021`
_BESIDE_MEAN = re.compile(
    r"(?i)(?:trung bình|bình quân|trung vị)\s[^;:()%]{0,60}\b(?:cấp tỉnh|các tỉnh|cả nước"
    r"|toàn quốc)(?:(?!\b(?:xếp|đứng|hạng|thứ)\b)[^;:()%]){0,60}\b(?:(?:cao|thấp) hơn\s+(?:mức\s+)?"
    r"|(?:tăng|giảm)\s+)$"
)
# `trung bình chính quyền số 0,7582, kinh tế số 0,7723, xã hội số 0,7692`
_MEANS_OF_PARTS = re.compile(
    r"(?i)trung bình\s+(?:của\s+)?(?:chính quyền|kinh tế|xã hội) số(?:\s+(?:là|đạt))?\s+(?:[\d,]+\s*(?:điểm)?(?:,| và)\s+(?:của\s+)?(?:chính quyền|kinh tế|xã hội) số(?:\s+(?:là|đạt))?\s+)*$"
)
# `Với chỉ số PAPI, Thành phố đạt 43,7 điểm`
_OF_THE_OWN = re.compile(r"[^.;\d]{0,60}\b(?:[Tt]hành phố|[Tt]ỉnh)\s+(?:đạt|xếp|đứng|được|tăng|giảm)\b")
_COMPARED_WITH_MEAN, _COMPARED_REACH = (
    re.compile(r"(?i)\b(?:hơn|vượt|so với|kém|thua|trong khi|lần)\s+(?:\w+,?\s+){0,2}(?:trung bình|bình quân)"),
    24,
)
# `chỉ đạt 81,70%, thấp hơn mức bình quân 86,98% của cả nước`
_OF_THE_NATION = re.compile(r"(?i)[\d.,]+\s?(?:%|điểm)?\s+của\s+(?:cả nước|toàn quốc)\b")
_HIGHER_OR_LOWER = re.compile(r"(?i)\b(?:cao|thấp|kém|nhỉnh) hơn\b[^,;.\d]{0,40}$")
# One of these words must stand there for the patterns above; they are found faster.
_MEAN_WORDS = ("trung bình", "bình quân", "trung vị", "hài lòng")
_SENTENCE_REACH = 300


def is_mean(said: str) -> bool:
    """Whether the words before a number say that it is a mean of all provinces."""
    lowered = said.lower()
    if not any(word in lowered for word in _MEAN_WORDS):
        return False
    moved = _MOVED.search(said)
    if moved is not None and _FIGURE.search(said, 0, moved.start()) is None:
        said = said[: moved.start()]
    return any(pattern.search(said) for pattern in (_MEAN_OF_ALL, _BESIDE_MEAN, _MEANS_OF_PARTS))


def is_compared_with_nation(text: str, start: int, number_start: int) -> bool:
    """Whether a number is the value of the whole country that one before it is above or below."""
    is_of_nation = _OF_THE_NATION.match(text, number_start) is not None
    return is_of_nation and _HIGHER_OR_LOWER.search(text, start, number_start) is not None


def _is_apart(mention: PlaceMention) -> bool:
    """Whether a place is another than the country with all its provinces: a province, `khối bộ, ngành`."""
    if mention.level == "group":
        return mention.name.lower().startswith(("khối", "các bộ", "bộ "))
    return mention.level != "country"


class Means:
    """The means of all provinces that one text states."""

    def __init__(self, text: str, subjects: PlaceSubjects) -> None:
        self._text, self._subjects = text, subjects

    def are_stated(self, sentence_start: int, item_start: int, number_start: int) -> bool:
        """Whether a statement is about the mean of all provinces and names no single place before the number.

        `Tính chung cấp tỉnh, chính quyền số 0,7240; kinh tế số 0,6817`, `… có giá trị trung bình 86,98%, cao hơn 2,19% so với năm 2022 (84,79%)`.
        """
        opened = _OPENS_WITH_MEAN.match(self._text, sentence_start, number_start)
        stated = None if opened else _STATES_MEAN.search(self._text, item_start, number_start)
        if stated is None and opened is None:  # `Giá trị trung bình … là 0,6961; trong đó chính quyền số đạt 0,7582`
            stated = _STATES_MEAN.search(self._text, sentence_start, item_start)
            if stated is None or _IN_DETAIL.match(self._text, item_start) is None:
                return False
            if is_closed_before(self._text, (stated.end(), stated.end()), sentence_start, item_start):
                return False  # `DTI … đạt 0,5934 (trung bình cả nước 0,5791), …; trong đó chính quyền số …`
            if self._compares(sentence_start, stated):
                return False  # `Ninh Bình đạt 0,5064 điểm, cao hơn 0,105 điểm so với bình quân; các trụ cột …`
        elif stated is not None and (
            _FIGURE.search(self._text, item_start, stated.start()) is not None
            or _MOVES_ON.fullmatch(self._text, stated.end(), number_start) is None
        ):
            return False
        start = opened.end() if opened is not None else stated.start() if stated is not None else item_start
        return not any(_is_apart(mention) for mention in self._subjects.between(start, number_start))

    def go_on(self, block_start: int, sentence_start: int) -> bool:
        """Whether the sentence before stated a mean of all provinces and no place has been named since.

        `DTI cấp tỉnh năm 2024 có giá trị trung bình 0,6961. Ba trụ cột đều đi lên: chính quyền số 0,7582 …`
        """
        start = max(block_start, sentence_start - _SENTENCE_REACH)
        if not any(word in self._text[start:sentence_start].lower() for word in _MEAN_WORDS):
            return False
        stated = list(_STATES_MEAN.finditer(self._text, start, sentence_start))
        if not stated or _SENTENCE_BREAK.search(self._text, stated[-1].end(), sentence_start) is not None:
            return False
        if is_closed_before(self._text, stated[-1].span(), start, sentence_start):
            return False  # `… đạt 88,9% (bình quân cả nước 82,2%). Tỷ lệ …`
        if self._compares(start, stated[-1]):
            return False  # `18,9/20 điểm, hơn bình quân cả nước 6,8 điểm. Mức độ …`
        if _OF_THE_OWN.match(self._text, sentence_start) is not None:
            return False
        return not any(_is_apart(mention) for mention in self._subjects.between(start, sentence_start))

    def _compares(self, start: int, stated: re.Match[str]) -> bool:
        """Whether a mean is only what something else is compared with."""
        reach = max(start, stated.start() - _COMPARED_REACH)
        return _COMPARED_WITH_MEAN.search(self._text, reach, stated.end()) is not None
