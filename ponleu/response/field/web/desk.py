"""Field work of an operation at a desk: what was entered, what disagrees, devices, a table."""

from __future__ import annotations

import csv
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ponleu.foundation.accounts.opened_keys import opened
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.filling import done
from ponleu.foundation.core.instants import in_utc
from ponleu.foundation.core.paging import page_asked, page_links
from ponleu.foundation.core.tables import cell
from ponleu.foundation.core.web import Request, page
from ponleu.response.field.queries import devices, listing, seam
from ponleu.response.field.rules.entries import uuid_of
from ponleu.response.field.services import choosing, opening, registering
from ponleu.response.field.words import AGE_BANDS, LANGUAGES, NEEDS
from ponleu.response.operations.web.filling import named_page


@named_page
@require_GET
def operation(request: Request, pk: UUID) -> HttpResponse:
    """All that was entered in an operation."""
    work = opening.see(request.user, pk, at=clock.now())
    context = {
        "operation": work.operation,
        "whole": listing.whole(work),
        "devices": devices.of_operation(work),
        "may_choose": choosing.may_choose(request.user, work.operation),
        "is_key_open": opened(request) is not None,
    }
    return render(request, "field/operation.html", context)


@named_page
@require_GET
def persons(request: Request, pk: UUID) -> HttpResponse:
    """Persons found in an operation, page by page."""
    return _page_of(request, pk, listing.persons, "field/persons.html")


@named_page
@require_GET
def sealed(request: Request, pk: UUID) -> HttpResponse:
    """Photos, notes and sketches of an operation, page by page."""
    return _page_of(request, pk, listing.sealed, "field/sealed.html")


def _page_of(
    request: Request, pk: UUID, read: Callable[..., listing.Listed[Any]], template: str
) -> HttpResponse:
    """One page of one of the two lists that may be long."""
    work, number = opening.see(request.user, pk, at=clock.now()), page_asked(request)
    found = read(work, start=(number - 1) * listing.PAGE)
    context = {
        "operation": work.operation,
        "listed": found,
        "is_key_open": opened(request) is not None,
        **page_links(number, has_more=found.has_more),
    }
    return render(request, template, context)


@named_page
@require_GET
def persons_csv(request: Request, pk: UUID) -> HttpResponse:
    """Persons found as a table, for those who look after them. Codes and words of lists only."""
    work = opening.see(request.user, pk, what="persons_exported", at=clock.now())
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{work.operation.reference}-found.csv"'
    response["X-Content-Type-Options"] = "nosniff"
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(
        [
            _("Key"),
            _("Wristband"),
            _("Language"),
            _("Age"),
            _("Urgent needs"),
            _("Site"),
            _("Found"),
        ]
    )
    for one in seam.found_in(work):
        writer.writerow(
            [
                one.key,
                cell(one.wristband),
                LANGUAGES.get(one.language, ""),
                AGE_BANDS.get(one.age_band, ""),
                "; ".join(str(NEEDS[need]) for need in one.needs),
                cell(one.site.entry.name) if one.site else "",
                in_utc(one.found_at),
            ]
        )
    return response


@named_page
@require_GET
def entry(request: Request, pk: UUID) -> HttpResponse:
    """One entry with its sealed part, for those whose keys open it."""
    found = opening.open_entry(request.user, pk, opened(request), at=clock.now())
    context = {
        "found": found,
        "entry": found.entry,
        "operation": found.entry.operation,
        "strokes": _strokes(found),
        "sketch_height": _sketch_height(found),
        "is_key_open": opened(request) is not None,
    }
    return render(request, "field/entry.html", context)


@named_page
@require_GET
def plain_file(request: Request, pk: UUID) -> HttpResponse:
    """The photo or voice of an entry, as it was taken."""
    found = opening.open_file(request.user, pk, opened(request), at=clock.now())
    response = HttpResponse(b"".join(found.pieces), content_type=found.media_type)
    response["Content-Disposition"] = "inline"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@named_page
@require_GET
def set_aside(request: Request, pk: UUID) -> HttpResponse:
    """What was sent and could not be taken."""
    text = opening.open_set_aside(request.user, pk, opened(request), at=clock.now())
    context = {"text": text, "is_key_open": opened(request) is not None}
    return render(request, "field/set_aside.html", context)


@named_page
@require_POST
def choose(request: Request, pk: UUID) -> HttpResponse:
    """Choose one of the entries that disagree."""
    choice = choosing.choose(
        request.user,
        pk,
        uuid_of(request.POST.get("entry")) or pk,
        request.POST.get("reason", ""),
        seen=request.POST.getlist("seen"),
        is_same=request.POST.get("is_same") == "yes",
        at=clock.now(),
    )
    return done(request, _("Chosen. It can be taken back."), _address(choice.conflict.operation_id))


@named_page
@require_POST
def take_back_choice(request: Request, pk: UUID) -> HttpResponse:
    """Take a choice back."""
    choice = choosing.take_back(request.user, pk, at=clock.now())
    words = _("Taken back. The entries disagree again.")
    return done(request, words, _address(choice.conflict.operation_id))


@page(needs=Action.FIELD_WORK)
@require_GET
def my_devices(request: Request) -> HttpResponse:
    """One's own devices, with what waits or was set aside."""
    return render(request, "field/my_devices.html", {"devices": devices.own(request.user)})


@named_page
@require_POST
def wipe(request: Request, pk: UUID) -> HttpResponse:
    """Command a device to wipe itself."""
    registering.command_wipe(request.user, pk, at=clock.now())
    return done(request, _("It wipes itself when it is next heard."), _back(request))


@named_page
@require_POST
def take_back_wipe(request: Request, pk: UUID) -> HttpResponse:
    """Take the command back."""
    registering.take_back_wipe(request.user, pk, at=clock.now())
    return done(request, _("Taken back. The device keeps what it holds."), _back(request))


def _back(request: Request) -> str:
    """The page from which the command came: of an operation, or of one's own devices."""
    key = uuid_of(request.POST.get("operation"))
    return _address(key) if key else reverse("field:my_devices")


def _address(key: UUID) -> str:
    return reverse("field:operation", args=[key])


def _strokes(found: opening.Opened) -> list[str]:
    """Lines of a sketch as points of SVG."""
    if found.inside is None:
        return []
    return [
        " ".join(f"{x:g},{y:g}" for x, y in zip(stroke[::2], stroke[1::2], strict=False))
        for stroke in found.inside.strokes
    ]


def _sketch_height(found: opening.Opened) -> int:
    """How high a sketch is if it is 1,000 wide."""
    if found.inside is None or found.inside.width < 1:
        return 1000
    return max(1, min(4000, 1000 * found.inside.height // found.inside.width))
