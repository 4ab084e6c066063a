"""Who is on a scene without being commanded there: forces of others, free ones, and trackers that no force owns."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.domain.entities import Device, Force, Incident, Presence
from console.domain.rules import scene as rules
from console.models.picture import Picture

tr = QCoreApplication.translate


def title(picture: Picture, incident_id: str) -> str:
    """What an incident is called."""
    incident = picture.find(Incident, incident_id)
    return incident.title if incident else "–"


def force_id_of(picture: Picture, presence: Presence) -> str | None:
    """Whose tracker that is; it may have been given to a force after it came."""
    device = picture.find(Device, presence.device_id)
    return presence.force_id or (device.force_id if device else None)


def stray(picture: Picture, presence: Presence) -> bool:
    """Whether somebody is on a scene whom the command there does not have."""
    if presence.left_at is not None:
        return False
    force_id = force_id_of(picture, presence)
    return force_id is None or not rules.commanded(presence, picture.assignments_of(force_id))


def strays(picture: Picture, incident_id: str | None = None) -> list[Presence]:
    """Who is on a scene uncommanded, the longest there first; of one incident, or of all."""
    found = picture.all(Presence, lambda p: (incident_id is None or p.incident_id == incident_id) and stray(picture, p))
    return sorted(found, key=lambda p: p.entered_at)


def name_of(picture: Picture, presence: Presence) -> str:
    """The force, or the tracker that no force owns."""
    force = picture.find(Force, force_id_of(picture, presence))
    device = picture.find(Device, presence.device_id)
    return force.name if force else device.name if device else "–"


def word_of(picture: Picture, presence: Presence) -> str:
    """What stands between it and the command: 未编入, 归「…」, 预留, 身份不明."""
    force_id = force_id_of(picture, presence)
    if force_id is None:
        return tr("holding", "身份不明")
    held = picture.assignment_of(force_id)
    if held is not None:
        return tr("holding", "归「{0}」").format(title(picture, held.incident_id))
    reserved = picture.reservation_of(force_id)
    if reserved is not None and reserved.incident_id != presence.incident_id:
        return tr("holding", "为「{0}」预留").format(title(picture, reserved.incident_id))
    return tr("holding", "未编入")
