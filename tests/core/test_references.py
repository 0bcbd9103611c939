"""References: a slip of tongue or pen never gives another valid one."""

from hypothesis import given
from hypothesis import strategies as st

from ponleu.foundation.core.references import check_letter, is_reference, reference

years = st.integers(2000, 2999)
serials = st.integers(1, 999_999)
prefixes = st.sampled_from("CDKMOPS")


def test_reference_of_a_worked_example():
    # D is the 4th letter: 4 2026 000318 -> 42026000318; 42026000318 = 23 * 1827217405 + 3 -> "A"
    assert check_letter("D", 2026, 318) == "A"
    assert reference("D", 2026, 318) == "D-2026-000318-A"


@given(prefixes, years, serials)
def test_is_reference_takes_what_reference_writes(prefix, year, serial):
    written = reference(prefix, year, serial)

    assert is_reference(written)
    assert is_reference(f" {written.lower()} ")


@given(prefixes, years, serials, st.integers(0, 5), st.integers(1, 9))
def test_a_wrong_digit_is_noticed(prefix, year, serial, place, shift):
    digits = list(f"{serial:06d}")
    digits[place] = str((int(digits[place]) + shift) % 10)
    other = int("".join(digits))

    assert check_letter(prefix, year, serial) != check_letter(prefix, year, other)


@given(prefixes, years, serials, st.integers(0, 4))
def test_two_digits_swapped_are_noticed(prefix, year, serial, place):
    digits = list(f"{serial:06d}")
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    other = int("".join(digits))

    assert other == serial or check_letter(prefix, year, serial) != check_letter(
        prefix, year, other
    )


@given(st.text(max_size=24))
def test_is_reference_answers_for_any_text(text):
    assert is_reference(text) in (True, False)
