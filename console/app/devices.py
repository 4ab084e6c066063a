"""Use cases of devices: one that was heard gets its name, and the force that carries it."""

from __future__ import annotations

from dataclasses import dataclass

from console.app.command import RegisterForce, register_force
from console.app.context import DISPATCH, Command, Ctx, Handler
from console.domain.codes import DeviceRole, ForceKind, ReportState
from console.domain.entities import Alarm, Device, Force, Report
from console.domain.refusal import Refused
from console.domain.rules import devices as rules
from console.domain.rules.alarms import stands

WAITING = (ReportState.WAITING, ReportState.CLAIMED)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameDevice(Command):
    """A device that was heard – or one that was named wrongly – gets its name; what it has sent stays with it.

    ``force_id`` is the force that carries it; ``force_name`` and ``force_kind`` make one that the register does not have yet.
    """

    device_id: str
    name: str
    role: DeviceRole
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    force_id: str | None = None
    force_name: str = ""
    force_kind: ForceKind = ForceKind.SOCIAL


def name_device(ctx: Ctx, cmd: NameDevice) -> str:
    found = ctx.unit.find(Device, id=cmd.device_id)
    if not found:
        raise Refused("device_gone")
    force = whose(ctx, cmd.force_id, cmd.force_name, cmd.force_kind)
    name = cmd.name if cmd.name.strip() or force is None else force.name
    force_id = force.id if force else None
    name_it(ctx, found[0], rules.Identity(name, cmd.role, force_id, cmd.place, cmd.lat, cmd.lon))
    return cmd.device_id


def name_it(ctx: Ctx, device: Device, who: rules.Identity) -> None:
    """The device, and what of it a person has before him now, is called so from here on."""
    alarms = [alarm for alarm in ctx.unit.find(Alarm, device_id=device.id) if stands(alarm)]
    waiting = [report for state in WAITING for report in ctx.unit.find(Report, state=state)]
    own = {alarm.report_id for alarm in alarms}
    ctx.unit.record(rules.name_device(device, who, alarms, [report for report in waiting if report.id in own]))


def whose(ctx: Ctx, force_id: str | None, name: str, kind: ForceKind) -> Force | None:
    """The force of the register, or the new one that is named; None for neither.

    Raises:
        Refused: ``force_gone``.
    """
    if force_id:
        found = ctx.unit.find(Force, id=force_id)
        if not found:
            raise Refused("force_gone")
        return found[0]
    if not name.strip():
        return None
    force = Force(id=ctx.new_id(), name=name.strip(), kind=kind)
    register_force(ctx, RegisterForce(force=force))
    return force


HANDLERS = (Handler(NameDevice, DISPATCH, name_device),)
