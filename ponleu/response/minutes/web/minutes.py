"""One set of minutes: read, completed, closed, printed; those of an operation; what waits."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import NotFound
from ponleu.foundation.core.filling import done, tried
from ponleu.foundation.core.web import Request, render_part
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.response.minutes.printed_pdf import pdf
from ponleu.response.minutes.printed_word import word
from ponleu.response.minutes.printing import paper_of
from ponleu.response.minutes.queries import pages, waiting
from ponleu.response.minutes.rules.content import PARTS
from ponleu.response.minutes.services import drafting, reading
from ponleu.response.minutes.web.forms import CodeForm, WasForm, WordsForm
from ponleu.response.minutes.words import form_of_reader
from ponleu.response.operations.web.filling import named_page

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@named_page
@journaled_list("minutes.minutes")
@require_GET
def index(request: Request) -> HttpResponse:
    """What of minutes waits for whoever asks."""
    return render(request, "minutes/index.html", {"found": waiting.waiting(request.user)})


@named_page
@require_GET
def of_operation(request: Request, pk: UUID) -> HttpResponse:
    """Minutes of one operation: a page, or the part of it on the operation's page."""
    context = {"found": pages.of_operation(request.user, pk)}
    return render_part(request, "minutes/of_operation.html", "minutes/_of_operation.html", context)


@named_page
@require_POST
def begin(request: Request, pk: UUID) -> HttpResponse:
    """Begin minutes of an operation, or of one of its sites."""
    site = request.POST.get("site", "")
    row = drafting.begin(request.user, pk, _key(site) if site else None, at=clock.now())
    return redirect("minutes:minutes", pk=row.pk)


@named_page
@require_GET
def show(request: Request, pk: UUID) -> HttpResponse:
    """A version of minutes as it is printed, who signed it, and what can be done now."""
    found = reading.see(request.user, pk, _number(request), at=clock.now())
    form = form_of_reader()
    context = {
        "found": found,
        "minutes": found.minutes,
        "version": found.version,
        "operation": found.minutes.operation,
        "blocks": paper_of(found, "", language=form.language).blocks,
        "may_change": found.may_write and found.is_newest,
        "may_sign": found.is_newest
        and found.version.closed_at is not None
        and found.minutes.withdrawn_at is None
        and found.mine is not None
        and found.mine.answer is None,
        "is_answered": any(each.answer for each in found.present) or bool(found.taken_back),
    }
    return render(request, "minutes/minutes.html", context)


@named_page
@require_http_methods(["GET", "POST"])
def write(request: Request, pk: UUID) -> HttpResponse:
    """Complete minutes beside what the record says; a POST keeps a version of its own."""
    found = reading.see(request.user, pk, at=clock.now())
    if not found.may_write:
        raise NotFound(_("There is no such record."))
    initial = {**found.content.words, "was": found.version.number}
    form = WordsForm(request.POST or None, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            was = form.cleaned_data["was"]

            def act() -> str:
                drafting.write(request.user, pk, form.words(), was=was, at=clock.now())
                return reverse("minutes:minutes", args=[pk])

            if address := tried(form, act):
                return redirect(address)
    parts = [(part, found.content.rows.get(part, ()), form[part]) for part in PARTS]
    context = {"found": found, "minutes": found.minutes, "form": form, "parts": parts}
    return render(request, "minutes/write.html", context, status=status)


@named_page
@require_POST
def take_over(request: Request, pk: UUID) -> HttpResponse:
    """Take over what the record says now, as a version of its own."""
    drafting.take_over(request.user, pk, was=_was(request), at=clock.now())
    words = _("Taken over as a new version. Whoever signed the earlier one is asked again.")
    return done(request, words, reverse("minutes:minutes", args=[pk]))


@named_page
@require_POST
def close(request: Request, pk: UUID) -> HttpResponse:
    """Close the newest version for signing."""
    drafting.close(request.user, pk, was=_was(request), at=clock.now())
    words = _("Closed. Those who were present can sign it now.")
    return done(request, words, reverse("minutes:minutes", args=[pk]))


@named_page
@require_POST
def give_up(request: Request, pk: UUID) -> HttpResponse:
    """Take back minutes that were begun by mistake."""
    row = drafting.give_up(request.user, pk, at=clock.now())
    words = _("Taken back. What was written stays on record.")
    return done(request, words, reverse("minutes:of_operation", args=[row.operation_id]))


@named_page
@require_GET
def as_pdf(request: Request, pk: UUID) -> HttpResponse:
    """A version as PDF."""
    paper = reading.printed(request.user, pk, _number(request), at=clock.now())
    return _file(pdf(paper), "application/pdf", f"{paper.reference}.pdf")


@named_page
@require_GET
def as_word(request: Request, pk: UUID) -> HttpResponse:
    """A version as a Word document."""
    paper = reading.printed(request.user, pk, _number(request), at=clock.now())
    return _file(word(paper), WORD, f"{paper.reference}.docx")


@named_page
@require_http_methods(["GET", "POST"])
def check(request: Request) -> HttpResponse:
    """Whether printed minutes come from this record, and which hash has to stand on them."""
    form = CodeForm(request.POST or None)
    checked = None
    if form.is_valid():
        given = form.cleaned_data
        checked = reading.check(request.user, given["code"], given["reference"], at=clock.now())
    return render(request, "minutes/check.html", {"form": form, "checked": checked})


def _file(made: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(made, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _number(request: Request) -> int | None:
    """The version that is asked for; the newest if none is."""
    asked = request.GET.get("version", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else None


def _was(request: Request) -> int:
    """The version that the actor saw; 0, which never is one, if they say none."""
    form = WasForm(request.POST)
    return int(form.cleaned_data["was"]) if form.is_valid() else 0


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound(_("There is no such record.")) from None
