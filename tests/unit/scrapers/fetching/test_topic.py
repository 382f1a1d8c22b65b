"""The topic filter."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from scrapers.fetching import topic
from scrapers.fetching.topic import TopicTermsError, is_on_topic
from scrapers.reference import load_reference

# Goals of a plan: the name of the indicator does not say of which one.
NAMELESS = {"dt_goals_in_progress", "dt_goals_in_progress_share"}


@pytest.mark.parametrize(
    "title",
    [
        "Quảng Ninh đẩy mạnh chuyển đổi số",
        "CHUYỂN ĐỔI SỐ Ở VÙNG CAO",
        "Chuyen doi so o vung cao",
        unicodedata.normalize("NFD", "Phát triển kinh tế số"),
        "Tỷ lệ hồ sơ dịch vụ công trực tuyến",
        "Chuyển đổi\u00a0số",
        "Chuyển\u00ad đổi \u200bsố",
        "Ðề án 06",
        "Chỉ số DTI năm 2024",
        "Kết quả CĐS quý III",
        "Triển khai Đề án 06",
        "Sàn thương mại điện tử Postmart",
    ],
)
def test_on_topic(title: str) -> None:
    assert is_on_topic(title, None)


@pytest.mark.parametrize(
    "title", ["Giá lúa tăng", "Khai mạc lễ hội hoa ban", "Trận bóng đá cúp CDSX", "Hội diễn văn nghệ"]
)
def test_off_topic(title: str) -> None:
    assert not is_on_topic(title, None)


def test_the_lead_counts_and_nothing_known_passes() -> None:
    assert is_on_topic("Hội nghị sáng nay", "Bàn về chính quyền số cấp xã")
    assert is_on_topic(None, None)
    assert not is_on_topic("Hội nghị sáng nay", "Bàn về mùa màng")


def test_the_subject_of_every_indicator_of_the_codebook_is_on_topic() -> None:
    indicators = load_reference().indicators.values()
    missed = {i.code: i.name_vi for i in indicators if not is_on_topic(i.name_vi, None)}
    assert missed.keys() <= NAMELESS, missed


def test_a_doubled_key_in_the_terms_is_named_with_its_file(tmp_path: Path) -> None:
    file = tmp_path / "topic_terms.yaml"
    file.write_text("- chuyển đổi số\n- Đề án: 06\n  Đề án: 131\n", encoding="utf-8")
    with pytest.raises(TopicTermsError) as caught:
        topic._terms(file)
    assert str(caught.value).startswith(f"{file}, line 3: is not YAML (the key 'Đề án' stands twice")
