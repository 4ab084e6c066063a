"""What is written becomes what is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radio.audio.errors import AudioError
from radio.audio.readings import Reading, cardinal, load_readings, spelt, spoken


@pytest.mark.parametrize(
    ("written", "said"),
    [
        # emergency numbers, and the same figures as quantities
        ("请拨打119或120。", "请拨打幺幺九或幺二零。"),
        ("110，122", "幺幺零，幺二二"),
        ("拨打12345、12379", "拨打幺二三四五、幺二三七九"),
        ("119户居民、120 人", "一百一十九户居民、一百二十人"),
        ("水深119.5cm", "水深一百一十九点五厘米"),
        ("１１９", "幺幺九"),
        # telephone
        ("13800138000", "幺三八，零零幺三，八零零零"),
        ("0938-8212345", "零九三八，八二幺，二三四五"),
        ("400-123-4567", "四零零，幺二三，四五六七"),
        # units
        ("雨量42.5 mm", "雨量四十二点五毫米"),
        ("1h 2mm", "一小时两毫米"),
        ("流量1050.08m³/s", "流量一千零五十点零八立方米每秒"),
        ("风速3m/s，湿度80%", "风速三米每秒，湿度百分之八十"),
        ("15~20 mm", "十五至二十毫米"),
        ("3-6小时", "三至六小时"),
        ("30%-50%", "百分之三十至百分之五十"),
        ("气温-3℃", "气温零下三摄氏度"),
        ("150.125MHz", "一百五十点一二五兆赫"),
        # times and dates
        ("14:05", "十四点零五分"),
        ("14:05:32", "十四点零五分三十二秒"),
        ("8：30至10:00", "八点三十分至十点整"),
        ("2026-07-25 10:11", "二零二六年七月二十五日十点十一分"),
        ("2026年7月25日", "二零二六年七月二十五日"),
        # counting
        ("2人受伤，12人转移，200人避险", "两人受伤，十二人转移，二百人避险"),
        ("2个村，第2个，2号楼", "两个村，第二个，二号楼"),
        ("1,234户", "一千二百三十四户"),
        ("3500000人", "三百五十万人"),
        # levels, roads, devices
        ("II级响应，Ⅳ级", "二级响应，四级"),
        ("G310、国道316", "G三幺零、国道三幺六"),
        ("探测器02-117，120-03车", "探测器零二杠幺幺七，幺二零杠零三车"),
        ("1:50000，±2", "一比五万，正负二"),
        ("娘娘坝 镇\n请 转移", "娘娘坝镇请转移"),
    ],
)
def test_figures(written: str, said: str) -> None:
    assert spoken(written) == said


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("0", "零"),
        ("10", "十"),
        ("12", "十二"),
        ("20", "二十"),
        ("101", "一百零一"),
        ("110", "一百一十"),
        ("1000", "一千"),
        ("1010", "一千零一十"),
        ("10005", "一万零五"),
        ("20300", "二万零三百"),
        ("100000", "十万"),
        ("1000001", "一百万零一"),
        ("100000000", "一亿"),
        ("1000010000", "十亿零一万"),
        ("007", "七"),
        ("0.50", "零点五零"),
    ],
)
def test_cardinal(number: str, words: str) -> None:
    assert cardinal(number) == words


def _value(words: str) -> int:
    """Chinese numerals back to a number, by another road than the one that made them."""
    figures, places = {char: index for index, char in enumerate("零一二三四五六七八九")}, {"十": 10, "百": 100, "千": 1000}
    total = section = digit = 0
    for char in words:
        if char in figures:
            digit = figures[char]
        elif char in places:
            section += (digit or 1) * places[char]
            digit = 0
        elif char == "万":
            total += (section + digit) * 10_000
            section = digit = 0
        else:
            total = (total + section + digit) * 100_000_000
            section = digit = 0
    return total + section + digit


@given(st.integers(0, 10**12 - 1))
def test_every_number_can_be_read_back(number: int) -> None:
    assert _value(cardinal(str(number))) == number


@given(st.text(alphabet="0123456789.,:-/%年月日人户毫米mkh℃ IVG第号~119", max_size=30))
def test_no_figure_is_left_for_the_engine(text: str) -> None:
    assert not any(char in "0123456789" for char in spoken(text))


@pytest.mark.parametrize("bad", ["", "-1", "1.", "一", "1e5"])
def test_cardinal_refuses_what_is_no_number(bad: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        cardinal(bad)


def test_spelt() -> None:
    assert spelt("1190") == "幺幺九零"


def test_names_are_replaced_longest_first() -> None:
    readings = (Reading("藉口", "ji2 kou3", "吉口"), Reading("藉口坝", "ji2 kou3 ba4", "及口坝"))
    assert spoken("藉口坝、藉口镇", readings) == "及口坝、吉口镇"


def test_a_district_has_its_own_table_and_a_broken_one_says_so(tmp_path: Path) -> None:
    path = tmp_path / "readings.toml"
    path.write_text('[[reading]]\nname = "甲"\npinyin = "jia3"\n', encoding="utf-8")
    assert load_readings(path) == (Reading("甲", "jia3", "甲"),)
    for broken in ('[[reading]]\nname = "甲"\n', "=", "reading = 3"):
        path.write_text(broken, encoding="utf-8")
        with pytest.raises(AudioError) as caught:
            load_readings(path)
        assert caught.value.reason == "bad_data"
