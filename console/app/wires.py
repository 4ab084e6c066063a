"""Use cases of the wires' settings. The file is the gateway's; here stands who may change it, and that it was changed."""

from __future__ import annotations

from dataclasses import dataclass

from console.app.context import ADMIN, DISPATCH, Command, Ctx, Handler
from console.domain.facts import WireSettingsChanged


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeWire(Command):
    """A wire of a gateway's machine is ``added``, ``changed`` or ``removed``; ``edited`` where a person has written in the file itself.

    ``digest`` is of the file as it will be (see :func:`cursor_of`); keys and pass-words stay in the file.
    """

    gateway: str
    wire: str
    change: str
    digest: int
    label: str = ""
    protocol: str = ""
    link: str = ""


def change_wire(ctx: Ctx, cmd: ChangeWire) -> str:
    ctx.unit.record(
        WireSettingsChanged(
            gateway=cmd.gateway, wire=cmd.wire, change=cmd.change, label=cmd.label, protocol=cmd.protocol, link=cmd.link
        )
    )
    ctx.unit.set_cursor(cursor_of(cmd.gateway), cmd.digest)
    return cmd.wire


def cursor_of(gateway: str) -> str:
    """Where the digest of a gateway's file stands: a file of that digest is the one that the journal tells of."""
    return f"wires:{gateway}"


HANDLERS = (Handler(ChangeWire, ADMIN, change_wire, drill=DISPATCH),)
