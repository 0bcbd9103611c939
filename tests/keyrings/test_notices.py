"""What people are told about keys: each once, seen once, nobody else's."""

import pytest
from django.urls import reverse

from ponleu.foundation.core.errors import NotFound
from ponleu.foundation.journal.models import Entry
from ponleu.foundation.keyrings import queries, services
from ponleu.foundation.keyrings.models import Notice


@pytest.fixture
def ben(coast, country, make_person, noon):
    """Was let in by ana, and is told so."""
    ben = make_person("ben")
    services.let_in(coast.user, coast.pair, country["KH-18"], ben.user, at=noon)
    return ben


def test_mark_seen_takes_the_notice_away_and_is_journaled_once(ben, noon):
    (notice,) = queries.unseen_notices(ben.user)

    for _ in range(2):
        services.mark_seen(ben.user, notice.pk, at=noon)

    assert queries.unseen_notices(ben.user) == []
    assert Notice.objects.get().seen_at == noon
    assert Entry.objects.filter(action="key_notice.seen").count() == 1


def test_mark_seen_of_somebody_elses_notice_is_not_found(ben, coast, noon):
    (notice,) = queries.unseen_notices(ben.user)

    with pytest.raises(NotFound):
        services.mark_seen(coast.user, notice.pk, at=noon)

    assert Notice.objects.get().seen_at is None


def test_unseen_notices_come_newest_first_and_only_ones_own(ben, coast, country, make_person, noon):
    for name in ("cam", "dan"):
        newcomer = make_person(name)
        services.let_in(coast.user, coast.pair, country["KH-18"], newcomer.user, at=noon)

    about = [notice.about.username for notice in queries.unseen_notices(ben.user)]

    assert about == ["dan", "cam", "ben"]
    assert queries.unseen_notices(coast.user) == []


def test_home_tells_whoever_was_let_in_and_nobody_else(enter, ben, make_person):
    told = home_of(enter(ben))
    other = home_of(enter(make_person("eva")))

    assert "1 notice</span>" in told
    assert f'href="{reverse("keyrings:index")}">Keys of your units' in told
    assert "Keys of your units" not in other


def test_home_of_a_keyholder_says_who_waits_to_be_let_in(enter, coast, make_person):
    make_person("dan")

    assert "1 to let in" in home_of(enter(coast))


def home_of(client):
    return client.get(reverse("desk:home")).content.decode()
