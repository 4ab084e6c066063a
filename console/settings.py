"""The one registry of settings: key, default, bounds, meaning. It validates the file, fills the figures, and writes the manual.

The file of a hall (``settings.toml``) holds only what differs from the defaults, one table a group. A broken file never stops
the hall: the defaults serve, and the screen says which line is wrong.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from console.domain.codes import CommandLevel, Grade
from console.domain.figures import Figures
from console.domain.rules.response import USUAL_LEVELS, ResponseTable

Value = int | float | str | bool


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. ``key`` is group.name; ``low`` and ``high`` bound numbers, ``choices`` words."""

    key: str
    default: Value
    doc_zh: str
    doc_en: str
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()

    def problem(self, value: object) -> str | None:
        """What is wrong with a value, as a code for the message: type, range or choice."""
        wanted = type(self.default)
        if wanted is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if type(value) is not wanted:
            return "type"
        if self.choices and value not in self.choices:
            return "choice"
        if isinstance(value, int | float) and not isinstance(value, bool):
            below = self.low is not None and value < self.low
            above = self.high is not None and value > self.high
            return "range" if below or above else None
        return None


# Who starts, changes and ends a response: the custom of county plans, for want of the district's own table (see rules.response).
DECIDERS: Mapping[Grade, str] = {
    Grade.I: "区委、区政府主要负责同志",
    Grade.II: "区政府主要负责同志",
    Grade.III: "区政府分管负责同志",
    Grade.IV: "区应急管理局值班领导",
}

REGISTRY: tuple[Setting, ...] = (
    Setting("hall.district", "qinzhou", "区县数据包名称", "name of the district pack"),
    Setting("hall.name", "秦州区应急指挥", "标题栏显示的大厅名称", "the hall's name in the title bar"),
    Setting("screen.language", "zh", "界面语言", "language of the screens", choices=("zh", "en")),
    Setting("screen.theme", "dark", "配色：dark 大厅，light 日间", "dark for the hall, light for daylight", choices=("dark", "light")),
    Setting("screen.scale_percent", 100, "界面缩放（%）", "scale of the screens (%)", low=80, high=200),
    Setting(
        "screen.lock_after_s",
        900,
        "实战大厅无人操作多久后锁屏（秒），0 不锁",
        "time without a hand on it until a live screen locks (s), 0 for never",
        low=0,
        high=28800,
    ),
    Setting("screen.lock_after_drill_s", 0, "演练大厅无人操作多久后锁屏（秒），0 不锁", "the same in the drill hall", low=0, high=28800),
    Setting("figures.order_answer_s", 180, "指令签收时限（秒）", "time for the receipt of an order (s)", low=10, high=7200),
    Setting("figures.delivery_expiry_s", 900, "信息送达有效期（秒）", "time for a delivery to leave the hall (s)", low=30, high=86400),
    Setting("figures.claim_stale_s", 300, "席位占用接报的失效时间（秒）", "age at which a claim on a report lapses (s)", low=30, high=3600),
    Setting("figures.station_stale_s", 900, "测站无数据报警时间（秒）", "silence of a station that is an alarm (s)", low=30, high=86400),
    Setting("figures.siren_pulse_s", 10, "警报器一次鸣响时间（秒）", "how long a siren sounds at a release (s)", low=1, high=180),
    Setting("figures.work_amber_s", 1200, "连续作业提醒（秒）", "work time that lights amber (s)", low=60, high=14400),
    Setting("figures.work_red_s", 2400, "连续作业超时（秒）", "work time that lights red (s)", low=60, high=28800),
    Setting("figures.position_late_s", 60, "定位迟到时间（秒）", "age at which a position is late (s)", low=5, high=3600),
    Setting("figures.position_lost_s", 300, "定位失效时间（秒）", "age at which a position is lost (s)", low=10, high=86400),
    Setting("figures.order_nag_s", 60, "指令催收间隔（秒）", "time between two reminders of an order (s)", low=10, high=3600),
    Setting("figures.order_escalate_s", 300, "指令超时后上报指挥长（秒）", "time after which the commander is told (s)", low=10, high=7200),
    Setting("figures.order_expire_s", 1800, "指令无签收失效（秒）", "time after which an order lapses (s)", low=60, high=86400),
    Setting("orders.language", "zh", "指令和呼叫的语言（与界面语言无关）", "language of orders and calls", choices=("zh", "en")),
    Setting("figures.par_cadence_s", 1200, "人员清点间隔（秒），0 不自动清点", "time between PARs (s), 0 for none", low=0, high=14400),
    Setting("figures.par_window_s", 60, "人员清点应答时限（秒）", "time to answer a PAR (s)", low=10, high=1800),
    Setting("figures.par_retry_s", 120, "人员清点未应答后再次呼叫（秒）", "time until a second call (s)", low=10, high=1800),
    Setting("figures.par_misses", 2, "连续未应答几次启动紧急求救", "misses that open a mayday", low=1, high=5),
    Setting("figures.request_answer_s", 180, "商调力量答复时限（秒）", "time to answer a request for a force (s)", low=30, high=3600),
    Setting("figures.reservation_s", 600, "预留力量时间（秒）", "how long a force stays reserved (s)", low=60, high=7200),
    Setting("figures.scene_radius_m", 500, "现场范围半径（米）", "radius of a scene (m)", low=50, high=20000),
    Setting("figures.rest_s", 3600, "力量归队后休整时间（秒）", "rest of a force after an incident (s)", low=0, high=86400),
    Setting("figures.duplicate_m", 1000, "疑似重复警情距离（米）", "distance of a likely repeat (m)", low=50, high=20000),
    Setting("figures.duplicate_s", 3600, "疑似重复警情时间（秒）", "time of a likely repeat (s)", low=60, high=86400),
    *(
        Setting(f"response.decider_{grade.name.lower()}", name, f"{grade.name}级响应由谁决定", f"who decides a response {grade.name}")
        for grade, name in DECIDERS.items()
    ),
    *(
        Setting(
            f"response.level_{grade.name.lower()}",
            USUAL_LEVELS[grade].value,
            f"{grade.name}级事件宜由哪一级指挥",
            f"the level that ought to lead an incident of grade {grade.name}",
            choices=tuple(level.value for level in CommandLevel),
        )
        for grade in Grade
    ),
    Setting("wall.width_m", 4.0, "大屏宽度（米）", "width of the video wall (m)", low=0.5, high=40.0),
    Setting("wall.distance_m", 10.0, "观看距离（米）", "distance from which the wall is read (m)", low=1.0, high=60.0),
    Setting("wall.page_s", 20, "大屏翻页间隔（秒），0 不翻页", "time a wall page stays (s), 0 keeps one page", low=0, high=3600),
    Setting(
        "wall.alarm_s",
        30,
        "新的一、二级告警在大屏停留时间（秒）",
        "time the wall stays with a new grade I or II alarm (s)",
        low=5,
        high=600,
    ),
    Setting("wall.show_names", False, "大屏显示姓名与来话原文", "whether the wall shows names and the words of callers"),
    Setting("sound.alarm_volume_percent", 80, "报警音量（%）", "volume of the alarm sounds (%)", low=0, high=100),
    Setting("sound.output", "", "报警声音输出设备名称，空为默认", "output device of the alarm sounds, empty for the default"),
    Setting("ptt.key", "F12", "发射键（任何窗口有效时）", "the key that transmits while a window of ours has the focus"),
)

BY_KEY: Mapping[str, Setting] = {setting.key: setting for setting in REGISTRY}


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing wrong with a settings file: ``code`` is syntax, unreadable, unknown, type, range or choice."""

    code: str
    key: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a hall, every key of the registry with its value."""

    values: Mapping[str, Value]
    complaints: tuple[Complaint, ...] = ()

    def text(self, key: str) -> str:
        """A setting that is a word."""
        return str(self.values[key])

    def number(self, key: str) -> float:
        """A setting that is a number."""
        return float(self.values[key])

    def responses(self) -> ResponseTable:
        """The district's table of who decides which response, and which level leads which grade."""
        return ResponseTable(
            levels={grade: CommandLevel(self.text(f"response.level_{grade.name.lower()}")) for grade in Grade},
            deciders={grade: self.text(f"response.decider_{grade.name.lower()}") for grade in Grade},
        )

    def figures(self) -> Figures:
        """The figures of the rules."""
        return Figures(**{item.name: int(self.values[f"figures.{item.name}"]) for item in fields(Figures)})


def load(path: Path) -> Settings:
    """The settings of a file; what is wrong in it is complained of and its default used."""
    defaults: dict[str, Value] = {setting.key: setting.default for setting in REGISTRY}
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Settings(defaults)
    except tomllib.TOMLDecodeError as error:
        return Settings(defaults, (Complaint("syntax", path.name, str(error)),))
    except (OSError, UnicodeDecodeError) as error:
        return Settings(defaults, (Complaint("unreadable", path.name, str(error)),))
    complaints = []
    for key, value in _flat(data):
        setting = BY_KEY.get(key)
        problem = "unknown" if setting is None else setting.problem(value)
        if problem:
            complaints.append(Complaint(problem, key, json.dumps(value, ensure_ascii=False, default=str)))
        else:
            defaults[key] = value
    return Settings(defaults, tuple(complaints))


def _flat(data: Mapping[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    out: list[tuple[str, Any]] = []
    for key, value in data.items():
        name = f"{prefix}{key}"
        out += _flat(value, name + ".") if isinstance(value, dict) else [(name, value)]
    return out


def save(path: Path, values: Mapping[str, Value]) -> None:
    """Write what differs from the defaults, whole or not at all.

    Raises:
        ValueError: a value that the registry does not allow.
        OSError: the file cannot be written.
    """
    groups: dict[str, list[str]] = {}
    for key, value in values.items():
        setting = BY_KEY[key]
        problem = setting.problem(value)
        if problem:
            raise ValueError(f"{key}: {problem}")
        if value != setting.default:
            group, name = key.split(".", 1)
            groups.setdefault(group, []).append(f"{name} = {json.dumps(value, ensure_ascii=False)}")
    lines = [line for group, items in sorted(groups.items()) for line in (f"[{group}]", *items, "")]
    temporary = path.with_suffix(".tmp")
    temporary.write_text("\n".join(lines), "utf-8")
    temporary.replace(path)
