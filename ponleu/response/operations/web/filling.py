"""What the pages of the room share: who may ask for one, one's key, one form on a page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts.opened_keys import opened
from ponleu.foundation.core import filling
from ponleu.foundation.core.web import Request, View, open_page

P = ParamSpec("P")
KeyView = Callable[Concatenate[Request, KeyPair, P], HttpResponse]
NAMED = "people are named one by one, with or without a grant: queries say what each sees"


fill = partial(filling.fill, template="operations/form.html")


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
