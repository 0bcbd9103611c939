"""People are invented: no name is that of a public person, in any seed."""

from itertools import product
from pathlib import Path

from ponleu.faces.demonstration.tables import choices, table
from ponleu.foundation.accounts.demonstration import demonstration_accounts

REAL = frozenset(
    "".join(name.lower().split())
    for name in (Path(__file__).parent / "real_names.txt").read_text(encoding="utf-8").splitlines()
)
"""Officials, politicians, activists and business people who must not appear."""


def squeezed(*parts):
    return "".join("".join(parts).lower().split())


def test_no_surname_and_given_name_together_make_a_public_person():
    surnames = [(row["latin"], *choices(row["variants"])) for row in table("surnames")]
    given = [(row["latin"], *choices(row["variants"])) for row in table("given_names")]
    every_surname = [spelling for row in surnames for spelling in row]
    every_given = [spelling for row in given for spelling in row]

    made = {squeezed(a, b): (a, b) for a, b in product(every_surname, every_given)}

    assert not {key: made[key] for key in made.keys() & REAL}


def test_no_foreign_name_is_that_of_a_public_person():
    names = {
        squeezed(name)
        for row in table("foreign_persons")
        for name in (row["name"], *choices(row["variants"]))
    }
    assert not names & REAL


def test_no_text_names_a_public_person(country):
    real = (Path(__file__).parent / "real_names.txt").read_text(encoding="utf-8").splitlines()
    texts = [document.text for document in country.documents]
    texts += [complaint.text for complaint in country.complaints]
    whole = "\n".join(texts)

    assert [name for name in real if name in whole] == []


def test_persons_have_names_in_their_own_script_and_other_spellings(country):
    scripts = {"KH": "km", "CN": "zh", "TH": "th", "VN": "vi"}

    for person in country.persons:
        languages = {name.language for name in person.names}
        assert scripts[person.nationality] in languages
        assert len({name.text for name in person.names}) >= 3


def test_no_two_persons_share_a_name(country):
    names = [person.name for person in country.persons]

    assert len(set(names)) == len(names)


def test_deputy_governor_of_the_review_journey_is_always_the_same(country):
    found = [
        person.name
        for person in country.persons
        if (person.office, person.place_code) == ("deputy governor", "18")
    ]
    assert found == ["Long Virak"]


def test_no_person_but_the_pinned_bears_the_name_of_an_account(country):
    accounts = {account.name for account in demonstration_accounts()} - {"Long Virak"}

    assert not accounts & {person.name for person in country.persons}
