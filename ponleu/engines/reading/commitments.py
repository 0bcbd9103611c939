"""Commitments: who will do what, by when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ponleu.engines.reading.commitment_actors import Actor, actor_before
from ponleu.engines.reading.narration import Narration
from ponleu.engines.reading.phrases import Hit
from ponleu.engines.reading.sayings import Saying, make_statement
from ponleu.engines.reading.types import Fact, FactKind, Part

_STRENGTHS: Final = ("strong", "plain", "weak")
_NEGATIVES: Final = frozenset({"not", "never", "no", "neither"})
_ADVERBS: Final = frozenset({"also", "then", "now", "soon", "always", "still", "immediately"})
_RESPONSIBLE: Final = ("be", "responsible", "for")
_PROMISING_SORTS: Final = frozenset({"authority", "person", "organisation", "document", "group"})


@dataclass(frozen=True, slots=True)
class Promise:
    """A promising word found, with who is to act and what.

    Attributes:
        verb: index of the token that says what is to be done.
        strength: "strong", "plain" or "weak", the last part of the rule's name.
    """

    hit: Hit
    actor: Actor
    verb: int
    strength: str


def commitment_in(narration: Narration, saying: Saying) -> Fact | None:
    """The commitment that the saying makes; of several, the strongest, then the first."""
    promises = _promises(narration, saying)
    if not promises:
        return None
    promise = min(promises, key=lambda found: (_STRENGTHS.index(found.strength), found.verb))
    tokens = narration.tokens
    if promise.hit.label == "gerund":
        begin = tokens[promise.hit.first].start
        saying = replace(saying, start=tokens[promise.verb].start, span_start=begin)
    mark = narration.text[tokens[promise.hit.first].start : tokens[promise.hit.last - 1].end]
    what = narration.text[tokens[promise.verb].start : tokens[promise.verb].end]
    return make_statement(
        narration,
        FactKind.COMMITMENT,
        saying,
        rule=f"commitments.{promise.strength}",
        value=_sort(narration, promise, saying),
        parts=_parts(narration, promise, saying),
        reason=f'"{mark}" with "{what}": {promise.actor.why}.',
    )


def _promises(narration: Narration, saying: Saying) -> list[Promise]:
    first, last = narration.token(saying.start), narration.token(saying.end)
    found = (
        _promise(narration, saying, hit, first, last)
        for hit in narration.hits("commitment_marks", first, last)
    )
    return [promise for promise in found if promise is not None]


def _promise(
    narration: Narration, saying: Saying, hit: Hit, first: int, last: int
) -> Promise | None:
    verb = hit.last - 1 if hit.label == "gerund" else _verb(narration, hit.last, last)
    if verb is None:
        return None
    actor = actor_before(narration, saying, hit, first)
    if actor is None:
        return None
    if _is_passive(narration, verb, hit):
        return _passive(narration, saying, hit, actor, verb)
    if hit.label == "modal" and _is_stative(narration, verb):
        return None
    return Promise(hit, actor, verb, _strength(actor, hit)) if actor.acts else None


def _passive(
    narration: Narration, saying: Saying, hit: Hit, actor: Actor, verb: int
) -> Promise | None:
    """ "Shall be closed" binds the speaker, if what is done is in a speaker's power."""
    step = verb + 1
    while narration.tokens[step].word in _ADVERBS:
        step += 1
    done = narration.hit_at("commitment_passives", step)
    speaker = saying.speaker
    if done is None or speaker is None or speaker.sort not in _PROMISING_SORTS | {"pronoun"}:
        return None
    if narration.tokens[hit.first - 1].word in {"which", "who"} and not actor.is_speaker:
        return None
    why = "done to something, promised by the speaker"
    return Promise(hit, Actor(actor.start, actor.end, "", True, True, why), step, "plain")


def _strength(actor: Actor, hit: Hit) -> str:
    if hit.label in {"committed", "listed"}:
        return "weak"
    if actor.is_speaker or hit.label == "pledge":
        return "strong"
    return "plain" if actor.is_body else "weak"


def _verb(narration: Narration, at: int, last: int) -> int | None:
    """The verb after the mark, adverbs passed over; None if it is denied."""
    tokens = narration.tokens
    while at < last and (tokens[at].word in _ADVERBS or tokens[at].word.endswith("ly")):
        at += 1
    if at >= last or tokens[at].word in _NEGATIVES or not tokens[at].word.isalpha():
        return None
    if tokens[at].word == "have" and at + 2 < last and tokens[at + 1].word == "to":
        return at + 2
    return at


def _is_passive(narration: Narration, verb: int, hit: Hit) -> bool:
    words = [token.word for token in narration.tokens[verb : verb + 4]]
    if hit.label != "modal" or words[:1] != ["be"] or tuple(words[:3]) == _RESPONSIBLE:
        return False
    return any(word.endswith(("ed", "en", "ht", "ld", "ilt", "ut", "up")) for word in words[1:3])


def _is_stative(narration: Narration, verb: int) -> bool:
    tokens = narration.tokens
    if tuple(token.word for token in tokens[verb : verb + 3]) == _RESPONSIBLE:
        return False
    return narration.hit_at("commitment_stops", verb) is not None


def _parts(narration: Narration, promise: Promise, saying: Saying) -> dict[str, Part]:
    parts: dict[str, Part] = {}
    actor = promise.actor
    if not actor.is_speaker and actor.acts:
        parts["who"] = Part(narration.text[actor.start : actor.end], actor.start, actor.end,
                            actor.value)  # fmt: skip
        if saying.speaker is None:
            parts["speaker"] = parts["who"]
    due = _due(narration, promise, saying)
    if due is not None:
        parts["due"] = due
    return parts


def _due(narration: Narration, promise: Promise, saying: Saying) -> Part | None:
    """The first date after the promising word, else one before it; never a past one."""
    start = narration.tokens[promise.hit.first].start
    dates = narration.within(FactKind.DATE, saying.start, saying.end)
    for fact in sorted(dates, key=lambda fact: (fact.start < start, fact.start)):
        value = str(fact.value)
        if not _is_past(value, narration.published):
            return Part(fact.text, fact.start, fact.end, value)
    return None


def _is_past(value: str, published: date | None) -> bool:
    """Compared as far as both are written, so "2022" is not past in August 2022."""
    last = value.rpartition("/")[2]
    if published is None or not last[:1].isdigit():
        return False
    return last < published.isoformat()[: len(last)]


def _sort(narration: Narration, promise: Promise, saying: Saying) -> str:
    start = narration.tokens[promise.verb].start
    passive = narration.label_of("commitment_passives", start, start + 1)
    if passive:
        return passive
    hits = narration.hits("commitment_sorts", promise.verb, narration.token(saying.end))
    if not hits:
        return ""
    return max(hits, key=lambda hit: (hit.last - hit.first, -hit.first)).label
