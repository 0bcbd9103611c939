"""Pages that are one form about a case: shown, refused with the words kept, or done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from ponleu.foundation.core.errors import DomainError, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.core.web import Request


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page with one form says.

    Attributes:
        about: sentences above the form, on what follows from it.
        done: what is said once it is done.
    """

    heading: str
    about: tuple[str, ...]
    button: str
    done: str


def form_page(
    request: Request, asked: Asked, form: forms.Form, context: dict[str, Any]
) -> HttpResponse:
    """The form as it is now; what was refused comes back as it was filled in."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    its = {"asked": asked, "form": form, **context}
    return render(request, "cases/case_form.html", its, status=status)


def is_done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether the form was valid and what it asks for was done; if not, the form says why."""
    if not form.is_valid():
        return False
    try:
        act()
    except (NotFound, NotPermitted):
        raise
    except DomainError as refusal:
        form.add_error(None, refusal.sentence)
        return False
    return True


def valid(form: forms.Form) -> dict[str, Any]:
    """What a form on another page sent.

    Raises:
        InvalidInput: with the first of its faults.
    """
    if not form.is_valid():
        name, faults = next(iter(form.errors.items()))
        label = form.fields[name].label if name in form.fields else ""
        raise InvalidInput(f"{label}: {faults[0]}" if label else str(faults[0]))
    return form.cleaned_data


def back_to(request: Request, pk: UUID, said: str) -> HttpResponse:
    """Go to the case and say what was done."""
    messages.success(request, said)
    return redirect("case_files:case", pk=pk)
