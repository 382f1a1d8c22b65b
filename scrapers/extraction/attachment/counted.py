"""Counts that name no subject of their own, only a further place or the number before: what was counted earlier is meant.

`Tại huyện Hương Khê, con số này là 24.310 hộ`; `Thị xã Long Mỹ có 69 tổ, 483 thành viên`. Lives here: the memory of what
was counted by which word. Never here: shares (see `referred`), ranks and scores (see `indices.standing`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from scrapers.extraction.attachment.claims import KINDS_OF_PLACES, Claim, Scene
from scrapers.extraction.numbers.quantities import Quantity
from scrapers.extraction.terms.term_index import TermIndex
from scrapers.extraction.text.sentences import Sentence

_THIS_NUMBER = re.compile(r"(?i)\bcon số (?:này|ấy|đó)\b")
_THIS_KIND = re.compile(r"(?i)\b(?:này|nói trên|như vậy)\b")
_WORD = re.compile(r"[^\W\d_]+")
# `…, cùng kỳ năm 2021 là 10.280 thuê bao`, `…; thời điểm tháng 11/2023 là 138 sản phẩm`
_THEN = re.compile(
    r"(?i)\b(?:cùng kỳ|năm 20\d\d|tháng \d{1,2}[/.]20\d\d|cuối năm|đầu năm)\b[^,;.\d]{0,20}(?:năm 20\d\d\s+)?(?:là|đạt|có|chỉ|mới)\s+(?:có\s+|đạt\s+)?$"
    r"|\b(?:đầu|cuối) năm 20\d\d,\s+(?:toàn |cả )?(?:tỉnh|thành phố)\s+(?:mới |chỉ )?(?:có|đạt)\s+$"
)
# `31.450 hộ lên sàn Postmart, trong đó huyện Chợ Đồn 6.120 hộ`
_AMONG_THEM = re.compile(r"(?i),\s+trong (?:số )?đó,?\s")
# `đạt 2.418 trạm (783 trạm 2G, 932 trạm 3G), tăng 112 trạm so với cùng kỳ`
_MOVED = re.compile(r"(?i)[^;.]*\),?\s+(?:tăng|giảm)(?: thêm)?\s+")
# `Mạng 5G đã có 512 trạm. Tỉnh có 1.920 trạm 4G`
_GENERATION = re.compile(r"(?i)\s*[^\W\d_]+(?:\s[^\W\d_]+)?\s([2-5])G\b")
_ANOTHER = re.compile(r"(?i)\bkhác\b")
_JOINED = re.compile(r"\s*[^\W\d_]+(?:\s[^\W\d_]+)?\s*(?:,|và|với)\s*")
# A count of a further place names no level: `huyện Vị Thủy có 83 tổ` are all of its teams.
_OF_ALL_LEVELS = {
    "community_digital_teams_commune": "community_digital_teams",
    "community_digital_teams_local": "community_digital_teams",
}
# Goals and tasks of a plan are told apart by their state, which no unit word says.
_OF_A_PLAN = re.compile(r"dt_")
_CONFIDENCE = 0.65
# How many sentences further a word still counts the same: `hồ sơ` or `hộ` are soon others (of a field, of a campaign), `trạm`
# are of one kind for paragraphs, as places are told one by one; behind that a text has turned to another matter.
_SENTENCES_SAME, _SENTENCES_SAME_RARE = 4, 14
_LENGTH_OF_LINK, _MOST_WORDS = 2, 2
# Words by which anything is counted; by the others (`tổ`, `trạm`, `thành viên`) a text counts one thing.
_OF_ANYTHING = frozenset(
    {"hộ", "người", "hồ", "doanh", "xã", "thôn", "bản", "trường", "khách", "đơn", "cơ", "lượt", "dịch", "thủ", "văn"}
)
_NEW_NETWORKS = frozenset({"g5_word"})
_POINT = "điểm"
_ENDS = re.compile(r"của|với|và|có|trong|tại|ở|đã|mới|được|cho|đạt|là|chiếm|cùng|so|hoàn")


class _Count(NamedTuple):
    words: list[str]
    claim: Claim
    sentence_index: int


class Counted:
    """What one document counted last, and by which words."""

    def __init__(self, text: str, terms: TermIndex) -> None:
        self._text, self._terms = text, terms
        self._last: _Count | None = None
        self._by_word: dict[str, _Count] = {}

    def note(self, number: Quantity, claim: Claim, sentence: Sentence) -> None:
        """Remember a count; of several by one word the first, which is the total that its parts follow."""
        words = self._words(number.text_end, sentence.end)
        self._last = _Count(words, claim, sentence.index)
        if not words:
            return
        known = self._by_word.get(words[0], self._last)
        is_old = known.sentence_index < sentence.index - _reach(words[0])
        self._by_word[words[0]] = self._last if is_old else known._replace(sentence_index=sentence.index)

    def pass_over(self, sentence: Sentence) -> None:
        """A count that nothing claims stands between: what a later `con số này` refers to is none that was told before it."""
        if self._last is not None and self._last.sentence_index < sentence.index:
            self._last = None

    def as_count(self, number: Quantity, sentence: Sentence) -> Quantity:
        """A score as the count that it is, where its sentence counts points: `63 điểm di tích …, trong đó huyện Đồng Văn có 21 điểm`."""
        known = self._by_word.get(_POINT) if number.unit_class == "score" and number.out_of is None else None
        if known is None or known.sentence_index != sentence.index:
            return number
        return number._replace(unit_class="count", text_end=number.end)

    def referred(self, scene: Scene, sentence: Sentence, *, names_place: bool) -> list[Claim]:
        """The claim of the earlier count that a count without a subject refers to; none where it refers to nothing."""
        said = self._text[scene.around.left_limit : scene.number.text_start]
        last = self._last
        if last is not None and sentence.index - last.sentence_index <= 1 and _THIS_NUMBER.search(said):
            return [last.claim._replace(rule="referred", confidence=_CONFIDENCE)]
        words = self._words(scene.number.text_end, scene.around.right_limit)
        known = self._by_word.get(words[0]) if words else None
        if known is not None and last is not None and last.sentence_index == sentence.index and names_place:
            known = last if last.words[:1] == words[:1] else known  # `… 96 trạm 5G, còn huyện Phú Giáo mới có 7 trạm`
        # `2.916 hồ sơ` are what was counted before, and `96 hộ kinh doanh sử dụng loại này`; `43 hồ sơ quá hạn` are not.
        behind = self._text[scene.number.text_end : scene.around.right_limit]
        is_told = len(words) <= _MOST_WORDS or _THIS_KIND.search(behind) is not None
        is_same = known is not None and is_told and words[:_MOST_WORDS] == known.words[: len(words)][:_MOST_WORDS]
        is_here = known is not None and known.sentence_index == sentence.index
        is_move = is_here and _MOVED.fullmatch(said) is not None
        generation = _GENERATION.match(behind)
        is_5g = known is not None and "5g" in known.claim.indicator_code
        if (
            known is None
            or not is_same
            or (generation is not None and (generation.group(1) == "5") != is_5g)
            or _ANOTHER.search(behind)
            or not (names_place or _JOINED.fullmatch(said) or _THEN.search(said) or is_move)
        ):
            return []
        is_old = known.sentence_index < sentence.index - _reach(words[0])
        if is_old or _OF_A_PLAN.match(known.claim.indicator_code) or self._names_another(scene):
            return []
        code = known.claim.indicator_code
        code = _OF_ALL_LEVELS.get(code, code) if names_place else code
        return [known.claim._replace(indicator_code=code, rule="referred", confidence=_CONFIDENCE)]

    def beside(self, scene: Scene, sentence: Sentence) -> list[Claim]:
        """The claim of the count beside which its goal or result stands: `47.315 hộ …, vượt chỉ tiêu 45.000 hộ của năm 2022`."""
        words, last = self._words(scene.number.text_end, scene.around.right_limit), self._last
        if last is None or last.sentence_index != sentence.index or not words or words[:1] != last.words[:1]:
            return []
        return [last.claim._replace(rule="referred", confidence=_CONFIDENCE)]

    def _names_another(self, scene: Scene) -> bool:
        """Whether the words before the count name a subject: `Dịch vụ Mobile Money có 27.400 tài khoản`."""
        among = _AMONG_THEM.search(self._text, scene.around.left_limit, scene.number.text_start)
        left = among.end() if among is not None else scene.around.left_limit
        start = left + _LENGTH_OF_LINK
        before = self._terms.between(left, scene.number.text_start)
        if any(hit.concept in _NEW_NETWORKS for hit in before):
            return True  # `Mạng 5G đang được thử nghiệm tại thành phố Mỹ Tho với 06 trạm`
        return any(hit.is_subject and hit.start >= start and hit.concept not in KINDS_OF_PLACES for hit in before)

    def _words(self, start: int, end: int) -> list[str]:
        """The first words behind a count, up to a mark or a word that begins something else, in lower case."""
        words: list[str] = []
        for match in _WORD.finditer(self._text, start, end):
            word = match.group().lower()
            if self._text[start : match.start()].strip() or _ENDS.fullmatch(word) or len(words) > _MOST_WORDS:
                break
            words.append(word)
            start = match.end()
        return words


def _reach(word: str) -> int:
    """How many sentences further a count by a word is still of what it was before."""
    return _SENTENCES_SAME if word in _OF_ANYTHING else _SENTENCES_SAME_RARE
