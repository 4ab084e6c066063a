"""How a hall begins: the drill hall by itself at the first start, the live hall by its administrator's will."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from console import bootstrap
from console.app.accounts import AddAccount, FoundHall, check_passphrase
from console.app.catalogue import default_cards
from console.app.execute import Executor
from console.app.ports import Unit
from console.cli import UsageError
from console.domain.codes import DeviceRole, ForceKind, Grade, Role
from console.domain.entities import Device, Force, RunCard, Threshold
from console.domain.facts import AccountChanged, DeviceRegistered, ForceRegistered, HallFounded, RunCardSet, ThresholdSet
from console.domain.records import Account, Actor, StoreDown
from console.domain.refusal import Refused
from console.guards import Argon2Hasher
from console.halls import Hall
from console.settings import Settings, load, save

if TYPE_CHECKING:
    from radio.simulator.scenario import Scenario

FOUNDER = Actor(who="founding", seat="founding", role=None)
DEFAULT_SCENARIO = "default"
DISTRICT = "qinzhou"

# The people of the drill hall. It signs in by itself; the second person's pass-phrase is for practising the two-person release
# and opens nothing else. The live hall has none of these.
DRILL_SECOND = ("yanlian2", "演练指挥长", "yanlian2026")
DRILL_ACCOUNTS: dict[str, tuple[str, str, Role]] = {
    "desk": ("yanlian1", "演练调度员", Role.DISPATCHER),
    "radio": ("yanlian3", "演练话务员", Role.RADIO_OPERATOR),
    "wall": ("daping", "大屏", Role.WALL),
}

CHANNELS = """# Radio channels and loudspeakers of this machine. Without a device name the machine's default is used; "" is none.
# ptt is a serial line (RTS or DTR) that keys the transmitter; the drill keys none.
[[channel]]
key = "command"
label = "指挥信道"
input = ""

[[channel]]
key = "rescue"
label = "救援信道"
input = ""

[[channel]]
key = "broadcast"
label = "村广播"
kind = "loudspeaker"
"""


def drill_account(screen: str) -> Account:
    """Who sits at a screen of the drill hall."""
    name, display, role = DRILL_ACCOUNTS[screen]
    return Account(name=name, display_name=display, role=role, passphrase_hash=None)


def ensure_founded(hall: Hall, scenario: str | None = None) -> None:
    """Make the drill hall if it is not there, and take in the devices of a scenario that is new to it.

    Raises:
        UsageError: the live hall is not set up, or the scenario or the folder cannot be used.
    """
    if not hall.drill:
        if not hall.founded:
            raise UsageError("the live hall is not set up yet – run: oneboard setup")
        hall.make_folders()
        return
    if hall.founded and scenario is None:
        hall.make_folders()
        return
    from radio.simulator.scenario import ScenarioError, load_scenario

    try:
        hall.make_folders()
        found_drill(hall, load_scenario(scenario or DEFAULT_SCENARIO))
    except ScenarioError as error:
        raise UsageError(f"the scenario cannot be used: {error}") from error
    except OSError as error:
        raise UsageError(f"{hall.folder} cannot be written ({error.strerror}) – set ONEBOARD_HOME to a folder of your own") from error
    except StoreDown as down:
        raise UsageError(f"the database of the drill hall cannot be had ({down})") from down


def found_drill(hall: Hall, scenario: Scenario) -> None:
    """The drill hall with the forces, stations, panels and sirens of a scenario. Safe to run again."""
    from console.locks import ProcessLock
    from radio.simulator.wires import drill_wires, write_gateway_toml

    lock = ProcessLock(hall.run_dir / "founding.lock")
    if not lock.acquire():
        return
    with lock:
        write_gateway_toml(drill_wires(scenario, hall.run_dir), hall.wires_file)
        if not hall.channels_file.exists():
            hall.channels_file.write_text(CHANNELS, "utf-8")
        executor = bootstrap.executor_opener(hall, load(hall.settings_file), None)()
        try:
            with executor.store.transaction(FOUNDER, executor.clock()) as unit:
                _drill_people(unit)
                _drill_district(unit, scenario)
                _drill_cards(unit)
        finally:
            executor.store.close()
        (hall.folder / "scenario").write_text(scenario.name, "utf-8")
        if not hall.founded:
            save(hall.settings_file, {})


def _drill_people(unit: Unit) -> None:
    if unit.account(DRILL_SECOND[0]) is not None:
        return
    unit.record(HallFounded(hall="drill", district=DISTRICT))
    name, display, passphrase = DRILL_SECOND
    hashed = Argon2Hasher().hash(passphrase)
    people = [Account(name=name, display_name=display, role=Role.COMMANDER, passphrase_hash=hashed)]
    people += [drill_account(screen) for screen in DRILL_ACCOUNTS]
    for person in people:
        unit.put_account(person)
        unit.record(AccountChanged(name=person.name, display_name=person.display_name, role=person.role, change="added"))


def _drill_cards(unit: Unit) -> None:
    """The program's run cards; the live hall takes them, or writes its own, at the desk."""
    there = {card.id for card in unit.find(RunCard)}
    for card in default_cards():
        if card.id not in there:
            unit.record(RunCardSet(card=card))


def _drill_district(unit: Unit, scenario: Scenario) -> None:
    for force in scenario.forces:
        entity = Force(
            id=f"drill-{force.wire}",
            name=force.name,
            kind=ForceKind(force.kind),
            organisation=force.organisation,
            crew=force.crew,
            radio_id=force.radio or None,
            capabilities=force.capabilities,
            town=force.town,
            lat=force.home[0] if force.home else None,
            lon=force.home[1] if force.home else None,
        )
        if not unit.find(Force, id=entity.id):
            unit.record(ForceRegistered(force=entity))
    ids = {force.name: f"drill-{force.wire}" for force in scenario.forces}
    for device in scenario.devices:
        entity_id = f"drill-{device.wire}-{device.address}".replace("/", "-")
        if unit.find(Device, id=entity_id):
            continue
        made = Device(
            id=entity_id,
            protocol=device.protocol,
            address=device.address,
            role=DeviceRole(device.role),
            name=device.name,
            place=device.place,
            lat=device.lat,
            lon=device.lon,
            drill=True,
            force_id=ids.get(device.force) if device.force else None,
            wire=device.wire,
        )
        unit.record(DeviceRegistered(device=made))
        for threshold in _thresholds(made, scenario):
            unit.record(ThresholdSet(threshold=threshold))
    speaker = Device(
        id="drill-broadcast",
        protocol="audio",
        address="broadcast",
        role=DeviceRole.LOUDSPEAKER,
        name="娘娘坝村广播",
        place="娘娘坝镇（演练）",
        drill=True,
        wire="broadcast",
    )
    if not unit.find(Device, id=speaker.id):
        unit.record(DeviceRegistered(device=speaker))


def _thresholds(device: Device, scenario: Scenario) -> list[Threshold]:
    """Limits for practising. They are the drill's own: a district's real ones come from its own table."""
    station = next((s for s in scenario.stations if s.wire == device.wire), None)
    if station is None:
        return []
    limits = [("rain_1h", 20.0, "mm", Grade.III, 2.0), ("rain_1h", 40.0, "mm", Grade.II, 4.0)]
    if station.alarm_level_m is not None:
        limits.append(("water_level", station.alarm_level_m, "m", Grade.II, 0.1))
    return [
        Threshold(
            id=f"{device.id}-{element}-{limit:g}",
            device_id=device.id,
            element=element,
            limit=limit,
            unit=unit,
            grade=grade,
            hysteresis=dead_band,
        )
        for element, limit, unit, grade, dead_band in limits
    ]


@dataclass(frozen=True, slots=True)
class LiveHall:
    """What the live hall needs to begin. ``wires`` is a gateway.toml to copy; an empty URL is the embedded database."""

    admin: str
    passphrase: str
    admin_name: str = ""
    hall_name: str = ""
    district: str = ""
    wires: Path | None = None
    database_url: str = ""

    def __repr__(self) -> str:
        return f"LiveHall(admin={self.admin!r}, hall_name={self.hall_name!r})"


def found_live(hall: Hall, live: LiveHall) -> None:
    """The live hall with its administrator. Until the settings file is written, the last step, it does not exist.

    Where the database of a server holds it already, this machine joins it.

    Raises:
        ValueError: the pack or the wires cannot be used; the message says which and why.
        Refused: the administrator's name or pass-phrase will not do, or – of a hall that is there – is not right.
        StoreDown: the database cannot be had.
    """
    from maps.geo.errors import MapDataError
    from maps.geo.pack import load_pack
    from radio.gateways.wires import WireConfigError, load_wires

    if live.district:
        try:
            load_pack(Path(live.district))
        except MapDataError as error:
            raise ValueError(f"the district pack cannot be used: {error}") from error
    if live.wires is not None:
        try:
            load_wires(live.wires)
        except WireConfigError as error:
            raise ValueError(f"the wires cannot be used: {error}") from error
    hall.make_folders()
    if live.database_url:
        hall.database_file.touch(mode=0o600)
        hall.database_file.write_text(live.database_url, "utf-8")
    executor = bootstrap.executor_opener(hall, Settings({**load(hall.settings_file).values}), None)()
    try:
        _first_people(executor, live)
    finally:
        executor.store.close()
    if live.wires is not None:
        shutil.copyfile(live.wires, hall.wires_file)
    elif not hall.wires_file.exists():
        hall.wires_file.write_text("# One [[wire]] table a line: name, label, protocol, link, baud …\n", "utf-8")
    values: dict[str, str | int | float | bool] = {}
    if live.district:
        values["hall.district"] = str(Path(live.district).absolute())
    if live.hall_name:
        values["hall.name"] = live.hall_name
    save(hall.settings_file, values)


def _first_people(executor: Executor, live: LiveHall) -> None:
    with executor.store.transaction(FOUNDER, executor.clock()) as unit:
        is_there = bool(unit.accounts())
    if is_there:
        _join(executor, live)
        return
    executor.execute(FOUNDER, FoundHall(hall="live", district=live.district or DISTRICT))
    executor.execute(
        FOUNDER,
        AddAccount(name=live.admin, display_name=live.admin_name, role=Role.ADMINISTRATOR, passphrase=live.passphrase),
    )


def _join(executor: Executor, live: LiveHall) -> None:
    """One more machine of a hall that lives on a server already: its administrator says so with his own pass-phrase."""
    first = executor.store.facts_after(0, 1)[0].body
    if not isinstance(first, HallFounded) or first.hall != "live":
        raise ValueError("the database holds the drill hall; the live hall needs one of its own")
    now = executor.clock()
    with executor.store.transaction(FOUNDER, now) as unit:
        account = check_passphrase(executor.at(unit, FOUNDER, now), live.admin, live.passphrase)
    if account.role is not Role.ADMINISTRATOR:
        raise Refused("role_may_not")
