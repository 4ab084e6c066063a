"""Who may ask for what, decided once for every command, inside its transaction – whatever buttons a screen may show.

Judged command by command (``tests/app/roles.txt`` holds the whole table; a change of it is seen in review):

| role           | is for                                     | may                                                                    |
|----------------|--------------------------------------------|------------------------------------------------------------------------|
| dispatcher     | runs the incident at a desk                | all of command: incidents, command posts, forces, orders, broadcasts   |
| commander      | leads; sits at a desk of his own at times  | what the dispatcher may, and lends roles up to his own                 |
| radio operator | hears and speaks for the forces            | what is *heard*: reports, statuses, receipts, log, alarms, broadcasts  |
|                |                                            | (two persons release them); decides nothing: no incident, no order     |
| administrator  | keeps the hall                             | what the dispatcher may (a small hall has one person), and accounts,   |
|                |                                            | grants, limits of stations, wires (in the drill hall who may dispatch  |
|                |                                            | may change those, too)                                                 |
| wall           | shows                                      | nothing but sit down                                                   |
| (gateway)      | the hall's own machinery                   | everything; recordings, receipts of wires, founding are its alone      |

Where a person's own role does not allow a command, an unexpired grant of the account does (``console.domain.rules.people``); it is read
in the transaction, so nothing that a grant allowed can be committed after it ended. A handler that says ``lent=False`` wants the
person's own role: accounts made and grants given under a lent role would outlive it. The role of an account is the one that its table
holds *now*: a person who was taken off or put down acts so with the next command, not with the next sign-in. An actor without an
account here is the machine's own administrator at the command line, or a process of the hall.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from console.app.context import Handler
from console.app.ports import Unit
from console.domain.codes import Role
from console.domain.entities import Grant
from console.domain.records import Actor
from console.domain.refusal import Refused
from console.domain.rules import people

JUST_OVER = timedelta(hours=1)


def admit(unit: Unit, actor: Actor, handler: Handler, now: datetime, *, drill: bool = False) -> Actor:
    """The actor in the role that allows it: his own, or one that is lent to him.

    Raises:
        Refused: ``role_may_not``; ``grant_ran_out`` where a grant would have allowed it until lately; ``account_disabled``.
    """
    if actor.role is None:
        return actor
    own = own_role(unit, actor)
    if own in handler.roles or (drill and own in handler.drill):
        return replace(actor, role=own)
    grants = unit.find(Grant, account=actor.who) if handler.lent else []
    grant = people.lent(grants, handler.roles, now)
    if grant is not None:
        return replace(actor, role=grant.role)
    lately = _ran_out(grants, handler, now)
    if lately is not None:
        raise Refused("grant_ran_out", role=lately.role.value, at=lately.ended_at or lately.until)
    raise Refused("role_may_not", role=own.value, command=handler.command.__name__)


def own_role(unit: Unit, actor: Actor) -> Role:
    """The person's own role as the hall has it now.

    Raises:
        Refused: ``account_disabled``.
    """
    account = unit.account(actor.who)
    if account is not None and not account.enabled:
        raise Refused("account_disabled", name=account.display_name)
    role = account.role if account is not None else actor.role
    return role if role is not None else Role.WALL


def _ran_out(grants: Iterable[Grant], handler: Handler, now: datetime) -> Grant | None:
    ended = [grant for grant in grants if grant.role in handler.roles and now - (grant.ended_at or grant.until) < JUST_OVER]
    return max(ended, key=lambda grant: grant.ended_at or grant.until, default=None)


def matrix(handlers: Iterable[Handler]) -> str:
    """Every command with every role, as a table to read: ``x`` may, ``d`` in the drill hall alone, ``.`` may not; ``own`` where a lent
    role is not enough."""
    roles = (Role.DISPATCHER, Role.COMMANDER, Role.RADIO_OPERATOR, Role.ADMINISTRATOR, Role.WALL)
    lines = [f"{'command':<28}" + " ".join(f"{role.value:<14}" for role in roles)]
    for handler in sorted(handlers, key=lambda h: h.command.__name__):
        marks = " ".join(f"{'x' if role in handler.roles else 'd' if role in handler.drill else '.':<14}" for role in roles)
        lines.append(f"{handler.command.__name__:<28}{marks}{'' if handler.lent else 'own'}".rstrip())
    return "\n".join(lines) + "\n"
