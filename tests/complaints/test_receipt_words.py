"""Receipts as words: ten bytes in any language and back, whatever happens to the typing."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.foundation.packs.receipt_words import LANGUAGES, ReceiptWords, load_receipt_words
from ponleu.response.complaints.receipt_letters import letters, pieces
from ponleu.response.complaints.receipt_slips import distance
from ponleu.response.complaints.receipt_words import Reason, Unread, from_words, to_words
from tests.complaints.run_together import nearly_meeting

TABLE = load_receipt_words()
LATIN = ("en", "vi", "id", "fil")
SECRET = bytes(range(0, 250, 25))
secrets = st.binary(min_size=10, max_size=10)
languages = st.sampled_from(LANGUAGES)


def folded(language):
    return [letters(word, TABLE.same_letters) for word in TABLE.words[language]]


def slips_of(word, alphabet):
    """Every text one slip away: a letter left out, added, changed, or two changed about."""
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        yield from (before + letter + after for letter in alphabet)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in alphabet)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]


def typed(words, **changed):
    """Ten words with some changed: typed(words, w3="rivver")."""
    return " ".join(changed.get(f"w{place}", word) for place, word in enumerate(words, 1))


def test_to_words_says_one_thing_for_each_byte():
    # alphabetical in English: the 1st, 26th, 51st ... row of the table
    assert to_words(SECRET, TABLE, "en")[:3] == ("airplane", "broom", "coffee")
    assert to_words(SECRET, TABLE, "id")[:3] == ("pesawat", "sapu", "kopi")


@pytest.mark.parametrize(("secret", "language"), [(bytes(9), "en"), (bytes(10), "xx")])
def test_to_words_refuses_other_lengths_and_languages(secret, language):
    with pytest.raises(ValueError, match="receipt"):
        to_words(secret, TABLE, language)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(secrets, languages, st.sampled_from([" ", ", ", "\n", "", " / ", "\u200b", "။", "、"]))
def test_from_words_reads_what_to_words_wrote_in_any_language(secret, language, between):
    assert from_words(between.join(to_words(secret, TABLE, language)), TABLE) == secret


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_words_reads_numbers_before_words_and_capitals(language):
    words = to_words(SECRET, TABLE, language)

    rows = "\n".join(f"{number}. {word.upper()};" for number, word in enumerate(words, 1))

    assert from_words(rows, TABLE) == SECRET


@pytest.mark.parametrize(
    ("word", "language", "written"),
    [
        ("butterfly", "vi", "buom buom"),
        ("dolphin", "vi", "CA HEO"),
        ("rowboat", "km", "ទូ\u200bក"),
        ("crab", "km", "ក្ដាម"),  # joined DA looks like joined TA
        ("chair", "km", "កៅអី"),
        ("airplane", "zh", "飛機"),
        ("bread", "th", "ขนมปัง"),
        ("ocean", "th", "นํ้าทะเล"),  # the two parts of AM around the tone
        ("goat", "th", "เเพะ"),  # AE as two E
        ("kangaroo", "my", "သား ပိုက်ကောင်"),
        ("wardrobe", "my", "ဗီရုိ"),  # the sign below before the one above
        ("scarf", "my", "ပ၀ါ"),  # digit zero for the letter of its shape
        ("towel", "bn", "তোযালে"),  # the dot below left out
        ("peacock", "bn", "ময়ূর"),
        ("finger", "hi", "उंगली"),
        ("leaf", "hi", "पत्‍ता"),
        ("ant", "id", "SEMUT"),
        ("turtle", "id", "Kura Kura"),
        ("icecream", "vi", "que - kem"),
    ],
)
def test_from_words_reads_a_word_as_people_type_it(word, language, written):
    number = TABLE.words["en"].index(word)
    words = to_words(bytes([number]) + SECRET[1:], TABLE, language)

    assert from_words(typed(words, w1=written), TABLE) == bytes([number]) + SECRET[1:]


@pytest.mark.parametrize("slip", ["cofee", "coffeee", "koffee", "cofefe"])
def test_from_words_mends_one_slip_in_a_word(slip):
    words = to_words(SECRET, TABLE, "en")

    assert from_words(typed(words, w3=slip), TABLE) == SECRET


def test_from_words_mends_one_slip_in_every_word():
    words = to_words(SECRET, TABLE, "en")

    assert from_words(" ".join(f"{word}q" for word in words), TABLE) == SECRET


def test_from_words_tells_which_word_is_in_no_list():
    words = to_words(SECRET, TABLE, "en")

    unread = from_words(typed(words, w4="earinhs"), TABLE)

    assert (unread.reason, unread.language, unread.place) == (Reason.UNKNOWN_WORD, "en", 4)
    assert unread.text == "earinhs"
    assert unread.nearest[0] == "earrings"


def test_from_words_does_not_choose_between_two_words():
    # one slip from lion and from lips
    unread = from_words(typed(to_words(SECRET, TABLE, "en"), w10="lios"), TABLE)

    assert (unread.reason, unread.place) == (Reason.UNSURE_WORD, 10)
    assert set(unread.nearest[:2]) == {"lion", "lips"}


def test_from_words_tells_the_wrong_word_where_words_run_together():
    words = list(to_words(SECRET, TABLE, "th"))

    words[2] = "กกกกก"

    assert from_words("".join(words), TABLE).place == 3


@pytest.mark.parametrize(("count", "reason"), [(9, Reason.TOO_FEW), (11, Reason.TOO_MANY)])
def test_from_words_counts_the_words(count, reason):
    words = (*to_words(SECRET, TABLE, "hi"), TABLE.words["hi"][0])

    unread = from_words(" ".join(words[:count]), TABLE)

    assert (unread.reason, unread.language, unread.count) == (reason, "hi", count)


@pytest.mark.parametrize("text", ["", " 1. 2. 3. ", "\u200b"])
def test_from_words_says_that_there_are_no_words(text):
    assert from_words(text, TABLE) == Unread(Reason.EMPTY)


def test_from_words_says_that_nothing_is_like_a_word():
    unread = from_words("zzzzzz qqqqqq", TABLE)

    assert (unread.reason, unread.language, unread.place) == (Reason.UNKNOWN_WORD, "", 1)
    assert unread.nearest == ()


def test_from_words_refuses_words_that_two_languages_read_in_two_ways():
    words = TABLE.words["en"]
    table = ReceiptWords({"one": words, "other": words[::-1]}, TABLE.meanings, {})

    unread = from_words(" ".join(to_words(SECRET, table, "one")), table)

    assert (unread.reason, unread.count) == (Reason.UNSURE, 10)


def test_from_words_is_quick_and_firm_with_a_long_text():
    assert from_words("elephant " * 5000, TABLE) == Unread(Reason.TOO_MANY, count=112)


def test_unread_shows_nothing_of_the_words_when_printed():
    unread = from_words(typed(to_words(SECRET, TABLE, "en"), w4="earinhs"), TABLE)

    assert "ear" not in repr(unread)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_all_different_once_folded(language):
    assert len(set(folded(language))) == 256


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_stand_in_the_table_in_the_order_of_their_signs(language):
    # so that what is typed may be compared with one list, put in order or not
    for word in TABLE.words[language]:
        as_typed = "".join(pieces(word, TABLE.same_letters, ordered=False))

        assert letters(word, TABLE.same_letters) == as_typed


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_begin_no_other_and_are_two_slips_apart(language):
    words = sorted(folded(language))
    # every word one slip from a word; changed letters by a mask, as there are many
    masks = [(len(w), at, w[:at], w[at + 1 :]) for w in words for at in range(len(w))]

    assert not any(b.startswith(a) for a, b in pairwise(words))
    assert len(set(masks)) == len(masks)
    assert not set(words) & {slip for w in words for slip in slips_of(w, "") if slip != w}


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_words_run_together_are_two_slips_apart(language):
    assert nearly_meeting(folded(language)) == []


def test_nearly_meeting_finds_rows_one_slip_apart():
    # "bear" + "ring" is "earring" with one letter more; "ab" + "c" is "abc" + nothing
    assert ("bear", "earring") in nearly_meeting(["bear", "earring", "ring"])
    assert nearly_meeting(["cloud", "tiger"]) == []


def test_words_of_two_languages_that_look_alike_have_one_number():
    numbers = {}
    for language in LATIN:
        for number, word in enumerate(folded(language)):
            assert numbers.setdefault(word, number) == number, word


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_from_words_never_takes_a_slip_in_a_word_for_another_receipt(language):
    alphabet = sorted(set("".join(TABLE.words[language])))[::12]
    words = to_words(SECRET, TABLE, language)
    slips = sorted(set(slips_of(words[4], alphabet)))

    read = [from_words(typed(words, w5=slip), TABLE) for slip in slips]

    assert all(isinstance(secret, Unread) or secret == SECRET for secret in read)
    assert SECRET in read


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(secrets, languages, st.data())
def test_from_words_never_takes_a_slip_anywhere_for_another_receipt(secret, language, data):
    between = data.draw(st.sampled_from([" ", ""]))
    text = between.join(to_words(secret, TABLE, language))
    alphabet = sorted(set("".join(TABLE.words[language])))
    at = data.draw(st.integers(0, len(text)))
    letter = data.draw(st.sampled_from(alphabet))
    sort = data.draw(st.sampled_from(["added", "left out", "changed"]))

    rest = text[at:] if sort == "added" else text[at + 1 :]
    read = from_words(text[:at] + ("" if sort == "left out" else letter) + rest, TABLE)

    assert isinstance(read, Unread) or read == secret


@given(st.text("abc", max_size=5), st.text("abc", max_size=5))
def test_distance_is_zero_only_for_the_same_and_the_same_both_ways(one, other):
    assert (distance(one, other) == 0) is (one == other)
    assert distance(one, other) == distance(other, one)


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("", "abc", 3), ("form", "from", 1), ("kitten", "sitting", 3), ("ca", "abc", 3)],
)
def test_distance_counts_slips(one, other, slips):
    # "ca" to "abc" is 3 in the restricted form: a swapped pair is not changed again
    assert distance(one, other) == slips
