"""What the tests of the desk's pages share: who is signed in, with the key open or shut."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ponleu.foundation.accounts.opened_keys import COOKIE, keep_open
from ponleu.foundation.accounts.rules import Action
from ponleu.knowledge.register.rules import EntryKind
from ponleu.knowledge.register.services import by_hand
from ponleu.response.complaints.models import Complaint

HTMX = {"HX-Request": "true"}
DESK = (
    Action.HOME,
    Action.COMPLAINT_READ,
    Action.COMPLAINT_TAKE,
    Action.COMPLAINT_DECIDE,
    Action.REGISTER_READ,
)
__all__ = ["DESK", "HTMX", "body", "key_of", "signed_in", "site"]


def body(response, status=200):
    """The page as text, all template variables of which were there."""
    assert response.status_code == status, response.content.decode()[:2000]
    text = response.content.decode()
    assert "!missing" not in text
    return text


def key_of(filed):
    """The key of what was filed."""
    return Complaint.objects.get(reference=filed.reference).pk


@pytest.fixture
def signed_in(client, desk):
    """Sign an officer in: ``signed_in("ana")`` with the key open, ``signed_in("ana", None)``
    with it shut; anyone else by ``signed_in(user, pair)``.
    """

    def enter(who, pair=...):
        user = desk[who][0] if isinstance(who, str) else who
        opened = desk[who][1] if pair is ... else pair
        client.force_login(user)
        if opened is not None:
            session = client.session
            request = SimpleNamespace(session=session, META={})
            keep_open(request, str(user.pk), opened)
            session.save()
            client.cookies[COOKIE] = request.META[COOKIE]
        return user

    return enter


@pytest.fixture
def site(country, make_user, noon):
    """Enter a site into the register of the province: ``site("Paper Lantern Hotel", ...)``."""
    editor = make_user(
        "editor", unit=country["KH"], actions=[Action.REGISTER_READ, Action.REGISTER_EDIT]
    )

    def enter(name, *spellings, unit=None):
        unit = unit or country["KH-18"]
        known = by_hand.Known(
            kind=EntryKind.SITE, name=name, spellings=list(spellings), territory=unit.territory
        )
        return by_hand.enter_known(editor, known, unit=unit, at=noon)

    return enter
