"""Screens for facts that stand in several documents, and for accepting exact ones in bulk."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.web import Request, page
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.knowledge.review import facts, queries, together
from ponleu.knowledge.review import queue as queued
from ponleu.knowledge.review.web import keys, posted
from ponleu.knowledge.sources import queries as sources


@page(needs=Action.REVIEW)
@journaled_list("sources.proposal")
@require_GET
def queue(request: Request) -> HttpResponse:
    """Facts that wait in several documents, those of most documents first."""
    context = {
        "rows": queries.described(facts.most_waiting(request.user)),
        "batch": queued.last_batch(request.user),
        "tab": "facts",
        **keys.on_list(),
    }
    return render(request, "review/facts.html", context)


@page(needs=Action.REVIEW)
@journaled_list("sources.proposal")
@require_http_methods(["GET", "POST"])
def also(request: Request, pk: UUID, proposal: UUID) -> HttpResponse:
    """One fact with its sentence in every document where it waits; judged with one press."""
    asked = sources.find_proposal(request.user, pk, proposal)
    if request.method == "POST":
        done = together.judge_together(
            request.user,
            asked.pk,
            posted.verdict(request),
            chosen=posted.chosen(request),
            at=clock.now(),
        )
        _tell(request, done)
        return redirect(_back(request, pk))
    context = {
        "source": asked.source,
        "question": queries.question(request.user, asked),
        "together": facts.together(request.user, asked),
        "from_facts": request.GET.get("from") == "facts",
        **keys.on_together(),
    }
    return render(request, "review/also.html", context)


@page(needs=Action.REVIEW)
@require_POST
def exact(request: Request, pk: UUID) -> HttpResponse:
    """Accept the chosen exact places and dates of a document."""
    done = together.accept_exact(request.user, pk, chosen=posted.chosen(request), at=clock.now())
    _tell(request, done)
    return redirect("review:source", pk=pk)


@page(needs=Action.REVIEW)
@require_POST
def take_back_batch(request: Request, batch: UUID) -> HttpResponse:
    """Undo all that one press judged."""
    done = together.take_back_batch(request.user, batch, at=clock.now())
    said = ngettext(
        "Taken back: %(count)d question waits again.",
        "Taken back: %(count)d questions wait again.",
        len(done.judged),
    ) % {"count": len(done.judged)}
    messages.info(request, f"{said} {_left_out(done.left_out)}".strip())
    back = request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("review:queue")
    return redirect(back)


def _tell(request: Request, done: together.Outcome) -> None:
    if left := _left_out(done.left_out):
        messages.info(request, left)


def _left_out(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(count)d was judged by someone meanwhile and stays as it is.",
        "%(count)d were judged by someone meanwhile and stay as they are.",
        count,
    ) % {"count": count}


def _back(request: Request, pk: UUID) -> str:
    if request.POST.get("from") == "facts":
        return reverse("review:facts")
    return reverse("review:source", args=[pk])
