"""One form on a page of the room; refusals stand in the form, and it goes back where it began."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse

from ponleu.foundation.core import filling
from ponleu.foundation.core.filling import Sheet
from ponleu.foundation.core.forms import PageForm
from ponleu.foundation.core.web import Request

__all__ = ["Sheet", "fill"]


def fill(request: Request, form: PageForm, sheet: Sheet, act: Callable[[], str]) -> HttpResponse:
    """Show a form; once it is sent and valid, do ``act``, which says what was done."""

    def acted() -> str:
        messages.success(request, act())
        return sheet.address

    return filling.fill(request, form, sheet, acted, template="visits/form.html")
