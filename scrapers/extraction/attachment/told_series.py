"""Series of numbers that name nothing themselves: they repeat, in order, what the numbers told right before are of.

`… đạt 71,3%, hộ có cáp quang 58,6%. Huyện Nam Đông nhỉnh hơn, lần lượt là 80,4% và 69,9%`. Lives here: the memory of what was
told last, and when a series repeats it. Never here: series that name their subjects (see `series`).
"""

from __future__ import annotations

import re

from scrapers.extraction.attachment.claims import AIMS_AND_TOPICS, KINDS_OF_PLACES, Claim, Scene
from scrapers.extraction.attachment.series import SeriesPosition
from scrapers.extraction.numbers.quantities import Quantity
from scrapers.extraction.numbers.units import UnitClass
from scrapers.extraction.terms.term_index import TermIndex
from scrapers.extraction.text.brackets import opened_around
from scrapers.extraction.text.sentences import Sentence

# `các chỉ tiêu này`, `ba trụ cột này`: words for what was told.
_POINTS_BACK = AIMS_AND_TOPICS | KINDS_OF_PLACES | {"dt_word"}
# `Bốn con số này cùng kỳ năm 2023 lần lượt là …`: as many as were told last, in however many sentences
_SO_MANY = re.compile(
    r"(?i)\b(?:hai|ba|bốn|năm|sáu|\d)\s+(?:con số|t[ỷỉ] lệ|chỉ số|chỉ tiêu|kết quả)\s+(?:này|trên|đó)\b"
)
# `lần lượt có 62 và 47 sản phẩm OCOP lên sàn`: what is counted stands behind the last
_COUNTED_BEHIND = re.compile(r"(?i)(?:(?:,|\s+và|,\s+và)\s+\d+(?:\.\d+)*)+\s+(?!và\b|so\b|năm\b|trong\b)[^\W\d_]")
# `năm 2022 tỉnh xếp thứ 15, với thứ hạng 3 trụ cột lần lượt là 16, 14 và 13`: the pillars in the order in which they were told
_PILLARS = re.compile(r"(?i)\b(?:3|ba)\s+trụ cột\b")
_OF_PILLARS = ("dti_gov_", "dti_econ_", "dti_soc_")
# `Hai con số này` means figures of the same passage: where one of them is of no indicator, one told long before would be taken for it.
_SENTENCES_TOLD = 6
_CONFIDENCE = 0.65


class ToldSeries:
    """What the numbers of one document were of, sentence by sentence, as far back as a series may repeat it."""

    def __init__(self, terms: TermIndex) -> None:
        self._terms = terms
        self._told: list[tuple[int, UnitClass, Claim]] = []
        self._told_to = 0
        self._pillars: list[Claim] = []
        self._repeated: list[Claim] = []

    def note(self, number: Quantity, claims: list[Claim], sentence: Sentence) -> None:
        """Remember a claimed number; what was told some sentences ago is forgotten."""
        if self._told and self._told[0][0] < sentence.index - _SENTENCES_TOLD:
            self._told = [one for one in self._told if one[0] >= sentence.index - _SENTENCES_TOLD]
        if claims:
            self._told.append((sentence.index, number.unit_class, claims[0]))
            of_pillars = [claim for claim in reversed(claims) if claim.indicator_code.startswith(_OF_PILLARS)]
            self._pillars = [*self._pillars, *of_pillars][-len(_OF_PILLARS) :]
            self._told_to = number.text_end

    def claims(self, scene: Scene, sentence: Sentence, place: SeriesPosition) -> list[Claim]:
        """The claim at the number's position among as many different ones told right before; none where it names its own."""
        if place.position == 0:
            self._repeated = self._told_before(scene, sentence, place)
        return self._repeated[place.position : place.position + 1]

    def _told_before(self, scene: Scene, sentence: Sentence, place: SeriesPosition) -> list[Claim]:
        opened = opened_around(scene.text, place.names_end, scene.around.left_limit)
        # what is named before the number told last is of that: `… đạt 87%; hộ có cáp quang đạt 90,6%, đều vượt mục tiêu, lần lượt là …`
        start = max(opened if opened >= 0 else scene.around.item_start, self._told_to)
        named = self._terms.between(start, place.names_end)
        counts_behind = scene.number.unit_class == "count" and _COUNTED_BEHIND.match(scene.text, scene.number.end)
        if place.size < 2 or counts_behind or any(hit.is_subject and hit.concept not in _POINTS_BACK for hit in named):
            return []
        latest = self._told[-1][0] if self._told else -1
        if latest < sentence.index - 1:
            return []
        if _PILLARS.search(scene.text, scene.around.item_start, place.names_end):
            return self._pillars_told(scene, place)
        says_how_many = _SO_MANY.search(scene.text, scene.around.item_start, place.names_end) is not None
        alike = [
            claim
            for index, unit_class, claim in self._told
            if (says_how_many or index == latest) and unit_class == scene.number.unit_class
        ]
        alike = alike[-place.size :] if says_how_many else alike
        if len(alike) != place.size or len({claim.indicator_code for claim in alike}) != place.size:
            return []
        return [claim._replace(rule="referred", confidence=_CONFIDENCE) for claim in alike]

    def _pillars_told(self, scene: Scene, place: SeriesPosition) -> list[Claim]:
        """The claims of the three pillars as last told, where they were told of the same kind of figure."""
        last = self._pillars
        kind = "_score" if scene.number.unit_class == "score" else "_rank"
        codes = [claim.indicator_code for claim in last]
        if scene.text[scene.number.end : scene.number.end + 2].strip().startswith("("):
            return []  # `ở vị trí thứ 12 (chính quyền số), 13 (kinh tế số) …`: each is named with it
        if not place.size == len(set(codes)) == len(_OF_PILLARS) or not all(c.endswith(kind) for c in codes):
            return []
        return [claim._replace(rule="referred", confidence=_CONFIDENCE) for claim in last]
