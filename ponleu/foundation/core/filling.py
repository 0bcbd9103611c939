"""A page with one form: what was refused comes back as it was filled in, with the reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from ponleu.foundation.core.errors import DomainError, NotFound, NotPermitted
from ponleu.foundation.core.forms import PageForm
from ponleu.foundation.core.web import Request


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands around a form.

    Attributes:
        parent, address: the page that it belongs to, and where it goes back to.
        lead: a sentence under the heading, "" if none.
        quoted: words of the record that the form is about, "" if none.
    """

    title: str
    button: str
    parent: str
    address: str
    lead: str = ""
    quoted: str = ""


def fill(
    request: Request,
    form: PageForm,
    sheet: Sheet,
    act: Callable[[], str],
    *,
    template: str,
    **more: Any,
) -> HttpResponse:
    """Show a form; once it is sent and valid, do ``act``, which gives the address to go to."""
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            address = tried(form, act)
            if address is not None:
                return redirect(address)
    context = {"form": form, "sheet": sheet, **more}
    return render(request, template, context, status=status)


def tried(form: PageForm, act: Callable[[], str]) -> str | None:
    """Do something; a refusal stands in the form, and gives None.

    Raises:
        NotFound, NotPermitted: told as a page of their own.
    """
    try:
        return act()
    except (NotFound, NotPermitted):
        raise
    except DomainError as refusal:
        form.add_error(None, refusal.sentence)
        return None


def done(request: Request, words: str, address: str) -> HttpResponse:
    """Say that something was done, and go on. The words are kept with the session: no content."""
    messages.success(request, words)
    return redirect(address)
