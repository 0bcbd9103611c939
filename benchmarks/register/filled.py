"""A record of its own with so many invented persons in its register, filled past the services.

Names are those of ``benchmarks.matching.persons``, a fifth of them respelled copies; each person
is kept by the unit of a province. Needs the output of ``benchmarks.matching.name_parts``.
"""

from __future__ import annotations

import csv
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.matching.persons import write_register

AT = datetime(2026, 11, 22, tzinfo=UTC)
YEAR = 2025
"""Of the references: those of the year of ``AT`` are left to entries that people make."""

BATCH = 5000
SEED = 1
TABLES = Path("var/bench/matching")


def opened(home: Path) -> None:
    """Set Django up on the record of a folder; call it before anything of it is imported."""
    os.environ["PONLEU_HOME"] = str(home.absolute())
    os.environ.pop("DATABASE_URL", None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ponleu.faces.config.settings")
    import django

    django.setup()


def names(entries: int) -> Path:
    """The table of persons that the register is filled from."""
    return write_register(entries, SEED, TABLES / f"persons_{entries}_{SEED}.csv")


def fill(entries: int) -> float:
    """Bring the record to so many entries; does nothing if it has some. Seconds that it took."""
    from django.core.management import call_command

    from ponleu.foundation.core.models import Installation
    from ponleu.knowledge.register.models import Entry

    call_command("migrate", interactive=False, verbosity=0)
    if Entry.objects.exists():
        return 0.0
    began = time.perf_counter()
    Installation.objects.get_or_create(
        defaults={"kind": Installation.DEMONSTRATION, "country": "kh", "begun_at": AT}
    )
    _begin()
    rows = _rows(entries)
    while batch := list(islice(rows, BATCH)):
        _put(batch)
    _note_as_matched()
    return time.perf_counter() - began


def _begin() -> None:
    from django.core.management import call_command

    from ponleu.foundation.accounts import services as accounts
    from ponleu.foundation.accounts.demonstration import demonstration_accounts
    from ponleu.foundation.places import services as places

    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    places.load_places("kh")
    accounts.load_structure("kh", at=AT)
    accounts.begin_demonstration_accounts(demonstration_accounts(), at=AT)


def _rows(entries: int) -> Iterator[tuple[Any, Any]]:
    from ponleu.foundation.accounts.models import Unit
    from ponleu.foundation.core.references import reference
    from ponleu.foundation.search.rules import fold
    from ponleu.knowledge.register.models import Entry, Name
    from ponleu.knowledge.register.rules import EntryStatus, script_of

    found = Unit.objects.filter(path__startswith="KH/")
    units = {unit.territory: unit for unit in found if len(unit.territory) == 2}
    with names(entries).open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            unit = units.get(row["place"]) or units["12"]
            name = row["name"][:200]
            entry = Entry(
                unit=unit, territory=unit.territory, reference=reference("P", YEAR, number),
                kind="person", name=name, status=EntryStatus.CONFIRMED, place=row["place"],
                entered_at=AT,
            )  # fmt: skip
            yield entry, Name(entry=entry, text=name, folded=fold(name), script=script_of(name))


def _put(batch: list[tuple[Any, Any]]) -> None:
    from ponleu.knowledge.register.models import Entry, Name

    Entry.objects.bulk_create([entry for entry, _name in batch])
    Name.objects.bulk_create([name for _entry, name in batch])


def _note_as_matched() -> None:
    """So that entering one more proposes for that one only."""
    from ponleu.foundation.journal import queries as journal
    from ponleu.knowledge.register.models import Matched

    newest = journal.head()
    Matched.objects.update_or_create(
        only=True, defaults={"sequence": newest.sequence, "hash": newest.hash}
    )
