"""Each speaker that is a pronoun or a known noun given the name of the one it means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ponleu.engines.reading.agreement import ONE, PRONOUNS, as_pronoun, meant_by
from ponleu.engines.reading.attributed import Attribution
from ponleu.engines.reading.discourse import (
    OBJECT,
    SPOKE,
    SUBJECT,
    WITHIN_WORDS,
    Discourse,
    Entity,
)
from ponleu.engines.reading.narration import Narration
from ponleu.engines.reading.noun_bearers import bearer_of
from ponleu.engines.reading.per_word import positions
from ponleu.engines.reading.phrases import Hit
from ponleu.engines.reading.speaker_memory import Speaker
from ponleu.engines.reading.tellings import (
    named_speaker_of,
    see_name,
    see_noun,
    unnamed_speaker_of,
)
from ponleu.engines.reading.tokens import row_of
from ponleu.engines.reading.types import Fact, FactKind, Part
from ponleu.engines.reading.word_sets import word_set

_SUBJECTS: Final = frozenset({"he", "she"})
_ANSWERING: Final = word_set("answered answers answer replied replies reply retorted responded")
_TOLD_OF: Final = frozenset({"person", "group", "authority"})
"""Labels of the nouns for those who may be meant later."""
_OPENING_MARKS: Final = '"“«'

Site = tuple[int, Fact | Hit | Attribution | str]
"""Where someone is told of: a name, a noun, a speaker, "he" or "she"."""


def with_bearers(
    narration: Narration, attributions: Sequence[Attribution]
) -> tuple[list[Attribution], Discourse]:
    """The attributions with the speakers that are meant, and all who were told of."""
    discourse = Discourse(_line_starts(narration))
    known: dict[tuple[int, int], tuple[Speaker, Entity | None]] = {}
    contents = _Contents(attributions)
    for at, site in _sites(narration, attributions):
        factor = contents.factor(at)
        if isinstance(site, Attribution):
            speaker, entity = _settled(narration, discourse, site, factor)
            known[site.speaker.start, site.speaker.end] = speaker, entity
            discourse.tried.add(site.speaker.start)
            discourse.asked = speaker.value if site.sort == "request" else ""
        elif isinstance(site, Fact):
            see_name(narration, discourse, site, factor)
        elif isinstance(site, Hit):
            see_noun(narration, discourse, site, factor)
        elif known_one := meant_by(discourse, site, at):  # "On Monday she rang"
            discourse.see(known_one, at, SUBJECT * factor)
    settled = [
        replace(one, speaker=_with_name(*known[one.speaker.start, one.speaker.end]))
        for one in attributions
    ]
    return settled, discourse


def _with_name(speaker: Speaker, entity: Entity | None) -> Speaker:
    """The speaker with a name that the text gives only later."""
    is_late = entity is not None and entity.is_named and entity.sort == "person"
    return replace(speaker, value=entity.name) if entity and is_late else speaker


def name_of(narration: Narration, discourse: Discourse, words: Part) -> str:
    """The name of the one that a pronoun or a noun means where it stands; "" if none is known."""
    if words.start in discourse.tried:
        return ""
    word = as_pronoun(words.text.lower().split())
    if word in PRONOUNS:
        entity = meant_by(discourse, word, words.start)
    else:
        within = narration.token(words.start), narration.token(words.end)
        entity = bearer_of(narration, discourse, within, words.start)
    return entity.name if entity is not None else ""


def _line_starts(narration: Narration) -> list[int]:
    """Where sentences begin that tell; what goes on inside a quotation is no step away."""
    return [
        line.start
        for line in narration.lines
        if narration.text[line.start] in _OPENING_MARKS
        or not narration.around.is_quoted(line.start)
    ]


class _Contents:
    """What is told as somebody's words, asked from the top of the text to its end."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        self._spans = sorted(one.content[:2] for one in attributions)
        self._at = 0
        self._end = -1

    def factor(self, offset: int) -> float:
        """What is left of a weight at an offset, not before the one asked for last."""
        while self._at < len(self._spans) and self._spans[self._at][0] <= offset:
            self._end = max(self._end, self._spans[self._at][1])
            self._at += 1
        return WITHIN_WORDS if offset < self._end else 1.0


def _sites(narration: Narration, attributions: Sequence[Attribution]) -> Iterator[Site]:
    """Speakers, and the names, nouns and pronouns that are no part of a speaker, in text order."""
    speakers = {(one.speaker.start, one.speaker.end): one for one in attributions}
    found: list[Site] = [(start, one) for (start, _), one in speakers.items()]
    found += narration.named_by_start.items()
    starts = narration.token_starts
    for hit in narration.found["speaker_nouns"].hits:
        if hit.label in _TOLD_OF or (hit.label == "document" and _opens(narration, hit)):
            found.append((starts[hit.first], hit))
    words = row_of(narration.text).words
    found += [(starts[at], words[at]) for at in positions(words, _SUBJECTS)]
    found.sort(key=lambda site: (site[0], not isinstance(site[1], Attribution)))
    end = -1
    for at, site in found:
        if isinstance(site, Attribution):
            end = max(end, site.speaker.end)
            yield at, site
        elif at >= end:
            if isinstance(site, Fact):
                end = site.end
            elif narration.around.is_quoted(at):
                continue
            yield at, site


def _opens(narration: Narration, hit: Hit) -> bool:
    """Whether "The report" begins a sentence: only then "it" may mean a thing later."""
    before = narration.tokens[hit.first - 1]
    return before.word in {"the", "this"} and narration.text[before.start].isupper()


def _settled(
    narration: Narration, discourse: Discourse, told: Attribution, factor: float
) -> tuple[Speaker, Entity | None]:
    """The speaker with the name that is meant, remembered as the one who spoke."""
    speaker = told.speaker
    words = narration.text[speaker.start : speaker.end].split()
    word = as_pronoun([each.lower() for each in words])
    if speaker.by_pronoun and word in PRONOUNS:
        entity = _of_pronoun(discourse, told, word)
        speaker = replace(speaker, sort=_sort(entity), value=entity.name if entity else "")
    elif full := _by_part(discourse, speaker.value or " ".join(words)):
        entity, speaker = full, replace(speaker, sort="person", value=full.name)
    elif speaker.value:
        entity = named_speaker_of(narration, discourse, speaker)
    elif speaker.by_pronoun:
        return speaker, None  # "we", "I"
    else:
        entity = _of_noun(narration, discourse, told)
        speaker = replace(speaker, value=entity.name if entity else "")
        entity = entity or unnamed_speaker_of(narration, discourse, speaker)
    if entity is not None:
        discourse.see(entity, speaker.start, factor * _weight(narration, speaker.start))
    return speaker, entity


def _sort(entity: Entity | None) -> str:
    if entity is None:
        return "pronoun"
    return "person" if entity.sort == "person" else "organisation"


def _weight(narration: Narration, start: int) -> float:
    """One who is only named after "by" is not what a sentence is about."""
    at = narration.token(start)
    return OBJECT if at and narration.tokens[at - 1].word == "by" else SPOKE


def _of_pronoun(discourse: Discourse, told: Attribution, word: str) -> Entity | None:
    """Whom the pronoun means: never one who is told of only in the words said."""
    before = min(told.speaker.start, told.content.start)
    entity = meant_by(discourse, word, before, _others(discourse, told), told.cue)
    if entity is not None and word in ONE:
        entity.gender = ONE[word]
    return entity


def _others(discourse: Discourse, told: Attribution) -> frozenset[str]:
    """Who cannot be meant: the one who passes it on, the one asked who now is answered."""
    others = {str(told.through.value), told.through.text} if told.through else set()
    if told.cue.lower() in _ANSWERING and discourse.asked:
        others.add(discourse.asked)
    return frozenset(name.casefold() for name in others)


def _of_noun(narration: Narration, discourse: Discourse, told: Attribution) -> Entity | None:
    """Whom the noun means: the name apart that follows, else one told of before."""
    speaker = told.speaker
    first, last = narration.token(speaker.start), narration.token(speaker.end)
    apart = _named_apart(narration, discourse, last)
    if apart is not None or speaker.sort == "document":
        return apart
    before = min(speaker.start, told.content.start)
    return bearer_of(narration, discourse, (first, last), before)


def _named_apart(narration: Narration, discourse: Discourse, comma: int) -> Entity | None:
    """The firm of "The sugar company, Siam Estates, which": a name between commas."""
    tokens = narration.tokens
    if comma + 2 >= len(tokens) or tokens[comma].word != ",":
        return None
    named = narration.named_starting(tokens[comma + 1].start)
    if named is None or not isinstance(named.value, str):
        return None
    after = narration.token(named.end)
    if after >= len(tokens) or tokens[after].word not in {",", "("}:
        return None
    return discourse.named(named.value, "person" if named.kind is FactKind.PERSON else "body")


def _by_part(discourse: Discourse, name: str) -> Entity | None:
    """The one known person of whose name the word is a part: "Dara" of "Sok Dara"."""
    return discourse.bearer_of_part(name) if name[:1].isupper() and " " not in name else None
