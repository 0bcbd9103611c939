"""What of the record waits for one person: how many, and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.response.custody.queries import listing as custody
from ponleu.response.field.queries import listing as field
from ponleu.response.findings.queries import lists as findings
from ponleu.response.incidents.queries import contradictions, proposals
from ponleu.response.minutes.queries import waiting as minutes
from ponleu.response.operations.queries import draws
from ponleu.response.operations.queries import listing as operations
from ponleu.response.operations.words import code_name_words
from ponleu.response.outcomes.queries import looking, measures
from ponleu.response.public_answers.queries import answers
from ponleu.response.verification.queries import mine as verification
from ponleu.response.visits import queries as visits


@dataclass(frozen=True, slots=True)
class Wait:
    """One line of the first page: what to do, how much of it, where."""

    words: str
    number: str
    address: str
    is_late: bool = False


def waits(actor: User, *, today: date) -> tuple[Wait, ...]:
    """What waits, the most pressing first; nothing where nothing waits."""
    return (
        *_operations(actor),
        *_field(actor),
        *_minutes(actor),
        *_custody(actor),
        *_after_operations(actor, today),
        *_tasks(actor, today),
        *_reviews(actor),
        *_answers(actor, today),
        *_incidents(actor),
    )


def _operations(actor: User) -> Iterator[Wait]:
    """Code names alone, and for nobody but those who were asked, with or without a grant."""
    for each in operations.waiting(actor):
        address = reverse("operations:operation", args=[each.pk])
        yield Wait(_("You are asked for something"), code_name_words(each.code_name), address)
    for each in draws.waiting(actor):
        address = reverse("operations:draw", args=[each.pk])
        yield Wait(_("Reveal your number"), code_name_words(each.code_name), address)


def _field(actor: User) -> Iterator[Wait]:
    """What teams entered differently in operations that have started."""
    if not actor.may(Action.OPERATION_READ):
        return
    for operation, number in field.waiting(actor):
        said = ngettext("%(number)d entry disagrees", "%(number)d entries disagree", number)
        address = reverse("field:operation", args=[operation.pk])
        yield Wait(_("Choose what stands"), said % {"number": number}, address)


def _after_operations(actor: User, today: date) -> Iterator[Wait]:
    """Of past operations alone; whether one is planned changes nothing here."""
    if not actor.may(Action.OUTCOME_EDIT):
        return
    due, over = looking.due_count(actor, today=today)
    if due:
        sites = ngettext("%(number)d site", "%(number)d sites", due) % {"number": due}
        if over:
            late = ngettext("%(number)d late", "%(number)d late", over) % {"number": over}
            sites = f"{sites}, {late}"
        yield Wait(_("Look again at sites"), sites, reverse("outcomes:looks"), bool(over))
    if number := measures.waiting_count(actor):
        said = ngettext("%(number)d measure", "%(number)d measures", number)
        address = f"{reverse('outcomes:measures')}?state=proposed"
        yield Wait(_("Decide on measures"), said % {"number": number}, address)


def _custody(actor: User) -> Iterator[Wait]:
    """What somebody wants to hand over to the actor."""
    if not actor.may(Action.CUSTODY_KEEP):
        return
    if number := custody.waiting_count(actor):
        things = ngettext("%(number)d thing", "%(number)d things", number) % {"number": number}
        yield Wait(_("Take over what was seized"), things, reverse("custody:waiting"))


def _minutes(actor: User) -> Iterator[Wait]:
    """For those who were there or take them, with or without a grant."""
    if number := len(minutes.waiting(actor)):
        said = ngettext("%(number)d set of minutes", "%(number)d sets of minutes", number)
        words = _("Write or sign minutes of operations")
        yield Wait(words, said % {"number": number}, reverse("minutes:index"))


def _tasks(actor: User, today: date) -> Iterator[Wait]:
    if not actor.may(Action.VERIFICATION_READ):
        return
    counted = verification.counts(actor, today=today)
    if number := counted["tasks"]:
        tasks = ngettext("%(number)d task", "%(number)d tasks", number) % {"number": number}
        late = counted["late"]
        if late:
            late_words = ngettext("%(number)d late", "%(number)d late", late) % {"number": late}
            tasks = f"{tasks}, {late_words}"
        yield Wait(
            _("Do what verifies an allegation"), tasks, reverse("verification:mine"), bool(late)
        )


def _reviews(actor: User) -> Iterator[Wait]:
    if not actor.may(Action.FINDING_REVIEW):
        return
    if number := findings.waiting_count(actor):
        said = ngettext("%(number)d finding", "%(number)d findings", number)
        yield Wait(
            _("Review what others found"), said % {"number": number}, reverse("findings:index")
        )


def _answers(actor: User, today: date) -> Iterator[Wait]:
    works = actor.may(Action.ANSWER_WRITE) or actor.may(Action.ANSWER_APPROVE)
    if works and (number := answers.waiting_count(actor)):
        said = ngettext("%(number)d answer", "%(number)d answers", number)
        yield Wait(
            _("Go on with public answers"),
            said % {"number": number},
            reverse("public_answers:index"),
        )
    if actor.may(Action.VISIT_EDIT) and (number := visits.late_answers(actor, today=today)):
        said = ngettext("%(number)d late", "%(number)d late", number)
        yield Wait(
            _("Answer what visitors asked"),
            said % {"number": number},
            reverse("visits:index"),
            is_late=True,
        )


def _incidents(actor: User) -> Iterator[Wait]:
    if not actor.may(Action.INCIDENT_JUDGE):
        return
    if number := proposals.waiting_count(actor):
        said = ngettext("%(number)d incident", "%(number)d incidents", number)
        yield Wait(
            _("Say which documents tell of the same incident"),
            said % {"number": number},
            reverse("incidents:incidents"),
        )
    if number := contradictions.open_count(actor):
        said = ngettext("%(number)d contradiction", "%(number)d contradictions", number)
        yield Wait(
            _("Look at what contradicts itself"),
            said % {"number": number},
            reverse("incidents:contradictions"),
        )
