"""Messages written small: which of their words are plain English and which may be names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.phrases import LISTS
from ponleu.engines.reading.runs import Words
from ponleu.engines.reading.tokens import tokenise
from ponleu.engines.reading.types import Lexicon
from ponleu.engines.reading.word_sets import word_set

FUNCTION_WORDS: Final = word_set(
    "a an the this that these those my your his her its our their some any no each every all both "
    "i me you u he him she it we us they them who whom whose which what where when why how im ive "
    "hes shes theyre thats its is am are was were be been being has have had do does did done dont "
    "didnt doesnt can cant cannot could will would wont shall should may might must not never and "
    "or but so if then than because bcos bcoz coz cuz becoz cause as at by for from in inside into "
    "near next of off on onto out outside over to toward under up down until till upto with w "
    "without behind beside between opposite about after before since during again also only just "
    "very too there here now yes ok okay please pls plz help sir madam maam mam hello hi dear same "
    "one two three four five six seven eight nine ten many much more most other another like said "
    "say says tell told ask asks asked call calls called named name know knows see saw want wants "
    "go goes going went come comes came take took taken sell sold bring brought put send sent work "
    "works working worked live lives living stay stays keep keeps kept hold locked lock have old "
    "new big small real alleged chinese khmer cambodian vietnamese thai their block floor room"
) - {"new"}
"""Words at which a name in small letters begins or ends."""


@dataclass(frozen=True, slots=True)
class SmallWords:
    """The lists that names in small letters are told by, as keys."""

    plain: frozenset[str]
    nations: frozenset[str]
    people: frozenset[str]
    given: frozenset[str]


@once_per
def small_words(lexicon: Lexicon) -> SmallWords:
    """Prepared once for a lexicon."""
    lists = lexicon.words
    surnames = frozenset(name.casefold() for name in lexicon.surnames)
    given = surnames | frozenset(lists.get("given_names", {}))
    nations = frozenset(lists.get("nationalities", {}))
    told = words_of_lists(lexicon) - given
    plain = frozenset(lists.get("plain_words", {})) | told | FUNCTION_WORDS | nations
    people = frozenset(word for word in lists.get("person_nouns", {}) if " " not in word)
    people -= {"is", "by", "called", "name", "named", "known", "alias", "nicknamed"}
    return SmallWords(plain, nations, people, given)


def words_of_lists(lexicon: Lexicon) -> frozenset[str]:
    """The words in the phrases of the lists that tell statements and events: all English."""
    return frozenset(
        token.word
        for name in (*LISTS, "boilerplate", "speech_verbs")
        for phrase in lexicon.words.get(name, {})
        for token in tokenise(phrase)
        if token.word.isalpha()
    )


def is_small_word(words: Words, at: int) -> bool:
    """Whether a word of letters stands in small letters at this place."""
    text = words.tokens[at].text
    return len(text) > 1 and text.isalpha() and text.islower()


def may_be_small_name(words: Words, at: int, known: SmallWords) -> bool:
    """Whether a word in small letters is none of the plain ones."""
    return words.keys[at] not in known.plain and is_small_word(words, at)


def follows_closely(words: Words, at: int) -> bool:
    """Whether only blanks stand between word ``at`` and the next one, on one line."""
    gap = words.gap(at)
    return bool(gap) and not gap.strip(" \t")
