"""Statements that name nobody given to the one whose text it is, or who acts in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ponleu.engines.reading.coreference import name_of
from ponleu.engines.reading.discourse import Discourse
from ponleu.engines.reading.event_words import COURTS
from ponleu.engines.reading.letterheads import is_statement, speaks_itself, voice_of
from ponleu.engines.reading.narration import Narration
from ponleu.engines.reading.speaker_memory import Memory, Speaker
from ponleu.engines.reading.speakers import subject_before
from ponleu.engines.reading.types import Fact, FactKind, Part
from ponleu.engines.reading.word_sets import word_set

_OWN: Final = frozenset({FactKind.DENIAL, FactKind.REQUEST, FactKind.COMMITMENT})
_TURN: Final = re.compile(r"\[[^\]\n]{1,20}\]\s*(?P<name>[^\W\d_][\w.]{1,20}(?: \w{1,20})?):\s")
_LINE_REACH: Final = 400
_NO_NAMES: Final = frozenset({"user", "visitor", "guest", "client", "caller", "you"})
_ORDINALS: Final = ("second", "third", "fourth", "fifth", "lastly", "finally", "moreover")
_SENTENCING: Final = word_set(
    "jailed fined sentenced handed imposed ordered convicted condemned imprisoned gave given "
    "punished ruled awarded"
)
_OFFICE_LETTERS: Final = 24
"""Letters of an office before a name: "Presiding judge Sok Dara"."""
_INFORMING: Final = word_set("inform informs informed announce announces notify notifies")
_FAR: Final = 500
"""Letters beyond which "it" is not the body that spoke before."""
_PRONOUN_WORDS: Final = 2
_OPENING_WORDS: Final = 4
_OWN_OPENINGS: Final = word_set("i we please pls plz dont don't don’t kindly my our im i'm you")
_BE: Final = frozenset({"is", "are", "was", "were", "be", "been"})
_FIRST_PERSONS: Final = frozenset({"we", "i", "our", "my", "im"})


def with_voice(narration: Narration, facts: Sequence[Fact], discourse: Discourse) -> list[Fact]:
    """Statements that name nobody, or only "we" and "I", given to the one whose text it is."""
    told = [fact for fact in facts if not _is_narrated(narration, fact)]
    acted = [_by_the_actor(narration, fact) for fact in told]
    made = _listed(list(_with_names(narration, acted, discourse)))
    voice: Speaker | None = None
    for number, fact in enumerate(made):
        is_own = _is_in_own_words(narration, fact)
        if not is_own and not _is_open(fact):
            continue
        voice = _chatting(narration, fact) or voice_of(narration)
        if voice is None:
            if is_own and speaks_itself(narration):
                made[number] = replace(fact, parts=_without_speaker(fact))
            continue
        if "speaker" not in fact.parts and fact.kind not in _OWN and not is_statement(narration):
            continue
        made[number] = _spoken_by(narration, voice, fact, is_own=is_own)
    return made


def _is_narrated(narration: Narration, fact: Fact) -> bool:
    """ "The Department wishes to inform the public that" in its own notice: it narrates."""
    speaker = fact.parts.get("speaker")
    if fact.kind is not FactKind.CLAIM or speaker is None or fact.rule != "claims.reported":
        return False
    if not fact.start <= speaker.start < fact.parts["content"].start:
        return False
    words = narration.text[speaker.end : fact.parts["content"].start].lower().split()
    if not _INFORMING & set(words) or not is_statement(narration):
        return False
    voice = voice_of(narration)
    if voice is None:
        return False
    said = str(speaker.value or speaker.text).lower().removeprefix("the ")
    return said == voice.value.lower() or voice.value.lower().startswith(said)


def _chatting(narration: Narration, fact: Fact) -> Speaker | None:
    """ "[09:03] Kanika: Please ...": the name that a line of a conversation begins with."""
    begin = narration.text.rfind("\n", max(0, fact.start - _LINE_REACH), fact.start) + 1
    turn = _TURN.match(narration.text, begin, fact.start + 1)
    if turn is None or turn["name"].lower() in _NO_NAMES:
        return None
    return Speaker(turn.start("name"), turn.end("name"), "person", turn["name"])


def _listed(facts: list[Fact]) -> list[Fact]:
    """ "Secondly, all bars shall be closed": promised by the one who promised the first."""
    made = list(facts)
    for number, fact in enumerate(facts[1:], 1):
        before = made[number - 1].parts.get("speaker")
        is_next = fact.kind is FactKind.COMMITMENT and "speaker" not in fact.parts
        if is_next and before and fact.text.lower().startswith(_ORDINALS):
            made[number] = replace(fact, parts={**fact.parts, "speaker": before})
    return made


def _with_names(
    narration: Narration, facts: Sequence[Fact], discourse: Discourse
) -> Iterator[Fact]:
    """ "It proposes", "she asked": the body or the person who is meant."""
    for fact in facts:
        speaker = fact.parts.get("speaker")
        if speaker is None or speaker.value or not speaker.text:
            yield fact
            continue
        name = name_of(narration, discourse, speaker)
        if not name:
            yield fact
            continue
        why = f'{fact.reason} "{speaker.text}" is taken to be {name}.'
        parts = {**fact.parts, "speaker": replace(speaker, value=name)}
        yield replace(fact, parts=parts, reason=why)


def _spoken_by(narration: Narration, voice: Speaker, fact: Fact, *, is_own: bool) -> Fact:
    part = fact.parts.get("speaker")
    if part is not None and not is_own:
        part = replace(part, value=voice.value)
    return replace(
        fact,
        parts={
            **fact.parts,
            "speaker": part if part and not is_own else voice.part(narration.text),
        },
        reason=f"{fact.reason} The text speaks for {voice.value}.",
    )


def _without_speaker(fact: Fact) -> dict[str, Part]:
    return {name: part for name, part in fact.parts.items() if name != "speaker"}


def _is_in_own_words(narration: Narration, fact: Fact) -> bool:
    """ "Please help" after "he says ...": the writer asks, not the one who spoke before."""
    speaker = fact.parts.get("speaker")
    if fact.kind not in _OWN or speaker is None or fact.start <= speaker.start < fact.end:
        return False
    if narration.around.is_quoted(fact.start) or not speaks_itself(narration):
        return False
    words = narration.text[fact.start : fact.end].lower().split()[:_OPENING_WORDS]
    return bool(_OWN_OPENINGS & set(words))


def _by_the_actor(narration: Narration, fact: Fact) -> Fact:
    """What the reporter tells is promised or asked by its subject, not by who spoke before."""
    speaker = fact.parts.get("speaker")
    if fact.kind is FactKind.PENALTY and _is_of_the_law(narration, fact):
        fact = replace(fact, parts=_without_speaker(fact))
    if fact.kind is FactKind.PENALTY and "speaker" not in fact.parts:
        court = _court_of(narration, fact)
        return replace(fact, parts={**fact.parts, "speaker": court}) if court else fact
    if fact.kind not in _OWN or fact.kind is FactKind.DENIAL:
        return fact
    if speaker is not None and fact.start <= speaker.start < fact.end:
        return fact
    if narration.around.is_quoted(fact.start):
        return fact
    who = fact.parts.get("who")
    if fact.kind is FactKind.COMMITMENT and who is not None and fact.start <= who.start < fact.end:
        return replace(fact, parts={**fact.parts, "speaker": who}) if speaker else fact
    subject = _subject_of(narration, fact)
    if subject is None:
        return fact
    return replace(fact, parts={**fact.parts, "speaker": subject.part(narration.text)})


def _court_of(narration: Narration, fact: Fact) -> Part | None:
    """The court that "jailed", "fined", "handed down" in the words of the fact."""
    first, last = narration.token(fact.start), narration.token(fact.end)
    for at in range(first + 1, last):
        if narration.tokens[at].word not in _SENTENCING:
            continue
        line = narration.lines_across(fact.start, fact.end)[0]
        subject = subject_before(narration, line, at, Memory())
        if subject is None or subject.by_pronoun or subject.start < line.start:
            return None
        before = narration.text[max(line.start, subject.start - _OFFICE_LETTERS) : subject.end]
        return subject.part(narration.text) if COURTS & set(before.lower().split()) else None
    return None


def _is_of_the_law(narration: Narration, fact: Fact) -> bool:
    """Whether a penalty is told by the text itself, and not by who happened to speak before."""
    speaker = fact.parts.get("speaker")
    if speaker is None or fact.start <= speaker.start < fact.end:
        return False
    content = fact.parts["content"]
    is_whole = content.start == fact.start and content.end >= fact.end - 1
    return is_whole and not narration.around.is_quoted(fact.start)


def _subject_of(narration: Narration, fact: Fact) -> Speaker | None:
    """The one who "promised" or "asked" in the words of the fact itself."""
    words = "request_verbs" if fact.kind is FactKind.REQUEST else "commitment_marks"
    lines = narration.lines_across(fact.start, fact.end)
    for line in lines[:1]:
        hits = narration.hits(words, line.first, line.last)
        if fact.kind is FactKind.REQUEST:
            told = narration.hits("claim_verbs", line.first, line.last)
            hits = hits + [hit for hit in told if hit.label == "tell"]
        for hit in hits:
            start = narration.tokens[hit.first].start
            if hit.label == "modal" or not fact.start < start < fact.end:
                continue
            if narration.tokens[hit.first - 1].word in _BE:
                continue
            subject = subject_before(narration, line, hit.first, Memory())
            if subject is None or subject.by_pronoun or subject.start < fact.start:
                return None
            return subject
    return None


def _is_open(fact: Fact) -> bool:
    """Whether nobody is named who said it, outside quotation marks."""
    speaker = fact.parts.get("speaker")
    if speaker is not None:
        return not speaker.value and speaker.text.lower() in _FIRST_PERSONS
    if fact.kind is FactKind.CLAIM:
        return fact.rule == "claims.finding"
    return fact.kind in _OWN or fact.kind is FactKind.PENALTY
