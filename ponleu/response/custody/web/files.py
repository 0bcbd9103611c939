"""Files of an exhibit: announced, brought in pieces or whole, compared, given up."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts.opened_keys import opened
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import DomainError, InvalidInput
from ponleu.foundation.core.filling import done
from ponleu.foundation.core.web import Request, page
from ponleu.response.complaints.web.uploads import MEGABYTE, MOST_BYTES, InMemory, TooMuchAtOnce
from ponleu.response.custody.queries import exhibit as queries
from ponleu.response.custody.rules.pieces import PIECE_BYTES
from ponleu.response.custody.services import announcing, reporting, uploading
from ponleu.response.custody.web.exhibit import address_of
from ponleu.response.custody.web.filling import Sheet, fill
from ponleu.response.custody.web.forms import FileForm
from ponleu.response.operations.web.filling import with_key


def file_address(pk: UUID) -> str:
    """Where a file stands."""
    return reverse("custody:file", args=[pk])


@page(needs=Action.CUSTODY_KEEP)
@require_http_methods(["GET", "POST"])
def begin(request: Request, pk: UUID) -> HttpResponse:
    """Announce a file with the hash that was taken when it was copied."""
    exhibit = reporting.see(request.user, pk, at=clock.now())
    form = FileForm(request.POST or None)
    lead = _("The hash is stated first and compared when all of the file is here.")
    sheet = Sheet(_("Add a file of it"), _("Go on"), exhibit.reference, address_of(pk), lead)

    def act() -> str:
        made = announcing.begin(request.user, pk, at=clock.now(), **form.cleaned_data)
        return file_address(made.pk)

    return fill(request, form, sheet, act)


@page(needs=Action.CUSTODY_READ)
@require_GET
def show(request: Request, pk: UUID) -> HttpResponse:
    """How far a file has come, what it is, and who may have a copy."""
    file = uploading.state_of(request.user, pk)
    exhibit = reporting.see(request.user, file.exhibit_id, at=clock.now())
    grants = queries.grants(request.user, file)
    context = {
        "file": file,
        "exhibit": exhibit,
        "grants": grants,
        "is_mine": any(row.user == request.user and not row.withdrawn_at for row in grants),
        "keeps": request.user.may(Action.CUSTODY_KEEP) and exhibit.withdrawn_at is None,
        "is_shut": opened(request) is None,
        "piece_bytes": PIECE_BYTES,
        "most_mb": MOST_BYTES // MEGABYTE,
    }
    return render(request, "custody/file.html", context)


@page(needs=Action.CUSTODY_KEEP)
@require_http_methods(["GET", "PUT"])
def piece(request: Request, pk: UUID) -> HttpResponse:
    """Take one piece, ``?from=`` where it begins; how much is here now, as JSON, also if refused.

    Status 409 if it begins elsewhere than the file ended; whoever sends goes on from ``held``.
    """
    try:
        if request.method == "GET":
            return JsonResponse({"held": uploading.state_of(request.user, pk).held})
        begins_at, body = _begins_at(request), _body(request)
        held = uploading.take_piece(request.user, pk, opened(request), body, begins_at=begins_at)
    except DomainError as refusal:
        return JsonResponse({"sentence": refusal.sentence}, status=refusal.http_status)
    return JsonResponse({"held": held}, status=200 if held == begins_at + len(body) else 409)


@csrf_exempt  # checked below, once what is sent can no longer reach the disk unsealed
@page(needs=Action.CUSTODY_KEEP)
@require_POST
def whole(request: Request, pk: UUID) -> HttpResponse:
    """Take the rest of a file that is sent whole by an ordinary form."""
    handler = InMemory(request)
    request.upload_handlers = [handler]
    return _whole(request, pk, handler)


@csrf_protect
@with_key
def _whole(request: Request, pair: KeyPair, pk: UUID, handler: InMemory) -> HttpResponse:
    sent = request.FILES.get("file")
    if handler.is_too_large:
        raise TooMuchAtOnce(
            _("More than %(most)d MB needs the script of this page, or a browser that runs it.")
            % {"most": MOST_BYTES // MEGABYTE}
        )
    if sent is None:
        raise InvalidInput(_("Choose the file first."))
    stated = uploading.state_of(request.user, pk).size
    if sent.size != stated:
        raise InvalidInput(
            _("This file has %(here)d bytes; %(stated)d were stated. Choose the right one.")
            % {"here": sent.size or 0, "stated": stated}
        )
    uploading.take_rest(request.user, pk, pair, cast("Any", sent))
    uploading.finish(request.user, pk, pair, at=clock.now())
    return redirect(file_address(pk))


@page(needs=Action.CUSTODY_KEEP)
@with_key
@require_POST
def finish(request: Request, pair: KeyPair, pk: UUID) -> HttpResponse:
    """Compare what came with what was stated."""
    uploading.finish(request.user, pk, pair, at=clock.now())
    return redirect(file_address(pk))


@page(needs=Action.CUSTODY_KEEP)
@require_POST
def drop(request: Request, pk: UUID) -> HttpResponse:
    """Give up a file that is still coming."""
    file = announcing.drop(request.user, pk, at=clock.now())
    return done(request, _("Given up. What came of it is deleted."), address_of(file.exhibit_id))


def _begins_at(request: Request) -> int:
    said = request.GET.get("from", "")
    if not (said.isascii() and said.isdecimal() and len(said) <= 12):
        raise InvalidInput(_("Say where the piece begins, in bytes."))
    return int(said)


def _body(request: Request) -> bytes:
    """What was sent, if it is no more than a piece; a body that ends too early comes short."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > PIECE_BYTES:
        raise TooMuchAtOnce(_("A piece has at most %(most)d bytes.") % {"most": PIECE_BYTES})
    return request.read(int(length))
