"""The recovery key: making its sheets, and letting someone in with two of them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from ponleu.engines.sealing import SheetRefused
from ponleu.engines.sealing.refusals import SENTENCES
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import DomainError, InvalidInput, NotPermitted
from ponleu.foundation.core.web import Request
from ponleu.foundation.keyrings import queries, services
from ponleu.foundation.keyrings.web.forms import OfficersForm, RecoverForm
from ponleu.foundation.keyrings.web.own import opened_pair, own_page


@own_page
@require_http_methods(["GET", "POST"])
def begin(request: Request) -> HttpResponse:
    """Name three officers, and print their sheets, once."""
    root = queries.root_of(request.user)
    (keys,) = queries.keys_of([root])
    if not keys.holds(request.user):
        raise NotPermitted(_("Only a holder of the keys of the unit above all others begins this."))
    standing = queries.recovery_for(root)
    form = OfficersForm(
        request.POST or None, initial={"instead_of": standing.pk if standing else None}
    )
    if form.is_valid():
        try:
            return _sheets(request, form)
        except InvalidInput as refusal:
            form.add_error(None, refusal.sentence)
    context = {"form": form, "is_renewal": standing is not None}
    status = 422 if request.method == "POST" else 200
    return render(request, "keyrings/begin_recovery.html", context, status=status)


@sensitive_post_parameters("sheet_1", "sheet_2")
@own_page
@require_http_methods(["GET", "POST"])
def recover(request: Request) -> HttpResponse:
    """Let a person in with the sheets of two officers."""
    recovery = queries.recovery_of_officer(request.user)
    if recovery is None:
        raise NotPermitted(_("Only an officer of recovery can do this."))
    form = RecoverForm(queries.units_with_ring(recovery.unit.path), request.POST or None)
    if form.is_valid() and _recovered(request, form):
        messages.success(request, _("The person is let in. Keyholders and officers are told."))
        return redirect("keyrings:index")
    context = {"form": form, "officers": queries.officers(recovery)}
    status = 422 if request.method == "POST" else 200
    return render(request, "keyrings/recover.html", context, status=status)


@sensitive_variables("sheets")
def _sheets(request: Request, form: OfficersForm) -> HttpResponse:
    sheets = services.begin_recovery(
        request.user,
        opened_pair(request),
        form.people(),
        at=clock.now(),
        instead_of=form.replaced(),
    )
    context = {"sheets": [(sheet, sheet.words.split()) for sheet in sheets], "at": clock.now()}
    return render(request, "keyrings/sheets.html", context, status=201)


def _recovered(request: Request, form: RecoverForm) -> bool:
    """Whether it was done; otherwise the form says why not."""
    person = queries.person_named(form.cleaned_data["username"])
    if person is None:
        form.add_error("username", _("There is no active account of this name."))
        return False
    unit = form.chosen_unit()
    try:
        services.recover(request.user, form.sheets(), person, unit, at=clock.now())
    except SheetRefused as refusal:
        form.add_error(f"sheet_{refusal.sheet}" if refusal.sheet else None, _where(refusal))
    except DomainError as refusal:
        form.add_error(None, refusal.sentence)
    return form.is_valid()


def _where(refusal: SheetRefused) -> str:
    """What is wrong, and with which word; never the word itself."""
    sentence = _(SENTENCES[refusal.fault])
    if refusal.word is None:
        return sentence
    return _("Word %(number)d: %(what)s") % {"number": refusal.word, "what": sentence}
