"""Offers of a language model: only words of the text, only where no rule found anything."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.engines.reading import Amount, Fact, FactKind, Reading, Zone, ZoneKind
from ponleu.engines.reading.offers import MENTIONS, PARTS, Drop, Offer
from ponleu.engines.reading.quoted import MOST_OFFERS, RULE, with_offers
from ponleu.foundation.packs.lexicon import load_lexicon

TEXT = (
    "The gate stays shut at night, so Brunella whispered. Kampot was calm on 5 March 2022.\n"
    "We saw 41 telephones there."
)


def fact_of(text, kind, words, value="", **fields):
    """A fact as a rule would have found it."""
    start = text.index(words)
    return Fact(kind, words, start, start + len(words), value, "a.rule", 0.9, **fields)


BY_RULES = (
    fact_of(TEXT, FactKind.PLACE, "Kampot", "07"),
    fact_of(TEXT, FactKind.DATE, "5 March 2022", "2022-03-05"),
)


@pytest.fixture
def offered(kh):
    """What offers come to: offered(text, Offer(...), facts=...) -> (facts added, dropped)."""

    def check(text, *offers, facts=(), zones=(), translated=False):
        reading = Reading("en", None, tuple(zones), tuple(facts), translated)
        quoted = with_offers(text, kh, reading, offers)
        added = [fact for fact in quoted.reading.facts if fact.rule == RULE]
        assert len(added) == quoted.taken
        assert all(text[fact.start : fact.end] == fact.text for fact in added)
        return added, quoted.dropped

    return check


def test_a_quote_found_in_the_text_becomes_a_fact_of_low_confidence(offered):
    (fact,), dropped = offered(TEXT, Offer("person", "Brunella"))

    assert (fact.kind, fact.text, fact.value) == ("person", "Brunella", "Brunella")
    assert (fact.rule, fact.confidence, dropped) == ("model.language", 0.3, {})
    assert fact.reason == "A language model offered it; its words stand in the text."


def test_a_statement_gets_its_parts_and_the_values_that_rules_gave_them(offered):
    text = "The gate stays shut in Kampot, so Brunella whispered."
    offer = Offer(
        "claim", text[:-1], parts={"content": "The gate stays shut in Kampot", "to": "Kampot"}
    )

    (fact,), _ = offered(text, offer, facts=[fact_of(text, FactKind.PLACE, "Kampot", "07")])

    assert fact.parts["content"].text == "The gate stays shut in Kampot"
    assert (fact.parts["to"].start, fact.parts["to"].value) == (23, "07")


def test_a_statement_without_content_has_all_its_words_as_content(offered):
    (fact,), _ = offered(TEXT, Offer("claim", "The gate stays shut at night"))

    assert fact.parts["content"].text == fact.text


@pytest.mark.parametrize(
    ("offer", "why"),
    [
        (Offer("person", "Esmeralda"), Drop.QUOTE),
        (Offer("person", "brunella"), Drop.QUOTE),
        (Offer("person", "Brun"), Drop.QUOTE),
        (Offer("person", ""), Drop.QUOTE),
        (Offer("victim", "Brunella"), Drop.KIND),
        (Offer("", "Brunella"), Drop.KIND),
        (Offer("place", "Kampot"), Drop.HELD),
        (Offer("organisation", "Kampot was"), Drop.HELD),
        (Offer("date", "March"), Drop.HELD),
        (Offer("person", "Brunella " * 50), Drop.TOO_LONG),
        (Offer("claim", "The gate stays shut", parts={"speaker": "Nobody"}), Drop.PART),
        (Offer("claim", "The gate stays shut", parts={"age": "night"}), Drop.PART),
        (Offer("place", "gate", parts={"speaker": "night"}), Drop.PART),
        (Offer("amount", "gate"), Drop.NUMBER),
    ],
)
def test_what_is_not_so_is_dropped_and_counted(offered, offer, why):
    assert offered(TEXT, offer, facts=BY_RULES) == ([], {why: 1})


def test_the_same_words_offered_twice_are_taken_once(offered):
    facts, dropped = offered(TEXT, Offer("person", "Brunella"), Offer("site", "Brunella"))

    assert [fact.kind for fact in facts] == ["person"]
    assert dropped == {Drop.AGAIN: 1}


def test_the_same_words_offered_twice_may_mean_two_places(offered):
    facts, dropped = offered(
        "Brunella came. Brunella went.", Offer("person", "Brunella"), Offer("person", "Brunella")
    )

    assert [fact.start for fact in facts] == [0, 15]
    assert dropped == {}


def test_context_says_which_place_is_meant(offered):
    text = "Brunella came. Brunella went."
    offer = Offer("person", "Brunella", context="Brunella went")

    (fact,), dropped = offered(text, offer, offer)

    assert fact.start == 15
    assert dropped == {Drop.AGAIN: 1}


def test_a_mention_inside_a_statement_is_no_clash(offered):
    facts, _ = offered(TEXT, Offer("claim", "so Brunella whispered"), Offer("person", "Brunella"))

    assert {fact.kind for fact in facts} == {"claim", "person"}


def test_a_statement_over_a_rule_s_statement_gives_way(offered):
    claim = fact_of(TEXT, FactKind.CLAIM, "The gate stays shut at night")

    outcome = offered(TEXT, Offer("denial", "at night, so Brunella"), facts=[claim])

    assert outcome == ([], {Drop.HELD: 1})


def test_an_offer_of_a_machine_translated_text_is_less_sure_still(offered):
    (fact,), _ = offered(TEXT, Offer("person", "Brunella"), translated=True)

    assert fact.confidence == 0.24


def test_an_amount_gets_its_own_number_whatever_is_said(offered):
    text = "We saw the sum ៤១ and then 1.5 qux came."

    facts, _ = offered(text, Offer("amount", "sum ៤១"), Offer("amount", "1.5 qux", sort="9"))

    assert [fact.value for fact in facts] == [Amount(41.0, ""), Amount(1.5, "qux")]


def test_a_sort_is_believed_only_if_it_is_a_known_one(offered):
    text = "Nothing stirred. Then a hush fell. Doors burst open. A toll was due."

    facts, _ = offered(
        text,
        Offer("event", "Doors burst open", sort="raid"),
        Offer("event", "a hush fell", sort="murder"),
        Offer("penalty", "A toll was due", sort="fine"),
    )

    assert {fact.text: fact.value for fact in facts} == {
        "Doors burst open": "raid",
        "a hush fell": "",
        "A toll was due": "fine",
    }


def test_statements_from_furniture_fall_and_names_there_are_half_as_sure(offered):
    text = "It rained.\nBy Brunella"
    zones = [Zone(ZoneKind.ARTICLE, 0, 10), Zone(ZoneKind.BOILERPLATE, 11, 22)]

    facts, dropped = offered(
        text, Offer("claim", "By Brunella"), Offer("person", "Brunella"), zones=zones
    )

    assert [(fact.kind, fact.confidence) for fact in facts] == [("person", 0.15)]
    assert dropped == {Drop.FURNITURE: 1}


def test_only_so_many_offers_are_looked_at(offered):
    facts, dropped = offered(TEXT, *[Offer("person", "Nobody")] * (MOST_OFFERS + 3))

    assert facts == []
    assert dropped == {Drop.QUOTE: MOST_OFFERS, Drop.TOO_MANY: 3}


def test_denials_still_point_at_their_claims(kh):
    text = "Brunella came. Dara claims a. Sok denies b."
    claim = fact_of(text, FactKind.CLAIM, "Dara claims a")
    denial = fact_of(text, FactKind.DENIAL, "Sok denies b", against=0)
    before = Reading("en", None, (), (claim, denial))

    after = with_offers(text, kh, before, [Offer("person", "Brunella")]).reading

    assert [fact.kind for fact in after.facts] == ["person", "claim", "denial"]
    assert after.facts[2].against == 1


offers = st.builds(
    Offer,
    kind=st.sampled_from([*FactKind, "victim", ""]),
    quote=st.sampled_from(
        ["Brunella", "gate", "Kampot", "41 telephones", "night", "x", "", "\ud800"]
    ),
    context=st.sampled_from(["", "so Brunella", "nowhere", TEXT]),
    sort=st.sampled_from(["", "raid", "fine", "x"]),
    parts=st.dictionaries(
        st.sampled_from(["speaker", "content", "who", "amount", "x"]),
        st.sampled_from(["night", "Brunella", "nobody", "", "."]),
        max_size=2,
    ),
)


@settings(deadline=None)  # the first text indexes the country's words
@given(st.lists(offers, max_size=6))
def test_whatever_is_offered_only_words_of_the_text_come_out(made):
    kh = load_lexicon("kh")
    before = Reading("en", None, (), BY_RULES)

    quoted = with_offers(TEXT, kh, before, made)

    assert quoted.taken + sum(quoted.dropped.values()) == len(made)
    for fact in quoted.reading.facts:
        assert TEXT[fact.start : fact.end] == fact.text
        for part in fact.parts.values():
            assert TEXT[part.start : part.end] == part.text
    assert [fact for fact in quoted.reading.facts if fact.rule != RULE] == list(before.facts)


def test_every_kind_of_part_belongs_to_a_kind_of_fact():
    assert set(PARTS) | MENTIONS == set(FactKind)
