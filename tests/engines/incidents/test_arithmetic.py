"""Percentages and totals that do not add up; those that do are passed over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.engines.incidents import arithmetic_slips
from ponleu.engines.incidents.figures import share_slip
from ponleu.engines.incidents.number_words import in_figures

TENS = {2: "twenty", 3: "thirty", 4: "forty", 5: "fifty", 6: "sixty", 7: "seventy"} | {
    8: "eighty",
    9: "ninety",
}
SMALL = {
    1: "one",
    2: "two",
    3: "three",
    4: "four",
    5: "five",
    6: "six",
    7: "seven",
    8: "eight",
    9: "nine",
    10: "ten",
    11: "eleven",
    12: "twelve",
    13: "thirteen",
    14: "fourteen",
    15: "fifteen",
    16: "sixteen",
    17: "seventeen",
    18: "eighteen",
    19: "nineteen",
}


def test_arithmetic_slips_tell_a_change_counted_on_the_new_number():
    text = "The office wrote 104 cases: +17 cases, 16.34%, on a base of 87."

    (slip,) = arithmetic_slips(text)

    # 17 / 87 = 0.19540; 17 / 104 = 0.16346, cut off instead of rounded
    assert text[slip.start : slip.end] == slip.text == "+17 cases, 16.34%"
    assert slip.right == pytest.approx(19.5402, abs=1e-4)
    assert (slip.stated, slip.tolerance) == (16.34, 0.01)
    assert slip.reason == (
        "17 on 87 is 19.54%, not 16.34% (rounding explains 0.01); "
        "the stated share is of the new number, 104"
    )


def test_arithmetic_slips_take_no_day_for_the_base_of_a_percentage():
    text = (
        "Seen on 10 September 2026: 14 people. In the year so far 104 cases were recorded, an "
        "increase of 17 cases (16.34%) on 87."
    )

    (slip,) = arithmetic_slips(text)

    assert round(slip.right, 2) == 19.54


def test_arithmetic_slips_count_back_to_the_old_number():
    (slip,) = arithmetic_slips("There were 60 raids. This is 12 raids more, or 30 per cent.")

    # 60 - 12 = 48 before; 12 / 48 = 25%
    assert slip.reason == "12 on 48 is 25.00%, not 30% (rounding explains 1)"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("They took 30 telephones and 12 radios, in all 44 devices.", 42),
        ("Debts of US$1,100, US$2,000 and US$650. That is US$3,950 in all.", 3750),
        ("Of the 50 cases, 20 were of force, 15 of fraud and 10 of debt.", 45),
        ("Result: 30 persons were found: 12 Thai, 9 Lao and 8 Chinese.", 29),
        ("មនុស្ស ១២ នាក់ និងកុមារ ៥ នាក់ សរុប ១៩ នាក់។", 17),
        ("សរុប ៣០ នាក់ ក្នុងនោះ ថៃ ១០ នាក់ ឡាវ ១១ នាក់ និងចិន ៨ នាក់", 29),
    ],
)
def test_arithmetic_slips_add_totals_and_breakdowns(text, right):
    (slip,) = arithmetic_slips(text)

    assert slip.right == right
    assert text[slip.start : slip.end] == slip.text


@pytest.mark.parametrize(
    "text",
    [
        "Checked were 200 guests, of whom 50 were women, or 30 per cent.",
        "Of these 200, women number 50, or 30 per cent.",
        "They went to 200 kilns. At 50 of them, or 30 per cent, children worked.",
        "In all 50 of the 200 were women, or 30 per cent.",
    ],
)
def test_arithmetic_slips_hold_a_share_against_its_whole(text):
    (slip,) = arithmetic_slips(text)

    # 50 / 200 = 25%
    assert slip.reason.startswith("50 on 200 is 25.00%, not 30%")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("There were 12 fines at 480,000 riel each, together 6,760,000 riel.", 5_760_000),
        ("Food, 19 persons for 6 days at 4 dollars: 486 dollars.", 456),
        ("The group, 9 males and 6 females, 14 in all, was tired.", 15),
        ("A contract: 2 of 8, thus 20 per cent.", 25),
        ("Brought out: 52. Of these, 13 asked for shelter, which is 35 per cent.", 25),
        ("In all 200 came. Women are 50 of them, that is 34 per cent.", 25),
        ("Of the 14 guests, 7 have gone home, which makes 70 per cent.", 50),
        ("It rose from 40 to 50, an increase of 30 per cent.", 25),
    ],
)
def test_arithmetic_slips_multiply_and_look_back_for_the_whole(text, right):
    (slip,) = arithmetic_slips(text)

    assert slip.right == right
    assert text[slip.start : slip.end] == slip.text


@pytest.mark.parametrize(
    "text",
    [
        "Transport: 19 persons at 35 dollars: 665 dollars.",
        "The bills, 20 times 240, is 4,800 dollars.",
        "Brought out: 52. Of these, 13 asked for shelter, which is 25 per cent.",
        "It fell from 1,200 to 900 dollars, a loss of 25 per cent.",
        "Result: 29 persons were found: 12 Thai, 9 Lao and 8 Chinese.",
        "In all 50 of the 200 were women, or 25 per cent.",
        "The office wrote 104 cases, an increase of 17 cases, or 19.54%, on 87 last year.",
        "An increase of 17 cases, or 19.5 per cent, on 87 last year.",
        "Cases rose by 17 cases, or 40%.",
        "They took 30 telephones and 12 radios, in all 42 devices.",
        "Of the 50 cases, 20 were of force, 15 of fraud and the rest of debt, 14 in March and 2.",
        "Of the 50 cases, 20 were of force, including 3 in May and 2 in June.",
        "On 3 May and 4 June, together 5 officers came.",
        "They met on 12 June 2023 and again on 14 June 2023.",
        "",
    ],
)
def test_arithmetic_slips_pass_over_what_adds_up_or_cannot_be_told(text):
    assert arithmetic_slips(text) == []


@given(st.integers(1, 900), st.integers(1, 900), st.integers(0, 3))
def test_share_slip_lets_every_rounding_pass(part, base, places):
    stated = f"{100 * part / base:.{places}f}"

    assert share_slip(part, base, stated) is None


def test_share_slip_gives_the_right_share_and_the_tolerance():
    assert share_slip(1, 4, "26.5") == (25.0, 0.1)


@pytest.mark.parametrize(
    ("text", "said", "right"),
    [
        ("Four of the six, or 75 per cent, went home.", "Four of the six, or 75 per cent", 400 / 6),
        (
            "A lorry left with 14 people on it. They were six men, five women and five children.",
            "14 people on it. They were six men, five women and five children",
            16,
        ),
        (
            "None of the thirteen was paid. At 450 dollars for each, the claim comes to 5,580.",
            "At 450 dollars for each, the claim comes to 5,580",
            5850,
        ),
        (
            "Of our 212 families, 53, one in three, wish to go.",
            "Of our 212 families, 53, one in three",
            4,
        ),
        ("2. មនុស្សពេញវ័យ ៩នាក់ និងកុមារ ៨នាក់ សរុបទាំងអស់ ១៩នាក់។", "៩នាក់ និងកុមារ ៨នាក់ សរុបទាំងអស់ ១៩", 17),
        (
            "Twenty-one men and nine women, thirty-one in all.",
            "Twenty-one men and nine women, thirty-one in all",
            30,
        ),
    ],
)
def test_numbers_in_words_count_and_the_words_of_the_text_are_given(text, said, right):
    (slip,) = arithmetic_slips(text)

    assert slip.text == text[slip.start : slip.end] == said
    assert slip.right == pytest.approx(right)


@pytest.mark.parametrize(
    "text",
    [
        "Four of the six, or 67 per cent, went home.",
        "A lorry left with 16 people on it. They were six men, five women and five children.",
        "None of the thirteen was paid. At 450 dollars for each, the claim comes to 5,850.",
        "Of our 212 families, 53, one in four, wish to go.",
        "Four nationalities were found: 51 Chinese, 20 Burmese, 9 Pakistanis and 6 Nepalese.",
        "3. Two men and six women, eight in all.",
        "One of them, or one in three, said so. At 450 dollars for each, it comes to 900.",
        "It was a one-off; twenty-first of May; six-year-old twins, two boys and a girl together.",
    ],
)
def test_what_adds_up_in_words_is_no_slip(text):
    assert arithmetic_slips(text) == []


@given(st.integers(2, 99))
def test_words_are_read_as_the_number_that_they_say(number):
    tens, ones = divmod(number, 10)
    word = SMALL[number] if number < 20 else TENS[tens] + (f"-{SMALL[ones]}" if ones else "")
    text = f"they were {word} in all"

    read, places = in_figures(text)

    assert read == f"they were {number} in all"
    assert len(places) == len(read) + 1
    assert text[places[10] : places[10 + len(str(number))]] == word
