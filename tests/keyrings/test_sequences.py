"""Any order of letting in, putting out and fresh keys, against a model of two plain sets."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ponleu.foundation.accounts import services as accounts
from ponleu.foundation.core.errors import DomainError
from ponleu.foundation.keyrings import queries, services

NAMES = ("ana", "ben", "cam", "dan")
steps = st.lists(
    st.tuples(
        st.sampled_from(["let_in", "put_out", "fresh_key", "write", "cover"]),
        st.sampled_from(NAMES),
        st.sampled_from(NAMES),
    ),
    max_size=12,
)


class Undone(Exception):
    """Takes an example back, so that the next one begins at the same place."""


class Model:
    """Who holds the keys, by plain words.

    A holder opens all that was ever written. Who is put out, or begins a fresh key, opens
    nothing until let in again; who acts has to hold, and never acts on themselves. A holding of
    an earlier key stays noted, and can be taken away like any other.
    """

    def __init__(self):
        self.inside = {"ana"}
        self.noted = {"ana"}

    def does(self, step, actor, other):
        """Whether the step is to succeed; notes what follows from it."""
        if step == "fresh_key":
            self.inside.discard(other)
            return True
        if actor not in self.inside:
            return False
        if step == "cover":
            return True
        if actor == other:
            return False
        if step == "let_in":
            is_new = other not in self.inside
            self.inside.add(other)
            self.noted.add(other)
            return is_new
        was_noted = other in self.noted
        self.inside.discard(other)
        self.noted.discard(other)
        return was_noted


@pytest.fixture
def people(coast, make_person):
    return {"ana": coast, **{name: make_person(name) for name in NAMES[1:]}}


@pytest.mark.slow
@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(taken=steps)
def test_who_reads_after_any_steps_is_who_the_model_says(
    people, country, sealed_now, reads, noon, taken
):
    unit = country["KH-18"]
    try:
        with transaction.atomic():
            run(dict(people), unit, sealed_now, reads, noon, taken)
            raise Undone
    except Undone:
        pass


def run(now, unit, sealed_now, reads, noon, taken):
    model, written = Model(), [sealed_now(unit)]
    for step, actor, other in taken:
        if step == "write":
            if model.inside:
                written.append(sealed_now(unit))
            else:
                assert queries.recipients(unit.path) == []
            continue
        expected = model.does(step, actor, other)
        assert did(now, step, actor, other, unit, noon) is expected, (step, actor, other)
        for name in NAMES:
            opened = {reads(now[name], envelope) for envelope in written}
            assert opened == {name in model.inside}, (step, actor, other, name)


def did(now, step, actor, other, unit, noon):
    who, whom = now[actor], now[other]
    try:
        with transaction.atomic():
            if step == "fresh_key":
                pair = accounts.begin_key_pair(whom.user, "after a reset", at=noon)
                now[other] = whom._replace(pair=pair)
            elif step == "cover":
                services.cover(who.user, who.pair, unit, at=noon)
            else:
                service = getattr(services, step)
                service(who.user, who.pair, unit, whom.user, at=noon)
    except DomainError:
        return False
    return True
