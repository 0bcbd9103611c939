"""Who is let in to a case, who is let out, and conflicts of interest."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.web import Request, page
from ponleu.response.cases.queries import case_files
from ponleu.response.cases.rules import Part
from ponleu.response.cases.services import cases, members
from ponleu.response.cases.web.case_acting import Asked, back_to, form_page, is_done, valid
from ponleu.response.cases.web.case_forms import ConflictForm, ReasonForm, choose, nobody
from ponleu.response.cases.web.case_page import let_in_form


@page(needs=Action.CASE_EDIT)
@require_POST
def let_in(request: Request, pk: UUID) -> HttpResponse:
    """Let a person in."""
    now = clock.now()
    case = cases.see_case(request.user, pk, at=now)
    given = valid(let_in_form(case_files.case_page(request.user, case), request.POST))
    members.let_in(request.user, pk, UUID(given["user"]), Part(given["part"]), at=now)
    return back_to(request, pk, _("Let in, from now on. You can let them out again."))


@page(needs=Action.CASE_EDIT)
@require_POST
def let_out(request: Request, pk: UUID, membership: UUID) -> HttpResponse:
    """Let a person out, or leave."""
    ended = members.let_out(request.user, pk, membership, at=clock.now())
    said = _("Let out. That they were let in stays on record.")
    if ended.user_id != request.user.pk:
        return back_to(request, pk, said)
    messages.success(request, said)
    return redirect("case_files:cases")


@page(needs=Action.CASE_EDIT)
@require_http_methods(["GET", "POST"])
def conflict(request: Request, pk: UUID) -> HttpResponse:
    """Keep the case from a person or a unit."""
    user, now = request.user, clock.now()
    case = cases.see_case(user, pk, at=now)
    form = ConflictForm(request.POST if request.method == "POST" else None)
    people = [each for each in case_files.may_join(case) if each.pk != user.pk]
    units = {each.unit_id: each.unit for each in people if each.unit_id != user.unit_id}
    choose(form, "user", [nobody(), *((str(each.pk), f"{each} ({each.unit})") for each in people)])
    choose(form, "unit", [nobody(), *((code, str(unit)) for code, unit in units.items())])
    asked = Asked(
        _("Record a conflict of interest"),
        (
            _("From now on there is no such case for them: no page, list or search shows it."),
            _("It beats membership and every grant, and nobody tells them."),
            _("Your own conflict is recorded by a colleague. Ask one, and leave the case."),
        ),
        _("Keep the case from them"),
        _("On record. The case is kept from them from now on."),
    )
    if form.is_bound and is_done(
        form,
        lambda: members.record_conflict(
            user,
            pk,
            user=UUID(form.cleaned_data["user"]) if form.cleaned_data["user"] else None,
            unit=form.cleaned_data["unit"] or None,
            why=form.cleaned_data["why"],
            at=now,
        ),
    ):
        return back_to(request, pk, asked.done)
    return form_page(request, asked, form, {"case": case})


@page(needs=Action.CASE_EDIT)
@require_POST
def lift(request: Request, pk: UUID, exclusion: UUID) -> HttpResponse:
    """Lift a conflict of interest."""
    why = valid(ReasonForm(request.POST))["why"]
    members.lift_conflict(request.user, pk, exclusion, why=why, at=clock.now())
    return back_to(request, pk, _("Lifted. Whoever was let in before sees the case again."))
