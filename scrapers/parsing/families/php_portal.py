"""The hand-made PHP portal `index.php?com=tintuc_ct&id_news=N` (Chuyển đổi số Bắc Kạn).

No class name of it is known: the first date of the page is the day of the visit, the date of the article stands behind
`Ngày đăng:` with a view counter, the body ends with `./.` and the author. So everything is read by labels and by where
the text stands.
"""

from __future__ import annotations

from scrapers.parsing.base import Family, Version
from scrapers.parsing.page import Selectors

_LABELS_ONLY = Selectors(exclude=(".tin-khac, .tinkhac, .other-news, .tin-lien-quan",))

FAMILY = Family(name="php_portal", versions=(Version(_LABELS_ONLY),), marks=("com=tintuc",))
