"""Every indicator is recognised by the name that the codebook gives it, in a plain sentence with its unit."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scrapers.extraction import Reading
from scrapers.reference import Indicator, load_reference

# Components of Decision 766 and a province's own index need their index beside them; the others leave the unit open.
NEEDS_MORE = {
    "idx766_satisfaction_score": "Bộ chỉ số 766 của tỉnh: mức độ hài lòng đạt 17,5/18 điểm.",
    "idx766_transparency_score": "Bộ chỉ số 766 của tỉnh: công khai, minh bạch đạt 16,5/18 điểm.",
    "idx766_progress_score": "Bộ chỉ số 766 của tỉnh: tiến độ giải quyết đạt 18,5/20 điểm.",
    "idx766_digitization_score": "Bộ chỉ số 766 của tỉnh: số hóa hồ sơ đạt 20,5/22 điểm.",
    "idx766_online_score": "Bộ chỉ số 766 của tỉnh: cung cấp dịch vụ trực tuyến đạt 19,5/22 điểm.",
    "local_dti_score": "Sở Y tế đạt 85,5 điểm về chỉ số chuyển đổi số của các sở, ngành.",
    "bank_accounts_per_person": "Bình quân mỗi người dân từ 15 tuổi trở lên có 1,5 tài khoản ngân hàng.",
    "digital_tech_enterprises_per_1000": "Tỉnh có 1,5 doanh nghiệp công nghệ số trên 1.000 dân.",
    "optical_cable_km": "Tỉnh có 4.215 km cáp quang.",
}
VALUES = {
    "percent": "78,5%",
    "rank": "12/63",
    "count": "1.245",
    "person": "1.245 người",
    "vnd_billion": "256,3 tỷ đồng",
    "per_100_people": "95,5 thuê bao/100 dân",
}


def _score_on(scale: float) -> str:
    """A score as it is written on its scale: a part of one without a unit, points otherwise."""
    return "0,6531" if scale == 1 else f"{0.6531 * scale:.2f} điểm".replace(".", ",")


def _sentence(indicator: Indicator) -> str:
    if indicator.code in NEEDS_MORE:
        return NEEDS_MORE[indicator.code]
    name = (
        indicator.name_vi if indicator.name_vi[:2].isupper() else indicator.name_vi[0].lower() + indicator.name_vi[1:]
    )
    score = _score_on(indicator.scale_max or 10)
    value = score if indicator.unit == "score" else VALUES.get(indicator.unit, "1,5")
    return f"Năm 2024, {name} của tỉnh là {value}."


@pytest.mark.parametrize("code", sorted(load_reference().indicators))
def test_the_name_in_the_codebook_is_recognised(read: Callable[..., Reading], code: str) -> None:
    sentence = _sentence(load_reference().indicators[code])
    assert code in {row.indicator_code for row in read(sentence).observations}, sentence
