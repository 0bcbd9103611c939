"""What waits to be judged as one matter, and the allegations that are open."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ponleu.foundation.accounts.opened_keys import opened
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import DomainError, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.core.paging import page_asked, page_links
from ponleu.foundation.core.web import Request, page
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.response.cases import queries
from ponleu.response.cases.services import allegations, gathering
from ponleu.response.cases.web.forms import ApartForm, OpenForm, keys_in


@page(needs=Action.ALLEGATION_READ)
@journaled_list("cases.allegation")
@require_GET
def index(request: Request) -> HttpResponse:
    """Groups that wait, then allegations."""
    found = queries.allegations(request.user, page=page_asked(request))
    context = {
        "found": found,
        "may_edit": request.user.may(Action.ALLEGATION_EDIT),
        **page_links(found.page, has_more=found.has_more),
    }
    return render(request, "cases/allegations.html", context)


@page(needs=Action.ALLEGATION_EDIT)
@journaled_list("complaints.complaint")
@require_http_methods(["GET", "POST"])
def group(request: Request, about: UUID, first: UUID) -> HttpResponse:
    """A group that waits; a POST opens an allegation with the complaints that are ticked."""
    found = queries.group_page(request.user, opened(request), about, first, at=clock.now())
    if request.method != "POST":
        if found is None:
            raise NotFound(_("There is no such record."))
        return _group(request, found, OpenForm(initial={"offence": found.likely_offence}))
    form = OpenForm(request.POST)
    chosen = keys_in(request.POST.getlist("complaint"))
    if form.is_valid():
        try:
            made = allegations.open_allegation(
                request.user,
                about,
                form.said(),
                chosen,
                why=form.cleaned_data["why"],
                at=clock.now(),
            )
        except (NotFound, NotPermitted):
            raise
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(
                request, _("Opened. Each complaint keeps its own clocks and needs its own answer.")
            )
            return redirect("cases:allegation", pk=made.pk)
    if found is None:
        raise NotFound(_("There is no such record."))
    return _group(request, found, form, status=422)


@page(needs=Action.ALLEGATION_EDIT)
@require_POST
def group_apart(request: Request, about: UUID, first: UUID) -> HttpResponse:
    """Say that a group, or one complaint of it, is not one matter with the others."""
    form = apart_form(request)
    one = keys_in([request.POST.get("one", "")])
    said = {"why": form.cleaned_data["why"], "at": clock.now()}
    if one:
        gathering.keep_one_apart(request.user, about, first, one[0], form.verdict_of(), **said)
    else:
        gathering.keep_group_apart(request.user, about, first, form.verdict_of(), **said)
    messages.success(request, _("Kept. It is not asked again; you can undo it below."))
    return redirect("cases:allegations")


@page(needs=Action.ALLEGATION_EDIT)
@require_POST
def undo_apart(request: Request, pk: UUID) -> HttpResponse:
    """Take back that complaints are kept apart."""
    kept = gathering.undo_apart(request.user, pk, at=clock.now())
    messages.success(request, _("Taken back. It is asked again where it fits."))
    if kept.allegation_id:
        return redirect("cases:allegation", pk=kept.allegation_id)
    return redirect("cases:allegations")


def apart_form(request: Request) -> ApartForm:
    """The judgement that was sent.

    Raises:
        InvalidInput: it is none, or the reason is too long.
    """
    form = ApartForm(request.POST)
    if not form.is_valid():
        raise InvalidInput(_("Say whether it is another matter or you cannot tell, in few words."))
    return form


def _group(
    request: Request, found: queries.GroupPage, form: OpenForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "found": found,
        "form": form,
        "now": clock.now(),
        "is_key_open": opened(request) is not None,
    }
    return render(request, "cases/group.html", context, status=status)
