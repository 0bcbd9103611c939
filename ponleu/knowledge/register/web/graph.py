"""The screen of ties as a graph."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.web import Request, page
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.knowledge.register import queries
from ponleu.knowledge.register.queries.graph import Graph, graph
from ponleu.knowledge.register.rules import TieSort
from ponleu.knowledge.register.services import open_entry
from ponleu.knowledge.register.words import TIES


@page(needs=Action.REGISTER_READ)
@journaled_list("register.tie")
@require_GET
def show(request: Request) -> HttpResponse:
    reference = request.GET.get("around", "").strip()
    centre = queries.by_reference(request.user, reference) if reference else None
    if centre is not None:
        open_entry(request.user, centre.pk, clock.now())
    hops = request.GET.get("hops", "2")
    drawn = graph(request.user, centre, hops=int(hops) if hops in {"1", "2", "3", "4"} else 2)
    context = {
        "centre": centre,
        "hops": hops,
        "graph": drawn,
        "data": _data(drawn, centre.head_id or centre.pk if centre else None),
        "names": {node.entry.pk: node.entry.name for node in drawn.nodes},
        "months": drawn.months,
        "sorts": sorted({edge.tie.sort for edge in drawn.edges}),
    }
    return render(request, "register/graph.html", context)


def _data(drawn: Graph, here: Any) -> dict[str, Any]:
    """What the picture is drawn from; the table of the page says the same in words."""
    return {
        "nodes": [
            {
                "id": str(node.entry.pk),
                "kind": node.entry.kind,
                "name": node.entry.name,
                "hops": node.hops,
                "here": node.entry.pk == here,
                "address": reverse("register:entry", args=[node.entry.pk]),
            }
            for node in drawn.nodes
        ],
        "ties": [
            {
                "id": str(edge.tie.pk),
                "holder": str(edge.holder),
                "held": str(edge.held),
                "sort": edge.tie.sort,
                "word": str(TIES[TieSort(edge.tie.sort)][0]),
                "since": edge.tie.since,
                "until": edge.tie.until,
                "doubtful": edge.tie.is_doubtful,
            }
            for edge in drawn.edges
        ],
    }
