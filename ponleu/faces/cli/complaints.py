"""``ponleu complaints bring FILE...``: what of files would come in; ``--apply`` takes it in."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import DomainError
from ponleu.foundation.documents import Reader
from ponleu.foundation.packs.receipt_words import LANGUAGES
from ponleu.response.complaints.channels.fields import SEVERAL, Field, likely
from ponleu.response.complaints.channels.files import BroughtFile, brought_file
from ponleu.response.complaints.channels.forms import AskedForm, read_form
from ponleu.response.complaints.channels.rows import Reading
from ponleu.response.complaints.channels.types import Fault, Places
from ponleu.response.complaints.rules import Channel
from ponleu.response.complaints.services import bringing
from ponleu.response.complaints.services.bringing import Tally
from ponleu.response.complaints.words import BY_HAND

DONE, REFUSED = 0, 1
MOST_BYTES = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was said on the command line, ready for use.

    Attributes:
        columns: what was chosen, by name of the column.
    """

    by: User
    channel: Channel
    language: str
    form: AskedForm
    columns: Mapping[str, Field]
    places: Places
    apply: bool


class _Unusable(Exception):
    """Nothing can be done with what was said; the sentence tells why."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what may follow ``ponleu complaints``."""
    commands = parser.add_subparsers(dest="complaints_command", required=True)
    bring = commands.add_parser("bring", help="show what of files would come in, or take it in")
    bring.add_argument("files", nargs="+", metavar="FILE", help=".eml, .zip of .eml, .csv, .xlsx")
    bring.add_argument(
        "--channel", required=True, choices=[c.value for c in BY_HAND], help="how they came"
    )
    bring.add_argument("--by", required=True, metavar="USERNAME", help="who brings them")
    bring.add_argument(
        "--language", default="km", choices=LANGUAGES, help="where a file does not say it"
    )
    bring.add_argument("--form", metavar="FILE", help="the XLSForm that a table answers, .xlsx")
    bring.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="FIELD=NAME",
        help=f"which column of a table holds what; FIELD is one of: {', '.join(Field)}",
    )
    bring.add_argument("--apply", action="store_true", help="take them in")


def run(args: argparse.Namespace) -> int:
    """Go through the files; one that cannot be taken gets a line, and the others are done."""
    found: list[dict[str, Any]] = []
    with Reader() as reader:
        try:
            asked = _asked(args, reader)
            for file in args.files:
                found.append(_brought(file, asked, reader))
        except DomainError as refusal:
            print(f"ponleu: {refusal.sentence}", file=sys.stderr)
            return REFUSED
        except _Unusable as unusable:
            print(f"ponleu: {unusable}", file=sys.stderr)
            return REFUSED
        finally:
            if found:
                print(json.dumps({"taken_in": args.apply, "files": found}, ensure_ascii=False))
    new, known, broken = (sum(one[name] for one in found) for name in ("new", "known", "broken"))
    done = "came in" if args.apply else "would come in (--apply takes them in)"
    print(f"{new} {done}, {known} were in already, {broken} cannot be taken", file=sys.stderr)
    return REFUSED if broken else DONE


def _asked(args: argparse.Namespace, reader: Reader) -> _Asked:
    by = User.objects.filter(username=args.by, is_active=True).first()
    if by is None:
        raise _Unusable(f"--by: there is no account {args.by!r} in use")
    return _Asked(
        by,
        Channel(args.channel),
        args.language,
        _form(args.form, reader),
        dict(_column(said) for said in args.column),
        bringing.known_places(),
        args.apply,
    )


def _column(said: str) -> tuple[str, Field]:
    field, _, name = said.partition("=")
    if field not in Field._value2member_map_ or not name:
        raise _Unusable(f"--column {said!r}: write FIELD=NAME, with FIELD of {', '.join(Field)}")
    return name, Field(field)


def _form(path: str | None, reader: Reader) -> AskedForm:
    if path is None:
        return AskedForm()
    data = _bytes_of(path)
    form = data if isinstance(data, Fault) else read_form(data, path, reader)
    if isinstance(form, Fault):
        raise _Unusable(f"{path}: {form}")
    return form


def _brought(path: str, asked: _Asked, reader: Reader) -> dict[str, Any]:
    data = _bytes_of(path)
    file = data if isinstance(data, Fault) else brought_file(data, Path(path).name, reader)
    if isinstance(file, Fault):
        print(f"{path}: {file}", file=sys.stderr)
        return _counted(path, Tally(broken=1))
    columns = _columns(file, asked)
    reading = Reading(columns, asked.language, asked.places, asked.form)
    found = file.complaints(reading, reader)
    if asked.apply:
        tally = bringing.bring(asked.by, found, asked.channel, at=clock.now())
    else:
        tally = bringing.look(asked.by, found)
    for fault in tally.faults:
        print(f"{path}: {fault}", file=sys.stderr)
    if tally.broken > len(tally.faults):
        print(f"{path}: {tally.broken - len(tally.faults)} more like these", file=sys.stderr)
    return _counted(path, tally) | _named(file, columns)


def _columns(file: BroughtFile, asked: _Asked) -> dict[int, Field]:
    """What each column holds: as it was said, else as its name tells."""
    heading: Sequence[str] = file.table.heading if file.table else ()
    missing = [name for name in asked.columns if file.table and name not in heading]
    if missing:
        raise _Unusable(f"--column: {file.name} has no column {missing[0]!r}")
    chosen = {i: asked.columns[name] for i, name in enumerate(heading) if name in asked.columns}
    counted = Counter(chosen.values())
    if twice := [field for field in counted if counted[field] > 1 and field not in SEVERAL]:
        raise _Unusable(f"--column: {twice[0]} is in two columns of {file.name}; choose one")
    guessed = likely(heading, asked.form.names)
    return chosen | {
        column: field
        for column, field in guessed.items()
        if column not in chosen and field not in counted
    }


def _counted(path: str, tally: Tally) -> dict[str, Any]:
    counts = {"new": tally.new, "known": tally.known, "broken": tally.broken}
    return {"file": path, **counts, "references": tally.references}


def _named(file: BroughtFile, columns: Mapping[int, Field]) -> dict[str, Any]:
    """Of a table: what each column is taken to hold, null for those kept with the row only."""
    if file.table is None:
        return {}
    return {"columns": {name: columns.get(i) for i, name in enumerate(file.table.heading) if name}}


def _bytes_of(path: str) -> bytes | Fault:
    try:
        size = Path(path).stat().st_size
        if size > MOST_BYTES:
            most = MOST_BYTES // 1024 // 1024
            return Fault(f"it has more than {most} MB", "the whole file", "split it into parts")
        return Path(path).read_bytes()
    except OSError as failure:
        reason = (failure.strerror or "it cannot be opened").lower()
        return Fault(reason, "the path", "check its name, its folder and who may read it")
