"""Bytes to text: byte order mark, UTF-8, what the response or the page declares, then the old Vietnamese encodings.

A guess is accepted only when it yields common Vietnamese words; otherwise `UndecodableText` is raised, because a page
of mojibake would lose its figures without a word.
"""

from __future__ import annotations

import codecs
import itertools
import re
import unicodedata

from scrapers.parsing import legacy
from scrapers.parsing.errors import UndecodableText
from scrapers.parsing.textual import strip_controls

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_LATIN = re.compile(r"[\xa1-\xff\u0152-\u0192\u02c6\u2013-\u20ac]")
_VIETNAMESE = re.compile(r"[\u1ea0-\u1ef9ăđơưĂĐƠƯ]")
_WORD = re.compile(r"[^\W\d_]+")
_COMMON = frozenset(
    [
        "của",
        "và",
        "được",
        "các",
        "những",
        "không",
        "tỉnh",
        "người",
        "đến",
        "với",
        "từ",
        "để",
        "một",
        "này",
        "đã",
        "là",
        "có",
        "phố",
        "năm",
        "chuyển",
        "đổi",
        "số",
        "nghệ",
        "dịch",
        "vụ",
        "trực",
        "tuyến",
        "chính",
        "quyền",
        "ủy",
        "nhân",
        "dân",
        "điện",
        "tử",
        "huyện",
        "thủ",
        "tục",
        "hồ",
        "sơ",
        "cả",
        "nước",
        "tại",
        "về",
        "phát",
        "triển",
        "tỷ",
        "lệ",
        "đạt",
        "kinh",
        "tế",
        "xã",
        "hội",
        "dữ",
        "liệu",
        "xếp",
        "hạng",
        "thứ",
        "sử",
        "dụng",
        "nghiệp",
        "sản",
        "xuất",
        "quốc",
        "đồng",
    ]
)
_MOJIBAKE = re.compile("Ã[\x80-\xbf\u2000-\u2122]|Ä[\x90\u2018]|á[º»]|Æ[°¡]")
_SAMPLE = 200_000
_PLENTY = 60
_FEW_BROKEN = 0.002


def _declared(charset: str | None) -> str | None:
    if not charset:
        return None
    try:
        return codecs.lookup(charset.strip("\"' ")).name
    except LookupError:
        return None


def _score(text: str) -> float:
    """Share of common Vietnamese words among the words with a letter beyond ASCII (markup and code have none)."""
    words = [word for word in _WORD.findall(text[:_SAMPLE].lower()) if not word.isascii()]
    return sum(word in _COMMON for word in words) / len(words) if words else 0.0


def _looks_broken(text: str) -> bool:
    """Many Latin-1 signs and hardly a letter that only Vietnamese has."""
    sample = text[:_SAMPLE]
    if sum(1 for _ in itertools.islice(_VIETNAMESE.finditer(sample), _PLENTY)) == _PLENTY:
        return False
    signs = len(_LATIN.findall(sample))
    return signs >= 8 and len(_VIETNAMESE.findall(sample)) * 10 < signs


def repair(text: str) -> str:
    """Text of an old font turned into Unicode; any other text comes back as it was.

    A candidate must hold clearly more common words than the text as it stands.
    """
    if not _looks_broken(text):
        return text
    candidates = [legacy.from_tcvn3(text), legacy.from_vni(text)]
    doubled = legacy.from_double_utf8(text)
    if doubled is not None:
        candidates.append(doubled)
    best = max(candidates, key=_score)
    return best if _score(best) > max(2 * _score(text), 0.06) else text


def _repaired(text: str, where: str) -> str:
    """`repair`, and an error where the text is visibly broken beyond it."""
    text = repair(strip_controls(text))
    broken = _MOJIBAKE.findall(text[:_SAMPLE]) if _looks_broken(text) else []
    if len(broken) >= 10 and _score(text) < 0.02:
        raise UndecodableText(where, f"UTF-8 that was read as Latin and damaged, such as {broken[0]!r}")
    return text


def _single_byte(body: bytes, declared: str | None, where: str) -> str:
    """Bytes that are not UTF-8: the declared encoding if it gives words, else windows-1258 and the old fonts."""
    latin = body.decode("cp1252", "replace") if _has_cp1252_holes(body) else body.decode("cp1252")
    raw_latin = body.decode("latin-1")
    candidates = [
        unicodedata.normalize("NFC", body.decode("cp1258", "replace")),
        legacy.from_tcvn3(raw_latin),
        legacy.from_vni(raw_latin),
        latin,
    ]
    if declared not in (None, "utf-8", "cp1258", "cp1252", "iso8859-1", "ascii"):
        candidates.insert(0, body.decode(str(declared), "replace"))
    best = max(candidates, key=_score)
    if _score(best) >= 0.06:
        return best
    if not _looks_broken(latin):
        return latin
    sample = _LATIN.search(latin)
    around = latin[max(0, sample.start() - 12) : sample.start() + 12] if sample else latin[:24]
    raise UndecodableText(where, f"neither UTF-8 nor an old Vietnamese encoding, near {around!r}")


def _has_cp1252_holes(body: bytes) -> bool:
    return any(hole in body for hole in (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d"))


def decode(body: bytes, where: str, http_charset: str | None = None) -> str:
    """The text of a page or text file.

    Raises `UndecodableText` when no encoding in use for Vietnamese gives words.
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            try:
                return _repaired(body.decode(encoding), where)
            except UnicodeDecodeError as error:
                raise UndecodableText(where, f"byte order mark of {encoding}, but {error.reason}") from error
    try:
        return _repaired(body.decode("utf-8"), where)
    except UnicodeDecodeError as error:
        cut = error.start >= len(body) - 3
    meta = _META_CHARSET.search(body[:8192])
    declared = _declared(http_charset) or _declared(meta[1].decode("ascii", "replace") if meta else None)
    if declared and declared.startswith("utf-16"):
        return _repaired(body.decode(declared, "replace"), where)
    lenient = body.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    if cut or broken <= 2 or broken < _FEW_BROKEN * len(lenient):
        return _repaired(lenient, where)
    if body[:200].count(0) * 4 > len(body[:200]):
        guess = "utf-16-be" if body[:1] == b"\0" else "utf-16-le"
        return _repaired(body.decode(guess, "replace"), where)
    return strip_controls(_single_byte(body, declared, where))
