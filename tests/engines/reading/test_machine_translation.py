"""Machine translations are recognised by their slips, and known slips are explained."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.engines.reading import read
from ponleu.engines.reading.machine_translation import is_machine_translated
from ponleu.engines.reading.slips import known_slips

_NEAT = "The governor met the owners on Monday. He said that the gate was open. The owners agreed. "
_BROKEN = (
    "Governor meet owner on Monday. He say that gate open 3 year already. According the owner, "
    "worker 29 year have order from police of province. She insist all informations right. "
)
_HURRIED = "he say we stay 3 year. according the boss i pay 900. she insist i stay. pls come help. "


def test_is_machine_translated_counts_slips_in_a_neatly_set_text(kh):
    assert is_machine_translated(_BROKEN * 3, kh)
    assert not is_machine_translated(_NEAT * 6, kh)


def test_is_machine_translated_leaves_a_message_written_in_a_hurry(kh):
    assert not is_machine_translated(_HURRIED * 5, kh)


@pytest.mark.parametrize(
    "words",
    ["Translated by Google.", "[Machine translation from Khmer]", "Translate by automatic."],
)
def test_is_machine_translated_believes_a_text_that_says_so(words, kh):
    assert is_machine_translated(f"{words} {_NEAT}", kh)


def test_known_slips_say_what_was_meant(kh):
    text = "The NEC visited brick-and-mortar farms."

    found = [(slip.text, slip.meaning) for slip in known_slips(text, kh)]

    assert found == [
        ("NEC", "NCCT, the National Committee for Counter Trafficking"),
        ("brick-and-mortar farms", "brick kilns"),
    ]


def test_read_explains_slips_in_the_reasons_of_facts(kh):
    reading = read(f"[Machine translation] The NEC met on Monday. {_NEAT}", kh)

    reasons = [fact.reason for fact in reading.facts if fact.text == "NEC"]
    assert len(reasons) == 1
    assert "may stand for NCCT" in reasons[0]


@settings(max_examples=50)
@given(st.text())
def test_known_slips_are_the_text_between_their_offsets(text):
    from ponleu.foundation.packs.lexicon import load_lexicon

    slips = known_slips(text + " kovids", load_lexicon("kh"))

    assert all((text + " kovids")[slip.start : slip.end] == slip.text for slip in slips)
