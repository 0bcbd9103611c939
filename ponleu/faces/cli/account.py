"""``ponleu account add``: a system keeper for a real record, with a passphrase for one sign-in."""

from __future__ import annotations

import argparse
import json
import sys

from django.conf import settings

from ponleu.foundation.accounts import passphrases, services
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import DomainError

DONE, REFUSED = 0, 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what may follow ``ponleu account``."""
    commands = parser.add_subparsers(dest="account_command", required=True)
    add = commands.add_parser("add", help="add a system keeper, who then adds everybody else")
    add.add_argument("username", help="small letters, digits, dots and hyphens: sok.dara")
    add.add_argument("--name", required=True, help="the person's name")
    add.add_argument(
        "--unit",
        default=settings.PONLEU_COUNTRY.upper(),
        help="code of the unit whose accounts the person keeps (default: the whole country)",
    )


def run(args: argparse.Namespace) -> int:
    """Add the keeper; the passphrase goes to standard output, once."""
    passphrase = passphrases.new_passphrase()
    try:
        user = services.add_keeper(
            username=args.username,
            name=args.name,
            unit_code=args.unit,
            passphrase=passphrase,
            at=clock.now(),
        )
    except DomainError as refusal:
        print(refusal.sentence, file=sys.stderr)
        return REFUSED
    print(json.dumps({"username": user.username, "passphrase": passphrase}))
    print("It serves for one sign-in and has to be changed there.", file=sys.stderr)
    return DONE
