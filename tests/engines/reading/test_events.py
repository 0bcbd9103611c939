"""Events: what happened, who, where, when, how many; and what only might happen."""

from datetime import date

import pytest

from ponleu.engines.reading import read
from ponleu.engines.reading.types import Amount, FactKind


@pytest.fixture
def events(kh):
    def find(text, published=date(2021, 9, 16)):
        facts = read(text, kh, published=published).facts
        return [fact for fact in facts if fact.kind is FactKind.EVENT]

    return find


@pytest.mark.parametrize(
    ("sentence", "sort"),
    [
        ("Police raided a bar.", "raid"),
        ("Officers freed nine men.", "rescue"),
        ("Police arrested two suspects.", "arrest"),
        ("Officers seized two phones.", "seizure"),
        ("The province shut down the hotel.", "closure"),
        ("The court sentenced him to two years.", "verdict"),
        ("Authorities deported 19 nationals.", "deportation"),
        ("The ministry issued an order.", "order"),
        ("The committee held a long meeting.", "meeting"),
        ("A workshop was held for teachers.", "meeting"),
        ("Teams carried out inspections there.", "inspection"),
        ("The government established a taskforce.", "establishment"),
        ("The office issued a statement.", "statement"),
        ("The workers filed a complaint.", "complaint"),
    ],
)
def test_find_events_names_the_sort(events, sentence, sort):
    assert [fact.value for fact in events(sentence)] == [sort]


@pytest.mark.parametrize(
    "sentence",
    [
        "Police will raid the bar, and it will be closed.",
        "Officers were told to arrest them.",
        "Nobody was arrested, and the site was not raided.",
        "If the site is raided, staff leave.",
        "They should be arrested.",
        "The case was closed.",
    ],
)
def test_find_events_leaves_out_what_has_not_happened(events, sentence):
    assert events(sentence) == []


def test_find_events_gives_who_where_when_and_how_many(events):
    text = "Takeo police freed 14 women in Takeo province on 3 May 2021."

    (fact,) = events(text)

    assert fact.parts["who"].text == "Takeo police"
    assert fact.parts["where"].value == "21"
    assert fact.parts["when"].value == "2021-05-03"
    assert fact.parts["how_many"].value == Amount(14, "woman")


def test_find_events_parts_joined_verbs(events):
    deported, seized = events("Police deported 19 nationals on 3 May and seized 62 kgs of pills.")

    assert (deported.value, deported.parts["how_many"].value) == (
        "deportation",
        Amount(19, "national"),
    )
    assert (seized.value, seized.parts["how_many"].value) == ("seizure", Amount(62, "kg"))
    assert seized.parts["when"].value == "2021-05-03"


def test_find_events_leaves_the_reporting_clause_out(events):
    (fact,) = events("Officers freed nine men, provincial police chief Meas Vuthy said yesterday.")

    assert fact.text == "Officers freed nine men"
    assert "when" not in fact.parts


def test_find_events_tells_whom_someone_met(events):
    (fact,) = events("Governor Sok Dara met with Chan Mony, a lawyer, on 3 May.")

    assert (fact.parts["who"].value, fact.parts["with"].value) == ("Sok Dara", "Chan Mony")
