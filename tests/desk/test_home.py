"""The first page: which pairs of records it counts, and for whom."""

import pytest
from django.urls import reverse

from ponleu.faces.desk.queries import desk
from ponleu.foundation.accounts.models import Grant
from ponleu.foundation.accounts.rules import Action
from ponleu.knowledge.register.rules import EntryKind
from ponleu.knowledge.register.services import by_hand, identity, proposing
from tests.reviewers import ana, ben, unit

__all__ = ["ana", "ben", "unit"]

pytestmark = pytest.mark.usefixtures("demonstration")


@pytest.fixture
def pair(ana, unit, noon):
    names = ("Keut Chanrith", "Koeut Chanrith")
    known = [by_hand.Known(EntryKind.PERSON, name, territory="18") for name in names]
    entries = [by_hand.enter_known(ana, each, unit=unit, at=noon) for each in known]
    proposing.catch_up(at=noon)
    return entries


def counted(person, noon):
    return desk(person, today=noon.date(), now=noon).pairs_count


def test_home_leads_to_the_pairs_that_wait(client, make_user, unit, pair):
    client.force_login(make_user("eva", unit=unit, actions=[Action.HOME, *Action]))

    page = client.get(reverse("desk:home")).content.decode()

    assert "1 pair to judge" in page
    assert f'href="{reverse("register:pairs")}"' in page


def test_home_counts_no_pair_of_another_unit(ana, ben, pair, noon):
    assert (counted(ana, noon), counted(ben, noon)) == (1, 0)


def test_home_counts_no_pair_for_those_who_only_read(make_user, unit, pair, noon):
    reader = make_user("rea", unit=unit, actions=[Action.HOME, Action.REGISTER_READ])

    assert counted(reader, noon) == 0


def test_home_counts_no_pair_that_the_person_reads_and_may_not_judge(
    make_user, make_unit, pair, noon
):
    """Who edits in one province and reads in another is not asked about the other."""
    reader = make_user("rea", unit=make_unit("KH"), actions=[Action.REGISTER_READ])
    editor = make_user("edo", unit=make_unit("12"), actions=list(Action))
    Grant.objects.filter(user=editor).update(user=reader)

    assert counted(reader, noon) == 0
    assert identity_seen(reader) == 1


def identity_seen(person):
    from ponleu.knowledge.register.models import MatchProposal

    return MatchProposal.objects.visible_to(person).waiting().count()


def test_home_says_nothing_once_the_pair_is_judged(client, make_user, ana, unit, pair, noon):
    identity.judge_pair(ana, pair[0].pk, pair[1].pk, "different", at=noon)
    client.force_login(make_user("eva", unit=unit, actions=list(Action)))

    assert "to judge" not in client.get(reverse("desk:home")).content.decode()
