"""``ponleu up``: bring the record up to date and serve it."""

from __future__ import annotations

import argparse
import subprocess
import sys

from ponleu.faces.demonstration import load
from ponleu.foundation.accounts.demonstration import PASSPHRASE, demonstration_accounts
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import DomainError
from ponleu.foundation.core.models import is_demonstration

REQUESTS_AT_ONCE = 16
"""Requests that one worker answers at once, the others wait: hashing a passphrase takes 100 MB."""

CONNECTIONS = 1024
"""Connections that one worker holds; browsers keep several open while they ask for nothing."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``ponleu up``."""
    parser.add_argument("--host", default="127.0.0.1", help="address to serve on")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument(
        "--real", action="store_true", help="begin a real record: no demonstration country"
    )
    parser.add_argument("--prepare-only", action="store_true", help="do all but serve")


def run(args: argparse.Namespace) -> int:
    """Prepare, say where it is, serve until stopped."""
    try:
        load.prepare(real=args.real, at=clock.now(), say=_say)
    except DomainError as refusal:
        _say(refusal.sentence)
        return 1
    if args.prepare_only:
        return 0
    _say(f"Ponleu is at http://{args.host}:{args.port}/")
    if is_demonstration():
        _say("Demonstration accounts, all with the passphrase: " + PASSPHRASE)
        for account in demonstration_accounts():
            _say(f"  {account.username:<12} {account.post}")
    _compile_the_planner()
    _serve(args.host, args.port, args.workers)
    return 0


def _compile_the_planner() -> None:
    """Beside the server and behind everything else; or the first plan waits half a minute."""
    words = "import os; os.nice(19); from ponleu.engines.planning import make_ready; make_ready()"
    subprocess.Popen(  # noqa: S603  # our own words
        [sys.executable, "-c", words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _serve(host: str, port: int, workers: int) -> None:
    from granian import Granian  # the server is only loaded to serve
    from granian.constants import Interfaces

    Granian(
        "ponleu.faces.config.serving:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=REQUESTS_AT_ONCE,
        backpressure=CONNECTIONS,
        respawn_failed_workers=True,
        log_access=False,
    ).serve()


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
