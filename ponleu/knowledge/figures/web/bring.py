"""A table of figures: looked at first, then kept, and taken back if it was the wrong one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import DomainError, InvalidInput
from ponleu.foundation.core.web import Request, page
from ponleu.knowledge.figures import queries
from ponleu.knowledge.figures.measures import measures
from ponleu.knowledge.figures.services import bringing, figures, table
from ponleu.knowledge.figures.web.forms import BringForm, WhyForm

SALT = "ponleu.figures.table"
SECONDS = 3600


@page(needs=Action.FIGURE_EDIT)
@require_http_methods(["GET", "POST"])
def bring(request: Request) -> HttpResponse:
    """The form for a table; sent, what of it would be kept."""
    if request.method != "POST":
        return _form(request, BringForm())
    form = BringForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, form, status=422)
    try:
        text = table.decoded(form.cleaned_data["file"].read(table.MOST_BYTES + 1))
        found = table.table(text, queries.kept_alike(request.user))
    except DomainError as refusal:
        form.add_error(None, refusal.sentence)
        return _form(request, form, status=422)
    held = signing.dumps(text, salt=SALT, compress=True)
    return render(request, "figures/bring_look.html", {"found": found, "held": held})


@page(needs=Action.FIGURE_EDIT)
@require_POST
def keep(request: Request) -> HttpResponse:
    """Keep what was looked at."""
    try:
        text = signing.loads(request.POST.get("held", ""), salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        raise InvalidInput(_("This page is too old. Choose the file again.")) from None
    brought, kept = bringing.bring(request.user, text, at=clock.now())
    said = ngettext("%(n)d figure kept.", "%(n)d figures kept.", len(kept)) % {"n": len(kept)}
    messages.success(request, said)
    return redirect("figures:brought", brought=brought)


@page(needs=Action.FIGURE_EDIT)
@require_GET
def brought(request: Request, brought: UUID) -> HttpResponse:
    """What came in with one table."""
    context = {
        "figures": queries.brought(request.user, brought),
        "brought": brought,
        "withdraw_form": WhyForm(),
    }
    return render(request, "figures/brought.html", context)


@page(needs=Action.FIGURE_EDIT)
@require_POST
def take_back(request: Request, brought: UUID) -> HttpResponse:
    """Withdraw all of it."""
    form = WhyForm(request.POST)
    if not form.is_valid():
        raise InvalidInput(_("Say in a few words why."))
    number = figures.withdraw_brought(
        request.user, brought, why=form.cleaned_data["why"], at=clock.now()
    )
    said = ngettext("%(n)d figure withdrawn.", "%(n)d figures withdrawn.", number) % {"n": number}
    messages.success(request, said)
    return redirect("figures:brought", brought=brought)


def _form(request: Request, form: BringForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "columns": ",".join(table.COLUMNS), "measures": measures()}
    return render(request, "figures/bring.html", context, status=status)
