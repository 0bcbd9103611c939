"""Asking bodies and the press what something rests on, reminding them, keeping the reply."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound
from ponleu.foundation.journal import services as journal
from ponleu.response.verification.models import Reminder, Reply, Request
from ponleu.response.verification.rules import Information, Reliability
from ponleu.response.verification.services.grading import visible_claim, visible_source
from ponleu.response.verification.services.opening import (
    checked,
    locked,
    refuse_future,
    row_of,
)

LONGEST_BODY = 200
LONGEST_ASK = 2000
LONGEST_REPLY = 4000


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom, about which claim if it is on record, what, and by when."""

    body: str
    asks: str
    due: date
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Came:
    """What came back, on which day, and how it is graded."""

    on: date
    words: str
    source: str
    reliability: Reliability
    information: Information


@transaction.atomic
def draft(actor: User, allegation: UUID, asked: Asked, *, at: datetime) -> Request:
    """Draft a request; its letter can be printed.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: the actor may not change the plan.
        InvalidInput: something is missing, too long, or no claim has that reference.
    """
    plan = locked(actor, allegation)
    request = Request.objects.create(
        allegation=plan,
        claim=visible_claim(actor, asked.claim),
        body=checked(asked.body, most=LONGEST_BODY),
        asks=checked(asked.asks, most=LONGEST_ASK),
        due_date=asked.due,
        by=actor,
        at=at,
    )
    journal.record(at=at, actor=actor, action="verification.request_drafted", target=request)
    return request


@transaction.atomic
def see_request(actor: User, key: UUID, *, at: datetime) -> Request:
    """A request for someone who reads the plan; that is journaled.

    Raises:
        NotFound: no such request for the actor.
    """
    rows = Request.objects.visible_to(actor).select_related(
        "allegation__unit", "allegation__entry", "claim__source", "by", "sent_by", "withdrawn_by"
    )
    request = rows.filter(pk=key).first()
    if request is None:
        raise NotFound(_("There is no such record."))
    journal.record(at=at, actor=actor, action="verification.request_read", target=request)
    return request


@transaction.atomic
def send(actor: User, key: UUID, *, on: date, at: datetime) -> Request:
    """Write down that the letter went out.

    Raises:
        NotFound, NotPermitted: the actor may not change the plan.
        ChangedMeanwhile: it went out already.
        InvalidInput: a day to come, or after the day by which an answer is asked.
    """
    request, _plan = row_of(Request.objects.all(), actor, key)
    if request.sent_date is not None:
        raise ChangedMeanwhile(_("It was sent already."))
    refuse_future(on, at=at)
    if on > request.due_date:
        raise InvalidInput(_("The answer is due before it was sent. Draft it anew."))
    request.sent_date, request.sent_by = on, actor
    request.save(update_fields=["sent_date", "sent_by"])
    journal.record(at=at, actor=actor, action="verification.request_sent", target=request)
    return request


@transaction.atomic
def remind(actor: User, key: UUID, *, on: date, at: datetime) -> Reminder:
    """Write down that the body was reminded.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: the actor may not change the plan.
        InvalidInput: a day to come, or the request was not sent.
    """
    request = _sent(actor, key)
    refuse_future(on, at=at)
    reminder = Reminder.objects.create(request=request, sent_date=on, by=actor, at=at)
    journal.record(at=at, actor=actor, action="verification.request_reminded", target=reminder)
    return reminder


@transaction.atomic
def keep_reply(actor: User, key: UUID, came: Came, *, at: datetime) -> Reply:
    """Keep what came back, with its grade.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: the actor may not change the plan.
        InvalidInput: neither words nor a document, too long, or a day to come.
    """
    request = _sent(actor, key)
    refuse_future(came.on, at=at)
    words, source = came.words.strip(), visible_source(actor, came.source)
    if not words and source is None:
        raise InvalidInput(_("Write what they answered, or name the document in which they did."))
    if len(words) > LONGEST_REPLY:
        raise InvalidInput(_("Shorten it to %(most)d characters.") % {"most": LONGEST_REPLY})
    reply = Reply.objects.create(
        request=request,
        words=words,
        source=source,
        received_date=came.on,
        reliability=came.reliability,
        information=came.information,
        by=actor,
        at=at,
    )
    journal.record(at=at, actor=actor, action="verification.reply_kept", target=reply)
    return reply


def _sent(actor: User, key: UUID) -> Request:
    request, _plan = row_of(Request.objects.all(), actor, key)
    if request.sent_date is None:
        raise InvalidInput(_("Say first on which day it was sent."))
    return request


def reply_to_use(actor: User, key: UUID) -> Reply:
    """A reply that stands, in a plan that the actor may change.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: they may not, or it was taken back.
    """
    reply, _plan = row_of(Reply.objects.all(), actor, key)
    if reply.request.withdrawn_at is not None:
        raise NotFound(_("There is no such record."))
    return reply
