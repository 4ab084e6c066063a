"""``oneboard setup``: makes the live hall – administrator, district pack, wires, database – asking for what was not given."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from console.cli import UsageError
from console.founding import LiveHall, found_live
from console.halls import Hall, home_folder

JOINING = {
    "passphrase_wrong": "the database holds a live hall already: joining it takes the name and pass-phrase of its administrator",
    "role_may_not": "that account is not an administrator of the hall",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Everything can be given; a terminal is asked for the rest."""
    parser.add_argument("--admin", help="sign-in name of the administrator")
    parser.add_argument("--admin-name", default="", help="the administrator's name as screens show it")
    parser.add_argument("--hall-name", default=None, help="what the title bar says (秦州区应急指挥)")
    parser.add_argument("--district", default=None, help="folder of a district pack; the bundled one without")
    parser.add_argument("--wires", default=None, help="a gateway.toml to begin with; none without")
    parser.add_argument("--database-url", default=None, help="PostgreSQL for many seats; a hall that is there already is joined")


def run(options: argparse.Namespace) -> int:
    """Found the live hall, whole or not at all."""
    from console.domain.records import StoreDown
    from console.domain.refusal import Refused
    from console.user_cli import REFUSALS, ask_passphrase

    if options.hall == "drill":
        raise UsageError("the drill hall needs no setup; it is there from the first start")
    hall = Hall("live", home_folder())
    if hall.founded:
        raise UsageError(f"the live hall is set up already in {hall.folder}; accounts: oneboard user --hall live")
    admin = options.admin or (_ask("管理员登录名 administrator's sign-in name", "admin") if sys.stdin.isatty() else None)
    if not admin:
        raise UsageError("--admin NAME is needed where nobody can be asked (the pass-phrase is read from standard input)")
    hall_name = options.hall_name or (_ask("大厅名称 name of the hall", "秦州区应急指挥") if sys.stdin.isatty() else "秦州区应急指挥")
    live = LiveHall(
        admin=admin,
        admin_name=options.admin_name,
        passphrase=ask_passphrase(),
        hall_name=hall_name,
        district=options.district or "",
        wires=Path(options.wires) if options.wires else None,
        database_url=options.database_url or "",
    )
    try:
        found_live(hall, live)
    except Refused as refused:
        print(f"oneboard setup: {(REFUSALS | JOINING).get(refused.code, refused.code)}", file=sys.stderr)
        return 1
    except StoreDown as down:
        print(f"oneboard setup: the database cannot be had ({down})", file=sys.stderr)
        return 1
    except ValueError as error:
        raise UsageError(str(error)) from error
    print(f"实战大厅已建立 the live hall is set up: {hall.folder}")
    return 0


def _ask(question: str, default: str) -> str:
    return input(f"{question} [{default}]: ").strip() or default
