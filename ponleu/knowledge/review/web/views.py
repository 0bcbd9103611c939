"""Screens for reviewing a document. A view parses, calls one service or query, and renders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import InvalidInput, NotFound
from ponleu.foundation.core.web import Request, page
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.knowledge.review import queries, services
from ponleu.knowledge.review.web.forms import EditForm
from ponleu.knowledge.sources import queries as sources
from ponleu.knowledge.sources import services as source_services
from ponleu.knowledge.sources.layout import Highlight, paragraphs
from ponleu.knowledge.sources.rules import Verdict

if TYPE_CHECKING:
    from ponleu.knowledge.sources.models import Proposal

PAGE = 30


@page(needs=Action.REVIEW)
@journaled_list("sources.source")
@require_GET
def queue(request: Request) -> HttpResponse:
    context = {
        "waiting": list(sources.waiting(request.user)[:PAGE]),
        "total": sources.waiting_count(request.user),
        "may_add": request.user.may(Action.SOURCE_ADD),
    }
    return render(request, "review/queue.html", context)


@page(needs=Action.REVIEW)
@require_GET
def source(request: Request, pk: UUID) -> HttpResponse:
    opened = source_services.open_source(request.user, pk, at=clock.now())
    if not request.user.may(Action.REVIEW, opened):
        raise NotFound(_("There is no such record."))
    groups = queries.groups(request.user, opened)
    aside = queries.groups(request.user, opened, zone="boilerplate")
    asked = [question.proposal for group in (*groups, *aside) for question in group.questions]
    context = {
        "source": opened,
        "groups": groups,
        "aside": aside,
        "paragraphs": paragraphs(opened.text, sources.zones(opened), _marks(asked)),
        "progress": sources.progress(opened),
        "most_shown": queries.MOST_SHOWN,
        "others": sources.also_reviewing(opened, request.user, at=clock.now()),
        "last_judged": sources.last_judged(opened, request.user),
    }
    return render(request, "review/source.html", context)


def _marks(asked: list[Proposal]) -> list[Highlight]:
    return [
        Highlight(start, end, str(proposal.pk), proposal.family, bool(proposal.verdict))
        for proposal in asked
        for start, end in proposal.mentions
    ]


@page(needs=Action.REVIEW)
@require_GET
def proposal(request: Request, pk: UUID, proposal: UUID) -> HttpResponse:
    """One proposal as it stands: what leaving an edit without saving shows."""
    return _answered(request, pk, sources.find_proposal(request.user, pk, proposal), said="")


@page(needs=Action.REVIEW)
@require_POST
def judge(request: Request, pk: UUID, proposal: UUID) -> HttpResponse:
    asked = sources.find_proposal(request.user, pk, proposal)
    same_as = _entry_key(request.POST.get("same_as", ""))
    verdict = Verdict.EDITED if same_as else request.POST.get("verdict", "")
    if verdict not in set(Verdict):
        raise InvalidInput(_("Choose accept, edit, reject or not in the article."))
    judged = services.judge(
        request.user,
        asked.pk,
        Verdict(verdict),
        revision=_revision(request),
        edited={"same_as": same_as} if same_as else None,
        at=clock.now(),
    )
    return _answered(request, pk, judged, said=_said(judged))


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
            revision=_revision(request),
            edited=form.changes(),
            at=clock.now(),
        )
        return _answered(request, pk, judged, said=_said(judged))
    template = "review/_edit.html" if request.htmx else "review/edit.html"
    context = {"form": form, "proposal": asked, "source": asked.source}
    response = render(request, template, context, status=422 if form.is_bound else 200)
    patch_vary_headers(response, ["HX-Request"])
    return response


@page(needs=Action.REVIEW)
@require_POST
def take_back(request: Request, pk: UUID, proposal: UUID) -> HttpResponse:
    asked = sources.find_proposal(request.user, pk, proposal)
    freed = services.take_back(request.user, asked.pk, revision=_revision(request), at=clock.now())
    return _answered(request, pk, freed, said=_("Taken back. It waits again."))


def _answered(request: Request, pk: UUID, judged: Proposal, *, said: str) -> HttpResponse:
    if not request.htmx:
        return redirect(f"{reverse('review:source', args=[pk])}#{_next_waiting(judged)}")
    context: dict[str, Any] = {
        "question": queries.question(request.user, judged),
        "source": judged.source,
        "progress": sources.progress(judged.source),
        "last_judged": sources.last_judged(judged.source, request.user),
        "said": said,
    }
    response = render(request, "review/_answered.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _next_waiting(judged: Proposal) -> str:
    waiting = [p for p in sources.proposals(judged.source) if not p.verdict]
    later = [p for p in waiting if (p.start, p.end) >= (judged.start, judged.end)]
    following = (later or waiting)[:1]
    return f"p-{following[0].pk}" if following else "done"


def _said(judged: Proposal) -> str:
    progress = sources.progress(judged.source)
    word = {
        Verdict.ACCEPTED: _("Accepted."),
        Verdict.EDITED: _("Saved in your words."),
        Verdict.REJECTED: _("Rejected."),
        Verdict.NOT_IN_ARTICLE: _("Marked as not in the article."),
    }[Verdict(judged.verdict)]
    count = _("%(decided)d of %(total)d.") % {
        "decided": progress.decided,
        "total": progress.total,
    }
    return f"{word} {count} {_('Undo: U')}"


def _entry_key(text: str) -> str:
    """The key of an entry as it was sent, or "" if none was.

    Raises:
        NotFound: something else was sent.
    """
    try:
        return str(UUID(text)) if text else ""
    except ValueError:
        raise NotFound(_("There is no such record.")) from None


def _revision(request: Request) -> int:
    text = request.POST.get("revision", "")
    if not (text.isdecimal() and len(text) < 9):
        raise InvalidInput(_("The page is out of date. Load it again."))
    return int(text)
