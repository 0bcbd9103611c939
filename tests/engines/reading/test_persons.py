"""find_persons: evidence for a name, offices, short forms."""

import pytest

from ponleu.engines.reading import FactKind, read
from ponleu.engines.reading.persons import find_persons


@pytest.fixture
def people(named, kh):
    def find(text):
        document, facts = named(text)
        return find_persons(document, kh, facts)

    return find


def parts_of(fact):
    return {name: (part.text, part.value) for name, part in fact.parts.items()}


def test_an_office_before_the_name_gives_office_and_place(people):
    (fact,) = people("Preah Sihanouk provincial governor Kuch Dararith left.")

    assert (fact.value, fact.rule) == ("Kuch Dararith", "persons.office")
    assert parts_of(fact) == {
        "office": ("provincial governor", "governor"),
        "office_place": ("Preah Sihanouk", "18"),
    }


def test_an_office_after_a_comma_gives_office_and_body(people):
    (fact,) = people("Neth Bopha, deputy director of the rights group LICADHO, came.")

    assert parts_of(fact) == {
        "office": ("deputy director", "deputy director"),
        "organisation": ("LICADHO", "LICADHO"),
    }


def test_a_minister_has_the_ministry_of_the_portfolio(people):
    (fact,) = people("Minister of Justice Pich Borey left.")

    assert parts_of(fact) == {
        "office": ("Minister of Justice", "minister"),
        "organisation": ("Justice", "Ministry of Justice"),
    }


def test_a_portfolio_before_the_word_minister_counts_too(people):
    (fact,) = people("Justice Minister Pich Borey left.")

    assert parts_of(fact) == {
        "office": ("Justice Minister", "minister"),
        "organisation": ("Justice", "Ministry of Justice"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "The governor of Kampot province Chea Borey left.",
        "Kampot’s governor Chea Borey left.",
        "Kampot governor H.E. Chea Borey left.",
        "Kampot governor, Chea Borey, left.",
        "Chea Borey, the current governor of Kampot, left.",
        "Chea Borey, who is also governor of Kampot, left.",
    ],
)
def test_ways_to_state_an_office(text, people):
    (fact,) = people(text)

    assert fact.value == "Chea Borey"
    assert fact.parts["office"].value == "governor"
    assert fact.parts["office_place"].value == "07"


def test_an_office_on_the_other_side_of_a_clause_is_not_the_persons(people):
    (fact,) = people("Chea Borey, tired, met the governor.")

    assert fact.parts == {}


def test_a_short_form_with_a_title_stands_for_the_full_name(people):
    facts = people("Ms. Sok Dararith came. Ms. Dararith slept.")

    assert [fact.value for fact in facts] == ["Sok Dararith", "Sok Dararith"]


def test_two_offices_of_one_person_are_both_kept(people):
    (fact,) = people(
        "Ms. Chan Bopha, Undersecretary of State at the Ministry of Tourism and deputy chair of "
        "LICADHO, came."
    )

    assert parts_of(fact) == {
        "office": ("Undersecretary of State", "under-secretary of state"),
        "organisation": ("Ministry of Tourism", "Ministry of Tourism"),
        "second_office": ("deputy chair", "vice chair"),
        "second_organisation": ("LICADHO", "LICADHO"),
    }


def test_an_office_belongs_to_the_name_that_follows_it_at_once(people):
    facts = people("He met Chan Bopha, Governor Pich Borey and others.")

    assert [(fact.value, "office" in fact.parts) for fact in facts] == [
        ("Chan Bopha", False),
        ("Pich Borey", True),
    ]


@pytest.mark.parametrize(
    ("text", "name", "rule"),
    [
        ("Ms. Xela Quon came.", "Xela Quon", "persons.title"),
        ("H.E. Xela Quon came.", "Xela Quon", "persons.title"),
        ("Oknha Xela Quon came.", "Xela Quon", "persons.title"),
        ("Then Xela Quon said no.", "Xela Quon", "persons.verb"),
        ("Chinese national Xela Quon left.", "Xela Quon", "persons.noun"),
        ("It was Chea Xela there.", "Chea Xela", "persons.surname"),
        ("Nguyen Van An told police.", "Nguyen Van An", "persons.surname"),
        ("“It is shut,” said Xela Quon.", "Xela Quon", "persons.verb"),
        ("Xela Quon, 34, slept there.", "Xela Quon", "persons.age"),
        ("Xela Quon, a 24-year-old from afar, slept.", "Xela Quon", "persons.age"),
        ("A man named Xela Quon slept there.", "Xela Quon", "persons.noun"),
        ("help my name is Xela Quon", "Xela Quon", "persons.noun"),
    ],
)
def test_what_speaks_for_a_name(text, name, rule, people):
    assert [(fact.value, fact.rule) for fact in people(text)] == [(name, rule)]


def test_short_forms_stand_for_the_full_name(people):
    facts = people("Governor Kuch Dararith left. Later Dararith came. “[Dararith] slept,” he said.")

    assert [(fact.text, fact.value) for fact in facts] == [
        ("Kuch Dararith", "Kuch Dararith"),
        ("Dararith", "Kuch Dararith"),
        ("Dararith", "Kuch Dararith"),
    ]


def test_a_short_form_that_two_people_share_is_doubted(people):
    facts = people("Mr. Sok Dararith met Mr. Chea Dararith. Dararith left.")

    assert facts[-1].rule == "persons.short_shared"
    assert facts[-1].confidence < 0.5


def test_a_name_seen_again_is_surer_where_an_office_stands_elsewhere(people):
    facts = people("Governor Chea Borey left. It was Chea Borey again.")

    assert [fact.rule for fact in facts] == ["persons.office", "persons.full"]


@pytest.mark.parametrize(
    "text",
    [
        "Preah Sihanouk said nothing.",
        "This year we face Kovids and work hard Strong on it.",
        "Human Rights said nothing and On Monday Authorities left.",
        "“They left Montagnards,” the premier said.",
        "Ministry of Interior said no.",
        "It was Svay Pak at last.",
        "The General Commissariat of Immigration left.",
    ],
)
def test_what_is_no_person(text, people):
    assert people(text) == []


def test_a_body_after_the_name_is_stated_for_it(people):
    (judge, monitor) = people(
        "Judge Ky Borey of the Phnom Penh Municipal Court met Xela Quon of rights group ADHOC."
    )

    assert judge.parts["organisation"].value == "Phnom Penh Municipal Court"
    assert (monitor.rule, monitor.parts["organisation"].value) == ("persons.body", "ADHOC")


def test_names_in_the_pages_furniture_are_doubted(people):
    facts = people("Related stories about Governor Chea Borey\n\nGovernor Sok Dara left.")

    assert facts[0].confidence == pytest.approx(facts[1].confidence / 2)


@pytest.mark.parametrize(
    "text",
    [
        "Two cooks slept at Loom Gourd. Loom Gourd said nothing.",
        "Behind Loom Gourd there is a well. Loom Gourd said nothing.",
        "The new board says Loom Gourd in red.",
        "Chair Hostel was shut. The chair, Hostel, was shut.",
    ],
)
def test_find_persons_takes_no_premises_for_a_person(kh, text):
    people = [fact for fact in read(text, kh).facts if fact.kind is FactKind.PERSON]

    assert people == []
