"""Whether somebody is asked under another code too, as far as the reader's sight and keys reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts.models import User
from ponleu.foundation.keyrings import queries as keyrings
from ponleu.response.verification import rules, sealed
from ponleu.response.verification.models import Interview, Witness
from ponleu.response.verification.rules import Same

MOST_COMPARED = 500
"""Witnesses with interviews, the newest first, whose names are opened for one comparison."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Who seems to be the same person under another code; by what, how often asked, when last."""

    witness: Witness
    same: Same
    number: int
    last: date


@dataclass(frozen=True, slots=True)
class Repeats:
    """What a comparison found.

    Attributes:
        is_shut: the session's keys do not open who the witness is, so nothing was compared.
        is_cut: there are more than ``MOST_COMPARED``, and the oldest were not compared.
    """

    found: tuple[Elsewhere, ...] = ()
    is_shut: bool = False
    is_cut: bool = False


def repeats_of(actor: User, opened: KeyPair | None, witness: Witness) -> Repeats:
    """Others who seem to be the same person and were asked, or are to be.

    Only witnesses of plans that the actor may see are opened and compared: of any other nothing
    is told, not even by the time that it takes.
    """
    pairs = keyrings.held_pairs(actor, opened)
    own = sealed.identity_in(bytes(witness.identity), pairs, witness.pk)
    if own is None:
        return Repeats(is_shut=True)
    others = _others(actor, witness)
    found = []
    for other in others[:MOST_COMPARED]:
        identity = sealed.identity_in(bytes(other.identity), pairs, other.pk)
        same = identity and rules.same_person(
            (own.entry, own.contact), (identity.entry, identity.contact)
        )
        if same:
            asked = list(other.interviews.all())
            last = max(each.held_date or each.planned_date for each in asked)
            found.append(Elsewhere(other, same, len(asked), last))
    return Repeats(tuple(found), is_cut=len(others) > MOST_COMPARED)


def _others(actor: User, witness: Witness) -> list[Witness]:
    standing = Interview.objects.standing().defer("notes", "interpreter", "necessity")
    asked = Interview.objects.standing().filter(witness=OuterRef("pk"))
    rows = Witness.objects.visible_to(actor).standing().filter(Exists(asked)).exclude(pk=witness.pk)
    rows = rows.select_related("allegation").prefetch_related(Prefetch("interviews", standing))
    return list(rows.order_by("-at", "-pk")[: MOST_COMPARED + 1])
