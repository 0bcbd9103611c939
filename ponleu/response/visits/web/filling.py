"""A page with one form: what was refused comes back as it was filled in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

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
        quoted: words of the record that the form is about, "" if none.
    """

    title: str
    button: str
    parent: str
    address: str
    quoted: str = ""


def fill(request: Request, form: PageForm, sheet: Sheet, act: Callable[[], str]) -> HttpResponse:
    """Show a form; once it is sent and valid, do ``act``, which says what was done."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                said = act()
            except (NotFound, NotPermitted):
                raise
            except DomainError as refusal:
                form.add_error(None, refusal.sentence)
            else:
                messages.success(request, said)
                return redirect(sheet.address)
    return render(request, "visits/form.html", {"form": form, "sheet": sheet}, status=status)
