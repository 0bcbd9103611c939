"""Makers for tests about documents and their copies."""

import io
from datetime import date

import pytest

from ponleu.foundation.accounts.rules import Action
from ponleu.knowledge.sources import services
from ponleu.knowledge.sources.rules import SourceKind
from tests.judged import a_wrong_rule, judge, make_document
from tests.reviewers import unit
from tests.suggesters.conftest import completion, serve_model

__all__ = ["a_wrong_rule", "completion", "judge", "make_document", "serve_model", "unit"]

ALL = [Action.SOURCE_ADD, Action.SOURCE_READ, Action.REVIEW]


@pytest.fixture
def root(make_unit):
    return make_unit("KH")


@pytest.fixture
def coast(make_unit, root):
    return make_unit("18", parent=root, territory="18")


@pytest.fixture
def capital(make_unit, root):
    return make_unit("12", parent=root, territory="12")


@pytest.fixture
def ana(make_user, coast):
    return make_user("ana", unit=coast, actions=ALL)


@pytest.fixture
def ben(make_user, capital):
    return make_user("ben", unit=capital, actions=ALL)


@pytest.fixture
def vanna(make_user, root):
    """Sees and reviews the whole country."""
    return make_user("vanna", unit=root, actions=ALL)


@pytest.fixture
def keep(noon):
    """Add a document as people do: keep(ana, words, day=4)."""

    def add(actor, words, *, day=4, unit=None, title="A night", **fields):
        about = services.About(
            title=title,
            kind=SourceKind.PRESS,
            published=date(2026, 3, day) if day else None,
            territory=(unit or actor.unit).territory,
            **fields,
        )
        file = io.BytesIO(words.encode())
        source, _ = services.add_source(actor, file, about, at=noon, unit=unit, read_now=False)
        return source

    return add
