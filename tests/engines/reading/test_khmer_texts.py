"""Whole Khmer texts, written for this test: what is named in them and who says what."""

from datetime import date
from pathlib import Path

import pytest

from ponleu.engines.reading import FactKind, read
from ponleu.engines.reading.types import Amount

TEXTS = Path(__file__).parent / "khmer"
PRESS = (TEXTS / "press.txt").read_text(encoding="utf-8")
NOTICE = (TEXTS / "notice.txt").read_text(encoding="utf-8")
MESSAGE = (TEXTS / "message.txt").read_text(encoding="utf-8")
COURT = (TEXTS / "court.txt").read_text(encoding="utf-8")


def read_mentions(text, kh, published):
    kinds = {"person", "organisation", "site", "place", "date", "amount"}
    facts = read(text, kh, published=published).facts
    return [(f.kind.value, f.text, f.value) for f in facts if f.kind.value in kinds]


def read_statements(text, kh, published):
    kinds = {FactKind.CLAIM, FactKind.DENIAL, FactKind.REQUEST, FactKind.COMMITMENT,
             FactKind.PENALTY}  # fmt: skip
    facts = read(text, kh, published=published).facts
    return [
        (f.kind.value, f.parts["speaker"].value if "speaker" in f.parts else None)
        for f in facts
        if f.kind in kinds
    ]


def test_read_a_press_report_of_a_raid(kh):
    found = read_mentions(PRESS, kh, date(2024, 2, 15))

    assert found == [
        ("place", "បាវិត", "2008"),
        ("amount", "២០០ នាក់", Amount(200, "person")),
        ("place", "ស្វាយរៀង", "20"),
        ("site", "កាស៊ីណូ ព្រះច័ន្ទមាស", "កាស៊ីណូ ព្រះច័ន្ទមាស"),
        ("place", "បាវិត", "200802"),
        ("place", "បាវិត", "2008"),
        ("place", "ស្វាយរៀង", "20"),
        ("date", "ព្រឹកថ្ងៃទី១៤ ខែកុម្ភៈ ឆ្នាំ២០២៤", "2024-02-14"),
        ("amount", "៣១២ គ្រឿង", Amount(312, "item")),
        ("person", "កែវ សុភ័ក្ត្រ", "កែវ សុភ័ក្ត្រ"),
        ("place", "ស្វាយរៀង", "20"),
        ("amount", "១៩៧ នាក់", Amount(197, "person")),
        ("amount", "២៣ នាក់", Amount(23, "person")),
        ("person", "រ៉េត ច័ន្ទនី", "រ៉េត ច័ន្ទនី"),
        ("organisation", "អង្គការ ក្ដីសង្ឃឹមកុមារ", "អង្គការ ក្តីសង្ឃឹមកុមារ"),
    ]


def test_read_who_says_what_in_a_press_report(kh):
    found = read_statements(PRESS, kh, date(2024, 2, 15))

    assert found == [
        ("claim", "កែវ សុភ័ក្ត្រ"),
        ("denial", "កែវ សុភ័ក្ត្រ"),
        ("request", "រ៉េត ច័ន្ទនី"),
    ]


def test_read_events_of_a_press_report_with_the_sorts_of_english(kh):
    facts = read(PRESS, kh, published=date(2024, 2, 15)).facts

    events = [fact for fact in facts if fact.kind is FactKind.EVENT]

    assert [event.value for event in events] == ["raid", "arrest", "raid", "seizure"]
    raid = events[2].parts
    assert (raid["where"].value, raid["when"].value) == ("កាស៊ីណូ ព្រះច័ន្ទមាស", "2024-02-14")
    assert events[3].parts["how_many"].value == Amount(312, "item")


def test_read_a_notice_of_a_ministry(kh):
    found = read_mentions(NOTICE, kh, date(2023, 5, 31))

    assert found == [
        ("organisation", "ក្រសួងការងារ និងបណ្តុះបណ្តាលវិជ្ជាជីវៈ",
         "Ministry of Labour and Vocational Training"),
        ("amount", "៤៥ កន្លែង", Amount(45, "place")),
        ("date", "ថ្ងៃទី ១ ដល់ថ្ងៃទី ១៥ ខែមិថុនា ឆ្នាំ ២០២៣", "2023-06-01/2023-06-15"),
        ("amount", "៥ លានរៀល", Amount(5_000_000, "riel")),
        ("place", "ភ្នំពេញ", "12"),
        ("date", "ថ្ងៃពុធ ១៣កើត ខែជេស្ឋ ឆ្នាំថោះ បញ្ចស័ក ព.ស. ២៥៦៧", "2023"),
    ]  # fmt: skip


def test_read_penalty_and_promise_of_a_notice(kh):
    found = read_statements(NOTICE, kh, date(2023, 5, 31))

    ministry = "Ministry of Labour and Vocational Training"
    assert [kind for kind, _ in found] == ["commitment", "penalty"]
    assert found[1] == ("penalty", ministry)


def test_read_a_message_that_asks_for_help(kh):
    found = read_mentions(MESSAGE, kh, date(2024, 1, 2))

    assert ("person", "ស្រីពៅ", "ស្រីពៅ") in found
    assert ("person", "សុវណ្ណ", "សុវណ្ណ") in found
    assert ("place", "តាកែវ", "21") in found
    assert ("amount", "៣០០ដុល្លារ", Amount(300, "usd")) in found
    assert read_statements(MESSAGE, kh, date(2024, 1, 2)) == [("request", "ស្រីពៅ")]


def test_read_a_verdict_and_an_appeal_announced(kh):
    found = read_mentions(COURT, kh, date(2024, 3, 5))  # a Tuesday

    assert found == [
        ("organisation", "សាលាដំបូងខេត្តសៀមរាប", "សាលាដំបូងខេត្តសៀមរាប"),
        ("amount", "៧ ឆ្នាំ", Amount(7, "year")),
        ("date", "ថ្ងៃសុក្រ", "2024-03-01"),
        ("person", "នួន សុវណ្ណារ៉ា", "នួន សុវណ្ណារ៉ា"),
        ("organisation", "សាលាឧទ្ធរណ៍", "Court of Appeal"),
        ("date", "ថ្ងៃទី ២០ ខែនេះ", "2024-03-20"),
    ]
    statements = read_statements(COURT, kh, date(2024, 3, 5))
    assert statements == [("penalty", None), ("commitment", "នួន សុវណ្ណារ៉ា")]


@pytest.mark.parametrize("text", [PRESS, NOTICE, MESSAGE, COURT])
def test_offsets_of_every_fact_and_part_are_exact(text, kh):
    for fact in read(text, kh, published=date(2024, 2, 15)).facts:
        assert text[fact.start : fact.end] == fact.text
        for part in fact.parts.values():
            assert text[part.start : part.end] == part.text
