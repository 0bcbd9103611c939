"""Where words said begin and end: to the sentence's end, a semicolon, a quotation's mark."""

from __future__ import annotations

from typing import Final, NamedTuple

from ponleu.engines.reading.narration import Line, Narration
from ponleu.engines.reading.word_sets import word_set

THAT_REACH: Final = 16
"""Words between "said" and its "that": "said during the opening of the course that"."""
MARKS: Final = ' \t\r\n\u200b“”"«»„,.:;!?'
OFFICE_WORDS: Final = 6
"""Words of an office between a quotation and the name of the one who spoke it."""
_OFFICE_REACH: Final = 6
"""Words of an office between the comma and the name: "..., the provincial police chief"."""
ENDS: Final = frozenset({".", "!", "?", "”", '"', "»", "។"})
LEAST_LEAD: Final = 4
"""Words before "..., he said." that make a clause and not only "Therefore"."""
DETERMINERS: Final = word_set("the a an his her its their this some reporters")
_SUBJECTS: Final = frozenset({"he", "she", "they", "we", "i"})
WHOM_REACH: Final = 5
_PRONOUNS: Final = word_set("he she they it i we you there nobody somebody everyone who")
FINITE: Final = word_set(
    "is are was were be been has have had do does did will would can could may might must "
    "should shall said came went took gave made got left ran knew saw told paid sold bought "
    "died lost found held kept owed cost costs remain remains want wants live lives work works "
    "need needs belong belongs owes earned worked stayed moved asked used lived received gets "
    "comes goes takes makes keeps gives began fell won't never"
)
_VERB_REACH: Final = 16
"""Tokens among which the verb of a clause without "that" is sought."""
_CLAUSE_REACH: Final = 80


class Content(NamedTuple):
    """The words said, with offsets; quotation marks are left out."""

    start: int
    end: int
    is_quoted: bool
    to: tuple[int, int] | None = None
    """The one spoken to, where a verb such as "told" names them."""


def begins_clause(narration: Narration, line: Line, at: int) -> bool:
    """Whether a clause with its own verb begins at ``at``: "the girl was playing"."""
    tokens = narration.tokens
    if tokens[at].word in _PRONOUNS:
        return at + 1 < line.last and tokens[at + 1].word[0].isalpha()
    if tokens[at].word in {"has", "have", "had", "is", "was", "will"}:
        return True
    for step in range(at + 1, min(at + _VERB_REACH, line.last)):
        word = tokens[step].word
        if word in ENDS or word in {";", ":", ",", "“"}:
            return False
        if word in FINITE or word.endswith(("n't", "n’t")):
            return True
        if word in _SUBJECTS and step - at < WHOM_REACH:
            return True
    return False


def after_that(narration: Narration, line: Line, at: int) -> Content | None:
    for step in range(at, min(at + THAT_REACH, line.last)):
        word = narration.tokens[step].word
        if word in {".", ";", ":"} or narration.around.is_quoted(
            narration.tokens[step].start
        ) != narration.around.is_quoted(narration.tokens[at].start):
            return None
        if word == "that" and (step + 1 >= line.last or narration.tokens[step + 1].word != "of"):
            return rest_of(narration, line, step + 1)
    return None


def quotation_at(narration: Narration, line: Line, at: int) -> Content | None:
    """A quotation that begins after the verb, but for "that", a comma or a colon."""
    if narration.around.is_quoted(narration.tokens[at - 1].start):
        return None
    for step in range(at, min(at + 4, line.last + 1, len(narration.tokens))):
        offset = narration.tokens[step].start
        for start, end in narration.around.quotations_from(offset, offset + 2):
            if narration.tokens[step - 1].word == "that" and _goes_on(narration, line, end):
                return None
            return Content(start, end, True)
        if narration.tokens[step].word not in {",", ":", "that", "“", '"', "«"}:
            return None
    return None


def _goes_on(narration: Narration, line: Line, end: int) -> bool:
    """Whether words follow a quotation in its sentence: 'that "the fruit man" had left'."""
    following = narration.text[end : line.end].lstrip(MARKS)
    return bool(following) and narration.text[end - 1] not in ",.!?"


def clause_before(narration: Narration, line: Line, subject_start: int) -> Content | None:
    """The words before "..., he said." where they are not in quotation marks."""
    at = narration.token(subject_start) - 1
    for _ in range(_OFFICE_REACH):
        if at > line.first and narration.tokens[at].word != ",":
            at -= 1
    at = _before_the_office(narration, line, at)
    begin = clause_start(narration, line, at)
    if at - begin < LEAST_LEAD or narration.tokens[at].word != ",":
        return None
    if narration.around.is_quoted(narration.tokens[at - 1].start):
        return None
    return Content(narration.tokens[begin].start, narration.tokens[at].start, False)


def _before_the_office(narration: Narration, line: Line, comma: int) -> int:
    """The comma before "the deputy prosecutor" in "..., the deputy prosecutor, Sok Dara, said"."""
    tokens = narration.tokens
    for at in range(comma - 1, max(line.first, comma - _OFFICE_REACH - 1), -1):
        if tokens[at].word == ",":
            return at if tokens[at + 1].word in DETERMINERS else comma
    return comma


def clause_start(narration: Narration, line: Line, at: int) -> int:
    """The token after the last semicolon, colon or dash before ``at``, else the line's first."""
    for step in range(at, max(line.first, at - _CLAUSE_REACH) - 1, -1):
        word = narration.tokens[step].word
        if (
            word in {";", ":"}
            and step < at
            and not narration.around.is_quoted(narration.tokens[step].start)
        ):
            return step + 1
    return line.first


def rest_of(narration: Narration, line: Line, at: int) -> Content | None:
    """From token ``at`` to the end of the sentence, or of the quotation it stands in."""
    if at >= line.last:
        return None
    start, end = narration.tokens[at].start, line.end
    quotation = narration.around.quotation_at(start)
    if quotation is not None:
        end = min(end, quotation[1])
    end = _bracketed(narration, line, at, end)
    end = _first_stop(narration, line, at, end)
    end = _next_promise(narration, at, end)
    end = trimmed(narration, end)
    return Content(start, end, False) if end > start else None


def _first_stop(narration: Narration, line: Line, at: int, end: int) -> int:
    """Where a semicolon outside quotation marks ends the words, if one does."""
    stop = narration.text.find(";", narration.tokens[at].start, end)
    if stop < 0 or narration.around.is_quoted(stop):
        return end
    return stop if stop - narration.tokens[at].start > 1 else end


def _next_promise(narration: Narration, at: int, end: int) -> int:
    """Where ", and undertook to" goes on to what the speaker promises, or asks for."""
    tokens = narration.tokens
    last = narration.token(end)
    for words in ("commitment_marks", "request_verbs"):
        for hit in narration.hits(words, at + 2, last):
            before = tokens[hit.first - 1].word, tokens[hit.first - 2].word
            if before == ("and", ",") and hit.label not in {"modal", "listed"}:
                return tokens[hit.first - 2].start
    return end


def _bracketed(narration: Narration, line: Line, at: int, end: int) -> int:
    """Where a bracket that opened before the words closes: "(she asked for one) and"."""
    opened = narration.text.rfind("(", line.start, narration.tokens[at].start)
    if opened < 0 or ")" in narration.text[opened : narration.tokens[at].start]:
        return end
    closes = narration.text.find(")", narration.tokens[at].start, end)
    return closes if closes >= 0 else end


def trimmed(narration: Narration, end: int) -> int:
    while end > 0 and narration.text[end - 1] in MARKS:
        end -= 1
    return end
