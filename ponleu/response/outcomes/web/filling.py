"""What the pages of the room share: who may ask for one, one form on a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ponleu.foundation.core.errors import DomainError, NotFound, NotPermitted
from ponleu.foundation.core.forms import PageForm
from ponleu.foundation.core.web import Request
from ponleu.response.operations.web.filling import named_page

if TYPE_CHECKING:
    from ponleu.response.operations.models import Operation

__all__ = ["Sheet", "address_of", "done", "fill", "named_page", "refused"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands around a form.

    Attributes:
        parent, address: the page that it belongs to, and where it goes back to.
        lead: a sentence under the heading, "" if none.
    """

    title: str
    button: str
    parent: str
    address: str
    lead: str = ""


def address_of(operation: Operation) -> str:
    """The page that tells what came of an operation."""
    return reverse("outcomes:operation", args=[operation.pk])


def fill(
    request: Request, form: PageForm, sheet: Sheet, act: Callable[[], object], **more: Any
) -> HttpResponse:
    """Show a form; once it is sent and valid, do ``act`` and go back. A refusal stands in it."""
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            refusal = refused(act)
            if refusal is None:
                return redirect(sheet.address)
            form.add_error(None, refusal)
    context = {"form": form, "sheet": sheet, **more}
    return render(request, "outcomes/form.html", context, status=status)


def refused(act: Callable[[], object]) -> str | None:
    """Do something; the sentence of a refusal, none if it was done.

    Raises:
        NotFound, NotPermitted: told as a page of their own.
    """
    try:
        act()
    except (NotFound, NotPermitted):
        raise
    except DomainError as refusal:
        return refusal.sentence
    return None


def done(request: Request, words: str, address: str) -> HttpResponse:
    """Say that something was done, and go on."""
    messages.success(request, words)
    return redirect(address)
