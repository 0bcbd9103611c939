"""Lists and pages of claims and commitments, cut to what one may see."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import NotFound
from ponleu.knowledge.claims import queries, services
from ponleu.knowledge.claims.rules import ClaimKind
from ponleu.knowledge.register import services as register
from ponleu.knowledge.register.rules import EntryKind

TODAY = date(2026, 11, 22)

pytestmark = pytest.mark.django_db


@pytest.fixture
def enter(ana, source, noon):
    """Accept a person mentioned at a span of the source."""

    def make(span, name="Sok Dara", proposal=500):
        return register.enter_candidate(
            ana,
            kind=EntryKind.PERSON,
            name=name,
            spellings=[],
            source=source,
            spans=[span],
            proposal=UUID(int=proposal),
            at=noon,
        )

    return make


def contents(listed):
    return [row.content for row in listed.rows]


def test_claims_are_standing_newest_first_and_of_the_kind_asked(ana, claim, noon):
    claim("First", at=noon)
    claim("Second", at=noon + timedelta(hours=1), kind=ClaimKind.DENIAL)
    claim("Gone", proposal=900)
    services.withdraw_by_proposal(ana, UUID(int=900), at=noon)

    assert contents(queries.claims(ana)) == ["Second", "First"]
    assert contents(queries.claims(ana, kind=ClaimKind.DENIAL)) == ["Second"]


def test_claims_come_in_pages_that_leave_none_out(ana, claim, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    for number in range(5):
        claim(f"Claim {number}")

    first = queries.claims(ana)
    second = queries.claims(ana, after=first.last)
    third = queries.claims(ana, after=second.last)

    shown = contents(first) + contents(second) + contents(third)
    assert shown == [f"Claim {number}" for number in (4, 3, 2, 1, 0)]
    assert third.last is None


def test_commitments_come_by_day_with_those_without_one_last(ana, promise, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    for content, due in [("d", ""), ("b", "2026"), ("a", "2026-10"), ("e", ""), ("c", "2026-12")]:
        promise(content, due=due)

    first = queries.commitments(ana)
    second = queries.commitments(ana, after=first.last)
    third = queries.commitments(ana, after=second.last)

    assert contents(first) + contents(second) + contents(third) == ["a", "b", "c", "d", "e"]


def test_late_and_due_commitments_part_at_today(ana, promise, noon):
    promise("yesterday", due="2026-11-21")
    promise("long ago", due="2022-10")
    promise("today", due="2026-11-22")
    promise("next month", due="2026-12")
    promise("some day")
    promise("taken back", due="2022", proposal=900)
    services.withdraw_by_proposal(ana, UUID(int=900), at=noon)

    late = queries.late_commitments(ana, TODAY)
    due = queries.due_commitments(ana, TODAY)

    assert [row.content for row in late] == ["long ago", "yesterday"]
    assert [row.content for row in due] == ["today", "next month"]
    assert [row.content for row in queries.late_commitments(ana, TODAY, limit=1)] == ["long ago"]
    assert queries.late_count(ana, TODAY) == 2


def test_counts_tell_what_stands(ana, claim, promise):
    claim()
    claim(kind=ClaimKind.DENIAL)
    promise(due="2022")
    promise()

    assert queries.counts(ana, TODAY) == queries.Counts(claims=2, denials=1, commitments=2, late=1)


def test_another_unit_sees_and_counts_nothing(ben, claim, promise):
    claim()
    promise(due="2022")

    assert queries.counts(ben, TODAY) == queries.Counts(0, 0, 0, 0)
    assert contents(queries.claims(ben)) == contents(queries.commitments(ben)) == []
    assert queries.late_commitments(ben, TODAY) == []


def test_claim_page_sets_claim_and_denials_beside_each_other(ana, claim, noon):
    first = claim()
    denial = claim("Nobody was held.", kind=ClaimKind.DENIAL, against=first)
    claim("Taken back.", kind=ClaimKind.DENIAL, against=first, proposal=900)
    services.withdraw_by_proposal(ana, UUID(int=900), at=noon)

    assert queries.claim_page(ana, first.pk).denials == [denial]
    assert queries.claim_page(ana, first.pk).against is None
    assert queries.claim_page(ana, denial.pk).against == first


def test_claim_page_tells_the_pieces_of_what_is_said(ana, claim):
    said = claim(
        parts={"law": {"text": "Article 8"}, "speaker": {"text": "he"}, "due": {"text": ""}},
        value={"number": 2620000, "unit": "riel"},
    )

    assert queries.claim_page(ana, said.pk).facts == [
        ("law", "Article 8"),
        ("value", "2620000 riel"),
    ]


def test_claim_page_knows_whether_source_and_speaker_may_be_opened(
    ana, claim, enter, make_user, unit
):
    said = claim(speaker_entry=enter((0, 5)))
    reader = make_user("reader", unit=unit, actions=[Action.CLAIM_READ])

    mine, theirs = queries.claim_page(ana, said.pk), queries.claim_page(reader, said.pk)

    assert (mine.sees_source, mine.speaker) == (True, said.speaker_entry)
    assert (theirs.sees_source, theirs.speaker) == (False, None)


def test_commitment_page_says_how_late_it_is(ana, promise):
    made = promise(due="2026-11-20")

    page = queries.commitment_page(ana, made.pk, today=TODAY)

    assert (page.commitment, page.days_late) == (made, 2)


def test_pages_hide_another_units_claims(ben, claim, promise):
    with pytest.raises(NotFound):
        queries.claim_page(ben, claim().pk)
    with pytest.raises(NotFound):
        queries.commitment_page(ben, promise().pk, today=TODAY)


def test_of_entry_gives_what_it_says_and_what_names_it(ana, claim, promise, enter, noon):
    dara = enter((12, 18))
    claim("Says", span=(50, 60), speaker_entry=dara, at=noon)
    claim("Names", span=(10, 20), at=noon + timedelta(hours=1))
    claim("Only touches", span=(15, 25))
    promise("Promises", span=(70, 80), speaker_entry=dara, at=noon + timedelta(hours=2))

    entry, said = queries.of_entry(ana, dara.pk)

    assert entry == dara
    assert [(row.content, bool(row.is_speaker)) for row in said] == [
        ("Promises", True),
        ("Names", False),
        ("Says", True),
    ]


def test_of_entry_forgets_mentions_that_were_taken_back(ana, claim, enter, noon):
    dara = enter((12, 18))
    claim("Names", span=(10, 20))
    register.withdraw_by_proposal(ana, UUID(int=500), at=noon)

    assert queries.of_entry(ana, dara.pk)[1] == []


def test_of_entry_hides_another_units_entry(ben, enter):
    with pytest.raises(NotFound):
        queries.of_entry(ben, enter((0, 5)).pk)


def test_lists_cost_one_query_for_any_number(ana, claim, promise, django_assert_num_queries):
    ana.reaches(Action.CLAIM_READ)
    for _ in range(5):
        claim()
        promise()

    with django_assert_num_queries(1):
        [row.source.title for row in queries.claims(ana).rows]
    with django_assert_num_queries(1):
        [row.source.title for row in queries.commitments(ana).rows]
