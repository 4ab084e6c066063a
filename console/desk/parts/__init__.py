"""The desk by topics. A part (:class:`~console.desk.parts.base.Part`) holds all that a person can do about one topic: its sheets,
its keys, its words of the command bar, its panels. The window only lays out what the parts bring.

A new topic: a module here with a class of its own, one field of :class:`Parts`, one line of :func:`make_parts`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from PySide6.QtCore import QCoreApplication

from console.desk.parts.aims import AimsPart
from console.desk.parts.base import Part, Tools
from console.desk.parts.broadcast import BroadcastPart
from console.desk.parts.devices import DevicesPart
from console.desk.parts.forces import ForcesPart
from console.desk.parts.holding import HoldingPart
from console.desk.parts.incidents import IncidentsPart
from console.desk.parts.merging import MergingPart
from console.desk.parts.orders import OrdersPart
from console.desk.parts.people import PeoplePart
from console.desk.parts.places import PlacesPart
from console.desk.parts.recommend import RecommendPart
from console.desk.parts.register import RegisterPart
from console.desk.parts.reports import ReportsPart
from console.desk.parts.safety import SafetyPart
from console.desk.parts.scene import ScenePart
from console.desk.parts.sectors import SectorsPart
from console.desk.parts.towns import TownsPart
from console.desk.parts.wires import WiresPart

tr = QCoreApplication.translate


@dataclass(frozen=True)
class Parts:
    """All parts of one desk, in the order in which the palette lists what they can do."""

    reports: ReportsPart
    forces: ForcesPart
    orders: OrdersPart
    safety: SafetyPart
    holding: HoldingPart
    scene: ScenePart
    broadcast: BroadcastPart
    places: PlacesPart
    devices: DevicesPart
    wires: WiresPart
    incidents: IncidentsPart
    aims: AimsPart
    sectors: SectorsPart
    merging: MergingPart
    recommend: RecommendPart
    register: RegisterPart
    towns: TownsPart
    people: PeoplePart

    def all(self) -> tuple[Part, ...]:
        """Each of them."""
        return tuple(getattr(self, item.name) for item in fields(self))

    def topics(self) -> tuple[tuple[str, tuple[Part, ...]], ...]:
        """What belongs together for who looks for a key; a part that is in none of them stands with the window's own."""
        return (
            (tr("parts", "接报与告警"), (self.reports,)),
            (tr("parts", "力量"), (self.forces, self.holding, self.scene, self.recommend, self.register)),
            (tr("parts", "指令与安全"), (self.orders, self.safety)),
            (tr("parts", "线路与设备"), (self.devices, self.wires)),
            (tr("parts", "事件"), (self.incidents, self.aims, self.sectors, self.merging)),
        )


def make_parts(tools: Tools) -> Parts:
    """The parts of a window."""
    forces = ForcesPart(tools)
    merging = MergingPart(tools)
    holding = HoldingPart(tools)
    places = PlacesPart(tools)
    orders = OrdersPart(tools, forces)
    return Parts(
        reports=ReportsPart(tools, merging),
        forces=forces,
        orders=orders,
        safety=SafetyPart(tools, orders, places),
        broadcast=BroadcastPart(tools),
        holding=holding,
        scene=ScenePart(tools, holding, places),
        places=places,
        devices=DevicesPart(tools),
        wires=WiresPart(tools),
        incidents=IncidentsPart(tools),
        aims=AimsPart(tools),
        sectors=SectorsPart(tools),
        merging=merging,
        recommend=RecommendPart(tools),
        register=RegisterPart(tools),
        towns=TownsPart(tools),
        people=PeoplePart(tools),
    )
