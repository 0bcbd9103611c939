"""A language model's answer as offers; whatever it holds, the worst outcome is a refusal."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from ponleu.engines.errors import Refusal
from ponleu.engines.reading.offers import Offer

_FENCE = re.compile(r"\A\s*```(?:json)?\s*\n(.*)\n\s*```\s*\Z", re.DOTALL)
_MEND = "try again, or another model"


@dataclass(frozen=True, slots=True)
class Answer:
    """The offers of an answer, and how many entries were not of the form asked for."""

    offers: tuple[Offer, ...]
    malformed: int


def answer_in(data: bytes) -> Answer | Refusal:
    """The offers in the body of a chat completion."""
    message = _message(_json(data.decode("utf-8", errors="replace")))
    if message is None:
        return Refusal("the answer is no chat completion", "the language model", _MEND)
    fenced = _FENCE.match(message)
    facts = _facts(_json(fenced.group(1) if fenced else message))
    if facts is None:
        return Refusal("the answer is no list of facts as JSON", "the language model", _MEND)
    offers = [_offer(entry) for entry in facts]
    good = tuple(offer for offer in offers if offer)
    return Answer(good, len(offers) - len(good))


def _json(text: str) -> object:
    try:
        held: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return held


def _message(held: object) -> str | None:
    """``choices[0].message.content``, if it is there."""
    choices = held.get("choices") if isinstance(held, dict) else None
    first = choices[0] if isinstance(choices, list) and choices else None
    message = first.get("message") if isinstance(first, dict) else None
    content = message.get("content") if isinstance(message, dict) else None
    return content if isinstance(content, str) else None


def _facts(held: object) -> list[object] | None:
    facts = held.get("facts") if isinstance(held, dict) else held
    return facts if isinstance(facts, list) else None


def _offer(entry: object) -> Offer | None:
    if not isinstance(entry, dict):
        return None
    kind, quote = entry.get("kind"), entry.get("quote")
    if not (isinstance(kind, str) and isinstance(quote, str)):
        return None
    context, sort = entry.get("context") or "", entry.get("sort") or ""
    parts = entry.get("parts") or {}
    if not (isinstance(context, str) and isinstance(sort, str) and isinstance(parts, dict)):
        return None
    stated = {name: words for name, words in parts.items() if words not in (None, "")}
    named = {name: words for name, words in stated.items() if isinstance(words, str)}
    return Offer(kind, quote, context, sort, named) if len(named) == len(stated) else None
