"""What waits and what is out, the part of an allegation's page, and beginning an answer."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import NotFound
from ponleu.foundation.core.paging import page_asked, page_links
from ponleu.foundation.core.web import Request, page, render_part
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.response.public_answers.queries import answers, reporters
from ponleu.response.public_answers.services import drafting
from ponleu.response.public_answers.web.forms import keys_in


@page(needs=Action.ANSWER_READ)
@journaled_list("public_answers.answer")
@require_GET
def index(request: Request) -> HttpResponse:
    """What waits for the reader first, then what is out."""
    found = answers.listed(request.user, page=page_asked(request))
    context = {"found": found, **page_links(found.page, has_more=found.has_more)}
    return render(request, "public_answers/index.html", context)


@page(needs=Action.ANSWER_READ)
@require_GET
def of_allegation(request: Request, allegation: UUID) -> HttpResponse:
    """Answers on an allegation; nothing for those who may see none."""
    context = {
        "found": answers.of_allegation(request.user, allegation),
        "may_begin": answers.may_begin(request.user, allegation),
        "allegation": allegation,
    }
    return render_part(
        request,
        "public_answers/of_allegation.html",
        "public_answers/_of_allegation.html",
        context,
    )


@page(needs=Action.COMPLAINT_DECIDE)
@require_GET
def of_complaint(request: Request, complaint: UUID) -> HttpResponse:
    """Answers of which the reporter of a complaint may hear; nothing for those who see none."""
    context = {
        "found": reporters.of_complaint(request.user, complaint),
        "complaint": complaint,
    }
    return render_part(
        request, "public_answers/of_complaint.html", "public_answers/_of_complaint.html", context
    )


@page(needs=Action.ANSWER_WRITE)
@require_http_methods(["GET", "POST"])
def begin(request: Request, allegation: UUID) -> HttpResponse:
    """Choose what stands beside a new answer; a POST makes the draft of the finding."""
    if request.method == "POST":
        chosen = keys_in(request.POST.getlist("claim"))
        made = drafting.draft(request.user, allegation, chosen, at=clock.now())
        messages.success(request, _("Drafted from the finding, in both languages."))
        return redirect("public_answers:words", pk=made.pk)
    finding = answers.standing_finding(request.user, allegation)
    if finding is None:
        raise NotFound(_("There is no standing finding that you may see: nothing to answer from."))
    context = {
        "choices": answers.choices(request.user, finding),
        "allegation": allegation,
        "may_begin": answers.may_begin(request.user, allegation),
    }
    return render(request, "public_answers/begin.html", context)
