"""Two keyholders at the same moment, and a stop in between, on a database with real row locks."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import DatabaseError, connection

from ponleu.foundation.accounts.models import User
from ponleu.foundation.keyrings import queries, services
from ponleu.foundation.keyrings.models import Holder, Ring

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("journal_can_be_emptied"),
]


@pytest.fixture(autouse=True)
def real_locks():
    if connection.vendor != "postgresql":
        pytest.skip("set DATABASE_URL to a PostgreSQL database to run it")


def at_once(*works):
    """Run the works in threads that start together; each closes its own connection."""
    start = Barrier(len(works))

    def begin(work):
        try:
            start.wait(5)
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(begin, works))


def letting_in(actor, unit, newcomer, noon):
    def work():
        services.let_in(
            User.objects.get(pk=actor.user.pk), actor.pair, unit, newcomer.user, at=noon
        )

    return work


def test_of_two_people_let_in_at_once_both_read(
    coast, country, make_person, sealed_now, reads, noon
):
    unit, envelope = country["KH-18"], sealed_now(country["KH-18"])
    ben = make_person("ben")
    services.let_in(coast.user, coast.pair, unit, ben.user, at=noon)
    new = [make_person(f"new-{n}") for n in range(4)]

    at_once(*(letting_in((coast, ben)[n % 2], unit, person, noon) for n, person in enumerate(new)))

    assert [reads(person, envelope) for person in (coast, ben, *new)] == [True] * 6


def test_one_is_put_out_while_another_is_let_in(
    coast, country, make_person, sealed_now, reads, noon
):
    unit = country["KH-18"]
    ben, cam, dan = (make_person(name) for name in ("ben", "cam", "dan"))
    for person in (ben, cam):
        services.let_in(coast.user, coast.pair, unit, person.user, at=noon)

    def putting_out():
        services.put_out(User.objects.get(pk=coast.user.pk), coast.pair, unit, cam.user, at=noon)

    at_once(putting_out, letting_in(ben, unit, dan, noon))

    envelope = sealed_now(unit)
    assert [reads(p, envelope) for p in (coast, ben, cam, dan)] == [True, True, False, True]
    for ring in Ring.objects.all():
        assert queries.opened_ring(ring, cam.pair) is None


def test_of_two_who_begin_keys_at_once_one_does(country, make_person, noon):
    people = [make_person("ana"), make_person("ben")]

    def beginning(person):
        def work():
            try:
                services.begin_own_ring(person.user, person.pair, country["KH-18"], at=noon)
            except services.RingStands:
                return "told"
            return "begun"

        return work

    assert sorted(at_once(*(beginning(person) for person in people))) == ["begun", "told"]
    assert Ring.objects.count() == 1
    assert Holder.objects.count() == 1


def test_a_connection_killed_in_between_leaves_everything_as_it_was(
    coast, country, make_person, sealed_now, reads, noon, monkeypatch
):
    unit, ben = country["KH-18"], make_person("ben")
    envelope, sealed = sealed_now(unit), bytes(Ring.objects.get().sealed)

    def killed():
        def stop(**what):
            with connection.cursor() as cursor:
                cursor.execute("select pg_terminate_backend(pg_backend_pid())")

        monkeypatch.setattr("ponleu.foundation.journal.services.record", stop)
        try:
            services.let_in(coast.user, coast.pair, unit, ben.user, at=noon)
        except DatabaseError:
            return "killed"
        return "done"

    assert at_once(killed) == ["killed"]
    assert bytes(Ring.objects.get().sealed) == sealed
    assert not reads(ben, envelope)
    assert Holder.objects.count() == 1
