"""The engine proposes which entries may be one; what a person judged stands."""

import pytest

from ponleu.engines.matching import Kind, Record
from ponleu.knowledge.register import likely, name_index
from ponleu.knowledge.register.models import MatchProposal
from ponleu.knowledge.register.records import records
from ponleu.knowledge.register.rules import EntryKind
from ponleu.knowledge.register.services import by_hand, dated, identity, proposing
from ponleu.knowledge.register.services.dated import Ground

SAID = Ground(text="seen")


@pytest.fixture
def known(ana, unit, noon):
    def make(name, *, by=ana, at=unit, kind=EntryKind.PERSON, **fields):
        entry = by_hand.Known(kind=kind, name=name, territory=at.territory, **fields)
        return by_hand.enter_known(by, entry, unit=at, at=noon)

    return make


def pairs():
    rows = MatchProposal.objects.filter(is_open=True).select_related("left", "right")
    return sorted(sorted((row.left.name, row.right.name)) for row in rows)


def test_catch_up_proposes_respellings_with_reasons(known, noon):
    known("Keut Chanrith")
    known("Koeut Chanrith")
    known("Lim Bopha")

    proposing.catch_up(at=noon)

    assert pairs() == [["Keut Chanrith", "Koeut Chanrith"]]
    proposal = MatchProposal.objects.get()
    assert 0.5 < proposal.score < 1
    assert proposal.reasons[0] == {
        "feature": "name",
        "bits": pytest.approx(proposal.reasons[0]["bits"]),
        "template": "every word of one name answers a word of the other",
        "values": {},
    }


def test_catch_up_takes_in_only_what_is_new(known, noon):
    known("Keut Chanrith")
    proposing.catch_up(at=noon)
    known("Koeut Chanrith")

    assert proposing.catch_up(at=noon) == 1
    assert proposing.catch_up(at=noon) == 0


def test_catch_up_leaves_judgements_alone(ana, known, noon):
    one, other = known("Keut Chanrith"), known("Koeut Chanrith")
    proposing.catch_up(at=noon)
    identity.judge_pair(ana, one.pk, other.pk, "different", at=noon)

    proposing.propose_for_all(at=noon)

    assert pairs() == []
    assert MatchProposal.objects.count() == 1


def test_catch_up_keeps_kinds_apart(known, noon):
    known("Lotus Garden")
    known("Lotus Garden", kind=EntryKind.SITE)

    proposing.catch_up(at=noon)

    assert pairs() == []


def test_catch_up_keeps_units_apart_that_nobody_sees_together(known, ben, noon):
    known("Keut Chanrith")
    known("Koeut Chanrith", by=ben, at=ben.grants.get().unit)

    proposing.catch_up(at=noon)

    assert pairs() == []


def test_a_contradiction_takes_a_proposal_back(ana, known, noon):
    one, other = known("Keut Chanrith"), known("Koeut Chanrith")
    proposing.catch_up(at=noon)
    for entry, number in ((one, "N0011223"), (other, "N9988776")):
        dated.enter_identifier(ana, entry, "passport", number, SAID, at=noon)

    proposing.catch_up(at=noon)

    assert pairs() == []


def test_one_passport_proposes_unlike_names(ana, known, noon):
    one, other = known("Keut Chanrith"), known("Somaly")
    for entry in (one, other):
        dated.enter_identifier(ana, entry, "passport", "N 001-1223", SAID, at=noon)

    proposing.catch_up(at=noon)

    assert pairs() == [["Keut Chanrith", "Somaly"]]


def test_likely_finds_khmer_script_by_its_latin_name(ana, known, unit):
    known("គុជ ចំរើន")

    found = likely.likely(ana, Record("", "Kuch Chamroeun", Kind.PERSON))

    assert [each.entry.name for each in found] == ["គុជ ចំរើន"]


def test_likely_shows_only_what_the_actor_may_see(ben, known):
    known("Keut Chanrith")

    assert likely.likely(ben, Record("", "Keut Chanrith", Kind.PERSON)) == []


def test_likely_of_nothing_is_nothing(ana, known):
    known("Keut Chanrith")

    assert likely.likely(ana, Record("", "  ", Kind.PERSON)) == []


def test_records_hold_no_name_out_of_a_source_above_the_entry(
    ana, make_unit, make_source, known, noon
):
    entry = known("Keut Chanrith")
    above = make_source("Koeut", unit=make_unit("KH"), territory="")
    entry.names.create(text="Koeut", folded="koeut", script="Latn", source=above, proposal=None)

    [record] = records([entry.pk])

    assert record.aliases == ()


def test_current_is_built_anew_when_the_journal_is_another(known, noon):
    known("Keut Chanrith")
    index = name_index.current()
    index.apply(name_index.Changes(state="12 " + "0" * 64))
    known("Somaly")

    assert len(name_index.current()) == 2


def test_current_forgets_what_was_withdrawn(ana, enter, noon):
    from uuid import UUID

    from ponleu.knowledge.register import services

    enter("Keut Chanrith", proposal=1)
    assert len(name_index.current()) == 1

    services.withdraw_by_proposal(ana, UUID(int=1), at=noon)

    assert name_index.current().find(Record("", "Keut Chanrith"), 5) == []


def test_likely_is_not_crowded_out_by_what_the_actor_may_not_see(ana, ben, known):
    for _ in range(90):
        known("Keut Chanrith", by=ben, at=ben.grants.get().unit)
    known("Koeut Chanrith")
    known("Keut Chanrith", kind=EntryKind.SITE)

    found = likely.likely(ana, Record("", "Keut Chanrith", Kind.PERSON))

    assert [each.entry.name for each in found] == ["Koeut Chanrith"]
