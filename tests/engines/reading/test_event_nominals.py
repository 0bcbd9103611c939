"""Events told by a noun, and by passives of many sorts."""

import pytest

from ponleu.engines.reading import read
from ponleu.engines.reading.types import FactKind


def events(kh, text):
    return [(fact.value, fact.text) for fact in read(text, kh).facts if fact.kind is FactKind.EVENT]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "The vote follows the arrest of two drivers in Kampot.",
            ("arrest", "the arrest of two drivers in Kampot"),
        ),
        (
            "He spoke after the storming of the hotel by military police.",
            ("raid", "the storming of the hotel by military police"),
        ),
        (
            "The arrests of five Chinese nationals showed that they meant it.",
            ("arrest", "The arrests of five Chinese nationals"),
        ),
        (
            "Little changed with the release of nine maids on 3 May 2021.",
            ("rescue", "the release of nine maids on 3 May 2021"),
        ),
    ],
)
def test_nominals_in_are_events_with_the_phrase_around_them(kh, text, event):
    assert events(kh, text) == [event]


@pytest.mark.parametrize(
    "text",
    [
        "Families demand the release of nine maids.",
        "They fear the arrest of two more drivers if nobody pays.",
        "The court issued a warrant for the arrest of two drivers.",
        "The release of the report on 3 May 2021 was late.",
        "A second inspection of the three villas is planned.",
    ],
)
def test_nominals_in_are_no_events_where_nothing_has_happened(kh, text):
    assert [
        sort for sort, _ in events(kh, text) if sort in {"arrest", "rescue", "inspection"}
    ] == []


@pytest.mark.parametrize(
    ("text", "sorts"),
    [
        ("Seven cooks were taken into custody, of whom five have since been put on a plane home.",
         ["arrest", "deportation"]),
        ("The caretaker was brought to the commissariat to make a record.", ["arrest"]),
        ("Eight teenagers were found behind a false wall.", ["rescue"]),
        ("The computers, 95 sets, were withheld.", ["seizure"]),
        ("The police force went down to crack down on a villa.", ["raid"]),
        ("However, rescued workers say the food was bad.", []),
        ("The body of a man was found in the river.", []),
    ],
)  # fmt: skip
def test_find_events_knows_passives_and_hurried_reports(kh, text, sorts):
    assert [sort for sort, _ in events(kh, text)] == sorts
