"""``ponleu keys status`` and ``ponleu keys begin UNIT``: which units have keys; never any key."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import DomainError
from ponleu.foundation.keyrings import queries, services
from ponleu.foundation.keyrings.queries import UnitKeys

DONE, REFUSED = 0, 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what may follow ``ponleu keys``."""
    commands = parser.add_subparsers(dest="keys_command", required=True)
    commands.add_parser("status", help="which units have keys, how many hold them, recovery")
    begin = commands.add_parser("begin", help="give a unit keys, held by all who have the grant")
    begin.add_argument("unit", metavar="UNIT", help="code of a unit: KH-18")


def run(args: argparse.Namespace) -> int:
    """Do what was asked; returns the exit code."""
    try:
        found = _begin(args.unit) if args.keys_command == "begin" else _status()
    except DomainError as refusal:
        print(refusal.sentence, file=sys.stderr)
        return REFUSED
    print(json.dumps(found, indent=2))
    return DONE


def _status() -> dict[str, Any]:
    return {
        "recovery": [
            {
                "unit": recovery.unit_id,
                "begun_at": recovery.begun_at.isoformat(),
                "renewal_is_due": queries.renewal_is_due(recovery),
            }
            for recovery in queries.standing_recoveries()
        ],
        "units": [_unit(keys) for keys in queries.keys_of(queries.units_with_ring())],
    }


def _begin(code: str) -> dict[str, Any]:
    unit = queries.unit_of_code(code)
    services.begin_ring(unit, queries.granted_people(unit), actor=None, at=clock.now())
    (keys,) = queries.keys_of([unit])
    return _unit(keys)


def _unit(keys: UnitKeys) -> dict[str, Any]:
    return {
        "unit": keys.unit.pk,
        "begun_at": keys.begun_at.isoformat() if keys.begun_at else None,
        "rings": keys.rings,
        "holders": len(keys.holders),
        "holders_without_grant": len(keys.left),
        "waiting": len(keys.waiting),
        "covered_by_recovery": keys.is_covered,
        "exchanged_by_somebody": keys.is_exchanged,
    }
