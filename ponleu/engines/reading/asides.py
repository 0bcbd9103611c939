"""What stands apart between commas beside a subject: a name, a nickname, a job."""

from __future__ import annotations

from typing import Final

from ponleu.engines.reading.narration import Line, Narration
from ponleu.engines.reading.speaker_memory import Speaker
from ponleu.engines.reading.speaker_nouns import DETERMINERS
from ponleu.engines.reading.subjects import Phrase
from ponleu.engines.reading.types import Fact

_WITHIN_NAMES: Final = frozenset({"of", "&", ".", "de", "and", "bin", "van", "-"})
_NICKNAMING: Final = frozenset({"as", "called", "named", "nicknamed", "surnamed"})
_SHORT_ASIDE: Final = 6
_TITLES: Final = 4
"""Words of the longest name with its titles."""


def nickname(narration: Narration, line: Line, comma: int) -> Speaker | None:
    """The name of ", known as Cowboy,", ", called Aunty Ry,", ", nicknamed the Tiger,"."""
    tokens = narration.tokens
    for at in range(comma - 2, max(line.first, comma - _SHORT_ASIDE), -1):
        if tokens[at].word in _NICKNAMING and narration.text[tokens[at + 1].start].isupper():
            start, end = tokens[at + 1].start, tokens[comma - 1].end
            named = narration.named_ending(end)
            name = str(named.value) if named else narration.text[start:end]
            return Speaker(start, end, "person", name)
        if tokens[at].word == ",":
            return None
    return None


def is_apart(narration: Narration, line: Line, at: int) -> bool:
    """Whether a comma, and at most titles, stand before the name at ``at``; or "name as"."""
    tokens = narration.tokens
    for step in range(at - 1, max(line.first, at - _TITLES - 1), -1):
        if tokens[step].word in {",", "as", "called", "named"}:
            return True
        if step == at - 1 and _is_job(narration, line, step):
            return True
        if tokens[step].word != "." and not narration.text[tokens[step].start].isupper():
            return False
    return False


def _is_job(narration: Narration, line: Line, last: int) -> bool:
    """Whether ", motorbike driver" ends at ``last``: a comma, one or two words, a noun."""
    hit = narration.hit_at("speaker_nouns", last) or narration.hit_at("speaker_nouns", last - 1)
    if hit is None or hit.label != "person" or hit.last != last + 1:
        return False
    return any(
        narration.tokens[at].word == ","
        for at in range(hit.first - 1, max(line.first, hit.first - _TITLES), -1)
    )


def is_name(narration: Narration, first: int, last: int) -> bool:
    """Whether two or three capitalised words fill the aside of "One, Thet Naing, says"."""
    starts = [token.start for token in narration.tokens[first:last]]
    if starts and narration.tokens[first].word in DETERMINERS:
        return False
    words = [token.word for token in narration.tokens[first:last]]
    return 1 < len(starts) <= _TITLES + 1 and all(
        narration.text[at].isupper() or word in _WITHIN_NAMES
        for at, word in zip(starts, words, strict=True)
    )


def is_of(narration: Narration, phrase: Phrase, body: Fact) -> bool:
    """Whether a phrase only describes by a body: "A doctor at Mercy Hospital"."""
    return narration.tokens[phrase.head].start < body.start and phrase.head < phrase.last
