"""Evidence beside the name: birth, sex, place, numbers."""

from __future__ import annotations

import pytest

from ponleu.engines.matching.fields import born_reason, place_reason, sex_reason
from ponleu.engines.matching.identifiers import identifier_reasons, is_one_slip
from ponleu.engines.matching.types import Kind, Record


def record(**values) -> Record:
    return Record("", "Sok Dara", **values)


@pytest.mark.parametrize(
    ("one", "other", "text", "speaks", "contradicts"),
    [
        ("1990-05-21", "1990-05-21", "born on the same day", 7.0, False),
        ("1990", "1990-05-21", "born the same year", 2.5, False),
        ("1990-05", "1990-05-21", "born in the same month", 4.5, False),
        ("1990-05-12", "1990-12-05", "born on the same day if day and month", 5.0, False),
        ("1990-05-12", "1990-05-13", "born in the same month, on another day", -1.0, False),
        ("1990-05-12", "1990-07-12", "born in the same year, in another month", -1.0, False),
        ("1990-05-12", "1909-06-12", "born 81 years apart", -8.0, True),
        ("1990-05-12", "1980-05-12", "the years differ by one digit", 1.0, False),
        ("1990-05-12", "9190-05-12", "the years differ by one digit", 1.0, False),
        ("1990", "1991", "born one year apart", 0.5, False),
        ("1990", "1994", "born 4 years apart", -2.5, False),
        ("1990", "1996", "born 6 years apart: hardly the same person", -8.0, True),
    ],
)
def test_born_reason_weighs_how_near_two_births_are(one, other, text, speaks, contradicts):
    reason, does_contradict = born_reason(record(born=one), record(born=other))

    assert reason is not None
    assert text in reason.text
    assert (reason.bits, does_contradict) == (speaks, contradicts)


@pytest.mark.parametrize(("one", "other"), [("", "1990"), ("1990", "long ago"), ("", "")])
def test_born_reason_is_none_if_one_is_unknown(one, other):
    assert born_reason(record(born=one), record(born=other)) == (None, False)


@pytest.mark.parametrize(
    ("one", "other", "bits", "contradicts"),
    [("f", "f", 0.7, False), ("f", "m", -7.0, True), ("F", "female", 0.7, False)],
)
def test_sex_reason_contradicts_if_they_differ(one, other, bits, contradicts):
    reason, does_contradict = sex_reason(record(sex=one), record(sex=other))

    assert reason is not None
    assert (reason.bits, does_contradict) == (bits, contradicts)


def test_sex_reason_is_none_if_one_is_unknown():
    assert sex_reason(record(sex="x"), record(sex="f")) == (None, False)


@pytest.mark.parametrize(
    ("one", "other", "kind", "bits", "contradicts"),
    [
        ("180104", "180104", Kind.PERSON, 2.5, False),
        ("180104", "1801", Kind.PERSON, 1.5, False),
        ("180104", "1802", Kind.SITE, 0.5, False),
        ("18", "12", Kind.PERSON, -1.0, False),
        ("18", "12", Kind.SITE, -6.0, True),
        ("Poipet town", "poipet  TOWN", Kind.SITE, 2.0, False),
    ],
)
def test_place_reason_weighs_codes_in_common(one, other, kind, bits, contradicts):
    reason, does_contradict = place_reason(record(place=one), record(place=other), kind)

    assert reason is not None
    assert (reason.bits, does_contradict) == (bits, contradicts)


@pytest.mark.parametrize(("one", "other"), [("", "18"), ("Poipet", "Bavet"), ("18", "Poipet")])
def test_place_reason_is_none_if_nothing_can_be_said(one, other):
    assert place_reason(record(place=one), record(place=other), Kind.SITE) == (None, False)


@pytest.mark.parametrize(
    ("here", "there", "texts", "contradicts"),
    [
        (["passport:N 123-456"], ["passport:n123456"], ["the same passport"], []),
        (["passport:NO12345"], ["pp:N012345"], ["the same passport"], []),
        (["passport:N123456"], ["passport:K998877"], ["different passports"], ["passport"]),
        (["id:010203040"], ["card:999999999"], ["different identity cards"], ["identity card"]),
        (["phone:012 345 678"], ["tel:+855 12345678"], ["the same telephone"], []),
        (["phone:012 345 678"], ["phone:011 111 111"], [], []),
        (["licence:123456"], ["licence:999999"], ["different licences"], []),
        (["visa:123456"], ["visa:999999"], [], []),  # one may have many
        (["N123456"], ["passport:N123456"], ["the same number"], []),
        (["N123456"], ["K123999"], [], []),
        (["passport:12"], ["passport:34"], [], []),  # too short to tell anything
        ([], ["passport:N123456"], [], []),
    ],
)
def test_identifier_reasons_compare_numbers_of_one_sort(here, there, texts, contradicts):
    reasons, found = identifier_reasons(
        record(identifiers=tuple(here)), record(identifiers=tuple(there))
    )

    assert [reason.text for reason in reasons] == texts
    assert found == contradicts


def test_identifier_reasons_hold_one_differing_sign_against_them_less():
    reasons, contradicts = identifier_reasons(
        record(identifiers=("passport:N1234567",)), record(identifiers=("passport:N1234568",))
    )

    assert contradicts == ["passport"]
    assert reasons[0].bits == -5.0
    assert "one sign only" in reasons[0].text


def test_identifier_reasons_do_not_contradict_if_one_of_several_is_shared():
    reasons, contradicts = identifier_reasons(
        record(identifiers=("passport:N123456", "passport:OLD9999")),
        record(identifiers=("passport:N123456",)),
    )

    assert [reason.bits for reason in reasons] == [14.0]
    assert contradicts == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("123456", "123457", True),
        ("123456", "124356", True),
        ("123456", "214356", False),
        ("12345", "12346", False),
        ("123456", "1234567", False),
        ("123456", "123456", False),
    ],
)
def test_is_one_slip_is_one_sign_or_one_exchange(one, other, expected):
    assert is_one_slip(one, other) == expected
