"""Trends: the ring keeps what it should, gaps stay gaps, paint has a clock of its own."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.widgets.conftest import Clock
from tests.widgets.samples import NOW, ago
from widgets.ring import Ring, thin
from widgets.roles import Face, Severity
from widgets.sparkline import Sparkline
from widgets.stage import Stage
from widgets.trend import TrendChart
from widgets.trendplot import Limit, Series


@given(st.lists(st.integers(0, 10_000), max_size=60), st.integers(2, 20))
def test_a_ring_reads_back_its_last_samples_by_time(times: list[int], capacity: int) -> None:
    ring = Ring(capacity)
    for number, time_s in enumerate(times):
        ring.append(time_s, float(number))
    kept = sorted(enumerate(times[-capacity:], max(0, len(times) - capacity)), key=lambda pair: pair[1])
    read_times, read_values = ring.read()
    assert read_times.tolist() == [time_s for _, time_s in kept]
    assert read_values.tolist() == [float(number) for number, _ in kept]
    assert len(ring) == min(len(times), capacity)


def test_a_pause_longer_than_agreed_is_a_gap() -> None:
    ring = Ring(10)
    for time_s in (0, 60, 120, 1000, 1060):
        ring.append(time_s, 1.0)
    times, values = ring.read(gap_s=100)
    assert np.isnan(values).tolist() == [False, False, False, True, False, False]
    assert (np.diff(times) > 0).all()
    assert not np.isnan(ring.read()[1]).any()


def test_an_absent_value_is_a_gap_and_never_zero() -> None:
    ring = Ring(4)
    ring.append(0, None)
    assert np.isnan(ring.read()[1]).all()


def test_thinning_loses_no_peak_and_no_gap() -> None:
    times = np.arange(100_000.0)
    values = np.sin(times / 5000)
    values[43_210], values[77_777] = 9.0, -9.0
    values[20_000:30_000] = np.nan
    kept_times, kept = thin(times, values, 0.0, 100_000.0, 500)
    assert len(kept) <= 1002
    assert np.nanmax(kept) == 9.0 and np.nanmin(kept) == -9.0
    assert np.isnan(kept).any() and (np.diff(kept_times) >= 0).all()


def test_few_samples_are_not_thinned_away() -> None:
    times, values = thin(np.array([1.0, 2.0, 3.0]), np.array([5.0, 6.0, 7.0]), 0.0, 86_400.0, 500)
    assert values.tolist() == [5.0, 6.0, 7.0]
    times, _ = thin(np.arange(100.0), np.arange(100.0), 40.0, 50.0, 500)
    assert (times[0], times[-1]) == (39.0, 51.0), "one neighbour on each side, so that the line goes on to the edge"


def make(stage: Stage, qtbot: QtBot, **options: object) -> TrendChart:
    chart = TrendChart(stage, "藉河 水位", [Series("z", "水位", "m", 2, gap_s=900)], **options)
    qtbot.addWidget(chart)
    chart.resize(500, 260)
    chart.show()
    qtbot.waitExposed(chart)
    return chart


def drawn(chart: TrendChart, qtbot: QtBot) -> np.ndarray:
    """Values of the curve, once it has been painted."""
    qtbot.waitUntil(lambda: chart._canvas is not None and not chart._clock.isActive(), timeout=5000)
    return chart._canvas._items[0].getData()[1]


def test_the_plotting_library_is_loaded_with_the_first_chart_shown_and_not_before() -> None:
    code = "import sys, widgets.trend, widgets.tables, widgets.lane; print('pyqtgraph' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "False"


def test_samples_are_painted_together_on_the_paint_clock(stage: Stage, qtbot: QtBot) -> None:
    chart = make(stage, qtbot)
    drawn(chart, qtbot)
    painted: list[int] = []
    paint = chart._canvas.draw
    chart._canvas.draw = lambda *args: (painted.append(1), paint(*args))
    for n in range(500):
        chart.append("z", ago(500 - n), 1287.0 + n / 100)
    assert len(drawn(chart, qtbot)) == 500
    assert len(painted) == 1, "five hundred samples, one picture"


def test_a_hidden_chart_keeps_its_data_and_does_not_paint(stage: Stage, qtbot: QtBot) -> None:
    chart = make(stage, qtbot)
    drawn(chart, qtbot)
    chart.hide()
    chart.append("z", ago(3), 1287.25)
    assert not chart._clock.isActive()
    chart.show()
    assert drawn(chart, qtbot).tolist() == [1287.25]


def test_the_head_tells_value_unit_age_and_what_is_wrong(stage: Stage, qtbot: QtBot) -> None:
    chart = make(stage, qtbot)

    def head() -> list[str]:
        return [word.replace("\u00a0", " ") for word in chart.head_words()]

    assert head() == ["藉河 水位", "–", "–"]
    chart.append("z", ago(12), 1287.25)
    chart.append("z", ago(5), None)
    assert head() == ["藉河 水位", "1287.25 m", "12 s 前"], "the gap after it does not count as a value"
    chart.set_face(Face.STALE)
    assert head()[1:] == ["1287.25 m", "陈旧 12 s 前"]
    chart.set_face(Face.DISCONNECTED)
    assert head()[1:] == ["–", "断 12 s 前"]


def test_the_worst_limit_reached_is_marked(stage: Stage, qtbot: QtBot) -> None:
    chart = make(stage, qtbot)
    chart.set_limits([Limit(10, "蓝", Severity.BLUE), Limit(20, "橙", Severity.ORANGE), Limit(30, "红", Severity.RED)])
    for value, severity in ((5, None), (12, Severity.BLUE), (25, Severity.ORANGE), (30, Severity.RED)):
        chart.append("z", ago(0), value)
        assert chart.worst() == severity
    chart.set_face(Face.STALE)
    assert chart.worst() is None, "an old value accuses nobody"


def test_a_late_sample_takes_its_place_in_time(stage: Stage, qtbot: QtBot) -> None:
    chart = make(stage, qtbot)
    for age, value in ((30, 1.0), (10, 3.0), (20, 2.0)):
        chart.append("z", ago(age), value)
    assert drawn(chart, qtbot).tolist() == [1.0, 2.0, 3.0]
    assert chart.current()[0] == 3.0


def test_keys_move_zoom_and_come_back_to_now(stage: Stage, qtbot: QtBot, clock: Clock) -> None:
    chart = make(stage, qtbot, span_s=3600.0)
    now = NOW.timestamp()
    assert chart.window_s() == (now - 3600, now)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.window_s()[1] == pytest.approx(now - 900) and not chart.following
    assert "Home" in chart.head_words()[2]
    clock.advance(60)
    assert chart.window_s()[1] == pytest.approx(now - 900), "what a person looks at stays"
    qtbot.keyClick(chart, Qt.Key.Key_Plus)
    assert chart.window_s()[1] - chart.window_s()[0] == pytest.approx(2400)
    qtbot.keyClick(chart, Qt.Key.Key_Minus)
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.following and chart.window_s()[1] == (NOW + timedelta(seconds=60)).timestamp()


def test_the_picture_shows_limits_with_their_words_and_gaps_as_gaps(stage: Stage, qtbot: QtBot) -> None:
    chart = make(stage, qtbot)
    end = NOW.timestamp()
    times = np.arange(end - 6 * 3600, end, 60.0)
    values = 1288 + np.sin(times / 900)
    values[100:200] = np.nan
    chart.load("z", times, values)
    chart.set_limits([Limit(1289.5, "警戒水位", Severity.ORANGE)])
    assert np.isnan(drawn(chart, qtbot)).sum() >= 1
    assert chart._canvas._lines[0].label.toPlainText().startswith("警戒水位 1289.50")
    low, high = chart._canvas._plot.getViewBox().viewRange()[1]
    assert low <= 1287 and high > 1289.5, "the next limit is in the picture"


def test_rain_stands_on_zero_as_bars(stage: Stage, qtbot: QtBot) -> None:
    chart = TrendChart(stage, "雨量", [Series("r", "雨量", "mm", bar=True, bar_s=300)])
    qtbot.addWidget(chart)
    chart.resize(500, 260)
    chart.show()
    for n in range(12):
        chart.append("r", ago(3600 - 300 * n), 5.0 + n)
    qtbot.waitUntil(lambda: chart._canvas is not None and not chart._clock.isActive(), timeout=5000)
    heights = chart._canvas._items[0].opts["height"]
    assert list(heights) == [5.0 + n for n in range(12)]
    assert chart._canvas._plot.getViewBox().viewRange()[1][0] <= 0


def test_a_change_of_look_draws_anew(stage: Stage, qtbot: QtBot) -> None:
    from widgets.theme import load_theme

    chart = make(stage, qtbot)
    chart.append("z", ago(3), 1287.25)
    drawn(chart, qtbot)
    first = chart._canvas
    stage.set_theme(load_theme("light"))
    qtbot.waitUntil(lambda: chart._canvas is not None and chart._canvas is not first, timeout=5000)
    assert drawn(chart, qtbot).tolist() == [1287.25]


def test_a_sparkline_has_faces(stage: Stage, qtbot: QtBot) -> None:
    spark = Sparkline(stage)
    qtbot.addWidget(spark)
    spark.resize(96, 32)
    spark.show()
    looks = []
    for values, face in (((1, 2, 3), Face.VALUE), ((1, None, 3), Face.VALUE), ((1, 2, 3), Face.STALE), ((1, 2, 3), Face.UNKNOWN)):
        spark.set_values(values, face)
        looks.append(spark.grab().toImage())
    assert all(a != b for n, a in enumerate(looks) for b in looks[n + 1 :])
