"""Plain English words of messages: a short table, and the words of the other lists."""

from ponleu.engines.reading.small_words import FUNCTION_WORDS, small_words, words_of_lists


def test_words_of_lists_divide_phrases(kh):
    words = words_of_lists(kh)

    assert {"denied", "recruiter", "spokesman"} <= words
    assert not any(" " in word for word in words)


def test_small_words_hold_no_given_name_for_plain_but_those_of_the_table(kh):
    lists = kh.words
    named = small_words(kh).plain & frozenset(lists["given_names"])

    assert named <= frozenset(lists["plain_words"]) | FUNCTION_WORDS | frozenset(
        lists["nationalities"]
    )


def test_plain_words_repeat_no_word_that_another_list_has(kh):
    told = words_of_lists(kh) - small_words(kh).given

    assert not frozenset(kh.words["plain_words"]) & (told | FUNCTION_WORDS)
