"""Lists show parts of many protected records at once: opening one is a read, too."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec, cast

from django.http import HttpResponse

from ponleu.foundation.core import clock
from ponleu.foundation.core.web import Request
from ponleu.foundation.journal import services

P = ParamSpec("P")
View = Callable[Concatenate[Request, P], HttpResponse]


def journaled_list(target_type: str) -> Callable[[View[P]], View[P]]:
    """Write one journal row, ``record.listed``, whenever the view shows its list.

    Args:
        target_type: whose records are listed, "register.entry".
    """

    def mark(view: View[P]) -> View[P]:
        @wraps(view)
        def listing(request: Request, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            response = view(request, *args, **kwargs)
            if response.status_code == HTTPStatus.OK:
                services.record(
                    at=clock.now(), actor=request.user, action="record.listed", target=target_type
                )
            return response

        return cast("View[P]", listing)

    return mark
