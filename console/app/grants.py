"""Use cases of lent roles (限时授权): given, taken back, run out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from console.app import roles
from console.app.context import HALL, Command, Ctx, Handler
from console.domain.codes import Role
from console.domain.entities import Grant
from console.domain.refusal import Refused
from console.domain.rules import people as rules


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantRole(Command):
    """Lend a role to an account for some minutes, with a reason. A grant of the same role that stands is replaced."""

    account: str
    role: Role
    minutes: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeGrant(Command):
    """Take a lent role back, or give it back before its time."""

    grant_id: str


def grant_role(ctx: Ctx, cmd: GrantRole) -> str:
    grant = Grant(
        id=ctx.new_id(),
        account=cmd.account,
        role=cmd.role,
        granted_at=ctx.now,
        granted_by=ctx.actor.who,
        until=ctx.now + timedelta(minutes=min(cmd.minutes, rules.LONGEST_MIN + 1)),
        why=cmd.why.strip(),
    )
    fact = rules.give(grant, ctx.actor.role, ctx.unit.account(cmd.account))
    for standing in ctx.unit.find(Grant, account=cmd.account, role=cmd.role, ended_at=None):
        end_now_or_before(ctx, standing)
    ctx.unit.record(fact, why=grant.why)
    return grant.id


def revoke_grant(ctx: Ctx, cmd: RevokeGrant) -> str:
    found = ctx.unit.find(Grant, id=cmd.grant_id)
    if not found:
        raise Refused("grant_unknown")
    own = None if ctx.actor.role is None else roles.own_role(ctx.unit, ctx.actor)
    ctx.unit.record(rules.end(found[0], ctx.actor.who, own, ctx.now))
    return cmd.grant_id


def end_now_or_before(ctx: Ctx, grant: Grant) -> None:
    """An open grant ends: at its time if that has passed, else now."""
    ctx.unit.record(rules.expire(grant, ctx.now) or rules.end(grant, grant.account, None, ctx.now))


def watch_grants(ctx: Ctx) -> None:
    """What has run out is written down (it allows nothing since ``until``, watched or not)."""
    for grant in ctx.unit.find(Grant, ended_at=None):
        fact = rules.expire(grant, ctx.now)
        if fact is not None:
            ctx.unit.record(fact)


HANDLERS = (
    Handler(GrantRole, rules.GIVERS, grant_role, lent=False),
    Handler(RevokeGrant, HALL, revoke_grant, lent=False),
)
