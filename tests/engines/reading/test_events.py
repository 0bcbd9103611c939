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


@pytest.mark.parametrize(
    ("sentence", "sort"),
    [
        ("A force of 80 officers entered the Blue House.", "raid"),
        ("Police in Takeo took nine women from two bars.", "raid"),
        ("Nine cooks were taken out of a villa.", "rescue"),
        ("The navy brought nine cooks ashore.", "rescue"),
        ("Two guards were brought in for questioning.", "arrest"),
        ("Police held two guards for questioning.", "arrest"),
        ("Two guards were detained by police.", "arrest"),
        ("Police carried away 12 telephones.", "seizure"),
        ("The property was sealed.", "closure"),
        ("Its licence is suspended for 30 days.", "closure"),
        ("Nine cooks were sent back by chartered aircraft.", "deportation"),
        ("The cook was given 18 months.", "verdict"),
        ("The court let him go.", "verdict"),
        ("The court found the cook guilty of theft.", "verdict"),
        ("Inspectors visited a neighbouring hotel.", "inspection"),
        ("Officials went to the training centre.", "inspection"),
        ("A search of the villas turned up nine phones.", "inspection"),
        ("He spoke at the meeting of 2 September.", "meeting"),
        ("Teams handed out 900 leaflets.", "campaign"),
    ],
)
def test_find_events_knows_who_did_it_and_to_whom(events, sentence, sort):
    assert [fact.value for fact in events(sentence)] == [sort]


@pytest.mark.parametrize(
    "sentence",
    [
        "The boss seized their passports.",
        "They were detained in a locked room against their will.",
        "Behind closed doors they wept.",
        "The door is closed after nine.",
        "She met the plane.",
        "The children visited a zoo.",
        "Nine held expired visas.",
        "The seized books show debts.",
        "It was established that seven cooks were ill.",
        "She was ordered to leave.",
        "The owner denied that police raided the bar.",
    ],
)
def test_find_events_leaves_out_what_others_do(events, sentence):
    assert events(sentence) == []


def test_find_events_parts_two_happenings_at_their_joint(events):
    first, second = events("Two guards were arrested and nine women were freed on 3 May.")

    assert (first.value, first.text) == ("arrest", "Two guards were arrested")
    assert (second.value, second.text) == ("rescue", "nine women were freed on 3 May")
