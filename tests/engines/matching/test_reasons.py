"""Reasons: English sentences word for word, and templates that any other language can fill."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.engines.matching import Kind, Reason, Record, Translatable, compare
from ponleu.foundation.packs.matching_weights import load_scales

PERSON, SITE = Kind.PERSON, Kind.SITE


def told(a: Record, b: Record) -> list[str]:
    return [reason.text for reason in compare(a, b, load_scales("kh")).reasons]


def test_text_fills_the_places_of_the_template():
    template = Translatable("“%(here)s” is %(years)s years older than “%(there)s”")

    reason = Reason("born", -1.0, template, {"here": "50% Plaza", "there": "%(here)s", "years": 3})

    assert reason.text == "“50% Plaza” is 3 years older than “%(here)s”"


def test_reasons_are_equal_and_hashed_alike_if_they_say_the_same():
    template = Translatable("“%(words)s” stands in one name only")
    one, other = (Reason("words", -1.0, template, {"words": word}) for word in ("Sok", "Keo"))

    assert one != other
    assert one == Reason("words", -1.0, template, {"words": "Sok"})
    assert len({one, Reason("words", -1.0, template, {"words": "Sok"})}) == 1


@pytest.mark.parametrize(
    ("a", "b", "kind", "sentence"),
    [
        ("Sok Dara", "Dara Sok", PERSON, "the same words in another order"),
        ("Sok Dara", "Meng Ly", PERSON, "no word of one name answers a word of the other"),
        ("Keo Dara", "Keo Phalla", PERSON, "the names have words in common and words apart"),
        ("", "Keo Phalla", PERSON, "one of the names is empty or cannot be read"),
        ("Keo Dara", "Keo Phalla", PERSON, "“dara” in one, “phalla” in the other"),
        ("Sok Mi1a", "Sok Mila", PERSON, "“mi1a” and “mila” differ by a slip of hand or eye"),
        ("Sotha Vann", "So Tha Vann", PERSON, "“so tha” and “sotha” are the same but for a blank"),
        ("Moon Plaza 5", "Moon Plaza 7", SITE, "number 5 in one, number 7 in the other"),
        ("Moon Plaza 5", "Moon Plaza", SITE, "number 5 stands in one name only"),
        ("Keo", "Keo", PERSON, "too little is known to say either way"),
    ],
)
def test_compare_words_what_it_finds_in_names(a, b, kind, sentence):
    found = told(Record("", a, kind), Record("", b, kind))

    assert sentence in found


@pytest.mark.parametrize(
    ("one", "other", "sentence"),
    [
        ({"born": "1990-05-02"}, {"born": "1990-05-02"}, "born on the same day"),
        ({"born": "1990-05"}, {"born": "1990-05"}, "born in the same month"),
        ({"born": "1990"}, {"born": "1990-05"}, "born the same year"),
        ({"born": "1990"}, {"born": "1991"}, "born one year apart"),
        ({"born": "1990"}, {"born": "1993"}, "born 3 years apart"),
        ({"born": "1990"}, {"born": "2010"}, "born 20 years apart: hardly the same person"),
        ({"sex": "f"}, {"sex": "m"}, "one is a woman, the other a man"),
        ({"place": "1801"}, {"place": "1802"}, "in the same province"),
        ({"place": "1801"}, {"place": "1801"}, "in the same district"),
        ({"place": "180101"}, {"place": "18010102"}, "in the same commune"),
        ({"place": "1801010203"}, {"place": "1801010203"}, "in the same village"),
        ({"place": "18"}, {"place": "12"}, "in different provinces"),
        ({"identifiers": ("nid:5555",)}, {"identifiers": ("id:5555",)}, "the same identity card"),
        ({"identifiers": ("visa:5555",)}, {"identifiers": ("visa:5555",)}, "the same visa"),
        ({"identifiers": ("50%(x)s:5555",)}, {"identifiers": ("50xs:5555",)}, "the same 50xs"),
        ({"identifiers": ("tax:5555",)}, {"identifiers": ("tin:7777",)}, "different tax numbers"),
        (
            {"identifiers": ("company:555555",)},
            {"identifiers": ("reg:555556",)},
            "different registrations, though by one sign only: is one a slip?",
        ),
        ({"kind": Kind.SITE}, {}, "one is a person, the other is not"),
    ],
)  # fmt: skip
def test_compare_words_what_it_finds_beside_names(one, other, sentence):
    a, b = (Record("", "Keo Sokunthea", **{"kind": PERSON, **each}) for each in (one, other))

    assert sentence in told(a, b)


def test_compare_says_a_further_name_once_if_both_bear_it():
    a = Record("", "Leng Vuthy", PERSON, aliases=("Bong Pheaktra",))

    found = told(a, Record("", "Bong Pheaktra", PERSON))

    only = (
        "by a further name, “Bong Pheaktra”: the more names, the likelier that one fits by chance"
    )
    assert [text for text in found if "further name" in text] == [only]


def test_compare_says_both_names_if_a_further_one_is_only_like_the_other():
    a = Record("", "Leng Vuthy", PERSON, aliases=("Bong Pheaktra",))

    found = told(a, Record("", "Bong Pheaktro", PERSON))

    assert (
        "by a further name, “Bong Pheaktra” and “Bong Pheaktro”: "
        "the more names, the likelier that two fit by chance"
    ) in found


strange = st.text(max_size=12) | st.sampled_from(["%", "%s", "%(here)s", "100% Sok", "សុខ", "陈 %d"])


@settings(max_examples=60, deadline=None)
@given(strange, strange, st.lists(strange, max_size=2), st.sampled_from([None, *Kind]))
def test_text_is_the_template_with_each_place_filled(a, b, further, kind):
    records = Record("", a, kind, tuple(further), identifiers=("visa%:12345",)), Record("", b, kind)

    for reason in compare(*records, load_scales("kh")).reasons:
        parts = re.split(r"%\((\w+)\)s", reason.template)
        places, between = parts[1::2], parts[::2]
        assert set(places) == set(reason.values)
        values = [str(reason.values[place]) for place in places]
        filled = [text for pair in zip(between, [*values, ""], strict=True) for text in pair]
        assert reason.text == "".join(filled)
