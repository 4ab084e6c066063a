"""Why sound does not work, in words: the codes of radio.audio.errors and of how a transmission ended."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

tr = QCoreApplication.translate


def audio_fault(code: str) -> str:
    """A code of radio.audio.errors; a code without words is told as it is."""
    return {
        "no_library": tr("sounds", "未安装音频库"),
        "no_device": tr("sounds", "本机没有音频设备"),
        "not_found": tr("sounds", "找不到设置的音频设备"),
        "ambiguous": tr("sounds", "音频设备名称不唯一"),
        "device_failed": tr("sounds", "音频设备打不开或已断开"),
        "ptt_failed": tr("sounds", "发射控制线打不开"),
        "busy": tr("sounds", "信道正在发射"),
        "too_long": tr("sounds", "超过发射时限"),
        "closed": tr("sounds", "已关闭"),
        "bad_file": tr("sounds", "录音文件不能读"),
        "disk": tr("sounds", "磁盘写不进"),
        "speech_missing": tr("sounds", "没有语音引擎"),
        "speech_timeout": tr("sounds", "语音合成超时"),
        "speech_failed": tr("sounds", "语音合成失败"),
        "speech_empty": tr("sounds", "没有可读的文字"),
        "bad_data": tr("sounds", "读音表有误"),
        "gateway": tr("sounds", "网关未连接"),
    }.get(code, code)


def ended_by(code: str) -> str:
    """Why the last transmission stopped, where a person must know; empty where the key was simply let go."""
    return {
        "dead_man": tr("sounds", "按键信号中断"),
        "tx_limit": tr("sounds", "到时限, 松开再按"),
        "fault": tr("sounds", "设备故障"),
    }.get(code, "")
