"""One figure: entered, read, corrected by a later one, withdrawn; contradictions explained."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import DomainError, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.core.web import Request, page, render_part
from ponleu.foundation.journal import queries as journal
from ponleu.knowledge.figures import queries
from ponleu.knowledge.figures.prefilled import from_claim, from_earlier
from ponleu.knowledge.figures.rules import ConflictKind
from ponleu.knowledge.figures.services import explaining, figures
from ponleu.knowledge.figures.services.figures import Basis
from ponleu.knowledge.figures.web.forms import FigureForm, WhyForm

JOURNAL_ROWS = 20


@page(needs=Action.CLAIM_READ)
@require_GET
def show(request: Request, pk: UUID) -> HttpResponse:
    """A figure with what is worked out from it and what stands against it."""
    figure = figures.see(request.user, pk, at=clock.now())
    reads_journal = request.user.may(Action.JOURNAL_READ)
    context = {
        "found": queries.page_of(request.user, figure),
        "figure": figure,
        "may_edit": request.user.may(Action.FIGURE_EDIT, figure),
        "why_form": WhyForm(),
        "withdraw_form": WhyForm(auto_id="withdraw_%s"),
        "journal": journal.entries_about(
            request.user, "figures.figure", str(pk), limit=JOURNAL_ROWS
        )
        if reads_journal
        else None,
    }
    return render(request, "figures/figure.html", context)


@page(needs=Action.FIGURE_EDIT)
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Enter a figure: from a claim, as a correction of an earlier one, or by itself."""
    claim, replaces = (_key(request.GET.get(name, "")) for name in ("claim", "replaces"))
    basis = Basis(claim=claim, replaces=replaces)
    if request.method != "POST":
        initial = {
            **(from_earlier(queries.earlier_for(request.user, replaces)) if replaces else {}),
            **(from_claim(queries.claim_for(request.user, claim)) if claim else {}),
        }
        return _form(request, FigureForm(initial=initial), basis)
    form = FigureForm(request.POST)
    if not form.is_valid():
        return _form(request, form, basis, status=422)
    try:
        figure = figures.enter(request.user, form.said(), basis, at=clock.now())
    except (NotFound, NotPermitted):
        raise
    except DomainError as refusal:
        form.add_error(None, refusal.sentence)
        return _form(request, form, basis, status=422)
    messages.success(request, _("Kept as it was published. A correction is entered beside it."))
    return redirect("figures:figure", pk=figure.pk)


@page(needs=Action.CLAIM_READ)
@require_GET
def of_claim(request: Request, claim: UUID) -> HttpResponse:
    """Figures that were entered from a claim, for its page."""
    context = {
        "figures": queries.of_claim(request.user, claim),
        "claim": claim,
        "may_edit": request.user.may(Action.FIGURE_EDIT),
    }
    return render_part(request, "figures/of_claim.html", "figures/_of_claim.html", context)


@page(needs=Action.FIGURE_EDIT)
@require_POST
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Withdraw what was entered by mistake."""
    figures.withdraw(request.user, pk, why=_why(request), at=clock.now())
    messages.success(request, _("Withdrawn. The reference stays, and it can be brought back."))
    return redirect("figures:figure", pk=pk)


@page(needs=Action.FIGURE_EDIT)
@require_POST
def restore(request: Request, pk: UUID) -> HttpResponse:
    """Bring it back."""
    figures.restore(request.user, pk, at=clock.now())
    messages.success(request, _("Brought back."))
    return redirect("figures:figure", pk=pk)


@page(needs=Action.FIGURE_EDIT)
@require_POST
def explain(request: Request) -> HttpResponse:
    """Say why a contradiction is none."""
    kind, one = request.POST.get("kind", ""), _key(request.POST.get("one", ""))
    if kind not in set(ConflictKind) or one is None:
        raise NotFound(_("There is no such record."))
    other = _key(request.POST.get("other", ""))
    made = explaining.explain(
        request.user, ConflictKind(kind), one, other, why=_why(request), at=clock.now()
    )
    messages.success(request, _("Kept with your reason. It is not asked again; you can undo it."))
    return redirect("figures:series", measure=made.one.measure)


@page(needs=Action.FIGURE_EDIT)
@require_POST
def undo(request: Request, pk: UUID) -> HttpResponse:
    """Take such a reason back."""
    made = explaining.undo(request.user, pk, at=clock.now())
    messages.success(request, _("Taken back. It is shown as open again."))
    return redirect("figures:series", measure=made.one.measure)


def _form(request: Request, form: FigureForm, basis: Basis, *, status: int = 200) -> HttpResponse:
    claim = queries.claim_for(request.user, basis.claim) if basis.claim else None
    earlier = queries.earlier_for(request.user, basis.replaces) if basis.replaces else None
    context = {"form": form, "claim": claim, "earlier": earlier}
    return render(request, "figures/new.html", context, status=status)


def _why(request: Request) -> str:
    form = WhyForm(request.POST)
    if not form.is_valid():
        raise InvalidInput(_("Say in a few words why."))
    return str(form.cleaned_data["why"])


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
