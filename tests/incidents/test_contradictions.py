"""Contradictions: found, settled, undone, put in by hand, and figures that do not add up."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.journal.models import Entry as JournalRow
from ponleu.knowledge.claims import services as claims
from ponleu.knowledge.claims.rules import ClaimKind
from ponleu.response.incidents.models import Contradiction, Settlement
from ponleu.response.incidents.queries import contradictions as queries
from ponleu.response.incidents.rules import Kind, Resolution, Right
from ponleu.response.incidents.services import comparing, incidents, settling

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(people, noon):
    """Record words of a source as a claim of a speaker."""

    def record(source, words, *, kind=ClaimKind.CLAIM, speaker="A spokesman", by="ana"):
        start = source.text.index(words)
        return claims.record_claim(
            people[by],
            kind=kind,
            source=source,
            span=(start, start + len(words)),
            content=words,
            proposal=new_key(),
            speaker=speaker,
            at=noon,
        )

    return record


def found(person, **more):
    return [each.contradiction for each in queries.contradictions(person, **more).rows]


def count_conflict(person):
    return found(person, kind="count")[0]


def test_an_opened_incident_shows_each_contradiction_with_exact_words(opened, people):
    made, _tellings = opened

    rows = queries.of_incident(people["ana"], made)

    kinds = [each.contradiction.kind for each in rows]
    assert sorted(kinds) == ["count", "count", "denial"]  # 11 against each 14; said and denied
    denial = next(each for each in rows if each.contradiction.kind == "denial")
    assert {side.side.words for side in denial.sides} == {
        "They were locked in.",
        "No one was locked in.",
    }
    first = denial.sides[0].side
    assert first.source.text[first.start : first.end] == first.words


def test_a_side_names_the_speaker_of_its_claim_else_the_publisher(opened, people, claim):
    made, tellings = opened
    claim(tellings[0].source, "11 people were found", speaker="The governor")

    rows = queries.of_incident(people["ana"], made)

    speakers = {side.speaker for each in rows for side in each.sides}
    assert speakers == {"The governor", "A paper"}


def test_settle_keeps_answer_and_reason_and_undo_opens_it_again(opened, people, noon):
    one = count_conflict(people["ana"])

    said = settling.settle(
        people["ana"], one.pk, Resolution.ERROR, right=Right.SECOND, why="a slip", at=noon
    )

    assert one not in found(people["ana"])
    assert found(people["ana"], settled=True) == [one]
    settling.reopen(people["bora"], one.pk, said.pk, at=noon)
    assert one in found(people["ana"])
    shown = queries.doubts(people["ana"], [Contradiction.objects.get(pk=one.pk)])[0]
    assert (shown.settled, [each.why for each in shown.taken_back]) == (None, ["a slip"])
    done = JournalRow.objects.order_by("-sequence").values_list("action", flat=True)[:2]
    assert list(done) == ["contradiction.reopened", "contradiction.settled"]


@pytest.mark.parametrize(
    ("resolution", "right", "why"),
    [
        (Resolution.ERROR, Right.NONE, "a slip"),
        (Resolution.CORRECTED, Right.NONE, "a slip"),
        (Resolution.OTHER_DAY, Right.NONE, "  "),
        (Resolution.OTHER_DAY, Right.NONE, "x" * 501),
    ],
)
def test_settle_refuses_an_answer_without_side_or_reason(
    opened, people, noon, resolution, right, why
):
    one = count_conflict(people["ana"])

    with pytest.raises(InvalidInput):
        settling.settle(people["ana"], one.pk, resolution, right=right, why=why, at=noon)

    assert not Settlement.objects.exists()


def test_settle_lets_only_one_of_two_colleagues(opened, people, noon):
    one = count_conflict(people["ana"])
    settling.settle(people["ana"], one.pk, Resolution.BOTH_STAND, why="unclear", at=noon)

    with pytest.raises(ChangedMeanwhile):
        settling.settle(people["bora"], one.pk, Resolution.OTHER_DAY, why="no", at=noon)


def test_settle_refuses_readers_and_hides_from_others(opened, people, noon):
    one = count_conflict(people["ana"])

    with pytest.raises(NotPermitted):
        settling.settle(people["rita"], one.pk, Resolution.BOTH_STAND, why="x", at=noon)
    with pytest.raises(NotFound):
        settling.settle(people["north"], one.pk, Resolution.BOTH_STAND, why="x", at=noon)


def test_a_contradiction_with_a_hidden_side_does_not_exist(plant, people, noon):
    mine, theirs = plant(11), plant(14, unit="17")
    incidents.open_incident(people["mona"], [mine.pk, theirs.pk], at=noon)

    assert len(found(people["mona"])) == 1
    assert found(people["ana"]) == []
    assert queries.newest(people["ana"]) == ()


def test_a_settled_contradiction_stays_settled_when_incidents_are_compared_anew(
    opened, people, noon
):
    made, _tellings = opened
    one = count_conflict(people["ana"])
    settling.settle(people["ana"], one.pk, Resolution.OTHER_DAY, why="two visits", at=noon)
    before = Contradiction.objects.count()

    comparing.compare(made.pk, at=noon)

    assert Contradiction.objects.count() == before
    assert found(people["ana"], settled=True) == [one]


def test_taking_a_document_out_sets_its_contradictions_aside_until_it_is_in_again(
    opened, people, noon
):
    made, tellings = opened
    member = made.members.get(telling=tellings[0])

    incidents.take_out(people["ana"], made.pk, member.pk, at=noon)

    assert [each.kind for each in found(people["ana"])] == ["denial"]
    incidents.take_in(people["ana"], made.pk, tellings[0].pk, at=noon)
    assert len(found(people["ana"])) == 3


def test_enter_keeps_what_the_engine_did_not_find(plant, people, noon, claim):
    one, other = plant(11), plant(14)
    said = claim(one.source, "11 people were found")
    denied = claim(other.source, "14 people were found", kind=ClaimKind.DENIAL)

    made = settling.enter(
        people["ana"], f" {said.reference.lower()} ", denied.reference, Kind.DENIAL, at=noon
    )
    again = settling.enter(people["ana"], denied.reference, said.reference, Kind.DENIAL, at=noon)

    assert again == made
    assert found(people["ana"]) == [made]
    assert [each.words for each in made.sides.all()] == [
        "11 people were found",
        "14 people were found",
    ]
    settling.withdraw(people["ana"], made.pk, at=noon)
    assert found(people["ana"]) == []
    assert (
        settling.enter(people["ana"], said.reference, denied.reference, Kind.DENIAL, at=noon)
        == made
    )
    assert found(people["ana"]) == [made]


def test_enter_refuses_one_claim_twice_and_a_claim_that_is_not_seen(plant, people, noon, claim):
    said = claim(plant(11).source, "11 people were found")
    hidden = claim(plant(14, unit="17").source, "14 people were found", by="north")

    with pytest.raises(InvalidInput):
        settling.enter(people["ana"], said.reference, said.reference, Kind.COUNT, at=noon)
    with pytest.raises(NotFound):
        settling.enter(people["ana"], said.reference, hidden.reference, Kind.COUNT, at=noon)


def test_withdraw_refuses_what_the_engine_found(opened, people, noon):
    with pytest.raises(InvalidInput, match="Say why it is none"):
        settling.withdraw(people["ana"], count_conflict(people["ana"]).pk, at=noon)


def test_figures_that_do_not_add_up_are_kept_with_the_right_number(
    country, people, make_source, noon
):
    # 17 on a base of 87 is 19.54 %; of the new number, 104, it is 16.35
    text = "In the first half 104 cases were recorded, an increase of 17 cases (16.34%) on 87."
    source = make_source(text, unit=country["18"], territory="18")

    comparing.compare_figures(source, at=noon)
    comparing.compare_figures(source, at=noon)

    rows = queries.contradictions(people["ana"], kind="arithmetic").rows
    assert len(rows) == 1
    assert rows[0].contradiction.values["right"] == "19.54"
    assert "16.34%" in rows[0].sides[0].side.words
    assert found(people["north"]) == []


@pytest.mark.parametrize(
    "change", [{"resolution": "error", "right": ""}, {"resolution": "other_day", "right": "first"}]
)
def test_a_settlement_says_a_side_exactly_where_one_is_decided(opened, people, noon, change):
    one = count_conflict(people["ana"])

    with pytest.raises(IntegrityError), transaction.atomic():
        Settlement.objects.create(contradiction=one, why="x", by=people["ana"], at=noon, **change)
