"""The only place that builds concrete things and connects them."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from console.app.execute import Executor
from console.app.ports import Bus
from console.app.texts import texts_in
from console.domain.records import Account, Actor
from console.engine import Engine, utc_now
from console.guards import Argon2Hasher
from console.halls import Hall
from console.ids import new_id
from console.settings import Settings, load

log = logging.getLogger(__name__)

if TYPE_CHECKING:
    from console.app.radio_status import RadioStatuses
    from console.gateway import Gateway
    from console.models.picture import Picture
    from console.seat import Seat
    from db.store import SqlStore


def open_bus(hall: Hall) -> Bus:
    """The short words between this hall's processes: on this machine, or on all machines where they share a server's database."""
    if hall.database_url.startswith("sqlite"):
        from db.bus import LocalBus

        return LocalBus(hall.run_dir)
    from db.pgbus import PostgresBus

    return PostgresBus(hall.database_url, hall.run_dir)


def open_store(hall: Hall, bus: Bus | None) -> SqlStore:
    """This hall's memory, brought up to this version's schema.

    Raises:
        StoreDown: it cannot be had.
    """
    from db.feed import poke_over
    from db.store import open_store as open_sql

    # A server pokes by itself, with the commit.
    told = {"poke": poke_over(bus)} if bus is not None and hall.database_url.startswith("sqlite") else {}
    return open_sql(hall.database_url, head_file=hall.head_file, create=not hall.head_file.exists(), **told)


def executor_opener(hall: Hall, settings: Settings, bus: Bus | None) -> Callable[[], Executor]:
    """Opens a store for the calling thread and puts the use cases before it."""

    def open_executor() -> Executor:
        return Executor(
            store=open_store(hall, bus),
            clock=utc_now,
            new_id=new_id,
            figures=settings.figures(),
            hasher=Argon2Hasher(),
            texts=texts_in(settings.text("orders.language")),
            drill=hall.drill,
        )

    return open_executor


def build_gateway(hall: Hall) -> Gateway:
    """The gateway of a hall, its wires read from the hall's file.

    A slip in the file of wires stops only the wire that it is in (see :func:`radio.gateways.wires_text.read_wires`).

    Raises:
        SpoolError: the spool cannot be opened.
    """
    from console.audio_side import AudioRoom
    from console.gateway import Gateway, Parts
    from console.wire_room import WireRoom
    from db.lease import Lease
    from radio.gateways.spool import Spool
    from radio.gateways.switchboard import Switchboard
    from radio.gateways.wires_text import read_wires

    hall.make_folders()
    settings = load(hall.settings_file)
    bus = open_bus(hall)
    wake = threading.Event()
    holder = new_id()
    spool = Spool(hall.spool_file)
    found = read_wires(hall.wires_file)
    if found.problem is not None:
        log.error("%s", found.problem)
    switchboard = Switchboard(found.wires, spool, wake.set, bad=found.bad)
    parts = Parts(
        open_executor=executor_opener(hall, settings, bus),
        spool=spool,
        switchboard=switchboard,
        bus=bus,
        lease=lambda executor: Lease(executor.store, "watch", holder=holder),  # type: ignore[arg-type]
        audio=AudioRoom.open(hall, bus, wake),
        statuses=_statuses(hall),
        wake=wake,
        leave_with_screens=hall.drill,
        wires=WireRoom(hall.wires_file, found, switchboard, bus, socket.gethostname()),
    )
    return Gateway(parts, utc_now)


def _statuses(hall: Hall) -> RadioStatuses:
    """What the radios' status codes mean here. A broken file never stops the gateway: the catalogue serves, and the log says why."""
    from console.app import radio_status

    try:
        return radio_status.load(hall.statuses_file)
    except ValueError as error:
        log.error("%s cannot be used: %s", hall.statuses_file.name, error)
        return radio_status.catalogue()


def build_seat(
    hall: Hall,
    settings: Settings,
    account: Account,
    seat: str,
    picture: Picture,
    deliver: Callable[[object], None],
    beat: Callable[[], None] | None = None,
) -> Seat:
    """One seat: its engine on this hall's memory, its picture to follow. The engine is not started yet."""
    from console.seat import Seat

    bus = open_bus(hall)
    actor = Actor(who=account.name, seat=seat, role=account.role)

    def beat_all() -> None:
        bus.publish("screen", {"seat": seat})
        if beat is not None:
            beat()

    engine = Engine(
        open_executor=executor_opener(hall, settings, bus),
        bus=bus,
        actor=actor,
        deliver=deliver,
        clock=utc_now,
        topics=("gateway", "levels", "ptt_state", "wall", "wires_said", "wire_rows"),
        beat=beat_all,
    )
    picture.gap.connect(engine.reload)
    return Seat(hall=hall, settings=settings, account=account, actor=actor, picture=picture, engine=engine, bus=bus)
