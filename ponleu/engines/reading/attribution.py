"""Who says what: reporting words, their subject, and the words they introduce."""

from __future__ import annotations

from typing import Final

from ponleu.engines.reading.attributed import Attribution
from ponleu.engines.reading.attribution_subjects import is_spoken, passed_on_by, subject_of
from ponleu.engines.reading.attribution_verbless import (
    accorded_in,
    colons_in,
    continued_in,
    note_speaker,
)
from ponleu.engines.reading.content_spans import OFFICE_WORDS, Content, clause_before
from ponleu.engines.reading.contents import content_after, quotation_before
from ponleu.engines.reading.narration import Line, Narration
from ponleu.engines.reading.phrases import Hit
from ponleu.engines.reading.speaker_memory import Memory, Speaker
from ponleu.engines.reading.speakers import first_subject, opening_subject, subject_before

_RELATIVE: Final = 5
"""Tokens between "which" and its verb: "which had earlier"."""
_BY: Final = frozenset({"tell", "quoted"})
_NOT_QUOTING: Final = frozenset({"frame", "find", "figure", "call", "of"})
_CUE_LISTS: Final = (
    ("denial_verbs", "denial"),
    ("request_verbs", "request"),
    ("claim_verbs", "claim"),
)


def find_attributions(narration: Narration) -> list[Attribution]:
    """Every attribution of the article, in text order, nested ones after their outer one."""
    memory = Memory()
    found: list[Attribution] = []
    for line in narration.lines:
        here: list[Attribution] = []
        for hit, sort in _cues(narration, line):
            attribution = _attribution(narration, line, hit, sort, memory, here)
            if attribution is not None:
                here.append(attribution)
                inner = any(
                    one.content.start <= attribution.start < one.content.end for one in here[:-1]
                )
                if not inner and not narration.around.is_quoted(narration.tokens[hit.first].start):
                    note_speaker(narration, attribution.speaker, line, memory)
        here += accorded_in(narration, line, memory)
        here += colons_in(narration, line, here, memory)
        if not here:
            _look_on(narration, line, memory)
        _note_issuer(narration, line, memory)
        found += here
        found += continued_in(narration, line, found)
    return _without_doubles(found)


def _without_doubles(found: list[Attribution]) -> list[Attribution]:
    """A quotation with a verb of its own does not also go on from the one before."""
    own = {one.content[:2] for one in found if not one.goes_on}
    return [one for one in found if not (one.goes_on and one.content[:2] in own)]


def _cues(narration: Narration, line: Line) -> list[tuple[Hit, str]]:
    """Reporting words of a sentence in order; of two at one place, the longer."""
    cues: dict[int, tuple[Hit, str]] = {}
    for words, sort in _CUE_LISTS:
        for hit in narration.hits(words, line.first, line.last):
            token = narration.tokens[hit.first]
            if hit.first > line.first and narration.text[token.start].isupper():
                continue  # "United States", "BRIEFING NOTE"
            known = cues.get(hit.first)
            if known is None or hit.last > known[0].last:
                cues[hit.first] = (hit, sort)
    return [cues[first] for first in sorted(cues)]


def _attribution(
    narration: Narration,
    line: Line,
    hit: Hit,
    sort: str,
    memory: Memory,
    here: list[Attribution],
) -> Attribution | None:
    tokens = narration.tokens
    if hit.last < line.last and tokens[hit.last].word == "by" and hit.label not in _BY:
        return None
    subject = subject_of(narration, line, hit, sort, memory, here)
    if subject is None:
        return None
    speaker, inherits = subject
    if (inherits and hit.label == "call") or not is_spoken(narration, hit, speaker):
        return None
    start = tokens[hit.first].start if inherits else min(speaker.start, tokens[hit.first].start)
    content = _content(narration, line, hit, speaker, start)
    if content is None:
        return None
    if not content.is_quoted and sort == "claim" and _is_scrap(narration, content):
        return None
    begin = min(start, content.start)
    return Attribution(
        sort="frame" if hit.label == "frame" else sort,
        pattern="quotation" if content.is_quoted else "reported",
        cue=narration.text[tokens[hit.first].start : tokens[hit.last - 1].end],
        start=begin - (begin > 0 and narration.text[begin - 1] == "["),
        end=max(content.end, tokens[hit.last - 1].end, 0 if inherits else speaker.end),
        speaker=speaker,
        content=content,
        line=line,
        through=passed_on_by(narration, line, hit, memory),
        inherits=inherits,
    )


def _content(
    narration: Narration, line: Line, hit: Hit, speaker: Speaker, start: int
) -> Content | None:
    """The words said: the quotation before, the clause before, or what follows the verb."""
    words = OFFICE_WORDS if speaker.sort == "person" and not speaker.by_pronoun else 0
    quotation = quotation_before(narration, start, words)
    if quotation is not None and quotation.end <= line.start and start == line.start:
        later = content_after(narration, line, hit, speaker.start)
        quotation = quotation if later is None else None
    if quotation is not None and hit.label not in _NOT_QUOTING:
        return quotation
    is_by = hit.last < line.last and narration.tokens[hit.last].word == "by"
    if speaker.start > start and not is_by:
        after = clause_before(narration, line, start)
    else:
        after = content_after(narration, line, hit, speaker.start)
    if after is None or after.is_quoted:
        return after
    return _within_relative(narration, line, hit, after)


def _within_relative(narration: Narration, line: Line, hit: Hit, content: Content) -> Content:
    """Words said in ", which had called it false, ..." end with that clause."""
    tokens = narration.tokens
    opens = [at for at in range(max(line.first + 1, hit.first - _RELATIVE), hit.first)
             if tokens[at].word in {"who", "which"} and tokens[at - 1].word == ","]  # fmt: skip
    if not opens or content.start < tokens[hit.first].start:
        return content
    for at in range(narration.token(content.start) + 1, narration.token(content.end) - 1):
        is_next = tokens[at].word == "," and not narration.around.is_quoted(tokens[at].start)
        if is_next and narration.hit_at("claim_verbs", at + 1):
            return content._replace(end=tokens[at].start)
    return content


def _is_scrap(narration: Narration, content: Content) -> bool:
    """One word is no statement, unless it is a number or stands in quotation marks."""
    words = narration.text[content.start : content.end].split()
    return len(words) < 2 and words[0].isalpha() and words[0].islower()


def _look_on(narration: Narration, line: Line, memory: Memory) -> None:
    """A sentence without speech still tells who "he" is, or "it"."""
    person = first_subject(narration, line, memory)
    if person is not None:
        memory.person = person
    opening = opening_subject(narration, line, memory)
    if opening is not None:
        words = " ".join(narration.text[opening.start : opening.end].split())
        memory.mention(opening, words)


def _note_issuer(narration: Narration, line: Line, memory: Memory) -> None:
    """Remember who issued a statement, also where the sentence says what is in it."""
    for hit in narration.hits("issue_verbs", line.first, line.last):
        issuer = subject_before(narration, line, hit.first, memory)
        if issuer is not None and not narration.around.is_quoted(line.start):
            memory.issuer = issuer
