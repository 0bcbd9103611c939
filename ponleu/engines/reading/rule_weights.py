"""How far each rule for dates, amounts, events and statements is to be trusted, 0..1.

The figures are judgements made on the seeds and on texts written for the tests, in steps
of five hundredths: about the share of the rule's findings that a reviewer kept. They order
the review list; they are not calibrated, and accepted and rejected proposals are to
replace them.
"""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import Final

WEIGHTS: Final = MappingProxyType(
    {
        # Dates: nothing inferred, then the year inferred, then counted from an anchor.
        "dates.full": 0.95,
        "dates.month_year": 0.95,
        "dates.interval": 0.9,
        "dates.day_month": 0.9,
        "dates.month": 0.85,
        "dates.year": 0.85,
        "dates.relative": 0.8,
        "dates.weekday": 0.8,
        "dates.khmer": 0.9,
        # Amounts: a unit decides; a noun from the list nearly so; any plural only helps.
        "amounts.money": 0.95,
        "amounts.measure": 0.95,
        "amounts.share": 0.9,
        "amounts.age": 0.9,
        "amounts.duration": 0.85,
        "amounts.count": 0.9,
        "amounts.plural": 0.55,
        "amounts.people": 0.85,
        "amounts.bare": 0.5,
        # Events: a verb in the past is what happened; a noun beside a light verb as well.
        "events.verb": 0.7,
        "events.noun": 0.7,
        "events.dated": 0.65,
        "events.named": 0.6,
        # Statements: a quotation leaves no doubt of the words, indirect speech some of
        # where they end; a sentence that nobody is said to have spoken, most.
        "claims.quotation": 0.85,
        "claims.reported": 0.8,
        "claims.according": 0.75,
        "claims.hearsay": 0.5,
        "claims.finding": 0.65,  # "it was established that", in the document's own voice
        "claims.ranking": 0.75,
        "denials.verb": 0.8,
        "denials.mark": 0.75,
        "denials.deed": 0.6,
        "denials.own": 0.55,  # "No officer ...", in a body's own statement
        "requests.verb": 0.8,
        "requests.modal": 0.6,
        # Asked in nobody's name: by the words that ask, surest first.
        "requests.polite": 0.8,
        "requests.plea": 0.8,
        "requests.outcry": 0.75,
        "requests.negative": 0.7,
        "requests.passive": 0.75,
        "requests.to": 0.75,
        "requests.listed": 0.75,
        "commitments.threat": 0.6,
        "requests.for": 0.75,
        "requests.imperative": 0.7,
        "requests.want": 0.65,
        "requests.object": 0.6,
        "commitments.strong": 0.8,
        "commitments.plain": 0.65,
        "commitments.weak": 0.4,
        "penalties.fine": 0.9,
        "penalties.prison": 0.8,
        "penalties.life": 0.8,
        "penalties.ban": 0.7,
        "penalties.loss": 0.6,
        "penalties.set": 0.65,
        "penalties.pay": 0.65,
        "penalties.term": 0.65,
        "penalties.paid": 0.5,
    }
)

FACTORS: Final = MappingProxyType(
    {
        "boilerplate": 0.4,  # true of another story, seldom of this one
        "no_anchor": 0.5,  # the reviewer must supply the year or the day
        "anchor_in_text": 0.85,  # a date in the text stands in for the publication date
        "pronoun": 0.9,  # "he" is resolved to the last speaker
        "unknown_speaker": 0.75,
    }
)


@cache
def weight(rule: str, *factors: str) -> float:
    """Confidence of ``rule``, lowered by each of the named circumstances."""
    result = WEIGHTS[rule]
    for name in factors:
        result *= FACTORS[name]
    return round(result, 3)
