"""``oneboard user add|list|passwd|enable|disable|role``: the accounts of a hall, from its own machine."""

from __future__ import annotations

import argparse
import getpass
import os
import sys

from console.app.accounts import AddAccount, EnableAccount, SetPassphrase, SetRole
from console.app.context import Command
from console.cli import UsageError
from console.domain.codes import Role
from console.domain.records import Actor, StoreDown
from console.domain.refusal import Refused
from console.halls import choose_hall

REFUSALS = {
    "account_exists": "an account of that name exists already",
    "account_unknown": "there is no account of that name",
    "account_name_bad": "a name has 2 to 32 letters, digits, . _ or -",
    "account_as_it_is": "the account is so already",
    "last_administrator": "this is the last administrator who can sign in; make another first",
    "passphrase_short": "a pass-phrase has at least 8 characters",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The actions."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    add = actions.add_parser("add", help="a new account; the pass-phrase is asked for, or read from standard input")
    add.add_argument("name")
    add.add_argument("--display", default="", help="the person's name as screens show it")
    add.add_argument("--role", choices=[role.value for role in Role], default=Role.DISPATCHER.value)
    actions.add_parser("list", help="all accounts")
    passwd = actions.add_parser("passwd", help="another pass-phrase")
    passwd.add_argument("name")
    for action, text in (("enable", "an account may sign in again"), ("disable", "an account may sign in and act no more, at once")):
        actions.add_parser(action, help=text).add_argument("name")
    role = actions.add_parser("role", help="another role of an account's own")
    role.add_argument("name")
    role.add_argument("role", choices=[role.value for role in Role])


def run(options: argparse.Namespace) -> int:
    """Do it; what the rules refuse is one line and exit code 1."""
    from console.bootstrap import executor_opener, open_bus
    from console.founding import ensure_founded
    from console.settings import load

    hall = choose_hall(options.hall)
    ensure_founded(hall)
    # A name with a colon is no account's: who has the machine is its administrator, whatever an account of that name may do.
    actor = Actor(who=f"os:{_system_user()}", seat="command line", role=Role.ADMINISTRATOR)
    try:
        executor = executor_opener(hall, load(hall.settings_file), open_bus(hall))()
        if options.action == "list":
            with executor.store.transaction(actor, executor.clock()) as unit:
                for account in unit.accounts():
                    state = "" if account.enabled else "disabled"
                    key = "" if account.passphrase_hash else "(no pass-phrase)"
                    print(f"{account.name:<20} {account.role.value:<16} {account.display_name} {key}{state}".rstrip())
            return 0
        executor.execute(actor, _command(options))
    except Refused as refused:
        print(f"oneboard user: {REFUSALS.get(refused.code, refused.code)}", file=sys.stderr)
        return 1
    except StoreDown as down:
        print(f"oneboard user: the database cannot be had ({down})", file=sys.stderr)
        return 1
    return 0


def _command(options: argparse.Namespace) -> Command:
    match options.action:
        case "add":
            return AddAccount(name=options.name, display_name=options.display, role=Role(options.role), passphrase=ask_passphrase())
        case "passwd":
            return SetPassphrase(name=options.name, passphrase=ask_passphrase())
        case "role":
            return SetRole(name=options.name, role=Role(options.role))
    return EnableAccount(name=options.name, enabled=options.action == "enable")


def ask_passphrase() -> str:
    """Asked twice at a terminal, else one line of standard input.

    Raises:
        UsageError: the two differ, or there is none.
    """
    if sys.stdin.isatty():
        first = getpass.getpass("口令 pass-phrase: ")
        if getpass.getpass("再输一次 again: ") != first:
            raise UsageError("the two pass-phrases differ")
    else:
        first = sys.stdin.readline().rstrip("\n")
    if not first:
        raise UsageError("no pass-phrase given")
    return first


def _system_user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getpid())
