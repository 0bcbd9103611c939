"""Who a promising word binds: the speaker, a body, or nobody who could promise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ponleu.engines.reading.narration import Narration
from ponleu.engines.reading.phrases import Hit
from ponleu.engines.reading.sayings import Saying
from ponleu.engines.reading.speaker_nouns import holder_of
from ponleu.engines.reading.types import Fact, FactKind
from ponleu.engines.reading.word_sets import word_set

_FIRST_PERSON: Final = frozenset({"i", "we"})
_THIRD_PERSON: Final = frozenset({"he", "she", "it", "they"})
_SAYING: Final = word_set("said say says promise promised promises announced pledged vowed vow")
"""Words that a machine lets "will" follow: "the governor said will visit"."""
_ADVERBS: Final = frozenset({"also", "therefore", "then", "now", "still", "there", "here", "would"})
_BREAKS: Final = word_set(
    ", ; : that and but if when which who . after because while since until where although"
)
_ACTING_NOUNS: Final = frozenset({"person", "authority"})
_BODIES: Final = frozenset({"authority"})
_MEANT: Final = frozenset({"plan", "plans", "pledge", "promised"})
"""Labels of words that only one who has a will can be the subject of."""
_NOT_PROMISING: Final = word_set(
    "anyone everyone someone offenders perpetrators criminals victims those people they visit "
    "trip campaign this these such each there"
)


@dataclass(frozen=True, slots=True)
class Actor:
    """The subject of a promising word.

    Attributes:
        acts: it can do what is promised: a speaker, a named person or body, an authority.
        is_speaker: it is the one who speaks.
        why: for the reviewer.
    """

    start: int
    end: int
    value: str
    is_speaker: bool
    acts: bool
    why: str
    is_body: bool = True


def actor_before(narration: Narration, saying: Saying, hit: Hit, first: int) -> Actor | None:
    """The subject before the promising word; None if there is none to be seen."""
    tokens = narration.tokens
    if hit.label in {"listed", "gerund"}:
        return _implied(narration, saying, hit)
    last = hit.first
    if hit.label == "offer":
        subject = tokens[last]
        return Actor(subject.start, subject.end, "", True, True, "the writer offers it")
    if (
        hit.label in {"pledge", "promised"}
        and last > first
        and tokens[last - 1].word in {"has", "have", "had"}
    ):
        last -= 1
    while last > first and tokens[last - 1].word in _ADVERBS:
        last -= 1
    if last <= first:
        return _same_as_before(narration, hit)
    return _pronoun(narration, saying, last - 1) or _named_actor(
        narration, saying, hit, first, last
    )


def _pronoun(narration: Narration, saying: Saying, at: int) -> Actor | None:
    """ "We will", "he would": the one who speaks, or whoever "he" is."""
    start, end, word = (token := narration.tokens[at]).start, token.end, token.word
    if word in _SAYING:
        return Actor(start, end, "", True, True, "the speaker promises it")
    if word in _FIRST_PERSON and saying.pattern in {"quotation", ""}:
        return Actor(start, end, "", True, True, "the speaker promises in their own words")
    if word not in _THIRD_PERSON:
        return None
    if saying.speaker is not None and saying.pattern != "quotation":
        return Actor(start, end, "", True, True, f'"{word}" is the speaker')
    if not saying.pattern:
        return Actor(start, end, "", False, True, f'"{word}" is to do it')
    return None


def _same_as_before(narration: Narration, hit: Hit) -> Actor | None:
    """ "... and undertakes to": the subject is that of the verb before the "and"."""
    if not hit.first or narration.tokens[hit.first - 1].word not in {"and", "but", "then"}:
        return None
    mark = narration.tokens[hit.first]
    return Actor(mark.start, mark.end, "", True, True, "the same is to do this too")


def _implied(narration: Narration, saying: Saying, hit: Hit) -> Actor | None:
    """ "Before submitting", "Firstly, to": whoever the sentence or the text speaks of."""
    if hit.label == "gerund":
        return _first_named(narration, saying, hit)
    if saying.speaker is None:
        return None
    speaker = saying.speaker
    return Actor(speaker.start, speaker.end, speaker.value, True, True, "listed by the speaker")


def _first_named(narration: Narration, saying: Saying, hit: Hit) -> Actor | None:
    """The person, office or authority that the sentence begins with, if a date follows."""
    tokens = narration.tokens
    if not narration.within(FactKind.DATE, tokens[hit.last - 1].end, saying.end):
        return None
    until = tokens[hit.first].start
    found = [
        (fact.start, fact.end, str(fact.value))
        for fact in narration.within(FactKind.PERSON, saying.start, until)[:1]
    ]
    nouns = narration.hits("speaker_nouns", narration.token(saying.start), hit.first)
    for noun in [noun for noun in nouns if noun.label in _ACTING_NOUNS][:1]:
        start, end = tokens[noun.first].start, tokens[noun.last - 1].end
        value = holder_of(narration, tokens[noun.last - 1].word, start)
        found.append((start, end, value))
    if not found:
        return None
    why = "still to be done by the one the sentence is about"
    return Actor(*min(found), False, True, why)


def _named_actor(
    narration: Narration, saying: Saying, hit: Hit, first: int, last: int
) -> Actor | None:
    tokens = narration.tokens
    begin = last
    while begin > first and tokens[begin - 1].word not in _BREAKS:
        begin -= 1
    if begin >= last:
        relative = tokens[last - 1]
        return Actor(relative.start, relative.end, "", False, False, "not one who can promise")
    start, end = tokens[begin].start, tokens[last - 1].end
    if begin > first and tokens[begin - 1].word in {"who", "which"}:
        return Actor(start, end, "", False, False, "told of someone, not promised")
    words = {token.word for token in tokens[begin:last]}
    if words & _NOT_PROMISING:
        return Actor(start, end, "", False, False, "not one who can promise")
    named = narration.named_ending(end) or _country(narration, start, end)
    if named is not None:
        is_same = saying.speaker is not None and saying.speaker.value == named.value
        return Actor(start, end, str(named.value), is_same, True, f"{named.text} is to do it")
    if hit.label in _MEANT:
        return Actor(start, end, "", False, True, "whoever intends it", False)
    return _noun_actor(narration, begin, last)


def _country(narration: Narration, start: int, end: int) -> Fact | None:
    """ "Cambodia will": a country acts as its government."""
    found = narration.within(FactKind.PLACE, start, end)
    return found[-1] if found and found[-1].end == end and str(found[-1].value).isalpha() else None


def _noun_actor(narration: Narration, begin: int, last: int) -> Actor:
    """A subject by noun; "the ministry's plan will" is a plan, not a ministry."""
    start, end = narration.tokens[begin].start, narration.tokens[last - 1].end
    hits = narration.hits("speaker_nouns", begin, last)
    head = hits[-1] if hits else None
    is_head = head is not None and (
        head.last == last or narration.tokens[head.last].word in {"in", "of", "at", "from", "for"}
    )
    acts = is_head and head is not None and head.label in {"authority", "person", "group"}
    is_body = acts and head is not None and head.label in _BODIES
    text = " ".join(narration.text[start:end].split())
    why = f'"{text}" is to do it' if acts else "not one who can promise"
    return Actor(start, end, "", False, acts, why, is_body)
