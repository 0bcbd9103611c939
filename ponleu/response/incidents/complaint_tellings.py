"""An opened complaint beside the tellings of documents: worked out in memory, kept nowhere.

What was told goes into no query: a database may keep what it is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from ponleu.engines.incidents import Days, Names, Telling
from ponleu.engines.incidents.evidence import reasons, weight_millibits
from ponleu.engines.reasons import Reason
from ponleu.knowledge.tellings.days import UNDATED_DAYS
from ponleu.knowledge.tellings.finding import tellings_and_names
from ponleu.knowledge.tellings.likeness import learn_people, learn_second_names, likenesses
from ponleu.knowledge.tellings.said import Said
from ponleu.response.complaints.first_reading import read_told
from ponleu.response.complaints.intake import Told
from ponleu.response.incidents.kinship import traits_of
from ponleu.response.incidents.naming import nouns
from ponleu.response.incidents.rules import named_marks, sought_times

MOST_REASONS = 4


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a complaint fits the documents of an incident.

    Attributes:
        millibits: log2 of the odds that they are of one event, on average, in thousandths.
        reasons: for and against, beside the document that it fits best, the strongest first.
    """

    millibits: int
    reasons: tuple[Reason, ...]


def tellings_in(key: UUID, told: Told, names: Collection[str], arrived: date) -> list[Telling]:
    """What a complaint may tell of: each scene of its words, under each name of the site.

    Args:
        names: of sites that an officer said it is about.
        arrived: the day on which it was told.
    """
    said = Said(str(key), told.what, read_told(told.what, arrived))
    scenes, _names = tellings_and_names([said])
    if not scenes:
        days = Days(arrived - timedelta(days=UNDATED_DAYS), arrived, is_span=True)
        scenes = [Telling(f"{key}#1", str(key), days=days)]
    placed = [replace(one, places=one.places or _place(told)) for one in scenes]
    near = " ".join(told.near.split())
    called = dict.fromkeys(name for name in (near, *names) if name)
    return [*placed, *(replace(one, sites=(name,)) for one in placed for name in called)]


def marks_sought(tellings: Iterable[Telling]) -> set[str]:
    """Marks of documents that may tell of the same."""
    return {
        mark[:40]
        for one in map(traits_of, tellings)
        for mark in named_marks(one, nouns()) | sought_times(one)
    }


def fit(told: Sequence[Telling], inside: Sequence[Telling]) -> Fit | None:
    """How well a complaint fits an incident, by whichever of its tellings fits best.

    None if less speaks for it than against it, or it cannot be; a single document that it
    cannot be with is enough, as when documents are grouped.

    Args:
        told: of the complaint.
        inside: of the documents of the incident; at least one.
    """
    names = _names_between(told, inside)
    best = max((_fit(one, inside, names) for one in told), key=lambda each: each.millibits)
    return best if best.millibits > 0 else None


def _fit(one: Telling, inside: Sequence[Telling], names: Names) -> Fit:
    weights = [weight_millibits(one, other, names) for other in inside]
    possible = [weight for weight in weights if weight is not None]
    if len(possible) < len(weights):
        return Fit(-1, ())
    average = sum(possible) // len(possible)
    if average <= 0:
        return Fit(average, ())
    nearest = inside[possible.index(max(possible))]
    found = sorted(reasons(one, nearest, names), key=lambda reason: -abs(reason.bits))
    return Fit(average, tuple(found[:MOST_REASONS]))


def _names_between(told: Sequence[Telling], inside: Sequence[Telling]) -> Names:
    """How alike the names are; not remembered beyond this, since some were told under seal."""
    names = Names()
    for here in {name for one in told for name in one.sites}:
        for there in {name for one in inside for name in one.sites} - {here}:
            if score := likenesses({here, there}, nouns()).alike(here, there):
                names.learn(here, there, score)
    learn_people(names, {name for one in (*told, *inside) for name in one.people})
    learn_second_names(names, [one.sites for one in (*told, *inside)])
    return names


def _place(told: Told) -> tuple[str, ...]:
    return (told.place,) if told.place else ()
