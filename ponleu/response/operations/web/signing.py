"""Asking for a sign-off, and the prosecutor's page: sign, narrow, refuse, print."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import NotFound
from ponleu.foundation.core.filling import Sheet, done, tried
from ponleu.foundation.core.web import Request
from ponleu.response.operations.queries import grounds, people
from ponleu.response.operations.rules.kinds import Decision
from ponleu.response.operations.services import opening, scopes, signing
from ponleu.response.operations.web.filling import fill, named_page, with_key
from ponleu.response.operations.web.sign_off_forms import DecisionForm, SignOffForm
from ponleu.response.operations.web.writing import address_of


@named_page
@with_key
@require_http_methods(["GET", "POST"])
def ask(request: Request, pair: KeyPair, pk: UUID) -> HttpResponse:
    """Ask a prosecutor to allow the scope as it stands."""
    version = opening.open_order(request.user, pk, pair, at=clock.now())
    operation = version.operation
    form = SignOffForm(request.POST or None, initial={"seen": version.number})
    sheet = Sheet(
        _("Ask for sign-off"),
        _("Ask for it"),
        operation.code_name,
        address_of(pk),
        _("The prosecutor reads scope, basis and grounds. What waits now is taken back."),
    )

    def act() -> str:
        given = form.cleaned_data
        signing.ask(
            request.user,
            pk,
            given["username"],
            given["words"],
            pair,
            seen=given["seen"],
            at=clock.now(),
        )
        return address_of(pk)

    offered = people.prosecutors(request.user, operation)
    return fill(request, form, sheet, act, people=offered)


@named_page
@with_key
@require_http_methods(["GET", "POST"])
def sign_off(request: Request, pair: KeyPair, pk: UUID) -> HttpResponse:
    """What is asked, on which grounds; the prosecutor signs, narrows or refuses."""
    asked = scopes.open_asked(request.user, pk, pair, at=clock.now())
    names = {ground["entry"]: ground["name"] for ground in asked.grounds}
    form = DecisionForm(
        request.POST or None,
        initial=DecisionForm.asked(asked.scope),
        sites=[(entry, names[entry]) for entry in asked.scope.entries],
    )
    status = 200
    if request.method == "POST":
        status = 422
        if _is_decided(request, pk, pair, form):
            return redirect("operations:sign_off", pk=pk)
    row = asked.row
    context = {
        "asked": asked,
        "row": row,
        "operation": row.operation,
        "names": names,
        "grounds": grounds.grounds(request.user, asked.grounds),
        "form": form,
        "may_decide": row.prosecutor_id == request.user.pk and row.decision == Decision.ASKED,
        "may_take_back": row.prosecutor_id == request.user.pk
        and row.decision in (Decision.SIGNED, Decision.NARROWED),
        "may_order": request.user.may(Action.OPERATION_ORDER, row.operation),
        "is_signed": row.decision in (Decision.SIGNED, Decision.NARROWED),
    }
    return render(request, "operations/sign_off.html", context, status=status)


@named_page
@require_POST
def take_back(request: Request, pk: UUID) -> HttpResponse:
    """Take back a request, or a sign-off of one's own."""
    row = signing.take_back(request.user, pk, at=clock.now())
    return done(request, _("Taken back."), address_of(row.operation_id))


@named_page
@with_key
@require_POST
def take_over(request: Request, pair: KeyPair, pk: UUID) -> HttpResponse:
    """Make the narrowed scope that of the order."""
    version = signing.take_over(request.user, pk, pair, at=clock.now())
    words = _("The order has the scope that was signed.")
    return done(request, words, address_of(version.operation.pk))


@named_page
@with_key
@require_GET
def paper(request: Request, pair: KeyPair, pk: UUID) -> HttpResponse:
    """The sign-off on paper, with the code by which it is checked."""
    asked = scopes.open_asked(request.user, pk, pair, at=clock.now())
    if not asked.row.code:
        raise NotFound(_("There is no such record."))
    context = {
        "asked": asked,
        "row": asked.row,
        "operation": asked.row.operation,
        "scope": asked.narrowed or asked.scope,
        "names": {ground["entry"]: ground["name"] for ground in asked.grounds},
        "check_address": request.build_absolute_uri(reverse("operations:check")),
    }
    return render(request, "operations/paper.html", context)


def _is_decided(request: Request, pk: UUID, pair: KeyPair, form: DecisionForm) -> bool:
    do = request.POST.get("do", "")
    if not form.is_valid():
        return False

    def act() -> str:
        words, now = form.cleaned_data["words"], clock.now()
        if do == "refuse":
            signing.refuse(request.user, pk, words, pair, at=now)
        else:
            narrowed = form.decided() if do == "narrow" else None
            hours = form.cleaned_data["hours"]
            signing.sign(
                request.user, pk, pair, narrowed=narrowed, words=words, hours=hours, at=now
            )
        return ""

    return tried(form, act) is not None
