"""A receipt's secret as ten words of a language, and what someone types back as a secret.

Ten words of 256 carry 80 bits, and all of them are secret: none is left for a check, so a wrong
word that is in the list is told only when the receipt opens nothing. What keeps slips apart is
the list: in each language any two words are two slips apart, and none begins another.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from ponleu.foundation.packs.receipt_words import ReceiptWords
from ponleu.response.complaints.receipt_letters import letters, pieces
from ponleu.response.complaints.receipt_readings import LENGTH, Guess, guesses, readings
from ponleu.response.complaints.receipt_slips import WordList


class Reason(StrEnum):
    """Why typed words are no receipt."""

    EMPTY = "empty"
    UNKNOWN_WORD = "unknown_word"
    UNSURE_WORD = "unsure_word"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Unread:
    """Typed words that could not be read; printing it shows none of them.

    Attributes:
        reason: a word is not in the list (UNKNOWN_WORD) or may be one of several (UNSURE_WORD),
            the number of words is not ten, or the whole can be read in two ways (UNSURE).
        language: whose list the words are most like; "" if of none.
        place: which word, from 1; 0 if the reason is not one word.
        text: that word as typed, folded.
        nearest: words of the list to choose from, the likeliest first.
        count: how many words were seen.
    """

    reason: Reason
    language: str = ""
    place: int = 0
    text: str = field(default="", repr=False)
    nearest: tuple[str, ...] = field(default=(), repr=False)
    count: int = 0


def to_words(secret: bytes, table: ReceiptWords, language: str) -> tuple[str, ...]:
    """The ten words of a secret in a language.

    Raises:
        ValueError: the secret is not ten bytes, or the table has no such language.
    """
    if len(secret) != LENGTH:
        raise ValueError(f"a receipt's secret has {LENGTH} bytes, not {len(secret)}")
    if language not in table.words:
        raise ValueError(f"there are no receipt words in {language!r}")
    return tuple(table.words[language][number] for number in secret)


def from_words(text: str, table: ReceiptWords) -> bytes | Unread:
    """The secret that someone typed as words of any of the languages, the language unsaid.

    Capitals, marks, signs without width, numbers, commas and blanks do not matter. One slip in
    each word is mended if only one word is that near; words run together are read with one slip
    in all. Text that can be read in two ways is refused: never another receipt silently.
    """
    typed = pieces(text, table.same_letters)
    as_typed = pieces(text, table.same_letters, ordered=False)
    if not typed:
        return Unread(Reason.EMPTY)
    lists = _word_lists(table)
    forms = {typed, as_typed}
    found = {read for words in lists for form in forms for read in readings(form, words)}
    if len(found) == 1:
        return bytes(found.pop())
    if len("".join(typed)) > LENGTH * (max(words.longest for words in lists) + 1):
        return Unread(Reason.TOO_MANY, count=len(typed))
    return _unread(typed, lists, table)


@cache
def _word_lists(table: ReceiptWords) -> tuple[WordList, ...]:
    same = table.same_letters
    return tuple(
        WordList(language, [letters(word, same) for word in words])
        for language, words in table.words.items()
    )


def _unread(typed: tuple[str, ...], lists: Iterable[WordList], table: ReceiptWords) -> Unread:
    """What is wrong, told in the language whose words most of the text is."""
    words, seen = max(
        ((words, guesses(typed, words)) for words in lists),
        key=lambda guessed: sum(len(guess.meant) == 1 for guess in guessed[1]),
    )
    if not any(guess.meant for guess in seen):
        return Unread(Reason.UNKNOWN_WORD, place=1, text=typed[0], count=len(seen))
    for place, guess in enumerate(seen, 1):
        if len(guess.meant) != 1:
            return _unread_word(place, guess, words, table, len(seen))
    if len(seen) == LENGTH:
        return Unread(Reason.UNSURE, words.language, count=LENGTH)
    reason = Reason.TOO_FEW if len(seen) < LENGTH else Reason.TOO_MANY
    return Unread(reason, words.language, count=len(seen))


def _unread_word(
    place: int, guess: Guess, words: WordList, table: ReceiptWords, count: int
) -> Unread:
    return Unread(
        reason=Reason.UNSURE_WORD if guess.meant else Reason.UNKNOWN_WORD,
        language=words.language,
        place=place,
        text=guess.text,
        nearest=tuple(table.words[words.language][n] for n in words.nearest(guess.text)),
        count=count,
    )
