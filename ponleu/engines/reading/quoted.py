"""Offers of a language model checked against the text: what is not there word for word falls.

Whatever the model was told, by us or by the document, it can only point at words of the
document. Reasons, values and offsets are worked out here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ponleu.engines.reading.confidences import BOILERPLATE, MACHINE_TRANSLATION
from ponleu.engines.reading.numbers import (
    DIGIT_NUMBER,
    KHMER_NUMBER,
    khmer_number,
    number_of_digits,
)
from ponleu.engines.reading.offers import MENTIONS, PARTS, Drop, Offer, Quoted
from ponleu.engines.reading.pipeline import in_order
from ponleu.engines.reading.quotes import Held, Quotable, Span, flat
from ponleu.engines.reading.types import (
    Amount,
    Fact,
    FactKind,
    FactValue,
    Lexicon,
    Part,
    Reading,
    ZoneKind,
)

RULE: Final = "model.language"
CONFIDENCE: Final = 0.3
"""Below every rule and the trained model: the words are there, what they mean is a guess."""
MOST_OFFERS: Final = 500
LONGEST_MENTION: Final = 200
LONGEST_STATEMENT: Final = 2000
"""Characters; the rules' own finds stay well below."""
_REASON: Final = "A language model offered it; its words stand in the text."
_NUMBER: Final = re.compile(DIGIT_NUMBER)
_KHMER_NUMBER: Final = re.compile(KHMER_NUMBER)
FAMILIES: Final = ("mention", "event", "statement")
"""Facts of one family do not overlap; a name inside a statement is no clash."""
_PENALTIES: Final = frozenset({"fine", "prison"})


def with_offers(text: str, lexicon: Lexicon, reading: Reading, offers: Sequence[Offer]) -> Quoted:
    """A reading with those offers added that quote the text and that no rule spoke to.

    Args:
        reading: what the rules made of the same text; it is not changed.
    """
    check = _Check(text, lexicon, reading)
    dropped = Counter({Drop.TOO_MANY: max(0, len(offers) - MOST_OFFERS)})
    taken: list[Fact] = []
    for offer in offers[:MOST_OFFERS]:
        outcome = check.fact(offer)
        if isinstance(outcome, Drop):
            dropped[outcome] += 1
        else:
            taken.append(outcome)
    return Quoted(
        reading=replace(reading, facts=in_order([*reading.facts, *taken])),
        taken=len(taken),
        dropped={why: times for why, times in dropped.items() if times},
    )


class _Check:
    """One text, with what is held in it: by the rules, and by offers taken before."""

    def __init__(self, text: str, lexicon: Lexicon, reading: Reading) -> None:
        self.quotable = Quotable(text)
        self.reading = reading
        self.sorts = _event_sorts(lexicon)
        self.values = {(f.start, f.end): f.value for f in reading.facts if f.kind in MENTIONS}
        self.held = {family: Held(text) for family in FAMILIES}
        self.taken = {family: Held(text) for family in FAMILIES}
        self.furniture = Held(text)
        for fact in reading.facts:
            self.held[_family(fact.kind)].add((fact.start, fact.end))
        for zone in reading.zones:
            if zone.kind is ZoneKind.BOILERPLATE:
                self.furniture.add((zone.start, zone.end))

    def fact(self, offer: Offer) -> Fact | Drop:
        """The fact that an offer comes to, or why it comes to none."""
        if offer.kind not in set(FactKind):
            return Drop.KIND
        kind = FactKind(offer.kind)
        if len(offer.quote) > (LONGEST_MENTION if kind in MENTIONS else LONGEST_STATEMENT):
            return Drop.TOO_LONG
        span = self._place(kind, offer)
        if isinstance(span, Drop):
            return span
        parts = self._parts(kind, offer, span)
        if parts is None:
            return Drop.PART
        return self._made(kind, offer, span, parts)

    def _place(self, kind: FactKind, offer: Offer) -> Span | Drop:
        """The first place of the quote that nothing holds; else what stands against it."""
        against = Drop.QUOTE
        family = _family(kind)
        for span in self.quotable.find(offer.quote, offer.context):
            if self.held[family].overlaps(span):
                against = Drop.HELD
            elif self.taken[family].overlaps(span):
                against = Drop.AGAIN
            elif family != "mention" and self.furniture.overlaps(span):
                against = Drop.FURNITURE
            else:
                return span
            if offer.context:
                return against  # it said which place it means
        return against

    def _parts(self, kind: FactKind, offer: Offer, span: Span) -> dict[str, Part] | None:
        parts: dict[str, Part] = {}
        for name, words in offer.parts.items():
            if name not in PARTS.get(kind, frozenset()) or len(words) > LONGEST_STATEMENT:
                return None
            place = self.quotable.nearest(words, span)
            if place is None:
                return None
            parts[name] = self._part(place)
        if _family(kind) == "statement":
            parts.setdefault("content", self._part(span))
        return parts

    def _part(self, span: Span) -> Part:
        """A piece, with the value of the mention that the rules found in just these words."""
        return Part(self.quotable.text[slice(*span)], *span, self.values.get(span, ""))

    def _made(
        self, kind: FactKind, offer: Offer, span: Span, parts: dict[str, Part]
    ) -> Fact | Drop:
        text = self.quotable.text[slice(*span)]
        value = self._value(kind, offer, text)
        if value is None:
            return Drop.NUMBER
        self.taken[_family(kind)].add(span)
        factor = BOILERPLATE if self.furniture.overlaps(span) else 1.0
        factor *= MACHINE_TRANSLATION if self.reading.machine_translated else 1.0
        return Fact(
            kind=kind,
            text=text,
            start=span[0],
            end=span[1],
            value=value,
            rule=RULE,
            confidence=round(CONFIDENCE * factor, 3),
            parts=parts,
            reason=_REASON,
        )

    def _value(self, kind: FactKind, offer: Offer, text: str) -> FactValue | None:
        """What the words themselves give; codes and days are the rules' to give. None: unfit."""
        if kind in {FactKind.PERSON, FactKind.ORGANISATION, FactKind.SITE}:
            return flat(text)
        if kind is FactKind.AMOUNT:
            return _amount(text)
        allowed = self.sorts if kind is FactKind.EVENT else frozenset[str]()
        allowed = _PENALTIES if kind is FactKind.PENALTY else allowed
        return offer.sort if offer.sort in allowed else ""


def _amount(text: str) -> Amount | None:
    """The first number, counted in the last word."""
    unit = re.findall(r"[^\W\d_]+", text)
    if found := _NUMBER.search(text):
        return Amount(number_of_digits(found.group()), unit[-1].lower() if unit else "")
    if found := _KHMER_NUMBER.search(text):
        return Amount(khmer_number(found.group()), "")
    return None


def _family(kind: FactKind) -> str:
    if kind in MENTIONS:
        return "mention"
    return "event" if kind is FactKind.EVENT else "statement"


def _event_sorts(lexicon: Lexicon) -> frozenset[str]:
    lists = (lexicon.words.get(name, {}) for name in ("event_verbs", "event_nouns"))
    return frozenset(sort for words in lists for sort in words.values())
