"""Operations that have started, those who enter what came of them, and a second person."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest

from ponleu.foundation.accounts import services as accounts
from ponleu.foundation.accounts.rules import Action
from ponleu.knowledge.register.rules import EntryKind
from ponleu.knowledge.register.services import by_hand
from ponleu.response.operations.models import OperationSite
from ponleu.response.operations.services import starting
from ponleu.response.outcomes.services import measuring, noting
from tests.operations.conftest import (
    PEOPLE,
    READ,
    alleged,
    asked,
    at_noon,
    basic,
    country,
    desk,
    did,
    drawable,
    drawn,
    hotel,
    keep_from,
    kept,
    let_in,
    make_officer,
    mix,
    opened,
    sealed,
    sign_in,
    signed,
    site,
    started,
    tell,
    told,
    version,
)

__all__ = [
    "alleged",
    "asked",
    "at_noon",
    "basic",
    "country",
    "desk",
    "did",
    "drawable",
    "drawn",
    "hotel",
    "keep_from",
    "kept",
    "let_in",
    "make_officer",
    "mix",
    "opened",
    "sealed",
    "sign_in",
    "signed",
    "site",
    "started",
    "tell",
    "told",
    "version",
]

ENTERS = (Action.OPERATION_READ, Action.OUTCOME_EDIT)
MORE = {
    "vibol": ("KH-18", (*PEOPLE["vibol"][1], *ENTERS)),
    "dany": ("KH-18", (*READ, *ENTERS)),
    "heng": ("KH", (*READ, *ENTERS, Action.ANSWER_APPROVE)),
    "lida": ("KH-18", (Action.HOME, Action.OPERATION_READ, Action.ANSWER_APPROVE)),
    "nary": ("KH", (Action.HOME, Action.OPERATION_READ, Action.ANSWER_APPROVE)),
}
"""vibol ordered it and enters outcomes; dany decides beside him; heng in the capital; lida and
nary approve what is said in public, nary for the whole country.
"""


@pytest.fixture
def people(make_user, country, noon):
    """Everybody with their key pair: ``people["vibol"].user``, ``.pair``."""
    found = {}
    for name, (unit, actions) in {**PEOPLE, **MORE}.items():
        user = make_user(name, unit=country[unit], actions=actions)
        pair = accounts.begin_key_pair(user, f"words of {name}", at=noon)
        found[name] = SimpleNamespace(user=user, pair=pair)
    return found


@pytest.fixture
def ended(started, people, noon):
    """An operation that is over since a moment: ``ended()``, ``ended(entry=site)``."""

    def make(**more):
        operation = started(**more)
        return starting.end(people["vibol"].user, operation.pk, at=noon + timedelta(minutes=1))

    return make


@pytest.fixture
def site_of():
    """The first site of a started operation."""
    return lambda operation: OperationSite.objects.select_related("entry").get(
        operation=operation, number=1
    )


@pytest.fixture
def later(noon):
    """An instant so many days after noon."""
    return lambda days: noon + timedelta(days=days)


@pytest.fixture
def noted(people, site_of, later):
    """Note what came of an operation's site: ``noted(operation, "site_sealed")``."""

    def make(operation, *codes, by="vibol", seen=0, days=0.1, **said):
        came = noting.Came(codes or ("site_sealed",), **said)
        site = site_of(operation)
        return noting.note(people[by].user, site.pk, came, seen=seen, at=later(days))

    return make


@pytest.fixture
def closure(people, site_of, later):
    """What a closure of an operation's site says: ``closure(operation, kind=...)``."""

    def make(operation, **more):
        said = {
            "entry": site_of(operation).entry_id,
            "kind": "permanent_closure",
            "provision": "tsl-48",
            "offence_on": later(0).date(),
            "from_on": later(1).date(),
            "grounds": "Doors were locked.",
        }
        return measuring.Proposed(**{**said, **more})

    return make


@pytest.fixture
def proposed(people, site_of, closure, later):
    """Propose a measure: ``proposed(operation, by="vibol", kind=...)``."""

    def make(operation, *, by="vibol", **more):
        said = closure(operation, **more)
        site = site_of(operation)
        return measuring.propose(people[by].user, site.pk, said, at=later(0.2))

    return make


@pytest.fixture
def ordered(proposed, people, later):
    """Propose a measure and have a second person order it."""

    def make(operation, **more):
        row = proposed(operation, **more)
        step = measuring.Step.ORDER
        who = people["dany"].user
        return measuring.step(who, row.pk, step, "Agreed.", seen=1, at=later(0.3))

    return make


@pytest.fixture
def party(make_user, country, noon):
    """Enter a person or organisation into the register: ``party("Chan Realty")``."""
    editor = make_user(
        "editor.parties", unit=country["KH"], actions=[Action.REGISTER_READ, Action.REGISTER_EDIT]
    )

    def enter(name, kind=EntryKind.ORGANISATION, *, at=noon, unit="KH-18"):
        unit = country[unit]
        known = by_hand.Known(kind=kind, name=name, spellings=[], territory=unit.territory)
        return by_hand.enter_known(editor, known, unit=unit, at=at)

    return enter
