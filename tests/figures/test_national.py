"""Figures of the whole country are public: every province reads them, none changes them."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.urls import reverse

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import NotPermitted
from ponleu.knowledge.claims import services as claims
from ponleu.knowledge.claims.rules import ClaimKind
from ponleu.knowledge.figures import queries
from ponleu.knowledge.figures.models import Figure
from ponleu.knowledge.figures.services import explaining, figures
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("demonstration", "at_noon")


@pytest.fixture
def mona(make_user, make_unit):
    """Enters figures for the whole country."""
    actions = [
        Action.HOME,
        Action.SOURCE_READ,
        Action.REVIEW,
        Action.CLAIM_READ,
        Action.FIGURE_EDIT,
    ]
    return make_user("mona", unit=make_unit("KH"), actions=actions)


@pytest.fixture
def national(mona, enter):
    """661 in ten months, said by a ministry of the whole country."""
    return enter(661, "2022-01/2022-10", by=mona)


def test_a_province_reads_a_national_figure_beside_its_own(client, national, enter, reader, ben):
    own = enter(865, "2022-01-01/2022-08-20")

    series = queries.series(reader, "victims_rescued")
    client.force_login(reader)
    page = client.get(reverse("figures:figure", args=[national.pk]))

    assert [line.figure for line in series.lines] == [own, national]
    assert len(series.clashes) == 1
    assert page.status_code == 200
    assert national.reference in page.content.decode()
    assert list(Figure.objects.visible_to(ben)) == [national]


def test_a_province_changes_none_of_it(client, national, enter, ana, noon):
    own = enter(865, "2022-01-01/2022-08-20")
    client.force_login(ana)

    withdraw = client.post(reverse("figures:withdraw", args=[national.pk]), {"why": "x"})

    assert withdraw.status_code == 403
    with pytest.raises(NotPermitted):
        figures.withdraw(ana, national.pk, why="x", at=noon)
    kind = "longer_is_smaller"
    with pytest.raises(NotPermitted):
        explaining.explain(ana, kind, own.pk, national.pk, why="x", at=noon)
    assert Figure.objects.standing().count() == 2


def test_who_reads_no_claims_and_the_signed_out_read_nothing(client, national, make_user, unit):
    address = reverse("figures:figure", args=[national.pk])
    assert client.get(address).status_code == 302
    other = make_user("other", unit=unit, actions=[Action.HOME, Action.SOURCE_READ])
    client.force_login(other)

    assert client.get(address).status_code == 403
    assert not Figure.objects.visible_to(other).exists()


def test_a_claim_beneath_that_is_not_seen_is_not_named(client, mona, reader, enter, make_source):
    root = mona.unit
    said = claims.record_claim(
        mona,
        kind=ClaimKind.FIGURE,
        source=make_source("661 people were rescued.", unit=root),
        span=(0, 24),
        content="661 people were rescued",
        speaker="The ministry",
        proposal=UUID(int=7),
        at=NOON,
    )
    national = enter(661, "2022-01/2022-10", by=mona, claim=said.pk)
    address = reverse("figures:figure", args=[national.pk])

    for person, is_named in ((mona, True), (reader, False)):
        client.force_login(person)
        assert (said.reference in client.get(address).content.decode()) is is_named
