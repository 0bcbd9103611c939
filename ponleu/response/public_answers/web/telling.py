"""Writing to one reporter about an answer, and what became of complaints that a body brought."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import DomainError, NotFound, NotPermitted
from ponleu.foundation.core.web import Request, page
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.knowledge.register import queries as register
from ponleu.response.public_answers.queries import reporters
from ponleu.response.public_answers.services import reporters as services
from ponleu.response.public_answers.web.forms import BodyForm, BringForm, TellForm


@page(needs=Action.COMPLAINT_DECIDE)
@require_http_methods(["GET", "POST"])
def tell(request: Request, pk: UUID, complaint: UUID) -> HttpResponse:
    """What is proposed for one reporter, to be changed and sent by a person."""
    found = reporters.one(request.user, pk, complaint)
    form = TellForm(request.POST or None, initial={"text": found.proposed})
    if request.method != "POST":
        return _tell(request, found, form)
    if not form.is_valid():
        return _tell(request, found, form, status=422)
    try:
        services.tell(request.user, pk, complaint, form.cleaned_data["text"], at=clock.now())
    except (NotFound, NotPermitted):
        raise
    except DomainError as refusal:
        form.add_error(None, refusal.sentence)
        return _tell(request, found, form, status=refusal.http_status)
    messages.success(request, _("Sent to this reporter alone."))
    return redirect("public_answers:answer", pk=pk)


@page(needs=Action.COMPLAINT_READ)
@require_http_methods(["GET", "POST"])
def bodies(request: Request) -> HttpResponse:
    """Organisations that brought complaints; a POST opens one by its reference."""
    form = BodyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            entry = register.by_reference(request.user, form.cleaned_data["reference"])
            services.organisation(request.user, entry.pk)
        except NotFound:
            form.add_error("reference", _("There is no organisation of that reference."))
        else:
            return redirect("public_answers:body", body=entry.pk)
    status = 422 if form.errors else 200
    context = {"form": form, "found": reporters.bodies(request.user)}
    return render(request, "public_answers/bodies.html", context, status=status)


@page(needs=Action.COMPLAINT_READ)
@journaled_list("complaints.complaint")
@require_GET
def body(request: Request, body: UUID) -> HttpResponse:
    """Complaints that one body brought, and what became of each."""
    entry = services.see_body(request.user, body, at=clock.now())
    return _body(request, entry, BringForm())


@page(needs=Action.COMPLAINT_READ)
@journaled_list("complaints.complaint")
@require_GET
def body_printed(request: Request, body: UUID) -> HttpResponse:
    """The same on paper, for the body; nothing of others and no totals."""
    entry = services.see_body(request.user, body, at=clock.now())
    context = {
        "entry": entry,
        "rows": reporters.of_body(request.user, entry),
        "now": clock.now(),
        "unit": request.user.unit,
    }
    return render(request, "public_answers/body_print.html", context)


@page(needs=Action.COMPLAINT_DECIDE)
@require_POST
def bring(request: Request, body: UUID) -> HttpResponse:
    """Say that a body brought complaints."""
    entry = services.organisation(request.user, body)
    form = BringForm(request.POST)
    if not form.is_valid():
        return _body(request, entry, form, status=422)
    try:
        made = services.bring(request.user, body, form.cleaned_data["references"], at=clock.now())
    except NotPermitted:
        raise
    except DomainError as refusal:
        form.add_error("references", refusal.sentence)
        return _body(request, entry, form, status=refusal.http_status)
    said = ngettext("%(number)d complaint added.", "%(number)d complaints added.", len(made))
    messages.success(request, said % {"number": len(made)})
    return redirect("public_answers:body", body=body)


@page(needs=Action.COMPLAINT_DECIDE)
@require_POST
def unbring(request: Request, pk: UUID) -> HttpResponse:
    """Undo that."""
    brought = services.unbring(request.user, pk, at=clock.now())
    messages.success(request, _("Undone. It is not among what this body brought any more."))
    return redirect("public_answers:body", body=brought.body_id)


def _tell(
    request: Request, found: reporters.ToTell, form: TellForm, *, status: int = 200
) -> HttpResponse:
    context = {"found": found, "form": form}
    return render(request, "public_answers/tell.html", context, status=status)


def _body(request: Request, entry: object, form: BringForm, *, status: int = 200) -> HttpResponse:
    context = {
        "entry": entry,
        "rows": reporters.of_body(request.user, entry),  # type: ignore[arg-type]  # an entry
        "form": form,
        "may_bring": request.user.may(Action.COMPLAINT_DECIDE),
    }
    return render(request, "public_answers/body.html", context, status=status)
