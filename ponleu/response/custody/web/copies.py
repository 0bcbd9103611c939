"""Working copies: letting somebody have one, ending that, and taking one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.filling import done
from ponleu.foundation.core.web import Request, page
from ponleu.response.custody.queries import listing
from ponleu.response.custody.services import copies, uploading
from ponleu.response.custody.web.files import file_address
from ponleu.response.custody.web.filling import Sheet, fill
from ponleu.response.custody.web.forms import GrantForm
from ponleu.response.operations.web.filling import with_key


@page(needs=Action.CUSTODY_KEEP)
@with_key
@require_http_methods(["GET", "POST"])
def grant(request: Request, pair: KeyPair, pk: UUID) -> HttpResponse:
    """Let somebody have a working copy."""
    file = uploading.state_of(request.user, pk)
    form = GrantForm(request.POST or None)
    lead = _("They may take it as often as they need. Each time is kept, with who and when.")
    title = _("Let somebody have a copy")
    sheet = Sheet(title, _("Let them have it"), file.exhibit.reference, file_address(pk), lead)

    def act() -> str:
        given = form.cleaned_data
        copies.grant(request.user, pk, given["username"], given["reason"], pair, at=clock.now())
        return file_address(pk)

    people = listing.colleagues(request.user, file.exhibit.operation)
    return fill(request, form, sheet, act, people=people)


@page(needs=Action.CUSTODY_KEEP)
@require_POST
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Say that somebody may no longer have a copy."""
    row = copies.withdraw(request.user, pk, at=clock.now())
    return done(request, _("They can take no further copy."), file_address(row.file_id))


@page(needs=Action.CUSTODY_READ)
@with_key
@require_POST
def take(request: Request, pair: KeyPair, pk: UUID) -> HttpResponse:
    """A working copy; that it was taken is kept first."""
    copy = copies.hand_out(request.user, pk, pair, at=clock.now())
    response: HttpResponseBase = StreamingHttpResponse(
        copy.pieces, content_type="application/octet-stream"
    )
    response["Content-Disposition"] = f'attachment; filename="{copy.name}"'
    response["Content-Length"] = str(copy.size)
    response["X-Content-Type-Options"] = "nosniff"
    return response  # type: ignore[return-value]  # a response all the same
