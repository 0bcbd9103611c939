"""Merging, splitting, relating cases, and undoing any of it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.web import Request, page
from ponleu.response.cases.case_words import allegation_label
from ponleu.response.cases.queries import case_files
from ponleu.response.cases.services import cases, holding, regrouping
from ponleu.response.cases.web.case_acting import Asked, back_to, form_page, is_done
from ponleu.response.cases.web.case_forms import OtherCaseForm, SplitForm, choose


@page(needs=Action.CASE_EDIT)
@require_http_methods(["GET", "POST"])
def merge(request: Request, pk: UUID) -> HttpResponse:
    """Merge another case into this one."""
    user, now = request.user, clock.now()
    case = cases.see_case(user, pk, at=now)
    form = _other_form(request, pk)
    asked = Asked(
        _("Merge another case into this one"),
        (
            _("Members of either read all of it. Conflicts of interest of either hold for both."),
            _("Nothing is moved: undone, each has its own allegations and members again."),
        ),
        _("Merge it into this one"),
        _("Merged. You can undo it at any time, under History."),
    )
    if form.is_bound and is_done(
        form,
        lambda: regrouping.merge_cases(
            user, pk, UUID(form.cleaned_data["other"]), why=form.cleaned_data["why"], at=now
        ),
    ):
        return back_to(request, pk, asked.done)
    return form_page(request, asked, form, {"case": case})


@page(needs=Action.CASE_EDIT)
@require_http_methods(["GET", "POST"])
def split(request: Request, pk: UUID) -> HttpResponse:
    """Split allegations off into a new case."""
    user, now = request.user, clock.now()
    case = cases.see_case(user, pk, at=now)
    held = case_files.case_page(user, case).held
    form = SplitForm(
        request.POST if request.method == "POST" else None, initial={"lead": case.lead_id}
    )
    choices = [(str(each.allegation_id), allegation_label(each.allegation)) for each in held]
    choose(form, "allegations", choices)
    asked = Asked(
        _("Split this case"),
        (
            _("The new case has the same members and conflicts of interest, and is as open."),
            _("Nothing is moved: undone, all is here again."),
        ),
        _("Split them off"),
        _("Split. You can undo it at any time, under History."),
    )
    if form.is_bound and is_done(
        form,
        lambda: regrouping.split_case(
            user,
            pk,
            form.headed(),
            [UUID(key) for key in form.cleaned_data["allegations"]],
            why=form.cleaned_data["why"],
            at=now,
        ),
    ):
        return back_to(request, pk, asked.done)
    chosen = set(request.POST.getlist("allegations"))
    picks = [(key, label, key in chosen) for key, label in choices]
    return form_page(request, asked, form, {"case": case, "picks": picks})


@page(needs=Action.CASE_EDIT)
@require_POST
def undo(request: Request, pk: UUID, regrouped: UUID) -> HttpResponse:
    """Undo a merge or a split."""
    regrouping.undo_regrouping(request.user, regrouped, at=clock.now())
    return back_to(request, pk, _("Undone. All stands as if it had never been done."))


@page(needs=Action.CASE_EDIT)
@require_http_methods(["GET", "POST"])
def relate(request: Request, pk: UUID) -> HttpResponse:
    """Say that another case has to do with this one."""
    user, now = request.user, clock.now()
    case = cases.see_case(user, pk, at=now)
    form = _other_form(request, pk)
    asked = Asked(
        _("Say that another case is related"),
        (_("Both stay apart, each with its own members. Who sees both sees that they relate."),),
        _("They are related"),
        _("Kept. You can undo it below."),
    )
    if form.is_bound and is_done(
        form,
        lambda: holding.relate_cases(
            user, pk, UUID(form.cleaned_data["other"]), why=form.cleaned_data["why"], at=now
        ),
    ):
        return back_to(request, pk, asked.done)
    return form_page(request, asked, form, {"case": case})


@page(needs=Action.CASE_EDIT)
@require_POST
def unrelate(request: Request, pk: UUID, related: UUID) -> HttpResponse:
    """Take back that two are related."""
    holding.unrelate_cases(request.user, pk, related, at=clock.now())
    return back_to(request, pk, _("Undone."))


def _other_form(request: Request, pk: UUID) -> OtherCaseForm:
    form = OtherCaseForm(request.POST if request.method == "POST" else None)
    others = case_files.choosable(request.user, besides=pk)
    choose(form, "other", ((str(each.pk), f"{each.reference} {each.title}") for each in others))
    return form
