"""Ranks that a report gives a country, where no reporting verb stands: "is on Tier 2"."""

from __future__ import annotations

from typing import Final

from ponleu.engines.reading.narration import Line, Narration
from ponleu.engines.reading.sayings import Saying, make_statement
from ponleu.engines.reading.speaker_memory import Memory, Speaker
from ponleu.engines.reading.speakers import named_speaker, opening_subject
from ponleu.engines.reading.types import Fact, FactKind
from ponleu.engines.reading.word_sets import word_set

_REPORT_WORDS: Final = frozenset({"report", "reports", "assessment", "ranking", "released"})
_PLACING: Final = word_set(
    "has had placed ranked put kept moved downgraded upgraded lists puts ranks"
)


def ranking_claim(narration: Narration, line: Line) -> Fact | None:
    """A claim whose value is the rank; its speaker the body that published the report."""
    if "rankings" not in narration.cues_on(line):
        return None
    hits = narration.hits("rankings", line.first, line.last)
    if not hits:
        return None
    first, last = narration.tokens[hits[0].first], narration.tokens[hits[0].last - 1]
    end = line.end - (narration.text[line.end - 1] in ".!?")
    speaker = _publisher(narration, line)
    saying = Saying(line.start, end, line.start, end, speaker=speaker)
    words = " ".join(narration.text[first.start : last.end].split())
    who = narration.text[speaker.start : speaker.end] if speaker else "nobody named"
    return make_statement(
        narration,
        FactKind.CLAIM,
        saying,
        rule="claims.ranking",
        value=hits[0].label,
        reason=f'"{words}" is a rank of the US trafficking report; said by {who}.',
    )


def _publisher(narration: Narration, line: Line) -> Speaker | None:
    """The body that a sentence of the same paragraph connects with a report."""
    opening = opening_subject(narration, line, Memory())
    if opening is not None and opening.sort == "place":
        after = narration.tokens[narration.token(opening.end)].word
        if after in _PLACING:
            return opening
    other: Line | None = line
    while other is not None and other.paragraph == line.paragraph:
        words = {token.word for token in narration.tokens[other.first : other.last]}
        bodies = narration.within(FactKind.ORGANISATION, other.start, other.end)
        if bodies and words & _REPORT_WORDS:
            return named_speaker(bodies[0])
        for hit in narration.hits("speaker_nouns", other.first, other.last):
            if hit.label in {"authority", "document"} and words & _REPORT_WORDS:
                first, last = narration.tokens[hit.first], narration.tokens[hit.last - 1]
                return Speaker(first.start, last.end, hit.label)
        other = narration.line_before(other.start)
    return None
