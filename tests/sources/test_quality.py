"""quality: what people said of questions, by rule, kind, month, version and confidence."""

from datetime import UTC, datetime

import pytest

from ponleu.knowledge.sources.models import Proposal, Reading
from ponleu.knowledge.sources.quality import quality

OCTOBER = datetime(2026, 10, 5, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 5, tzinfo=UTC)


@pytest.fixture
def ask(ana, unit, make_source):
    """A judged question: ask("persons.title", "accepted")."""
    source = make_source("Words of a test.", unit=unit, territory="18")

    def make(rule, verdict, *, confidence=0.9, at=NOVEMBER, version="", of=source):
        reading, _ = Reading.objects.get_or_create(
            source=of, weights_version=version, defaults={"read_at": at, "zones": []}
        )
        decided = {"decided_by": ana, "decided_at": at} if verdict else {}
        kind = rule.partition(".")[0].removesuffix("s")
        return Proposal.objects.create(
            source=of,
            reading=reading,
            kind=kind,
            start=0,
            end=5,
            label="Words",
            rule=rule,
            confidence=confidence,
            verdict=verdict,
            **decided,
        )

    return make


def names(shares):
    return [share.name for share in shares]


def test_quality_counts_each_verdict_by_rule_most_judged_first(ana, ask):
    for verdict in ("accepted", "accepted", "edited", "rejected", "unsure"):
        ask("persons.title", verdict)
    ask("dates.full", "not_in_article")

    by_rule = quality(ana).by_rule

    assert names(by_rule) == ["persons.title", "dates.full"]
    title = by_rule[0]
    assert (title.accepted, title.edited, title.rejected, title.unsure) == (2, 1, 1, 1)
    assert (title.judged, title.accepted_share, title.entered_share) == (4, 0.5, 0.75)
    assert by_rule[1].not_in_article == 1


def test_quality_leaves_out_what_waits_or_was_taken_back(ana, ask):
    ask("persons.title", "")

    assert quality(ana).total is None
    assert quality(ana).by_rule == []


def test_quality_shows_nothing_of_sources_beyond_reach(ana, ben, ask):
    ask("persons.title", "accepted")

    assert quality(ana).total.judged == 1
    assert quality(ben).total is None


def test_quality_tells_months_versions_and_kinds_apart(ana, ask):
    ask("persons.title", "accepted", at=OCTOBER)
    ask("persons.title", "rejected", version="learned-1")
    ask("places.level", "accepted", version="learned-1")

    found = quality(ana)

    assert names(found.by_month) == ["2026-11", "2026-10"]
    assert [share.judged for share in found.by_month] == [2, 1]
    assert names(found.by_version) == ["", "learned-1"]
    assert names(found.by_kind) == ["person", "place"]


@pytest.mark.parametrize(
    ("confidence", "step"), [(0.0, "0.0"), (0.29, "0.2"), (0.3, "0.3"), (1.0, "0.9")]
)
def test_quality_puts_a_confidence_into_its_tenth(ana, ask, confidence, step):
    ask("persons.title", "accepted", confidence=confidence)

    assert names(quality(ana).by_confidence) == [step]


def test_quality_of_a_span_of_time_and_a_kind(ana, ask):
    ask("persons.title", "accepted", at=OCTOBER)
    ask("places.level", "accepted", at=NOVEMBER)

    assert quality(ana, since=NOVEMBER).total.judged == 1
    assert quality(ana, until=NOVEMBER).total.judged == 1
    assert names(quality(ana, kind="place").by_rule) == ["places.level"]


def test_quality_of_all_together_is_the_mean_of_what_was_said(ana, ask):
    # .9, .9 of persons and .3 of a place: 2.1 / 3
    ask("persons.title", "accepted", confidence=0.9)
    ask("persons.title", "rejected", confidence=0.9)
    ask("places.level", "accepted", confidence=0.3)

    assert quality(ana).total.confidence == pytest.approx(0.7)
    assert quality(ana).total.entered_share == pytest.approx(2 / 3)


def test_quality_with_only_unsure_answers_has_no_share(ana, ask):
    ask("persons.title", "unsure")

    assert quality(ana).by_rule[0].accepted_share is None


def test_quality_costs_the_same_for_any_number_of_questions(ana, ask, django_assert_num_queries):
    for _ in range(12):
        ask("persons.title", "accepted")
    quality(ana)

    with django_assert_num_queries(7):
        quality(ana)
