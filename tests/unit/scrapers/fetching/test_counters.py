"""Counters of readers and visitors go, wherever portals put them; every figure of an article stays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scrapers.fetching.counters import without_counters

PAGES = Path(__file__).parents[3] / "fixtures" / "pages"
COUNTER_ON_A_PAGE = re.compile(r"(?<=ượt xem: )[\d.]+|(?<=ượt xem: </span>)[\d.]+")

COUNTERS = [
    "<div>Lượt xem: {}</div>",
    "<div>Số lượt xem: <b>{}</b></div>",
    "<div><span>Lượt xem:</span>&nbsp;<span>{}</span> <span>Bình luận</span></div>",
    "<div>({} lượt xem)</div>",
    "<p class='ngay'>15/03/2026 08:30 | lượt xem: {}</p>",
    "<p class='ngay'>15/03/2026<span class='drash'> | lượt xem: </span>{}</p>",
    "<p>Ngày đăng: 12/09/2024 - Lượt xem: {}</p>",
    "<p><span>Đăng ngày 18/02/2025</span> - <span>Lượt xem: {}</span></p>",
    "<p><span>Lê Anh</span> <span>{} lượt đọc</span></p>",
    "<div>Đã xem <b>{}</b></div>",
    "<table><tr><td class='ngay'>15/03/2026</td><td>Lượt xem: <b>{}</b></td></tr></table>",
    "<div>View count: {}</div>",
    "<li>{} views</li>",
    "<div>Lượt truy cập: <strong>{}</strong></div>",
    "<div class='nhan'>Tổng số lượt truy cập</div><div class='so'>{}</div>",
    "<dl><dt>Đang trực tuyến</dt><dd>{}</dd></dl>",
    "<li>Đang truy cập: {}</li><li>Hôm nay: {}</li><li>Tháng này: {}</li><li>Tổng: {}</li>",
    (
        "<li><i class='x'></i>Đang truy cập<span>{}</span></li><li>Máy chủ tìm kiếm<span>{}</span></li>"
        "<li>Thành viên online<span>{}</span></li><li>Hôm nay<span>{}</span></li><li>Tháng hiện tại<span>{}</span></li>"
        "<li>Tổng lượt truy cập<span>{}</span></li>"
    ),
    "<div>Online: {}<br>Hôm nay: {}<br>Hôm qua: {}<br>Tất cả: {}</div>",
    "<div>Trực tuyến: <b>{}</b> | Hôm nay: <b>{}</b> | Tổng số: <b>{}</b></div>",
    "<h4>Thống kê truy cập</h4><p>Hôm nay: {}</p><p>Tổng cộng: {}</p>",
    "<h4>Lượt truy cập</h4><ul><li>Trong tuần</li></ul><p>Truy cập hôm nay: {}</p>",
    "<table><tr><td>Đang truy cập: {}</td></tr><tr><td>Hôm nay: {}</td></tr><tr><td>Tổng: {}</td></tr></table>",
    "<table><tr><td>a</table><p>Lượt truy cập: {}</p>",
]

FIGURES = [
    "<p>Tổng <b>{}</b> trạm BTS</p>",
    "<p>Thành viên: <b>{}</b> người</p>",
    "<p>Trực tuyến: <strong>{}</strong> hồ sơ</p>",
    "<table><tr><td>Tổng: {}</td></tr></table>",
    "<table><tr><td>Trực tuyến {}</td></tr></table>",
    "<table><tr><td>Trực tuyến</td><td>{}</td></tr></table>",
    "<table><tr><td><p>Lượt truy cập</p></td><td><p>{}</p></td></tr></table>",
    "<table><tr><td>Lượt truy cập: {}</td><td>Trực tuyến: 5</td></tr></table>",
    "<table><tr><th>Tổng</th><td><b>{}</b></td></tr></table>",
    "<table><tr><td><p>Tổng</p><p>{}</p></td></tr></table>",
    "<table><tr><td>Hôm nay: {}</td><td>Trực tuyến: 5</td><td>Tổng: 7</td></tr></table>",
    "<table><tr><td><div>Tổng: {}</div></td></tr></table>",
    "<p>Tổng: <b>{}</b></p>",
    "<p><b>Tổng số</b> <b>{}</b></p>",
    "<h3>Tổng</h3><p>{}</p>",
    "<li>Trực tuyến: {}</li><li>Trực tiếp: 500</li>",
    "<li>Trực tuyến: {}</li><li>Tổng: 500</li>",
    "<li>Thành viên: {}</li>",
    "<li>Tháng này: {}</li><li>Tháng trước: 514</li>",
    "<p><span>Tổng </span><b>{}</b><span> trạm BTS</span></p>",
    "<p>Lượt truy cập <b>{}</b> trong năm 2024</p>",
    "<p>Lượt truy cập: <b>{}</b>, tăng 5% so với năm trước</p>",
    "<p>Lượt truy cập: <b>{}</b> (tăng 5%)</p>",
    "<p>Lượt xem: <b>{}</b><i> triệu</i></p>",
    "<p>Trang của tỉnh đạt <b>{} lượt truy cập</b></p>",
    "<p>Video thu hút <strong>{} lượt xem</strong>.</p>",
    "<p>Hôm nay: <b>{}%</b> hồ sơ trực tuyến</p><p>Đang truy cập: 5</p>",
    "<p>Đạt {} lượt truy cập.</p>",
    "<p>Có {} hồ sơ<br>Lượt xem: 5</p>",
]


@pytest.mark.parametrize("form", COUNTERS)
def test_counters_go(form: str) -> None:
    few, many = ("<body><p>Tin ngày 1.</p>" + form.replace("{}", count) + "<p>Hết.</p>" for count in ("471", "1.472"))
    assert few != many
    assert without_counters(few) == without_counters(many)


@pytest.mark.parametrize("form", FIGURES)
def test_figures_stay(form: str) -> None:
    page = form.replace("{}", "4.977")
    assert without_counters(f"<body>{page}</body>").count("4.977") == 1


def test_the_words_beside_a_counter_stay() -> None:
    page = "<p>Ngày 12/09/2024 | Lượt xem: 64</p><li>Hôm nay <b>5</b></li><li>Đang online <b>6</b></li>"
    assert without_counters(page) == "<p>Ngày 12/09/2024 | </p><li><b></b></li><li><b></b></li>"


def test_pages_of_portals_are_the_same_at_every_visit() -> None:
    counted = 0
    for path in sorted(PAGES.rglob("*.html")):
        page = " ".join(path.read_bytes().decode("utf-8", "surrogateescape").split())
        again = COUNTER_ON_A_PAGE.sub("9.876", page)
        counted += page != again
        assert without_counters(page) == without_counters(again), path
    assert counted >= 5


def test_a_page_without_counters_stays_as_it_is() -> None:
    for page in ("", "<", ">", "a < b 5", "<p>5</p>", "</td></table><p>Tổng: 5", "<td>Lượt truy cập: 5"):
        assert without_counters(page) == page
