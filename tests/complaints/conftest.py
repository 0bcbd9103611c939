"""A country's desk and one of a province, officers whose keys are open, and something told."""

from __future__ import annotations

import pytest

from ponleu.foundation.accounts import services as accounts
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.keyrings import services as keyrings
from ponleu.response.complaints.intake import Told
from ponleu.response.complaints.services import filing

OFFICER = (Action.COMPLAINT_READ, Action.COMPLAINT_TAKE, Action.COMPLAINT_DECIDE)


@pytest.fixture
def country(make_unit):
    """The root KH with two provinces: country["KH-18"]."""
    root = make_unit("KH")
    return {
        "KH": root,
        "KH-18": _province(make_unit, root, "18"),
        "KH-12": _province(make_unit, root, "12"),
    }


def _province(make_unit, root, code):
    unit = make_unit(code, parent=root, territory=code)
    assert unit.path == f"KH/{code}/"
    return unit


@pytest.fixture
def make_officer(make_user, noon):
    """An officer of a unit with a key pair: ``make_officer("ana", unit)`` gives both."""

    def make(username, unit, actions=OFFICER, **more):
        user = make_user(username, unit=unit, actions=list(actions), **more)
        return user, accounts.begin_key_pair(user, f"words of {username}", at=noon)

    return make


@pytest.fixture
def desk(country, make_officer, noon):
    """An officer of the province and one of the country, each holding the keys of their unit."""
    ana, bora = make_officer("ana", country["KH-18"]), make_officer("bora", country["KH"])
    keyrings.begin_ring(country["KH-18"], [ana[0]], actor=None, at=noon)
    keyrings.begin_ring(country["KH"], [bora[0]], actor=None, at=noon)
    return {"ana": ana, "bora": bora}


@pytest.fixture
def tell(desk, noon):
    """File a report; gives what was filed and the receipt."""

    def file(what="They lock the doors at night.", *, files=(), receipt=None, **fields):
        receipt = receipt or filing.new_receipt()
        told = Told(language="km", what=what, **{"province": "18", **fields})
        return filing.file_report(told, files, receipt, at=noon), receipt

    return file
