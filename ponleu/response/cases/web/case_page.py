"""Cases: the list, one of them, opening, changing, closing, and what it holds."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import NotFound
from ponleu.foundation.core.paging import page_asked, page_links
from ponleu.foundation.core.web import Request, page, render_part
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.response.cases.case_words import TABS
from ponleu.response.cases.offences import named
from ponleu.response.cases.queries import case_files
from ponleu.response.cases.queries.case_files import CasePage, Shown
from ponleu.response.cases.queries.case_history import history
from ponleu.response.cases.services import cases, holding
from ponleu.response.cases.web.case_acting import Asked, back_to, form_page, is_done, valid
from ponleu.response.cases.web.case_forms import (
    AddForm,
    ChangeCaseForm,
    LetInForm,
    OpenCaseForm,
    ReasonForm,
    choose,
)


@page(needs=Action.CASE_READ)
@journaled_list("cases.case")
@require_GET
def index(request: Request) -> HttpResponse:
    """Cases that are open to the reader."""
    asked = request.GET.get("shown", "")
    shown = Shown(asked) if asked in set(Shown) else Shown.MINE
    found = case_files.cases(request.user, shown, page=page_asked(request))
    context = {
        "found": found,
        "tabs": list(TABS.items()),
        **page_links(found.page, has_more=found.has_more),
    }
    return render(request, "cases/cases.html", context)


@page(needs=Action.CASE_READ)
@require_GET
def show(request: Request, pk: UUID) -> HttpResponse:
    """One case, as far as the reader may see what is in it."""
    case = cases.see_case(request.user, pk, at=clock.now())
    found = case_files.case_page(request.user, case)
    may_edit = request.user.may(Action.CASE_EDIT, case)
    context = {
        "found": found,
        "case": case,
        "history": history(found),
        "may_edit": may_edit,
        "may_work": may_edit and not case.is_merged and found.closing is None,
        "reads_allegations": request.user.may(Action.ALLEGATION_READ),
        "reads_findings": request.user.may(Action.FINDING_READ),
        "reads_verification": request.user.may(Action.VERIFICATION_READ),
        "close_form": ReasonForm(auto_id="close_%s"),
        "let_in_form": let_in_form(found) if may_edit else None,
    }
    return render(request, "cases/case.html", context)


def let_in_form(found: CasePage, data: Any = None) -> LetInForm:
    """Whom else may be let in to a case."""
    form = LetInForm(data, auto_id="in_%s")
    inside = {each.user_id for each in found.members}
    people = (each for each in case_files.may_join(found.case) if each.pk not in inside)
    choose(form, "user", ((str(each.pk), f"{each} ({each.unit})") for each in people))
    return form


@page(needs=Action.CASE_EDIT)
@require_http_methods(["GET", "POST"])
def with_allegation(request: Request, allegation: UUID) -> HttpResponse:
    """Open a case with an allegation, or take it into one."""
    found = case_files.openable_for(request.user, allegation)
    if found is None:
        raise NotFound(_("There is no such record."))
    user, now = request.user, clock.now()
    inside = {case.pk for case in case_files.cases_of(user, allegation)}
    open_ones = [case for case in case_files.choosable(user) if case.pk not in inside]
    is_adding = request.method == "POST" and "case" in request.POST
    is_opening = request.method == "POST" and not is_adding
    add = AddForm(request.POST if is_adding else None, auto_id="add_%s")
    choose(add, "case", ((str(each.pk), f"{each.reference} {each.title}") for each in open_ones))
    title = f"{named(found.offence).name}: {found.entry.name}"[: cases.LONGEST_TITLE]
    initial = {"title": title, "lead": found.unit_id}
    form = OpenCaseForm(request.POST if is_opening else None, initial=initial)
    if is_adding and is_done(
        add,
        lambda: holding.add_allegation(
            user, UUID(_in(add, "case")), allegation, why=_in(add, "why"), at=now
        ),
    ):
        return back_to(request, UUID(_in(add, "case")), _("Taken in."))
    made = []
    if is_opening and is_done(
        form,
        lambda: made.append(
            cases.open_case(user, form.headed(), [allegation], why=_in(form, "why"), at=now)
        ),
    ):
        return back_to(request, made[0].pk, _("Opened. You are its first member; let others in."))
    context = {"allegation": found, "form": form, "add_form": add, "open_ones": open_ones}
    context["refused"] = add if is_adding else form
    status = 422 if request.method == "POST" else 200
    return render(request, "cases/with_allegation.html", context, status=status)


def _in(form: AddForm | OpenCaseForm, name: str) -> str:
    return str(form.cleaned_data[name])


@page(needs=Action.CASE_READ)
@require_GET
def of_allegation(request: Request, allegation: UUID) -> HttpResponse:
    """Which cases hold an allegation; nothing for those who may see none of them."""
    context = {
        "found": case_files.cases_of(request.user, allegation),
        "allegation": allegation,
        "may_edit": request.user.may(Action.CASE_EDIT),
    }
    return render_part(request, "cases/of_allegation.html", "cases/_of_allegation.html", context)


@page(needs=Action.CASE_EDIT)
@require_http_methods(["GET", "POST"])
def change(request: Request, pk: UUID) -> HttpResponse:
    """Change title, lead body, or who sees it."""
    user, now = request.user, clock.now()
    case = cases.see_case(user, pk, at=now)
    initial = {
        "title": case.title,
        "lead": case.lead_id,
        "is_open_to_unit": case.is_open_to_unit,
        "was": case.changes,
    }
    form = ChangeCaseForm(request.POST if request.method == "POST" else None, initial=initial)
    asked = Asked(
        _("Change this case"),
        (_("Members, allegations and history stay as they are."),),
        _("Change it"),
        _("Changed."),
    )
    if form.is_bound and is_done(
        form,
        lambda: cases.change_case(user, pk, form.headed(), was=form.cleaned_data["was"], at=now),
    ):
        return back_to(request, pk, asked.done)
    return form_page(request, asked, form, {"case": case})


@page(needs=Action.CASE_EDIT)
@require_POST
def close(request: Request, pk: UUID) -> HttpResponse:
    """Close the case."""
    why = valid(ReasonForm(request.POST))["why"]
    cases.close_case(request.user, pk, why=why, at=clock.now())
    return back_to(request, pk, _("Closed. Its members still read it; it can be opened again."))


@page(needs=Action.CASE_EDIT)
@require_POST
def reopen(request: Request, pk: UUID) -> HttpResponse:
    """Open it again."""
    cases.reopen_case(request.user, pk, at=clock.now())
    return back_to(request, pk, _("Open again."))


@page(needs=Action.CASE_EDIT)
@require_POST
def take_in(request: Request, pk: UUID, allegation: UUID) -> HttpResponse:
    """Take an allegation in again."""
    holding.add_allegation(request.user, pk, allegation, at=clock.now())
    return back_to(request, pk, _("Taken in."))


@page(needs=Action.CASE_EDIT)
@require_POST
def take_out(request: Request, pk: UUID, allegation: UUID) -> HttpResponse:
    """Take an allegation out."""
    holding.remove_allegation(request.user, pk, allegation, at=clock.now())
    messages.success(request, _("Taken out. That it was here stays on record."))
    return redirect("case_files:case", pk=pk)
