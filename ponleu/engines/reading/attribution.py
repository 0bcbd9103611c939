"""Who says what: reporting words, their subject, and the words they introduce."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from ponleu.engines.reading.contents import (
    OFFICE_WORDS,
    Content,
    clause_before,
    content_after,
    quotation_before,
)
from ponleu.engines.reading.narration import Line, Narration
from ponleu.engines.reading.phrases import Hit
from ponleu.engines.reading.speakers import (
    Memory,
    Speaker,
    first_subject,
    subject_after,
    subject_before,
)
from ponleu.engines.reading.types import Part
from ponleu.engines.reading.word_sets import word_set

_PASSIVE: Final = frozenset({"was", "were", "been", "be", "is", "are", "being", "as"})
_NOUN_MAKERS: Final = word_set("a an the this that as of any some his her its their by for since")
_UNNAMED: Final = frozenset({"i", "we", "they"})
_JOINS: Final = frozenset({"and", "but", "then", "or"})
_CUE_LISTS: Final = (
    ("denial_verbs", "denial"),
    ("request_verbs", "request"),
    ("claim_verbs", "claim"),
)
_LEAST_WORDS: Final = 4
"""A quotation of fewer words is a term in marks, not a statement."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words and the one who is said to have spoken them.

    Attributes:
        sort: "claim", "denial", "request" by the verb; "frame" only hands its speaker on.
        pattern: "quotation", "reported", "according".
        cue: the reporting word.
        start: of speaker, cue or content, whichever comes first; ``end`` likewise.
        inherits: the speaker is that of the verb before ("... and said").
        goes_on: a further quotation without a verb of its own.
    """

    sort: str
    pattern: str
    cue: str
    start: int
    end: int
    speaker: Speaker
    content: Content
    line: Line
    through: Part | None = None
    inherits: bool = False
    goes_on: bool = False

    @property
    def is_quoted(self) -> bool:
        return self.pattern == "quotation"


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
                if not narration.around.is_quoted(narration.tokens[hit.first].start):
                    memory.note(attribution.speaker, line.paragraph)
        here += _according(narration, line, memory, found)
        if not here:
            _look_on(narration, line, memory)
        _note_issuer(narration, line, memory)
        found += here
        found += _continued(narration, line, found)
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
    subject = _subject(narration, line, hit, sort, memory, here)
    if subject is None:
        return None
    speaker, inherits = subject
    tokens = narration.tokens
    start = min(speaker.start, tokens[hit.first].start)
    if inherits:
        start = tokens[hit.first].start
    words = OFFICE_WORDS if speaker.sort == "person" and not speaker.by_pronoun else 0
    quotation = quotation_before(narration, start, words)
    if quotation is not None and hit.label not in {"frame", "find"}:
        content, pattern = quotation, "quotation"
    else:
        if speaker.start > start:
            after = clause_before(narration, line, start)
        else:
            after = content_after(narration, line, hit, speaker.start)
        if after is None:
            return None
        content, pattern = after, "quotation" if after.is_quoted else "reported"
    begin = min(start, content.start)
    return Attribution(
        sort="frame" if hit.label == "frame" else sort,
        pattern=pattern,
        cue=narration.text[tokens[hit.first].start : tokens[hit.last - 1].end],
        start=begin - (begin > 0 and narration.text[begin - 1] == "["),
        end=max(content.end, tokens[hit.last - 1].end, 0 if inherits else speaker.end),
        speaker=speaker,
        content=content,
        line=line,
        inherits=inherits,
    )


def _subject(
    narration: Narration,
    line: Line,
    hit: Hit,
    sort: str,
    memory: Memory,
    here: list[Attribution],
) -> tuple[Speaker, bool] | None:
    """The verb's subject, and whether it is that of the verb before ("... and said").

    "We recommend" outside quotation marks is the document's own voice; "we said" is not
    taken, for what a machine translation leaves of a quotation looks the same.
    """
    tokens = narration.tokens
    before = tokens[hit.first - 1].word if hit.first > line.first else ""
    is_participle = tokens[hit.last - 1].word.endswith("ing")
    if before in _PASSIVE or (is_participle and before in _NOUN_MAKERS):
        return None
    quoted = narration.around.is_quoted(tokens[hit.first].start)
    speaker = subject_before(narration, line, hit.first, memory)
    if speaker is None:
        if quoted or (sort == "request" and before == ","):  # "the club, which ..., asked the"
            return None
        return _subject_elsewhere(narration, line, hit, memory, here)
    is_narrator = before in _UNNAMED and not quoted and sort != "claim"
    if speaker.by_pronoun and (quoted or before in _UNNAMED) and not is_narrator:
        return None
    if speaker.sort == "document" and is_participle:
        speaker = _issuer(narration, line, hit, memory) or speaker
    return speaker, False


def _subject_elsewhere(
    narration: Narration, line: Line, hit: Hit, memory: Memory, here: list[Attribution]
) -> tuple[Speaker, bool] | None:
    """The subject of the verb before, or one that follows: "said Sok Dara"."""
    tokens = narration.tokens
    before = tokens[hit.first - 1].word if hit.first > line.first else ""
    if tokens[hit.last - 1].word.endswith("ing") or before in _JOINS:
        if here:
            return here[-1].speaker, True
        first = first_subject(narration, line, memory)
        return (first, True) if first else None
    if before == "," or quotation_before(narration, tokens[hit.first].start) is not None:
        after = subject_after(narration, hit.last, memory)
        return (after, False) if after else None
    return None


def _issuer(narration: Narration, line: Line, hit: Hit, memory: Memory) -> Speaker | None:
    """ "The office issued a statement saying that": the office speaks."""
    for issued in narration.hits("issue_verbs", line.first, hit.first):
        return subject_before(narration, line, issued.first, memory)
    return None


def _according(
    narration: Narration, line: Line, memory: Memory, found: list[Attribution]
) -> list[Attribution]:
    made: list[Attribution] = []
    tokens = narration.tokens
    for hit in narration.hits("accord_marks", line.first, line.last):
        speaker = subject_after(narration, hit.last, memory)
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
        memory.note(speaker, line.paragraph)
    return made


def _accorded(narration: Narration, line: Line, hit: Hit, speaker: Speaker) -> Content | None:
    """What is said according to someone: the rest of the sentence, or the one before."""
    text, tokens = narration.text, narration.tokens
    after = text[speaker.end : line.end].lstrip(" ,")
    if hit.first > line.first + 1:
        end = tokens[hit.first - 1].end
        return Content(line.start, end - (text[end - 1] in ",;"), False)
    if after.strip(" ,.;"):
        return Content(line.end - len(after), line.end - after.endswith("."), False)
    return _sentence_before(narration, line)


def _sentence_before(narration: Narration, line: Line) -> Content | None:
    """The sentence before, and the one before that if it is a mere scrap."""
    start = end = line.start
    while (before := narration.line_before(start)) and before.paragraph == line.paragraph:
        end = before.end if end == line.start else end
        start = before.start
        if end - start > _SCRAP:
            break
    return Content(start, end - (narration.text[end - 1] == "."), False) if start < end else None


def _look_on(narration: Narration, line: Line, memory: Memory) -> None:
    """A sentence without speech still tells who "he" is."""
    person = first_subject(narration, line, memory)
    if person is not None:
        memory.person = person


def _note_issuer(narration: Narration, line: Line, memory: Memory) -> None:
    """Remember who issued a statement, also where the sentence says what is in it."""
    for hit in narration.hits("issue_verbs", line.first, line.last):
        issuer = subject_before(narration, line, hit.first, memory)
        if issuer is not None and not narration.around.is_quoted(line.start):
            memory.issuer = issuer


def _continued(narration: Narration, line: Line, found: list[Attribution]) -> list[Attribution]:
    """A second quotation after "he said" belongs to the same speaker."""
    quoted = [attribution for attribution in found[-3:] if attribution.is_quoted]
    if not quoted:
        return []
    last = quoted[-1]
    made: list[Attribution] = []
    for start, end in narration.around.quotations_from(line.start, line.end):
        if start < last.content.end:
            continue
        gap = narration.text[last.end : start].strip(' ,.:;\n“"”')
        if len(narration.text[start:end].split()) < _LEAST_WORDS or len(gap) > _OPENING_GAP:
            continue
        content = Content(start, end, True)
        made.append(
            replace(
                last, start=start, end=end, content=content, line=line, inherits=True, goes_on=True
            )
        )
    return made


_SCRAP: Final = 30
"""Letters below which what a machine cut off is no sentence."""
_OPENING_GAP: Final = 12
"""Letters that may stand between "he said" and the quotation that goes on: "on Monday"."""
