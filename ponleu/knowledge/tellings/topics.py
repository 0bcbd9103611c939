"""What sentences say or deny of a site and its people, and what became of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ponleu.knowledge.tellings.phrases import Hit, Phrases
from ponleu.knowledge.tellings.sentences import Piece
from ponleu.knowledge.tellings.words import Words

_REACH: Final = 70
"""Characters between a "not" and what it turns round."""
_BREAK: Final = re.compile(
    r"[;:]|\b(?:but|while|although|though|because|until|however)\b"
    r"|,? (?:and|who|which) (?:was|were|had|has|have|is|are|the|they|he|she|some|all|one|two)\b"
)
_AFTER: Final = re.compile(
    r"\b(?:untrue|not true|false|unfounded|denied|invent\w*|rumou?rs?|no basis|baseless|made up)\b"
    r"|មិនពិត"
)
_SITE_WORD: Final = re.compile(
    r"\b(?:gates?|doors?|site|place|location|business|it|operations?|licence|work|shop|anything|nothing)\b"
    r"|ទីតាំង|ឡ|អាជីវកម្ម|ដំណើរការ",
    re.I,
)
_NO_SITE: Final = re.compile(
    r"\b(?:meeting|update|quarter|accounts?|talks|ceremony|border)\b[^.]{0,20}\bclosed\b", re.I
)
_ANSWERS: Final = re.compile(
    r"\b(?:in response to|responding to|in reply to|whoever|those who (?:say|tell|claim)"
    r"|(?:has|have) (?:also )?been (?:written|said|claimed)|(?:i|we) have read that)\b"
    r"|តបតាម|ឆ្លើយតបនឹង",
    re.I,
)
"""Words before what others said, which is not what the text says."""
_ONLY: Final = re.compile(r"\bnot only\b|\bno longer than\b|\bno doubt\b|\bnot just\b", re.I)


@dataclass(frozen=True, slots=True)
class Stand:
    """A topic, and whether the words say yes to it."""

    topic: str
    is_yes: bool
    piece: Piece


def states_in(text: str, sentences: Sequence[Piece], words: Words) -> Iterator[Stand]:
    """What sentences say of a site or a suspect afterwards; not of meetings that closed."""
    for one in stands_in(text, sentences, words.states, words):
        is_of_site = words.sites.labels(text, *one.piece) or _SITE_WORD.search(text, *one.piece)
        if one.topic != "closure" or (is_of_site and not _NO_SITE.search(text, *one.piece)):
            yield one


def stands_in(
    text: str, sentences: Sequence[Piece], table: Phrases, words: Words
) -> Iterator[Stand]:
    """What each sentence says of the topics of a table, one for each topic."""
    for start, end in sentences:
        if text[start:end].endswith("?") or is_answered(text, (start, end)):
            continue
        turns = words.negations.within(text, start, end)
        hits = _longest(table.within(text, start, end))
        first: dict[str, Hit] = {}
        for hit in hits:
            first.setdefault(hit.label.partition(":")[0], hit)
        for topic, hit in first.items():
            says = hit.label.endswith(":yes")
            is_turned = _is_turned(text, hit, turns, end)
            yield Stand(topic, says != is_turned, (start, end))


def is_answered(text: str, piece: Piece) -> bool:
    """Whether a sentence repeats what others said, to answer it."""
    return bool(_ANSWERS.search(text, *piece))


def _longest(hits: Sequence[Hit]) -> list[Hit]:
    """Without those that lie in a longer one of the same topic."""
    return [
        hit
        for hit in hits
        if not any(
            other is not hit and other.start <= hit.start and hit.end <= other.end
            and other.end - other.start > hit.end - hit.start
            and other.label.partition(":")[0] == hit.label.partition(":")[0]
            for other in hits
        )
    ]  # fmt: skip


def _is_turned(text: str, hit: Hit, turns: Sequence[Hit], end: int) -> bool:
    """Whether a negation before it, or a word such as "untrue" after it, turns it round."""
    near = [
        turn
        for turn in turns
        if turn.end <= hit.start
        and hit.start - turn.end <= _REACH
        and not _BREAK.search(text, turn.end, hit.start)
        and not _ONLY.match(text, turn.start)
    ]
    is_after = bool(_AFTER.search(text, hit.end, end))
    return bool(near) != is_after if not near else True
