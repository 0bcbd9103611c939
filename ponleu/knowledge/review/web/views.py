"""Screens for reviewing a document. A view parses, calls one service or query, and renders."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import NotFound, NotPermitted
from ponleu.foundation.core.web import Request, page
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.knowledge.review import agreement, queries, services
from ponleu.knowledge.review import queue as queued
from ponleu.knowledge.review.web import keys, posted
from ponleu.knowledge.review.web.forms import EditForm
from ponleu.knowledge.review.window import window
from ponleu.knowledge.sources import page_queries
from ponleu.knowledge.sources import queries as sources
from ponleu.knowledge.sources import services as source_services
from ponleu.knowledge.sources.layout import paragraphs
from ponleu.knowledge.sources.rules import Verdict

if TYPE_CHECKING:
    from ponleu.knowledge.sources.models import Proposal

PAGE = 30


@page(needs=Action.REVIEW)
@journaled_list("sources.source")
@require_GET
def queue(request: Request) -> HttpResponse:
    unsure = request.GET.get("only") == "unsure"
    found = queued.unsure_sources(request.user) if unsure else queued.waiting_sources(request.user)
    context = {
        "waiting": list(found[:PAGE]),
        "total": found.count(),
        "unsure": unsure,
        "may_add": request.user.may(Action.SOURCE_ADD),
        "tab": "unsure" if unsure else "queue",
        **keys.on_list(),
    }
    return render(request, "review/queue.html", context)


@page(needs=Action.REVIEW)
@require_GET
def source(request: Request, pk: UUID) -> HttpResponse:
    opened = source_services.open_source(request.user, pk, at=clock.now())
    if not request.user.may(Action.REVIEW, opened):
        raise NotFound(_("There is no such record."))
    _refuse_second_reader(request, pk)
    groups = queries.groups(request.user, opened)
    progress = sources.progress(opened)
    is_long = progress.total > queries.MOST_SHOWN and not progress.is_done
    aside = [] if is_long else queries.groups(request.user, opened, zone="boilerplate")
    asked = [question.proposal for group in (*groups, *aside) for question in group.questions]
    marks = sources.highlights(asked)
    laid = paragraphs(opened.text, sources.zones(opened), marks)
    part = window(laid, queries.keys_of_waiting(groups), length=len(opened.text))
    context = {
        "source": opened,
        "groups": groups,
        "aside": aside,
        "part": part,
        "slips": sources.slips(opened),
        "paragraphs": part.paragraphs,
        "pages": page_queries.pages_of(opened),
        "drawn_pages": page_queries.pages_under(opened, marks, first=_first_waiting(groups)),
        "may_read_pages": request.user.may(Action.SOURCE_ADD, opened),
        "progress": progress,
        "most_shown": queries.MOST_SHOWN,
        "others": sources.also_reviewing(opened, request.user, at=clock.now()),
        "last_judged": sources.last_judged(opened, request.user),
        "copies": sources.copies_of(request.user, opened),
        "exact": queries.exact_questions(groups),
        **keys.on_document(),
        "batch": queued.last_batch(request.user),
        "second": agreement.state_of(opened),
    }
    return render(request, "review/source.html", context)


def _refuse_second_reader(request: Request, pk: UUID) -> None:
    if queued.read_blind(request.user, [pk]):
        raise NotPermitted(
            _("You read this document a second time, blind: the first answers are for others.")
        )


@page(needs=Action.REVIEW)
@require_GET
def next_source(request: Request) -> HttpResponse:
    """Go to the document that waits after the one in ``after``, or to the queue."""
    key = queued.next_source(request.user, request.GET.get("after", ""))
    if key is None:
        messages.info(request, _("No other document waits for you."))
        return redirect("review:queue")
    return redirect("review:source", pk=key)


def _first_waiting(groups: Sequence[queries.Group]) -> str:
    """The key of the question that is asked first; "" if none waits."""
    questions = (question.proposal for group in groups for question in group.questions)
    return next((str(proposal.pk) for proposal in questions if not proposal.verdict), "")


@page(needs=Action.REVIEW)
@require_GET
def proposal(request: Request, pk: UUID, proposal: UUID) -> HttpResponse:
    """One proposal as it stands: what leaving an edit without saving shows."""
    asked = sources.find_proposal(request.user, pk, proposal)
    _refuse_second_reader(request, asked.source_id)
    return _answered(request, pk, asked, said="")


@page(needs=Action.REVIEW)
@require_POST
def judge(request: Request, pk: UUID, proposal: UUID) -> HttpResponse:
    asked = sources.find_proposal(request.user, pk, proposal)
    same_as = posted.entry_key(request.POST.get("same_as", ""))
    judged = services.judge(
        request.user,
        asked.pk,
        Verdict.EDITED if same_as else posted.verdict(request),
        revision=posted.revision(request),
        edited={"same_as": same_as} if same_as else None,
        at=clock.now(),
    )
    return _answered(request, pk, judged)


@page(needs=Action.REVIEW)
@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: UUID, proposal: UUID) -> HttpResponse:
    asked = sources.find_proposal(request.user, pk, proposal)
    form = EditForm(request.POST or None, asked=asked)
    if request.method == "POST" and form.is_valid():
        judged = services.judge(
            request.user,
            asked.pk,
            Verdict.EDITED,
            revision=posted.revision(request),
            edited=form.changes(),
            at=clock.now(),
        )
        return _answered(request, pk, judged)
    template = "review/_edit.html" if request.htmx else "review/edit.html"
    context = {"form": form, "proposal": asked, "source": asked.source}
    response = render(request, template, context, status=422 if form.is_bound else 200)
    patch_vary_headers(response, ["HX-Request"])
    return response


@page(needs=Action.REVIEW)
@require_POST
def take_back(request: Request, pk: UUID, proposal: UUID) -> HttpResponse:
    asked = sources.find_proposal(request.user, pk, proposal)
    freed = services.take_back(
        request.user, asked.pk, revision=posted.revision(request), at=clock.now()
    )
    return _answered(request, pk, freed, said=_("Taken back. It waits again."))


def _answered(
    request: Request, pk: UUID, judged: Proposal, *, said: str | None = None
) -> HttpResponse:
    if not request.htmx:
        return redirect(f"{reverse('review:source', args=[pk])}#{_next_waiting(judged)}")
    progress = sources.progress(judged.source)
    context: dict[str, Any] = {
        "question": queries.question(request.user, judged),
        "source": judged.source,
        "progress": progress,
        "last_judged": sources.last_judged(judged.source, request.user),
        "said": _said(judged, progress) if said is None else said,
    }
    response = render(request, "review/_answered.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _next_waiting(judged: Proposal) -> str:
    waiting = [p for p in sources.proposals(judged.source) if not p.verdict]
    later = [p for p in waiting if (p.start, p.end) >= (judged.start, judged.end)]
    following = (later or waiting)[:1]
    return f"p-{following[0].pk}" if following else "done"


def _said(judged: Proposal, progress: sources.Progress) -> str:
    word = {
        Verdict.ACCEPTED: _("Accepted."),
        Verdict.EDITED: _("Saved in your words."),
        Verdict.REJECTED: _("Rejected."),
        Verdict.NOT_IN_ARTICLE: _("Marked as not in the article."),
        Verdict.UNSURE: _("Left open: marked as unsure."),
    }[Verdict(judged.verdict)]
    count = _("%(decided)d of %(total)d.") % {
        "decided": progress.decided,
        "total": progress.total,
    }
    return f"{word} {count} {_('Undo: U')}"
