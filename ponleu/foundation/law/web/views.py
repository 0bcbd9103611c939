"""What the law said on a day, and what a fine comes to; nothing is stored."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.web import Request, page
from ponleu.foundation.law import queries
from ponleu.foundation.law.rules import Fine, StatedFine
from ponleu.foundation.law.web.forms import FineForm, LookForm, StatedForm


@page(needs=Action.HOME)
@require_GET
def index(request: Request) -> HttpResponse:
    """Provisions, base wages, and a calculator in both directions."""
    look = LookForm(request.GET, auto_id="look_%s")
    chosen = look.cleaned_data if look.is_valid() else {}
    by_days = FineForm(request.GET if "days" in request.GET else None, auto_id="fine_%s")
    by_riel = StatedForm(request.GET if "riel" in request.GET else None, auto_id="stated_%s")
    fine, stated = _fine(by_days), _stated(by_riel)
    context = {
        "look": look,
        "provisions": queries.provisions(chosen.get("on"), chosen.get("words", "")),
        "day": chosen.get("on"),
        "bases": queries.wage_bases(),
        "by_days": by_days,
        "by_riel": by_riel,
        "fine": fine,
        "stated": stated,
    }
    return render(request, "law/index.html", context)


def _fine(form: FineForm) -> Fine | None:
    if not (form.is_bound and form.is_valid()):
        return None
    given = form.cleaned_data
    provision = queries.provision(given["article"])
    if provision is None:
        return None
    return queries.fine(given["days"], provision, given["fined_on"], given["persons"])


def _stated(form: StatedForm) -> StatedFine | None:
    if not (form.is_bound and form.is_valid()):
        return None
    return queries.stated_fine(form.cleaned_data["riel"], form.cleaned_data["stated_on"])
