"""Taking a complaint down: while a caller speaks, from a letter, at the counter."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import DomainError
from ponleu.foundation.core.web import Request, page
from ponleu.foundation.places import queries as places
from ponleu.response.complaints import abouts
from ponleu.response.complaints.first_reading import may_be_about, names_told
from ponleu.response.complaints.rules import Channel
from ponleu.response.complaints.services import taking
from ponleu.response.complaints.services.taking import Taken
from ponleu.response.complaints.web.take_files import with_files_kept
from ponleu.response.complaints.web.take_form import TakeForm
from ponleu.response.complaints.web.uploads import MEGABYTE, MOST_BYTES, InMemory, TooMuchAtOnce


@csrf_exempt  # checked below, once what is sent can no longer reach the disk unsealed
@page(needs=Action.COMPLAINT_TAKE)
@require_http_methods(["GET", "POST"])
def take(request: Request) -> HttpResponse:
    """The form; saved, the receipt to read aloud, once. Whatever is refused stays in the form."""
    if request.method == "GET":
        return _form(request, TakeForm.begun(request.user.territory))
    handler = InMemory(request)
    request.upload_handlers = [handler]
    return _sent(request, handler)


@csrf_protect
def _sent(request: Request, handler: InMemory) -> HttpResponse:
    written = with_files_kept(request.POST, request.FILES.getlist("files"), at=clock.now())
    if "look" in request.POST:
        return _form(request, TakeForm.carrying(written))
    form = TakeForm(written)
    if handler.is_too_large:
        form.add_error(None, _too_large())
        return _form(request, form, status=TooMuchAtOnce.http_status)
    if not form.is_valid():
        return _form(request, form, status=422)
    try:
        taken = taking.take_down(
            request.user,
            form.told(),
            Channel(form.cleaned_data["channel"]),
            form.receipt(),
            files=form.kept(),
            about=form.chosen_entry(),
            at=clock.now(),
        )
    except DomainError as refusal:
        form.add_error(None, refusal.sentence)
        return _form(request, form, status=refusal.http_status)
    return _taken(request, form, taken)


@page(needs=Action.COMPLAINT_TAKE)
@require_POST
def known(request: Request) -> HttpResponse:
    """What the place that is being told of may be: the part beside the form."""
    return render(
        request, "complaints/_maybe.html", _maybe(request, TakeForm.carrying(request.POST))
    )


@page(needs=Action.COMPLAINT_TAKE)
@require_POST
def inside(request: Request) -> HttpResponse:
    """The districts and communes of what was chosen: a part of the form."""
    return render(request, "complaints/_places.html", _places(TakeForm.carrying(request.POST)))


def _too_large() -> str:
    said = _("The files are more than %(most)d MB in all, so not all of them were added.")
    return said % {"most": MOST_BYTES // MEGABYTE}


def _form(request: Request, form: TakeForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, **_maybe(request, form), **_places(form)}
    return render(request, "complaints/take.html", context, status=status)


def _maybe(request: Request, form: TakeForm) -> dict[str, object]:
    """What is being told of, as far as it is written down, and what it may be."""
    found, is_waiting = may_be_about(
        request.user,
        names_told(form.written("near"), form.written("what")),
        place=form.place(),
    )
    chosen = form.chosen_entry()
    offered = {each.known.entry.pk for each in found}
    kept = None if chosen is None or chosen in offered else abouts.entry_of(request.user, chosen)
    return {"found": found, "is_waiting": is_waiting, "chosen": chosen, "kept": kept}


def _places(form: TakeForm) -> dict[str, object]:
    """The places to choose from: those inside what is chosen already."""
    province, district = form.written("province"), form.written("district")
    is_inside = bool(province) and district.startswith(province)
    return {
        "form": form,
        "provinces": places.provinces(),
        "districts": places.inside(province) if province else [],
        "communes": places.inside(district) if is_inside and district else [],
    }


def _taken(request: Request, form: TakeForm, taken: Taken) -> HttpResponse:
    """The receipt to read aloud, beside the officer's own words for the same things."""
    receipt, language = form.receipt(), form.cleaned_data["language"]
    own = "km" if (get_language() or "").startswith("km") else "en"
    words = receipt.words(own) if receipt and own != language else ()
    context = {
        "taken": taken,
        "spoken": language,
        "own": own,
        "pairs": list(zip(taken.words, words or taken.words, strict=True)),
        "has_own": bool(words),
    }
    return render(request, "complaints/taken.html", context)
