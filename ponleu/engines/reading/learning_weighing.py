"""A reading with probabilities in place of its rules' own confidences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ponleu.engines.errors import EngineError
from ponleu.engines.reading.learning import HAND_SET, Weights, poor_rules, probability
from ponleu.engines.reading.learning_marks import Case, cases
from ponleu.engines.reading.types import Fact, Reading

LOW = 1 / 3
"""Below this a finding is marked as more likely wrong than right, by a good deal."""


def apply_weights(weights: Weights, reading: Reading) -> Reading:
    """The same facts, each with the probability that a person accepts it.

    Nothing is dropped. What is below LOW, or comes from a rule that is often wrong, says so in
    its reason. ``raw_confidence`` keeps the rule's own figure.

    Raises:
        EngineError: the reading is weighed already; read the text again.
    """
    if reading.weights:
        raise EngineError(f"this reading is weighed already, with {reading.weights!r}")
    if weights == HAND_SET:
        return reading
    poor = poor_rules(weights)
    facts = [
        _weighed(weights, fact, case, is_poor=fact.rule in poor)
        for fact, case in zip(reading.facts, cases(reading), strict=True)
    ]
    return replace(reading, facts=tuple(facts), weights=weights.version)


def asking_order(weights: Weights, reading: Reading) -> list[int]:
    """Places of a reading's facts as a person is best asked: those of poor rules last."""
    poor = poor_rules(weights)
    return sorted(range(len(reading.facts)), key=lambda at: reading.facts[at].rule in poor)


def _weighed(weights: Weights, fact: Fact, case: Case, *, is_poor: bool) -> Fact:
    said = round(probability(weights, case), 3)
    reason = fact.reason
    if said < LOW or is_poor:
        reason = " ".join([fact.reason, *_warnings(weights, fact, said, is_poor)]).strip()
    return Fact(  # built whole: ``replace`` takes three times as long, and facts are many
        fact.kind,
        fact.text,
        fact.start,
        fact.end,
        fact.value,
        fact.rule,
        said,
        fact.parts,
        reason,
        fact.against,
        case.raw,
    )


def _warnings(weights: Weights, fact: Fact, said: float, is_poor: bool) -> Iterator[str]:
    if said < LOW:
        yield f"Low: of findings like this about {round(said * 10)} in 10 were right."
    if is_poor:
        count = weights.judged[fact.rule]
        yield f"This rule is often wrong: {count.right:g} of {count.judged} were right."
