"""Recovery sheets: any two of three give the secret, and a slip of the pen is found."""

from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics
from shamir_mnemonic.wordlist import WORDLIST

from ponleu.engines.errors import EngineError
from ponleu.engines.sealing import Fault, SheetRefused, join, split
from tests.sealing.published import published

SECRET = bytes(range(32))
SHEETS = split(SECRET)
LAST_WORD, WORDS = 32, 33


def refusal(*sheets):
    with pytest.raises(SheetRefused) as refused:
        join(sheets)
    return refused.value.fault, refused.value.sheet, refused.value.word


def mistyped(sheet, at, shift=1):
    words = sheet.split()
    words[at] = WORDLIST[(WORDLIST.index(words[at]) + shift) % 1024]
    return " ".join(words)


@pytest.mark.parametrize(("about", "sheets", "secret"), published("slip39"))
def test_the_library_agrees_with_the_published_vectors(about, sheets, secret):
    if secret:
        assert combine_mnemonics(sheets, b"TREZOR").hex() == secret, about
    else:
        with pytest.raises(MnemonicError):
            combine_mnemonics(sheets, b"TREZOR")


@pytest.mark.slow
@settings(max_examples=15)
@given(st.binary(min_size=32, max_size=32))
def test_join_gives_the_secret_from_any_two_sheets(secret):
    sheets = split(secret)

    assert {join(pair) for pair in permutations(sheets, 2)} == {secret}


def test_split_makes_three_sheets_that_another_program_of_the_standard_reads():
    assert [len(sheet.split()) for sheet in SHEETS] == [WORDS] * 3
    for pair in combinations(SHEETS, 2):
        assert combine_mnemonics(pair) == SECRET


def test_sheets_of_version_1_still_join():
    assert join(published("version_1")["sheets"]) == SECRET


def test_join_forgives_case_and_spaces():
    assert join([SHEETS[0].upper(), "\n  " + SHEETS[2].replace(" ", "\n ")]) == SECRET


def test_a_word_that_is_not_in_the_list_is_shown_by_sheet_and_place():
    words = SHEETS[1].split()
    words[6] = "lotusflower"

    assert refusal(SHEETS[0], " ".join(words)) == (Fault.UNKNOWN_WORD, 2, 7)


@pytest.mark.slow
@settings(max_examples=60)
@given(st.integers(0, LAST_WORD), st.integers(1, 1023), st.sampled_from([0, 1]))
def test_one_wrong_word_of_the_list_is_shown_by_sheet_and_place(at, shift, which):
    sheets = [SHEETS[0], SHEETS[1]]
    sheets[which] = mistyped(sheets[which], at, shift)

    assert refusal(*sheets) == (Fault.WRONG_WORD, which + 1, at + 1)


@pytest.mark.slow
@settings(max_examples=40)
@given(st.sets(st.integers(0, LAST_WORD), min_size=2, max_size=2), st.integers(1, 1023))
def test_two_wrong_words_are_shown_by_sheet_alone(places, shift):
    sheet = SHEETS[2]
    for at in places:
        sheet = mistyped(sheet, at, shift)

    assert refusal(sheet, SHEETS[0]) == (Fault.WRONG_WORD, 1, None)


def test_a_sheet_with_too_few_words_is_shown():
    assert refusal(SHEETS[0], SHEETS[1].rsplit(" ", 1)[0]) == (Fault.LENGTH, 2, None)
    assert refusal("", SHEETS[1]) == (Fault.LENGTH, 1, None)


def test_the_same_sheet_twice_is_refused():
    assert refusal(SHEETS[0], SHEETS[0].upper()) == (Fault.SAME_SHEET, None, None)


def test_sheets_of_two_splittings_are_refused():
    assert refusal(SHEETS[0], split(SECRET)[1]) == (Fault.NOT_TOGETHER, None, None)


def test_sheets_that_only_pretend_to_belong_together_are_refused(monkeypatch):
    # the same identifier by chance, one in 32,768: the digest of the secret tells
    monkeypatch.setattr("shamir_mnemonic.shamir.RANDOM_BYTES", lambda count: b"\x55" * count)
    one, two = split(SECRET), split(SECRET[::-1])

    assert refusal(one[0], two[1]) == (Fault.NOT_TOGETHER, None, None)


@pytest.mark.parametrize("number", [0, 1, 3])
def test_two_sheets_are_asked_for(number):
    assert refusal(*SHEETS[:number]) == (Fault.COUNT, None, None)


def test_sheets_of_another_program_are_refused_before_any_work():
    # vector 23: 2 of 3 over 256 bits, not extendable, more rounds; vector 20: without sharing
    vectors = [sheets for _, sheets, _ in published("slip39")]
    two_of_three, alone = vectors[22], vectors[19][0]

    assert refusal(*two_of_three) == (Fault.FOREIGN, 1, None)
    assert refusal(SHEETS[0], alone) == (Fault.FOREIGN, 2, None)


@pytest.mark.parametrize(
    "other",
    [
        {"extendable": False},
        {"iteration_exponent": 1},
        {"groups": [(3, 3)]},
        {"groups": [(2, 3), (2, 3)]},
        {"groups": [(2, 5)]},
    ],
    ids=str,
)
def test_sheets_made_otherwise_are_refused(other):
    usual = {"groups": [(2, 3)], "extendable": True, "iteration_exponent": 0}
    made = generate_mnemonics(group_threshold=1, master_secret=SECRET, **{**usual, **other})

    assert refusal(*made[-1][-2:]) == (Fault.FOREIGN, 1, None)


def test_a_refusal_says_no_word_of_the_sheet():
    with pytest.raises(SheetRefused) as refused:
        join([mistyped(SHEETS[0], 5), SHEETS[1]])

    assert not set(str(refused.value).lower().split()) & set(SHEETS[0].split()[4:])


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_split_takes_32_bytes_only(length):
    with pytest.raises(EngineError, match="32 bytes"):
        split(bytes(length))
