"""Bringing complaints in from a file: choose it, see what would come in, take it in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import DomainError, InvalidInput
from ponleu.foundation.core.web import Request, page
from ponleu.foundation.documents import Reader
from ponleu.foundation.places import queries as places
from ponleu.response.complaints.channels.empty_table import empty_table
from ponleu.response.complaints.channels.fields import Field, likely
from ponleu.response.complaints.channels.files import BroughtFile, brought_file
from ponleu.response.complaints.channels.forms import AskedForm, read_form
from ponleu.response.complaints.channels.intake_form import intake_form
from ponleu.response.complaints.channels.rows import Reading
from ponleu.response.complaints.channels.types import Brought, Fault
from ponleu.response.complaints.rules import Channel
from ponleu.response.complaints.services import bringing, held_files
from ponleu.response.complaints.services.bringing import Tally
from ponleu.response.complaints.web.bring_forms import BringForm, ColumnsForm, HeldForm
from ponleu.response.complaints.web.uploads import InMemory, refuse_large

MOST_AT_ONCE = 500
"""Complaints that one request takes in, some seconds of work; the next goes on from there."""

MOST_SEEN = 10_000
"""Rows or messages of one file that a page goes through; larger ones are for the command."""

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Held:
    """A file that is held while the officer looks at it, and what they said of it."""

    file: BroughtFile
    form: AskedForm
    said: HeldForm

    def found(self, columns: Mapping[int, Field], reader: Reader) -> Iterator[Brought | Fault]:
        """What it tells, with what each column holds."""
        language = self.said.cleaned_data["language"]
        reading = Reading(columns, language, bringing.known_places(), self.form)
        return islice(self.file.complaints(reading, reader), MOST_SEEN)


@csrf_exempt  # checked below, once what is sent can no longer reach the disk unsealed
@page(needs=Action.COMPLAINT_TAKE)
@require_http_methods(["GET", "POST"])
def bring(request: Request) -> HttpResponse:
    """The form for a file; sent, what of it would come in."""
    if request.method == "GET":
        return _form(request, BringForm())
    refuse_large(request)
    request.upload_handlers = [InMemory(request)]
    return _sent(request)


@csrf_protect
def _sent(request: Request) -> HttpResponse:
    form = BringForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, form, status=422)
    now = clock.now()
    tokens = dict.fromkeys(("file", "form"), "")
    for name in tokens:
        if upload := form.cleaned_data[name]:
            tokens[name] = held_files.hold(upload.read(), upload.name, at=now)
    said = HeldForm({**tokens, **{n: form.cleaned_data[n] for n in ("channel", "language")}})
    with Reader() as reader:
        held = _held(said, reader)
        if isinstance(held, Fault):
            form.add_error(None, str(held))
            return _form(request, form, status=422)
        return _shown(request, held, _likely(held), reader)


@page(needs=Action.COMPLAINT_TAKE)
@require_POST
def bring_in(request: Request) -> HttpResponse:
    """Look again with other columns, or take in what was looked at."""
    said = HeldForm(request.POST)
    with Reader() as reader:
        held = _held(said, reader)
        if isinstance(held, Fault):
            raise InvalidInput(str(held))
        columns = ColumnsForm(_heading(held), _examples(held), request.POST)
        if not columns.is_valid():
            return _shown(request, held, columns, reader, status=422)
        if "apply" not in request.POST:
            return _shown(request, held, columns, reader)
        return _taken_in(request, held, columns, reader)


@page(needs=Action.COMPLAINT_TAKE)
@require_GET
def form_file(request: Request) -> HttpResponse:
    """Our questions as an XLSForm."""
    provinces = [(each.code, each.name, each.name_km) for each in places.provinces()]
    return _download(intake_form(provinces), "ponleu-complaint.xlsx", EXCEL)


@page(needs=Action.COMPLAINT_TAKE)
@require_GET
def table_file(request: Request) -> HttpResponse:
    """The table to be filled in."""
    return _download(empty_table(), "ponleu-complaints.csv", "text/csv; charset=utf-8")


def _held(said: HeldForm, reader: Reader) -> Held | Fault:
    """What is held, read anew; or why it is not."""
    if not said.is_valid():
        return Fault(_("this page is too old"), "", _("choose the file again"))
    try:
        name, data = held_files.held(said.cleaned_data["file"])
        form_token = said.cleaned_data["form"]
        asked = held_files.held(form_token) if form_token else None
    except DomainError as refusal:
        return Fault(_("it is not held any more"), "", refusal.sentence)
    form = read_form(asked[1], asked[0], reader) if asked else AskedForm()
    if isinstance(form, Fault):
        return form
    file = brought_file(data, name, reader)
    return file if isinstance(file, Fault) else Held(file, form, said)


def _heading(held: Held) -> tuple[str, ...]:
    return held.file.table.heading if held.file.table else ()


def _examples(held: Held) -> tuple[str, ...]:
    return held.file.table.examples() if held.file.table else ()


def _likely(held: Held) -> ColumnsForm:
    heading = _heading(held)
    return ColumnsForm(heading, _examples(held), chosen=likely(heading, held.form.names))


def _shown(
    request: Request, held: Held, columns: ColumnsForm, reader: Reader, *, status: int = 200
) -> HttpResponse:
    """What would come in, and what each column is taken to hold."""
    tally = bringing.look(request.user, held.found(columns.chosen(), reader))
    context = _context(held, columns, tally)
    return render(request, "complaints/bring_look.html", context, status=status)


def _taken_in(request: Request, held: Held, columns: ColumnsForm, reader: Reader) -> HttpResponse:
    found = held.found(columns.chosen(), reader)
    channel = Channel(held.said.cleaned_data["channel"])
    tally = bringing.bring(request.user, found, channel, at=clock.now(), most=MOST_AT_ONCE)
    return render(request, "complaints/brought.html", _context(held, columns, tally))


def _context(held: Held, columns: ColumnsForm, tally: Tally) -> dict[str, object]:
    return {
        "name": held.file.name,
        "held": held.said,
        "form": columns,
        "tally": tally,
        "is_cut": tally.seen >= MOST_SEEN,
        "most": MOST_SEEN,
    }


def _form(request: Request, form: BringForm, *, status: int = 200) -> HttpResponse:
    return render(request, "complaints/bring.html", {"form": form}, status=status)


def _download(data: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
