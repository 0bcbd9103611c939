"""Who opens a page of keys, and the reader's own key pair."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import ParamSpec

from django.contrib.auth.decorators import login_required
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts.opened_keys import opened
from ponleu.foundation.core.errors import DomainError
from ponleu.foundation.core.web import Request, View, open_page

P = ParamSpec("P")
OWN = "a keyholder may have lost the grant, an officer may have none: queries say what each sees"


class KeysShut(DomainError):
    """The reader's key pair is not open in this session."""

    code = "keys_shut"
    http_status = HTTPStatus.FORBIDDEN


def own_page(view: View[P]) -> View[P]:
    """A page for every signed-in person, told to no cache."""
    guarded: Callable[..., View[P]] = open_page(reason=OWN)
    return guarded(login_required(never_cache(view)))


def opened_pair(request: Request) -> KeyPair:
    """The reader's key pair.

    Raises:
        KeysShut: it is not open in this session.
    """
    pair = opened(request)
    if pair is None:
        raise KeysShut(_("Your key is shut in this session. Open it on the page of keys first."))
    return pair
