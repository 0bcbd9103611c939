"""Copies: found by words, decided by people, told to nobody who may not see them."""

from itertools import permutations

import pytest
from django.db import IntegrityError, transaction

from ponleu.engines.reading import alike
from ponleu.engines.reading.alike import Kind
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import (
    ChangedMeanwhile,
    InvalidInput,
    NotFound,
    NotPermitted,
)
from ponleu.foundation.journal.models import Entry as JournalEntry
from ponleu.knowledge.sources import copies, independence, likeness, queries
from ponleu.knowledge.sources.models import Band, CopyJudgement, Fingerprint
from ponleu.knowledge.sources.rules import CopyVerdict
from tests.sources.stories import OTHER, STORY, cut_short, filled_in_anew, syndicated


def copied(actor, source):
    return [(each.source, each.relation.kind) for each in queries.copies_of(actor, source)]


def test_copies_of_finds_the_same_words_set_otherwise(ana, keep):
    first = keep(ana, STORY)
    again = keep(ana, STORY.upper().replace("\n\n", "\r\n"), day=6)

    (copy,) = queries.copies_of(ana, first)

    assert (copy.source, copy.relation.kind) == (again, Kind.SAME_WORDS)
    assert (copy.later.days, copy.days, copy.percent) == (2, 2, 100)
    assert queries.copies_of(ana, again)[0].later.days == -2


def test_copies_of_finds_edited_and_cut_texts_and_no_form_filled_in_anew(ana, keep):
    first = keep(ana, STORY)
    edited, cut = keep(ana, syndicated(), day=5), keep(ana, cut_short(), day=6)
    keep(ana, filled_in_anew(), day=7)
    keep(ana, OTHER, day=8)

    assert copied(ana, first) == [(edited, Kind.NEAR), (cut, Kind.NEAR)]
    assert copied(ana, cut) == [(first, Kind.NEAR), (edited, Kind.LONGER)]


def test_copies_of_says_nothing_of_another_units_copy(ana, ben, keep):
    first, theirs = keep(ana, STORY), keep(ben, STORY)

    assert queries.copies_of(ana, first) == []
    assert queries.alike_to(ben, theirs) == []
    assert queries.independent_sources(ana, [first, theirs]).documents == 1


def test_copies_of_shows_both_to_who_may_see_both(vanna, ana, ben, keep):
    first, theirs = keep(ana, STORY), keep(ben, STORY)

    assert copied(vanna, first) == [(theirs, Kind.SAME_WORDS)]


def test_two_copies_of_a_third_count_once_only_for_who_may_see_the_third(
    vanna, ana, ben, keep, coast, capital
):
    half = len(STORY) * 11 // 20
    head, tail = keep(ana, STORY[:half]), keep(ana, STORY[-half:], day=5)
    keep(ben, STORY)

    assert queries.copies_of(ana, head) == []
    assert queries.independent_sources(ana, [head, tail]).independent == 2
    assert queries.independent_sources(vanna, [head, tail]).independent == 1


def test_a_text_too_short_to_tell_has_no_copies(ana, keep):
    first = keep(ana, "Please help us soon.")
    keep(ana, "Please help us, soon!")

    assert queries.copies_of(ana, first) == []


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
def test_the_order_of_adding_changes_nothing(ana, keep, order):
    words = [STORY, syndicated(), cut_short(), OTHER]
    kept = {number: keep(ana, words[number], day=number + 1) for number in order}

    found = {
        number: {(each.source.pk, each.relation) for each in queries.copies_of(ana, kept[number])}
        for number in kept
    }

    assert [len(found[number]) for number in range(4)] == [2, 2, 2, 0]
    assert queries.independent_sources(ana, kept.values()).independent == 2


def test_independent_sources_counts_a_digest_less_than_the_reports_in_it(ana, keep):
    one, two = keep(ana, STORY), keep(ana, OTHER * 2, day=5)
    digest = keep(ana, "\n\n".join([STORY, OTHER * 2, *LONG]), day=6)

    counted = queries.independent_sources(ana, [digest, one, two])

    assert (counted.documents, counted.independent, counted.copies) == (3, 2, 1)


LONG = [
    " ".join(f"word{number * 7 + at} stands{at} alone{number}" for at in range(60))
    for number in range(3)
]


def test_two_forms_filled_in_anew_are_two_sources(ana, keep):
    kept = [keep(ana, STORY), keep(ana, filled_in_anew())]

    assert queries.independent_sources(ana, kept).independent == 2


def test_a_person_says_not_a_copy_and_takes_it_back(ana, keep, noon):
    first, again = keep(ana, STORY), keep(ana, syndicated())

    copies.judge_copy(ana, first.pk, again.reference, CopyVerdict.NOT_COPY, number=0, at=noon)

    assert queries.copies_of(ana, first) == queries.copies_of(ana, again) == []
    (beside,) = queries.alike_to(ana, again)
    assert (beside.judgement.by, beside.judgement.at, beside.number) == (ana, noon, 1)
    assert queries.independent_sources(ana, [first, again]).independent == 2

    copies.judge_copy(ana, again.pk, first.reference, None, number=1, at=noon)

    assert copied(ana, first) == [(again, Kind.NEAR)]
    assert queries.independent_sources(ana, [first, again]).independent == 1
    assert CopyJudgement.objects.count() == 2  # what was said before stays


def test_a_person_calls_two_unlike_texts_copies(ana, keep, noon):
    first, other = keep(ana, STORY), keep(ana, OTHER)

    copies.judge_copy(
        ana, first.pk, f" {other.reference.lower()} ", CopyVerdict.COPY, number=0, at=noon
    )

    assert copied(ana, other) == [(first, Kind.NONE)]
    assert queries.independent_sources(ana, [first, other]).independent == 1

    copies.judge_copy(ana, first.pk, other.reference, None, number=1, at=noon)

    assert queries.alike_to(ana, other) == []


def test_what_a_person_keeps_apart_is_not_joined_through_a_third(ana, keep, noon):
    first, edited, cut = (keep(ana, words) for words in (STORY, syndicated(), cut_short()))
    copies.judge_copy(ana, edited.pk, cut.reference, CopyVerdict.NOT_COPY, number=0, at=noon)

    assert queries.independent_sources(ana, [first, edited, cut]).independent == 2


def test_judge_copy_is_journaled(ana, keep, noon):
    first, again = keep(ana, STORY), keep(ana, syndicated())

    copies.judge_copy(ana, first.pk, again.reference, CopyVerdict.COPY, number=0, at=noon)
    copies.judge_copy(ana, first.pk, again.reference, CopyVerdict.NOT_COPY, number=1, at=noon)
    copies.judge_copy(ana, first.pk, again.reference, None, number=2, at=noon)

    rows = JournalEntry.objects.filter(target_type="sources.copyjudgement").order_by("sequence")
    assert [(row.action, row.actor) for row in rows] == [
        ("source.copy", str(ana.pk)),
        ("source.not_copy", str(ana.pk)),
        ("source.copy_taken_back", str(ana.pk)),
    ]


def test_judge_copy_refuses_who_was_overtaken_by_a_colleague(ana, make_user, coast, keep, noon):
    eva = make_user("eva", unit=coast, actions=[Action.SOURCE_READ, Action.REVIEW])
    first, again = keep(ana, STORY), keep(ana, syndicated())
    copies.judge_copy(eva, first.pk, again.reference, CopyVerdict.COPY, number=0, at=noon)

    with pytest.raises(ChangedMeanwhile):
        copies.judge_copy(ana, again.pk, first.reference, CopyVerdict.NOT_COPY, number=0, at=noon)

    assert queries.copies_of(ana, first)[0].judgement.by == eva


def test_judge_copy_refuses_the_second_of_two_at_the_same_time(ana, keep, noon, monkeypatch):
    first, again = keep(ana, STORY), keep(ana, syndicated())
    copies.judge_copy(ana, first.pk, again.reference, CopyVerdict.COPY, number=0, at=noon)
    monkeypatch.setattr(copies, "_newest", lambda *_pair: None)  # looked before the other wrote

    with pytest.raises(ChangedMeanwhile):
        copies.judge_copy(ana, first.pk, again.reference, CopyVerdict.NOT_COPY, number=0, at=noon)

    assert JournalEntry.objects.filter(target_type="sources.copyjudgement").count() == 1


def test_judge_copy_treats_anothers_source_as_none(ana, ben, keep, noon):
    first, theirs = keep(ana, STORY), keep(ben, STORY)
    refusals = []
    for reference in (theirs.reference, "D-2026-999999-X"):
        with pytest.raises(NotFound) as refusal:
            copies.judge_copy(ana, first.pk, reference, CopyVerdict.COPY, number=0, at=noon)
        refusals.append(refusal.value.sentence)

    with pytest.raises(NotFound):
        copies.judge_copy(ana, theirs.pk, first.reference, CopyVerdict.COPY, number=0, at=noon)
    assert refusals[0] == refusals[1]
    assert not CopyJudgement.objects.exists()


def test_judge_copy_refuses_who_may_only_read(ana, make_user, coast, keep, noon):
    eva = make_user("eva", unit=coast, actions=[Action.SOURCE_READ])
    first, again = keep(ana, STORY), keep(ana, syndicated())

    with pytest.raises(NotPermitted):
        copies.judge_copy(eva, first.pk, again.reference, CopyVerdict.COPY, number=0, at=noon)


def test_judge_copy_refuses_a_document_beside_itself_and_an_empty_undo(ana, keep, noon):
    first, again = keep(ana, STORY), keep(ana, syndicated())

    with pytest.raises(InvalidInput, match="itself"):
        copies.judge_copy(ana, first.pk, first.reference, CopyVerdict.COPY, number=0, at=noon)
    with pytest.raises(InvalidInput, match="take back"):
        copies.judge_copy(ana, first.pk, again.reference, None, number=0, at=noon)


def test_the_database_keeps_pairs_in_one_order_and_judgements_in_turn(ana, keep, noon):
    left, right = sorted((keep(ana, STORY), keep(ana, OTHER)), key=lambda source: source.pk)
    fields = {"verdict": "copy", "by": ana, "at": noon}
    CopyJudgement.objects.create(left=left, right=right, number=1, **fields)

    for pair in ({"left": right, "right": left}, {"left": left, "right": right}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CopyJudgement.objects.create(**pair, number=1, **fields)


def test_fill_fingerprints_makes_those_that_are_missing_or_of_an_older_method(
    ana, keep, make_source, coast
):
    first = keep(ana, STORY)
    old = make_source(syndicated(), unit=coast, territory="18")  # kept before there were any
    other = keep(ana, cut_short())
    Fingerprint.objects.filter(source=other).update(method=0)
    assert queries.copies_of(ana, first) == []

    assert copies.fill_fingerprints() == 2

    assert {each.source for each in queries.copies_of(ana, first)} == {old, other}
    assert copies.fill_fingerprints() == 0


def test_fingerprints_leave_out_the_menus_of_a_site(ana, keep):
    menu = "\n".join(["Home", "News", "Sport", "Subscribe", "Related stories"] * 5)
    first = keep(ana, f"{menu}\n\n{OTHER}")
    keep(ana, f"{menu}\n\n{STORY}")

    assert queries.copies_of(ana, first) == []


def test_a_kept_fingerprint_says_what_the_made_one_says(ana, keep):
    source = keep(ana, STORY)
    made = alike.fingerprint(STORY)

    kept = Fingerprint.objects.get(source=source)
    opened = alike.from_bytes(kept.words, bytes(kept.hashes))

    assert (opened.sample, opened.details) == (made.sample, made.details)
    values = Band.objects.filter(fingerprint=kept).values_list("value", flat=True)
    assert sorted(values) == sorted(alike.bands(made))


def test_copies_of_compares_no_more_than_those_that_share_most(ana, keep, monkeypatch):
    monkeypatch.setattr(likeness, "MOST_ALIKE", 2)
    first = keep(ana, STORY)
    for number in range(3):
        keep(ana, f"{STORY} Edition {number}.")

    assert len(queries.copies_of(ana, first)) == 2


def test_a_phrase_in_too_many_documents_joins_only_those_asked_for(ana, keep, monkeypatch):
    monkeypatch.setattr(independence, "MOST_ALIKE", 2)
    kept = [keep(ana, f"{STORY} Edition {number}.") for number in range(4)]

    assert queries.independent_sources(ana, kept[:2]).independent == 1


def test_a_text_of_another_method_is_compared_with_none(ana, keep):
    first, again = keep(ana, STORY), keep(ana, syndicated())
    Fingerprint.objects.filter(source=again).update(method=0)

    assert queries.copies_of(ana, first) == []
    assert queries.independent_sources(ana, [first, again]).independent == 2


def test_copies_of_costs_the_same_for_any_number(ana, keep, django_assert_num_queries):
    first = keep(ana, STORY)
    for number in range(12):
        keep(ana, f"{STORY} Edition {number}.")
    ana.reaches(Action.SOURCE_READ)

    with django_assert_num_queries(5):
        found = queries.copies_of(ana, first)
    with django_assert_num_queries(4):
        counted = queries.independent_sources(ana, [each.source for each in found])
    assert (len(found), counted.independent) == (12, 1)
