"""A nickname that several bear tells little: it proposes nothing, and yet finds them all."""

import pytest

from ponleu.engines.matching import Kind, Record, compare
from ponleu.foundation.packs.matching_weights import load_scales
from ponleu.knowledge.register import nicknames
from ponleu.knowledge.register.models import Entry, MatchProposal
from ponleu.knowledge.register.nicknames import Ground
from ponleu.knowledge.register.queries.known_as import known_as
from ponleu.knowledge.register.reasons import told
from ponleu.knowledge.register.rules import EntryKind
from ponleu.knowledge.register.services import by_hand, dated, identity, proposing
from ponleu.knowledge.register.services.dated import Ground as Word

YELLOW = "the yellow building at the bridge"


@pytest.fixture
def site(ana, unit, noon):
    """A site: site("Glass Kite Casino", "the yellow building")."""

    def make(name, *further, **fields):
        known = by_hand.Known(
            EntryKind.SITE, name, further, territory=fields.pop("territory", "18"), **fields
        )
        return by_hand.enter_known(ana, known, unit=unit, at=noon)

    return make


def waiting():
    rows = MatchProposal.objects.waiting().select_related("left", "right")
    return [tuple(sorted((row.left.name, row.right.name))) for row in rows]


def test_of_many_counts_entries_with_names_of_their_own(site):
    for name in ("Glass Kite Casino", "Copper Drum Hotel", "Salt Basket Park"):
        site(name, YELLOW, "the place")
    site("Old Heron Inn", "the place")

    found = nicknames.of_many(Entry.objects.all(), [YELLOW.upper(), "the place", "Old Heron Inn"])

    assert found == {YELLOW: 3, "the place": 4}


def test_of_many_does_not_count_what_two_share(site):
    site("Glass Kite Casino", YELLOW)
    site("Copper Drum Hotel", YELLOW)

    assert nicknames.of_many(Entry.objects.all(), [YELLOW]) == {}


def test_of_many_takes_one_name_entered_thrice_for_one(site):
    for _ in range(3):
        site("Glass Kite Casino", YELLOW)

    assert nicknames.of_many(Entry.objects.all(), ["Glass Kite Casino", YELLOW]) == {}


def test_of_many_takes_entries_judged_the_same_for_one(ana, site, noon):
    one, other = site("Glass Kite Casino", YELLOW), site("Copper Drum Hotel", YELLOW)
    site("Salt Basket Park", YELLOW)
    identity.judge_pair(ana, one.pk, other.pk, "same", at=noon)

    assert nicknames.of_many(Entry.objects.all(), [YELLOW]) == {}


@pytest.mark.parametrize(
    ("one", "other", "ground"),
    [
        (("Glass Kite Casino", YELLOW), ("Glass Kiet Casino", YELLOW), Ground.NAMES),
        (("Glass Kite Casino", YELLOW), ("Copper Drum Hotel", YELLOW), Ground.NICKNAME),
        (("Glass Kite Casino", "Blue Gate"), ("កាស៊ីណូខ្លែង", "Blue Gate"), Ground.NAMES),
    ],
)
def test_ground_of_two_sites(one, other, ground):
    a, b = (Record("", each[0], Kind.SITE, each[1:]) for each in (one, other))

    assert nicknames.ground_of(a, b, compare(a, b, load_scales("kh"))) is ground


def test_a_nickname_of_many_proposes_nothing_and_finds_all(ana, site, noon):
    for name in ("Glass Kite Casino", "Copper Drum Hotel", "Salt Basket Park"):
        site(name, YELLOW)

    proposing.catch_up(at=noon)

    assert waiting() == []
    assert len(known_as(ana, YELLOW, kind=EntryKind.SITE)) == 3


def test_a_nickname_that_becomes_one_of_many_takes_its_proposal_back(site, noon):
    site("Glass Kite Casino", YELLOW)
    site("Copper Drum Hotel", YELLOW)
    proposing.catch_up(at=noon)
    assert waiting() == [("Copper Drum Hotel", "Glass Kite Casino")]

    site("Salt Basket Park", YELLOW)
    proposing.catch_up(at=noon)

    assert waiting() == []


def test_a_pair_by_a_nickname_alone_waits_behind_others_and_says_so(site, noon):
    site("Glass Kite Casino", YELLOW)
    site("Copper Drum Hotel", YELLOW)
    site("Silver Mortar Guesthouse")
    site("Silver Morter Guesthouse")

    proposing.catch_up(at=noon)

    assert waiting() == [
        ("Silver Mortar Guesthouse", "Silver Morter Guesthouse"),
        ("Copper Drum Hotel", "Glass Kite Casino"),
    ]
    last = MatchProposal.objects.waiting().last()
    assert last.reasons[0]["template"] == nicknames.ONLY_NICKNAME
    assert last.score <= load_scales("kh").weights.usual


def test_a_respelling_is_proposed_though_it_shares_a_nickname_of_many(site, noon):
    for name in ("Glass Kite Casino", "Glass Kiet Casino", "Copper Drum Hotel", "Salt Basket Park"):
        site(name, YELLOW)

    proposing.catch_up(at=noon)

    assert waiting() == [("Glass Kiet Casino", "Glass Kite Casino")]
    [proposal] = MatchProposal.objects.waiting()
    said = [told(reason) for reason in proposal.reasons]
    assert f"both are called “{YELLOW}”, as several others are: that tells little" in said


def test_one_licence_is_more_than_a_nickname(ana, site, noon):
    entries = [site("Glass Kite Casino", YELLOW), site("Copper Drum Hotel", YELLOW)]
    for entry in entries:
        dated.enter_identifier(ana, entry, "licence", "18-00412", Word(text="seen"), at=noon)

    proposing.catch_up(at=noon)

    [proposal] = MatchProposal.objects.waiting()
    assert nicknames.ONLY_NICKNAME not in [told(reason) for reason in proposal.reasons]
