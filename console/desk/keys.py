"""Every deed of the desk with its key, and the phrases of Ctrl+1…9."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from console.desk.actions import Deed

if TYPE_CHECKING:
    from console.desk.window import DeskWindow

tr = QCoreApplication.translate


def phrases() -> tuple[str, ...]:
    """What is ordered most often, for Ctrl+1…9."""
    return (
        tr("phrases", "立即出动, 途中保持联络"),
        tr("phrases", "到场后报告现场情况"),
        tr("phrases", "组织受威胁群众转移"),
        tr("phrases", "原地待命"),
        tr("phrases", "封控道路, 引导车辆绕行"),
        tr("phrases", "报告人员和装备情况"),
        tr("phrases", "注意安全, 设安全员观察"),
        tr("phrases", "撤至安全地带"),
        tr("phrases", "任务完成, 归队"),
    )


def desk_deeds(desk: DeskWindow) -> list[Deed]:
    """All that is not a panel."""
    deeds, chosen = desk.deeds, desk.selection

    def incident() -> str:
        return "" if chosen.incident() is not None else tr("keys", "先选中一个事件 (Alt+2)")

    def alarm() -> str:
        return "" if deeds.top_alarm() is not None else tr("keys", "没有未确认的告警")

    def prepared() -> str:
        return "" if desk.release.waiting() else tr("keys", "没有本席备好待放行的广播")

    def force() -> str:
        return "" if chosen.force() is not None else tr("keys", "先选中一支力量 (Alt+6)")

    made = [
        Deed("help", tr("keys", "按键帮助"), "F1", desk.toggle_help),
        Deed("report", tr("keys", "新接报"), "F2", deeds.new_report),
        Deed("acknowledge", tr("keys", "确认最急告警"), "F3", deeds.acknowledge_top, alarm),
        Deed("assign", tr("keys", "派遣"), "F4", deeds.assign_chosen, incident),
        Deed("order", tr("keys", "指令"), "F5", deeds.order_chosen, incident),
        Deed("broadcast", tr("keys", "广播"), "F6", deeds.broadcast),
        Deed("show_incident", tr("keys", "定位"), "F7", deeds.show_incident, incident),
        Deed("log", tr("keys", "记录"), "F8", deeds.write_log),
        Deed("next_status", tr("keys", "力量转下一状态"), "F9", lambda: deeds.next_status(chosen.force_id), force),
        Deed("show_force", tr("keys", "定位力量"), "Shift+F7", lambda: deeds.show_force(chosen.force_id), force),
        Deed("incident", tr("keys", "直接立案"), "Shift+F2", deeds.new_incident),
        Deed("grade", tr("keys", "定级"), "Ctrl+G", deeds.grade, incident),
        Deed("command", tr("keys", "指挥部"), "Ctrl+J", deeds.command, incident),
        Deed("close", tr("keys", "结案"), "Ctrl+End", deeds.close, incident),
        Deed("release", tr("keys", "放行广播"), "Shift+F6", lambda: desk.release.show_warning(desk.release.waiting()), prepared),
        Deed("silence", tr("keys", "消音 (不确认)"), "Ctrl+M", desk.silence),
        Deed("palette", tr("keys", "查找操作"), "Ctrl+K", desk.open_palette),
        Deed("bar", tr("keys", "命令行 (未在输入时按 / 亦可)"), "Ctrl+/", desk.open_bar),
        Deed("layout", tr("keys", "恢复布局"), "", desk.restore_layout),
    ]
    if desk.hands.seat.hall.drill:
        made.append(Deed("live_hall", tr("keys", "建立实战大厅"), "", desk.open_first_run))
    for number, text in enumerate(phrases(), 1):
        run: Callable[[], None] = partial(desk.phrase, number)
        made.append(Deed(f"phrase_{number}", text, f"Ctrl+{number}", run, incident))
    return made
