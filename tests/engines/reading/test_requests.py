"""Requests: by verb, by "must" and "should", and who is asked."""

import pytest

from ponleu.engines.reading import read
from ponleu.engines.reading.types import FactKind


@pytest.fixture
def requests(kh):
    def find(text):
        return [fact for fact in read(text, kh).facts if fact.kind is FactKind.REQUEST]

    return find


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Governor Sok Dara urged the police to act.", "the police"),
        ("Governor Sok Dara urged residents not to share rumours.", "residents"),
        ("Governor Sok Dara asked the staff to leave.", "the staff"),
        ("Governor Sok Dara called for more help from the embassies.", "the embassies"),
        ("Governor Sok Dara advised that the teams should rest.", "the teams"),
        (
            "“The police and their partners must act,” Governor Sok Dara said.",
            "The police and their partners",
        ),
        ("Governor Sok Dara said that employers should pay in full.", "employers"),
    ],
)
def test_requests_say_who_is_asked(requests, text, asked):
    (fact,) = requests(text)

    assert fact.parts["speaker"].value == "Sok Dara"
    assert fact.parts["to"].text == asked


def test_requests_in_the_voice_of_the_document_keep_we_unresolved(requests):
    (fact,) = requests("We recommend that the police inspect every kiln.")

    assert (fact.parts["speaker"].text, fact.parts["speaker"].value) == ("We", "")


def test_requests_of_what_must_be_done_ask_nobody_in_particular(requests):
    (fact,) = requests("Governor Sok Dara said that the rules must be changed.")

    assert "to" not in fact.parts


def test_requests_go_on_in_the_next_sentence(requests):
    text = "Governor Sok Dara urged the teams to rest. They should drink water."

    assert [fact.parts["speaker"].value for fact in requests(text)] == ["Sok Dara", "Sok Dara"]


@pytest.mark.parametrize(
    "text",
    [
        "The rules should be known by all.",  # nobody says so
        "Governor Sok Dara said that this should help.",
        "Governor Sok Dara asked whether it was open.",
        "Governor Sok Dara said that we must do more.",
    ],
)
def test_requests_need_a_speaker_and_someone_asked(requests, text):
    assert requests(text) == []


def test_requests_of_a_body_told_of_in_between_are_its_own(kh):
    text = (
        "The Chenda Centre, which teaches girls to sew, asked the provincial hall to open a well."
    )

    (fact,) = [fact for fact in read(text, kh).facts if fact.kind is FactKind.REQUEST]

    assert fact.parts["speaker"].value == "Chenda Centre"
    assert fact.parts["to"].text == "the provincial hall"
    assert fact.parts["content"].text == "the provincial hall to open a well"


def test_requests_not_to_do_something_name_only_who_is_asked(kh):
    text = "Governor Sok Dara asked the drivers not to stop on the bridge."

    (fact,) = [fact for fact in read(text, kh).facts if fact.kind is FactKind.REQUEST]

    assert fact.parts["to"].text == "the drivers"
