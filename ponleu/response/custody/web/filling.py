"""One form on a page of the room; refusals stand in the form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from ponleu.foundation.core.forms import PageForm
from ponleu.foundation.core.web import Request
from ponleu.response.operations.web.filling import tried


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


def fill(
    request: Request, form: PageForm, sheet: Sheet, act: Callable[[], str], **more: Any
) -> HttpResponse:
    """Show a form; once it is sent and valid, do ``act``, which gives the address to go to."""
    status = 200
    if request.method == "POST":
        status = 422
        address = tried(form, act) if form.is_valid() else None
        if address is not None:
            return redirect(address)
    context = {"form": form, "sheet": sheet, **more}
    return render(request, "custody/form.html", context, status=status)
