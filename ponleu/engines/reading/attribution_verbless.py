"""Words attributed without a verb: "according to", a colon, a quotation that goes on."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ponleu.engines.reading.attributed import Attribution
from ponleu.engines.reading.content_spans import Content, clause_start
from ponleu.engines.reading.narration import Line, Narration
from ponleu.engines.reading.phrases import Hit
from ponleu.engines.reading.speaker_memory import Memory, Speaker
from ponleu.engines.reading.speakers import of_phrase, subject_after
from ponleu.engines.reading.subjects import has_verb, phrase_before
from ponleu.engines.reading.word_sets import word_set

_SAID: Final = frozenset({"claim", "denial"})
_LAWS: Final = word_set(
    "law laws code constitution article articles prakas sub-decree decree plan schedule rules "
    "regulations regulation contract agenda programme standards principle principles procedure "
    "procedures timetable custom tradition size need needs age type category practice nature"
)
"""What things are done according to; nobody speaks."""
_LEAST_WORDS: Final = 4
"""A quotation of fewer words is a term in marks, not a statement."""
_COLON_REACH: Final = 9
_COLON_LETTERS: Final = 100
_LONG_GAP: Final = 120
"""Letters after reported words within which a bare quotation is by the same speaker."""
_ASIDE_REACH: Final = 20
_ASIDE_OPENINGS: Final = word_set("a an its his her their who which the one our")
_SCRAP: Final = 30
"""Letters below which what a machine cut off is no sentence."""
_OPENING_GAP: Final = 12
"""Letters that may stand between "he said" and the quotation that goes on: "on Monday"."""


def colons_in(
    narration: Narration, line: Line, here: list[Attribution], memory: Memory
) -> list[Attribution]:
    """'Sok Dara: "The gate was open."': a name, a colon and a quotation."""
    tokens = narration.tokens
    if here or narration.text.find(":", line.start, line.start + _COLON_LETTERS) < 0:
        return []
    for at in range(line.first + 1, min(line.first + _COLON_REACH, line.last - 2)):
        if tokens[at].word != ":":
            continue
        offset = tokens[at + 1].start
        quotations = narration.around.quotations_from(offset, offset + 2)
        phrase = phrase_before(narration, line, at - 1)
        if phrase is None or phrase.first > line.first + (tokens[line.first].word in "-–•*·"):
            return []
        speaker = of_phrase(narration, line, phrase, memory)
        if quotations:
            content = Content(*quotations[0], True)
        elif _may_head(narration, line, phrase.first, at) and speaker.value:
            content = Content(offset, line.end, False)
        else:
            return []
        pattern = "quotation" if quotations else "reported"
        made = Attribution("claim", pattern, ":", line.start, content.end, speaker, content, line)
        memory.last = speaker
        return [made]
    return []


def _may_head(narration: Narration, line: Line, first: int, colon: int) -> bool:
    """Whether "the ministry: kilns are safe" is a headline, or an item that gives a figure."""
    if first > line.first:
        return narration.tokens[colon + 1].word[0].isdigit()
    is_first = line == narration.lines[0] and narration.text[line.end - 1] not in ".!?"
    return is_first and line.last - colon > _LEAST_WORDS


def _accorded_to(narration: Narration, line: Line, hit: Hit, memory: Memory) -> Speaker | None:
    """The one after "according to", with what the next comma divides off left out."""
    speaker = subject_after(narration, line, hit.last, memory)
    if speaker is None:
        return None
    at = narration.token(speaker.end)
    if at < line.last and narration.tokens[at].word == "who" and speaker.sort != "person":
        stop = at
        while stop < line.last and narration.tokens[stop].word not in {",", ".", ";", ":"}:
            stop += 1
        return replace(speaker, end=narration.tokens[stop - 1].end)
    last = narration.tokens[at - 1].word
    return None if last in _LAWS else speaker


def accorded_in(narration: Narration, line: Line, memory: Memory) -> list[Attribution]:
    made: list[Attribution] = []
    if "accord_marks" not in narration.cues_on(line):
        return made
    tokens = narration.tokens
    for hit in narration.hits("accord_marks", line.first, line.last):
        if narration.tokens[hit.last - 1].word in {"citing", "quoting"}:
            continue
        speaker = _accorded_to(narration, line, hit, memory)
        if speaker is None or narration.around.is_quoted(tokens[hit.first].start):
            continue
        content = _accorded(narration, line, hit, speaker)
        if content is None:
            continue
        cue_start = tokens[hit.first].start
        made.append(
            Attribution(
                sort="claim",
                pattern="according",
                cue=narration.text[cue_start : tokens[hit.last - 1].end],
                start=min(content.start, cue_start),
                end=max(content.end, speaker.end),
                speaker=speaker,
                content=content,
                line=line,
            )
        )
        memory.last = speaker
    return made


def _accorded(narration: Narration, line: Line, hit: Hit, speaker: Speaker) -> Content | None:
    """What is said according to someone: the rest of the sentence, or the one before."""
    text, tokens = narration.text, narration.tokens
    if hit.first > line.first + 1:
        end = tokens[hit.first - 1].end
        begin = tokens[clause_start(narration, line, hit.first - 1)].start
        return Content(begin, end - (text[end - 1] in ",;"), False) if begin < end else None
    after = text[_aside_end(narration, line, speaker.end) : line.end].lstrip(" ,")
    if after.strip(" ,.;"):
        return Content(line.end - len(after), line.end - after.endswith("."), False)
    return _sentence_before(narration, line)


def _aside_end(narration: Narration, line: Line, end: int) -> int:
    """Where the aside after a name ends: ", a consular officer from the embassy,"."""
    tokens = narration.tokens
    at = narration.token(end)
    if at + 1 >= line.last:
        return end
    if tokens[at].word != ",":
        comma = _next_comma(narration, line, at)
        return tokens[comma].start if comma is not None else end
    word = tokens[at + 1].word
    if word not in _ASIDE_OPENINGS and not word[0].isdigit():
        return end
    comma = _next_comma(narration, line, at + 1)
    if comma is None or comma + 1 >= line.last:
        return end
    if word == "the" and has_verb(narration, line, comma, at + 1):
        return end
    return tokens[comma].start


def _next_comma(narration: Narration, line: Line, at: int) -> int | None:
    for step in range(at, min(at + _ASIDE_REACH, line.last)):
        if narration.tokens[step].word == ",":
            return step
    return None


def _sentence_before(narration: Narration, line: Line) -> Content | None:
    """The sentence before, and the one before that if it is a mere scrap."""
    start = end = line.start
    while (before := narration.line_before(start)) and before.paragraph == line.paragraph:
        end = before.end if end == line.start else end
        start = before.start
        if end - start > _SCRAP:
            break
    return Content(start, end - (narration.text[end - 1] == "."), False) if start < end else None


def continued_in(narration: Narration, line: Line, found: list[Attribution]) -> list[Attribution]:
    """A second quotation after "he said" belongs to the same speaker."""
    if not narration.around.quotations:
        return []
    quoted = [attribution for attribution in found[-3:] if attribution.is_quoted]
    if not quoted:
        return _quoted_alone(narration, line, found[-1]) if found else []
    last = quoted[-1]
    made: list[Attribution] = []
    for start, end in narration.around.quotations_from(line.start, line.end):
        if start < last.content.end:
            continue
        gap = narration.text[last.end : start].strip(' ,.:;\n“"”')
        opens = start - line.start <= 1 and line.paragraph == last.line.paragraph
        is_next = opens and found[-1] is last and start - last.end <= _LONG_GAP
        is_short = len(narration.text[start:end].split()) < _LEAST_WORDS
        if is_short or (len(gap) > _OPENING_GAP and not is_next):
            continue
        content = Content(start, end, True)
        made.append(
            replace(
                last, start=start, end=end, content=content, line=line, inherits=True, goes_on=True
            )
        )
    return made


def _quoted_alone(narration: Narration, line: Line, last: Attribution) -> list[Attribution]:
    """A sentence that is all quotation, after words reported of someone in the same paragraph."""
    if last.line.paragraph != line.paragraph or last.line == line or last.sort not in _SAID:
        return []
    quotation = narration.around.quotation_at(line.start + 1)
    if quotation is None or quotation[0] - line.start > 2 or line.start - last.end > _LONG_GAP:
        return []
    start, end = quotation
    if len(narration.text[start:end].split()) < _LEAST_WORDS:
        return []
    content = Content(start, end, True)
    return [
        replace(
            last,
            pattern="quotation",
            start=start,
            end=end,
            content=content,
            line=line,
            inherits=True,
            goes_on=True,
        )
    ]
