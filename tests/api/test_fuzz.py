"""What nobody thought of: schemathesis asks every operation what its description allows and not.

No answer is a server error; each has a status and a shape that the description names; what the
description forbids is refused; without a key nothing opens. That a complaint tells something and
names places that there are, no description can say: so 422 is allowed for what fits it.
"""

from __future__ import annotations

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from ponleu.faces.api.web import door
from ponleu.faces.config.wsgi import application
from ponleu.foundation.core.keys import new_key

EXAMPLES = 80
OPERATIONS = (
    ("/api/1/complaints/", "POST"),
    ("/api/1/complaints/", "GET"),
    ("/api/1/complaints/{key}/files/", "POST"),
    ("/api/1/complaints/{reference}/", "GET"),
    ("/api/1/places/", "GET"),
    ("/api/1/words/", "GET"),
)
SIGNALS = (request_started, request_finished)
ASKED_NOTHING = OPERATIONS[-1]
"""It takes nothing that could be wrong."""
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("places", "desk")]


@pytest.fixture
def one_connection():
    """A request of a server closes the connection of its test; Django's own client knows better."""
    leave_open()
    yield
    for signal in SIGNALS:
        signal.connect(close_old_connections)


def leave_open():
    for signal in SIGNALS:
        signal.disconnect(close_old_connections)


@pytest.fixture
def described(db, settings, one_connection):
    settings.ALLOWED_HOSTS = ["*"]
    return schemathesis.openapi.from_wsgi("/api/1/openapi.json", application)


@pytest.fixture
def keyed(ngo, send, monkeypatch, one_connection):
    """The head with a key that may do everything, often enough; something was sent before."""
    monkeypatch.setattr(door, "MOST_AN_HOUR", dict.fromkeys(door.MOST_AN_HOUR, 1_000_000))
    monkeypatch.setattr(door, "MOST_REFUSED", 1_000_000)
    send(ngo, key=str(new_key()))
    leave_open()  # Django's client has connected them again
    return {"Authorization": f"Bearer {ngo.key}"}


def test_every_operation_of_the_description_is_asked(described):
    found = {(one.ok().path, one.ok().method.upper()) for one in described.get_all_operations()}

    assert found == set(OPERATIONS)


@pytest.mark.parametrize(
    ("operation", "mode"),
    [
        (operation, mode)
        for operation in OPERATIONS
        for mode in GenerationMode
        if (operation, mode) != (ASKED_NOTHING, GenerationMode.NEGATIVE)
    ],
    ids=str,
)
def test_every_operation_answers_as_it_is_described(described, keyed, operation, mode):
    path, method = operation
    asked = described[path][method]

    @given(case=asked.as_strategy(mode, headers=keyed))
    @settings(
        max_examples=EXAMPLES,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        deadline=None,
        derandomize=True,
        database=None,
    )
    def ask(case):
        with transaction.atomic():
            case.call_and_validate(excluded_checks=[positive_data_acceptance])

    ask()
