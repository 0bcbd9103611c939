"""Whose voice a document is, and what is said in it by nobody else."""

from datetime import date

import pytest

from ponleu.engines.reading import read
from ponleu.engines.reading.layout import lay_out
from ponleu.engines.reading.letterheads import is_statement, voice_of
from ponleu.engines.reading.narration import narrate
from ponleu.engines.reading.pipeline import find_mentions
from ponleu.engines.reading.types import FactKind


@pytest.fixture
def narration(kh):
    def make(text):
        document = lay_out(text, kh)
        return narrate(document, kh, find_mentions(document, kh))

    return make


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Takeo Provincial Administration\nPRESS RELEASE\n\nThe gate is shut.",
         "Takeo Provincial Administration"),
        ("Lamps for All | Programme report\n\nWe lit 40 lamps. Our staff are tired.",
         "Lamps for All"),
        ("LAMPS WITHOUT END\nURGENT APPEAL\n\nWe write about our lamps.", "LAMPS WITHOUT END"),
        ("my name is Rizky and i sweep. i am tired.", "Rizky"),
        ("From\nK. Sarith,\nTakeo\n\nDear Sir, my lamp is gone and I am sad.", "K. Sarith"),
        ("Dear Sir, my lamp is gone and I am sad.\n\nThanking you,\nSok Dara", "Sok Dara"),
    ],
)  # fmt: skip
def test_voice_of_is_the_issuer_or_the_writer(narration, text, voice):
    made = narration(text)

    found = voice_of(made)

    assert made.text[found.start : found.end] == voice


@pytest.mark.parametrize(
    "text",
    [
        "Governor Sok Dara opened a gate in Takeo on Monday. “I am glad,” he said.",
        "dont show my name i am Sok Dara and i sweep.",  # asks for secrecy
    ],
)
def test_voice_of_a_story_or_of_one_who_hides_is_nobodys(narration, text):
    assert voice_of(narration(text)) is None


def test_is_statement_tells_a_notice_from_a_report_of_friends(narration):
    notice = narration("Takeo Provincial Administration\nNotice to the public\n\nIt is shut.")
    digest = narration("Lamps for All | Yearly digest\n\nWe lit 40 lamps. Our staff are tired.")

    assert is_statement(notice)
    assert not is_statement(digest)


def test_with_voice_gives_a_plea_to_its_writer_and_not_to_who_spoke_before(kh):
    text = "my name is Rizky and i sweep and i cook. Mr Heng say it is open. please dont call me"

    facts = read(text, kh, published=date(2021, 9, 16)).facts

    (plea,) = [fact for fact in facts if fact.kind is FactKind.REQUEST]
    assert plea.parts["speaker"].value == "Rizky"


def test_with_voice_gives_a_promise_to_who_is_to_act(kh):
    text = (
        "“The gate was open,” Chan Mony, a cook, said. The Ministry of Labour has promised to"
        " inspect every kiln."
    )

    facts = read(text, kh, published=date(2021, 9, 16)).facts

    (promise,) = [fact for fact in facts if fact.kind is FactKind.COMMITMENT]
    part = promise.parts["speaker"]
    assert "Labour" in (part.value or part.text)
