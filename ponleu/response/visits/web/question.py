"""Questions of a visit: the answers given, and what was raised about an allegation or claim."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import NotFound
from ponleu.foundation.core.web import Request, page, render_part
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.response.visits import queries
from ponleu.response.visits.services import questions
from ponleu.response.visits.web.filling import Sheet, fill
from ponleu.response.visits.web.forms import AnswerForm, CorrectionForm, QuestionForm


@page(needs=Action.VISIT_READ)
@require_GET
def show(request: Request, pk: UUID) -> HttpResponse:
    """One question with its answers and their corrections."""
    question = questions.see_question(request.user, pk, at=clock.now())
    context = {
        "asked": queries.question_page(request.user, question, today=clock.today()),
        "question": question,
        "may_edit": request.user.may(Action.VISIT_EDIT, question.visit),
    }
    return render(request, "visits/question.html", context)


@page(needs=Action.VISIT_EDIT)
@require_http_methods(["GET", "POST"])
def add(request: Request, visit: UUID) -> HttpResponse:
    """Enter a question."""
    its = queries.editable_visit(request.user, visit)
    form = QuestionForm(
        request.POST or None, initial={"raised_by": its.body, "raised_on": clock.today()}
    )
    address = reverse("visits:visit", args=[visit])
    sheet = Sheet(_("Enter a question"), _("Enter it"), its.reference, address)

    def act() -> str:
        questions.raise_question(request.user, visit, form.asked(), at=clock.now())
        return _("Entered. It waits for an answer.")

    return fill(request, form, sheet, act)


@page(needs=Action.VISIT_EDIT)
@require_http_methods(["GET", "POST"])
def answer(request: Request, pk: UUID) -> HttpResponse:
    """Enter an answer."""
    asked = _editable(request, pk)
    form = AnswerForm(
        request.POST or None,
        initial={"body": asked.question.to_body, "given_on": clock.today()},
    )

    def act() -> str:
        questions.give_answer(request.user, pk, form.given(), at=clock.now())
        return _("Kept. It does not change any more; a newer answer can correct it.")

    return fill(request, form, _sheet(asked, _("Enter an answer"), _("Keep it")), act)


@page(needs=Action.VISIT_EDIT)
@require_http_methods(["GET", "POST"])
def correct(request: Request, pk: UUID, answer: UUID) -> HttpResponse:
    """Enter a newer answer in place of one that was wrong."""
    asked = _editable(request, pk)
    wrong = next((each for each in asked.answers if each.pk == answer), None)
    if wrong is None:
        raise NotFound(_("There is no such record."))
    form = CorrectionForm(
        request.POST or None,
        initial={"body": wrong.body, "given_on": clock.today(), "text": wrong.text},
    )

    def act() -> str:
        why = form.cleaned_data["why"]
        questions.correct_answer(request.user, answer, form.given(), why=why, at=clock.now())
        return _("Kept. The older answer stays beside it.")

    return fill(request, form, _sheet(asked, _("Correct an answer"), _("Keep it")), act)


@page(needs=Action.VISIT_READ)
@journaled_list("visits.question")
@require_GET
def of_allegation(request: Request, allegation: UUID) -> HttpResponse:
    """What visitors asked about an allegation."""
    found = queries.questions_about(request.user, allegation=allegation, today=clock.today())
    return _about(request, found, reverse("cases:allegation", args=[allegation]))


@page(needs=Action.VISIT_READ)
@journaled_list("visits.question")
@require_GET
def of_claim(request: Request, claim: UUID) -> HttpResponse:
    """What visitors asked about a claim."""
    found = queries.questions_about(request.user, claim=claim, today=clock.today())
    return _about(request, found, reverse("claims:claim", args=[claim]))


def _about(request: Request, found: tuple[queries.Asked, ...], address: str) -> HttpResponse:
    context = {"found": found, "address": address}
    return render_part(request, "visits/about.html", "visits/_about.html", context)


def _editable(request: Request, pk: UUID) -> queries.Asked:
    question = questions.see_question(request.user, pk, at=clock.now())
    queries.editable_visit(request.user, question.visit_id)
    return queries.question_page(request.user, question, today=clock.today())


def _sheet(asked: queries.Asked, title: str, button: str) -> Sheet:
    question = asked.question
    parent = _("Question %(number)d") % {"number": question.number}
    return Sheet(
        title,
        button,
        parent,
        reverse("visits:question", args=[question.pk]),
        quoted=question.text,
    )
