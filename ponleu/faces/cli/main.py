"""Which word of ``ponleu WORD`` does what.

Exit codes: 0 done, 1 refused, 2 wrong use. Results go to standard output, progress and
refusals to standard error.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType

from ponleu import __version__
from ponleu.foundation.packs.tables import PackError


@dataclass(frozen=True, slots=True)
class Command:
    """One word, or two: of commands that begin alike the longer stands first.

    Attributes:
        module: has ``add_arguments(parser)`` and ``run(args) -> int``; imported when asked for.
        needs_record: whether it works on the record, so that Django must be set up.
    """

    word: str
    about: str
    module: str
    needs_record: bool

    def begins(self, given: Sequence[str]) -> bool:
        """Whether it is what was given."""
        words = self.word.split()
        return list(given[: len(words)]) == words


COMMANDS = (
    Command("up", "migrate, load the demonstration country if new, serve", "up", True),
    Command("read", "read facts in documents", "read", False),
    Command("incidents", "find documents of one incident, and contradictions", "incidents", False),
    Command("screen", "find entries of a register that questions may mean", "screen", False),
    Command("link", "find the rows of tables that are about the same", "link", False),
    Command("pairs", "score how likely two names of a row are one", "pairs", False),
    Command("plan mix", "mix plans, so that a visit cannot be foreseen", "plan_mix", False),
    Command("plan draw", "commit to a draw from a mix; reveal it", "plan_draw", False),
    Command("plan verify", "check a draw against what was committed to", "plan_verify", False),
    Command("plan", "plan a day of inspections", "plan", False),
    Command("learn", "learn from judgements how sure to be of what is read", "learn", True),
    Command("source", "read the scanned pages of a document that still wait", "source", True),
    Command("journal", "verify the journal, export its signed head", "journal", True),
    Command("keys", "say which units have keys, begin the keys of one", "keys", True),
    Command("complaints", "bring in complaints that came as files", "complaints", True),
    Command("custody", "check a custody report, and files against it", "custody", False),
    Command("account", "make the first account of a real record", "account", True),
)


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = list(sys.argv[1:] if words is None else words)
    parser = argparse.ArgumentParser(prog="ponleu", description=__doc__ and __doc__.split("\n")[0])
    parser.add_argument("--version", action="version", version=f"ponleu {__version__}")
    subparsers = parser.add_subparsers(dest="word", required=True, metavar="WORD")
    chosen = next((command for command in COMMANDS if command.begins(given)), None)
    if chosen is not None:
        given[: len(chosen.word.split())] = [chosen.word]
    for command in COMMANDS:
        sub = subparsers.add_parser(command.word, help=command.about, description=command.about)
        if command is chosen:
            _module(command).add_arguments(sub)
    args = parser.parse_args(given)
    assert chosen is not None  # noqa: S101  argparse has refused every other word
    try:
        return int(_module(chosen).run(args))
    except PackError as fault:  # a table that people correct by hand: tell them the line
        print(f"ponleu: {fault}", file=sys.stderr)
        return 1


def _module(command: Command) -> ModuleType:
    if command.needs_record:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ponleu.faces.config.settings")
        import django  # only commands on the record pay for Django

        django.setup()
    return importlib.import_module(f"ponleu.faces.cli.{command.module}")
