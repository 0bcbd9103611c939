"""Writing an order: basics, sites, teams, scope, notes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.filling import Sheet, done, tried
from ponleu.foundation.core.web import Request, page
from ponleu.response.operations.queries import candidates
from ponleu.response.operations.rules.order import Order
from ponleu.response.operations.services import opening, ordering
from ponleu.response.operations.services.opening import Version
from ponleu.response.operations.web.filling import fill, named_page, with_key
from ponleu.response.operations.web.forms import (
    BasicsForm,
    ChangedBasicsForm,
    ScopeForm,
    SeenForm,
    SiteForm,
    WordsForm,
)


@page(needs=Action.OPERATION_ORDER)
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Order an operation: sealed to whoever orders it, under a code name that is drawn."""
    form = BasicsForm(request.POST or None)
    sheet = Sheet(
        _("Order an operation"),
        _("Order it"),
        _("Operations"),
        reverse("operations:index"),
        _("All of it is sealed to you alone. A code name is drawn for it."),
    )

    def act() -> str:
        order = Order(**form.parts())
        made = ordering.order_one(request.user, order, at=clock.now())
        return address_of(made.operation.pk)

    return fill(request, form, sheet, act)


@named_page
@with_key
@require_http_methods(["GET", "POST"])
def basics(request: Request, pair: KeyPair, pk: UUID) -> HttpResponse:
    """Change who decided it, on which basis, what for, when."""
    version = opening.open_order(request.user, pk, pair, at=clock.now())
    initial = ChangedBasicsForm.of(version.order, version.number)
    form = ChangedBasicsForm(request.POST or None, initial=initial)

    def act() -> str:
        seen = form.cleaned_data["seen"]
        ordering.edit(request.user, pk, pair, seen, at=clock.now(), **form.parts())
        return address_of(pk)

    return fill(request, form, _sheet(version, _("Decision, aims and day"), _("Keep")), act)


@named_page
@with_key
@require_http_methods(["GET", "POST"])
def scope(request: Request, pair: KeyPair, pk: UUID) -> HttpResponse:
    """Say what the prosecutor is asked to allow, beside the sites."""
    version = opening.open_order(request.user, pk, pair, at=clock.now())
    order = version.order
    form = ScopeForm(request.POST or None, initial=ScopeForm.of(order.scope, version.number))

    def act() -> str:
        asked = form.scope(tuple(site.entry for site in order.sites))
        seen = form.cleaned_data["seen"]
        ordering.edit(request.user, pk, pair, seen, scope=asked, at=clock.now())
        return address_of(pk)

    sheet = _sheet(version, _("Scope"), _("Keep"), _("Any change asks the prosecutor again."))
    return fill(request, form, sheet, act)


@named_page
@with_key
@require_http_methods(["GET", "POST"])
def note(request: Request, pair: KeyPair, pk: UUID) -> HttpResponse:
    """Add a note to the order."""
    operation = opening.named(request.user, pk)
    form = WordsForm(request.POST or None)
    sheet = Sheet(_("Add a note"), _("Add it"), operation.code_name, address_of(pk))

    def act() -> str:
        ordering.note(request.user, pk, form.cleaned_data["words"], pair, at=clock.now())
        return address_of(pk)

    return fill(request, form, sheet, act)


@named_page
@with_key
@require_http_methods(["GET", "POST"])
def sites(request: Request, pair: KeyPair, pk: UUID) -> HttpResponse:
    """Choose sites, and say what is to be done at each. No address tells which was chosen."""
    version = opening.open_order(request.user, pk, pair, at=clock.now())
    do = request.POST.get("do", "")
    seen = SeenForm({"seen": request.POST.get("seen", version.number)})
    forms = _site_forms(request if do == "keep" else None, version)
    if do == "add" and seen.is_valid():
        chosen = set(request.POST.getlist("entry"))
        address = tried(seen, lambda: _add(request, pk, pair, seen, version, chosen))
    elif do == "keep" and seen.is_valid() and _are_valid(forms):
        address = tried(seen, lambda: _keep(request, pk, pair, seen, version, forms))
    else:
        address = None
    if address is not None:
        return done(request, _("Kept, and sealed anew."), address)
    words = request.POST.get("words", "")[:100]
    taken = {site.entry for site in version.order.sites}
    offered = candidates.candidates(request.user, words=words)
    context = {
        "operation": version.operation,
        "version": version,
        "forms": forms,
        "seen": seen,
        "words": words,
        "chosen": set(request.POST.getlist("entry")),
        "offered": [each for each in offered if str(each.entry.pk) not in taken],
    }
    status = 422 if do in ("add", "keep") else 200
    return render(request, "operations/sites.html", context, status=status)


def address_of(pk: UUID) -> str:
    """The page of an operation."""
    return reverse("operations:operation", args=[pk])


def _site_forms(request: Request | None, version: Version) -> list[tuple[Any, SiteForm]]:
    return [
        (
            site,
            SiteForm(
                request.POST if request else None,
                initial=SiteForm.of(site, version.order),
                prefix=f"s{place}",
                order=version.order,
            ),
        )
        for place, site in enumerate(version.order.sites)
    ]


def _are_valid(forms: list[tuple[Any, SiteForm]]) -> bool:
    """Whether each is; all are looked at, so that each says what is wrong with it."""
    return not [form for _site, form in forms if not form.is_valid()]


def _add(
    request: Request, pk: UUID, pair: KeyPair, seen: Any, version: Version, chosen: set[str]
) -> str:
    taken = {site.entry for site in version.order.sites}
    found = candidates.site_works(request.user, chosen - taken)
    number = seen.cleaned_data["seen"]
    made = (*version.order.sites, *found)
    ordering.edit(request.user, pk, pair, number, sites=made, at=clock.now())
    return reverse("operations:sites", args=[pk])


def _keep(
    request: Request, pk: UUID, pair: KeyPair, seen: Any, version: Version, forms: Any
) -> str:
    staying = [(site, form) for site, form in forms if not form.cleaned_data["leave_out"]]
    made = tuple(replace(site, **form.parts()) for site, form in staying)
    stops = tuple(stop for site, form in staying for stop in form.stops(site.entry))
    route = replace(version.order.route, stops=stops)
    number = seen.cleaned_data["seen"]
    ordering.edit(request.user, pk, pair, number, sites=made, route=route, at=clock.now())
    return address_of(pk)


def _sheet(version: Version, title: str, button: str, lead: str = "") -> Sheet:
    operation = version.operation
    return Sheet(title, button, operation.code_name, address_of(operation.pk), lead)
