"""Requests: what someone is asked to do."""

from __future__ import annotations

from typing import Final

from ponleu.engines.reading.narration import Narration
from ponleu.engines.reading.sayings import Saying, make_statement
from ponleu.engines.reading.types import Fact, FactKind, Part

_NOT_ASKED: Final = frozenset(
    "this it that there which who we i he she what these such here how why announcement".split()
)
_BEFORE_MODAL: Final = frozenset({"also", "therefore", "then", "now", "always", "still", "instead"})
_BREAKS: Final = frozenset({",", ";", ":", "that", "and", "but", "if", "when", "because", "as"})


def request_in(narration: Narration, saying: Saying) -> Fact | None:
    """A request: a verb such as "urged", or "must" and "should" said to others."""
    if saying.sort == "request":
        return make_statement(
            narration,
            FactKind.REQUEST,
            saying,
            rule="requests.verb",
            parts=_asked_by_verb(narration, saying),
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
        if subject is None:
            continue
        modal = narration.text[tokens[hit.first].start : tokens[hit.last - 1].end]
        return make_statement(
            narration,
            FactKind.REQUEST,
            saying,
            rule="requests.modal",
            parts={"to": subject},
            reason=f'"{modal}" lays something on "{" ".join(subject.text.split())}".',
        )
    return None


def _subject(narration: Narration, first: int, modal: int) -> Part | None:
    """The words before the modal, back to the last break; None if nobody is asked."""
    tokens = narration.tokens
    last = modal
    while last > first and tokens[last - 1].word in _BEFORE_MODAL:
        last -= 1
    begin = last
    while begin > first and tokens[begin - 1].word not in _BREAKS:
        begin -= 1
    while begin < last and not tokens[begin].word[0].isalnum():
        begin += 1
    if begin >= last or tokens[begin].word in _NOT_ASKED or tokens[last - 1].word in _NOT_ASKED:
        return None
    start, end = tokens[begin].start, tokens[last - 1].end
    named = [fact for fact in narration.named if start <= fact.start and fact.end <= end]
    value = str(named[0].value) if len(named) == 1 else ""
    return Part(narration.text[start:end], start, end, value)


def _asked_by_verb(narration: Narration, saying: Saying) -> dict[str, Part]:
    """ "Urged the police to ..." or "called for help from the embassies": who is asked."""
    if saying.to is not None:
        return {}
    tokens = narration.tokens
    first, last = narration.token(saying.start), narration.token(saying.end)
    for at in range(first, min(last, first + 10)):
        if tokens[at].word in {",", "and", "that"}:
            break
        if tokens[at].word == "to" and first < at and not saying.cue.endswith("for"):
            start, end = tokens[first].start, tokens[at - 1].end
            return {"to": _part(narration, start, end)}
    for at in range(first, last - 1):
        if tokens[at].word == "from":
            stop = at + 1
            while stop < last and tokens[stop].word not in {"to", "and", ",", "in", "with", "for"}:
                stop += 1
            if stop > at + 1:
                return {"to": _part(narration, tokens[at + 1].start, tokens[stop - 1].end)}
    return {}


def _part(narration: Narration, start: int, end: int) -> Part:
    named = [fact for fact in narration.named if start <= fact.start and fact.end <= end]
    return Part(narration.text[start:end], start, end, str(named[0].value) if named else "")
