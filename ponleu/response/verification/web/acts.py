"""Each thing that is done by a form: what it asks, who may do it, where it leads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.accounts.rules import Action
from ponleu.response.verification.rules import (
    Conclusion,
    Giver,
    Information,
    Purpose,
    Reliability,
)
from ponleu.response.verification.sealed import Identity
from ponleu.response.verification.services import (
    grading,
    interviews,
    pieces,
    questions,
    requests,
    tasks,
    witnesses,
)
from ponleu.response.verification.web.forms import interviews as talks
from ponleu.response.verification.web.forms import plan as plans
from ponleu.response.verification.web.forms.base import PlanForm
from ponleu.response.verification.words import Word

Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that a person can do with a form.

    Attributes:
        on: what it is done to: "plan" or a kind of row.
        do: the service, called with the actor, the key and what was filled in.
        leads_to: the page after it, from what the service gave back; the plan if none.
    """

    on: str
    form: type[PlanForm]
    heading: Word
    button: Word
    do: Callable[..., Any]
    leads_to: Callable[[Any], str] | None = None
    needs: Action = Action.VERIFICATION_EDIT


def _address(page: str, key: UUID) -> str:
    return reverse(f"verification:{page}", args=[key])


def _ask(actor: Any, key: UUID, given: Given, *, at: datetime) -> object:
    return questions.ask(actor, key, given["asks"], at=at)


def _answer(actor: Any, key: UUID, given: Given, *, at: datetime) -> object:
    conclusion, chosen = Conclusion(given["conclusion"]), [UUID(key) for key in given["grounds"]]
    return questions.answer(actor, key, conclusion, given["words"], grounds=chosen, at=at)


def _give(actor: Any, key: UUID, given: Given, *, at: datetime) -> object:
    question = UUID(given["question"]) if given["question"] else None
    task = tasks.Given(given["what"], UUID(given["holder"]), given["due"], question)
    return tasks.give(actor, key, task, at=at)


def _hand_over(actor: Any, key: UUID, given: Given, *, at: datetime) -> object:
    holder = UUID(given["holder"])
    return tasks.hand_over(actor, key, holder, given["due"], why=given["why"], at=at)


def _enter(actor: Any, key: UUID, given: Given, *, at: datetime) -> object:
    return grading.enter(actor, key, given["reference"], _grade(given), at=at)


def _grade_again(actor: Any, key: UUID, given: Given, *, at: datetime) -> object:
    return grading.grade_again(actor, key, _grade(given), at=at)


def _withdraw_source(actor: Any, key: UUID, given: Given, *, at: datetime) -> object:
    return grading.withdraw_source(actor, key, why=given["why"], at=at)


def _name(actor: Any, key: UUID, given: Given, *, at: datetime) -> object:
    identity = Identity(given["name"], given["contact"], given["entry"])
    return witnesses.name_witness(actor, key, identity, is_child=given["is_child"], at=at)


def _let(actor: Any, key: UUID, given: Given, *, at: datetime) -> object:
    return witnesses.let_interview(actor, key, UUID(given["person"]), given["why"], at=at)


def _plan_interview(actor: Any, key: UUID, given: Given, *, at: datetime) -> object:
    plan = interviews.Plan(
        UUID(given["interviewer"]), given["on"], given["necessity"], given["through"]
    )
    return interviews.plan_interview(actor, key, plan, opened=given["opened"], at=at)


def _consent(actor: Any, key: UUID, given: Given, *, at: datetime) -> object:
    yes = [Purpose(each) for each in given["yes"]]
    said, was_informed = given["said"], given["was_informed"]
    giver = Giver(given["giver"])
    return interviews.record_consents(
        actor, key, giver, yes, said=said, was_informed=was_informed, at=at
    )


def _withdraw_consent(actor: Any, key: UUID, given: Given, *, at: datetime) -> object:
    return interviews.withdraw_consent(actor, key, Purpose(given["purpose"]), on=given["on"], at=at)


def _keep(actor: Any, key: UUID, given: Given, *, at: datetime) -> object:
    held = interviews.Held(
        given["on"],
        given["notes"],
        given["help_was_offered"],
        given["promised"],
        given["promised_by"],
    )
    return interviews.keep_interview(actor, key, held, at=at)


def _use(actor: Any, key: UUID, given: Given, *, at: datetime) -> object:
    purpose = Purpose(given["purpose"])
    return interviews.record_use(actor, key, purpose, given["to"], on=given["on"], at=at)


def _draft(actor: Any, key: UUID, given: Given, *, at: datetime) -> object:
    asked = requests.Asked(given["body"], given["asks"], given["due"], given["claim"])
    return requests.draft(actor, key, asked, at=at)


def _send(actor: Any, key: UUID, given: Given, *, at: datetime) -> object:
    return requests.send(actor, key, on=given["on"], at=at)


def _remind(actor: Any, key: UUID, given: Given, *, at: datetime) -> object:
    return requests.remind(actor, key, on=given["on"], at=at)


def _reply(actor: Any, key: UUID, given: Given, *, at: datetime) -> object:
    reliability, information = Reliability(given["reliability"]), Information(given["information"])
    came = requests.Came(given["on"], given["words"], given["source"], reliability, information)
    return requests.keep_reply(actor, key, came, at=at)


def _piece_of_interview(actor: Any, key: UUID, given: Given, *, at: datetime) -> object:
    return pieces.from_interview(actor, key, _shows(given), at=at)


def _piece_of_reply(actor: Any, key: UUID, given: Given, *, at: datetime) -> object:
    return pieces.from_reply(actor, key, given["words"], at=at)


def _piece_of_answer(actor: Any, key: UUID, given: Given, *, at: datetime) -> object:
    return pieces.from_answer(actor, key, _shows(given), at=at)


def _grade(given: Given) -> grading.Grade:
    reliability, information = Reliability(given["reliability"]), Information(given["information"])
    return grading.Grade(reliability, information, given["why"])


def _shows(given: Given) -> pieces.Shows:
    return pieces.Shows(
        given["words"],
        Reliability(given["reliability"]),
        Information(given["information"]),
        given.get("origin", ""),
        is_direct=given["is_direct"],
    )


def _interview(made: Any) -> str:
    return _address("interview", made.pk)


def _of_request(made: Any) -> str:
    return _address("request", getattr(made, "request_id", made.pk))


ACTS: Mapping[str, Act] = {
    "question": Act("plan", plans.QuestionForm, _("Add a question"), _("Add it"), _ask),
    "task": Act("plan", plans.TaskForm, _("Give a task"), _("Give it"), _give),
    "source": Act("plan", plans.SourceForm, _("Add a source and grade it"), _("Add it"), _enter),
    "witness": Act(
        "plan",
        talks.WitnessForm,
        _("Add somebody who may be asked"),
        _("Seal and add"),
        _name,
        lambda made: _address("witness", made.pk),
    ),
    "request": Act(
        "plan",
        plans.RequestForm,
        _("Ask a body what something rests on"),
        _("Draft the letter"),
        _draft,
        _of_request,
    ),
    "leave": Act(
        "plan",
        talks.LeaveForm,
        _("Let somebody without training hold one interview"),
        _("Give leave"),
        _let,
        needs=Action.FINDING_REVIEW,
    ),
    "answer": Act("question", plans.AnswerForm, _("Close a question"), _("Close it"), _answer),
    "hand-over": Act("task", plans.HandOverForm, _("Hand a task over"), _("Hand over"), _hand_over),
    "grade": Act(
        "source",
        plans.GradeForm,
        _("Grade a source anew"),
        _("Grade it"),
        _grade_again,
        lambda made: _address("source", made.graded_id),
    ),
    "withdraw-source": Act(
        "source",
        plans.WhyForm,
        _("Withdraw a source"),
        _("Withdraw it"),
        _withdraw_source,
        lambda made: _address("source", made.pk),
    ),
    "interview": Act(
        "witness",
        talks.InterviewForm,
        _("Plan an interview"),
        _("Plan it"),
        _plan_interview,
        _interview,
    ),
    "consent": Act(
        "interview", talks.ConsentForm, _("What they say yes to"), _("Write it down"), _consent
    ),
    "withdraw-consent": Act(
        "interview",
        talks.WithdrawConsentForm,
        _("They withdraw a yes"),
        _("Write it down"),
        _withdraw_consent,
    ),
    "keep": Act("interview", talks.KeepForm, _("Keep the interview"), _("Seal and keep"), _keep),
    "use": Act(
        "interview", talks.UseForm, _("Write down to whom it went"), _("Write it down"), _use
    ),
    "interview-piece": Act(
        "interview", plans.PieceForm, _("Make evidence of it"), _("Make it"), _piece_of_interview
    ),
    "send": Act("request", plans.DayForm, _("The letter went out"), _("Write it down"), _send),
    "remind": Act("request", plans.DayForm, _("They were reminded"), _("Write it down"), _remind),
    "reply": Act("request", plans.ReplyForm, _("An answer came"), _("Keep it"), _reply),
    "reply-piece": Act(
        "reply", plans.PieceWordsForm, _("Make evidence of it"), _("Make it"), _piece_of_reply
    ),
    "answer-piece": Act(
        "answer", plans.AnswerPieceForm, _("Make evidence of it"), _("Make it"), _piece_of_answer
    ),
}
"""By the name in the address. After those on an interview or a request comes its own page."""


def address_after(act: Act, key: UUID, made: Any, plan: UUID) -> str:
    """Where a person goes once it is done."""
    if act.leads_to is not None:
        return act.leads_to(made)
    if act.on in ("interview", "request"):
        return _address(act.on, key)
    return _address("plan", plan)
