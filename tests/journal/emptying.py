"""Lets Django empty the test database after tests that commit: the triggers refuse it otherwise."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import TransactionTestCase

from ponleu.foundation.journal import triggers


@pytest.fixture(autouse=True, scope="session")
def journal_can_be_emptied():
    """Take the triggers away only while Django empties the tables between two tests."""
    empty = TransactionTestCase._fixture_teardown

    def without_triggers(case):
        triggers.remove(connection)
        try:
            empty(case)
        finally:
            triggers.install(connection)

    TransactionTestCase._fixture_teardown = without_triggers
    yield
    TransactionTestCase._fixture_teardown = empty
