"""What the pages of the room share: one form on a page, and where it goes back to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.urls import reverse

from ponleu.foundation.core import filling
from ponleu.foundation.core.filling import Sheet
from ponleu.foundation.core.forms import PageForm
from ponleu.foundation.core.web import Request

if TYPE_CHECKING:
    from ponleu.response.operations.models import Operation

__all__ = ["Sheet", "address_of", "fill"]


def address_of(operation: Operation) -> str:
    """The page that tells what came of an operation."""
    return reverse("outcomes:operation", args=[operation.pk])


def fill(
    request: Request, form: PageForm, sheet: Sheet, act: Callable[[], object], **more: Any
) -> HttpResponse:
    """Show a form; once it is sent and valid, do ``act`` and go back. A refusal stands in it."""

    def acted() -> str:
        act()
        return sheet.address

    return filling.fill(request, form, sheet, acted, template="outcomes/form.html", **more)
