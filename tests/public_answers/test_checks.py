"""What may not stand in an answer: hand-made sentences in two languages, and laws."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.response.public_answers.rules import checks
from ponleu.response.public_answers.rules.checks import Check, Grounds, Hit, Sort
from ponleu.response.public_answers.rules.numbers import in_khmer

KM, EN = "យើងបានពិនិត្យរឿងនេះ។", "We looked into this."


def hits(english, *, khmer=KM, **grounds):
    """What is found, as pairs of sort and words."""
    grounds.setdefault("is_khmer_read", True)
    found = checks.checked(khmer, english, Grounds(**grounds))
    return [(hit.sort, hit.text) for each in found for hit in each.hits]


def kinds(text, names=()):
    return [(hit.sort, hit.text) for hit in checks.recognisable(text, names)]


def test_checked_finds_nothing_in_plain_words():
    found = checks.checked(KM, EN, Grounds(is_khmer_read=True))

    assert [each.check for each in found] == list(Check)
    assert checks.is_ready(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Call 012 345 678 for more.", [(Sort.PHONE, "012 345 678")]),
        ("Call +855 12 345 678.", [(Sort.PHONE, "+855 12 345 678")]),
        ("ទូរស័ព្ទ ០១២ ៣៤៥ ៦៧៨", [(Sort.PHONE, "០១២ ៣៤៥ ៦៧៨")]),
        ("Write to dara@example.org.", [(Sort.EMAIL, "dara@example.org")]),
        ("Passport N01234567 was kept.", [(Sort.PAPER, "N01234567")]),
        ("She was 17 years old.", [(Sort.AGE, "17 years old")]),
        ("A 17-year-old worked there.", [(Sort.AGE, "17-year-old")]),
        ("A girl aged 16 worked there.", [(Sort.AGE, "aged 16")]),
        ("នាងមានអាយុ ១៧ ឆ្នាំ", [(Sort.AGE, "អាយុ ១៧")]),
        ("Nobody under 18 years old was there.", []),
        ("Three women told us.", [(Sort.SMALL_COUNT, "Three women")]),
        ("One of the workers told us.", [(Sort.SMALL_COUNT, "One of the workers")]),
        ("មនុស្ស ៤ នាក់", [(Sort.SMALL_COUNT, "៤ នាក់")]),
        ("មនុស្សបីនាក់", [(Sort.SMALL_COUNT, "បីនាក់")]),
        ("កម្មករម្នាក់បានប្រាប់", [(Sort.SMALL_COUNT, "ម្នាក់")]),
        ("គ្មាននរណាម្នាក់ត្រូវបានបង្ខាំងទេ", []),
        ("Five workers, 14 people, ៧ នាក់, ប្រាំនាក់ and level 2 of 5.", []),
        ("The complaint C-2026-004217-K.", [(Sort.COMPLAINT, "C-2026-004217-K")]),
        ("The complaint c 2026 004217.", [(Sort.COMPLAINT, "c 2026 004217")]),
        ("Our answer R-2026-000012-Y of 2026-11-22.", []),
        ("It cost 2,620,000 riel on 18/03/2026.", []),
    ],
)
def test_recognisable_finds_what_people_are_known_by(text, expected):
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Sok Dara was met there.", True),
        ("It was DARA  sok.", True),
        ("Sok Darania was met there.", False),
        ("បានជួបសុខ ដារ៉ា នៅទីនោះ", True),
        ("Nobody was met.", False),
    ],
)
def test_recognisable_finds_names_in_either_order_and_script(text, is_found):
    found = kinds(text, ["Sok Dara", "សុខ ដារ៉ា", "Li"])

    assert bool(found) is is_found
    assert all(sort is Sort.NAME for sort, _text in found)


@pytest.mark.parametrize(
    "text",
    [
        "The owner is guilty.",
        "The trafficker left.",
        "He was convicted.",
        "ម្ចាស់មានទោស",
        "ជនល្មើសបានចាកចេញ",
        "មេខ្លោងនៅទីនោះ",
    ],
)
def test_accusing_finds_guilt_before_a_judgment_and_not_after(text):
    assert len(list(checks.accusing(text, 4))) == 1
    assert list(checks.accusing(text, 5)) == []


def test_accusing_leaves_that_someone_is_without_guilt():
    assert list(checks.accusing("នាងគ្មានទោសទេ", 2)) == []


def test_unrecorded_lists_numbers_without_a_record():
    grounds = Grounds(numbers={"12": "F-1", "65.5": "F-1"}, days=(date(2026, 3, 18),))

    said = "On 18 March 2026 twelve workers, 65.50 days, 2,620,000 riel, 40 rooms; level 2 of 5."
    found = list(checks.unrecorded(said, grounds))

    assert found == [Hit(Sort.NUMBER, "2,620,000"), Hit(Sort.NUMBER, "40")]


def test_unrecorded_reads_khmer_digits_dates_and_counted_people():
    grounds = Grounds(numbers={"12": "F-1"}, days=(date(2026, 3, 18),))

    said = "ថ្ងៃទី ១៨ ខែមីនា ឆ្នាំ ២០២៦ មនុស្សដប់ពីរនាក់ និង ៤០ បន្ទប់ កម្រិត ២ ក្នុងចំណោម ៥"
    found = list(checks.unrecorded(said, grounds))

    assert found == [Hit(Sort.NUMBER, "៤០")]


def test_unrecorded_does_not_take_the_scale_of_levels_for_a_record():
    assert list(checks.unrecorded("5 rooms at level 2 of 5", Grounds(level=2))) == [
        Hit(Sort.NUMBER, "5")
    ]


def test_one_sided_lists_figures_that_one_language_leaves_out():
    km, en = "កម្មករ ១២ នាក់ និង ៣០ ថ្ងៃ", "Twelve workers and 31 days"

    assert list(checks.one_sided(km, en)) == [
        Hit(Sort.ONE_LANGUAGE, "៣០"),
        Hit(Sort.ONE_LANGUAGE, "31"),
    ]


@pytest.mark.parametrize(
    ("khmer", "english", "expected"),
    [("", EN, Sort.NO_KHMER), (KM, " ", Sort.NO_ENGLISH)],
)
def test_checked_asks_for_both_languages(khmer, english, expected):
    assert hits(english, khmer=khmer) == [(expected, "")]


def test_checked_asks_for_a_second_reader_and_a_finding_that_stands():
    found = hits(EN, is_khmer_read=False, faults=(Sort.REPLACED, Sort.EVIDENCE_WITHDRAWN))

    assert found == [
        (Sort.NOT_READ, ""),
        (Sort.REPLACED, ""),
        (Sort.EVIDENCE_WITHDRAWN, ""),
    ]


def test_checked_lets_stand_what_is_excused_and_lists_it_apart():
    khmer, english = "មនុស្ស ៣ នាក់", "Three people"
    grounds = Grounds(numbers={"3": "F-1"}, is_khmer_read=True)

    found = checks.checked(
        khmer, english, grounds, excused={("small_count", "three people"), ("small_count", "3 នាក់")}
    )

    assert checks.is_ready(found)
    recognisable = next(each for each in found if each.check is Check.RECOGNISABLE)
    assert [hit.text for hit in recognisable.excused] == ["៣ នាក់", "Three people"]


@pytest.mark.parametrize(
    ("sort", "text"), [(Sort.COMPLAINT, "C-2026-004217-K"), (Sort.ACCUSING, "guilty")]
)
def test_checked_never_lets_a_complaint_or_guilt_stand(sort, text):
    found = checks.checked(
        KM, f"It says {text}.", Grounds(is_khmer_read=True), excused={(sort.value, text.lower())}
    )

    assert not checks.is_ready(found)


def test_every_sort_belongs_to_a_check():
    assert set(checks.CHECK_OF) == set(Sort)


@given(
    st.text(max_size=80), st.text(max_size=80), st.sets(st.sampled_from(sorted(checks.EXCUSABLE)))
)
def test_excusing_never_adds_a_hit(khmer, english, sorts):
    grounds = Grounds(is_khmer_read=True)
    before = checks.checked(khmer, english, grounds)
    keys = {hit.key for each in before for hit in each.hits if hit.sort in sorts}

    after = checks.checked(khmer, english, grounds, excused=keys)

    for one, other in zip(before, after, strict=True):
        assert {*other.hits, *other.excused} == set(one.hits)
        assert all(hit.key not in keys for hit in other.hits)


@given(st.integers(0, 10**9))
def test_a_number_is_the_same_number_in_both_scripts(number):
    text = f"{number:,}"

    for sort in (checks.unrecorded(text, Grounds()), checks.unrecorded(in_khmer(text), Grounds())):
        assert [checks.folded(hit.text) for hit in sort] == [text]
    known = Grounds(numbers={str(number): "F-1"})
    assert list(checks.unrecorded(in_khmer(text), known)) == []


@given(st.integers(1, 4), st.sampled_from(["people", "workers", "women", "children"]))
def test_counts_under_five_are_found_in_both_scripts(number, word):
    assert kinds(f"There were {number} {word}.") == [(Sort.SMALL_COUNT, f"{number} {word}")]
    assert [sort for sort, _text in kinds(f"{in_khmer(str(number))}នាក់")] == [Sort.SMALL_COUNT]


@given(st.integers(5, 10**6))
def test_counts_of_five_and_more_are_not(number):
    assert not list(checks.small_counts(f"There were {number} people and {number} នាក់"))
