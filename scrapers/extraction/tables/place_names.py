"""The places by which rows and columns of tables are called: provinces, districts, communes, offices, `Toàn tỉnh`, `Cả nước`.

Lives here: what a whole cell names. Never here: what else headers and labels say (see `axes`), places in prose (see `places`).
"""

from __future__ import annotations

import dataclasses
import re

from schemas.country import COUNTRY
from schemas.records import AreaLevel
from scrapers.extraction.shared_fields import UnitVersion
from scrapers.extraction.unclaimable.operators import OPERATORS
from scrapers.folding import fold, lower
from scrapers.letters import CAPITALS
from scrapers.reference import Reference

# `Mục tiêu cả nước đến năm 2030`, beside `Chỉ tiêu tỉnh năm 2026`
_AIM_OF_NATION = re.compile(r"(?i)\s*(?:mục tiêu|chỉ tiêu|kế hoạch)\s+(?:của\s+)?(?:cả nước|toàn quốc|quốc gia)\b")
_WHOLE_PROVINCE = re.compile(
    r"(?i)\s*(?:(?:tổng|tổng cộng|tổng số|cộng|bình quân|trung bình|chung)\s+)?(?:toàn|cả)\s+(?:tỉnh|thành phố|ngành)\s*"
    r"(?:\(\s*(?:\d+ (?:xã|phường|huyện|đơn vị|địa phương|sở)\b|(?:bao )?gồm\s|kể cả\s)[^()]*\)\s*)?"
)
# `Trung bình DTI cả nước`, a row beside those of the province's pillars
_MEAN_OF_ALL = re.compile(
    r"(?i)\s*(?:giá trị\s+|mức\s+)?(?:trung bình|bình quân)\s+(?:(?:chỉ số\s+)?[A-Z]{2,7}\s+)?(?:của\s+)?(?:cả nước|toàn quốc)\s*"
)
_NOTE_MARK = re.compile(
    r"\s*(?:\(\s*\*{1,3}\s*\)|\*{1,3}|[¹²³])\s*$"
)  # `Toàn tỉnh (*)`: what a note below goes on about
_LIST_NUMBER = re.compile(r"\s*\d{1,3}[.)]\s+(?=[^\W\d_])")  # `1. Sở Tài chính`
_MERGED = re.compile(
    r"(?i)\s*\((?:(?P<new>mới|sau (?:sáp nhập|hợp nhất|sắp xếp))|cũ|trước (?:sáp nhập|hợp nhất|sắp xếp))\)"
    r"|\s+(?:(?P<since>sau (?:sáp nhập|hợp nhất|sắp xếp))|cũ|trước (?:sáp nhập|hợp nhất|sắp xếp))\s*$"
)
_LOCAL = (
    ("district", re.compile(rf"\s*(?i:(?:ubnd\s+)?(?:huyện(?: đảo)?|thị xã|tx\.?|quận|thành phố|tp\.?))\s+[{CAPITALS}\d]")),
    ("commune", re.compile(rf"\s*(?i:(?:ubnd\s+)?(?:xã(?!\s+hội)|phường|thị trấn|đặc khu))\s+[{CAPITALS}\d]|\s*(?:P|X|TT|ĐK)\.\s*[{CAPITALS}\d]")),
    ("agency", re.compile(r"(?i)\s*(?:sở|ban|văn phòng|thanh tra|chi cục|cục|bệnh viện|trung tâm y tế|trường|công an)\s(?!(?:được|có|đã|triển khai|thực hiện|sử dụng|công bố|học|áp dụng)\s)")),
    ("agency", re.compile(rf"\s*(?:{'|'.join(OPERATORS)})\s+(?:tỉnh\b|[{CAPITALS}]\w+\s+[{CAPITALS}])")),
)  # fmt: skip
# `VNPT | Viettel | MobiFone | Toàn tỉnh`, as heads; of rows that are called so only the sum is the province's
_OPERATOR_ALONE = re.compile(rf"\s*(?:{'|'.join(OPERATORS)})\s*")


@dataclasses.dataclass(frozen=True, slots=True)
class RowArea:
    """The place that a row or column is about."""

    province_code: str
    level: AreaLevel
    name: str | None
    version: UnitVersion | None = None
    """Whether it is said to be the unit before or after the mergers: `Quảng Ngãi (cũ)`, `Quảng Ngãi (mới)`."""


class PlaceNames:
    """Says of cells which place they name."""

    def __init__(self, reference: Reference) -> None:
        self._provinces: dict[str, str] = {}
        self._as_written: set[str] = set()
        for unit in reference.units.values():
            for alias in (*unit.aliases, unit.short_name_vi, unit.name_vi):
                self._provinces.setdefault(_squeeze(alias), unit.province_code)
                self._as_written.add(lower(alias))
        self._cities = {unit.province_code for unit in reference.units.values() if unit.kind == "thanh_pho"}
        self._provinces.update(
            {
                _squeeze(name): COUNTRY
                for name in ("Cả nước", "Toàn quốc", "Cả nước (trung bình)", "Trung bình cả nước", "Bình quân cả nước")
            }
        )
        self._districts: dict[str, set[str]] = {}
        for district in reference.districts:
            for name in (*district.aliases, district.short_name_vi, district.name_vi):
                self._districts.setdefault(_squeeze_local(name), set()).add(district.province_code)

    def area_of_head(self, text: str, own_province: str | None) -> RowArea | None:
        """The place that a head names, or the operator whose column it is over."""
        if own_province is not None and _OPERATOR_ALONE.fullmatch(text):
            return RowArea(own_province, "agency", text.strip())
        if _AIM_OF_NATION.match(text):
            return RowArea(COUNTRY, "country", None)
        return self.area(text, own_province)

    def area(self, text: str, own_province: str | None) -> RowArea | None:
        """The place that a whole cell names: a province, or a district, commune or agency of the document's own province, or all of it.

        `TP. Hải Phòng` is the province that is a city, unless the own province has a district of that name.
        """
        text = _NOTE_MARK.sub("", text)
        merged = _MERGED.search(text)
        text = _LIST_NUMBER.sub("", _MERGED.sub("", text), count=1)
        if not any(map(str.isalpha, text)):
            return None  # a value, also where the province has districts that are called by numbers
        code = COUNTRY if _MEAN_OF_ALL.fullmatch(text) else self._provinces.get(_squeeze(text))
        local = next((level for level, pattern in _LOCAL if pattern.match(text)), None)
        if own_province is not None and own_province != COUNTRY:
            if _WHOLE_PROVINCE.fullmatch(text):
                return RowArea(own_province, "province", None)
            is_own_district = own_province in self._districts.get(_squeeze_local(text), set())
            if is_own_district and code != own_province and lower(text.strip()) not in self._as_written:
                code = None  # `Phù Yên` in a table of Sơn La's districts is not Phú Yên
            is_city = code in self._cities and not is_own_district
            if (local is not None and not is_city) or (is_own_district and code is None):
                return RowArea(own_province, local or "district", text.strip())  # type: ignore[arg-type]
        if code is not None:
            return RowArea(code, "country" if code == COUNTRY else "province", None, _version(merged))
        return None

    def namesake(self, text: str, own_province: str | None) -> RowArea | None:
        """The district of the own province that has the province's name, as a cell in a list of districts calls it."""
        is_own = (
            own_province is not None
            and not text.lower().lstrip().startswith("tỉnh")
            and self._provinces.get(_squeeze(text)) == own_province
        )
        if not is_own or own_province not in self._districts.get(_squeeze_local(text), set()):
            return None
        return RowArea(own_province, "district", text.strip())


def _version(merged: re.Match[str] | None) -> UnitVersion | None:
    """Which unit the words beside a province's name mean."""
    if merged is None:
        return None
    return "new" if merged["new"] or merged["since"] else "former"


def _squeeze(text: str) -> str:
    """A name without prefixes, dashes and spaces, for whole-cell comparison."""
    folded = re.sub(r"[^a-z]+", " ", fold(text)).strip()
    return re.sub(r"^(?:tinh|thanh pho|tp) ", "", folded)


def _squeeze_local(text: str) -> str:
    folded = re.sub(r"[^a-z]+", " ", fold(text)).strip()
    return re.sub(r"^(?:ubnd )?(?:thanh pho|tp|huyen|thi xa|tx|quan) ", "", folded)
