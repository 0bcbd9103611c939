"""Screens about documents. A view parses, calls one service or query, and renders."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import DomainError, InvalidInput
from ponleu.foundation.core.paging import page_asked, page_links
from ponleu.foundation.core.web import Request, page, render_part
from ponleu.foundation.journal import queries as journal
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.foundation.places import queries as places
from ponleu.knowledge.sources import copies, page_queries, queries, services
from ponleu.knowledge.sources.layout import Highlight, paragraphs
from ponleu.knowledge.sources.rules import CopyVerdict, SourceKind, file_ending
from ponleu.knowledge.sources.web.asked import asked_span
from ponleu.knowledge.sources.web.forms import FORMAT_LABELS, KIND_LABELS, AddForm

if TYPE_CHECKING:
    from ponleu.knowledge.sources.models import Source

MOST_TOLD = 200
"""Documents of one upload whose fate is told one by one."""


@page(needs=Action.SOURCE_READ)
@journaled_list("sources.source")
@require_GET
def index(request: Request) -> HttpResponse:
    text, kind = request.GET.get("text", "").replace("\0", "").strip(), request.GET.get("kind", "")
    number = page_asked(request)
    first = (number - 1) * queries.PAGE
    found = list(
        queries.sources(request.user, text=text, kind=kind if kind in set(SourceKind) else "")[
            first : first + queries.PAGE + 1
        ]
    )
    context = {
        "rows": [_row(source) for source in found[: queries.PAGE]],
        "text": text,
        "kind": kind,
        "kinds": list(KIND_LABELS.items()),
        **page_links(number, has_more=len(found) > queries.PAGE),
        "may_add": request.user.may(Action.SOURCE_ADD),
    }
    return render_part(request, "sources/index.html", "sources/_list.html", context)


@page(needs=Action.SOURCE_ADD)
@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    form = AddForm(request.POST or None, request.FILES or None, actor=request.user)
    if request.method == "GET" or not form.is_valid():
        return render(
            request, "sources/add.html", {"form": form}, status=422 if form.is_bound else 200
        )
    files = _files(form)
    outcomes = [told for name, file in files for told in _keep(request, name, file, form)]
    kept = [outcome["source"] for outcome in outcomes if outcome["source"]]
    if len(kept) == len(outcomes) == 1:
        if not outcomes[0]["is_new"]:
            said = _("This document was kept before. Here is the one that stands.")
            messages.info(request, said)
        reviews = request.user.may(Action.REVIEW, kept[0])
        return redirect("review:source" if reviews else "sources:page", pk=kept[0].pk)
    context = {
        "outcomes": outcomes[:MOST_TOLD],
        "more": max(len(outcomes) - MOST_TOLD, 0),
        "kept": len(kept),
        "reviews": request.user.may(Action.REVIEW),
    }
    return render(request, "sources/added.html", context, status=200 if kept else 422)


def _files(form: AddForm) -> list[tuple[str, Any]]:
    words = form.cleaned_data["words"].strip()
    files = [(file.name, file) for file in form.cleaned_data["documents"] if file]
    return files + ([("", io.BytesIO(words.encode()))] if words else [])


def _keep(request: Request, name: str, file: Any, form: AddForm) -> list[dict[str, Any]]:
    """What became of a file, and of each document inside it."""
    fields = form.cleaned_data
    about = services.About(
        title=fields["title"],
        kind=SourceKind(fields["kind"]),
        origin=fields["origin"],
        published=fields["published"],
        territory=fields["territory"],
    )
    alone = len(_files(form)) == 1
    try:
        outcomes = services.add_documents(
            request.user, file, about, at=clock.now(), name=name, is_alone=alone
        )
    except DomainError as refusal:
        return [{"name": name, "source": None, "why": refusal.sentence}]
    return [_told(request, outcome) for outcome in outcomes]


def _told(request: Request, outcome: services.Outcome) -> dict[str, Any]:
    told = {"name": outcome.name, "source": outcome.source, "why": outcome.why}
    if outcome.source is None:
        return told
    return {
        **told,
        "is_new": outcome.is_new,
        "copies": queries.copies_of(request.user, outcome.source),
        "pages": page_queries.pages_of(outcome.source),
    }


@page(needs=Action.SOURCE_READ)
@require_GET
def source(request: Request, pk: UUID) -> HttpResponse:
    opened = services.open_source(request.user, pk, at=clock.now())
    accepted = queries.accepted(opened)
    marks = queries.highlights(accepted)
    asked = asked_span(request.GET.get("at", ""), len(opened.text))
    if asked:
        marks.append(Highlight(asked[0], asked[1], "at", "at"))
    context = {
        "source": opened,
        "kind_label": KIND_LABELS[SourceKind(opened.kind)],
        "area": places.written(opened.territory) if opened.territory else _("Whole country"),
        "paragraphs": paragraphs(opened.text, queries.zones(opened), marks),
        "accepted": accepted,
        "slips": queries.slips(opened),
        "format_label": FORMAT_LABELS[opened.format],
        "outer": queries.outer_of(request.user, opened),
        "inner": queries.inner_of(request.user, opened),
        "pages": page_queries.pages_of(opened),
        "may_read_pages": request.user.may(Action.SOURCE_ADD, opened),
        "asked_page": page_queries.number_at(opened, asked[0]) if asked else None,
        "asked_span": request.GET.get("at", ""),
        "progress": queries.progress(opened),
        "alike": queries.alike_to(request.user, opened),
        "may_review": request.user.may(Action.REVIEW, opened),
        "journal": journal.entries_about(request.user, "sources.source", opened.pk, limit=20)
        if request.user.may(Action.JOURNAL_READ)
        else None,
    }
    return render(request, "sources/source.html", context)


@page(needs=Action.REVIEW)
@require_POST
def judge_copy(request: Request, pk: UUID) -> HttpResponse:
    """A person's word on this document and another: copies, not copies, or taken back."""
    verdict, number = request.POST.get("verdict", ""), request.POST.get("number", "")
    if verdict not in ("", *CopyVerdict):
        raise InvalidInput(_("Choose whether it is a copy, or take the answer back."))
    opened = copies.judge_copy(
        request.user,
        pk,
        request.POST.get("reference", ""),
        CopyVerdict(verdict) if verdict else None,
        number=int(number) if number.isdecimal() and len(number) < 9 else None,
        at=clock.now(),
    )
    return redirect(f"{reverse('sources:page', args=[opened.pk])}#copies")


@page(needs=Action.SOURCE_READ)
@require_GET
def original(request: Request, pk: UUID) -> HttpResponse:
    taken, data = services.take_original(request.user, pk, at=clock.now())
    ending = file_ending(taken.format, taken.content.media_type)
    return HttpResponse(
        data,
        content_type="application/octet-stream",
        headers={
            "Content-Disposition": f'attachment; filename="{taken.reference}.{ending}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


def _row(source: Source) -> dict[str, Any]:
    return {"source": source, "kind_label": KIND_LABELS[SourceKind(source.kind)]}
