"""Speakers that are no names: "the relevant authorities", "the hotel owner's brother"."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from ponleu.engines.reading.narration import Line, Narration
from ponleu.engines.reading.speaker_memory import Memory, Speaker
from ponleu.engines.reading.types import FactKind
from ponleu.engines.reading.word_sets import word_set

PRONOUNS: Final = frozenset({"he", "she", "it", "they", "i", "we"})
BETWEEN: Final = frozenset(
    [
        "also",
        "later",
        "further",
        "then",
        "has",
        "had",
        "have",
        "again",
        "yesterday",
        "today",
        "earlier",
        "once",
        "strongly",
        "recently",
        "however",
        "therefore",
        "reportedly",
        "publicly",
        "meanwhile",
        "clearly",
        "]",
        ")",
        "there",
        "still",
        "now",
        "who",
        "which",
        "himself",
        "herself",
        "itself",
        "repeatedly",
        "flatly",
        "categorically",
        "previously",
        "meantime",
        "simply",
        "just",
        "always",
        "never",
        "even",
        "often",
        "instead",
        "only",
        "bluntly",
        "both",
        "all",
        "since",
        "already",
        "long",
        "likewise",
        "nevertheless",
        "nonetheless",
        "additionally",
        "separately",
        "twice",
        "first",
        "soon",
        "too",
        "meanwhile",
        "reluctantly",
        "instead",
        "besides",
        "moreover",
    ]
)
_MODIFIERS: Final = word_set(
    "police "
    "the a an his her its their this these those some local relevant provincial municipal "
    "competent same district national royal senior several other many all both two three one "
    "foreign military interior company deputy court former special former health labour hall "
    "human rights joint anonymous unnamed commune latest annual first public press new "
    "concerned"
)
_POSSESSIVE: Final = frozenset({"’s", "'s"})
_APOSTROPHES: Final = frozenset({"'", "’"})
_ASKING: Final = frozenset({"what", "how", "why", "which"})
DETERMINERS: Final = word_set("the a an his her its their this that these those our my some")
_OWNERS: Final = (FactKind.SITE, FactKind.ORGANISATION, FactKind.PERSON, FactKind.PLACE)
_NOUN_REACH: Final = 5
"""Words that a noun may have before it and still be one subject: "the relevant authorities"."""
STILL_A_PREPOSITION: Final = word_set("by with from of to for at in on against")
_NEVER_MODIFIERS: Final = (
    STILL_A_PREPOSITION
    | PRONOUNS
    | BETWEEN
    | {"but", "and", "when", "if", "as", "while", "after", "before", "during", "since", "following"}
)
_ANY_ONE: Final = word_set("a an another one some any other two three several many both")
"""Words that open a phrase for one not known yet: "an officer", "another guard"."""
_OWNING: Final = frozenset({"his", "her", "their"})
"""Words after which it has to be seen first whose brother is meant."""
_ISSUING: Final = frozenset({"organisation", "authority"})
_ISSUED: Final = word_set("statement notice release communique announcement letter")
_ISSUER_REACH: Final = 600
"""Letters between a body that spoke and "the statement", so that it may be its own."""


def is_asked_about(narration: Narration, line: Line, noun: Speaker) -> bool:
    """ "What officials say": a heading, or a question."""
    at = narration.token(noun.start)
    words = {token.word for token in narration.tokens[max(line.first, at - 1) : at + 1]}
    return bool(words & _ASKING)


def noun_ending(narration: Narration, line: Line, last: int, memory: Memory) -> Speaker | None:
    for begin in range(max(line.first, last - 3), last + 1):
        for hit in narration.hits("speaker_nouns", begin, last + 1):
            if hit.last == last + 1:
                first = _noun_start(narration, line, hit.first)
                return noun_speaker(narration, first, hit.last, hit.label, memory)
    return None


def _noun_start(narration: Narration, line: Line, noun: int) -> int:
    """First token of the phrase whose head is ``noun``: "the hotel owner's" brother."""
    first = noun
    while first > line.first and noun - first < _NOUN_REACH:
        if _is_possessive(narration, first - 1):
            owner = _owner_start(narration, line, first - 2)
            if owner is None:
                return first
            noun = first = owner
        elif narration.tokens[first].word in DETERMINERS:
            break
        elif _is_modifier(narration, first - 1):
            first -= 1
        else:
            break
    return first


def _is_possessive(narration: Narration, at: int) -> bool:
    """ "'s", or the mark alone after a plural: "the workers' lawyer"."""
    token = narration.tokens[at]
    if token.word in _POSSESSIVE:
        return True
    before = narration.tokens[at - 1] if at else None
    return (
        token.word in _APOSTROPHES
        and before is not None
        and before.end == token.start
        and before.word.endswith("s")
    )


def _owner_start(narration: Narration, line: Line, last: int) -> int | None:
    """First token of the owner that ends at ``last``: a name, or a noun with its article."""
    if last < line.first or not narration.tokens[last].word[0].isalpha():
        return None
    end = narration.tokens[last].end
    for kind in _OWNERS:
        for fact in narration.within(kind, narration.tokens[line.first].start, end):
            if fact.end == end:
                return narration.token(fact.start)
    for first in range(last, max(line.first, last - _NOUN_REACH) - 1, -1):
        word = narration.tokens[first].word
        if word in DETERMINERS:
            return first
        if not word.isalpha() or word in _NEVER_MODIFIERS:
            break
    return last


def _is_modifier(narration: Narration, at: int) -> bool:
    token = narration.tokens[at]
    if token.word in _MODIFIERS:
        return True
    if token.word in _NEVER_MODIFIERS or token.word.endswith("ly"):
        return False
    return token.word.isalpha() and narration.text[token.start].isupper()


def noun_speaker(narration: Narration, first: int, last: int, sort: str, memory: Memory) -> Speaker:
    start, end = narration.tokens[first].start, narration.tokens[last - 1].end
    value = ""
    if sort == "media":
        value = "media"
    elif sort == "person":
        is_any = narration.tokens[first].word in _ANY_ONE | _OWNING
        value = "" if is_any else holder_of(narration, narration.tokens[last - 1].word, start)
    else:
        owner = narration.named_within(start, end)
        if owner:
            value = str(owner[0].value)
        elif sort == "document":
            value = _issuer_of(narration, first, last, memory)
        elif sort == "authority":
            value = holder_of(narration, f"the {narration.tokens[last - 1].word}", start)
    return Speaker(start, end, sort, value)


def _issuer_of(narration: Narration, first: int, last: int, memory: Memory) -> str:
    """Who issued "the statement": the one said to have, else the body that spoke just before."""
    if memory.issuer is not None:
        return memory.issuer.value or _words(narration, memory.issuer)
    spoken, start = memory.last, narration.tokens[first].start
    if (
        spoken is None
        or spoken.sort not in _ISSUING
        or narration.tokens[first].word not in {"the", "its", "their"}
        or narration.tokens[last - 1].word not in _ISSUED
        or start - spoken.end > _ISSUER_REACH
    ):
        return ""
    return spoken.value or _words(narration, spoken)


def _words(narration: Narration, speaker: Speaker) -> str:
    return " ".join(narration.text[speaker.start : speaker.end].split())


def holder_of(narration: Narration, office: str, offset: int) -> str:
    """The one person whose office holds the word: "the minister" is the minister named."""
    holders = narration.holders.get(office, ())
    before = bisect_left(holders, offset, key=lambda holder: holder[0])
    if before:
        return holders[before - 1][1]
    return holders[0][1] if len(holders) == 1 else ""
