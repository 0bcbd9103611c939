"""Who a verb's subject is: a name, a noun such as "the authorities", or a pronoun."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Final

from ponleu.engines.reading.agreement import EXCELLENCY
from ponleu.engines.reading.asides import is_apart, is_name, is_of, nickname
from ponleu.engines.reading.content_spans import FINITE
from ponleu.engines.reading.narration import Line, Narration
from ponleu.engines.reading.speaker_memory import Memory, Speaker
from ponleu.engines.reading.speaker_nouns import (
    BETWEEN,
    DETERMINERS,
    PRONOUNS,
    STILL_A_PREPOSITION,
    is_asked_about,
    noun_ending,
    noun_speaker,
)
from ponleu.engines.reading.subjects import (
    Phrase,
    ends_clause,
    person_apart,
    phrase_after,
    phrase_before,
)
from ponleu.engines.reading.types import Fact, FactKind
from ponleu.engines.reading.word_sets import word_set

_ASIDE_REACH: Final = 20
"""Tokens of the longest aside between a subject and its verb."""
_OBJECT_PRONOUNS: Final = frozenset({"him", "her", "them"})
_SPEAKING_THINGS: Final = frozenset({"document", "authority", "media"})
_SHORT_ASIDE: Final = 6
_LEAST_OF_A_CLAUSE: Final = 3
_WHO_REACH: Final = 24
"""Tokens of the longest clause between a subject and its verb: "a guard who would not ..."."""
_NAME_REACH: Final = 60
"""Letters before ", which" among which the name is that it means."""
_TITLES: Final = 4
_NOT_ACROSS: Final = frozenset({",", ";", ":", ".", "“", "”", '"', "that", "and", "but", "–", "—"})
_NAMING: Final = frozenset({"as", "called", "named"})
_ACTING: Final = word_set(
    "runs ran sat sits spoke speaks wrote drove drives sells heads leads held"
)
_DESCRIBING: Final = word_set("its a an the his her their our")


def subject_before(narration: Narration, line: Line, at: int, memory: Memory) -> Speaker | None:
    """The subject that ends just before token ``at``, adverbs passed over."""
    tokens = narration.tokens
    last = at - 1
    while last >= line.first and (tokens[last].word in BETWEEN or tokens[last].word.endswith("ly")):
        last -= 1
    last = _before_a_date(narration, line, _before_a_bracket(narration, line, last))
    last = _before_a_bracket(narration, line, last)
    if last < line.first:
        return None
    if tokens[last].word == "," and tokens[last + 1].word in {"who", "which"} and last > line.first:
        return _before_who(narration, line, last - 1, memory)
    if tokens[last].word in {",", "–", "—", "-"}:
        return _apposed(narration, line, last, memory)
    related = _before_its_relative(narration, line, at, memory)
    subject = related or _ending_at(narration, line, last, memory)
    if subject is None:  # "the chairman, in reply, said" without its second comma
        for comma in range(last - 1, max(line.first, last - _SHORT_ASIDE), -1):
            if tokens[comma].word == "," and tokens[comma + 1].word in STILL_A_PREPOSITION:
                return _apposed(narration, line, comma, memory)
    return subject


def _before_its_relative(
    narration: Narration, line: Line, at: int, memory: Memory
) -> Speaker | None:
    """The one of "A guard who would not give his name said": no comma opens the clause."""
    tokens = narration.tokens
    for who in range(at - 2, max(line.first, at - _WHO_REACH), -1):
        word = tokens[who].word
        is_joint = word == "and" and tokens[who + 1].word in FINITE
        if (word in _NOT_ACROSS and not is_joint) or narration.around.is_quoted(tokens[who].start):
            return None
        if word not in {"who", "whose"}:
            continue
        if tokens[at - 1].word in PRONOUNS or not _has_finite(narration, who + 1, at):
            return None
        phrase = phrase_before(narration, line, who - 1)
        if phrase is None:
            return None
        return _with_its_clause(narration, of_phrase(narration, line, phrase, memory), phrase, at)
    return None


def _with_its_clause(narration: Narration, who: Speaker, phrase: Phrase, at: int) -> Speaker:
    """A short clause belongs to the words for one who is not named."""
    if who.value or phrase.last - phrase.first > _SHORT_ASIDE // 2:
        return who
    named = narration.named_ending(narration.tokens[at - 1].end)
    if named is not None and narration.tokens[narration.token(named.start) - 1].word in _NAMING:
        return Speaker(who.start, named.end, "person", str(named.value))
    return replace(who, end=narration.tokens[at - 1].end)


def _has_finite(narration: Narration, first: int, last: int) -> bool:
    """Whether a clause has a verb of its own before the verb of saying."""
    words = [token.word for token in narration.tokens[first:last]]
    return (
        any(
            word in FINITE or (len(word) > len("ized") and word.endswith("ed")) or word in _ACTING
            for word in words
        )
        or len(words) > _LEAST_OF_A_CLAUSE
    )


def _before_a_bracket(narration: Narration, line: Line, last: int) -> int:
    """Step over "(25)" or "(LASM)" between subject and verb."""
    tokens = narration.tokens
    if last + 1 < line.last and tokens[last + 1].word == ")":
        for at in range(last, max(line.first, last - _ASIDE_REACH), -1):
            if tokens[at].word == "(":
                return at - 1
    return last


def _before_who(narration: Narration, line: Line, last: int, memory: Memory) -> Speaker | None:
    """The one of whom ", who" goes on; of "the Herald last Friday, which" the nearest name."""
    subject = _ending_at(narration, line, last, memory)
    if subject is not None and subject.sort != "place":
        return subject
    end = narration.tokens[last].end
    for named in reversed(narration.named_within(max(line.start, end - _NAME_REACH), end)):
        return named_speaker(named)
    return None


def subject_after(narration: Narration, line: Line, at: int, memory: Memory) -> Speaker | None:
    """The subject that begins at token ``at``: "said Sok Dara", "said its chief, Sok Dara"."""
    if at < line.last and narration.tokens[at].word in _OBJECT_PRONOUNS:
        token = narration.tokens[at]
        return _pronoun(token.start, token.end)
    phrase = phrase_after(narration, line, at)
    if phrase is None:
        return None
    apart = person_apart(narration, line, phrase.last)
    named = narration.named_ending(narration.tokens[phrase.head - 1].end)
    if apart is not None and named is None:
        fact = narration.named_starting(apart[0])
        if fact is not None and ends_clause(narration, line, narration.token(apart[1])):
            return named_speaker(fact)
    return of_phrase(narration, line, phrase, memory)


def inverted_subject(narration: Narration, line: Line, at: int, memory: Memory) -> Speaker | None:
    """The subject after a verb, if the clause ends with it: '..., says the owner.'"""
    phrase = phrase_after(narration, line, at)
    if phrase is None or not ends_clause(narration, line, phrase.last):
        return None
    if _holds_a_verb(narration, phrase):
        return None
    return subject_after(narration, line, at, memory)


def _holds_a_verb(narration: Narration, phrase: Phrase) -> bool:
    """Whether "his staff first flagged the club" is a clause and nobody's name."""
    words = [token.word for token in narration.tokens[phrase.first + 1 : phrase.last]]
    return any(
        word.endswith("ed") and after in DETERMINERS for word, after in itertools.pairwise(words)
    )


def of_phrase(narration: Narration, line: Line, phrase: Phrase, memory: Memory) -> Speaker:
    """The one a noun phrase means: the name in it, else the phrase itself."""
    tokens = narration.tokens
    start, end = tokens[phrase.first].start, tokens[phrase.last - 1].end
    named = narration.named_ending(tokens[phrase.head - 1].end)
    if named is not None and named.start >= start and named.kind is FactKind.PERSON:
        return named_speaker(named)
    apposed = _named_before_comma(narration, line, phrase.first)
    if apposed is not None:
        return named_speaker(apposed)
    if tokens[phrase.last - 1].word in EXCELLENCY and phrase.last - phrase.first <= _TITLES // 2:
        return _pronoun(start, end)
    noun = noun_ending(narration, line, phrase.head - 1, memory)
    if named is not None and named.start >= start and (noun is None or noun.start >= named.start):
        begin = min(noun.start, named.start) if noun else named.start
        return replace(named_speaker(named), start=begin)
    if noun is not None:
        sort, value = noun.sort, noun.value
        return Speaker(min(start, noun.start), end, sort, value)
    if phrase.head < phrase.last and is_name(narration, phrase.first, phrase.head):
        end = tokens[phrase.head - 1].end
        return Speaker(start, end, "person", narration.text[start:end])
    return Speaker(start, end, "group", _place(narration, start, end))


def _named_before_comma(narration: Narration, line: Line, first: int) -> Fact | None:
    """The person of "Sok Dara, its spokesman": whom a phrase after a comma describes."""
    if first - 1 <= line.first or narration.tokens[first - 1].word != ",":
        return None
    if narration.tokens[first].word not in _DESCRIBING:
        return None
    named = narration.named_ending(narration.tokens[first - 2].end)
    return named if named is not None and named.kind is FactKind.PERSON else None


def _place(narration: Narration, start: int, end: int) -> str:
    """ "The United States": a country that speaks, in the words of the text."""
    for fact in narration.within(FactKind.PLACE, start, end):
        if fact.end == end and narration.text[start : fact.start].strip().lower() in {"", "the"}:
            return " ".join(narration.text[start:end].split())
    return ""


def named_speaker(fact: Fact) -> Speaker:
    """The person or body of a mention as speaker."""
    value = fact.value if isinstance(fact.value, str) else ""
    sort = "person" if fact.kind is FactKind.PERSON else "organisation"
    return Speaker(fact.start, fact.end, sort, value)


def opening_subject(narration: Narration, line: Line, memory: Memory) -> Speaker | None:
    """The body, country or paper that a sentence begins with: "The report credits ..."."""
    first = line.first + (narration.tokens[line.first].word == "the")
    if first >= line.last:
        return None
    start = narration.tokens[first].start
    named = narration.named_starting(start)
    if named is not None:
        return named_speaker(named)
    for fact in narration.within(FactKind.PLACE, start, line.end)[:1]:
        if fact.start == start:
            begin = narration.tokens[line.first].start
            return Speaker(begin, fact.end, "place", narration.text[begin : fact.end])
    hit = narration.hit_at("speaker_nouns", first)
    if hit is not None and hit.label in _SPEAKING_THINGS:
        return noun_speaker(narration, line.first, hit.last, hit.label, memory)
    return None


def first_subject(narration: Narration, line: Line, memory: Memory) -> Speaker | None:
    """The person named first in a sentence, if nothing makes them an object."""
    for fact in narration.within(FactKind.PERSON, line.start, line.end):
        at = narration.token(fact.start)
        if narration.around.is_quoted(fact.start):
            return None
        before = narration.tokens[at - 1].word if at > line.first else ""
        if before not in STILL_A_PREPOSITION:
            return named_speaker(fact)
        return None
    return None


def _before_a_date(narration: Narration, line: Line, last: int) -> int:
    """Step over "on August 24" between subject and verb."""
    if last < line.first:
        return last
    end = narration.tokens[last].end
    for fact in narration.within(FactKind.DATE, line.start, end):
        if fact.end == end:
            at = narration.token(fact.start) - 1
            if at >= line.first and narration.tokens[at].word in {"on", "in"}:
                return at - 1
            return at
    return last


def _ending_at(narration: Narration, line: Line, last: int, memory: Memory) -> Speaker | None:
    token = narration.tokens[last]
    if token.word in PRONOUNS:
        return _pronoun(token.start, token.end)
    named = narration.named_ending(token.end)
    phrase = phrase_before(narration, line, last)
    if phrase is not None and (
        named is None or named.start >= narration.tokens[phrase.first].start
    ):
        return of_phrase(narration, line, phrase, memory)
    noun = noun_ending(narration, line, last, memory)
    if noun is not None and is_asked_about(narration, line, noun):
        return None
    if noun is not None and (named is None or noun.start < named.start):
        return noun
    return named_speaker(named) if named else None


def _pronoun(start: int, end: int) -> Speaker:
    """One who is still to be found among those told of before."""
    return Speaker(start, end, "pronoun", by_pronoun=True)


def _apposed(narration: Narration, line: Line, comma: int, memory: Memory) -> Speaker | None:
    """The name before the comma that opens ", deputy director of a rights group,"."""
    quotation = narration.around.quotation_before(narration.tokens[comma].start)
    start = max(line.start, quotation[1] if quotation else 0)
    last = narration.named_ending(narration.tokens[comma - 1].end)
    is_person = last is not None and last.kind is FactKind.PERSON
    if last and is_person and is_apart(narration, line, narration.token(last.start)):
        return named_speaker(last)  # "Her lawyer, Chan Mony, said"
    nicknamed = nickname(narration, line, comma)
    if nicknamed is not None:
        return nicknamed
    for kind in (FactKind.PERSON, FactKind.ORGANISATION):
        for fact in narration.within(kind, start, narration.tokens[comma].start):
            after = narration.token(fact.end)
            if narration.tokens[after].word in {",", "("} and after < comma:
                phrase = phrase_before(narration, line, after - 1)
                if kind is FactKind.ORGANISATION and phrase and is_of(narration, phrase, fact):
                    return of_phrase(narration, line, phrase, memory)
                return named_speaker(fact)
    noun = _noun_apart(narration, line, (narration.token(start), comma), memory)
    return noun or _before_an_aside(narration, line, comma, memory)


def _noun_apart(
    narration: Narration, line: Line, within: tuple[int, int], memory: Memory
) -> Speaker | None:
    """The boat owner of "the boat owner, on Monday, said"; the name that fills the aside."""
    first, comma = within
    for hit in narration.hits("speaker_nouns", first, comma):
        if narration.tokens[hit.last].word == "," and hit.last < comma:
            if is_name(narration, hit.last + 1, comma):
                begin, end = narration.tokens[hit.last + 1].start, narration.tokens[comma - 1].end
                sort = "person" if hit.label == "person" else "organisation"
                return Speaker(begin, end, sort, narration.text[begin:end])
            return _ending_at(narration, line, hit.last - 1, memory)
    return None


def _before_an_aside(
    narration: Narration, line: Line, comma: int, memory: Memory
) -> Speaker | None:
    """The phrase before an aside between commas: "One officer, on Monday, said"."""
    for at in range(comma - 1, max(line.first, comma - _ASIDE_REACH), -1):
        if narration.tokens[at].word == narration.tokens[comma].word:
            if narration.tokens[at - 1].word.isdigit() and narration.tokens[at - 2].word == ",":
                continue  # "The driver, 22, from Pursat, said"
            phrase = phrase_before(narration, line, _before_a_bracket(narration, line, at - 1))
            if phrase is None:
                return None
            if is_name(narration, at + 1, comma):
                start, end = narration.tokens[at + 1].start, narration.tokens[comma - 1].end
                return Speaker(start, end, "person", narration.text[start:end])
            return of_phrase(narration, line, phrase, memory)
    return None
