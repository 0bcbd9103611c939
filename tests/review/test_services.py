"""judge and take_back: what enters the record, what is withdrawn, who is refused."""

import io
from datetime import date

import pytest

from ponleu.foundation.accounts.models import Grant, Role
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.journal.models import Entry as JournalEntry
from ponleu.knowledge.claims.models import Claim, Commitment
from ponleu.knowledge.register.models import Entry, Mention, Office
from ponleu.knowledge.review import queries, services
from ponleu.knowledge.sources import services as sources
from ponleu.knowledge.sources.models import Judgement, Proposal
from ponleu.knowledge.sources.rules import SourceKind, Verdict

ALL = list(Action)
WORDS = """Deputy Governor Long Virak told reporters that nobody was being held at the hotel.

Virak said the labour department would report by 24 March 2026. A relative said that workers
could not leave the Paper Lantern Hotel. The operator was fined 1,200,000 riel."""


@pytest.fixture
def coast(make_unit):
    return make_unit("18", parent=make_unit("KH"), territory="18")


@pytest.fixture
def ana(make_user, coast):
    return make_user("ana", unit=coast, actions=ALL)


@pytest.fixture
def source(ana, noon):
    about = sources.About("A visit", SourceKind.PRESS, "", date(2026, 3, 10), "18")
    kept, _ = sources.add_source(ana, io.BytesIO(WORDS.encode()), about, at=noon)
    return kept


@pytest.fixture
def ask(source):
    """The first proposal of a kind: ask("person")."""

    def find(kind, **fields):
        return Proposal.objects.filter(source=source, kind=kind, **fields).order_by("start")[0]

    return find


def judge(actor, proposal, noon, verdict=Verdict.ACCEPTED, **fields):
    return services.judge(
        actor, proposal.pk, verdict, revision=fields.pop("revision", 0), at=noon, **fields
    )


def test_judge_makes_an_accepted_person_a_candidate_with_office_and_mentions(ana, ask, noon):
    asked = ask("person")

    judge(ana, asked, noon)

    entry = Entry.objects.get(kind="person")
    assert (entry.name, entry.status, entry.territory) == ("Long Virak", "candidate", "18")
    assert Mention.objects.filter(entry=entry).count() == len(asked.mentions) >= 2
    assert Office.objects.get(entry=entry).title.lower() == "deputy governor"


def test_judge_makes_an_accepted_denial_a_claim_in_its_speakers_mouth(ana, ask, noon):
    judge(ana, ask("person"), noon)
    denial = ask("denial")

    judge(ana, denial, noon)

    claim = Claim.objects.get(kind="denial")
    assert claim.speaker == "Long Virak"
    assert claim.speaker_entry == Entry.objects.get(kind="person")
    assert (
        claim.source.text[claim.start : claim.end] == denial.source.text[denial.start : denial.end]
    )


def test_judge_makes_an_accepted_commitment_due(ana, ask, noon):
    judge(ana, ask("commitment"), noon)

    assert Commitment.objects.get().due_by == date(2026, 3, 24)


@pytest.mark.parametrize("verdict", [Verdict.REJECTED, Verdict.NOT_IN_ARTICLE])
def test_judge_enters_nothing_for_what_is_rejected(ana, ask, noon, verdict):
    for kind in ("person", "site", "penalty"):
        judge(ana, ask(kind), noon, verdict)

    assert not Entry.objects.exists()
    assert not Claim.objects.exists()
    assert Judgement.objects.count() == 3


def test_judge_keeps_the_reviewers_words_beside_the_engines(ana, ask, noon):
    asked = ask("site")

    judge(ana, asked, noon, Verdict.EDITED, edited={"label": "The Lantern"})

    asked.refresh_from_db()
    assert (asked.label, asked.shown_label) == ("Paper Lantern Hotel", "The Lantern")
    assert Entry.objects.get(kind="site").name == "The Lantern"


def test_judge_refuses_an_edit_that_changes_nothing(ana, ask, noon):
    with pytest.raises(InvalidInput):
        judge(ana, ask("site"), noon, Verdict.EDITED, edited={})


def test_take_back_withdraws_what_was_entered_and_keeps_the_history(ana, ask, noon):
    asked = ask("person")
    judge(ana, asked, noon)

    services.take_back(ana, asked.pk, revision=1, at=noon)

    asked.refresh_from_db()
    assert (asked.verdict, asked.decided_by, asked.revision) == ("", None, 2)
    assert not Entry.objects.standing().exists()
    assert not Mention.objects.filter(withdrawn_at=None).exists()
    assert [j.verdict for j in Judgement.objects.all()] == ["accepted", ""]


def test_accepting_again_brings_the_same_entry_back(ana, ask, noon):
    asked = ask("person")
    judge(ana, asked, noon)
    first = Entry.objects.get()
    services.take_back(ana, asked.pk, revision=1, at=noon)

    judge(ana, asked, noon, revision=2)

    assert Entry.objects.standing().get() == first


def test_a_changed_mind_withdraws_the_earlier_effect(ana, ask, noon):
    asked = ask("penalty")
    judge(ana, asked, noon)

    judge(ana, asked, noon, Verdict.REJECTED, revision=1)

    assert not Claim.objects.standing().exists()


def test_judge_tells_the_second_of_two_people_instead_of_overwriting(
    ana, make_user, coast, ask, noon
):
    ben, asked = make_user("ben", unit=coast, actions=ALL), ask("person")
    judge(ana, asked, noon)

    with pytest.raises(ChangedMeanwhile):
        judge(ben, asked, noon, Verdict.REJECTED)

    asked.refresh_from_db()
    assert (asked.verdict, asked.decided_by) == ("accepted", ana)
    assert Judgement.objects.count() == 1


def test_judge_hides_another_units_proposal(make_user, make_unit, ask, noon):
    other = make_unit("12", parent=make_unit("KH"), territory="12")
    eva = make_user("eva", unit=other, actions=ALL)

    with pytest.raises(NotFound):
        judge(eva, ask("person"), noon)


def test_judge_refuses_those_who_may_only_read(make_user, coast, ask, noon):
    reader = make_user("rea", unit=coast, actions=[Action.SOURCE_READ])

    with pytest.raises(NotPermitted):
        judge(reader, ask("person"), noon)
    assert not Judgement.objects.exists()


def test_every_judgement_is_one_row_of_the_journal(ana, ask, noon):
    asked = ask("date")
    judge(ana, asked, noon, Verdict.REJECTED)
    services.take_back(ana, asked.pk, revision=1, at=noon)

    about = JournalEntry.objects.filter(target=str(asked.pk)).order_by("sequence")
    assert [row.action for row in about] == ["review.rejected", "review.taken_back"]


def test_judge_joins_no_entry_that_the_actor_may_not_review(
    make_user, make_unit, coast, source, ask, noon
):
    """Reading the whole register is not enough to write into another province's entry."""
    root, other = make_unit("KH"), make_unit("12", parent=make_unit("KH"), territory="12")
    eva = make_user("eva", unit=coast, actions=ALL)
    reads_all = Role.objects.create(code="reads", name="Reads", actions=[Action.REGISTER_READ])
    Grant.objects.create(user=eva, role=reads_all, unit=root, granted_at=noon)
    theirs = Entry.objects.create(
        unit=other, territory="12", reference="P-x", kind="person", name="Long Virak",
        status="confirmed", entered_at=noon,
    )  # fmt: skip

    with pytest.raises(NotPermitted):
        judge(eva, ask("person"), noon, Verdict.EDITED, edited={"same_as": str(theirs.pk)})
    assert not theirs.mentions.exists()


def test_shown_takes_all_of_few_and_of_many_the_first_that_wait(ana, source, noon, monkeypatch):
    every = list(source.proposals.filter(zone="article").order_by("start", "end", "id"))
    assert queries.shown(ana, source) == every
    monkeypatch.setattr(queries, "MOST_SHOWN", 2)
    judge(ana, every[1], noon)

    assert queries.shown(ana, source) == [every[1], every[0], every[2]]
