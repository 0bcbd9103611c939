"""Sites and organisations that came up after a closure and may be run by the same people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.search.rules import fold
from ponleu.knowledge.register.likely import likely_each
from ponleu.knowledge.register.models import Detail, Entry, Identifier, Tie
from ponleu.knowledge.register.name_index import IndexBeingBuilt
from ponleu.knowledge.register.queries.known import seen
from ponleu.knowledge.register.reasons import told
from ponleu.knowledge.register.records import records
from ponleu.knowledge.register.rules import DetailSort, EntryKind, IdentifierSort, TieSort
from ponleu.knowledge.register.rules.dated import first_day
from ponleu.knowledge.register.words import TIES
from ponleu.response.operations.kept_out import entries_kept_from
from ponleu.response.outcomes.queries.inspected import Inspected, told_apart

RUNS = (TieSort.OWNER, TieSort.OPERATOR, TieSort.DIRECTOR, TieSort.SHAREHOLDER)
"""Ties by which somebody may run or own a place."""
LETS = TieSort.LANDLORD
"""One landlord lets to many: it is told beside another reason, and is none by itself."""
NUMBERS = (IdentifierSort.TELEPHONE, IdentifierSort.LICENCE, IdentifierSort.TAX)
MOST_ROWS = 2000
MOST_COMPARED = 40
"""Closed sites whose names are looked for, the latest first."""
LEAST_SCORE = 0.5
"""Names alone, less likely than this, are no reason."""
REASONS_OF_NAMES = 2


@dataclass(frozen=True, slots=True)
class NewName:
    """Another site or organisation that may be run by those of a closed one.

    Attributes:
        reasons: what speaks for it, in words, each of another kind of evidence.
    """

    inspected: Inspected
    entry: Entry
    at: datetime
    reasons: tuple[str, ...]


Pair = tuple[UUID, UUID]
"""Key of a closed site's row, key of the other entry."""


def new_names(actor: User, found: Sequence[Inspected]) -> Iterator[NewName]:
    """For closed sites, what came up later and may be the same operator, of what the actor sees.

    As many queries for many sites as for one.
    """
    closed = [each for each in found if each.is_closed]
    if not closed:
        return
    reasons: dict[Pair, list[str]] = defaultdict(list)
    begun: dict[Pair, date] = {}
    beside: dict[Pair, list[str]] = defaultdict(list)
    for pair, lets, since, words in _by_ties(actor, closed):
        (beside if lets else reasons)[pair].append(words)
        if since is not None:
            begun[pair] = max(since, begun.get(pair, since))
    for pair, words in (
        *_by_numbers(actor, closed),
        *_by_address(actor, closed),
        *_by_names(actor, closed),
    ):
        reasons[pair].append(words)
    others = _others(actor, {other for _site, other in reasons})
    of_site = {each.site.pk: each for each in closed}
    for (site, other), said in reasons.items():
        its, entry = of_site[site], others.get(other)
        if entry is None or other in its.closed_entries or entry.head_id in its.closed_entries:
            continue
        began = begun.get((site, other))
        is_later = began is not None and began >= localdate(its.since)
        if is_later or entry.entered_at > its.since:
            told_of = dict.fromkeys([*said, *beside[site, other]])
            yield NewName(its, entry, max(entry.entered_at, its.since), tuple(told_of))


def _others(actor: User, keys: Collection[UUID]) -> dict[UUID, Entry]:
    """Sites and organisations of some keys that the actor sees and is not kept from."""
    rows = Entry.objects.visible_to(actor).standing().of_keys(keys)
    rows = rows.exclude(kind=EntryKind.PERSON)
    kept = entries_kept_from(actor).values("pk")
    return {row.pk: row for row in rows.exclude(pk__in=kept).select_related("unit")}


def _by_ties(
    actor: User, closed: Sequence[Inspected]
) -> Iterator[tuple[Pair, bool, date | None, str]]:
    """Who stands with a closed one and with another; whether they let one of them."""
    at = told_apart(closed, lambda each: each.closed_entries)
    visible = Entry.objects.visible_to(actor).standing().order_by()
    rows = (
        Tie.objects.filter(seen(actor), withdrawn_at=None, sort__in=(*RUNS, LETS))
        .filter(holder__in=visible.values("pk"), held__in=visible.values("pk"))
        .select_related("holder")
        .order_by("-entered_at", "pk")
    )
    by_holder: dict[UUID, list[Tie]] = defaultdict(list)
    for tie in rows.filter(held__in=at)[:MOST_ROWS]:
        by_holder[tie.holder_id].append(tie)
    for tie in rows.filter(holder__in=by_holder)[:MOST_ROWS]:
        for here in by_holder[tie.holder_id]:
            for each in at[here.held_id]:
                if tie.held_id not in each.closed_entries:
                    words = _("%(name)s stands with both. Here: %(here)s. There: %(there)s.") % {
                        "name": tie.holder.name,
                        "here": TIES[TieSort(here.sort)][0],
                        "there": TIES[TieSort(tie.sort)][0],
                    }
                    lets = LETS in (here.sort, tie.sort)
                    yield (each.site.pk, tie.held_id), lets, first_day(tie.since), words


def _by_numbers(actor: User, closed: Sequence[Inspected]) -> Iterator[tuple[Pair, str]]:
    """Entries with one telephone, licence or tax number. Numbers are compared as digests."""
    words = {
        IdentifierSort.TELEPHONE: _("They share a telephone number."),
        IdentifierSort.LICENCE: _("They share a licence number."),
        IdentifierSort.TAX: _("They share a tax number."),
    }
    rows = Identifier.objects.filter(seen(actor), withdrawn_at=None, sort__in=NUMBERS)
    own = _by_site(
        closed, rows.filter(entry__in=_entries(closed)).values_list("entry", "digest", "sort")
    )
    digests = {digest for digest, _sort in own}
    others = rows.filter(digest__in=digests).order_by("pk")[:MOST_ROWS]
    for entry, digest, sort in others.values_list("entry", "digest", "sort"):
        for site in own.get((digest, sort), ()):
            yield (site, entry), words[IdentifierSort(sort)]


def _by_address(actor: User, closed: Sequence[Inspected]) -> Iterator[tuple[Pair, str]]:
    """Entries that came later with the same address, however it is spelled in letters' size."""
    rows = Detail.objects.filter(
        seen(actor), withdrawn_at=None, is_doubtful=False, sort=DetailSort.ADDRESS
    )
    fields = ("entry", "text", "sort")
    own = _by_site(
        closed,
        (
            (key, fold(text), sort)
            for key, text, sort in rows.filter(entry__in=_entries(closed)).values_list(*fields)
        ),
    )
    first = min(each.since for each in closed)
    later = rows.filter(entry__entered_at__gt=first).order_by("-entered_at", "pk")[:MOST_ROWS]
    for entry, text, sort in later.values_list(*fields):
        for site in own.get((fold(text), sort), ()):
            yield (site, entry), _("They have one address: %(text)s.") % {"text": text}


def _by_names(actor: User, closed: Sequence[Inspected]) -> Iterator[tuple[Pair, str]]:
    """Entries that the matching engine finds like a closed one."""
    compared = closed[:MOST_COMPARED]
    asked = list(records({each.site.entry_id for each in compared}))
    try:
        found = likely_each(actor, asked)
    except IndexBeingBuilt:
        return
    by_key = {UUID(one.id): many for one, many in zip(asked, found, strict=True)}
    for each in compared:
        for one in by_key.get(each.site.entry_id, ()):
            if one.entry.pk != each.site.entry_id and one.comparison.score >= LEAST_SCORE:
                for reason in one.comparison.reasons[:REASONS_OF_NAMES]:
                    yield (each.site.pk, one.entry.pk), told(reason)


def _entries(closed: Iterable[Inspected]) -> set[UUID]:
    return {key for each in closed for key in each.closed_entries}


def _by_site(
    closed: Sequence[Inspected], rows: Iterable[tuple[UUID, str, str]]
) -> dict[tuple[str, str], set[UUID]]:
    """From a value and its sort to the closed sites that have it."""
    at = told_apart(closed, lambda each: each.closed_entries)
    found: dict[tuple[str, str], set[UUID]] = defaultdict(set)
    for key, value, sort in rows:
        found[value, sort] |= {each.site.pk for each in at.get(key, ())}
    return found
