"""One view for every form of a plan, and the acts that need no form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.opened_keys import opened
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import DomainError, NotFound, NotPermitted
from ponleu.foundation.core.web import Request, page
from ponleu.response.verification import rules
from ponleu.response.verification.queries import targets
from ponleu.response.verification.queries.repeats import Repeats
from ponleu.response.verification.services import opening, repeats, tasks, undoing, witnesses
from ponleu.response.verification.web.acts import ACTS, Act, address_after
from ponleu.response.verification.web.forms.base import PlanForm
from ponleu.response.verification.words import GIVERS, Word

PEOPLE = ("holder", "interviewer", "person")


@page(needs=Action.VERIFICATION_READ)
@require_http_methods(["GET", "POST"])
def act(request: Request, name: str, pk: UUID) -> HttpResponse:
    """One form: GET shows it, POST does what it says."""
    if name not in ACTS:
        raise NotFound(_("There is no such record."))
    what = ACTS[name]
    plan = targets.allegation_of(request.user, what.on, pk)
    access.require(request.user, what.needs, plan, seen_by=Action.VERIFICATION_READ)
    form = _form(request, what, pk, plan)
    if request.method == "POST" and form.is_valid():
        try:
            given = {**_given(form), "opened": opened(request)}
            made = what.do(request.user, pk, given, at=clock.now())
        except (NotFound, NotPermitted):
            raise
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Done. Who did it and when is kept."))
            return redirect(address_after(what, pk, made, plan.pk))
    allegation = opening.see(request.user, plan.pk, at=clock.now())
    is_interview = name == "interview"
    context = {
        "form": form,
        "act": what,
        "name": name,
        "allegation": allegation,
        "earlier": targets.earlier(request.user, pk) if is_interview else None,
        "repeats": _repeats(request, pk) if is_interview else None,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "verification/form.html", context, status=status)


@page(needs=Action.VERIFICATION_EDIT)
@require_POST
def finish(request: Request, pk: UUID) -> HttpResponse:
    """Say that a task is done."""
    task = tasks.finish(request.user, pk, words=request.POST.get("words", ""), at=clock.now())
    messages.success(request, _("Done. You can reopen it in the plan."))
    return _back(request, task.allegation_id)


@page(needs=Action.VERIFICATION_EDIT)
@require_POST
def reopen(request: Request, pk: UUID) -> HttpResponse:
    """Undo that a task is done."""
    task = tasks.reopen(request.user, pk, at=clock.now())
    messages.success(request, _("Reopened. That it was said to be done stays."))
    return _back(request, task.allegation_id)


@page(needs=Action.VERIFICATION_EDIT)
@require_POST
def take_back(request: Request, kind: str, pk: UUID) -> HttpResponse:
    """Take back something that was entered by mistake."""
    plan = undoing.take_back(request.user, kind, pk, at=clock.now())
    messages.success(request, _("Taken back. It stays on record, and can be brought back."))
    return _back(request, plan.pk)


@page(needs=Action.VERIFICATION_EDIT)
@require_POST
def bring_back(request: Request, kind: str, pk: UUID) -> HttpResponse:
    """Bring back what was taken back."""
    plan = undoing.bring_back(request.user, kind, pk, at=clock.now())
    messages.success(request, _("Brought back."))
    return _back(request, plan.pk)


def _repeats(request: Request, pk: UUID) -> Repeats:
    now = clock.now()
    witness = witnesses.see_witness(request.user, pk, at=now)
    return repeats.compare(request.user, opened(request), witness, at=now)


def _back(request: Request, plan: UUID) -> HttpResponse:
    if request.POST.get("to") == "mine":
        return redirect("verification:mine")
    return redirect("verification:plan", pk=plan)


def _form(request: Request, what: Act, pk: UUID, plan: Any) -> PlanForm:
    fields, choices = what.form.base_fields, {}
    for name in PEOPLE:
        if name in fields:
            choices[name] = targets.colleagues(plan)
    if "question" in fields:
        choices["question"] = targets.questions(plan)
    if "grounds" in fields:
        choices["grounds"] = targets.grounds(request.user, plan)
    if "giver" in fields:
        is_child = targets.is_child(request.user, pk)
        choices["giver"] = [(each, GIVERS[each]) for each in rules.givers(is_child=is_child)]
    return _filled(request, what.form, choices)


def _filled(
    request: Request, form: type[PlanForm], choices: Mapping[str, Sequence[tuple[str, Word]]]
) -> PlanForm:
    if request.method == "POST":
        return form(request.POST, choices=choices)
    return form(choices=choices)


def _given(form: Any) -> Mapping[str, Any]:
    """What was filled in, with the interpreter as one thing."""
    through = form.interpreter_of() if hasattr(form, "interpreter_of") else None
    return {**form.cleaned_data, "through": through}
