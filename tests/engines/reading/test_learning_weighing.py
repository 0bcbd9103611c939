"""Marks of a reading, and a reading with probabilities: nothing dropped, doubts in words."""

from dataclasses import replace
from datetime import date

import pytest

from ponleu.engines.errors import EngineError
from ponleu.engines.reading import Amount, Fact, FactKind, Part, Reading, Zone, ZoneKind
from ponleu.engines.reading.learning import HAND_SET, Count, Judged, Weights, train
from ponleu.engines.reading.learning_marks import VOCABULARY, cases, marks_of
from ponleu.engines.reading.learning_weighing import LOW, apply_weights, asking_order

SURE = Weights("sure", 1.0, {"all": 1.0}, {"dates.full": Count(900, 1000)})
DOUBT = Weights("doubt", 1.0, {"kind.person": -4.0}, {"dates.full": Count(900, 1000)})
POOR = Weights("poor", 1.0, {}, {"dates.full": Count(900, 1000), "persons.verb": Count(3, 60)})


def fact(kind, text="Words", *, start=0, rule=None, value="", confidence=0.8, parts=()):
    rule = rule or {"person": "persons.title", "date": "dates.full"}.get(kind, "claims.reported")
    made = {name: Part("x", start, start + 1) for name in parts}
    return Fact(
        FactKind(kind), text, start, start + len(text), value, rule, confidence, made, "Because."
    )


def reading(*facts, **fields):
    fields = {"language": "en", "published": date(2026, 1, 1), "zones": (), **fields}
    return Reading(facts=facts, **fields)


def marks(one, **fields):
    return set(marks_of(reading(one, **fields))[0])


def test_apply_weights_drops_nothing_and_moves_nothing():
    read = reading(fact("person"), fact("date", "1 May", start=9), fact("claim", start=20))

    weighed = apply_weights(SURE, read)

    stripped = [
        replace(one, confidence=old.confidence, raw_confidence=None)
        for one, old in zip(weighed.facts, read.facts, strict=True)
    ]
    assert stripped == list(read.facts)
    assert weighed.weights == "sure"


def test_apply_weights_puts_the_probability_and_keeps_the_rules_own():
    # log odds of .8 are log 4; one more is 1 / (1 + e**-(log 4 + 1)) = 0.9158
    [weighed] = apply_weights(SURE, reading(fact("person"))).facts

    assert weighed.confidence == pytest.approx(0.916)
    assert weighed.raw_confidence == 0.8


def test_apply_weights_says_in_words_that_a_finding_is_low():
    # log 4 - 4 = -2.61: 0.068, of ten about 1
    [weighed, other] = apply_weights(DOUBT, reading(fact("person"), fact("date"))).facts

    assert weighed.confidence < LOW
    assert weighed.reason == "Because. Low: of findings like this about 1 in 10 were right."
    assert other.reason == "Because."


def test_apply_weights_says_in_words_that_a_rule_is_often_wrong():
    read = reading(fact("person", rule="persons.verb"), fact("date", start=9))

    weighed = apply_weights(POOR, read)

    assert weighed.facts[0].reason == "Because. This rule is often wrong: 3 of 60 were right."
    assert asking_order(POOR, read) == [1, 0]
    assert asking_order(SURE, read) == [0, 1]


def test_apply_weights_leaves_a_reading_to_its_rules_when_nothing_was_learned():
    read = reading(fact("person"))

    assert apply_weights(HAND_SET, read) is read


def test_apply_weights_refuses_to_weigh_twice():
    with pytest.raises(EngineError, match="sure"):
        apply_weights(SURE, apply_weights(SURE, reading(fact("person"))))


def test_a_weighed_reading_teaches_as_the_bare_one_does():
    read = reading(fact("person"), fact("claim", start=9))

    assert cases(apply_weights(DOUBT, read)) == cases(read)


def test_what_was_learned_of_a_mark_lowers_the_findings_that_bear_it():
    good, bad = fact("person", "Sok Dara", value="Sok Dara"), fact("person", "sok", start=20)
    seen = cases(reading(good, bad))
    weights = train([Judged(seen[0], 1), Judged(seen[1], 0)] * 30, version="test")

    weighed = apply_weights(weights, reading(good, bad))

    assert weighed.facts[0].confidence > 0.8 > 0.3 > weighed.facts[1].confidence


@pytest.mark.parametrize("rule", ["model.spacy", "model.language", "model.of_tomorrow"])
def test_what_a_model_offers_gains_nothing_from_what_was_learned_of_rules(rule):
    offered = fact("person", rule=rule, confidence=0.4)

    [weighed] = apply_weights(SURE, reading(offered)).facts

    assert weighed.confidence == pytest.approx(0.4)


def test_what_a_model_offers_is_weighed_by_judgements_of_what_it_offered():
    offered = fact("person", rule="model.spacy", confidence=0.4)
    [seen] = cases(reading(offered))
    weights = train([Judged(seen, 1)] * 80, version="test")

    [weighed] = apply_weights(weights, reading(offered)).facts
    assert weighed.confidence > 0.7


def test_marks_are_all_of_the_fixed_list():
    read = reading(
        fact("person", "SOK\nDARA", parts=("office",)),
        fact("amount", "5", start=20, value=Amount(5, "")),
        fact("claim", '"so" ' * 50, start=30, parts=("through", "due")),
        fact("event", "raid", start=400, parts=("who", "where", "when", "how_many")),
        zones=(Zone(ZoneKind.BOILERPLATE, 0, 900),),
        language="fr",
        machine_translated=True,
        published=None,
    )

    for marked in marks_of(read):
        assert set(marked) <= VOCABULARY


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("sok dara", "name.small_letters"),
        ("SOK DARA", "name.capitals"),
        ("Dara", "name.one_word"),
        ("Sok\nDara", "name.broken"),
        ("A B C D E F", "name.long"),
    ],
)
def test_marks_of_how_a_name_is_written(text, mark):
    assert mark in marks(fact("person", text))
    assert mark not in marks(fact("person", "Sok Dara"))


def test_marks_tell_a_name_that_stands_elsewhere_too():
    twice = marks_of(reading(fact("person", value="A"), fact("person", start=9, value="A")))
    once = marks_of(reading(fact("person", value="A"), fact("person", start=9, value="B")))

    assert ["name.repeated" in one for one in twice] == [True, True]
    assert ["name.repeated" in one for one in once] == [False, False]


def test_marks_tell_the_zone_and_the_text():
    furniture = (Zone(ZoneKind.ARTICLE, 0, 10), Zone(ZoneKind.BOILERPLATE, 10, 40))
    inside = marks_of(reading(fact("person"), fact("person", start=12), zones=furniture))

    assert ["zone.boilerplate" in one for one in inside] == [False, True]
    assert all("text.furnished" in one for one in inside)
    assert "text.khmer" in marks(fact("person"), language="km")
    assert "text.other_language" in marks(fact("person"), language="und")
    assert "text.machine" in marks(fact("person"), machine_translated=True)


def test_marks_of_statements():
    assert {"statement.no_speaker", "statement.no_content", "statement.short"} <= marks(
        fact("claim")
    )
    told = marks(fact("claim", "w " * 50, parts=("speaker", "content", "through", "due")))
    assert {"statement.passed_on", "statement.due", "statement.long"} <= told
    assert not {"statement.no_speaker", "statement.no_content", "statement.short"} & told
    assert "statement.quoted" in marks(fact("claim", 'He said "so".'))


def test_marks_tell_statements_that_share_words():
    long, inside = fact("claim", "w" * 30), fact("denial", "w" * 5, start=10)
    apart, person = fact("claim", start=40), fact("person", start=12)
    found = marks_of(reading(long, inside, person, apart))

    assert ["statement.overlaps" in one for one in found] == [True, True, False, False]


def test_marks_of_dates_and_amounts():
    assert "date.unresolved" in marks(fact("date"))
    assert "date.unresolved" in marks(fact("date", value="--09-30"))
    assert "date.undated" in marks(fact("date", value="2026"), published=None)
    assert not marks(fact("date", value="2026"))
    assert marks(fact("amount", value=Amount(5, ""))) == {"amount.bare"}
    assert not marks(fact("amount", value=Amount(5, "kg")))
