"""The trade's closed lists. Values are what the journal holds; words for humans live at the screen's edge.

Grades and levels follow 突发事件应对法 and the general plans made under it: I 特别重大, II 重大, III 较大, IV 一般; the same four are the
colours 红 橙 黄 蓝.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Grade(IntEnum):
    """Grade of an incident, level of a response, severity of an alarm: 1 is the worst."""

    I = 1
    II = 2
    III = 3
    IV = 4


class IncidentKind(StrEnum):
    """What an incident is about (四大类 in the kinds that a district sees)."""

    FIRE = "fire"
    FLASH_FLOOD = "flash_flood"
    LANDSLIDE = "landslide"
    DEBRIS_FLOW = "debris_flow"
    EARTHQUAKE = "earthquake"
    TRAFFIC = "traffic"
    HAZMAT = "hazmat"
    MINE = "mine"
    PUBLIC_HEALTH = "public_health"
    RESCUE = "rescue"
    OTHER = "other"


class IncidentState(StrEnum):
    """Life of an incident."""

    OPEN = "open"
    CLOSED = "closed"
    MERGED = "merged"


class ReportState(StrEnum):
    """Life of a report (接报) in the one intake queue."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    OPENED = "opened"
    MERGED = "merged"
    DISCARDED = "discarded"


class CommandLevel(StrEnum):
    """Who leads: 乡镇 → 区 → 市 → 省."""

    TOWN = "town"
    DISTRICT = "district"
    CITY = "city"
    PROVINCE = "province"


class CommandState(StrEnum):
    """Exactly one command of an incident is active."""

    ACTIVE = "active"
    TRANSFERRED = "transferred"
    CLOSED = "closed"


class SectorKind(StrEnum):
    """Working groups (工作组) of a command."""

    COORDINATION = "coordination"
    RESCUE = "rescue"
    MEDICAL = "medical"
    SECURITY_TRAFFIC = "security_traffic"
    LOGISTICS = "logistics"
    PUBLICITY = "publicity"
    EXPERT = "expert"


class ForceKind(StrEnum):
    """Forces of every kind play on the one board."""

    FIRE_RESCUE = "fire_rescue"
    PROFESSIONAL = "professional"
    SOCIAL = "social"
    GRASSROOTS = "grassroots"
    MILITARY = "military"
    MEDICAL = "medical"
    POLICE = "police"
    TRAFFIC = "traffic"
    POWER = "power"
    TELECOM = "telecom"


class ForceDuty(StrEnum):
    """Whether a force can be had at all; what it does on an incident stands in its assignment alone."""

    AVAILABLE = "available"
    RESTING = "resting"
    OUT_OF_SERVICE = "out_of_service"


class AssignmentStatus(StrEnum):
    """The status ledger of one force on one incident."""

    ASSIGNED = "assigned"
    EN_ROUTE = "en_route"
    ON_SCENE = "on_scene"
    WORKING = "working"
    RELEASED = "released"


class OrderState(StrEnum):
    """Life of an order (指令)."""

    DRAFTED = "drafted"
    ISSUED = "issued"
    DELIVERED = "delivered"
    ACKNOWLEDGED = "acknowledged"
    UNDER_WAY = "under_way"
    DONE = "done"
    REFUSED = "refused"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class Addressee(StrEnum):
    """Whom an order is for."""

    FORCE = "force"
    TOWN = "town"
    PERSON = "person"


class RequestState(StrEnum):
    """A force wanted by one incident and held by another (商调)."""

    ASKED = "asked"
    OFFERED = "offered"
    GIVEN = "given"
    TAKEN = "taken"
    REFUSED = "refused"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class ParState(StrEnum):
    """An accountability check (PAR): called, called again, over with all heard, over with somebody missed."""

    CALLING = "calling"
    RETRYING = "retrying"
    COMPLETE = "complete"
    MISSED = "missed"
    CANCELLED = "cancelled"


class ParAnswerState(StrEnum):
    """One force in an accountability check. LEFT: it left the scene before it was heard, and is asked no more."""

    WAITING = "waiting"
    ANSWERED = "answered"
    PROXY = "proxy"
    MISSED = "missed"
    LEFT = "left"


class MaydayStep(StrEnum):
    """What is done for a force that is not heard from, in this order."""

    CALL_AGAIN = "call_again"
    TELL_COMMANDER = "tell_commander"
    CLEAR_CHANNEL = "clear_channel"
    LAST_PLACE = "last_place"
    SEND_RESCUE = "send_rescue"


class ObjectiveState(StrEnum):
    """Life of an objective."""

    OPEN = "open"
    REACHED = "reached"
    DROPPED = "dropped"


class NeedState(StrEnum):
    """Life of a need."""

    OPEN = "open"
    MET = "met"
    DROPPED = "dropped"


class SupportDirection(StrEnum):
    """Where support comes from or goes to."""

    FROM_ABOVE = "from_above"
    FROM_NEIGHBOUR = "from_neighbour"
    TO_NEIGHBOUR = "to_neighbour"


class SupportState(StrEnum):
    """Life of a request for support."""

    ASKED = "asked"
    AGREED = "agreed"
    REFUSED = "refused"
    ARRIVED = "arrived"
    WITHDRAWN = "withdrawn"


class WarningState(StrEnum):
    """Life of a warning or broadcast (预警发布)."""

    PREPARED = "prepared"
    RELEASED = "released"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class Channel(StrEnum):
    """By what a text or a signal leaves the hall."""

    TETRA = "tetra"
    SPEECH = "speech"
    SIREN = "siren"
    VOICE = "voice"
    PAPER = "paper"


class DeliveryState(StrEnum):
    """How far one delivery came; the outbox is the deliveries that are QUEUED."""

    QUEUED = "queued"
    ACCEPTED = "accepted"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    CONFIRMED = "confirmed"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    EXPIRED = "expired"


class DeviceRole(StrEnum):
    """What hangs on a wire."""

    FIRE_PANEL = "fire_panel"
    RAIN_STATION = "rain_station"
    RIVER_STATION = "river_station"
    STATION = "station"
    TRACKER = "tracker"
    RADIO = "radio"
    RELAY = "relay"
    LOUDSPEAKER = "loudspeaker"
    UNKNOWN = "unknown"


class Role(StrEnum):
    """What a person may do (see console.app.roles)."""

    DISPATCHER = "dispatcher"
    RADIO_OPERATOR = "radio_operator"
    COMMANDER = "commander"
    WALL = "wall"
    ADMINISTRATOR = "administrator"
