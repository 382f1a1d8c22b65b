"""Places in the text: provinces, districts, communes, agencies, the country, groups of provinces.

Lives here: finding mentions (longest first, capital letters required, ambiguous names only with what tells them apart). Never
here: the province of a document (see `own_province`), which number is about which place (see `attribution`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

import ahocorasick

from schemas.country import COUNTRY
from scrapers.extraction.attachment.service_centres import centres_again
from scrapers.extraction.places.listed_communes import listed_communes
from scrapers.extraction.places.place_patterns import PLACE_PATTERNS
from scrapers.folding import Spelling, canonical, fold
from scrapers.letters import CAPITALS
from scrapers.reference import Reference

PlaceLevel = Literal[
    "province", "district", "commune", "agency", "country", "group", "own_province", "own_district", "same_province"
]


class PlaceMention(NamedTuple):
    """A place as written. `province_code` is None for an agency or commune whose province the document decides."""

    start: int
    end: int
    level: PlaceLevel
    province_code: str | None
    name: str


_NOT_A_PLACE_BEFORE = re.compile(
    r"(?i)(?<!\w)(?:(?<!thông )báo|đài|tạp chí|phát thanh|truyền hình|tòa soạn|ptth|đường|(?<!thành )phố|tuyến|(?<!yêu )(?<!nhu )cầu|sông|hồ|vịnh|cao tốc)\s+(?:và\s+)?(?:điện tử\s+|phát thanh\s+)?$"
)
_CITY_BEFORE = re.compile(r"(?i)(?<!\w)(?:tp\.?|thành phố|t\.p\.?)\s*$")
_PROVINCE_BEFORE = re.compile(r"(?i)tỉnh\s*$")
_OWN_KIND = re.compile(r"(huyen |thi xa |tx\.? ?|quan |h\. |thanh pho |tp\.? ?|tinh )")
# Whole words only: `… thủ tục hành chính. Vĩnh Phúc` opens a sentence.
_DISTRICT_PREFIX = re.compile(
    r"(?i)(?<!\w)(?:huyện(?: đảo| miền núi| vùng cao| biên giới)?|thị xã|tx\.?|quận|tp\.?|thành phố|thành ủy|huyện ủy|thị ủy|h\.)\s*$"
)
# With what these must end; asked first, since it is asked faster.
_NOT_A_PLACE_ENDS = (
    "báo", "đài", "tạp chí", "phát thanh", "truyền hình", "tòa soạn", "ptth", "đường", "phố", "tuyến", "cầu", "sông", "hồ", "vịnh",
    "cao tốc", "và", "điện tử",
)  # fmt: skip
_CITY_ENDS = ("tp", "tp.", "thành phố", "t.p", "t.p.")
_COMMUNE_KINDS = ("xã", "Xã", "XÃ", "phường", "Phường", "thị trấn")
_DISTRICT_ENDS = (
    *_CITY_ENDS, "huyện", "huyện đảo", "miền núi", "vùng cao", "biên giới", "thị xã", "tx", "tx.", "quận", "thành ủy", "huyện ủy", "thị ủy", "h.",
)  # fmt: skip
# With what the names of units begin that hold their kind: `tỉnh An Giang`, `thành phố Hà Nội`.
_KIND_WORDS = ("tỉnh", "thành", "tp", "tp.", "huyện", "quận", "thị", "tx", "tx.")


def _spellings(names: Iterable[str]) -> list[str]:
    """Names as they are written, an apostrophe also without the space behind it: `Ia H' Drai`, `Ia H'Drai`."""
    return [spelt for name in names for spelt in dict.fromkeys((name, name.replace("' ", "'")))]


def _is_written_as_name(written: str) -> bool:
    """Whether a name has its capitals: `Công nghệ An Giang` names no Nghệ An. The kind before it may be small."""
    words = [word for word in written.split() if word[0].isalpha()]
    return bool(words) and words[-1][0].isupper() and (words[0][0].isupper() or words[0].lower() in _KIND_WORDS)


def _is_named_as_province(text: str, start: int, end: int) -> bool:
    """Whether the word before a name says what it is, so that its first capital is enough: `tỉnh Bình định`."""
    return (
        text[start:end].count(" ") == 1
        and text[start].isupper()
        and _PROVINCE_BEFORE.search(text, start - 8, start) is not None
    )


class _Name(NamedTuple):
    """A name of the gazetteer in a text: with canonical accents, and all (level, province, wording) that it may mean."""

    start: int
    end: int
    accented: str
    meanings: tuple[tuple[str, str, str], ...]


@dataclasses.dataclass(frozen=True, slots=True)
class WrittenPlaces:
    """What a text writes of places: names that may mean several, and described places."""

    spelled: Spelling
    names: list[_Name]
    described: list[PlaceMention]


_OF_KIND = re.compile(rf"^([Xx]ã) [^{CAPITALS}]+(?=[{CAPITALS}])")  # `xã miền núi Con Cuông`
_COMMUNE_KIND = re.compile(r"(?i)(?:xã|phường|thị trấn|đặc khu)\s+")
# What makes the name of a commune that of a person or of something else: `chị Lò Đại Sơn`, `chợ Đại Sơn`.
_OTHER_NAME = re.compile(
    rf"(?:\b[{CAPITALS}]\w*|\b(?:ông|bà|anh|chị|em|thôn|bản|ấp|xóm|làng|sông|suối|hồ|chợ|cầu|núi|đường|trường|xã|phường|HTX))\s+$"
)
_GOES_ON, _NAME_REACH, _MOST_COMMUNES = re.compile(rf"\w|\s[{CAPITALS}]"), 16, 40


_WRITTEN_DAY = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-](20\d\d)\b")
# How a text about a province speaks of it; in one about a city that never was one they mean another.
_PROVINCE_WORDS = frozenset({"tỉnh", "của tỉnh", "toàn tỉnh", "trong tỉnh"})
_CITY_OF_NATION = fold("trực thuộc Trung ương")


class Gazetteer:
    """Names of the provinces and districts compiled into one automaton."""

    def __init__(self, reference: Reference) -> None:
        names: dict[str, list[tuple[str, str, str]]] = {}
        seen: set[tuple[str, str]] = set()  # spellings of a province, in each of its periods
        for unit in reference.units.values():
            if unit.province_code == COUNTRY:
                continue
            for alias in (*unit.aliases, unit.short_name_vi, unit.name_vi):
                spelt = (canonical(alias), unit.province_code)
                if len(alias) > 2 and spelt not in seen:
                    seen.add(spelt)
                    names.setdefault(fold(alias), []).append(("province", unit.province_code, spelt[0]))
        for district in reference.districts:
            for alias in _spellings((*district.aliases, district.name_vi, district.short_name_vi)):
                folded = fold(alias)
                if len(alias) <= 3 or (alias.isascii() and not district.short_name_vi.isascii()):
                    continue
                # A name without accents may be any word: it is read behind its kind (`thị ủy La Gi`), elsewhere in its province.
                level = "plain_district" if alias.isascii() else "district"
                entry = (level, district.province_code, canonical(alias))
                if entry not in names.setdefault(folded, []):
                    names[folded].append(entry)
        self._automaton = ahocorasick.Automaton()
        for key, meanings in names.items():
            self._automaton.add_word(key, (len(key), tuple(meanings)))
        self._automaton.make_automaton()
        self._communes: dict[str, set[str]] = {}
        for commune in reference.communes:
            owner = reference.units[commune.unit_id].province_code
            self._communes.setdefault(fold(commune.name_vi), set()).add(owner)
        self._city_names = {
            fold(unit.short_name_vi) for unit in reference.units.values() if unit.ambiguous_with_district_city
        }
        self._merged = {
            unit.province_code: (unit.valid_to, reference.units[unit.successor_codes[0]].province_code)
            for unit in reference.units.values()
            if unit.valid_to is not None and unit.successor_codes
        }
        self._city_provinces = {unit.province_code for unit in reference.units.values() if unit.kind == "thanh_pho"}
        provinces = {unit.province_code for unit in reference.units.values() if unit.kind != "thanh_pho"}
        self._always_cities = self._city_provinces - provinces
        self._municipalities = {
            fold(unit.short_name_vi) for unit in reference.units.values() if unit.kind == "thanh_pho"
        }
        # A city that was a province with a town of its name: in a text that names that province the town is meant.
        self._once_towns = {
            fold(unit.short_name_vi): (fold(reference.units[code].short_name_vi), unit.valid_from)
            for unit in reference.units.values()
            for code in unit.predecessor_codes
            if unit.kind == "thanh_pho" and reference.units[code].province_code == unit.province_code
        }

    def province_on(self, province_code: str, day: dt.date | None) -> str:
        """The province into which one was merged before a day, else itself."""
        ended_on, successor = self._merged.get(province_code, (None, province_code))
        return successor if day is not None and ended_on is not None and ended_on < day else province_code

    def merged_into(self, province_code: str | None, day: dt.date | None) -> frozenset[str]:
        """The provinces that had gone into one before a day; none where no day is known."""
        if day is None:
            return frozenset()
        return frozenset(
            code
            for code, (ended_on, successor) in self._merged.items()
            if successor == province_code and code != successor and ended_on < day
        )

    def province_of_commune(self, mention: PlaceMention) -> str | None:
        """The province of a commune as it is since 2025-07-01, where only one province has a commune of that name."""
        if mention.level != "commune":
            return None
        owners = self._communes.get(fold(mention.name), set())
        return next(iter(owners)) if len(owners) == 1 else None

    def written(self, spelled: Spelling) -> WrittenPlaces:
        """The places that a text writes, names of provinces and districts not yet told apart."""
        text, folded = spelled.text, spelled.folded
        names: list[_Name] = []
        for last, (size, meanings) in self._automaton.iter(folded):
            end = last + 1
            start = end - size
            if (start and folded[start - 1].isalnum()) or (end < len(folded) and folded[end].isalnum()):
                continue
            if not _is_written_as_name(text[start:end]) and not _is_named_as_province(text, start, end):
                continue
            names.append(_Name(start, end, spelled.accented[start:end], meanings))
        described: list[PlaceMention] = []
        for level, match in PLACE_PATTERNS.find(text, 0, len(text)):
            place = match.start(1) if level == "agency" else match.start()
            code = COUNTRY if level == "country" else None
            name = text[place : match.end()].strip() if level in ("commune", "agency") else match.group()
            name = _OF_KIND.sub(r"\1 ", name) if level == "commune" else name
            described.append(PlaceMention(place, match.end(), level, code, name))  # type: ignore[arg-type]
        listed = [PlaceMention(one.start, one.end, "commune", None, one.name) for one in listed_communes(text)]
        begun = {mention.start for mention in listed}
        names = [name for name in names if name.start not in begun]  # of a commune, whatever province is called so
        return WrittenPlaces(spelled, names, [*listed, *described, *_named_again(text, described), *_of_centres(text)])

    def mentions(self, written: WrittenPlaces, province_code: str | None) -> list[PlaceMention]:
        """Every mention of a place, in order, longest first where several overlap; `province_code` decides doubtful names."""
        towns = frozenset(city for city in self._once_towns if self._means_town(city, written.spelled))
        chosen = (self._choose(written.spelled, name, province_code, towns) for name in written.names)
        described = (self._of_city(mention, province_code) for mention in written.described)
        found = [mention for mention in (*chosen, *described) if mention is not None]
        found.sort(key=lambda mention: (mention.start, -(mention.end - mention.start)))
        kept: list[PlaceMention] = []
        reach = -1
        for mention in found:
            if mention.start >= reach:
                kept.append(mention)
                reach = mention.end
        return kept

    def _of_city(self, mention: PlaceMention, province_code: str | None) -> PlaceMention | None:
        """`toàn thành phố` in a province that is no city is of the city told of last.

        In a province that is a city `của thành phố` says too little: also its wards are `của thành phố`; and `tỉnh` is another, told of
        last: `Quảng Nam …. Năm 2022, tỉnh có 2.100 trạm`.
        """
        name = mention.name.lower()
        if mention.level == "own_province" and name in _PROVINCE_WORDS and province_code in self._always_cities:
            return mention._replace(level="same_province")
        if mention.level != "own_province" or "thành phố" not in name:
            return mention
        if province_code is not None and province_code not in self._city_provinces:
            return mention._replace(level="own_district")
        return None if name.startswith(("của", "trong")) else mention

    def _misspelt_district(self, spelled: Spelling, written: _Name) -> PlaceMention | None:
        """A district with an accent out of place (`huyện Đăk Glei`): only behind its kind, and only if one has the name."""
        text, start, end = spelled.text, written.start, written.end
        prefix = _DISTRICT_PREFIX.search(text[max(0, start - 24) : start])
        owners = {code for level, code, _ in written.meanings if level == "district"}
        if prefix is None or len(owners) != 1 or len({level for level, *_ in written.meanings}) > 1:
            return None
        return _mention(text, start, end, prefix, "district", next(iter(owners)))

    def _means_town(self, city: str, spelled: Spelling) -> bool:
        """Whether the name of a city is that of a town in the province that the city was, which the text names, too.

        Not where that has gone: the text says so, or tells of a day on which the city was one of its own.
        """
        once, since = self._once_towns[city]
        if once not in spelled.folded or _CITY_OF_NATION in spelled.folded:
            return False
        return since is None or all(int(day.group(1)) < since.year for day in _WRITTEN_DAY.finditer(spelled.text))

    def _choose(
        self, spelled: Spelling, written: _Name, province_code: str | None, towns: frozenset[str]
    ) -> PlaceMention | None:
        """What a name means here; `towns` are the cities whose names are those of towns in this text."""
        text, start, end = spelled.text, written.start, written.end
        exact = [meaning for meaning in written.meanings if meaning[2] == written.accented]
        if not exact and not written.accented.isascii():
            return self._misspelt_district(spelled, written)
        candidates = exact or [meaning for meaning in written.meanings if meaning[0] == "province"]
        before = text[max(0, start - 24) : start]
        ending = before.rstrip().lower()
        if "thái bình dương" in spelled.accented[start - len("thái ") if start else 0 : end + len(" dương")]:
            return None  # the ocean
        if ending.endswith(_NOT_A_PLACE_ENDS) and _NOT_A_PLACE_BEFORE.search(before):
            return None
        if any(level == "plain_district" for level, *_ in candidates):
            is_called = ending.endswith(_DISTRICT_ENDS) and _DISTRICT_PREFIX.search(before) is not None
            # of several words, in its own province: `các huyện Kông Chro, Ia Pa`; not in a text about `xã Ia Grai`
            is_name = " " in written.accented and not any(
                f"{kind} {text[start:end]}" in text for kind in _COMMUNE_KINDS
            )
            candidates = [
                (level, code, wording)
                for level, code, wording in candidates
                if level != "plain_district" or is_called or (code == province_code and is_name)
            ]
            candidates = [(level.removeprefix("plain_"), code, wording) for level, code, wording in candidates]
        provinces = [code for level, code, _ in candidates if level == "province"]
        districts = [code for level, code, _ in candidates if level == "district"]
        name = spelled.folded[start:end]
        own_kind = _OWN_KIND.match(name)
        city_before = _CITY_BEFORE.search(before) if ending.endswith(_CITY_ENDS) else None
        district_before = _DISTRICT_PREFIX.search(before) if ending.endswith(_DISTRICT_ENDS) else None
        is_city = city_before is not None or (
            own_kind is not None and own_kind.group(1).startswith(("thanh pho", "tp"))
        )
        bare = name[own_kind.end() :] if own_kind is not None else name
        is_town = bare not in self._municipalities or bare in towns
        if is_city and bare in self._city_names and is_town:
            owner = (districts or provinces)[:1]
            if owner:
                return _mention(text, start, end, city_before if own_kind is None else None, "district", owner[0])
        if (
            province_code in districts
            and provinces
            and provinces[0] != province_code
            and not _PROVINCE_BEFORE.search(before)
        ):
            # A province's name that is also a district here: inside its province the district is meant.
            return _mention(text, start, end, district_before, "district", province_code)
        if provinces and (district_before is None or is_city):
            return PlaceMention(start, end, "province", provinces[0], text[start:end])
        if province_code in districts:
            owner_code = province_code
        elif len(set(districts)) == 1 and (own_kind is not None or district_before is not None):
            owner_code = districts[0]
        else:
            return None
        return _mention(text, start, end, district_before if own_kind is None else None, "district", owner_code)


def _named_again(text: str, described: list[PlaceMention]) -> list[PlaceMention]:
    """Communes that a text names again without their kind: `xã Đại Sơn …. Hiện 100% thôn của Đại Sơn có sóng`."""
    first: dict[str, PlaceMention] = {}
    for mention in described:
        kind = _COMMUNE_KIND.match(mention.name) if mention.level == "commune" and len(first) < _MOST_COMMUNES else None
        if kind is not None and " " in mention.name[kind.end() :]:
            first.setdefault(mention.name[kind.end() :], mention)
    found: list[PlaceMention] = []
    for bare, mention in first.items():
        start = text.find(bare, mention.end)
        while start >= 0:
            end = start + len(bare)
            is_whole = not text[start - 1].isalnum() and _GOES_ON.match(text, end) is None
            if is_whole and _OTHER_NAME.search(text, max(0, start - _NAME_REACH), start) is None:
                found.append(PlaceMention(start, end, "commune", mention.province_code, mention.name))
            start = text.find(bare, end)
    return found


def _of_centres(text: str) -> list[PlaceMention]:
    """Whose service centre a text comes back to: a commune's, by its name or as `xã`, else the province's own agency."""
    found: list[PlaceMention] = []
    for centre in centres_again(text):
        level: PlaceLevel = "agency"
        name = centre.name
        if centre.is_of_commune:
            level, name = ("commune", centre.commune) if centre.commune else ("own_district", centre.kind)
        found.append(PlaceMention(centre.start, centre.end, level, None, name))
    return found


def _mention(
    text: str, start: int, end: int, prefix: re.Match[str] | None, level: PlaceLevel, province_code: str | None
) -> PlaceMention:
    begin = start - len(prefix.group()) if prefix is not None else start
    return PlaceMention(begin, end, level, province_code, text[begin:end].strip())
