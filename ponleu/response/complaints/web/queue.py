"""The queue of complaints."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from ponleu.foundation.accounts.opened_keys import opened
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.paging import page_asked, page_links
from ponleu.foundation.core.web import Request, page, render_part
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.response.complaints import queries
from ponleu.response.complaints.queries import Wanted
from ponleu.response.complaints.web.forms import WantedForm

VIEWS = ("waiting", "late", "done", "junk")


@page(needs=Action.COMPLAINT_READ)
@journaled_list("complaints.complaint")
@require_GET
def index(request: Request) -> HttpResponse:
    """Complaints in the order in which they are to be looked at."""
    now, pair = clock.now(), opened(request)
    form = WantedForm(request.GET)
    wanted = _wanted(request, form)
    found = queries.queue(request.user, pair, wanted, at=now)
    context = {
        "form": form,
        "view": wanted.view,
        "is_filtered": any(
            (wanted.urgency is not None, wanted.channel, wanted.language, wanted.place)
        ),
        "queue": found,
        "counts": queries.counts(request.user, at=now),
        "now": now,
        "is_key_open": pair is not None,
        "may_take": request.user.may(Action.COMPLAINT_TAKE),
        **page_links(found.page, has_more=found.has_more),
    }
    return render_part(request, "complaints/queue.html", "complaints/_queue.html", context)


def _wanted(request: Request, form: WantedForm) -> Wanted:
    form.is_valid()
    said = form.cleaned_data
    view = request.GET.get("view", "")
    return Wanted(
        view=view if view in VIEWS else "waiting",
        urgency=int(said["urgency"]) if said.get("urgency") else None,
        channel=said.get("channel", ""),
        language=said.get("language", ""),
        place=said.get("place", ""),
        page=page_asked(request),
    )
