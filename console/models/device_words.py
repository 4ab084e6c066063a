"""Devices in words: roles, protocols, what was registered and named, and why a name was refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from console.domain import facts
from console.domain.codes import DeviceRole

tr = QCoreApplication.translate
Text = Callable[[str], str]


def role(value: DeviceRole) -> str:
    """What a device is."""
    return {
        DeviceRole.FIRE_PANEL: tr("devices", "消防 / 报警主机"),
        DeviceRole.RAIN_STATION: tr("devices", "雨量站"),
        DeviceRole.RIVER_STATION: tr("devices", "水位站"),
        DeviceRole.STATION: tr("devices", "其他测站"),
        DeviceRole.TRACKER: tr("devices", "力量定位终端"),
        DeviceRole.RADIO: tr("devices", "力量电台"),
        DeviceRole.RELAY: tr("devices", "警报器 / 继电器"),
        DeviceRole.LOUDSPEAKER: tr("devices", "广播喇叭"),
        DeviceRole.UNKNOWN: tr("devices", "待命名"),
    }[value]


def protocols() -> Mapping[str, str]:
    """Every protocol that a wire may speak, by its name in the settings."""
    return {
        "gbt26875": tr("devices", "消防远程监控 GB/T 26875"),
        "sl651": tr("devices", "水文 SL 651"),
        "hj212": tr("devices", "环境 HJ 212"),
        "rdss": tr("devices", "北斗短报文 RDSS"),
        "nmea": tr("devices", "卫星定位 NMEA 0183"),
        "jt808": tr("devices", "车载终端 JT/T 808"),
        "kenwood": tr("devices", "建伍电台 FleetSync / NEXEDGE"),
        "tetra": tr("devices", "TETRA 电台 PEI"),
        "kiss": tr("devices", "APRS (KISS)"),
        "aprs": tr("devices", "APRS (文本)"),
        "surgard": tr("devices", "报警接收机 Sur-Gard"),
        "dc09": tr("devices", "联网报警 SIA DC-09"),
        "modbus": tr("devices", "继电器与传感器 Modbus"),
        "gsm": tr("devices", "短信 GSM 模块"),
        "cot": tr("devices", "态势 CoT / TAK"),
        "cap": tr("devices", "预警 CAP"),
    }


def protocol(name: str) -> str:
    """One of them; what is none of them by its name."""
    return protocols().get(name, name)


def registered(body: facts.DeviceRegistered) -> str:
    """A line of the timeline."""
    if body.device.role is DeviceRole.UNKNOWN:
        return tr("timeline", "新设备, 待命名: {0} (线路 {1})").format(body.device.name, body.device.wire or "–")
    return tr("timeline", "登记设备: {0}").format(body.device.name)


def named(body: facts.DeviceNamed, force: Callable[[str | None], str]) -> str:
    """A line of the timeline."""
    device = body.device
    what = tr("timeline", "设备 {0} 命名为「{1}」, {2}").format(body.before, device.name, role(device.role))
    return tr("timeline", "{0}, 属 {1}").format(what, force(device.force_id)) if device.force_id else what


def refused(code: str, text: Text) -> str | None:
    """Why a device does not get its name."""
    match code:
        case "device_unnamed":
            return tr("refusals", "没有名称 – 请填写 {0} 的名称").format(text("device"))
        case "device_role_missing":
            return tr("refusals", "没有选择 {0} 是什么设备 – 请选择用途").format(text("device"))
        case "device_not_carried":
            return tr("refusals", "{0} 不是随力量行动的设备 – 只有定位终端和电台属于力量").format(text("device"))
        case "place_half":
            return tr("refusals", "坐标只有一半 – 请填写纬度和经度, 不明则都留空")
        case "device_gone":
            return tr("refusals", "没有该设备 – 列表可能已过时")
        case "force_gone":
            return tr("refusals", "力量登记中没有该力量 – 请重新选择")
    return None


def commands() -> dict[str, str]:
    """Our commands as verbs."""
    return {"RegisterDevice": tr("refusals", "登记设备"), "NameDevice": tr("refusals", "命名设备")}
