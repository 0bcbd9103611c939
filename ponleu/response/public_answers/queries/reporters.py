"""Which reporters hear of an answer, and what is proposed for each; and what a body brought.

Only complaints that the actor may see are shown or counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import NotFound
from ponleu.knowledge.register.models import Entry
from ponleu.knowledge.register.rules import EntryKind
from ponleu.response.cases.models import Gathering
from ponleu.response.complaints.models import Complaint
from ponleu.response.complaints.rules import STANDING
from ponleu.response.public_answers.models import Answer, Brought, Heard
from ponleu.response.public_answers.rules import drafting
from ponleu.response.public_answers.rules.states import State, public_from

SHOWN = 50
MOST_OF_A_BODY = 500


@dataclass(frozen=True, slots=True)
class Reporter:
    """A complaint whose reporter can hear, and when they did; its content is not here."""

    complaint: Complaint
    heard_at: datetime | None


@dataclass(frozen=True, slots=True)
class Hearing:
    """Who hears before the public, of complaints that the actor may see.

    Attributes:
        unreachable: complaints without a way back, or taken back.
    """

    rows: tuple[Reporter, ...]
    heard: int
    reachable: int
    unreachable: int
    next_to_hear: Complaint | None


@dataclass(frozen=True, slots=True)
class ToTell:
    """One reporter who is about to hear: the words that are proposed, and when they did hear."""

    answer: Answer
    complaint: Complaint
    proposed: str
    heard_at: datetime | None


@dataclass(frozen=True, slots=True)
class OfBody:
    """A complaint that a body brought, and what became of it.

    Attributes:
        sentence: from the published answer, in the language of the page; "" if there is none.
    """

    brought: Brought
    complaint: Complaint
    sentence: str
    published_at: datetime | None


def hearing(actor: User, answer: Answer) -> Hearing | None:
    """Which reporters heard; None for whoever may not answer complaints there."""
    if not actor.may(Action.COMPLAINT_DECIDE, answer):
        return None
    gathered = Gathering.objects.standing().filter(allegation=answer.allegation_id).order_by()
    rows = Complaint.objects.visible_to(actor).filter(pk__in=gathered.values("complaint"))
    found = rows.defer("content", "summary").order_by("-urgency", "arrived_at", "pk")
    reachable = found.filter(reporter_key__isnull=False, state__in=STANDING | {"closed"})
    count = reachable.count()
    heard = dict(
        Heard.objects.visible_to(actor).filter(answer=answer).values_list("complaint", "at")
    )
    shown = [Reporter(each, heard.get(each.pk)) for each in reachable[:SHOWN]]
    following = reachable.exclude(pk__in=heard).first()
    return Hearing(tuple(shown), len(heard), count, rows.count() - count, following)


def one(actor: User, key: UUID, complaint: UUID) -> ToTell:
    """What is proposed for one reporter of an allegation's complaints.

    Raises:
        NotFound: no such answer, or no such complaint in its allegation, for the actor.
    """
    answer = Answer.objects.select_related("finding", "unit").get_for(actor, key)
    gathered = Gathering.objects.visible_to(actor).standing()
    mine = gathered.filter(allegation=answer.allegation_id).values("complaint")
    rows = Complaint.objects.visible_to(actor).filter(pk__in=mine)
    found = rows.select_related("unit").filter(pk=complaint).first()
    if found is None or not actor.may(Action.COMPLAINT_DECIDE, found):
        raise NotFound(_("There is no such record."))
    heard = Heard.objects.filter(answer=answer, complaint=found).first()
    return ToTell(answer, found, proposed(answer, found), heard.at if heard else None)


def proposed(answer: Answer, complaint: Complaint) -> str:
    """What is proposed to write to one reporter, in Khmer or, for any other language, English."""
    at = answer.approved_at
    if at is None or answer.state != State.APPROVED:
        told = drafting.sentence(answer.finding.outcome, answer.finding.other_matter)
        told = told + drafting.WRITE_HERE
    else:
        day = localdate(public_from(at))
        told = drafting.to_a_reporter(answer.finding.outcome, answer.finding.other_matter, day)
    return told.in_language(complaint.language)


def of_complaint(actor: User, complaint: UUID) -> list[tuple[Answer, datetime | None]]:
    """Answers that are approved or out on allegations that hold a complaint, and whether its
    reporter heard; nothing for whoever may not answer it.
    """
    seen = Complaint.objects.visible_to(actor).select_related("unit").filter(pk=complaint).first()
    if seen is None or not actor.may(Action.COMPLAINT_DECIDE, seen):
        return []
    gathered = Gathering.objects.visible_to(actor).standing().filter(complaint=complaint)
    answers = Answer.objects.visible_to(actor).filter(
        allegation__in=gathered.values("allegation"), state__in=[State.APPROVED, State.PUBLISHED]
    )
    rows = list(answers.order_by("-approved_at", "pk")[:SHOWN])
    heard = dict(
        Heard.objects.filter(complaint=complaint, answer__in=rows).values_list("answer", "at")
    )
    return [(answer, heard.get(answer.pk)) for answer in rows]


def bodies(actor: User) -> list[Entry]:
    """Organisations of which the actor may see a complaint that they brought."""
    brought = Brought.objects.visible_to(actor).standing().values("body")
    rows = Entry.objects.visible_to(actor).filter(pk__in=brought, kind=EntryKind.ORGANISATION)
    return list(rows.order_by("name", "pk")[:SHOWN])


def of_body(actor: User, body: Entry) -> list[OfBody]:
    """Complaints that one body brought, as far as the actor may see them, the oldest first."""
    rows = Brought.objects.visible_to(actor).standing().filter(body=body)
    found = list(
        rows.select_related("complaint")
        .defer("complaint__content", "complaint__summary")
        .order_by("complaint__arrived_at", "pk")[:MOST_OF_A_BODY]
    )
    answers = _published(actor, [each.complaint_id for each in found])
    return [_of_body(each, answers.get(each.complaint_id)) for each in found]


def _of_body(brought: Brought, answer: Answer | None) -> OfBody:
    if answer is None:
        return OfBody(brought, brought.complaint, "", None)
    told = drafting.sentence(answer.finding.outcome, answer.finding.other_matter)
    words = told.in_language(get_language() or "en")
    return OfBody(brought, brought.complaint, words, answer.published_at)


def _published(actor: User, complaints: list[UUID]) -> dict[UUID, Answer]:
    """By complaint, the published answer on an allegation that holds it."""
    rows = Gathering.objects.visible_to(actor).standing().filter(complaint__in=complaints)
    pairs = list(rows.values_list("complaint", "allegation"))
    answers = Answer.objects.visible_to(actor).newest().select_related("finding")
    found = {
        answer.allegation_id: answer
        for answer in answers.filter(allegation__in={allegation for _c, allegation in pairs})
    }
    return {complaint: found[allegation] for complaint, allegation in pairs if allegation in found}
