"""Which stored tellings may be of one incident: looked up by marks, weighed, grouped, cut."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from ponleu.engines import incidents as engine
from ponleu.engines.incidents.evidence import is_impossible, weight_millibits
from ponleu.engines.reasons import Reason
from ponleu.response.incidents.models import KeptSide, Mark, Telling, Tie
from ponleu.response.incidents.naming import names_between, names_of, nouns
from ponleu.response.incidents.rules import (
    Traits,
    named_marks,
    pairs_apart,
    sought_times,
    timed_marks,
)
from ponleu.response.incidents.values import from_json

MOST_NAMED = 150
"""Tellings with a name in common that one is weighed against, those with most in common first."""
MOST_NEAR = 150
"""Tellings of a province and time that one is weighed against."""
MOST_TOGETHER = 120
"""Tellings that hang together and are grouped anew at once."""


def traits_of(telling: engine.Telling) -> Traits:
    """What it is looked up by."""
    return Traits(
        first=telling.days.first if telling.days else None,
        last=telling.days.last if telling.days else None,
        provinces=frozenset(code[:2] for code in telling.places),
        sites=telling.sites,
        people=telling.people,
        words=telling.source,
    )


def marks_of(telling: engine.Telling) -> set[str]:
    """All marks under which it is found."""
    traits = traits_of(telling)
    return {mark[:40] for mark in named_marks(traits, nouns()) | timed_marks(traits)}


def tied_to(row: Telling) -> list[UUID]:
    """Tellings of other documents of which more speaks for one incident than against it."""
    new = plain([row])[0]
    candidates = plain(_candidates(row, traits_of(new)))
    possible = [other for other in candidates if not is_impossible(new, other)]
    second = [other for other in candidates if len(other.sites) > 1]  # they make names alike
    names = names_between(new, [*possible, *second])
    return [UUID(other.key) for other in possible if (weight_millibits(new, other, names) or 0) > 0]


def _candidates(row: Telling, traits: Traits) -> list[Telling]:
    named = _sharing(row, {mark[:40] for mark in named_marks(traits, nouns())}, MOST_NAMED)
    near = _sharing(row, sought_times(traits), MOST_NEAR)
    rows = Telling.objects.filter(pk__in={*named, *near}).only("source", "values")
    return list(rows.order_by("pk"))


def _sharing(row: Telling, marks: Collection[str], most: int) -> list[UUID]:
    shared = (
        Mark.objects.filter(value__in=marks, telling__gone_at=None)
        .exclude(telling__source=row.source_id)
        .order_by()
        .values("telling")
        .annotate(number=Count("pk"))
        .order_by("-number", "-telling")
    )
    return [each["telling"] for each in shared[:most]]


def hanging_together(keys: Iterable[UUID]) -> set[UUID]:
    """These tellings and all that ties lead to from them, ``MOST_TOGETHER`` or little more."""
    found, frontier = set(keys), set(keys)
    while frontier and len(found) < MOST_TOGETHER:
        rows = Tie.objects.filter(Q(one__in=frontier) | Q(other__in=frontier))
        beside = {key for pair in rows.order_by("pk").values_list("one", "other") for key in pair}
        frontier = beside - found
        found |= frontier
    return found


def grouped(rows: Collection[Telling]) -> list[engine.Incident]:
    """What the engine takes for one incident among these tellings, and nothing but these.

    So a reader who is shown what the engine makes of the tellings that they may see is shown
    nothing that rests on others.
    """
    return grouped_plain(plain(rows))


def grouped_plain(tellings: Sequence[engine.Telling]) -> list[engine.Incident]:
    """As ``grouped``, for those that are taken from the record already."""
    return engine.Incidents(tellings, names_of(tellings)).all()


def contradictions_of(rows: Collection[Telling]) -> list[engine.Contradiction]:
    """Where tellings contradict each other if they are of one incident."""
    tellings = plain(rows)
    return engine.contradictions(tellings, names_of(tellings))


def plain(rows: Collection[Telling]) -> list[engine.Telling]:
    """Stored tellings as the engine takes them, with what people kept apart.

    Two tellings of one document are of two incidents.
    """
    sides: dict[UUID, dict[str, int]] = {}
    judged = KeptSide.objects.filter(
        kept_apart__in=KeptSide.objects.filter(telling__in=[row.pk for row in rows]).values(
            "kept_apart"
        ),
        kept_apart__withdrawn_at=None,
    )
    for kept, telling, number in judged.values_list("kept_apart", "telling", "number"):
        sides.setdefault(kept, {})[str(telling)] = number
    apart = pairs_apart(sides.values())
    of_source: dict[UUID, set[str]] = {}
    for row in rows:
        of_source.setdefault(row.source_id, set()).add(str(row.pk))
    return [
        from_json(
            row.values,
            str(row.pk),
            str(row.source_id),
            apart.get(str(row.pk), set()) | (of_source[row.source_id] - {str(row.pk)}),
        )
        for row in rows
    ]


def kept(reason: Reason) -> dict[str, Any]:
    """A reason as it is stored: its sentence is not filled, so that it can be translated."""
    return {
        "feature": reason.feature,
        "bits": round(reason.bits, 2),
        "template": reason.template,
        "values": dict(reason.values),
    }
