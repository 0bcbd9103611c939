"""Who says what: reporting words, their subject, and the words they introduce."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from ponleu.engines.reading.contents import (
    OFFICE_WORDS,
    Content,
    clause_before,
    clause_start,
    content_after,
    quotation_before,
)
from ponleu.engines.reading.narration import Line, Narration
from ponleu.engines.reading.phrases import Hit
from ponleu.engines.reading.speakers import (
    Memory,
    Speaker,
    first_subject,
    inverted_subject,
    opening_subject,
    of_phrase,
    subject_after,
    subject_before,
)
from ponleu.engines.reading.subjects import has_verb, phrase_before
from ponleu.engines.reading.types import Part
from ponleu.engines.reading.word_sets import word_set

_PASSIVE: Final = frozenset({"was", "were", "been", "be", "is", "are", "being", "as"})
_NOUN_MAKERS: Final = word_set("a an the this that as of any some his her its their by for since")
_UNNAMED: Final = frozenset({"i", "we", "they"})
_NO_SUBJECT: Final = word_set(
    "the a an to not no n't of for by with from on at into any its their his her this that these "
    "will would can could may might must should shall did does do don't didn't doesn't cannot "
    "in without before after while despite amid following over let please or false such more new recent as than"
)
"""Words after which a reporting word is a noun, or was not spoken."""
_SAID: Final = frozenset({"claim", "denial"})
_RELATIVE: Final = 5
"""Tokens between "which" and its verb: "which had earlier"."""
_BY: Final = frozenset({"tell", "quoted"})
_NOT_QUOTING: Final = frozenset({"frame", "find", "figure", "call", "of"})
_NOUN_LIKE: Final = word_set(
    "note report claim count list post comment state answer reply estimate protest caution "
    "forecast complaint fear doubt notes reports claims counts lists posts comments answers "
    "replies estimates protests fears doubts figures calls finds shows calculates remarks quotes "
    "suspects suspect states shares raises reasons charges charge hopes hope guess shout shouts cries cry call find raise share counter vow promise"
)
_PROVING: Final = ("show", "indicat", "suggest", "prove", "demonstrat", "reveal", "reflect",
                   "illustrat", "signal", "impl")  # fmt: skip
"""How verbs begin of which things are the subject as often as those who speak."""
_SAID_THINGS: Final = word_set(
    "assertion assertions claim claims allegation allegations accusation accusations rumour "
    "rumours information news story stories photo photos picture pictures video videos content"
)
"""What is "posted" or "alleged" by others, and says nothing itself."""
_PLURALS: Final = word_set("people police staff men women children they we both some many")
_LAWS: Final = word_set(
    "law laws code constitution article articles prakas sub-decree decree plan schedule rules "
    "regulations regulation contract agenda programme standards principle principles"
)
"""What things are done according to; nobody speaks."""
_INVERTING: Final = frozenset({"say", "clause", "quote"})
_BEFORE_INVERTED: Final = frozenset({",", "”", '"', "»", "?", "!", "’"})
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
                inner = any(
                    one.content.start <= attribution.start < one.content.end for one in here[:-1]
                )
                if not inner and not narration.around.is_quoted(narration.tokens[hit.first].start):
                    _note(narration, attribution.speaker, line, memory)
        here += _according(narration, line, memory)
        here += _colons(narration, line, here, memory)
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
    subject = _subject(narration, line, hit, sort, memory, here)
    if subject is None:
        return None
    speaker, inherits = subject
    if inherits and hit.label == "call":
        return None
    if not _is_spoken(narration, hit, speaker):
        return None
    start = min(speaker.start, tokens[hit.first].start)
    if inherits:
        start = tokens[hit.first].start
    words = OFFICE_WORDS if speaker.sort == "person" and not speaker.by_pronoun else 0
    quotation = quotation_before(narration, start, words)
    if quotation is not None and quotation.end <= line.start and start == line.start:
        later = content_after(narration, line, hit, speaker.start)
        quotation = quotation if later is None else None
    if quotation is not None and hit.label not in _NOT_QUOTING:
        content, pattern = quotation, "quotation"
    else:
        if speaker.start > start and tokens[hit.last].word != "by":
            after = clause_before(narration, line, start)
        else:
            after = content_after(narration, line, hit, speaker.start)
        if after is None:
            return None
        content, pattern = after, "quotation" if after.is_quoted else "reported"
    if pattern == "reported":
        content = _within_relative(narration, line, hit, content)
        if sort == "claim" and _is_scrap(narration, content):
            return None
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
        through=_passed_on_by(narration, line, hit, memory),
        inherits=inherits,
    )


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


def _passed_on_by(narration: Narration, line: Line, hit: Hit, memory: Memory) -> Part | None:
    """ "Was quoted by state radio": who passed it on."""
    if hit.label != "quoted" or narration.tokens[hit.last].word != "by":
        return None
    bearer = subject_after(narration, line, hit.last + 1, memory)
    return bearer.part(narration.text) if bearer else None


def _is_spoken(narration: Narration, hit: Hit, speaker: Speaker) -> bool:
    """Whether "note", "replies" is a verb here: several speak, or a name, or a machine wrote."""
    word = narration.tokens[hit.first].word
    words = narration.text[speaker.start : speaker.end].lower().split()
    last = words[-1].rstrip("’'")
    if last in _SAID_THINGS and word.endswith("ed"):
        return False
    if word.startswith(_PROVING) and speaker.sort == "group" and not speaker.value:
        return False
    follows = narration.tokens[hit.last].word if hit.last < len(narration.tokens) else ""
    if word not in _NOUN_LIKE or follows == "that":
        return True
    if last[:1].isdigit() or (last.endswith("ss") and not word.endswith("s")):
        return False
    if word.endswith("s"):
        return speaker.sort != "group" or len(words) > 1
    if last.endswith("s") or last in _PLURALS or "and" in words:
        return True
    is_named = bool(speaker.value) and speaker.sort in {"person", "organisation"}
    return is_named and narration.around.document.machine_translated


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
    if before in _PASSIVE and hit.label != "quoted":
        return _told_subject(narration, line, hit, memory)
    if before in _NO_SUBJECT or (is_participle and before in _NOUN_MAKERS):
        return None
    quoted = narration.around.is_quoted(tokens[hit.first].start)
    after = _inverted(narration, line, hit, sort, memory)
    if after is not None:
        return after, False
    speaker = None
    if not (is_participle and before == ","):
        speaker = subject_before(narration, line, hit.first, memory)
    if speaker is None:
        if quoted or (sort == "request" and before == ","):  # "the club, which ..., asked the"
            return None
        return _subject_elsewhere(narration, line, hit, memory, here)
    is_narrator = before in _UNNAMED and not quoted and sort != "claim"
    if speaker.by_pronoun and (quoted or before in _UNNAMED) and not is_narrator:
        is_theirs = before == "they" and (not quoted or hit.label == "tell")
        return (speaker, False) if is_theirs else None
    if speaker.sort == "document" and is_participle:
        speaker = _issuer(narration, line, hit, memory) or speaker
    return speaker, False


def _told_subject(
    narration: Narration, line: Line, hit: Hit, memory: Memory
) -> tuple[Speaker, bool] | None:
    """The one after "by" in "had been told by staff that"."""
    at = hit.last
    if hit.label != "tell" or at + 1 >= line.last or narration.tokens[at].word != "by":
        return None
    speaker = subject_after(narration, line, at + 1, memory)
    return (speaker, False) if speaker else None


def _inverted(
    narration: Narration, line: Line, hit: Hit, sort: str, memory: Memory
) -> Speaker | None:
    """The subject that follows the verb: '“...,” said its chief, Sok Dara'."""
    tokens = narration.tokens
    if sort != "claim" or hit.label not in _INVERTING or hit.first <= line.first:
        return None
    before = tokens[hit.first - 1].word
    if before not in _BEFORE_INVERTED or hit.last >= line.last:
        return None
    if before == "," and quotation_before(narration, tokens[hit.first].start) is None:
        apposed = subject_before(narration, line, hit.first, memory)
        if apposed is not None and not has_verb(narration, line, hit.first - 1):
            return None
    return inverted_subject(narration, line, hit.last, memory)


def _subject_elsewhere(
    narration: Narration, line: Line, hit: Hit, memory: Memory, here: list[Attribution]
) -> tuple[Speaker, bool] | None:
    """The subject of the verb before: "... and said", "..., adding that"."""
    tokens = narration.tokens
    before = tokens[hit.first - 1].word if hit.first > line.first else ""
    if tokens[hit.last - 1].word.endswith("ing") or before in _JOINS:
        if here:
            return here[-1].speaker, True
        first = opening_subject(narration, line, memory) or first_subject(narration, line, memory)
        return (first, True) if first else None
    return None


def _issuer(narration: Narration, line: Line, hit: Hit, memory: Memory) -> Speaker | None:
    """ "The office issued a statement saying that": the office speaks."""
    for issued in narration.hits("issue_verbs", line.first, hit.first):
        return subject_before(narration, line, issued.first, memory)
    return None


def _colons(
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
        _note(narration, speaker, line, memory)
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


def _according(narration: Narration, line: Line, memory: Memory) -> list[Attribution]:
    made: list[Attribution] = []
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
        _note(narration, speaker, line, memory)
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


def _note(narration: Narration, speaker: Speaker, line: Line, memory: Memory) -> None:
    words = " ".join(narration.text[speaker.start : speaker.end].split())
    memory.note(speaker, line.paragraph, words)


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


def _continued(narration: Narration, line: Line, found: list[Attribution]) -> list[Attribution]:
    """A second quotation after "he said" belongs to the same speaker."""
    quoted = [attribution for attribution in found[-3:] if attribution.is_quoted]
    if not quoted:
        return _quoted_alone(narration, line, found[-1]) if found else []
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
