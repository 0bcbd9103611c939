"""Recording what is said and promised, and taking it back."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import InvalidInput, NotFound, NotPermitted
from ponleu.foundation.core.references import is_reference
from ponleu.foundation.journal.models import Entry as JournalRow
from ponleu.foundation.search import queries as search
from ponleu.knowledge.claims import services, traces
from ponleu.knowledge.claims.models import Claim, Commitment
from ponleu.knowledge.claims.rules import ClaimKind
from ponleu.knowledge.register import services as register
from ponleu.knowledge.register.rules import EntryKind

pytestmark = pytest.mark.django_db


def actions():
    return list(JournalRow.objects.order_by("sequence").values_list("action", flat=True))


def found(actor, text):
    return [(hit.kind, hit.target) for hit in search.find(actor, text)]


@pytest.fixture
def dara(ana, source, noon):
    """An entry of the register that ana may see."""
    return register.enter_candidate(
        ana,
        kind=EntryKind.PERSON,
        name="Sok Dara",
        spellings=[],
        source=source,
        spans=[(0, 5)],
        proposal=UUID(int=500),
        at=noon,
    )


def test_record_claim_keeps_words_span_and_who(ana, source, claim, dara, noon):
    said = claim(
        "  The doors were locked. ",
        speaker="a relative",
        speaker_entry=dara,
        through="a newspaper",
        value={"number": 40, "unit": "people"},
        parts={"law": {"text": "Article 8"}},
    )

    said.refresh_from_db()
    assert said.reference.startswith("K-2026-")
    assert is_reference(said.reference)
    assert (said.kind, said.content) == ("claim", "The doors were locked.")
    assert (said.source, said.start, said.end) == (source, 10, 20)
    assert (said.speaker, said.speaker_entry, said.through) == ("a relative", dara, "a newspaper")
    assert (said.value, said.parts) == (
        {"number": 40, "unit": "people"},
        {"law": {"text": "Article 8"}},
    )
    assert (said.unit, said.territory) == (source.unit, "18")
    assert (said.recorded_by, said.recorded_at, said.withdrawn_at) == (ana, noon, None)
    assert actions() == ["register.entered", "claim.recorded"]


@pytest.mark.parametrize("words", ["doors locked", "relative", "newspaper"])
def test_record_claim_can_be_found_by_its_words_and_speakers(ana, ben, claim, words):
    said = claim(speaker="a relative", through="a newspaper")

    assert found(ana, words) == [("claim", said.pk)]
    assert found(ben, words) == []


def test_record_claim_stands_against_what_it_denies(claim):
    first = claim()

    denial = claim("Nobody was held.", kind=ClaimKind.DENIAL, against=first)

    assert denial.against == first
    assert list(first.denials.all()) == [denial]


def test_record_claim_refuses_a_claim_against_itself(claim):
    first = claim(proposal=1)

    with pytest.raises(InvalidInput):
        claim(proposal=1, against=first)


def test_record_claim_again_keeps_the_reference_and_takes_the_new_words(ana, claim, noon):
    first = claim(proposal=1)
    services.withdraw_by_proposal(ana, UUID(int=1), at=noon)

    again = claim("The gates were locked.", proposal=1, at=noon + timedelta(hours=1))

    assert (again.pk, again.reference) == (first.pk, first.reference)
    assert (Claim.objects.get().content, again.withdrawn_at) == ("The gates were locked.", None)
    assert found(ana, "gates") == [("claim", first.pk)]
    assert found(ana, "doors") == []


def test_record_claim_needs_the_right_to_review(claim, ben, make_user, unit):
    reader = make_user("reader", unit=unit, actions=[Action.SOURCE_READ, Action.CLAIM_READ])

    with pytest.raises(NotPermitted):
        claim(actor=reader)
    with pytest.raises(NotFound):
        claim(actor=ben)
    assert Claim.objects.count() == 0
    assert actions() == []


@pytest.mark.parametrize(
    "wrong", [{"content": "  "}, {"span": (5, 5)}, {"span": (-1, 4)}, {"span": (0, 101)}]
)
def test_record_claim_and_commitment_refuse_what_cannot_be_kept(claim, promise, wrong):
    for record in (claim, promise):
        with pytest.raises(InvalidInput):
            record(**wrong)
    assert (Claim.objects.count(), Commitment.objects.count()) == (0, 0)


def test_record_claim_and_commitment_refuse_what_the_person_may_not_see(
    ben, claim, promise, dara, make_source
):
    hidden = claim()
    theirs = make_source("x" * 50, unit=ben.unit)

    for record in (claim, promise):
        with pytest.raises(NotFound):
            record(actor=ben, source=theirs, speaker_entry=dara)
    with pytest.raises(NotFound):
        claim(actor=ben, source=theirs, against=hidden)


def test_record_commitment_keeps_when_it_is_due(ana, promise):
    made = promise(due="2026-10", due_words="in October", speaker="the committee")

    made.refresh_from_db()
    assert made.reference.startswith("M-2026-")
    assert (made.due, made.due_by, made.due_words) == (
        "2026-10",
        date(2026, 10, 31),
        "in October",
    )
    assert found(ana, "committee inspect") == [("commitment", made.pk)]
    assert actions() == ["commitment.recorded"]


def test_record_commitment_refuses_a_day_that_is_no_date(promise):
    with pytest.raises(InvalidInput):
        promise(due="as soon as the new building is ready for use")

    assert Commitment.objects.count() == 0


def test_record_commitment_without_a_day_is_never_late(promise):
    assert promise(due="--08-26").due_by is None
    assert promise().due_by is None


def test_withdraw_by_proposal_takes_claim_and_commitment_back(ana, claim, promise, noon):
    said, made = claim(proposal=1), promise(proposal=2)

    services.withdraw_by_proposal(ana, UUID(int=1), at=noon)
    services.withdraw_by_proposal(ana, UUID(int=2), at=noon)

    said.refresh_from_db()
    made.refresh_from_db()
    assert (said.withdrawn_at, made.withdrawn_at) == (noon, noon)
    assert found(ana, "doors") == found(ana, "inspect") == []
    assert actions()[2:] == ["claim.withdrawn", "commitment.withdrawn"]


def test_withdraw_by_proposal_twice_or_of_nothing_does_nothing(ana, claim, noon):
    said = claim(proposal=1)
    services.withdraw_by_proposal(ana, UUID(int=1), at=noon)

    services.withdraw_by_proposal(ana, UUID(int=1), at=noon + timedelta(hours=1))
    services.withdraw_by_proposal(ana, UUID(int=99), at=noon)

    said.refresh_from_db()
    assert said.withdrawn_at == noon
    assert actions() == ["claim.recorded", "claim.withdrawn"]


def test_withdraw_by_proposal_needs_the_right_to_review(claim, make_user, unit, noon):
    said = claim(proposal=1)
    reader = make_user("reader", unit=unit, actions=[Action.SOURCE_READ])

    with pytest.raises(NotPermitted):
        services.withdraw_by_proposal(reader, UUID(int=1), at=noon)

    said.refresh_from_db()
    assert said.withdrawn_at is None


def test_claim_of_proposal_is_the_standing_claim(ana, claim, noon):
    said = claim(proposal=1)

    assert traces.claim_of_proposal(UUID(int=1)) == said

    services.withdraw_by_proposal(ana, UUID(int=1), at=noon)
    assert traces.claim_of_proposal(UUID(int=1)) is None
    assert traces.claim_of_proposal(UUID(int=9)) is None


def test_open_claim_and_commitment_are_journaled_and_hidden_from_others(
    ana, ben, claim, promise, noon
):
    said, made = claim(), promise()

    services.open_claim(ana, said.pk, at=noon)
    services.open_commitment(ana, made.pk, at=noon)

    for opened, row in [(services.open_claim, said), (services.open_commitment, made)]:
        with pytest.raises(NotFound):
            opened(ben, row.pk, at=noon)
    assert actions()[2:] == ["claim.read", "commitment.read"]


@pytest.mark.parametrize("maker", ["claim", "promise"])
def test_the_database_refuses_empty_spans_and_a_second_row_of_a_proposal(request, maker):
    row = request.getfixturevalue(maker)(proposal=1)

    row.start = row.end
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    row.pk, row.start, row.reference = UUID(int=77), 0, "Z-2026-000001-X"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_a_long_content_is_found_whole_under_a_short_title(ana, claim):
    said = claim("word " * 60 + "lantern")

    [hit] = search.find(ana, "lantern")

    assert hit.target == said.pk
    assert hit.title == ("word " * 32).strip()  # 160 characters, cut at a space
