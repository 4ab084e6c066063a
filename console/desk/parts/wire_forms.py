"""The sheets of the wires: one for all that a wire has, with a test of its line, and one to take a wire out of service."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QScrollArea

from console.desk.fields import Choice, Lines
from console.desk.inputs import combo
from console.desk.sheets import NEW, DeskSheet, Form, Reply, Values
from console.models import device_words, monitor_words, wire_words
from console.models.wires_now import seen
from radio.gateways.wires import WireConfigError, read_row
from radio.gateways.wires_text import write_value
from widgets.shortcuts import KeyButton, make_action
from widgets.stage import Stage

if TYPE_CHECKING:
    from console.desk.parts.wires import WiresPart

tr = QCoreApplication.translate

BAUDS = ("1200", "2400", "4800", "9600", "19200", "38400", "57600", "115200")
TEST_KEY = "Alt+T"
SERIAL_SCHEMES = frozenset({"usb", "rfc2217"})
SECRET = re.compile(r"pass|key|secret|token", re.IGNORECASE)
SAMPLE_ROWS = 6


def wire_form(part: WiresPart) -> Form:
    stage = part.hands.stage

    def build(sheet: DeskSheet) -> None:
        name, hint = QLineEdit(), QLineEdit()
        name.setPlaceholderText(tr("wires", "设备与日志用它认线路, 例如 jt808-1"))
        hint.setPlaceholderText(tr("wires", "报文不带来源时用它, 可留空"))
        link = _writable(())
        link.lineEdit().setPlaceholderText(tr("wires", "串口, 或 tcp-listen://0.0.0.0:端口 等"))
        options = Lines(stage, 3)
        options.setPlaceholderText(tr("wires", "每行: 名称 = 值, 例如 silent_after_s = 60"))
        sheet.add_field("label", tr("wires", "名称"), QLineEdit(), required=True)
        sheet.add_field("name", tr("wires", "代号"), name, required=True)
        protocols = [("", tr("forms", "请选择")), *device_words.protocols().items()]
        sheet.add_field("protocol", tr("wires", "协议"), combo(protocols), required=True)
        sheet.add_field("link", tr("wires", "链路"), link, required=True)
        sheet.add_field("baud", tr("wires", "波特率"), _writable(BAUDS))
        sheet.add_field("bits", tr("wires", "数据位"), combo([(bits, bits) for bits in ("8", "7", "6", "5")]))
        sheet.add_field("parity", tr("wires", "校验"), combo(_parities()))
        sheet.add_field("stopbits", tr("wires", "停止位"), combo([(bits, bits) for bits in ("1", "1.5", "2")]))
        sheet.add_field("source_hint", tr("wires", "来源代号"), hint)
        sheet.add_field("options", tr("wires", "选项"), options)
        _keep_low(options, stage)
        options.textChanged.connect(lambda: options.setProperty("secret", bool(SECRET.search(options.toPlainText()))))
        _add_test(part, sheet)

        def fit(text: str) -> None:
            scheme, separator, _ = text.partition("://")
            for key in ("baud", "bits", "parity", "stopbits"):
                sheet.field(key).setEnabled(not separator or scheme in SERIAL_SCHEMES)

        link.editTextChanged.connect(fit)

    def about(subject: str) -> tuple[str, str]:
        if subject == NEW:
            return tr("wires", "新建线路"), tr("wires", "保存后立即投入使用; 先用 Alt+T 测试")
        hung = "、".join(part.table.hung(subject)) or "–"
        return tr("wires", "更改线路 {0}").format(part.wires.label(subject)), tr("wires", "所挂站点: {0}").format(hung)

    def opened(sheet: DeskSheet, _subject: str) -> None:
        link = sheet.field("link")
        assert isinstance(link, QComboBox)
        written = link.currentText()
        link.clear()
        link.addItems([*(device for device, _, _ in part.wires.ports), *(f"usb://{number}" for _, number, _ in part.wires.ports if number)])
        link.addItems(["tcp://", "tcp-listen://0.0.0.0:", "udp://", "udp-listen://0.0.0.0:", "mqtt://", "mqtts://", "rfc2217://"])
        link.setEditText(written)

    def submit(subject: str, values: Values, reply: Reply) -> None:
        row = row_of(values, reply.refused)
        if row is None:
            return
        name = None if subject == NEW else subject

        def heard(answer: Mapping[str, Any]) -> None:
            if not answer.get("ok"):
                reply.refused(wire_words.wrong(answer))
                return
            reply.done()
            part.saved(str(row["label"]), kept=bool(answer.get("kept", True)))

        part.wires.change("put", heard, row=row, name=name)

    return Form("wire", tr("wires", "保存"), build, about, submit, opened)


def drop_form(part: WiresPart) -> Form:
    def build(sheet: DeskSheet) -> None:
        words = QLabel(
            tr(
                "wires",
                "线路立即关闭并从设置文件中删去, 连同写在它上方的注释。设备、读数和记录都保留; 重新建立同代号的线路即恢复。",
            )
        )
        words.setWordWrap(True)
        sheet.add_part(words)

    def about(subject: str) -> tuple[str, str]:
        hung = "、".join(part.table.hung(subject)) or "–"
        return tr("wires", "拆除线路 {0}").format(part.wires.label(subject)), tr("wires", "所挂站点将收不到数据: {0}").format(hung)

    def submit(subject: str, _values: Values, reply: Reply) -> None:
        def heard(answer: Mapping[str, Any]) -> None:
            if answer.get("ok"):
                reply.done()
                part.tell(tr("wires", "线路 {0} 已拆除").format(part.wires.label(subject)))
            else:
                reply.refused(wire_words.wrong(answer))

        part.wires.change("drop", heard, name=subject)

    return Form("wire_drop", tr("wires", "拆除"), build, about, submit)


def save_form(part: WiresPart) -> Form:
    """Where what the monitor holds is written to."""

    def build(sheet: DeskSheet) -> None:
        sheet.add_field("path", tr("wires", "文件"), QLineEdit(), required=True)

    def about(subject: str) -> tuple[str, str]:
        return tr("wires", "保存报文"), tr("wires", "{0}: 收到的字节, 可用 oneboard decode 重新解码").format(part.wires.label(subject))

    def submit(subject: str, values: Values, reply: Reply) -> None:
        part.write_recording(subject, values["path"], reply)

    return Form("monitor_save", tr("wires", "保存"), build, about, submit)


def row_of(values: Values, complain: Callable[[str], None]) -> dict[str, Any] | None:
    """The fields as a table of the file; None after a complaint."""
    try:
        options = read_options(values["options"])
        baud = values["baud"].strip() or "9600"
        if not baud.isdigit():
            raise WireConfigError("", "", "baud", "baud", baud)
        stop = float(values["stopbits"])
        row = {
            "name": values["name"],
            "label": values["label"] or values["name"],
            "protocol": values["protocol"] or "",
            "link": values["link"].strip(),
            "baud": int(baud),
            "bits": int(values["bits"]),
            "parity": values["parity"],
            "stopbits": int(stop) if stop.is_integer() else stop,
            "source_hint": values["source_hint"],
            "options": options,
        }
        read_row(row)
    except WireConfigError as problem:
        complain(wire_words.wrong({"code": problem.code, "key": problem.key, "value": problem.value}))
        return None
    return row


def read_options(text: str) -> dict[str, Any]:
    """Lines of ``name = value`` as the file writes them.

    Raises:
        WireConfigError: ``options``, with the number of the line.
    """
    found: dict[str, Any] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            read = tomllib.loads(line.replace("，", ",").replace("＝", "="))
        except tomllib.TOMLDecodeError as problem:
            raise WireConfigError(str(problem), "", "options", "options", number) from problem
        found |= read
    return found


def fill_of(row: Mapping[str, Any]) -> Values:
    """A table of the file as the sheet shows it."""
    stop = float(row.get("stopbits", 1))
    return {
        "name": str(row.get("name", "")),
        "label": str(row.get("label") or row.get("name", "")),
        "protocol": str(row.get("protocol", "")),
        "link": str(row.get("link", "")),
        "baud": str(row.get("baud", 9600)),
        "bits": str(row.get("bits", 8)),
        "parity": str(row.get("parity", "N")),
        "stopbits": f"{stop:g}",
        "source_hint": str(row.get("source_hint", "")),
        "options": "\n".join(f"{key} = {write_value(value)}" for key, value in dict(row.get("options", {})).items()),
    }


# ---- the test ----------------------------------------------------------------------------------------------------------


def _add_test(part: WiresPart, sheet: DeskSheet) -> None:
    """A key that tries the line as it is written, and what came of it below."""
    told = QLabel()
    told.setWordWrap(True)
    told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    action = make_action(sheet, tr("wires", "测试线路"), TEST_KEY, Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def tell(words: str) -> None:
        told.setText(words)
        scroll = sheet.findChild(QScrollArea)
        if scroll is not None:
            QTimer.singleShot(0, told, lambda: scroll.ensureWidgetVisible(told))

    def run() -> None:
        row = row_of(sheet.values() | {"name": sheet.values()["name"] or "trial"}, tell)
        if row is None:
            return
        action.setEnabled(False)
        tell(tr("wires", "测试中, 约 5 秒 …"))

        def heard(answer: Mapping[str, Any]) -> None:
            tell(test_words(answer, part.wires.label))
            if not answer.get("going"):
                action.setEnabled(True)

        part.wires.ask("test", heard, lasts=lambda answer: bool(answer.get("going")), row=row)

    action.triggered.connect(run)
    sheet.put_aside.connect(told.clear)
    button = KeyButton(part.hands.stage, action)
    sheet.add_part(button)
    sheet.add_part(told)
    told.setObjectName("wire-test")


def test_words(answer: Mapping[str, Any], label: Callable[[str], str]) -> str:
    """What a test has found, so far or at its end."""
    if "code" in answer:
        return wire_words.wrong(answer)
    figures = answer.get("figures", {})
    amount = tr("wires", "收 {0}, {1} 帧, {2} 错").format(
        monitor_words.size(figures.get("bytes_in")), figures.get("frames", 0), figures.get("faults", 0)
    )
    if answer.get("in_use"):
        return tr("wires", "该链路正由线路「{0}」使用, 不另行打开: {1}; {2}").format(
            label(str(answer["in_use"])), wire_words.state(figures), amount
        )
    if answer.get("going"):
        return tr("wires", "测试中 – {0}; {1}").format(wire_words.state(figures), amount)
    return "\n".join(_outcome(figures, amount, answer))


def _outcome(figures: Mapping[str, Any], amount: str, answer: Mapping[str, Any]) -> list[str]:
    if figures.get("state") == "dead":
        return [tr("wires", "✗ 打不开 – {0}").format(wire_words.error(str(figures.get("error")), str(figures.get("detail", ""))))]
    if not figures.get("bytes_in"):
        return [tr("wires", "链路已打开, 测试期间没有收到字节 – 设备可能按间隔上报, 或波特率、接线不对")]
    lines = [tr("wires", "✓ {0}").format(amount)]
    if not figures.get("frames"):
        lines = [tr("wires", "收到字节但没有可解的报文 – 请检查协议、波特率和校验 ({0})").format(amount)]
    if answer.get("sources"):
        lines.append(tr("wires", "来源: {0}").format("、".join(answer["sources"][:SAMPLE_ROWS])))
    rows = [seen(words) for words in answer.get("rows", ())][-SAMPLE_ROWS:]
    return [*lines, *(monitor_words.meaning(row) for row in rows if row.direction in ("frame", "fault"))]


def _parities() -> list[tuple[str, str]]:
    return [
        ("N", tr("wires", "无")),
        ("E", tr("wires", "偶")),
        ("O", tr("wires", "奇")),
        ("M", tr("wires", "标记 (M)")),
        ("S", tr("wires", "空格 (S)")),
    ]


def _keep_low(field: Lines, stage: Stage) -> None:
    """A few lines are enough for it; the rest of the sheet is for what a test has found."""

    def measure() -> None:
        field.setMaximumHeight(field.minimumHeight())

    stage.themed.connect(measure)
    measure()


def _writable(items: tuple[str, ...]) -> QComboBox:
    """A list that one may also write in."""
    box = Choice()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.addItems(items)
    return box
