"""Vietnamese encodings from before Unicode: TCVN3 (ABC), VNI and windows-1258, and UTF-8 that was read as Latin.

Each function turns the look of such text (bytes read as windows-1252) into Unicode. Which one is right is decided in
`decoding`, by counting common words.
"""

from __future__ import annotations

import re
import unicodedata

_TCVN3 = {
    "µ": "à", "¸": "á", "¶": "ả", "·": "ã", "¹": "ạ", "¨": "ă", "»": "ằ", "¾": "ắ", "¼": "ẳ", "½": "ẵ", "Æ": "ặ",
    "©": "â", "Ç": "ầ", "Ê": "ấ", "È": "ẩ", "É": "ẫ", "Ë": "ậ", "®": "đ", "Ì": "è", "Ð": "é", "Î": "ẻ", "Ï": "ẽ",
    "Ñ": "ẹ", "ª": "ê", "Ò": "ề", "Õ": "ế", "Ó": "ể", "Ô": "ễ", "Ö": "ệ", "×": "ì", "Ý": "í", "Ø": "ỉ", "Ü": "ĩ",
    "Þ": "ị", "ß": "ò", "ã": "ó", "á": "ỏ", "â": "õ", "ä": "ọ", "«": "ô", "å": "ồ", "è": "ố", "æ": "ổ", "ç": "ỗ",
    "é": "ộ", "¬": "ơ", "ê": "ờ", "í": "ớ", "ë": "ở", "ì": "ỡ", "î": "ợ", "ï": "ù", "ó": "ú", "ñ": "ủ", "ò": "ũ",
    "ô": "ụ", "\xad": "ư", "õ": "ừ", "ø": "ứ", "ö": "ử", "÷": "ữ", "ù": "ự", "ú": "ỳ", "ý": "ý", "û": "ỷ", "ü": "ỹ",
    "þ": "ỵ", "¡": "Ă", "¢": "Â", "£": "Ê", "¤": "Ô", "¥": "Ơ", "¦": "Ư", "§": "Đ",
}  # fmt: skip
_TCVN3_TABLE = str.maketrans(_TCVN3)

_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
_VNI_MARKS = {
    "ø": _GRAVE, "ù": _ACUTE, "û": _HOOK, "õ": _TILDE, "ï": _DOT,
    "â": _CIRCUMFLEX, "à": _CIRCUMFLEX + _GRAVE, "á": _CIRCUMFLEX + _ACUTE, "å": _CIRCUMFLEX + _HOOK,
    "ã": _CIRCUMFLEX + _TILDE, "ä": _CIRCUMFLEX + _DOT,
    "ê": _BREVE, "è": _BREVE + _GRAVE, "é": _BREVE + _ACUTE, "ú": _BREVE + _HOOK, "ü": _BREVE + _TILDE,
    "ë": _BREVE + _DOT,
}  # fmt: skip
_VNI_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_PAIR = re.compile("([aeouyôöAEOUYÔÖ])([" + "".join(_VNI_MARKS) + "".join(_VNI_MARKS).upper() + "])")
_VNI_SINGLE = str.maketrans({**_VNI_ALONE, **{k.upper(): v.upper() for k, v in _VNI_ALONE.items()}})


def from_tcvn3(text: str) -> str:
    """TCVN3 (ABC fonts) read as windows-1252: `S¶n xuÊt` becomes `Sản xuất`."""
    return unicodedata.normalize("NFC", text.translate(_TCVN3_TABLE))


def _vni_pair(match: re.Match[str]) -> str:
    return match[1].translate(_VNI_SINGLE) + _VNI_MARKS[match[2].lower()]


def from_vni(text: str) -> str:
    """VNI fonts read as windows-1252: `chuyeån ñoåi soá` becomes `chuyển đổi số`."""
    pairs: list[str] = []
    last = 0
    for match in _VNI_PAIR.finditer(text):
        pairs.append(text[last : match.start()].translate(_VNI_SINGLE))
        pairs.append(_vni_pair(match))
        last = match.end()
    pairs.append(text[last:].translate(_VNI_SINGLE))
    return unicodedata.normalize("NFC", "".join(pairs))


def from_double_utf8(text: str) -> str | None:
    """UTF-8 that was read as windows-1252 and written again (`chuyá»ƒn`); None where it is not that."""
    raw = bytearray()
    for char in text:
        code = ord(char)
        if code < 256:
            raw.append(code)
            continue
        try:
            raw += char.encode("cp1252")
        except UnicodeEncodeError:
            return None
    try:
        return unicodedata.normalize("NFC", raw.decode("utf-8"))
    except UnicodeDecodeError:
        return None
