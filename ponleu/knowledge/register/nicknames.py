"""What a further name tells of who is meant: "the yellow building" may be called so by many.

Two rules keep a person's time for what is worth it. A nickname that three or more entries bear
counts for nothing. And where the names under which two are entered have nothing in common, a
further name has to agree in full, and the pair waits behind all others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import Enum
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from ponleu.engines.matching import Comparison, Reason, Record, Translatable, compare
from ponleu.foundation.packs.matching_weights import load_scales
from ponleu.foundation.search.rules import fold
from ponleu.knowledge.register.likely import LEAST_SCORE
from ponleu.knowledge.register.models import EntryQuerySet, Name
from ponleu.knowledge.register.rules import script_of

MANY = 3
"""So many entries, each with a name of its own beside it, make a nickname everybody's.

Two that share one may well be one; and the name under which several are entered is theirs.
"""


AGAINST = -2.0
"""Bits of a reason at which two names agree in part only."""

BESIDE = frozenset({"alias", "born", "identifier", "kind", "nickname", "place", "sex", "thin"})
"""Features of a comparison that are not about how the names are spelled."""

TELLING = 2.0
"""Bits of a number or a birthday beside which no name is needed."""


ONLY_NICKNAME = Translatable(
    "only a further name agrees: the names under which the two are entered are unlike"
)


class Ground(Enum):
    """What two entries have in common."""

    NAMES = "their names, or more"
    NICKNAME = "a further name alone"
    NOTHING = "a further name in part"


def of_many(entries: EntryQuerySet, names: Iterable[str]) -> dict[str, int]:
    """Of some names, folded, those that three or more of some entries bear; by how many.

    Entries that were judged to be one count once, and so do those of one and the same name.
    """
    rows = _bearing(entries, {fold(name) for name in names})
    counted = rows.values("folded").annotate(
        groups=Count(Coalesce("entry__head", "entry"), distinct=True),
        names=Count("entry__name", distinct=True),
    )
    many = counted.filter(Q(groups__gte=MANY) & Q(names__gte=MANY))
    return {row["folded"]: min(row["groups"], row["names"]) for row in many}


def bearers(entries: EntryQuerySet, folded: Iterable[str]) -> set[UUID]:
    """Those of some entries that bear one of the names."""
    return set(_bearing(entries, set(folded)).values_list("entry_id", flat=True))


def compare_without(a: Record, b: Record, common: Iterable[str]) -> Comparison:
    """``compare``, except that nicknames of many count for nothing; a reason says so.

    Args:
        common: such nicknames, folded. A main name is never left out.
    """
    left_out = set(common)
    scales = load_scales(settings.PONLEU_COUNTRY)
    found = compare(without(a, left_out), without(b, left_out), scales)
    there = {fold(name) for name in b.aliases} & left_out
    shared = next((name for name in a.aliases if fold(name) in there), "")
    if not shared:
        return found
    text = Translatable("both are called “%(name)s”, as several others are: that tells little")
    reason = Reason("nickname", 0.0, text, {"name": shared})
    return replace(found, reasons=(*found.reasons, reason))


def as_thin(found: Comparison) -> Comparison:
    """A comparison that a nickname alone carries: no likelier than any pair, and it says so first.

    How likely two are one was learned from pairs whose names were told apart by their words;
    it does not hold for names that tell where a building stands.
    """
    usual = load_scales(settings.PONLEU_COUNTRY).weights.usual
    reasons = (Reason("thin", 0.0, ONLY_NICKNAME), *found.reasons)
    return replace(found, score=min(found.score, usual), is_thin=True, reasons=reasons)


def without(record: Record, common: Iterable[str]) -> Record:
    """A record without those of its further names."""
    left_out = set(common)
    return replace(record, aliases=tuple(n for n in record.aliases if fold(n) not in left_out))


def ground_of(a: Record, b: Record, found: Comparison) -> Ground:
    """On what a comparison of two records of one kind rests."""
    is_by_alias = any(reason.feature == "alias" for reason in found.reasons)
    if not is_by_alias or _tells_beside(found) or script_of(a.name) != script_of(b.name):
        return Ground.NAMES
    bare_a, bare_b = (Record("", each.name, each.kind) for each in (a, b))
    if any(_agree(one, other) for one, other in ((bare_a, b), (a, bare_b))):
        return Ground.NAMES
    return Ground.NOTHING if _is_in_part(found) else Ground.NICKNAME


def _tells_beside(found: Comparison) -> bool:
    return any(
        reason.feature in {"born", "identifier"} and reason.bits >= TELLING
        for reason in found.reasons
    )


def _agree(one: Record, other: Record) -> bool:
    """Whether the main name of one is, in full, some name of the other."""
    found = compare(one, other, load_scales(settings.PONLEU_COUNTRY))
    return found.score >= LEAST_SCORE and not _is_in_part(found)


def _is_in_part(found: Comparison) -> bool:
    return any(reason.bits <= AGAINST and reason.feature not in BESIDE for reason in found.reasons)


def _bearing(entries: EntryQuerySet, folded: set[str]) -> QuerySet[Name]:
    standing = entries.filter(withdrawn_at=None, pk=OuterRef("entry"))
    return Name.objects.filter(Exists(standing), folded__in=folded, withdrawn_at=None).order_by()
