"""Files of a complaint: always a download, never shown inside a page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_GET, require_POST

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.web import Request, page
from ponleu.response.complaints.services import handing
from ponleu.response.complaints.services.handing import Handed
from ponleu.response.complaints.web.complaint import opened_for


@page(needs=Action.COMPLAINT_READ)
@require_GET
def copy(request: Request, pk: UUID, file: UUID) -> HttpResponse:
    """The working copy of a file."""
    found = opened_for(request, pk)
    return _download(handing.hand_copy(request.user, found, file, at=clock.now()))


@page(needs=Action.COMPLAINT_DECIDE)
@require_POST
def original(request: Request, pk: UUID, file: UUID) -> HttpResponse:
    """The file as it was sent, with a reason."""
    found, reason = opened_for(request, pk), request.POST.get("reason", "")
    return _download(handing.hand_original(request.user, found, file, reason, at=clock.now()))


def _download(handed: Handed) -> HttpResponse:
    response: HttpResponseBase = StreamingHttpResponse(
        handed.pieces, content_type=handed.media_type
    )
    response["Content-Disposition"] = f'attachment; filename="{handed.name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response  # type: ignore[return-value]  # a response all the same
