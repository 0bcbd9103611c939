"""Requests: what someone is asked to do."""

from __future__ import annotations

from typing import Final

from ponleu.engines.reading.narration import Narration
from ponleu.engines.reading.sayings import Saying, make_statement
from ponleu.engines.reading.types import Fact, FactKind, Part
from ponleu.engines.reading.word_sets import word_set

_NOT_ASKED: Final = word_set(
    "this it that there which who we i he she what these such here how why announcement"
)
_BEFORE_MODAL: Final = frozenset({"also", "therefore", "then", "now", "always", "still", "instead"})
_VERBS: Final = word_set("is are was were has have had be do does did can must should")
_LONGEST_PARTNER: Final = 5
_ASKED_REACH: Final = 10
"""Words of the one asked: "urged the special envoy of the ... to"."""
_AFTER_THE_ASKED: Final = frozenset({"to", "and", ",", "in", "with", "for"})
_HAPPENINGS: Final = word_set(
    "rise fall grow increase decrease help know mean seem matter suffer last cost happen arrive"
)
_BREAKS: Final = frozenset({",", ";", ":", "that", "and", "but", "if", "when", "because", "as"})


def request_in(narration: Narration, saying: Saying) -> Fact | None:
    """A request: a verb such as "urged", or "must" and "should" said to others."""
    if saying.sort == "request":
        return make_statement(
            narration,
            FactKind.REQUEST,
            saying,
            rule="requests.verb",
            parts=asked_by_verb(narration, saying),
            reason=f'"{saying.cue}" asks for what follows.',
        )
    return _modal_request(narration, saying)


def _modal_request(narration: Narration, saying: Saying) -> Fact | None:
    tokens = narration.tokens
    first, last = narration.token(saying.start), narration.token(saying.end)
    for hit in narration.hits("request_modals", first, last):
        if tokens[hit.first].word == "shall":
            continue
        subject = _subject(narration, first, hit.first)
        if subject is None or _only_happens(narration, hit.last, last):
            continue
        modal = narration.text[tokens[hit.first].start : tokens[hit.last - 1].end]
        return make_statement(
            narration,
            FactKind.REQUEST,
            saying,
            rule="requests.modal",
            parts={} if _is_undergone(narration, hit.last, last) else {"to": subject},
            reason=f'"{modal}" lays something on "{" ".join(subject.text.split())}".',
        )
    return None


def _only_happens(narration: Narration, at: int, last: int) -> bool:
    """ "Prices should rise": nobody can be asked to do it."""
    return at < last and narration.tokens[at].word in _HAPPENINGS


def _is_undergone(narration: Narration, at: int, last: int) -> bool:
    """ "Must be introduced", "need to receive": the subject is not the one who is asked."""
    return at < last and narration.tokens[at].word in {"be", "receive", "get", "have"}


def _subject(narration: Narration, first: int, modal: int) -> Part | None:
    """The words before the modal, back to the last break; None if nobody is asked."""
    tokens = narration.tokens
    last = modal
    while last > first and tokens[last - 1].word in _BEFORE_MODAL:
        last -= 1
    begin = last
    while begin > first and tokens[begin - 1].word not in _BREAKS:
        begin -= 1
    begin = _with_partners(narration, first, begin)
    while begin < last and not tokens[begin].word[0].isalnum():
        begin += 1
    if begin >= last or tokens[begin].word in _NOT_ASKED or tokens[last - 1].word in _NOT_ASKED:
        return None
    start, end = tokens[begin].start, tokens[last - 1].end
    return _part(narration, start, end)


def _with_partners(narration: Narration, first: int, begin: int) -> int:
    """Step over "and" to the other half of "the office and its partners must"."""
    tokens = narration.tokens
    if begin <= first or tokens[begin - 1].word != "and":
        return begin
    other = begin - 1
    while other > first and tokens[other - 1].word not in _BREAKS:
        other -= 1
    words = [token.word for token in tokens[other : begin - 1]]
    verbal = any(word in _VERBS or word.endswith("ed") for word in words)
    return begin if verbal or not words or len(words) > _LONGEST_PARTNER else other


def asked_by_verb(narration: Narration, saying: Saying) -> dict[str, Part]:
    """ "Urged the police to ..." or "called for help from the embassies": who is asked."""
    if saying.to is not None:
        return {}
    first, last = narration.token(saying.start), narration.token(saying.end)
    asked = (
        _asked_by_modal(narration, first, last)
        or (None if saying.cue.endswith("for") else _asked_to(narration, first, last))
        or _asked_from(narration, first, last)
    )
    return {"to": asked} if asked else {}


def _asked_by_modal(narration: Narration, first: int, last: int) -> Part | None:
    """ "Advised that the teams should ..."."""
    for hit in narration.hits("request_modals", first, last)[:1]:
        if not _is_undergone(narration, hit.last, last):
            return _subject(narration, first, hit.first)
    return None


def _asked_to(narration: Narration, first: int, last: int) -> Part | None:
    """ "Urged the police to ..."; the words between the verb and "to"."""
    tokens = narration.tokens
    while first < last and tokens[first].word in {"including", "for"}:
        first += 1
    for at in range(first + 1, min(last, first + _ASKED_REACH)):
        if tokens[at].word in {",", "and", "that"}:
            return None
        if tokens[at].word == "to":
            stop = at - 1 if tokens[at - 1].word == "not" else at
            return _part(narration, tokens[first].start, tokens[stop - 1].end)
    return None


def _asked_from(narration: Narration, first: int, last: int) -> Part | None:
    """ "Called for help from the embassies to ..."."""
    tokens = narration.tokens
    for at in range(first, last - 1):
        if tokens[at].word == "from":
            stop = at + 1
            while stop < last and tokens[stop].word not in _AFTER_THE_ASKED:
                stop += 1
            if stop > at + 1:
                return _part(narration, tokens[at + 1].start, tokens[stop - 1].end)
    return None


def _part(narration: Narration, start: int, end: int) -> Part:
    start += narration.text[start] == "["
    end -= narration.text[end - 1] == "]"
    named = narration.named_within(start, end)
    return Part(narration.text[start:end], start, end, str(named[0].value) if named else "")
