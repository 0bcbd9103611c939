"""Of which plan something is, and what the forms of a plan offer to choose from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import NotFound
from ponleu.response.cases.models import Allegation
from ponleu.response.verification import consents, people
from ponleu.response.verification.models import (
    Answer,
    GradedSource,
    Interview,
    Question,
    Reply,
    Request,
    Task,
    Witness,
    open_to,
)
from ponleu.response.verification.models.scope import PlanQuerySet
from ponleu.response.verification.queries import plans
from ponleu.response.verification.rules import Purpose
from ponleu.response.verification.words import Word

Choice = tuple[str, Word]
ROWS: Mapping[str, Callable[[], PlanQuerySet[Any]]] = {
    "question": Question.objects.all,
    "answer": Answer.objects.all,
    "task": Task.objects.all,
    "source": GradedSource.objects.all,
    "witness": Witness.objects.all,
    "interview": Interview.objects.all,
    "request": Request.objects.all,
    "reply": Reply.objects.all,
}


@dataclass(frozen=True, slots=True)
class Earlier:
    """How often a witness was asked or is to be asked already, and on which day the last time."""

    number: int
    last: date


def allegation_of(actor: User, kind: str, key: UUID) -> Allegation:
    """The allegation in whose plan something is; "plan" is the allegation itself.

    Raises:
        NotFound: it is not there for the actor.
    """
    plan: UUID | None = key
    if kind != "plan":
        rows = ROWS[kind]()
        seen = rows.visible_to(actor).standing().filter(pk=key)
        plan = seen.values_list(rows.to_allegation, flat=True).first()
    if plan is None:
        raise NotFound(_("There is no such record."))
    found = open_to(actor).select_related("unit", "entry").filter(pk=plan).first()
    if found is None:
        raise NotFound(_("There is no such record."))
    return found


def earlier(actor: User, witness: UUID) -> Earlier | None:
    """How often a witness was asked already; None if never."""
    rows = Interview.objects.visible_to(actor).standing().filter(witness=witness)
    found = list(rows.only("held_date", "planned_date"))
    days = [each.held_date or each.planned_date for each in found]
    return Earlier(len(found), max(days)) if found else None


def is_child(actor: User, interview: UUID) -> bool:
    """Whether the consents of an interview are those of a child."""
    rows = Interview.objects.visible_to(actor).filter(pk=interview)
    return bool(rows.values_list("witness__is_child", flat=True).first())


def colleagues(allegation: Allegation) -> list[Choice]:
    """Who may be given something of a plan."""
    return [(str(each.pk), f"{each}, {each.unit}") for each in people.colleagues(allegation)]


def questions(allegation: Allegation) -> list[Choice]:
    """The questions of a plan."""
    rows = Question.objects.standing().filter(allegation=allegation)[: plans.MOST]
    return [(str(each.pk), f"{each.number}. {each.asks}") for each in rows]


def grounds(actor: User, allegation: Allegation) -> list[Choice]:
    """On what an answer of a plan may rest: sources, interviews with consent, replies."""
    found: list[Choice] = []
    for row in plans.source_rows(actor, allegation):
        if row.graded.withdrawn_at is None:
            grade = row.gradings[0]
            title = f"{row.named.reference} {row.named.title}".strip() or _("Not for you to see")
            found.append((str(row.graded.pk), f"{grade.reliability}{grade.information} · {title}"))
    held = Interview.objects.standing().filter(
        witness__allegation=allegation, held_date__isnull=False
    )
    for interview in held.select_related("witness").prefetch_related("consents"):
        if Purpose.EVIDENCE in consents.allowed(interview, interview.consents.all()):
            said = _("Interview of %(code)s on %(day)s")
            shown = said % {"code": interview.witness.reference, "day": interview.held_date}
            found.append((str(interview.pk), shown))
    replies = Reply.objects.standing().filter(request__allegation=allegation)
    for reply in replies.select_related("request"):
        said = _("%(grade)s · Reply of %(body)s")
        letters = f"{reply.reliability}{reply.information}"
        found.append((str(reply.pk), said % {"grade": letters, "body": reply.request.body}))
    return found
