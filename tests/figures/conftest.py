"""Makers of the tests about published figures: an analyst, a reader, a stranger, a figure."""

from __future__ import annotations

import pytest

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.knowledge.figures.services import figures
from ponleu.knowledge.figures.services.figures import Basis, Said

ANALYST = (Action.HOME, Action.CLAIM_READ, Action.SOURCE_READ, Action.REVIEW, Action.FIGURE_EDIT)


@pytest.fixture
def unit(make_unit):
    """The unit of province 18."""
    return make_unit("18", parent=make_unit("KH"), territory="18")


@pytest.fixture
def ana(make_user, unit):
    """Enters figures in unit 18."""
    return make_user("ana", unit=unit, actions=ANALYST)


@pytest.fixture
def ben(make_user, make_unit):
    """Does the same in another unit."""
    other = make_unit("12", parent=make_unit("KH"), territory="12")
    return make_user("ben", unit=other, actions=ANALYST)


@pytest.fixture
def reader(make_user, unit):
    """Reads what was entered in unit 18 and changes nothing."""
    return make_user("reader", unit=unit, actions=[Action.HOME, Action.CLAIM_READ])


@pytest.fixture
def at_noon(monkeypatch, noon):
    """Pages happen at noon."""
    monkeypatch.setattr(clock, "now", lambda: noon)


@pytest.fixture
def said():
    """What a publisher said: said(value=865, period="2022-01-01/2022-08-20")."""

    def make(value=865, period="2022", **fields):
        shared = {"measure": "victims_rescued", "body": "The ministry", "published_in": "A paper"}
        return Said(value=value, period=period, **{**shared, **fields})

    return make


@pytest.fixture
def enter(ana, said, noon):
    """Keep a figure: enter(661, "2022-01/2022-10", definition="...")."""

    def make(value=865, period="2022", *, by=ana, **fields):
        names = ("claim", "source", "span", "body_key", "replaces", "brought")
        keys = {name: fields.pop(name) for name in names if name in fields}
        if "body_key" in keys:
            keys["body"] = keys.pop("body_key")
        return figures.enter(by, said(value, period, **fields), Basis(**keys), at=noon)

    return make


@pytest.fixture
def two(enter):
    """865 by 20 August and 661 in ten months, which cannot both be right."""
    shorter = enter(865, "2022-01-01/2022-08-20", definition="foreigners")
    longer = enter(661, "2022-01/2022-10", definition="from scam sites")
    return shorter, longer
