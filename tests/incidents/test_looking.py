"""Looking documents through: as they were read and judged, in parts, as often as one likes."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.engines import incidents as engine
from ponleu.knowledge.review import services as review
from ponleu.knowledge.sources.models import Proposal
from ponleu.knowledge.sources.rules import Verdict
from ponleu.response.incidents import kinship
from ponleu.response.incidents.models import Contradiction, Looked, Proposed, Telling, Tie
from ponleu.response.incidents.queries import contradictions, proposals
from ponleu.response.incidents.rules import (
    Traits,
    named_marks,
    pairs_apart,
    sentence_span,
    sought_times,
    stands_within,
    timed_marks,
)
from ponleu.response.incidents.services import incidents, looking
from ponleu.response.incidents.values import as_json, from_json
from tests.incidents.conftest import ELEVEN, ELSEWHERE

DAY = date(2023, 8, 16)
days = st.dates(date(2023, 1, 1), date(2023, 12, 31))


@pytest.mark.slow
@pytest.mark.django_db
def test_three_reports_of_one_raid_are_proposed_and_their_conflict_found(three, people, noon):
    first = next(iter(proposals.proposals(people["ana"])))
    assert {told.telling for told in first.rows} == set(three)

    made = incidents.open_incident(people["ana"], [each.pk for each in three], at=noon)

    rows = contradictions.of_incident(people["ana"], made)
    words = [{side.side.words for side in each.sides} for each in rows]
    assert {"11 people", "14 people"} in words
    denial = next(each for each in rows if each.contradiction.kind == "denial")
    assert {side.speaker for side in denial.sides} == {
        "Volunteers of the coast",
        "Provincial hall",
    }


@pytest.mark.slow
@pytest.mark.django_db
def test_catch_up_looks_once_and_again_only_after_a_judgement(brought, people, noon):
    source = brought(ELEVEN, look=False)
    other = brought(ELSEWHERE, look=False)
    said = []

    assert looking.catch_up(at=noon, most=1) == 1
    assert looking.catch_up(at=noon, say=said.append) == 1
    assert looking.catch_up(at=noon) == 0

    assert said == ["  1 documents looked through for incidents"]
    assert Looked.objects.count() == 2
    site = Proposal.objects.get(source=source, kind="site")
    review.judge(people["ana"], site.pk, Verdict.REJECTED, revision=0, at=noon)
    assert looking.catch_up(at=noon) == 1
    assert list(Telling.objects.filter(source=source, values__sites__0__isnull=False)) == []
    assert Telling.objects.filter(source=other).exists()


@pytest.mark.django_db
def test_looking_again_keeps_keys_and_proposals(plant, noon):
    one, _other = plant(11), plant(14)
    before = list(Proposed.objects.values_list("pk", flat=True))
    told = kinship.plain([one])

    looking.take(one.source, told, at=noon + timedelta(days=1))

    assert Telling.objects.get(source=one.source).pk == one.pk
    assert list(Proposed.objects.values_list("pk", flat=True)) == before
    assert Tie.objects.count() == 1


@pytest.mark.django_db
def test_a_telling_that_is_dropped_does_not_pass_its_key_to_the_next(plant, noon, opened):
    made, tellings = opened
    source = tellings[0].source
    first = kinship.plain([tellings[0]])[0]
    second = replace(first, sites=("Stone Lantern",), statements=(), days=None)
    looking.take(source, [first, second], at=noon)

    looking.take(source, [second], at=noon)

    kept = made.members.get(telling=tellings[0]).telling
    assert kept.values["sites"] == ["Amber Field Hotel"]
    assert kept.gone_at == noon
    current = Telling.objects.current().get(source=source)
    assert current.values["sites"] == ["Stone Lantern"]
    assert Contradiction.objects.current().count() == 3


@pytest.mark.django_db
def test_groups_are_those_of_grouping_all_at_once(plant):
    sites = ("Amber Field Hotel", "Amber Fields Hotel", "Stone Lantern", "Golden Crown Tower")
    rows = [
        plant(10 + number % 3, site=sites[number % 4], day=DAY + timedelta(days=3 * (number // 4)))
        for number in range(12)
    ]

    stored = {}
    for row in Telling.objects.filter(proposed__isnull=False):
        stored.setdefault(row.proposed_id, set()).add(row.pk)

    at_once = [{UUID(key) for key in one.tellings} for one in kinship.grouped(rows)]
    expected = [group for group in at_once if len(group) > 1]
    assert sorted(map(sorted, stored.values())) == sorted(map(sorted, expected))


def traits(day, provinces=("18",), span=0, sites=()):
    last = day + timedelta(days=span)
    return Traits(day, last, frozenset(provinces), tuple(sites), (), "")


@given(days, days)
def test_timed_marks_find_all_that_the_engine_may_weigh(one, other):
    near = abs((one - other).days) <= 14

    found = bool(sought_times(traits(one)) & timed_marks(traits(other)))

    assert found or not near


@given(days, st.integers(0, 600), days, st.integers(0, 600))
def test_timed_marks_find_long_times_that_overlap(one, width, other, wide):
    a, b = traits(one, span=width), traits(other, span=wide)
    overlap = one <= other + timedelta(days=wide) and other <= one + timedelta(days=width)

    assert not overlap or sought_times(a) & timed_marks(b)


def test_timed_marks_pass_over_other_provinces_and_far_days():
    assert not sought_times(traits(DAY)) & timed_marks(traits(DAY, provinces=("17",)))
    assert not sought_times(traits(DAY)) & timed_marks(traits(DAY + timedelta(days=60)))


@pytest.mark.parametrize(
    ("one", "other", "is_shared"),
    [
        ("Xin Sheng", "Xinsheng Hotel", True),
        ("Amber Field Hotel", "Amber Feild", True),
        ("Amber Field Hotel", "Stone Lantern Hotel", False),
    ],
)
def test_named_marks_are_shared_by_spellings_and_not_by_nouns(one, other, is_shared):
    marks = [named_marks(traits(DAY, sites=[name]), {"hotel"}) for name in (one, other)]

    assert bool(marks[0] & marks[1]) is is_shared


def test_pairs_apart_are_told_from_both_sides():
    found = pairs_apart([{"a": 0, "b": 1, "c": 1}, {"d": 0, "a": 1}])

    assert found == {"a": {"b", "c", "d"}, "b": {"a"}, "c": {"a"}, "d": {"a"}}


def test_sentence_span_is_the_sentence_of_the_words():
    text = "He came. Officers found 11 people there. They left."
    start = text.index("11 people")

    begin, end = sentence_span(text, start, start + len("11 people"))

    assert text[begin:end] == "Officers found 11 people there."


@given(st.text(min_size=1, max_size=900), st.data())
def test_sentence_span_always_holds_the_words(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    begin, finish = sentence_span(text, start, end)

    assert 0 <= begin <= start < end <= finish <= len(text)


def test_stands_within_asks_for_the_stretch_of_the_statements():
    statements = [{"span": [10, 20, ""]}, {"span": [40, 50, ""]}]

    assert stands_within((30, 35), statements)
    assert stands_within((5, 11), statements)
    assert not stands_within((50, 60), statements)
    assert not stands_within((0, 10), [])


def test_a_telling_is_the_same_after_it_was_stored():
    span = engine.Span("d", 3, 12, "11 people")
    counted = engine.Count("found", 11, float("inf"), "Thai")
    told = engine.Telling(
        "k",
        "d",
        days=engine.Days(DAY, DAY + timedelta(days=9), is_span=True),
        places=("180101",),
        sites=("Amber Field",),
        counts=(counted,),
        nationalities=frozenset({"Thai"}),
        people=("Sok Dara",),
        kinds=frozenset({"raid"}),
        marks=frozenset({"floors: 7"}),
        source="words",
        apart=frozenset({"x"}),
        statements=(
            engine.Statement(engine.ContradictionKind.COUNT, "found", span, count=counted),
            engine.Statement(engine.ContradictionKind.DENIAL, "confinement", span, "said"),
        ),
    )

    assert from_json(as_json(told), "k", "d", {"x"}) == told
    assert set(as_json(told)) | {"key", "document", "apart"} == {f.name for f in fields(told)}
