"""Every part in one look, for eyes: ``python tests/widgets/gallery.py FOLDER`` draws dark and light at 100 % and 200 %.

Not collected as a test; ``test_gallery.py`` draws the same pages and fails when Qt complains.
"""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from tests.widgets.samples import NOW, Rows, ago, row
from widgets import theme as look
from widgets.banner import Banner, Notice
from widgets.cells import AgeCell, Cell, CountdownCell, SeverityCell, StateCell, TwoLineCell, ValueCell
from widgets.channelstrip import Channel, ChannelStrip, Traffic
from widgets.choices import Completion
from widgets.commandbar import CommandBar
from widgets.figure import BigFigure
from widgets.help import HelpOverlay
from widgets.lamps import ClockLabel, HallMark, LampStrip, Wire, WireState
from widgets.lane import LaneBoard
from widgets.lanes import Chip, Lane
from widgets.palette import Palette
from widgets.ptt import PttFace
from widgets.release import ReleaseControl, ReleaseFace
from widgets.roles import AlarmState, Face, Glyph, RowAction, Severity
from widgets.sheet import Sheet
from widgets.shortcuts import KeyButton, make_action
from widgets.sparkline import SparkCell
from widgets.stage import Stage
from widgets.tables import BoardView, Column
from widgets.trend import TrendChart
from widgets.trendplot import Limit, Series
from widgets.waveform import Heard

WIRES = [
    Wire("a", "火警主机", WireState.OK, ago(2), "02-117 等 31 点"),
    Wire("b", "雨量遥测", WireState.LATE, ago(200), "娘娘坝, 大门"),
    Wire("c", "北斗", WireState.DEAD, ago(2000), "消防一站, 120-03"),
    Wire("d", "电台", WireState.UNKNOWN),
    Wire("e", "定位1", WireState.OK, ago(1)),
    Wire("f", "定位2", WireState.OK, ago(0)),
]
STATES = list(AlarmState)


def offers(text: str) -> list[Completion]:
    """Actions that begin with what was typed."""
    known = [
        Completion("派 消防一站 娘娘坝", "派 消防一站 → 娘娘坝", "在岗 · 12.4 km (估算)"),
        Completion("派 120-03 娘娘坝", "派 120-03 → 娘娘坝", "在岗 · 14.1 km (估算)", "F4"),
        Completion("确认 最高告警", "确认最高告警", "雨量 1h 超阈值 娘娘坝", "F3"),
    ]
    return [choice for choice in known if text in choice.text]


def alarm_rows() -> list[dict[object, object]]:
    """One row per severity, state and face worth seeing."""
    made = []
    faces = [Face.VALUE, Face.VALUE, Face.VALUE, Face.VALUE, Face.STALE, Face.INVALID, Face.DISCONNECTED, Face.UNKNOWN]
    texts = ["火警 02-117 人民路小区3号楼二单元配电间温感", "雨量 1h 超阈值 娘娘坝镇", "藉河水位 超警戒", "门磁 物资库"]
    for number, face in enumerate(faces):
        made.append(
            row(
                str(number),
                "",
                texts[number % 4],
                severity=None if face is Face.UNKNOWN else Severity(number % 4 + 1),
                state=STATES[number % 5],
                face=face,
                time=ago([3, 12, 90, 4000, 7200, 8, 60, 100000][number]),
                value=42.5 + number,
                unit="mm",
                started=ago(60),
                deadline=NOW + timedelta(seconds=[48, 12, -80, 300, 3700, 10, 20, 5][number]),
                series=[math.sin(k / 3 + number) + 1 for k in range(30)],
                marked=number == 0,
            )
        )
    return made


def boards(stage: Stage) -> QWidget:
    """Tables and lists, full and empty."""
    page = QWidget()
    grid = QGridLayout(page)
    full = BoardView(
        stage,
        [
            Column(SeverityCell(stage), 3),
            Column(Cell(stage), 8, 1),
            Column(StateCell(stage), 7, drop=1),
            Column(AgeCell(stage), 11, drop=2),
            Column(ValueCell(stage), 6),
            Column(SparkCell(stage), 6, drop=4),
            Column(CountdownCell(stage), 5, drop=3),
        ],
        parent=page,
    )
    full.setModel(Rows(["级别", "告警", "状态", "时间", "数值", "趋势", "时限"], alarm_rows()))
    full.set_row_actions([RowAction("ack", "确认", "F3", listens=False), RowAction("shelve", "搁置", "Ctrl+D")])
    full.select_id("1")
    lines = BoardView(stage, [Column(TwoLineCell(stage), 8, 1)], two_line=True, parent=page)
    lines.setModel(
        Rows(
            ["接报"],
            [
                row("a", "火警 02-117 人民路小区", severity=1, state="unacknowledged", sub="消防主机 · 未接", time=ago(12), marked=True),
                row("b", "电话 藉口镇道路积水", severity=3, sub="调度一席 已接", time=ago(75)),
                row("c", "娘娘坝镇山体滑坡", severity=2, sub="响应III · 指挥长 ××× · 力量 7", time=ago(2472)),
                row("d", "村级上报 秦岭镇", glyph=Glyph.RING, sub="待核", time=ago(9000)),
            ],
        )
    )
    empty = BoardView(stage, [Column(Cell(stage), 8, 1)], parent=page)
    empty.setModel(Rows(["告警"]))
    empty.set_empty_text("暂无告警 – 6 路接入正常")
    grid.addWidget(full, 0, 0, 1, 2)
    grid.addWidget(lines, 1, 0)
    grid.addWidget(empty, 1, 1)
    grid.setRowStretch(0, 3)
    grid.setRowStretch(1, 2)
    full.setFocus()
    return page


def frame(stage: Stage) -> QWidget:
    """What is around a window: marks, clock, lamps, banner, command line, buttons."""
    page = QWidget()
    box = QVBoxLayout(page)
    banner = Banner(stage)
    banner.show_notice(Notice("db", Severity.ORANGE, "数据库连接中断", "输入继续保留, 恢复后自动重连", "查看线路", ago(9), lasting=True))
    banner.show_notice(Notice("disk", Severity.YELLOW, "录音磁盘剩余 4 %"))
    top = QHBoxLayout()
    top.addWidget(HallMark(stage, drill=True))
    top.addWidget(HallMark(stage, drill=False))
    strip = LampStrip(stage)
    strip.set_wires(WIRES)
    top.addWidget(strip, 1)
    top.addWidget(ClockLabel(stage))
    narrow = LampStrip(stage)
    narrow.set_wires(WIRES)
    narrow.setFixedWidth(stage.theme.px(420))
    figures = QHBoxLayout()
    for word, unit, decimals, args in (
        ("出动力量", "支", 0, (6, ago(1))),
        ("娘娘坝 1h 雨量", "mm", 1, (42.5, ago(12), Face.VALUE, Severity.ORANGE, AlarmState.UNACKNOWLEDGED, "超橙色阈值")),
        ("藉河水位", "m", 2, (1287.25, ago(3900), Face.STALE)),
        ("太京流量", "m³/s", 1, (12.0, ago(600), Face.DISCONNECTED)),
        ("未应答村", "个", 0, (None, None)),
    ):
        figure = BigFigure(stage, word, unit, decimals)
        figure.set_value(*args)
        figures.addWidget(figure)
    buttons = QHBoxLayout()
    for text, key in (("新接报", "F2"), ("确认告警", "F3"), ("指派", "F4"), ("下达指令", "F5"), ("广播", "F6")):
        buttons.addWidget(KeyButton(stage, make_action(page, text, key), main=key == "F2"))
    off = make_action(page, "提请支援", "F9")
    off.setEnabled(False)
    buttons.addWidget(KeyButton(stage, off))
    buttons.addStretch(1)
    bar = CommandBar(stage, offers)
    bar.set_text("派 消防二站")
    bar.set_result("消防二站 已归 玉泉火情 指挥, 可请求协调", ok=False)
    for part in (banner, top, narrow, figures, buttons, bar):
        box.addLayout(part) if isinstance(part, QHBoxLayout) else box.addWidget(part)
    return page


def radio(stage: Stage) -> QWidget:
    """Channel strips in every traffic, and the release control."""
    page = QWidget()
    box = QHBoxLayout(page)
    box.setSpacing(0)
    cases = (
        ("消防一频", Traffic.RECEIVING, "消防一站", PttFace.IDLE, "", -12.0),
        ("应急指挥", Traffic.SENDING, "本席", PttFace.TRANSMITTING, "", -2.0),
        ("乡镇短波", Traffic.EMERGENCY, "4107", PttFace.REFUSED, "信道被占用", -30.0),
        ("北斗话音", Traffic.DEAD, "", PttFace.UNAVAILABLE, "线路断", -60.0),
        ("公安", Traffic.IDLE, "", PttFace.PENDING, "", -60.0),
    )
    for number, (name, traffic, caller, face, why, level) in enumerate(cases):
        channel = Channel(str(number), name, traffic, caller, ago(12) if caller else None, number == 0, number == 2)
        strip = ChannelStrip(stage, channel)
        strip.ptt.set_face(face, why)
        strip.vu.set_level(level)
        for k in range(100 + 60 * number, 500 if caller else 0):
            peak = abs(math.sin(k * 0.37) * math.sin(k * 0.05))
            strip.waveform.push(ago(k / 10), peak, Heard.SENT if number == 1 else Heard.RECEIVED)
        box.addWidget(strip)
    right = QVBoxLayout()
    armed = ReleaseControl(stage)
    armed.arm("演练: 娘娘坝镇 3 个村, 12 只喇叭, 1 台警报器")
    refused = ReleaseControl(stage)
    refused.arm("演练: 全区 2615 只喇叭")
    refused.name.setText("演练复核员")
    refused.passphrase.setText("······")
    refused.set_face(ReleaseFace.REFUSED, "第二人不能与拟稿人相同")
    right.addWidget(armed)
    right.addWidget(refused)
    right.addStretch(1)
    box.addLayout(right, 1)
    return page


LANES = [
    Lane("coordination", "综合协调", 1, 2),
    Lane("rescue", "抢险救援", 3, 6),
    Lane("medical", "医疗救护", 2, 4),
    Lane("security_traffic", "治安交通", 2, 3),
    Lane("logistics", "后勤保障", 1, None),
    Lane("expert", "专家组"),
]
CHIPS = [
    Chip("f1", "消防一站", "rescue", "作业", Glyph.DISC, "text", ago(2500)),
    Chip("f2", "消防二站", "rescue", "作业", Glyph.DISC, "text", ago(1300)),
    Chip("f3", "蓝天救援2队", "rescue", "途中", Glyph.ARROW),
    Chip("f4", "120-03", "medical", "到场", Glyph.HALF, "text", ago(300)),
    Chip("f5", "交警7", "security_traffic", "到场", Glyph.HALF, "text", ago(100)),
    Chip("f6", "交警9", "security_traffic", "途中", Glyph.ARROW),
    Chip("f7", "民兵应急连", "", "受领", Glyph.RING),
    Chip("f8", "电力抢修", "logistics", "到场", Glyph.HALF, "text", ago(60)),
]


def lanes(stage: Stage) -> QWidget:
    """The command board, with a chip under way."""
    page = QWidget()
    box = QVBoxLayout(page)
    board = LaneBoard(stage, parent=page)
    board.set_lanes(LANES)
    board.set_chips(CHIPS)
    box.addWidget(board)
    return page


def charts(stage: Stage) -> QWidget:
    """Rain as bars, level as a line with a gap, stale, disconnected."""
    page = QWidget()
    grid = QGridLayout(page)
    end = NOW.timestamp()
    rain = TrendChart(stage, "娘娘坝 雨量 5 min", [Series("r", "雨量", "mm", bar=True, bar_s=300)])
    times = np.arange(end - 6 * 3600, end, 300.0)
    rain.load("r", times, np.clip(np.sin(np.arange(len(times)) / 8) * 20, 0, None))
    rain.set_limits([Limit(30, "黄色阈值", Severity.YELLOW), Limit(15, "蓝色阈值", Severity.BLUE)])
    times = np.arange(end - 6 * 3600, end, 60.0)
    values = 1288 + np.cumsum(np.random.default_rng(1).normal(size=len(times))) * 0.02
    values[100:130] = np.nan
    level = TrendChart(stage, "藉河 水位", [Series("z", "水位", "m", 2, gap_s=900)])
    level.load("z", times, values)
    level.set_limits([Limit(1288.9, "警戒水位", Severity.ORANGE)])
    old = TrendChart(stage, "太京 气温", [Series("t", "气温", "°C")])
    old.load("t", times[:-60], values[:-60] - 1280)
    old.set_face(Face.STALE)
    gone = TrendChart(stage, "平南 水位", [Series("z", "水位", "m", 2)])
    gone.load("z", times[:200], values[:200])
    gone.set_face(Face.DISCONNECTED)
    for number, chart in enumerate((rain, level, old, gone)):
        grid.addWidget(chart, number // 2, number % 2)
    return page


def overlays(stage: Stage) -> QWidget:
    """A window with a sheet at its side, the palette, and offers over the command bar."""
    page = QWidget()
    box = QVBoxLayout(page)
    box.addStretch(1)
    bar = CommandBar(stage, offers, parent=page)
    box.addWidget(bar)
    sheet = Sheet(stage, page, "新接报", "立案")
    sheet.set_owner("调度一席 · 值班 ×××", ago(40))
    kind = QComboBox()
    for word, code in (("山体滑坡", "landslide"), ("火灾", "fire")):
        kind.addItem(word, code)
    sheet.add_field("kind", "类别", kind, required=True)
    sheet.add_field("place", "地点", QLineEdit("娘娘坝镇 柳林村"), required=True)
    sheet.add_field("caller", "来电", QLineEdit())
    sheet.add_field("text", "情况", QPlainTextEdit("村民报告后山有落石, 道路中断约 30 m"))
    sheet.set_problem("席位 调度二席 已于 14:05:02 接报此案, 文字已保留")
    palette = Palette(stage, page, offers)

    def opened() -> None:
        sheet.open()
        palette.open()
        bar.open("派")

    page.opened = opened
    return page


def keys(stage: Stage) -> QWidget:
    """The help of a focused panel."""
    page = QWidget()
    box = QVBoxLayout(page)
    board = BoardView(stage, [Column(Cell(stage), 8, 1)], parent=page)
    board.setAccessibleName("告警")
    board.setModel(Rows(["告警"], alarm_rows()))
    board.set_row_actions([RowAction("ack", "确认", "F3", listens=False), RowAction("shelve", "搁置", "Ctrl+D")])
    for text, key in (("新接报", "F2"), ("确认最高告警", "F3"), ("指派", "F4"), ("指令", "F5"), ("广播", "F6"), ("操作面板", "Ctrl+K")):
        make_action(page, text, key)
    box.addWidget(board)
    help_ = HelpOverlay(stage, page)

    def opened() -> None:
        board.setFocus()
        help_.toggle()

    page.opened = opened
    return page


PAGES: dict[str, tuple[Callable[[Stage], QWidget], int, int]] = {
    "boards": (boards, 1100, 620),
    "frame": (frame, 1100, 400),
    "radio": (radio, 1600, 640),
    "lanes": (lanes, 720, 420),
    "charts": (charts, 1100, 520),
    "overlays": (overlays, 1200, 620),
    "keys": (keys, 1000, 480),
}


def settle(milliseconds: int) -> None:
    """Lets the paint clocks run."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def main(folder: Path) -> None:
    """Draws all pages in all looks."""
    app = QApplication(sys.argv[:1])
    folder.mkdir(parents=True, exist_ok=True)
    for mode in ("dark", "light"):
        for scale in (1.0, 2.0):
            theme = look.load_theme(mode, scale)
            look.apply(app, theme)
            stage = Stage(theme, lambda: NOW)
            for name, (make, width, height) in PAGES.items():
                page = make(stage)
                page.resize(theme.px(width), theme.px(height))
                page.show()
                page.activateWindow()
                settle(30)
                opened = getattr(page, "opened", None)
                if opened is not None:
                    opened()
                settle(400 if name == "charts" else 60)
                page.grab().save(str(folder / f"{name}-{mode}-{int(scale * 100)}.png"))
                page.close()
                page.deleteLater()
            stage.deleteLater()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "gallery"))
