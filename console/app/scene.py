"""Who is on the scene: the geofence of every open incident, checking in, and taking a force under command with one key.

:class:`SceneWatch` lives in the gateway that holds the lease. It reads the positions that came since it last looked – whichever gateway
heard them – so what a second costs goes with what moved; the rules are in :mod:`console.domain.rules.scene`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from console.app import lapses
from console.app.command import commit, open_assignment
from console.app.context import DISPATCH, Command, Ctx, Handler
from console.app.devices import name_it, whose
from console.app.ports import Store
from console.domain.codes import AssignmentStatus, DeviceRole, ForceDuty, ForceKind, IncidentState
from console.domain.entities import Assignment, Device, Force, Incident, Presence
from console.domain.facts import ForceDutyChanged, SceneEntered, SceneLeft
from console.domain.records import PositionRow
from console.domain.refusal import Refused
from console.domain.rules import scene as rules
from console.domain.rules.devices import Identity

GEOFENCE, RADIO = "geofence", "radio"
MANY = 20_000
Near = Mapping[tuple[str, str], bool]
"""(incident, device) of every tracker near a scene, each with whether it is inside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeUnderCommand(Command):
    """A force that is on the scene comes under the command there, as one that has arrived.

    A tracker that no force owns is ``owner_id``'s from now on, or becomes a force of its own: ``name`` and ``kind`` say what it is.
    """

    presence_id: str
    sector_id: str | None = None
    owner_id: str | None = None
    name: str = ""
    kind: ForceKind = ForceKind.SOCIAL


def take_under_command(ctx: Ctx, cmd: TakeUnderCommand) -> str:
    presence = ctx.unit.get(Presence, cmd.presence_id)
    if presence.left_at is not None:
        raise Refused("left_the_scene", at=presence.left_at)
    force_id = force_id_of(ctx, presence)
    force = ctx.unit.get(Force, force_id) if force_id else _owner(ctx, presence, cmd)
    if force.duty is not ForceDuty.AVAILABLE and open_assignment(ctx, force.id) is None:
        # It stands on the scene: whatever the register says, it is at work.
        ctx.unit.record(ForceDutyChanged(force_id=force.id, duty=ForceDuty.AVAILABLE, since=ctx.now))
    assignment = commit(ctx, force.id, presence.incident_id, cmd.sector_id)
    arrive(ctx, assignment, AssignmentStatus.ON_SCENE, GEOFENCE)
    return assignment.id


def arrive(ctx: Ctx, assignment: Assignment, status: AssignmentStatus, by: str) -> None:
    """The ledger goes forward to what a machine heard, if that is news."""
    step = rules.check_in(assignment, status, ctx.now, by)
    if step is not None:
        ctx.unit.record(step)


def hear_status(ctx: Ctx, device: Device, radio_id: str | None, status: AssignmentStatus) -> None:
    """A crew said by radio how far it is. What it is committed to goes forward; a force that nobody has sent only said so.

    Whose radio it is stands in the device, else in the register of forces.
    """
    carried = ctx.unit.find(Force, radio_id=radio_id) if device.force_id is None and radio_id else []
    force_id = device.force_id or (carried[0].id if carried else None)
    held = open_assignment(ctx, force_id) if force_id else None
    if held is not None and force_id is not None:
        arrive(ctx, held, status, RADIO)
        if status is AssignmentStatus.RELEASED:
            lapses.end_requests(ctx, force_id, lapses.RELEASED)


def force_id_of(ctx: Ctx, presence: Presence) -> str | None:
    """Whose tracker that is; it may have been given to a force after it came."""
    return presence.force_id or ctx.unit.get(Device, presence.device_id).force_id


def _owner(ctx: Ctx, presence: Presence, cmd: TakeUnderCommand) -> Force:
    """Whose a tracker is that nobody owned; it bears the name of its force from now on."""
    device = ctx.unit.get(Device, presence.device_id)
    force = whose(ctx, cmd.owner_id, cmd.name, cmd.kind)
    if force is None:
        raise Refused("force_unnamed", device=device.name)
    role = DeviceRole.TRACKER if device.role is DeviceRole.UNKNOWN else device.role
    name_it(ctx, device, Identity(force.name, role, force.id, device.place, device.lat, device.lon))
    return force


class SceneWatch:
    """The geofences of the hall over time: what it knows of positions, and what it said of them last."""

    def __init__(self) -> None:
        self._newest: dict[str, PositionRow] = {}
        self._seq: int | None = None
        self._scenes = rules.Scenes(())
        self._looked = False

    def look(self, store: Store) -> None:
        """Take in the positions that came since the last look; the first time, the newest of every tracker."""
        self._looked = True
        if self._seq is None:
            self._seq = store.mark().positions
            self._take(store.latest_positions())
            return
        while rows := store.positions_after(self._seq, MANY):
            self._seq = rows[-1].seq
            self._take(rows)

    def forget(self) -> None:
        """Another watches now; what is known here grows old."""
        self._newest.clear()
        self._seq = None

    def _take(self, rows: Iterable[PositionRow]) -> None:
        for row in rows:
            known = self._newest.get(row.device_id)
            if known is None or row.at >= known.at:
                self._newest[row.device_id] = row

    def step(self, ctx: Ctx) -> None:
        """Say who came, who left and who has arrived; once a look, however often the clock strikes."""
        if not self._looked:
            return
        self._looked = False
        near = self._near(self._now_open(ctx))
        present = ctx.unit.find(Presence, left_at=None)
        if not near and not present:
            return
        there = {(p.incident_id, p.device_id) for p in present}
        forces = {(p.incident_id, force_id) for p in present if (force_id := force_id_of(ctx, p)) is not None}
        entered = self._enter(ctx, near, there, forces)
        stayed = self._leave(ctx, present, near)
        self._check_in(ctx, [*stayed, *entered])

    def _now_open(self, ctx: Ctx) -> rules.Scenes:
        found = (rules.scene_of(incident, ctx.figures.scene_radius_m) for incident in ctx.unit.find(Incident, state=IncidentState.OPEN))
        now = tuple(scene for scene in found if scene is not None)
        if now != self._scenes.scenes:
            self._scenes = rules.Scenes(now)
        return self._scenes

    def _near(self, scenes: rules.Scenes) -> Near:
        if not scenes.scenes:
            return {}
        return {
            (incident_id, device_id): inside
            for device_id, row in self._newest.items()
            for incident_id, inside in scenes.near(row.lat, row.lon)
        }

    def _fresh(self, ctx: Ctx, device_id: str) -> bool:
        row = self._newest.get(device_id)
        return row is not None and ctx.now - row.at <= timedelta(seconds=ctx.figures.position_lost_s)

    def _enter(self, ctx: Ctx, near: Near, there: set[tuple[str, str]], forces: set[tuple[str, str]]) -> list[Presence]:
        """A force is present once, however many of its trackers are inside."""
        made = []
        for (incident_id, device_id), inside in near.items():
            if not inside or (incident_id, device_id) in there or not self._fresh(ctx, device_id):
                continue
            force_id = ctx.unit.get(Device, device_id).force_id
            if force_id is not None and (incident_id, force_id) in forces:
                continue
            presence = Presence(id=ctx.new_id(), incident_id=incident_id, device_id=device_id, force_id=force_id, entered_at=ctx.now)
            ctx.unit.record(SceneEntered(presence=presence))
            made.append(presence)
            if force_id is not None:
                forces.add((incident_id, force_id))
        return made

    def _leave(self, ctx: Ctx, present: list[Presence], near: Near) -> list[Presence]:
        """Gone is who was seen elsewhere: neither the tracker that came nor another of the same force is near, and a position says so.

        Returns those who stay.
        """
        away = {p.id for p in present if (p.incident_id, p.device_id) not in near and self._fresh(ctx, p.device_id)}
        if not away:
            return present
        places = {p.incident_id for p in present if p.id in away}
        still = {
            (incident_id, ctx.unit.get(Device, device_id).force_id)
            for incident_id, device_id in near
            if incident_id in places and self._fresh(ctx, device_id)
        }
        stayed = []
        for presence in present:
            force_id = force_id_of(ctx, presence) if presence.id in away else None
            if presence.id not in away or (force_id is not None and (presence.incident_id, force_id) in still):
                stayed.append(presence)
            else:
                ctx.unit.record(SceneLeft(incident_id=presence.incident_id, presence_id=presence.id, left_at=ctx.now))
        return stayed

    def _check_in(self, ctx: Ctx, present: list[Presence]) -> None:
        """Whoever is assigned here and present has arrived – the one who was sent and the one who was there already."""
        if not present:
            return
        held = {(a.incident_id, a.force_id): a for a in ctx.unit.find(Assignment, released_at=None)}
        for presence in present:
            assignment = held.get((presence.incident_id, force_id_of(ctx, presence) or ""))
            if assignment is not None:
                arrive(ctx, assignment, AssignmentStatus.ON_SCENE, GEOFENCE)


HANDLERS = (Handler(TakeUnderCommand, DISPATCH, take_under_command),)
