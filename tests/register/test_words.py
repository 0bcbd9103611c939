"""Codes of the register as people read them."""

import pytest

from ponleu.knowledge.register.rules import SCRIPTS, EntryKind, EntryStatus
from ponleu.knowledge.register.templatetags import register_words as words


@pytest.mark.parametrize("script", SCRIPTS.values())
def test_every_script_has_a_word_of_its_own(script):
    assert str(words.script_word(script)) not in ("", "Not known")


def test_an_unknown_script_says_so():
    assert str(words.script_word("Zyyy")) == "Not known"


@pytest.mark.parametrize(
    ("script", "language"),
    [("Khmr", "km"), ("Hani", "zh"), ("Latn", "und-Latn"), ("Zyyy", "und-Zyyy")],
)
def test_script_language_is_a_language_tag(script, language):
    assert words.script_language(script) == language


def test_kinds_and_statuses_have_words():
    assert [str(words.kind_word(kind)) for kind in EntryKind] == [
        "Person",
        "Organisation",
        "Site",
    ]
    assert [str(words.status_word(status)) for status in EntryStatus] == ["Candidate", "Confirmed"]
