"""What the pages of the room share: who may ask for one, one's key, one form on a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts.opened_keys import opened
from ponleu.foundation.core.errors import DomainError, NotFound, NotPermitted
from ponleu.foundation.core.forms import PageForm
from ponleu.foundation.core.web import Request, View, open_page

P = ParamSpec("P")
KeyView = Callable[Concatenate[Request, KeyPair, P], HttpResponse]
NAMED = "people are named one by one, with or without a grant: queries say what each sees"


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


def named_page(view: View[P]) -> View[P]:
    """A page for every signed-in person, kept by no cache; queries say what each sees there."""
    guarded: Callable[..., View[P]] = open_page(reason=NAMED)
    return guarded(login_required(never_cache(view)))


def with_key(view: KeyView[P]) -> View[P]:
    """Hand the view the reader's key pair. While it is shut, one page says so whatever is asked.

    What was sent stands on that page, so that it can be sent again once the key is open.
    """

    @wraps(view)
    def opening(request: Request, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        pair = opened(request)
        if pair is None:
            kept = [
                (name, value)
                for name, values in request.POST.lists()
                if name != "csrfmiddlewaretoken"
                for value in values
            ]
            return render(
                request, "operations/shut.html", {"kept": kept}, status=HTTPStatus.FORBIDDEN
            )
        return view(request, pair, *args, **kwargs)

    return cast("View[P]", opening)


def fill(
    request: Request,
    form: PageForm,
    sheet: Sheet,
    act: Callable[[], str],
    *,
    template: str = "operations/form.html",
    **more: Any,
) -> HttpResponse:
    """Show a form; once it is sent and valid, do ``act``, which gives the address to go to."""
    status = 200
    if request.method == "POST":
        status = 422
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
