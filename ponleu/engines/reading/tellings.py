"""Names and nouns of a text put among those told of, each with its weight in its sentence."""

from __future__ import annotations

from typing import Final

from ponleu.engines.reading.discourse import (
    OBJECT,
    OBLIQUE,
    OWNER,
    QUOTED,
    SUBJECT,
    Discourse,
    Entity,
)
from ponleu.engines.reading.genders import gender_beside, noun_gender
from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.narration import Line, Narration
from ponleu.engines.reading.noun_bearers import bearer_of, head_of, is_plural
from ponleu.engines.reading.phrases import Hit
from ponleu.engines.reading.speaker_memory import Speaker
from ponleu.engines.reading.types import Fact, FactKind
from ponleu.engines.reading.word_sets import word_set

_PREPOSITIONS: Final = word_set("of in at from for near with on to by about against between after")
_CALLING: Final = frozenset({"called", "named", "as", "known", "nicknamed", "name"})
_NAMING: Final = _CALLING | {",", "."}
_JOINTS: Final = word_set("but and while although though so when because if then ;")
_STOPS: Final = frozenset({",", ";", "-", "–", "—"})
_BEARING: Final = frozenset({"through", "via"})
_POSSESSIVES: Final = frozenset({"’s", "'s", "’", "'"})
_DETERMINERS: Final = word_set(
    "the a an his her its their my our this that these those one another some two three four five "
    "six seven eight nine ten several many most both"
)
_BESIDE: Final = 4
"""Tokens between a noun and the name that it stands beside, or the word that opens it."""
_CHARGED: Final = ("defendant", "accused", "suspect")
_CHARGING: Final = word_set("charged accused arrested indicted tried detained prosecuted")
_BE: Final = word_set("is was been stands being")
_CHARGE_REACH: Final = 8
_HEAD_LINES: Final = 5
_LEAD_WORDS: Final = 12
_LEAD_REACH: Final = 200
"""Letters after the first sentence among which the name of the one it tells of is given."""
_THINGS: Final = frozenset({"document", "media"})


def see_name(narration: Narration, discourse: Discourse, fact: Fact, factor: float) -> None:
    """A name that speaks nothing here is still told of."""
    if not isinstance(fact.value, str) or not fact.value:
        return
    is_person = fact.kind is FactKind.PERSON
    if is_person and _is_named_apart(narration, fact.start):
        _christen(narration, discourse, fact.start, fact.value)
    elif is_person:
        _christen_the_lead(narration, discourse, fact.start, fact.value)
    entity = discourse.named(fact.value, "person" if is_person else "body")
    if is_person:
        _describe(narration, discourse, entity, fact)
    first, last = narration.token(fact.start), narration.token(fact.end)
    if is_person and _is_charged(narration, last):
        for noun in _CHARGED:
            discourse.call(entity, noun, fact.start)
    discourse.see(entity, fact.start, factor * _weight(narration, discourse, first, last))


def _is_charged(narration: Narration, after: int) -> bool:
    """Whether a name goes on ", 38, is charged with": "the defendant" from then on."""
    words = [token.word for token in narration.tokens[after : after + _CHARGE_REACH]]
    at = next((at for at, word in enumerate(words) if word in _CHARGING), 0)
    return at > 0 and words[at - 1] in _BE and "." not in words[:at]


def see_noun(narration: Narration, discourse: Discourse, hit: Hit, factor: float) -> None:
    """So is "the village chief", unless a name stands beside the noun."""
    first = _opening(narration, hit)
    if first is None:
        return
    start, end = narration.tokens[first].start, narration.tokens[hit.last - 1].end
    entity = bearer_of(narration, discourse, (first, hit.last), start)
    if entity is None:
        entity = _brought_in(narration, discourse, (first, hit.last), hit)
        entity.span = start, end
    at = narration.tokens[hit.first].start
    discourse.see(entity, at, factor * _weight(narration, discourse, first, hit.last))


def named_speaker_of(narration: Narration, discourse: Discourse, speaker: Speaker) -> Entity:
    """The one of a speaker with a name, with what the words around tell."""
    is_person = speaker.sort == "person"
    if is_person and _before(narration, speaker.start) in _NAMING:
        _christen(narration, discourse, speaker.start, speaker.value)
    elif is_person:
        _christen_the_lead(narration, discourse, speaker.start, speaker.value)
    entity = discourse.named(speaker.value, "person" if is_person else "body")
    first, last = narration.token(speaker.start), narration.token(speaker.end)
    for hit in narration.hits("speaker_nouns", first, last):
        discourse.call(entity, narration.tokens[hit.last - 1].word, speaker.start)
    fact = narration.named_ending(speaker.end)
    if fact is not None and is_person:
        _describe(narration, discourse, entity, fact)
    return entity


def unnamed_speaker_of(narration: Narration, discourse: Discourse, speaker: Speaker) -> Entity:
    """The one of a speaker without a name, brought in by the words of the text."""
    first, last = narration.token(speaker.start), narration.token(speaker.end)
    hits = narration.hits("speaker_nouns", first, head_of(narration, first, last))
    entity = _brought_in(narration, discourse, (first, last), hits[-1] if hits else None)
    entity.span = speaker.start, speaker.end
    return entity


def _brought_in(
    narration: Narration, discourse: Discourse, within: tuple[int, int], hit: Hit | None
) -> Entity:
    first, last = within
    head = head_of(narration, first, last)
    start, end = narration.tokens[first].start, narration.tokens[last - 1].end
    words = " ".join(narration.text[start:end].split())
    entity = discourse.entity(words, _sort_of(hit, words))
    noun = narration.tokens[head - 1].word
    discourse.call(entity, noun, start)
    entity.is_plural = is_plural(narration, first, head)
    entity.gender = entity.gender or noun_gender(noun)
    if entity.is_plural and hit is not None and hit.label == "group":
        entity.sort = ""
    if entity.sort != "person" and _is_title(narration, first, head):
        entity.sort, entity.is_named = "body", True
    return entity


def _sort_of(hit: Hit | None, words: str) -> str:
    if hit is None:
        return "person" if "year-old" in words else ""
    if hit.label in _THINGS:
        return "thing"
    return "person" if hit.label == "person" or "year-old" in words else "body"


def _is_title(narration: Narration, first: int, head: int) -> bool:
    """Whether two or more words written large follow the article: "The Labour League"."""
    starts = [token.start for token in narration.tokens[first + 1 : head]]
    return len(starts) > 1 and all(narration.text[at].isupper() for at in starts)


def _before(narration: Narration, offset: int) -> str:
    at = narration.token(offset)
    return narration.tokens[at - 1].word if at else ""


def _christen(narration: Narration, discourse: Discourse, at: int, name: str) -> None:
    """ "A guy climbed down, name Imran": the one told of at the head of the sentence has a name."""
    lines = narration.lines_across(at, at + 1)
    opened = discourse.opened_by(lines[0].start) if lines else None
    if opened is None or discourse.is_known(name):
        return
    if opened.sort == "person" and not opened.is_named:
        discourse.christen(opened, name)


def _christen_the_lead(narration: Narration, discourse: Discourse, at: int, name: str) -> None:
    """The one of whom the first sentence tells, named in the next without a further noun."""
    lead = _lead(narration)
    if lead is None or not lead.end < at < lead.end + _LEAD_REACH or discourse.is_known(name):
        return
    if _nouns_beside(narration).get(at) or narration.around.is_quoted(at):
        return
    opened = discourse.opened_by(lead.start)
    is_alone = opened is not None and opened.sort == "person" and not opened.is_plural
    if (
        opened is not None
        and is_alone
        and not opened.is_named
        and discourse.is_only(opened, lead.start)
    ):
        discourse.christen(opened, name)


@once_per
def _lead(narration: Narration) -> Line | None:
    """The first sentence that is more than a headline or a date line."""
    for line in narration.lines[:_HEAD_LINES]:
        if line.last - line.first >= _LEAD_WORDS and narration.text[line.end - 1] == ".":
            return line
    return None


def _is_named_apart(narration: Narration, at: int) -> bool:
    """Whether ", name" or ", called" stands before a name."""
    place = narration.token(at)
    before = [token.word for token in narration.tokens[max(0, place - 2) : place]]
    return len(before) > 1 and before[0] == "," and before[1] in _CALLING


def _describe(narration: Narration, discourse: Discourse, entity: Entity, fact: Fact) -> None:
    """What is said of a person beside the name: the nouns, and whether he or she."""
    for noun in _nouns_beside(narration).get(fact.start, ()):
        discourse.call(entity, noun, fact.start)
    if not entity.gender:
        told = {noun_gender(noun) for noun in entity.nouns} - {""}
        entity.gender = gender_beside(narration, fact) or (told.pop() if len(told) == 1 else "")


@once_per
def _nouns_beside(narration: Narration) -> dict[int, list[str]]:
    """What each person is called beside the name, by where the name begins."""
    nouns: dict[int, list[str]] = {}
    for noun, holders in narration.holders.items():
        for at, _ in holders:
            nouns.setdefault(at, []).append(noun)
    return nouns


def _opening(narration: Narration, hit: Hit) -> int | None:
    """First token of the phrase of a noun; None where a name beside it says who is meant."""
    tokens = narration.tokens
    if _is_beside_a_name(narration, hit):
        return None
    for first in range(hit.first, max(-1, hit.first - _BESIDE), -1):
        word = tokens[first].word
        if word in _DETERMINERS:
            is_apart = first > 1 and tokens[first - 1].word == ","
            return None if is_apart and narration.named_ending(tokens[first - 2].end) else first
        if word in _POSSESSIVES:
            owner = narration.named_ending(tokens[first - 1].end)
            return narration.token(owner.start) if owner else None
        if not word.isalpha() or word in _PREPOSITIONS or word in _JOINTS:
            break
    is_subject = narration.lines_across(tokens[hit.first].start, tokens[hit.first].end)
    opens = bool(is_subject) and is_subject[0].first == hit.first
    return hit.first if opens or is_plural(narration, hit.first, hit.last) else None


def _is_beside_a_name(narration: Narration, hit: Hit) -> bool:
    """Whether a name follows: "the judge, Sok Dara", "a man called Ah Long"."""
    for token in narration.tokens[hit.last : hit.last + _BESIDE]:
        if narration.named_starting(token.start):
            return True
        if token.word not in _NAMING and not narration.text[token.start].isupper():
            return False
    return False


def _weight(narration: Narration, discourse: Discourse, first: int, last: int) -> float:
    """By the part that the words play in their sentence."""
    start = narration.tokens[first].start
    lines = narration.lines_across(start, start + 1)
    if not lines or narration.around.is_quoted(start):
        return QUOTED
    follows = narration.tokens[last].word if last < len(narration.tokens) else ""
    if follows in _POSSESSIVES:
        return OWNER
    if follows == ":":
        return 0.0  # who writes in a chat is "I", and no "he"
    return _weight_after(narration, discourse, lines[0].first, first)


def _weight_after(narration: Narration, discourse: Discourse, begin: int, first: int) -> float:
    """By the word before, titles passed over: a preposition, "through", or a joint."""
    tokens, before = narration.tokens, first - 1
    while before > begin and narration.text[tokens[before].start].isupper():
        before -= 1
    word = tokens[before].word if before >= begin else ""
    if word in _BEARING:
        return QUOTED
    if word in _PREPOSITIONS:
        return OBLIQUE
    opens_clause = word in _JOINTS and tokens[before - 1].word in _STOPS
    return OBJECT if discourse.has_told(tokens[begin].start) and not opens_clause else SUBJECT
