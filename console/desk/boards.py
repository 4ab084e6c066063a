"""The tables of the desk: which cells show the columns of a model, how wide they are, which go first when there is little room."""

from __future__ import annotations

from PySide6.QtCore import Qt

from widgets.cells import AgeCell, Cell, CountdownCell, SeverityCell, SinceCell, StateCell, TwoLineCell, ValueCell
from widgets.sparkline import SparkCell
from widgets.stage import Stage
from widgets.tables import BoardView, Column

RIGHT = Qt.AlignmentFlag.AlignRight


def two_line_board(stage: Stage) -> BoardView:
    """Reports, incidents."""
    return BoardView(stage, (Column(TwoLineCell(stage), 8, 1),), two_line=True)


def alarm_board(stage: Stage) -> BoardView:
    """级别 状态 来源 内容 地点 时间 次数."""
    return BoardView(
        stage,
        (
            Column(SeverityCell(stage), 2.4),
            Column(StateCell(stage), 5, drop=3),
            Column(Cell(stage), 6, 2),
            Column(Cell(stage), 6, 3),
            Column(Cell(stage), 4, 2, drop=4),
            Column(AgeCell(stage), 4.6, 1, drop=1),
            Column(Cell(stage, RIGHT), 2, drop=5),
        ),
    )


def force_board(stage: Stage) -> BoardView:
    """力量 状态 任务 状态时间 定位 类别 人数."""
    return BoardView(
        stage,
        (
            Column(Cell(stage), 6, 2),
            Column(StateCell(stage), 5.4),
            Column(Cell(stage), 5, 3, drop=1),
            Column(SinceCell(stage), 4.6, 1, drop=2),
            Column(AgeCell(stage), 4.6, 1, drop=3),
            Column(Cell(stage, tone="dim"), 5.2, drop=5),
            Column(Cell(stage, RIGHT), 2, drop=4),
        ),
    )


def order_board(stage: Stage) -> BoardView:
    """号 受令 指令 状态 时限 情况 下达."""
    return BoardView(
        stage,
        (
            Column(Cell(stage, RIGHT, "dim"), 1.4, drop=3),
            Column(Cell(stage), 5, 1),
            Column(Cell(stage), 6, 3),
            Column(StateCell(stage), 6.4),
            Column(CountdownCell(stage), 3.6, drop=1),
            Column(Cell(stage, tone="dim"), 6, 1, drop=2),
            Column(AgeCell(stage), 4.6, drop=4),
        ),
    )


def station_board(stage: Stage) -> BoardView:
    """测站 要素 数值 近时 时间."""
    return BoardView(
        stage,
        (
            Column(Cell(stage), 4.6, 2),
            Column(Cell(stage, tone="dim"), 5, 1),
            Column(ValueCell(stage), 5),
            Column(SparkCell(stage), 4, 2, drop=2),
            Column(AgeCell(stage), 4.6, drop=1),
        ),
    )


def timeline_board(stage: Stage) -> BoardView:
    """时间 经过 何人."""
    return BoardView(stage, (Column(AgeCell(stage), 4.6), Column(StateCell(stage), 16, 5), Column(Cell(stage, tone="dim"), 5, 1, drop=1)))


def request_board(stage: Stage) -> BoardView:
    """力量 状态 去向 答复时限 理由与答复."""
    return BoardView(
        stage,
        (
            Column(Cell(stage), 5, 1),
            Column(StateCell(stage), 6.4),
            Column(Cell(stage), 7, 3),
            Column(CountdownCell(stage), 3.6),
            Column(Cell(stage, tone="dim"), 6, 3, drop=1),
        ),
    )


def device_board(stage: Stage) -> BoardView:
    """地址 协议 线路 内容 首次 末次."""
    return BoardView(
        stage,
        (
            Column(StateCell(stage), 9, 2),
            Column(Cell(stage, tone="dim"), 6, 1, drop=3),
            Column(Cell(stage, tone="dim"), 4, 1, drop=2),
            Column(Cell(stage), 6, 3),
            Column(AgeCell(stage), 7.4, drop=4),
            Column(AgeCell(stage), 7.4, drop=1),
        ),
    )


def wire_board(stage: Stage) -> BoardView:
    """线路 状态 协议 收 发 帧 错 末字节 所挂站点."""
    return BoardView(
        stage,
        (
            Column(Cell(stage), 4.6, 1),
            Column(StateCell(stage), 6, 3),
            Column(Cell(stage, tone="dim"), 6, 1, drop=7),
            Column(Cell(stage, RIGHT), 3.4, drop=6),
            Column(Cell(stage, RIGHT, "dim"), 3.4, drop=8),
            Column(Cell(stage, RIGHT), 2.4, drop=4),
            Column(Cell(stage, RIGHT), 1.6, drop=3),
            Column(AgeCell(stage), 4.6, 1, drop=1),
            Column(Cell(stage, tone="dim"), 5, 3, drop=2),
        ),
    )


def monitor_board(stage: Stage) -> BoardView:
    """时间 向 字节 译文."""
    return BoardView(
        stage,
        (
            Column(Cell(stage, tone="dim"), 6.2),
            Column(StateCell(stage), 2.8),
            Column(Cell(stage), 7, 4, drop=1),
            Column(Cell(stage), 7, 3),
        ),
    )


def stray_board(stage: Stage) -> BoardView:
    """级别 力量 现状 现场 进入 定位 类别."""
    return BoardView(
        stage,
        (
            Column(SeverityCell(stage), 2.4),
            Column(Cell(stage), 5, 2),
            Column(Cell(stage), 5, 2),
            Column(Cell(stage), 5, 2, drop=1),
            Column(AgeCell(stage), 7.4),
            Column(AgeCell(stage), 7.4, drop=2),
            Column(Cell(stage, tone="dim"), 5, drop=3),
        ),
    )
