"""Makers that every test may use, and the guards that make tests stricter."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

import hypothesis
import pytest
from django.utils import translation

from tests.journal.emptying import journal_can_be_emptied
from tests.records import django_db_modify_db_settings, empty_record, run_apart, shared

__all__ = [
    "django_db_modify_db_settings",
    "empty_record",
    "journal_can_be_emptied",
    "run_apart",
    "shared",
]


def pytest_addoption(parser):
    parser.addoption("--take-pictures", action="store_true", help="renew docs/pictures")
    parser.addoption(
        "--database-only",
        action="store_true",
        help="leave out tests that never open the database: on another they would only run again",
    )


def pytest_collection_modifyitems(config, items):
    """Leave out what is not asked for; pytest-django refuses the database to what is left out."""
    if config.getoption("--database-only"):
        opens = [item for item in items if _opens_the_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in opens])
        items[:] = opens


def _opens_the_database(item):
    fixtures = {"db", "transactional_db", "_django_db_helper"} & set(item.fixturenames)
    return bool(fixtures or item.get_closest_marker("django_db"))


hypothesis.settings.register_profile("no clock", deadline=None)
hypothesis.settings.load_profile("no clock")  # a busy machine is no fault of what is tested

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def noon():
    """The instant at which tests happen."""
    return NOON


@pytest.fixture(autouse=True)
def _plain_static_files(settings, tmp_path):
    """Static files without collecting them, files in a folder of the test's own, quick hashes."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PONLEU_STORE = tmp_path / "store"
    settings.PONLEU_KEYS = tmp_path / "keys"
    settings.PONLEU_INDEX = tmp_path / "index"
    settings.PONLEU_KEY_COST = (64, 1, 1)
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


@pytest.fixture(autouse=True)
def _each_test_begins_in_english():
    """A page in Khmer leaves its thread in Khmer; the next request or test sets its own."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def _templates_have_their_variables(settings):
    """A template variable that does not exist shows, so that a test can see it."""
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = "!missing: %s!"


@pytest.fixture
def make_unit(db):
    """A unit below its parent: make_unit("18", parent=root, territory="18")."""
    from ponleu.foundation.accounts.models import Organisation, Unit

    def make(code="KH", parent=None, territory=""):
        body, _ = Organisation.objects.get_or_create(
            code="TEST", defaults={"name": "Test body", "sort": "committee"}
        )
        path = f"{parent.path if parent else ''}{code}/"
        unit, _ = Unit.objects.get_or_create(
            code=code,
            defaults={
                "organisation": body,
                "parent": parent,
                "path": path,
                "name": f"Unit {code}",
                "territory": territory,
            },
        )
        return unit

    return make


@pytest.fixture
def make_user(db, make_unit):
    """A person with one grant: make_user("ana", unit=unit, actions=[Action.SOURCE_READ])."""
    from ponleu.foundation.accounts.models import Grant, Role, User

    def make(username, *, unit=None, actions=(), territory="", **fields):
        unit = unit or make_unit()
        user = User.objects.create(
            username=username,
            name=fields.pop("name", username.title()),
            unit=unit,
            joined_at=NOON,
            is_demonstration=fields.pop("is_demonstration", True),
            **fields,
        )
        if actions:
            role = Role.objects.create(
                code=f"role-{username}", name=f"Role of {username}", actions=sorted(actions)
            )
            Grant.objects.create(
                user=user, role=role, unit=unit, territory=territory, granted_at=NOON
            )
        return user

    return make


@pytest.fixture
def demonstration(db):
    """This record is the demonstration country: its accounts need no second factor."""
    from ponleu.foundation.core.models import Installation

    return Installation.objects.create(kind=Installation.DEMONSTRATION, country="kh", begun_at=NOON)


@pytest.fixture
def make_source(db, make_unit):
    """A source kept by a unit; its bytes are its text."""
    from ponleu.foundation.core.models import next_reference
    from ponleu.knowledge.evidence.models import Content
    from ponleu.knowledge.sources.models import Source

    def make(text="A text of a test.", *, unit=None, territory="", **fields):
        unit = unit or make_unit()
        data = text.encode()
        content, _ = Content.objects.get_or_create(
            sha256=hashlib.sha256(data).hexdigest(),
            defaults={"size": len(data), "media_type": "text/plain", "kept_at": NOON},
        )
        return Source.objects.create(
            unit=unit,
            territory=territory,
            reference=next_reference("D", 2026),
            title=fields.pop("title", "A title"),
            kind=fields.pop("kind", "press"),
            published=fields.pop("published", date(2026, 11, 1)),
            language=fields.pop("language", "en"),
            text=text,
            content=content,
            added_at=NOON,
            **fields,
        )

    return make
