"""Recommendations of a visit, what bodies said to them, and the commitments that they became."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput
from ponleu.foundation.journal import services as journal
from ponleu.knowledge.claims import services as claims
from ponleu.response.visits.models import Position, Recommendation
from ponleu.response.visits.rules import (
    PROMISES,
    PositionKind,
    Reply,
    found_once,
    is_taken_on,
    promised_by,
)
from ponleu.response.visits.services.programme import source_named
from ponleu.response.visits.services.visits import (
    LONGEST_BODY,
    LONGEST_NOTE,
    LONGEST_TEXT,
    checked,
    locked,
)


@dataclass(frozen=True, slots=True)
class Recommended:
    """What was recommended, to which body, on which day."""

    text: str
    to_body: str
    made_on: date


@dataclass(frozen=True, slots=True)
class Taken:
    """What a body said to a recommendation, or did about it; by when, if it takes it on."""

    kind: PositionKind
    body: str
    taken_on: date
    due_by: date | None = None
    note: str = ""


@transaction.atomic
def recommend(
    actor: User, visit: UUID, recommended: Recommended, *, at: datetime
) -> Recommendation:
    """Enter a recommendation of a visit.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: as for ``visits.locked``.
        InvalidInput: nothing is recommended, or too many words.
    """
    its = locked(actor, visit)
    last = its.recommendations.aggregate(last=Max("number"))["last"] or 0
    made = Recommendation.objects.create(
        visit=its,
        number=last + 1,
        text=checked(recommended.text, LONGEST_TEXT, is_needed=True),
        to_body=checked(recommended.to_body, LONGEST_BODY, is_needed=True),
        made_on=recommended.made_on,
        entered_by=actor,
        entered_at=at,
    )
    journal.record(at=at, actor=actor, action="visit.recommended", target=made)
    return made


@transaction.atomic
def see_recommendation(actor: User, key: UUID, *, at: datetime) -> Recommendation:
    """A recommendation for someone who reads it; that is journaled.

    Raises:
        NotFound: no such recommendation for the actor.
    """
    rows = Recommendation.objects.select_related("visit__unit", "entered_by", "withdrawn_by")
    found = rows.get_for(actor, key)
    journal.record(at=at, actor=actor, action="visit.recommendation_read", target=found)
    return found


@transaction.atomic
def take_position(actor: User, key: UUID, taken: Taken, *, at: datetime) -> Position:
    """Keep what a body said to a recommendation, or did; the newest stands, the older stay.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: it may not be changed by the actor.
        InvalidInput: no body, too many words, a day before it was made, a due day where nothing
            is taken on.
    """
    recommendation = standing_recommendation(actor, key)
    _check_days(recommendation, taken)
    position = Position.objects.create(
        recommendation=recommendation,
        kind=taken.kind,
        body=checked(taken.body, LONGEST_BODY, is_needed=True),
        taken_on=taken.taken_on,
        due_by=taken.due_by,
        note=checked(taken.note, LONGEST_NOTE),
        by=actor,
        at=at,
    )
    journal.record(
        at=at, actor=actor, action="visit.position_taken", target=position, reason=taken.kind
    )
    return position


@transaction.atomic
def enter_commitment(
    actor: User, key: UUID, *, source: str, words: str, at: datetime
) -> Recommendation:
    """Make an accepted recommendation a commitment, where a document holds the promise.

    The commitment opens to these words of the document. It is due when the body said so.

    Args:
        source: reference of the document.
        words: the promise as it stands there, once.

    Raises:
        NotFound, NotPermitted: the actor may not change it, or not judge what the document says.
        ChangedMeanwhile: it was taken back, or is a commitment already.
        InvalidInput: nobody took it on, no such document, words that it does not hold just once.
    """
    recommendation = standing_recommendation(actor, key)
    if recommendation.commitment_id is not None:
        raise ChangedMeanwhile(_("It is a commitment already."))
    positions = list(recommendation.positions.all())
    replies = [Reply(PositionKind(each.kind), each.due_by) for each in positions]
    if not is_taken_on(replies):
        raise InvalidInput(_("Only a recommendation that a body accepted becomes a commitment."))
    document = source_named(actor, source)
    span = found_once(words, document.text) if document else None
    if document is None or span is None:
        raise InvalidInput(
            _("These words do not stand in the document just once. Copy a whole sentence of it.")
        )
    due = promised_by(replies)
    recommendation.commitment = claims.record_commitment(
        actor,
        source=document,
        span=span,
        content=document.text[span[0] : span[1]],
        proposal=recommendation.pk,
        at=at,
        speaker=[each.body for each in positions if each.kind in PROMISES][-1],
        due=due.isoformat() if due else "",
    )
    recommendation.save(update_fields=["commitment"])
    journal.record(at=at, actor=actor, action="visit.commitment_entered", target=recommendation)
    return recommendation


@transaction.atomic
def withdraw_commitment(actor: User, key: UUID, *, at: datetime) -> Recommendation:
    """Take back that a recommendation became a commitment; the commitment's reference stays.

    Raises:
        NotFound, NotPermitted: the actor may not change it, or not judge what the document says.
    """
    recommendation = standing_recommendation(actor, key)
    if recommendation.commitment_id is not None:
        claims.withdraw_by_proposal(actor, recommendation.pk, at=at)
        recommendation.commitment = None
        recommendation.save(update_fields=["commitment"])
        journal.record(
            at=at, actor=actor, action="visit.commitment_withdrawn", target=recommendation
        )
    return recommendation


def standing_recommendation(actor: User, key: UUID) -> Recommendation:
    """A recommendation, its visit locked, for someone who keeps the record of the visit.

    Raises:
        NotFound, NotPermitted: the actor may not change it.
        ChangedMeanwhile: it, or its visit, was withdrawn.
    """
    visit = Recommendation.objects.get_for(actor, key).visit_id
    locked(actor, visit)
    found = Recommendation.objects.get_for(actor, key)
    if found.withdrawn_at is not None:
        raise ChangedMeanwhile(_("This was taken back. Bring it back first."))
    return found


def _check_days(recommendation: Recommendation, taken: Taken) -> None:
    if taken.taken_on < recommendation.made_on:
        raise InvalidInput(_("It cannot be answered before it was made."))
    if taken.due_by and taken.kind not in PROMISES:
        raise InvalidInput(_("Only what is accepted, wholly or in part, has a day to be done by."))
    if taken.due_by and taken.due_by < taken.taken_on:
        raise InvalidInput(_("It cannot be due before it was accepted."))
