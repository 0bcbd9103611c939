"""Penalties: for which conduct, how much, under which law."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ponleu.engines.reading.narration import Narration
from ponleu.engines.reading.penalty_marks import penalty_mark
from ponleu.engines.reading.sayings import Saying, make_statement
from ponleu.engines.reading.types import Fact, FactKind, Part

_VALUES: Final = {
    "paid": "fine",
    "pay": "fine",
    "term": "prison",
    "life": "prison",
    "loss": "ban",
    "set": "prison",
}
"""What is set, by the sort of word that sets it, where the two differ."""
_CONDITION: Final = re.compile(
    r"\A\W*(?:if|when|in case|where|anyone|whoever|those who|employers who|any \w+ that)\b\s*"
    r"(?:[^,]{0,80}?\b(?:discovers?|finds?|found|proves?|learns?)\s+(?:out\s+)?(?:that\s+)?)?",
    re.IGNORECASE,
)
_FOR: Final = re.compile(r"\bfor\s+(?!\d)(?=\w)", re.IGNORECASE)
_LAW: Final = re.compile(
    r"\b(?:according to|under|in line with|pursuant to|in accordance with|by|of|violat\w+)\s+"
    r"(?P<law>(?:articles?\s+\d+\w*(?:\s+(?:and|to)\s+\d+)?\s+of\s+)?(?:the\s+)?"
    r"(?:[^\W\d_][\w’'-]*\s+){0,4}?(?:law|laws|code|constitution|prakas|sub-decree)\b"
    r"(?:\s+(?:on|against)\s+(?:the\s+)?[A-Z]\w+(?:\s+(?:(?:of|and|in|the|for)\s+)*[A-Z]\w+)*)?"
    r"|articles?\s+\d+\w*)",
    re.IGNORECASE,
)
_LAW_NEXT: Final = re.compile(
    r",|\b(?:according to|under (?:the|article)|in line with)\b", re.IGNORECASE
)
_MARKS: Final = ' \t\r\n,;.“”"'


def penalty_in(narration: Narration, saying: Saying) -> Fact | None:
    """A fine with its sum, a prison term or a ban with its length, or a term for life."""
    found = penalty_mark(narration, saying)
    if found is None:
        return None
    mark_start = narration.tokens[found.hit.first].start
    mark = narration.text[mark_start : narration.tokens[found.hit.last - 1].end]
    amount, parts = found.amount, {}
    if amount is not None:
        parts["amount"] = Part(amount.text, amount.start, amount.end, amount.value)
    conduct = _conduct(narration, saying, mark_start, amount.end if amount else mark_start)
    if conduct is not None:
        parts["conduct"] = conduct
    law = _LAW.search(narration.text, saying.start, saying.end)
    if law:
        parts["law"] = Part(law["law"], law.start("law"), law.end("law"))
    with_what = f' with "{amount.text}"' if amount else ""
    return make_statement(
        narration,
        FactKind.PENALTY,
        saying,
        rule=f"penalties.{found.sort}",
        value=_VALUES.get(found.sort, found.sort),
        parts=parts,
        reason=f'"{mark}"{with_what} sets a penalty.',
    )


def share_law(penalties: Sequence[Fact]) -> list[Fact]:
    """A law named once at the end of a list of penalties stands for those before it too.

    Args:
        penalties: those of one attribution, in text order.
    """
    shared: list[Fact] = []
    law: Part | None = None
    for fact in reversed(penalties):
        law = fact.parts.get("law", law)
        if law is not None and "law" not in fact.parts:
            fact = replace(  # noqa: PLW2901 - the same penalty, completed
                fact,
                parts={**fact.parts, "law": law},
                reason=f'{fact.reason} The law, "{law.text}", is named with the next penalty.',
            )
        shared.append(fact)
    return shared[::-1]


def _conduct(narration: Narration, saying: Saying, mark: int, amount_end: int) -> Part | None:
    """The condition before the penalty, else what follows "for" after it."""
    text = narration.text
    condition = _CONDITION.match(text[saying.start : mark])
    if condition:
        start = saying.start + condition.end()
        comma = text.find(",", start, mark)
        end = comma if comma > 0 else mark
        return _labelled(narration, start, end)
    reason = _FOR.search(text, mark, saying.end)
    if not reason:
        return None
    stop = _LAW_NEXT.search(
        text, max(reason.end(), amount_end if reason.start() < amount_end else 0), saying.end
    )
    end = stop.start() if stop else saying.end
    return _labelled(narration, reason.end(), end)


def _labelled(narration: Narration, start: int, end: int) -> Part | None:
    text = narration.text
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    if end <= start:
        return None
    hits = narration.hits("conducts", narration.token(start), narration.token(end))
    labels = dict.fromkeys(hit.label for hit in hits)
    return Part(text[start:end], start, end, " and ".join(labels))
