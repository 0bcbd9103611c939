"""Measures: the list, one with its steps, proposing, deciding."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import NotFound
from ponleu.foundation.core.paging import page_asked, page_links
from ponleu.foundation.core.web import Request, page
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.foundation.law import queries as law
from ponleu.foundation.law.words import law_name, what_words
from ponleu.response.operations.web.filling import named_page
from ponleu.response.outcomes.queries import after
from ponleu.response.outcomes.queries import measures as queries
from ponleu.response.outcomes.rules.measures import Step
from ponleu.response.outcomes.services import measuring
from ponleu.response.outcomes.web.filling import Sheet, address_of, fill
from ponleu.response.outcomes.web.forms import MeasureForm, StepForm
from ponleu.response.outcomes.words import STATES, STEPS


@page(needs=Action.OPERATION_READ)
@journaled_list("outcomes.measure")
@require_GET
def index(request: Request) -> HttpResponse:
    """Measures after operations that are open to the reader."""
    number, state = page_asked(request), request.GET.get("state", "")
    start = (number - 1) * queries.PAGE
    found, has_more = queries.measures(request.user, state=state, start=start)
    context = {
        "found": found,
        "state": state,
        "states": list(STATES.items()),
        **page_links(number, has_more=has_more),
    }
    return render(request, "outcomes/measures.html", context)


@named_page
@journaled_list("outcomes.measure")
@require_GET
def show(request: Request, pk: UUID) -> HttpResponse:
    """One measure."""
    today = localdate(clock.now())
    found = queries.measure_page(request.user, pk, today=today)
    may = [(str(step), word) for step, word in STEPS.items() if step in found.may]
    context = {"found": found, "measure": found.measure, "may": may}
    return render(request, "outcomes/measure.html", context)


@named_page
@require_http_methods(["GET", "POST"])
def propose(request: Request, pk: UUID) -> HttpResponse:
    """Propose a measure after what was found at a site."""
    line = after.line_of(request.user, pk)
    site = line.site
    named = request.GET.get("named", "")
    against = queries.may_be_against(request.user, site, named=named)
    started = localdate(site.operation.started_at)
    form = MeasureForm(
        request.POST or None,
        against=[(str(each.pk), f"{each.name} ({each.reference})") for each in against],
        provisions=[
            (each.code, f"{each.article}: {what_words(each)} ({law_name(each)})")
            for each in law.provisions()
        ],
        initial={"offence_on": started, "from_on": localdate(clock.now()), "workers": 1},
    )
    sheet = Sheet(
        _("Propose a measure: %(name)s") % {"name": site.entry.name},
        _("Propose"),
        site.operation.reference,
        address_of(site.operation),
        _("Another person decides. It is against a site or an organisation, never a person."),
    )

    def act() -> object:
        given = dict(form.cleaned_data)
        said = measuring.Proposed(entry=UUID(given.pop("entry")), **given)
        return measuring.propose(request.user, pk, said, at=clock.now())

    return fill(request, form, sheet, act, named=named, can_name=True)


@named_page
@require_http_methods(["GET", "POST"])
def take_step(request: Request, pk: UUID, step: str) -> HttpResponse:
    """Order, refuse, withdraw, lift or put back; with the reason."""
    if step not in set(Step) - {Step.PROPOSE}:
        raise NotFound(_("There is no such record."))
    what = Step(step)
    found = queries.measure_page(request.user, pk, today=localdate(clock.now()))
    address = reverse("outcomes:measure", args=[pk])
    if request.method == "GET" and what not in found.may:
        return redirect(address)
    form = StepForm(request.POST or None, initial={"seen": len(found.steps)})
    if what is not Step.LIFT:
        del form.fields["lifted_on"]
    words = str(STEPS[what])
    sheet = Sheet(words, words, found.measure.reference, address)

    def act() -> object:
        given = form.cleaned_data
        return measuring.step(
            request.user,
            pk,
            what,
            given["why"],
            seen=given["seen"],
            lifted_on=given.get("lifted_on"),
            at=clock.now(),
        )

    return fill(request, form, sheet, act)
