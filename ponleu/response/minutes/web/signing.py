"""What those present do: sign, with a reservation, refuse; sheets that were signed on paper."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import NotFound
from ponleu.foundation.core.filling import done, tried
from ponleu.foundation.core.web import Request
from ponleu.response.findings.rules.exhibits import ENDINGS
from ponleu.response.minutes.printing import paper_of
from ponleu.response.minutes.rules.kinds import Manner
from ponleu.response.minutes.services import reading, signing
from ponleu.response.minutes.web.forms import AnswerForm, PaperForm
from ponleu.response.minutes.words import form_of_reader
from ponleu.response.operations.web.filling import named_page, with_key


@named_page
@with_key
@require_http_methods(["GET", "POST"])
def sign(request: Request, pair: KeyPair, pk: UUID) -> HttpResponse:
    """The whole text once more, its hash, and what one does about it."""
    found = reading.see(request.user, pk, at=clock.now())
    if found.mine is None or found.version.closed_at is None:
        raise NotFound(_("There is no such record."))
    form = AnswerForm(request.POST or None, initial={"sha256": found.version.sha256})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            manner = Manner(given["manner"])

            def act() -> str:
                signing.sign(
                    request.user,
                    pk,
                    given["sha256"],
                    manner,
                    given["words"],
                    pair,
                    at=clock.now(),
                )
                return reverse("minutes:minutes", args=[pk])

            if address := tried(form, act):
                return redirect(address)
    blocks = paper_of(found, "", language=form_of_reader().language).blocks
    context = {"found": found, "minutes": found.minutes, "form": form, "blocks": blocks}
    return render(request, "minutes/sign.html", context, status=status)


@named_page
@require_http_methods(["GET", "POST"])
def on_paper(request: Request, pk: UUID) -> HttpResponse:
    """Enter a sheet that somebody signed, with its scan."""
    found = reading.see(request.user, pk, at=clock.now())
    if not found.may_write or found.version.closed_at is None:
        raise NotFound(_("There is no such record."))
    form = PaperForm(
        request.POST or None,
        request.FILES or None,
        present=found.present,
        initial={"sha256": found.version.sha256},
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            member = UUID(given["member"]) if given["member"] else None

            def act() -> str:
                signing.on_paper(
                    request.user,
                    pk,
                    given["sha256"],
                    member,
                    given["name"],
                    given["scan"],
                    at=clock.now(),
                )
                return reverse("minutes:minutes", args=[pk])

            if address := tried(form, act):
                return redirect(address)
    context = {"found": found, "minutes": found.minutes, "form": form}
    return render(request, "minutes/on_paper.html", context, status=status)


@named_page
@require_POST
def take_back(request: Request, pk: UUID) -> HttpResponse:
    """Take back one's own answer, or a sheet that was entered by mistake."""
    row = signing.take_back(request.user, pk, at=clock.now())
    address = reverse("minutes:minutes", args=[row.version.minutes_id])
    return done(request, _("Taken back. It stays on record."), address)


@named_page
@require_GET
def scan(request: Request, pk: UUID) -> HttpResponse:
    """The scan of a sheet, as a file to keep."""
    row, file = signing.open_scan(request.user, pk, at=clock.now())
    content = row.scan
    media_type = content.media_type if content else ""
    name = (
        f"{row.version.minutes.reference}-{str(row.scan_id)[:8]}.{ENDINGS.get(media_type, 'bin')}"
    )
    made: HttpResponseBase = FileResponse(
        file,
        as_attachment=True,
        filename=name,
        content_type="application/octet-stream",
        headers={"X-Content-Type-Options": "nosniff"},
    )
    return cast("HttpResponse", made)
