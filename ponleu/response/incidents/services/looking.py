"""Looking documents through for what they tell of incidents; nothing of it is a judgement."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from ponleu import __version__
from ponleu.engines import incidents as engine
from ponleu.foundation.journal import queries as journal
from ponleu.knowledge.sources.models import Proposal, Source
from ponleu.knowledge.tellings.finding import tellings_and_names
from ponleu.response.incidents import kinship
from ponleu.response.incidents.models import CaughtUp, Looked, Mark, Telling, Tie
from ponleu.response.incidents.queries import proposals
from ponleu.response.incidents.rules import shared_words
from ponleu.response.incidents.said import said_of
from ponleu.response.incidents.services import comparing, grouping
from ponleu.response.incidents.values import as_json

AT_ONCE = 20
"""Documents looked through in one transaction: others who write wait for it."""

AT_A_VISIT = 5
"""Documents looked through while someone waits for a page."""

AT_A_PRESS = 50
"""Documents looked through when someone asks for it."""

MOST_IN_LINE = 500
"""Keys asked for in one query."""

_PROPOSAL, _SOURCE = "sources.proposal", "sources.source"


def catch_up(
    *, at: datetime, most: int | None = None, say: Callable[[str], None] = lambda _sentence: None
) -> int:
    """Look through documents that are new, or of which a person judged what was read.

    Safe to run twice, beside others and after being cut off: each part is kept for itself.

    Args:
        most: how many documents at most; all if None.
        say: is told how far it is.

    Returns:
        How many were looked through.
    """
    _forget_judged()
    done = 0
    while most is None or done < most:
        number = AT_ONCE if most is None else min(AT_ONCE, most - done)
        looked = _look_through(number, at)
        done += looked
        if looked:
            say(f"  {done} documents looked through for incidents")
        if looked < number:
            break
    return done


def refresh(source: UUID, *, at: datetime) -> None:
    """Look one document through now, whether or not that was done before."""
    with transaction.atomic():
        _stand_in_line()
        _look(Source.objects.get(pk=source), at)


def _look_through(number: int, at: datetime) -> int:
    if Looked.objects.count() == Source.objects.count():
        return 0
    with transaction.atomic():
        _stand_in_line()
        found = list(proposals.not_looked_through()[:number])
        for source in found:
            _look(source, at)
    return len(found)


def _stand_in_line() -> None:
    """One at a time: two that group the same tellings would undo each other's work."""
    _place()
    if connection.features.has_select_for_update:
        list(CaughtUp.objects.select_for_update().filter(only=True))


def _place() -> CaughtUp:
    """How far the journal was taken into account; what comes before the first time waits anyway."""
    newest = journal.head()
    return CaughtUp.objects.get_or_create(
        only=True, defaults={"sequence": newest.sequence, "hash": newest.hash}
    )[0]


@transaction.atomic
def _forget_judged() -> None:
    """Have documents looked through again of which something was judged or read anew since."""
    newest, row = journal.head(), _place()
    if (row.sequence, row.hash) == (newest.sequence, newest.hash):
        return
    if not journal.is_row(row.sequence, row.hash):
        Looked.objects.all().delete()
    else:
        written = journal.written_since(row.sequence, (_PROPOSAL, _SOURCE))
        keys = {UUID(key) for key in written.get(_SOURCE, ()) if key}
        keys |= _sources_of(UUID(key) for key in written.get(_PROPOSAL, ()) if key)
        for part in _parts(keys):
            Looked.objects.filter(source__in=part).delete()
    CaughtUp.objects.filter(only=True).update(sequence=newest.sequence, hash=newest.hash)


def _sources_of(proposals: Iterable[UUID]) -> set[UUID]:
    return {
        source
        for part in _parts(proposals)
        for source in Proposal.objects.filter(pk__in=part).values_list("source", flat=True)
    }


def _parts(keys: Iterable[UUID]) -> list[list[UUID]]:
    ordered = sorted(keys)
    return [ordered[at : at + MOST_IN_LINE] for at in range(0, len(ordered), MOST_IN_LINE)]


def _look(source: Source, at: datetime) -> None:
    tellings, _names = tellings_and_names([said_of(source)])
    take(source, tellings, at=at)
    comparing.compare_figures(source, at=at)
    Looked.objects.update_or_create(
        source=source, defaults={"at": at, "engine_version": __version__}
    )


def take(source: Source, tellings: list[engine.Telling], *, at: datetime) -> None:
    """Store what a document tells, tie it to what others tell, and group anew what it touches.

    What it told before keeps its key, so that judgements stand; what it no longer tells is
    forgotten unless a person judged it.
    """
    before = list(Telling.objects.filter(source=source).order_by("number"))
    touched = kinship.hanging_together([row.pk for row in before]) if before else set()
    rows, changed = _kept(source, before, tellings, at)
    touched -= _forget([row for row in before if row not in rows], at)
    for row in rows:
        if row.pk in changed:
            _tie(row)
    grouping.regroup({*touched, *(row.pk for row in rows)}, at=at)
    comparing.compare_incidents_of([row.pk for row in rows], at=at)


def _kept(
    source: Source, before: list[Telling], tellings: list[engine.Telling], at: datetime
) -> tuple[list[Telling], set[UUID]]:
    """The rows of these tellings, and which of them say something else than before."""
    rows, changed = list[Telling](), set[UUID]()
    left = list(before)
    free = max((row.number for row in before), default=0)
    for telling in tellings:
        values = as_json(telling)
        row = max(left, key=lambda known: shared_words(known.values, values), default=None)
        if row is None or not shared_words(row.values, values):
            free += 1
            row = Telling(source=source, number=free, values={})
        else:
            left.remove(row)
        if row.gone_at is not None or row.values != values:
            _fill(row, telling, at)
            row.values = values
            row.save()
            changed.add(row.pk)
        rows.append(row)
    _mark([row for row in rows if row.pk in changed])
    return rows, changed


def _fill(row: Telling, telling: engine.Telling, at: datetime) -> None:
    row.told_at, row.gone_at = at, None
    row.first = telling.days.first if telling.days else None
    row.last = telling.days.last if telling.days else None
    row.kinds = _listed(telling.kinds, Telling.KINDS_LENGTH)
    row.provinces = _listed({code[:2] for code in telling.places}, Telling.PROVINCES_LENGTH)


def _listed(words: Iterable[str], length: int) -> str:
    """Words between bars, as many as there is room for."""
    found = ""
    for word in sorted(words):
        longer = f"{found or '|'}{word}|"
        found = longer if len(longer) <= length else found
    return found


def _mark(rows: list[Telling]) -> None:
    Mark.objects.filter(telling__in=rows).delete()
    Mark.objects.bulk_create(
        Mark(telling=row, value=value)
        for row, telling in zip(rows, kinship.plain(rows), strict=True)
        for value in sorted(kinship.marks_of(telling))
    )


def _tie(row: Telling) -> None:
    Tie.objects.filter(one=row).delete()
    Tie.objects.filter(other=row).delete()
    pairs = [sorted((row.pk, key)) for key in kinship.tied_to(row)]
    Tie.objects.bulk_create(Tie(one_id=one, other_id=other) for one, other in pairs)


def _forget(rows: list[Telling], at: datetime) -> set[UUID]:
    """Let go of tellings that their document no longer gives; the keys of all of them."""
    keys = {row.pk for row in rows}
    for row in rows:
        if row.memberships.exists() or row.kept_sides.exists():
            row.gone_at = row.gone_at or at
            row.proposed = None
            row.save(update_fields=["gone_at", "proposed"])
            Mark.objects.filter(telling=row).delete()
            Tie.objects.filter(one=row).delete()
            Tie.objects.filter(other=row).delete()
        else:
            row.delete()
    return keys
