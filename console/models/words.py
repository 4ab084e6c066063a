"""Codes into words: the one place where the screens' language meets the closed lists of the domain."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from console.domain import codes
from console.domain.codes import Grade

tr = QCoreApplication.translate


def incident_kind(kind: codes.IncidentKind) -> str:
    """Kind of an incident."""
    return {
        codes.IncidentKind.FIRE: tr("words", "火灾"),
        codes.IncidentKind.FLASH_FLOOD: tr("words", "山洪"),
        codes.IncidentKind.LANDSLIDE: tr("words", "滑坡"),
        codes.IncidentKind.DEBRIS_FLOW: tr("words", "泥石流"),
        codes.IncidentKind.EARTHQUAKE: tr("words", "地震"),
        codes.IncidentKind.TRAFFIC: tr("words", "交通事故"),
        codes.IncidentKind.HAZMAT: tr("words", "危化品"),
        codes.IncidentKind.MINE: tr("words", "矿山事故"),
        codes.IncidentKind.PUBLIC_HEALTH: tr("words", "公共卫生"),
        codes.IncidentKind.RESCUE: tr("words", "人员救助"),
        codes.IncidentKind.OTHER: tr("words", "其他"),
    }[kind]


def grade(value: Grade | None) -> str:
    """Grade of an incident."""
    if value is None:
        return tr("words", "未定级")
    return {
        Grade.I: tr("words", "I级 特别重大"),
        Grade.II: tr("words", "II级 重大"),
        Grade.III: tr("words", "III级 较大"),
        Grade.IV: tr("words", "IV级 一般"),
    }[value]


def grade_short(value: Grade | None) -> str:
    """Grade where there is little room."""
    return "–" if value is None else tr("words", "{}级").format(value.name)


def response(value: Grade | None) -> str:
    """Response level."""
    return tr("words", "未启动响应") if value is None else tr("words", "{}级响应").format(value.name)


def report_state(state: codes.ReportState) -> str:
    """State of a report."""
    return {
        codes.ReportState.WAITING: tr("words", "待处理"),
        codes.ReportState.CLAIMED: tr("words", "处理中"),
        codes.ReportState.OPENED: tr("words", "已立案"),
        codes.ReportState.MERGED: tr("words", "已并入"),
        codes.ReportState.DISCARDED: tr("words", "已排除"),
    }[state]


def report_source(source: str) -> str:
    """Where a report came from."""
    return {
        "alarm": tr("words", "自动报警"),
        "phone": tr("words", "电话"),
        "radio": tr("words", "电台"),
        "village": tr("words", "村社上报"),
        "visit": tr("words", "来人"),
    }.get(source, source)


def command_level(level: codes.CommandLevel) -> str:
    """Level of a command."""
    return {
        codes.CommandLevel.TOWN: tr("words", "乡镇级"),
        codes.CommandLevel.DISTRICT: tr("words", "区级"),
        codes.CommandLevel.CITY: tr("words", "市级"),
        codes.CommandLevel.PROVINCE: tr("words", "省级"),
    }[level]


def sector(kind: codes.SectorKind) -> str:
    """Working group of a command."""
    return {
        codes.SectorKind.COORDINATION: tr("words", "综合协调"),
        codes.SectorKind.RESCUE: tr("words", "抢险救援"),
        codes.SectorKind.MEDICAL: tr("words", "医疗救护"),
        codes.SectorKind.SECURITY_TRAFFIC: tr("words", "治安交通"),
        codes.SectorKind.LOGISTICS: tr("words", "后勤保障"),
        codes.SectorKind.PUBLICITY: tr("words", "新闻宣传"),
        codes.SectorKind.EXPERT: tr("words", "专家"),
    }[kind]


def force_kind(kind: codes.ForceKind) -> str:
    """Kind of a force."""
    return {
        codes.ForceKind.FIRE_RESCUE: tr("words", "综合性消防"),
        codes.ForceKind.PROFESSIONAL: tr("words", "专业队伍"),
        codes.ForceKind.SOCIAL: tr("words", "社会力量"),
        codes.ForceKind.GRASSROOTS: tr("words", "基层队伍"),
        codes.ForceKind.MILITARY: tr("words", "军队民兵"),
        codes.ForceKind.MEDICAL: tr("words", "医疗"),
        codes.ForceKind.POLICE: tr("words", "公安"),
        codes.ForceKind.TRAFFIC: tr("words", "交通"),
        codes.ForceKind.POWER: tr("words", "供电"),
        codes.ForceKind.TELECOM: tr("words", "通信"),
    }[kind]


def force_duty(duty: codes.ForceDuty) -> str:
    """Whether a force can be had."""
    return {
        codes.ForceDuty.AVAILABLE: tr("words", "备勤"),
        codes.ForceDuty.RESTING: tr("words", "休整"),
        codes.ForceDuty.OUT_OF_SERVICE: tr("words", "停用"),
    }[duty]


def assignment_status(status: codes.AssignmentStatus) -> str:
    """Line of the status ledger."""
    return {
        codes.AssignmentStatus.ASSIGNED: tr("words", "已派"),
        codes.AssignmentStatus.EN_ROUTE: tr("words", "途中"),
        codes.AssignmentStatus.ON_SCENE: tr("words", "到场"),
        codes.AssignmentStatus.WORKING: tr("words", "作业"),
        codes.AssignmentStatus.RELEASED: tr("words", "已归队"),
    }[status]


def order_state(state: codes.OrderState, overdue: bool = False) -> str:
    """State of an order."""
    if overdue and state in (codes.OrderState.ISSUED, codes.OrderState.DELIVERED):
        return tr("words", "超时未签收")
    if overdue and state in (codes.OrderState.ACKNOWLEDGED, codes.OrderState.UNDER_WAY):
        return tr("words", "超时未完成")
    return {
        codes.OrderState.DRAFTED: tr("words", "待下达"),
        codes.OrderState.DRAFTED: tr("words", "待下达"),
        codes.OrderState.ISSUED: tr("words", "已下达"),
        codes.OrderState.DELIVERED: tr("words", "已送达"),
        codes.OrderState.ACKNOWLEDGED: tr("words", "已签收"),
        codes.OrderState.UNDER_WAY: tr("words", "执行中"),
        codes.OrderState.DONE: tr("words", "已完成"),
        codes.OrderState.REFUSED: tr("words", "已拒绝"),
        codes.OrderState.EXPIRED: tr("words", "已过期"),
        codes.OrderState.CANCELLED: tr("words", "已取消"),
    }[state]


def warning_state(state: codes.WarningState) -> str:
    """State of a warning."""
    return {
        codes.WarningState.PREPARED: tr("words", "待放行"),
        codes.WarningState.RELEASED: tr("words", "发布中"),
        codes.WarningState.FINISHED: tr("words", "已完成"),
        codes.WarningState.CANCELLED: tr("words", "已撤回"),
    }[state]


def channel(value: codes.Channel) -> str:
    """By what it leaves the hall."""
    return {
        codes.Channel.TETRA: tr("words", "集群短信"),
        codes.Channel.SPEECH: tr("words", "广播"),
        codes.Channel.SIREN: tr("words", "警报器"),
        codes.Channel.VOICE: tr("words", "话音"),
        codes.Channel.PAPER: tr("words", "纸质"),
        codes.Channel.PAPER: tr("words", "纸质"),
    }[value]


def delivery_state(state: codes.DeliveryState) -> str:
    """How far a delivery came."""
    return {
        codes.DeliveryState.QUEUED: tr("words", "排队"),
        codes.DeliveryState.ACCEPTED: tr("words", "已受理"),
        codes.DeliveryState.SENT: tr("words", "已发出"),
        codes.DeliveryState.DELIVERED: tr("words", "已送达"),
        codes.DeliveryState.READ: tr("words", "已阅"),
        codes.DeliveryState.CONFIRMED: tr("words", "已回证"),
        codes.DeliveryState.UNCERTAIN: tr("words", "结果不明"),
        codes.DeliveryState.FAILED: tr("words", "失败"),
        codes.DeliveryState.EXPIRED: tr("words", "过期"),
    }[state]


def evidence(text: str) -> str:
    """What proves a delivery, or says why it failed: codes of the wires in words; what a person heard stays as it was written."""
    known = {
        "speech": tr("words", "正在合成语音"),
        "interrupted": tr("words", "播出中断, 可能未播完"),
        "no_audio": tr("words", "网关没有音频设备"),
        "accepted": tr("words", "网络已受理"),
        "sent": tr("words", "已交网络"),
        "delivered": tr("words", "终端已收到"),
        "read": tr("words", "终端已阅"),
        "rejected": tr("words", "被拒收"),
        "uncertain": tr("words", "结果不明, 请核实"),
        "pulse_set": tr("words", "继电器已受令"),
        "closed": tr("words", "回读: 触点已闭合"),
        "opened": tr("words", "回读: 鸣响完成, 触点已断开"),
        "prolonged": tr("words", "回读: 鸣响已延长"),
        "not_closed": tr("words", "回读: 触点未闭合"),
        "stuck_closed": tr("words", "回读: 触点断不开, 请断电"),
        "forced_open": tr("words", "触点超时, 已强制断开"),
        "no_answer": tr("words", "设备无应答"),
        "refused": tr("words", "设备拒绝"),
        "bus_lost": tr("words", "总线中断, 请核实"),
        "expired": tr("words", "过期未发"),
        "cancelled": tr("words", "指令已取消"),
        "answered": tr("words", "已由其他途径签收"),
        "unsupported": tr("words", "该线路不支持"),
        "bad_params": tr("words", "参数有误"),
    }
    if text in known:
        return known[text]
    from console.models.sounds import audio_fault

    for mark, said in (("played ", tr("words", "已播出 {0}")), ("on air ", tr("words", "已发射 {0}"))):
        if text.startswith(mark):
            return said.format(text.removeprefix(mark))
    return audio_fault(text)


def role(value: codes.Role) -> str:
    """Role of a person."""
    return {
        codes.Role.DISPATCHER: tr("words", "调度员"),
        codes.Role.RADIO_OPERATOR: tr("words", "话务员"),
        codes.Role.COMMANDER: tr("words", "指挥长"),
        codes.Role.WALL: tr("words", "大屏"),
        codes.Role.ADMINISTRATOR: tr("words", "管理员"),
    }[value]


def alarm_event(event: str) -> str:
    """Event of an alarm."""
    return {
        "fire": tr("words", "火警"),
        "fault": tr("words", "故障"),
        "power_fault": tr("words", "电源故障"),
        "shield": tr("words", "屏蔽"),
        "supervisory": tr("words", "监管"),
        "start": tr("words", "启动"),
        "feedback": tr("words", "反馈"),
        "panic": tr("words", "求助"),
        "emergency": tr("words", "紧急"),
        "mayday": tr("words", "紧急求救"),
        "gas": tr("words", "燃气泄漏"),
        "tamper": tr("words", "防拆"),
        "test": tr("words", "测试"),
        "stale": tr("words", "无数据"),
        "threshold": tr("words", "超限"),
        "wire_dead": tr("words", "线路中断"),
        "delivery_failed": tr("words", "送达失败"),
    }.get(event, event)


def element(code: str) -> str:
    """Element of a station."""
    return {
        "rain_5min": tr("words", "5分钟雨量"),
        "rain_1h": tr("words", "1小时雨量"),
        "rain_3h": tr("words", "3小时雨量"),
        "rain_6h": tr("words", "6小时雨量"),
        "rain_12h": tr("words", "12小时雨量"),
        "rain_24h": tr("words", "24小时雨量"),
        "rain_day": tr("words", "日雨量"),
        "rain_current": tr("words", "当前降水量"),
        "rain_total": tr("words", "累计雨量"),
        "water_level": tr("words", "水位"),
        "flow": tr("words", "流量"),
        "air_temperature": tr("words", "气温"),
        "battery_voltage": tr("words", "电池电压"),
    }.get(code, code)


def local_time(moment: datetime) -> str:
    """HH:MM:SS by the wall."""
    return moment.astimezone().strftime("%H:%M:%S")
