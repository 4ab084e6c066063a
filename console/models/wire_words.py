"""Wires in words: how one is, what is wrong with its line or its settings, and what of it stands in the timeline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.domain import facts

tr = QCoreApplication.translate


def error(code: str, detail: str = "") -> str:
    """Why a wire is dead, and what to do about it."""
    known = {
        "missing": tr("wires", "端口不存在 – 请检查插头和端口名"),
        "busy": tr("wires", "端口被其他程序占用"),
        "forbidden": tr("wires", "没有打开端口的权限 – 请把用户加入串口组"),
        "settings": tr("wires", "设置有误"),
        "unplugged": tr("wires", "设备已拔出"),
        "refused": tr("wires", "对端拒绝连接 – 请检查地址和对端服务"),
        "unreachable": tr("wires", "对端不通 – 请检查网络和地址"),
        "in_use": tr("wires", "监听端口已被占用"),
        "closed_by_peer": tr("wires", "对端断开了连接"),
        "ended": tr("wires", "录制的数据已放完"),
        "internal": tr("wires", "程序内部错误, 正在重试"),
        "no_answer": tr("wires", "设备无应答"),
        "no_codec": tr("wires", "没有该协议的解码器"),
        "spool_locked": tr("wires", "收件缓存正忙, 暂停应答"),
        "spool_full": tr("wires", "磁盘已满, 暂停应答"),
    }
    if code.startswith("spool_") and code not in known:
        return tr("wires", "收件缓存不可用, 暂停应答")
    said = known.get(code, code)
    return f"{said} ({detail})" if code == "settings" and detail else said


def state(words: Mapping[str, Any]) -> str:
    """The state of a wire in a word or, where it is dead, with the reason."""
    match str(words.get("state", "")):
        case "ok":
            return tr("wires", "正常")
        case "silent":
            return tr("wires", "静默")
        case "opening":
            return tr("wires", "打开中")
        case "dead":
            why = error(str(words.get("error") or ""), str(words.get("detail") or ""))
            return tr("wires", "断: {0}").format(why) if why else tr("wires", "断")
    return tr("wires", "未知")


def key(name: str) -> str:
    """A setting of a wire, as its sheet calls it."""
    return {
        "name": tr("wires", "代号"),
        "label": tr("wires", "名称"),
        "protocol": tr("wires", "协议"),
        "link": tr("wires", "链路"),
        "baud": tr("wires", "波特率"),
        "bits": tr("wires", "数据位"),
        "parity": tr("wires", "校验"),
        "stopbits": tr("wires", "停止位"),
        "source_hint": tr("wires", "来源代号"),
        "options": tr("wires", "选项"),
    }.get(name, name)


def wrong(problem: Mapping[str, Any]) -> str:
    """What is wrong with settings: ``code``, ``key`` and ``value`` as :class:`radio.gateways.wires.WireConfigError` has them."""
    code, name, value = (str(problem.get(field) or "") for field in ("code", "key", "value"))
    said = {
        "missing": tr("wires", "请填写{key}"),
        "duplicate": tr("wires", "代号「{value}」已有另一线路使用 – 请换一个"),
        "unknown_key": tr("wires", "不认识的设置: {key}"),
        "type": tr("wires", "{key}不能是 {value}"),
        "choice": tr("wires", "{key}不能是 {value}"),
        "protocol": tr("wires", "没有「{value}」这种协议"),
        "baud": tr("wires", "波特率 {value} 不可用 – 请填 50 至 4000000"),
        "scheme": tr("wires", "链路「{value}」写法不对 – 例如 /dev/ttyUSB0、COM5、tcp://主机:端口、tcp-listen://0.0.0.0:端口、mqtt://主机/主题"),
        "port": tr("wires", "链路「{value}」缺少端口号 – 例如 tcp://主机:9000"),
        "toml": tr("wires", "线路设置文件有语法错误 ({value}) – 请先在文件中改正"),
        "table": tr("wires", "线路设置文件中有不认识的内容「{key}」– 请先在文件中改正"),
        "unreadable": tr("wires", "线路设置文件读不出来 – 请检查网关所在机器的磁盘和权限"),
        "encoding": tr("wires", "线路设置文件不是 UTF-8 文本 – 请另存为 UTF-8"),
        "options": tr("wires", "选项第 {value} 行写法不对 – 每行写作: 名称 = 值, 文字加引号"),
        "disk": tr("wires", "线路设置没有保存: {value} – 请检查网关所在机器的磁盘"),
        "refused": tr("wires", "没有权限更改线路 – 请管理员办理"),
        "database": tr("wires", "数据库不可用, 线路设置没有保存 – 恢复后再次保存"),
        "busy": tr("wires", "另一项测试正在进行 – 请稍候"),
        "no_gateway": tr("wires", "网关没有应答, 没有保存 – 文字已保留, 网关恢复后再次提交"),
        "gone": tr("wires", "该线路已不存在 – 列表可能已过时"),
    }.get(code)
    if said is None:
        return tr("wires", "线路设置不可用 ({0})").format(code)
    return said.format(key=key(name), value=value)


def wire_changed(body: facts.WireChanged) -> str:
    """A line of the timeline."""
    hung = "、".join(body.devices)
    if body.state == "dead":
        text = tr("timeline", "线路 {0} 中断").format(body.wire)
        return tr("timeline", "{0}, 所挂: {1}").format(text, hung) if hung else text
    if body.state == "removed":
        return tr("timeline", "线路 {0} 已拆除, 其中断告警结束").format(body.wire)
    return tr("timeline", "线路 {0} 恢复").format(body.wire)


def settings_changed(body: facts.WireSettingsChanged) -> str:
    """A line of the timeline."""
    name = f"{body.label} ({body.wire})" if body.label and body.label != body.wire else body.wire
    match body.change:
        case "added":
            return tr("timeline", "新建线路 {0}: {1} {2}").format(name, body.protocol, body.link)
        case "changed":
            return tr("timeline", "更改线路 {0}: {1} {2}").format(name, body.protocol, body.link)
        case "removed":
            return tr("timeline", "拆除线路 {0}").format(name)
    return tr("timeline", "网关 {0} 的线路设置文件被直接修改").format(body.gateway)


def commands() -> dict[str, str]:
    """Our commands as verbs."""
    return {"ChangeWire": tr("refusals", "更改线路")}
