"""Where the words begin and end that a reporting verb introduces."""

from __future__ import annotations

from typing import Final

from ponleu.engines.reading.content_spans import (
    DETERMINERS,
    ENDS,
    FINITE,
    LEAST_LEAD,
    MARKS,
    THAT_REACH,
    Content,
    after_that,
    begins_clause,
    clause_before,
    clause_start,
    quotation_at,
    rest_of,
    trimmed,
)
from ponleu.engines.reading.content_verbs import ASIDE, FINDERS
from ponleu.engines.reading.narration import Line, Narration
from ponleu.engines.reading.phrases import Hit
from ponleu.engines.reading.types import FactKind
from ponleu.engines.reading.word_sets import word_set

_GAP: Final = 8
"""Letters between a quotation and "he said": marks and blanks only."""
_LONG_GAP: Final = 80
_SUMS: Final = frozenset({("add", "up"), ("add", "to")})
"""First letters of a verb and the word after it that tell of sums, not of speech."""
_TOLD_REACH: Final = 9
"""Tokens of "AFP by telephone on Monday" after the "told" that closes a sentence."""
_CLOSING: Final = frozenset({"say", "clause", "quote", "that", "tell", "figure"})
"""Labels of verbs that may close what they report: "..., he noted."."""
_ADMITTING: Final = (
    "acknowledg", "admit", "conced", "confirm", "alleg", "regret", "note", "noting", "expects",
    "expected that", "predict", "suspect", "fear", "claim", "confess", "announc", "disclos",
)  # fmt: skip
"""How verbs begin that take a bare thing: "acknowledged dozens of families"."""
_NEVER_OBJECTS: Final = word_set(
    "to by for with in on at of from it him her them me us himself herself and or as into"
)
_COLON_REACH: Final = 9
_PLEA_WORDS: Final = 2
"""Words of "not guilty", "his innocence"."""


def quotation_before(narration: Narration, offset: int, words: int = 0) -> Content | None:
    """The quotation that ends right before ``offset``, only marks between.

    Args:
        words: how many words of an office may stand between: "..., provincial governor".
    """
    quotation = narration.around.quotation_before(offset)
    if quotation is None or offset - quotation[1] > (_LONG_GAP if words else _GAP):
        return None
    if _is_a_term(narration, quotation, offset):
        return None
    if _is_mid_sentence(narration, quotation):
        return None
    between = narration.text[quotation[1] : offset].lstrip(MARKS)
    if between.rstrip().endswith(",") and between.split(" ", 1)[0].lower() in DETERMINERS:
        between = between.rstrip(" ,")  # '..., the lessee, Sok Dara, said'
    if len(between.split()) > words or any(mark in between for mark in ",.;:!?"):
        return None
    return Content(*quotation, True)


def _is_mid_sentence(narration: Narration, quotation: tuple[int, int]) -> bool:
    """Whether the quotation ends a clause that began outside: 'given five for "removal",'."""
    start = quotation[0]
    if not narration.text[start].islower():
        return False
    at = narration.token(start) - 2
    return at >= 0 and narration.tokens[at].word.isalpha()


def _is_a_term(narration: Narration, quotation: tuple[int, int], offset: int) -> bool:
    """Whether the marks close inside a sentence that a stop ends: 'called it "a song". He'."""
    start, end = quotation
    if "." not in narration.text[end:offset] or narration.text[end - 1] in ",.!?":
        return False
    before = narration.text[max(0, start - 3) : start].rstrip(MARKS)
    return before != "" and not narration.text[max(0, start - 3) : start - 1].rstrip(" ").endswith(
        tuple(ENDS)
    )


def content_after(narration: Narration, line: Line, hit: Hit, subject_start: int) -> Content | None:
    """The words that the verb at ``hit`` introduces; None if it introduces none."""
    at, tokens = hit.last, narration.tokens
    if hit.label == "innocence":  # "pleaded not guilty": the words are in the verb
        return rest_of(narration, line, max(hit.first + 1, at - _PLEA_WORDS))
    at += at + 1 < line.last and tokens[at].word == "also"  # "said also that"
    if at < line.last and (tokens[hit.first].word[:3], tokens[at].word) in _SUMS:
        return None
    quotation = quotation_at(narration, line, at)
    if quotation is not None:
        return quotation
    if at >= line.last or tokens[at].word in ENDS or _goes_on_apart(narration, line, at):
        return clause_before(narration, line, subject_start) if hit.label in _CLOSING else None
    if hit.label in _CLOSING and (after := _after_colon(narration, line, at)):
        return after
    return _introduced(narration, line, hit, at, subject_start)


def _goes_on_apart(narration: Narration, line: Line, at: int) -> bool:
    """Whether "he said" closes its clause: "..., she said; those who", "..., he said, nor had"."""
    word = narration.tokens[at].word
    after = narration.tokens[at + 1].word if at + 1 < line.last else ""
    return word == ";" or (word == "," and after in {"nor", "while", "whereas", "although"})


def _introduced(
    narration: Narration, line: Line, hit: Hit, at: int, subject_start: int
) -> Content | None:
    """What follows the verb, in the way in which this verb takes it."""
    finder = FINDERS.get(hit.label)
    if finder is not None:
        found = finder(narration, line, at)
        if found is None and hit.label == "tell" and line.last - at <= _TOLD_REACH:
            return clause_before(narration, line, subject_start)
        return found
    word = narration.tokens[at].word
    if word == "that":
        return rest_of(narration, line, at + 1)
    if hit.label == "that":
        if word == "," and narration.around.document.machine_translated:
            return rest_of(narration, line, at + 1)  # "expresses, the family paid"
        return after_that(narration, line, at) if word in ASIDE else None
    if hit.label in {"say", "clause", "quote"}:
        return _said(narration, line, hit, subject_start)
    return rest_of(narration, line, at)


def _said(narration: Narration, line: Line, hit: Hit, subject_start: int) -> Content | None:
    at, tokens = _after_date(narration, line, hit.last), narration.tokens
    if at >= line.last or tokens[at].word in ENDS:
        return clause_before(narration, line, subject_start)
    word = tokens[at].word
    if word in {"that", ":"}:
        return rest_of(narration, line, at + 1)
    if word == ",":
        is_aside = at + 1 < line.last and tokens[at + 1].word in ASIDE
        after = after_that(narration, line, at + 1) if is_aside else None
        return after or _parenthesis(narration, line, at, subject_start)
    is_figure = word == "about" and at + 1 < line.last and tokens[at + 1].word[0].isdigit()
    if word in ASIDE and not is_figure:
        return _after_aside(narration, line, hit, at, subject_start)
    return rest_of(narration, line, at) if _takes(narration, line, hit, at) else None


def _takes(narration: Narration, line: Line, hit: Hit, at: int) -> bool:
    """Whether the verb reports what begins at ``at``: a clause, or a thing one may admit."""
    if hit.label != "clause" or begins_clause(narration, line, at):
        return hit.label != "quote"
    is_admitting = narration.tokens[hit.first].word.startswith(_ADMITTING)
    return is_admitting and narration.tokens[at].word not in _NEVER_OBJECTS


def _after_aside(
    narration: Narration, line: Line, hit: Hit, at: int, subject_start: int
) -> Content | None:
    """ "Said during the meeting that", "wrote on his page '...'", "..., he said on Monday"."""
    after = after_that(narration, line, at) or _quotation_near(narration, line, at)
    if after is None and line.last - at <= THAT_REACH // 2:
        after = clause_before(narration, line, subject_start)
    if after is None and hit.label == "say" and narration.tokens[at].word not in _NEVER_OBJECTS:
        return rest_of(narration, line, at)
    return after


def _after_date(narration: Narration, line: Line, at: int) -> int:
    """The token after "Thursday" in "said Thursday"."""
    start = narration.tokens[at].start
    for fact in narration.within(FactKind.DATE, start, line.end)[:1]:
        if fact.start == start:
            return narration.token(fact.end)
    return at


def _quotation_near(narration: Narration, line: Line, at: int) -> Content | None:
    """'Wrote on his page "..."': a quotation after a few words of an aside."""
    for step in range(at, min(at + _COLON_REACH, line.last)):
        if narration.tokens[step].word in {",", ";", ".", "that"}:
            return None
        found = quotation_at(narration, line, step)
        if found is not None:
            return found
    return None


def _after_colon(narration: Narration, line: Line, at: int) -> Content | None:
    """ "Disagrees: they counted us", "put it to us last December: ..."."""
    for step in range(at, min(at + _COLON_REACH, line.last)):
        word = narration.tokens[step].word
        if word == ":":
            return quotation_at(narration, line, step + 1) or rest_of(narration, line, step + 1)
        if word in {"that", ",", ";", "“", '"'} or word in FINITE:
            return None
    return None


def _parenthesis(narration: Narration, line: Line, at: int, subject_start: int) -> Content | None:
    """ "Therefore, she said, the office ..." or "The office, she said, ..."."""
    tokens = narration.tokens
    begin = clause_start(narration, line, narration.token(subject_start) - 1)
    lead = narration.token(subject_start) - begin
    after = tokens[at + 1].word if at + 1 < line.last else ""
    if after.endswith("ing") or after in ASIDE | {"without", "who", "which", "but", "and", "a"}:
        return clause_before(narration, line, subject_start)
    if lead > LEAST_LEAD or (lead > 2 and tokens[narration.token(subject_start) - 1].word == ","):
        return Content(tokens[begin].start, trimmed(narration, line.end), False)
    return rest_of(narration, line, at + 1) if lead <= 1 + LEAST_LEAD else None
