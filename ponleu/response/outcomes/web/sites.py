"""What came of one operation: outcomes of its sites, and its debriefs."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ponleu.foundation.core import clock
from ponleu.foundation.core.filling import done
from ponleu.foundation.core.web import Request, render_part
from ponleu.response.operations.services import opening
from ponleu.response.operations.web.filling import named_page
from ponleu.response.outcomes.queries import after as queries
from ponleu.response.outcomes.services import debriefing, noting
from ponleu.response.outcomes.web.filling import Sheet, address_of, fill
from ponleu.response.outcomes.web.forms import DebriefForm, NoteForm


@named_page
@require_GET
def operation(request: Request, pk: UUID) -> HttpResponse:
    """All that came of a started operation; in short as a part of its own page."""
    seen = opening.see(request.user, pk, at=clock.now())
    context = {"operation": seen, "after": queries.after(request.user, seen)}
    return render_part(request, "outcomes/operation.html", "outcomes/_summary.html", context)


@named_page
@require_http_methods(["GET", "POST"])
def note(request: Request, pk: UUID) -> HttpResponse:
    """Say what came of a site, or correct it."""
    line = queries.line_of(request.user, pk)
    form = NoteForm(request.POST or None, initial=NoteForm.of(line.note))
    sheet = Sheet(
        _("What came of %(name)s") % {"name": line.site.entry.name},
        _("Keep"),
        line.site.operation.reference,
        address_of(line.site.operation),
        _("What stood before stays on record, with who said it and when."),
    )

    def act() -> object:
        seen = form.cleaned_data["seen"]
        return noting.note(request.user, pk, form.came(), seen=seen, at=clock.now())

    return fill(request, form, sheet, act)


@named_page
@require_POST
def take_back_note(request: Request, pk: UUID) -> HttpResponse:
    """Take the newest note of a site back."""
    row = noting.take_back(request.user, pk, at=clock.now())
    return done(request, _("Taken back. What stood before holds."), address_of(row.site.operation))


@named_page
@require_http_methods(["GET", "POST"])
def debrief(request: Request, pk: UUID) -> HttpResponse:
    """Write one's own debrief."""
    found = queries.after(request.user, opening.see(request.user, pk, at=clock.now()))
    form = DebriefForm(request.POST or None, initial=DebriefForm.of(found.own))
    sheet = Sheet(
        _("Debrief"),
        _("Keep"),
        found.operation.reference,
        address_of(found.operation),
        _("Read by those to whom the operation is open. Name no person found."),
    )

    def act() -> object:
        given = form.cleaned_data
        said = (given["as_planned"], given["otherwise"], given["to_change"])
        return debriefing.write(request.user, pk, *said, seen=given["seen"], at=clock.now())

    return fill(request, form, sheet, act)


@named_page
@require_POST
def take_back_debrief(request: Request, pk: UUID) -> HttpResponse:
    """Take one's own debrief back."""
    row = debriefing.take_back(request.user, pk, at=clock.now())
    return done(request, _("Taken back. What stood before holds."), address_of(row.operation))
