"""Where the words begin and end that a reporting verb introduces."""

from __future__ import annotations

from typing import Final, NamedTuple

from ponleu.engines.reading.narration import Line, Narration
from ponleu.engines.reading.phrases import Hit
from ponleu.engines.reading.word_sets import word_set


class Content(NamedTuple):
    """The words said, with offsets; quotation marks are left out."""

    start: int
    end: int
    is_quoted: bool
    to: tuple[int, int] | None = None
    """The one spoken to, where a verb such as "told" names them."""


_THAT_REACH: Final = 16
"""Words between "said" and its "that": "said during the opening of the course that"."""
_MARKS: Final = ' \t\r\n\u200b“”"«»„,.:;!?'
_GAP: Final = 8
"""Letters between a quotation and "he said": marks and blanks only."""
_LONG_GAP: Final = 80
OFFICE_WORDS: Final = 6
"""Words of an office between a quotation and the name of the one who spoke it."""
_OFFICE_REACH: Final = 6
"""Words of an office between the comma and the name: "..., the provincial police chief"."""
_ASIDE: Final = word_set(
    "in at on to during yesterday after today through via by when as while with before about "
    "recently here earlier last this late early"
)
_ENDS: Final = frozenset({".", "!", "?", "”", '"', "»", "។"})
_SUMS: Final = frozenset({("add", "up"), ("add", "to")})
"""First letters of a verb and the word after it that tell of sums, not of speech."""
_LEAST_LEAD: Final = 4
"""Words before "..., he said." that make a clause and not only "Therefore"."""
_DETERMINERS: Final = word_set("the a an his her its their this some reporters")


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
    between = narration.text[quotation[1] : offset].lstrip(_MARKS)
    if len(between.split()) > words or any(mark in between for mark in ",.;:!?"):
        return None
    return Content(*quotation, True)


def _is_a_term(narration: Narration, quotation: tuple[int, int], offset: int) -> bool:
    """Whether the marks close inside a sentence that a stop ends: 'called it "a song". He'."""
    start, end = quotation
    if "." not in narration.text[end:offset] or narration.text[end - 1] in ",.!?":
        return False
    before = narration.text[max(0, start - 3) : start].rstrip(_MARKS)
    return before != "" and not narration.text[max(0, start - 3) : start - 1].rstrip(" ").endswith(
        tuple(_ENDS)
    )


def content_after(narration: Narration, line: Line, hit: Hit, subject_start: int) -> Content | None:
    """The words that the verb at ``hit`` introduces; None if it introduces none."""
    at, tokens = hit.last, narration.tokens
    at += at + 1 < line.last and tokens[at].word == "also"  # "said also that"
    if at < line.last and (tokens[hit.first].word[:3], tokens[at].word) in _SUMS:
        return None
    quotation = _quotation_at(narration, line, at)
    if quotation is not None:
        return quotation
    if at >= line.last or tokens[at].word in _ENDS:
        return clause_before(narration, line, subject_start) if hit.label == "say" else None
    finder = {"tell": _told, "to": _asked, "claim": _rejected, "find": _found}.get(hit.label)
    if finder is not None:
        return finder(narration, line, at)
    if tokens[at].word == "that":
        return _rest(narration, line, at + 1)
    if hit.label == "that":
        return _after_that(narration, line, at) if tokens[at].word in _ASIDE else None
    if hit.label == "say":
        return _said(narration, line, at, subject_start)
    return _rest(narration, line, at)


def _said(narration: Narration, line: Line, at: int, subject_start: int) -> Content | None:
    word = narration.tokens[at].word
    if word == ",":
        return _parenthesis(narration, line, at, subject_start)
    if word == ":":
        return _rest(narration, line, at + 1)
    if word in _ASIDE:
        after = _after_that(narration, line, at)
        if after is not None:
            return after
        if line.last - at <= _THAT_REACH // 2:
            return clause_before(narration, line, subject_start)
    return _rest(narration, line, at)


def _told(narration: Narration, line: Line, at: int) -> Content | None:
    """After "told": whom, then the words, with or without "that"."""
    tokens = narration.tokens
    if tokens[at].word == "[":
        at += 1
    after = _after_that(narration, line, at)
    if after is not None:
        stop = at + 1
        while tokens[stop].word not in _ASIDE | {"that", ",", "]"}:
            stop += 1
        return after._replace(to=(tokens[at].start, tokens[stop - 1].end))
    named = narration.named_starting(tokens[at].start)
    step = narration.token(named.end) if named else at + 1
    if not named and tokens[at].word in _DETERMINERS:
        step = at + 2
    to_end = tokens[step - 1].end
    if step < line.last and tokens[step].word == "]":
        step += 1
    rest = _rest(narration, line, step)
    if rest is None or tokens[step].word in (_ASIDE - {"about"}) | {"to", "of", ","}:
        return None
    return rest._replace(to=(tokens[at].start, to_end))


def _asked(narration: Narration, line: Line, at: int) -> Content | None:
    """A request needs "to" or "that" after the one asked: "advised workers to leave"."""
    if narration.tokens[at].word == "not":  # "asked not to be named" asks nobody
        return None
    for step in range(at, min(at + _THAT_REACH, line.last)):
        word = narration.tokens[step].word
        if word in _ENDS | {";", "if", "whether"}:
            return None
        if word in {"to", "that"} and (step > at or word == "that"):
            start = step + 1 if word == "that" else at
            rest = _rest(narration, line, start)
            if rest is not None and word == "to":
                whom = step - 1 if narration.tokens[step - 1].word != "not" else step - 2
                spoken_to = (narration.tokens[at].start, narration.tokens[max(whom, at)].end)
                return rest._replace(to=spoken_to)
            return rest
    return None


def _rejected(narration: Narration, line: Line, at: int) -> Content | None:
    """What is rejected must be words: claims, reports, allegations, or "that"."""
    words = {token.word for token in narration.tokens[at : min(at + 6, line.last)]}
    spoken = {"claims", "claim", "reports", "report", "allegations", "allegation", "that",
              "accusations", "rumours", "as", "news"}  # fmt: skip
    return _rest(narration, line, at) if words & spoken else None


def _found(narration: Narration, line: Line, at: int) -> Content | None:
    """ "Found" reports only with "that" or a denial: "found there was no"."""
    word = narration.tokens[at].word
    if word == "that":
        return _rest(narration, line, at + 1)
    return _rest(narration, line, at) if word in {"no", "there", "nothing"} else None


def _after_that(narration: Narration, line: Line, at: int) -> Content | None:
    for step in range(at, min(at + _THAT_REACH, line.last)):
        word = narration.tokens[step].word
        if word in {".", ";", ":"} or narration.around.is_quoted(
            narration.tokens[step].start
        ) != narration.around.is_quoted(narration.tokens[at].start):
            return None
        if word == "that" and narration.tokens[step + 1].word != "of":
            return _rest(narration, line, step + 1)
    return None


def _quotation_at(narration: Narration, line: Line, at: int) -> Content | None:
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
    following = narration.text[end : line.end].lstrip(_MARKS)
    return bool(following) and narration.text[end - 1] not in ",.!?"


def _parenthesis(narration: Narration, line: Line, at: int, subject_start: int) -> Content | None:
    """ "Therefore, she said, the office ..." or "The office, she said, ..."."""
    lead = narration.token(subject_start) - line.first
    if lead > _LEAST_LEAD:
        return Content(line.start, _trimmed(narration, line.end), False)
    return _rest(narration, line, at + 1)


def clause_before(narration: Narration, line: Line, subject_start: int) -> Content | None:
    """The words before "..., he said." where they are not in quotation marks."""
    at = narration.token(subject_start) - 1
    for _ in range(_OFFICE_REACH):
        if at > line.first and narration.tokens[at].word != ",":
            at -= 1
    if at - line.first < _LEAST_LEAD or narration.tokens[at].word != ",":
        return None
    if narration.around.is_quoted(narration.tokens[at - 1].start):
        return None
    return Content(line.start, narration.tokens[at].start, False)


def _rest(narration: Narration, line: Line, at: int) -> Content | None:
    """From token ``at`` to the end of the sentence, or of the quotation it stands in."""
    if at >= line.last:
        return None
    start, end = narration.tokens[at].start, line.end
    quotation = narration.around.quotation_at(start)
    if quotation is not None:
        end = min(end, quotation[1])
    end = _bracketed(narration, line, at, end)
    end = _trimmed(narration, end)
    return Content(start, end, False) if end > start else None


def _bracketed(narration: Narration, line: Line, at: int, end: int) -> int:
    """Where a bracket that opened before the words closes: "(she asked for one) and"."""
    opened = narration.text.rfind("(", line.start, narration.tokens[at].start)
    if opened < 0 or ")" in narration.text[opened : narration.tokens[at].start]:
        return end
    closes = narration.text.find(")", narration.tokens[at].start, end)
    return closes if closes >= 0 else end


def _trimmed(narration: Narration, end: int) -> int:
    while end > 0 and narration.text[end - 1] in _MARKS:
        end -= 1
    return end
