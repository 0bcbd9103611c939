"""Any text can be read: no error, exact offsets, links that hold."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ponleu.engines.reading import FactKind, read
from ponleu.foundation.packs.lexicon import load_lexicon

ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
PIECES = st.lists(
    st.sampled_from(
        [
            "Governor Sok Dara", " said ", "denied that ", '"', "“", "”", "’s ", "'", " and ", ", ",
            ". ", "\n", "\r\n", "\x00", "\u200b", "12,000 riel", "within two weeks", "31 May 2021",
            "between 3 and ", "Quiet Loom Hotel", "also known as ", "Co., Ltd", "Ministry of ",
            "will inspect ", "asked the police to ", "the statement ", "no one was held", "ខេត្ត",
            "លោក", "ថ្ងៃទី៣ ", "(", ")", "[", "]", "-", "–", "Phnom Penh",
            "Lamp and Ladder Foundation",
            "fined ", "for employing ", "he ", "it ", "reportedly ", "according to ", "•", "1.",
            "$",
            "last 999 years", "next month", "e\u0301", "İ", "ß", "ǅ", "٣", "𝟛", "Ⅻ", "²",
            "½",
        ]
    ),
    max_size=40,
).map("".join)  # fmt: skip
PATHOLOGICAL = {
    "one word": "a" * 20_000,
    "capitals": "A" * 20_000,
    "digits": "1" * 20_000,
    "groups of digits": "1," * 10_000,
    "numbers": "twenty-" * 3_000,
    "names": "Sok " * 5_000,
    "openings": "Ministry of " * 2_000,
    "marks": '"' * 10_000,
    "quotations": "“So.” " * 3_000,
    "quoted sentences": "“" + "So it is. " * 2_000 + "”",
    "apostrophes": "a’" * 10_000,
    "blanks": " " * 20_000 + "a",
    "line ends": "a\n" * 5_000,
    "Khmer": "ក" * 20_000,
    "combining": "e" + "\u0301" * 10_000,
    "stops": "A." * 5_000,
    "sayings": "he said that " * 1_500,
    "promises": "The ministry will inspect and " * 800,
    "dates": "3 May to " * 1_500,
    "brackets": "(" * 5_000 + ")" * 5_000,
}


def assert_sound(text, reading):
    for fact in reading.facts:
        assert text[fact.start : fact.end] == fact.text
        for part in fact.parts.values():
            assert text[part.start : part.end] == part.text
        if fact.against is not None:
            assert reading.facts[fact.against].kind is FactKind.CLAIM
    for zone in reading.zones:
        assert 0 <= zone.start <= zone.end <= len(text)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=ANYTHING | PIECES, published=st.none() | st.dates())
def test_read_takes_any_text(text, published):
    reading = read(text, load_lexicon("kh"), published=published)

    assert_sound(text, reading)


@pytest.mark.slow
@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_read_takes_one_thing_over_and_over(kh, name):
    text = PATHOLOGICAL[name]

    reading = read(text, kh, published=date(2021, 9, 16))

    assert_sound(text, reading)


@pytest.mark.slow
def test_read_takes_a_million_letters_without_a_blank(kh):
    text = "ab" * 500_000

    assert read(text, kh).facts == ()
