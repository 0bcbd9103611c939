"""What was found, counted, answered and seized at sites, from the rooms below."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from ponleu.foundation.accounts.models import User
from ponleu.response.custody.queries.seam import SeizureLine, seizures_of
from ponleu.response.custody.rules.kinds import Kind
from ponleu.response.custody.words import KINDS
from ponleu.response.field.queries.seam import Found, SiteWork, persons_found, work_of
from ponleu.response.field.words import AGE_BANDS, LANGUAGES, NEEDS, answer_words, question_words
from ponleu.response.minutes.rules.facts import Answer, AtSite, Headcount, Person, Seized, Word
from ponleu.response.minutes.words import both
from ponleu.response.operations.models import Operation, OperationSite

UNKNOWN = "unknown"
"""What stands for a field of a person that is not settled yet."""


@dataclass(frozen=True, slots=True)
class AtSites:
    """What was entered at some sites of an operation."""

    headcounts: Sequence[Headcount]
    answers: Sequence[Answer]
    persons: Sequence[Person]
    at_sites: Sequence[AtSite]
    seized: Sequence[Seized]


def at_sites(
    actor: User, operation: Operation, sites: Sequence[OperationSite], *, is_whole: bool
) -> AtSites:
    """What the actor may see of it.

    Args:
        is_whole: whether also what was entered for no site belongs to it.
    """
    numbers = {site.pk: site.number for site in sites}

    def is_of(site: OperationSite | None) -> bool:
        return is_whole if site is None else site.pk in numbers

    works = [work for work in work_of(actor, operation) if is_of(work.site)]
    people = [each for each in persons_found(actor, operation) if is_of(each.site)]
    things = [each for each in seizures_of(actor, operation) if is_of(each.site)]
    return AtSites(
        headcounts=[each for work in works for each in _headcounts(work)],
        answers=[each for work in works for each in _answers(work)],
        persons=_persons(people),
        at_sites=[_at_site(work) for work in works if _is_used(work)],
        seized=_seized(things),
    )


def _headcounts(work: SiteWork) -> list[Headcount]:
    number = _number(work.site)
    return [
        Headcount(each.at, number, each.number, each.children, str(each.by))
        for each in work.headcounts
    ]


def _answers(work: SiteWork) -> list[Answer]:
    number = _number(work.site)
    return [
        Answer(
            each.at,
            number,
            _word(each.code, partial(question_words, each.code)),
            _word(str(each.value), partial(answer_words, each.code, each.value)),
            str(each.by),
        )
        for each in work.answers
    ]


def _persons(people: Sequence[Found]) -> list[Person]:
    """Language, age and needs of each; nothing else of them is taken."""
    known: dict[tuple[int, str], Word] = {}

    def word(table: Mapping[str, Any], code: str) -> Word:
        key = (id(table), code)
        if key not in known:
            known[key] = _word(code, partial(table.get, code, code))
        return known[key]

    return [
        Person(
            word(LANGUAGES, each.language or UNKNOWN),
            word(AGE_BANDS, each.age_band or UNKNOWN),
            [word(NEEDS, need) for need in each.needs],
        )
        for each in people
    ]


def _at_site(work: SiteWork) -> AtSite:
    lists = (work.headcounts, work.answers, work.photos, work.exhibits_seen)
    times = [each.at for rows in lists for each in rows]
    return AtSite(
        site=_number(work.site),
        first_at=min(times, default=None),
        photos=[each.sha256 for each in work.photos],
        notes=work.notes,
        sketches=work.sketches,
        conflicts=work.conflicts,
    )


def _is_used(work: SiteWork) -> bool:
    lists = (work.headcounts, work.answers, work.photos, work.exhibits_seen)
    return any(lists) or bool(work.notes or work.sketches or work.conflicts)


def _seized(things: Sequence[SeizureLine]) -> list[Seized]:
    return [
        Seized(
            reference=thing.reference,
            kind=_word(thing.kind, partial(KINDS.__getitem__, Kind(thing.kind))),
            what=thing.what,
            seal=thing.seal,
            owner=thing.owner_said,
            site=_number(thing.site),
            at=thing.seized_at,
            by=str(thing.seized_by),
            hashes=thing.hashes,
            channels=thing.channels,
            covers=thing.covers,
        )
        for thing in things
    ]


def _number(site: OperationSite | None) -> int:
    """Its place in the order; 0 of what was entered for none."""
    return site.number if site else 0


def _word(code: str, said: Callable[[], object]) -> Word:
    return replace(both(said), code=code)
