"""Who says what: reporting words, their subject, and the words they introduce."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ponleu.engines.reading.attributed import Attribution
from ponleu.engines.reading.attribution_subjects import is_spoken, passed_on_by, subject_of
from ponleu.engines.reading.attribution_verbless import (
    accorded_in,
    colons_in,
    continued_in,
)
from ponleu.engines.reading.content_spans import OFFICE_WORDS, Content, clause_before
from ponleu.engines.reading.contents import content_after, quotation_before
from ponleu.engines.reading.narration import Line, Narration
from ponleu.engines.reading.phrases import Hit
from ponleu.engines.reading.speaker_memory import Memory, Speaker
from ponleu.engines.reading.speakers import (
    subject_after,
    subject_before,
)
from ponleu.engines.reading.word_sets import word_set

_RELATIVE: Final = 5
"""Tokens between "which" and its verb: "which had earlier"."""
_BY: Final = frozenset({"tell", "quoted"})
_QUOTES: Final = frozenset({"quoted", "quotes", "cited", "cites", "remembers", "remembered"})
_BE: Final = frozenset({"is", "was", "were", "are", "been", "be", "being", ","})
_SAYING: Final = frozenset({"saying", "telling", "stating", "claiming", "warning", "adding"})
_QUOTED_REACH: Final = 8
"""Tokens of the one who is quoted, between "quoted" and "as saying"."""
_BY_MEANS: Final = word_set(
    "letter telephone phone email e-mail mail text message fax video radio telegram whatsapp "
    "messenger wechat facebook post sms note satellite"
)
"""How one may speak, where "said by" names nobody."""
_NOT_QUOTING: Final = frozenset({"frame", "find", "figure", "call", "of"})
_EVIDENCE: Final = word_set(
    "autopsy search searches inspection inspections examination examinations check checks raid "
    "visit visits test tests result results review audit probe investigation inquiry slip slips "
    "receipt receipts footage photograph photographs photos scan scans finding findings evidence "
    "x-ray post-mortem arrest arrests figures numbers logs statement-book log"
)
_CUE_LISTS: Final = (
    ("denial_verbs", "denial"),
    ("request_verbs", "request"),
    ("claim_verbs", "claim"),
)
_CUES: Final = frozenset(words for words, _ in _CUE_LISTS)


def find_attributions(narration: Narration) -> list[Attribution]:
    """Every attribution of the article, in text order, nested ones after their outer one."""
    memory = Memory()
    found: list[Attribution] = []
    for line in narration.lines:
        here: list[Attribution] = []
        for hit, sort in _cues(narration, line):
            attribution = _attribution(narration, line, hit, sort, memory, here)
            if attribution is not None and not _is_evidence(narration, attribution, here):
                here.append(attribution)
                inner = any(
                    one.content.start <= attribution.start < one.content.end for one in here[:-1]
                )
                if not inner and not narration.around.is_quoted(narration.tokens[hit.first].start):
                    memory.last = attribution.speaker
        here += accorded_in(narration, line, memory)
        here += colons_in(narration, line, here, memory)
        _note_issuer(narration, line, memory)
        found += here
        found += continued_in(narration, line, found)
    return _without_doubles(found)


def _is_evidence(narration: Narration, attribution: Attribution, here: list[Attribution]) -> bool:
    """ "He said an autopsy had found nothing": what was searched does not speak in between."""
    speaker = attribution.speaker
    if speaker.value or speaker.sort in {"person", "organisation", "authority", "pronoun"}:
        return False
    words = set(narration.text[speaker.start : speaker.end].lower().split())
    return bool(words & _EVIDENCE) and any(
        one.content.start <= speaker.start < one.content.end for one in here
    )


def _without_doubles(found: list[Attribution]) -> list[Attribution]:
    """A quotation with a verb of its own does not also go on from the one before."""
    own = {one.content[:2] for one in found if not one.goes_on}
    return [one for one in found if not (one.goes_on and one.content[:2] in own)]


def _cues(narration: Narration, line: Line) -> list[tuple[Hit, str]]:
    """Reporting words of a sentence in order; of two at one place, the longer."""
    if narration.cues_on(line).isdisjoint(_CUES):
        return []
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
    is_by = hit.last < line.last and tokens[hit.last].word == "by" and hit.label not in _BY
    if is_by and tokens[min(hit.last + 1, line.last - 1)].word not in _BY_MEANS:
        return None
    quoting = _quoting(narration, line, hit, memory)
    if quoting is not None:
        return quoting
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


def _quoting(narration: Narration, line: Line, hit: Hit, memory: Memory) -> Attribution | None:
    """ "..., Sok Dara quoted the woman as saying": she speaks, through him."""
    tokens = narration.tokens
    if tokens[hit.first].word not in _QUOTES or tokens[hit.first - 1].word in _BE:
        return None
    end = next((at for at in range(hit.last, min(line.last - 1, hit.last + _QUOTED_REACH))
                if tokens[at].word == "as" and tokens[at + 1].word in _SAYING), 0)  # fmt: skip
    through = subject_before(narration, line, hit.first, memory) if end else None
    speaker = subject_after(narration, line, hit.last, memory) if through else None
    if speaker is None or through is None:
        return None
    content = quotation_before(narration, through.start) or (
        clause_before(narration, line, through.start) if end + 2 >= line.last - 1 else None
    )
    if content is None:
        return None
    return Attribution(
        sort="claim",
        pattern="quotation" if content.is_quoted else "reported",
        cue=narration.text[tokens[hit.first].start : tokens[hit.last - 1].end],
        start=content.start,
        end=tokens[end + 1].end,
        speaker=replace(speaker, end=min(speaker.end, tokens[end - 1].end)),
        content=content,
        line=line,
        through=through.part(narration.text),
    )


def _content(
    narration: Narration, line: Line, hit: Hit, speaker: Speaker, start: int
) -> Content | None:
    """The words said: the quotation before, the clause before, or what follows the verb."""
    words = OFFICE_WORDS if speaker.sort == "person" and not speaker.by_pronoun else 0
    quotation = quotation_before(narration, start, words)
    if quotation is not None and quotation.end <= line.start and start == line.start:
        before = narration.line_before(line.start)
        if before is not None and before.paragraph != line.paragraph:
            quotation = None
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


def _note_issuer(narration: Narration, line: Line, memory: Memory) -> None:
    """Remember who issued a statement, also where the sentence says what is in it."""
    if "issue_verbs" not in narration.cues_on(line):
        return
    for hit in narration.hits("issue_verbs", line.first, line.last):
        issuer = subject_before(narration, line, hit.first, memory)
        if issuer is not None and not narration.around.is_quoted(line.start):
            memory.issuer = issuer
