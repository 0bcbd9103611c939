"""Whether two records are one: probability, reasons, contradictions, thin evidence."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.engines.matching.comparing import compare
from ponleu.engines.matching.types import Comparison, Kind, Record
from ponleu.foundation.packs.matching_weights import load_scales


@pytest.fixture(scope="module")
def scales():
    return load_scales("kh")


def make(name: str = "Keo Sokunthea", kind: Kind | None = Kind.PERSON, **values) -> Record:
    return Record("", name, kind, **values)


def features(found: Comparison) -> list[str]:
    return [reason.feature for reason in found.reasons]


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("Keo Sokunthea", "Sokunthea Keo", Kind.PERSON),
        ("Chhim Bopha", "Chhim Boupha", Kind.PERSON),
        ("Oknha Ly Chheng", "Ly Chheng", Kind.PERSON),
        ("Sok Chea Vann", "Sokchea Vann", Kind.PERSON),
        ("陈志强", "Chen Zhiqiang", Kind.PERSON),
        ("Building 8", "Building No. 8", Kind.SITE),
        ("Golden Harvest Co., Ltd.", "Golden Harvest Company Limited", Kind.ORGANISATION),
        ("Sihanoukville", "Kampong Som", Kind.PLACE),
    ],
)
def test_compare_takes_other_writings_for_one(scales, a, b, kind):
    assert compare(make(a, kind), make(b, kind), scales).score > 0.6


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("Keo Sokunthea", "Keo Sreymom", Kind.PERSON),
        ("Nguyễn Văn Hùng", "Nguyễn Văn Hoàng", Kind.PERSON),
        ("Zhang Wei", "Zhang Wen", Kind.PERSON),
        ("Jinbei 4", "Jinbei 2", Kind.SITE),
        ("Phum 4, Sangkat 3", "Phum 3, Sangkat 4", Kind.PLACE),
        ("Kampong Cham", "Kampong Chhnang", Kind.PLACE),
    ],
)
def test_compare_tells_neighbours_and_siblings_apart(scales, a, b, kind):
    assert compare(make(a, kind), make(b, kind), scales).score < 0.3


def test_compare_lists_other_numbers_of_a_site_as_a_contradiction(scales):
    found = compare(make("Building 8", Kind.SITE), make("Building 3", Kind.SITE), scales)

    assert found.contradicts == ("number",)
    assert found.score < 0.1
    assert "number 3 in one, number 8 in the other" in [reason.text for reason in found.reasons]


@pytest.mark.parametrize(
    ("one", "other", "contradiction"),
    [
        ({"identifiers": ("passport:N123456",)}, {"identifiers": ("passport:K9988",)}, "passport"),
        ({"sex": "f"}, {"sex": "m"}, "sex"),
        ({"born": "1990"}, {"born": "1970"}, "born"),
    ],
)
def test_compare_is_pulled_down_hard_by_a_contradiction(scales, one, other, contradiction):
    agreeing = compare(make(), make(), scales)

    found = compare(make(**one), make(**other), scales)

    assert found.contradicts == (contradiction,)
    assert found.score < 0.2 < agreeing.score
    assert found.reasons[0].bits < -5.0


def test_compare_of_a_person_with_a_body_is_a_contradiction(scales):
    found = compare(make(), make(kind=Kind.ORGANISATION), scales)

    assert found.contradicts == ("kind",)


def test_compare_adds_what_is_known_beside_the_name(scales):
    alone = compare(make(), make("Keo Sokunthy"), scales)

    found = compare(
        make(born="1990-05-21", place="1801"),
        make("Keo Sokunthy", born="1990-05-21", place="1801"),
        scales,
    )

    # 7 bits for the day, 2.5 for the district
    assert (
        sum(reason.bits for reason in found.reasons if reason.feature in {"born", "place"}) == 9.5
    )
    assert found.score > alone.score
    assert "born on the same day" in [reason.text for reason in found.reasons]


def test_compare_finds_a_person_by_an_alias_and_says_so(scales):
    found = compare(make("Leng Vuthy", aliases=("Bong Pheaktra",)), make("Bong Pheaktra"), scales)

    assert found.score > 0.5
    assert "alias" in features(found)


@pytest.mark.parametrize(("a", "b"), [("Sok", "Sok"), ("", ""), ("S.", "Sok Dara"), ("🙂", "Sok")])
def test_compare_decides_nothing_by_thin_evidence(scales, a, b):
    found = compare(make(a), make(b), scales)

    assert found.is_thin
    # the usual share is .38; one bit up or down
    assert 0.2 < found.score < 0.6
    assert "thin" in features(found)


def test_compare_of_empty_names_goes_by_what_else_is_known(scales):
    found = compare(
        make("", identifiers=("passport:N123456",)),
        make("", identifiers=("passport:N123456",)),
        scales,
    )

    assert not found.is_thin
    assert found.score > 0.99


def test_compare_says_what_differs_in_a_word(scales):
    found = compare(make("Chhim Sopheap"), make("Chhem Sopheap"), scales)

    spelling = next(reason for reason in found.reasons if reason.feature == "spelling")
    assert "“chhem” and “chhim” differ by a" in spelling.text
    assert spelling.bits < 0


def test_compare_gives_the_strongest_reason_first(scales):
    found = compare(make(born="1990", sex="f"), make(born="1990", sex="m"), scales)

    strengths = [abs(reason.bits) for reason in found.reasons]
    assert strengths == sorted(strengths, reverse=True)


strange = st.text(max_size=30) | st.sampled_from(
    [
        "",
        "a",
        "\0\x07",
        "مرحبا بالعالم",
        "🙂🙂",
        "Sok សុខ 陈",
        "\u202eSok Dara",
        "4 4 4",
        "·",
        "()",
        '""',
    ]
)


@settings(max_examples=60, deadline=None)
@given(strange, strange, st.sampled_from([None, *Kind]))
def test_compare_of_any_text_is_a_probability_and_the_same_both_ways(a, b, kind):
    scales = load_scales("kh")

    found = compare(make(a, kind), make(b, kind), scales)

    assert 0.0 < found.score < 1.0
    assert found.score == pytest.approx(
        compare(make(b, kind), make(a, kind), scales).score, abs=0.35
    )


@pytest.mark.parametrize(
    "text",
    ["a" * 10_000, "Sok " * 5_000, "ស" * 10_000, "(" * 10_000, '"' * 9_999, "a.k.a. " * 2_000,
     " ,;" * 4_000, "陈" * 10_000],
)  # fmt: skip
def test_compare_of_a_crafted_name_takes_little_time(scales, text):
    compare(make("陈志强"), make("Sok Dara"), scales)  # tables of characters are read once
    begun = time.process_time()

    compare(make(text), make(text[:-1] + "x", aliases=(text,) * 50), scales)

    assert time.process_time() - begun < 0.5
