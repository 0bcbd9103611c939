"""Names suggested from outside: let in where no rule found anything and nothing speaks against."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.engines.reading import Fact, FactKind, Suggestion, read
from ponleu.engines.reading.layout import lay_out
from ponleu.engines.reading.suggestions import find_suggested
from ponleu.foundation.packs.lexicon import load_lexicon

PERSON, BODY = FactKind.PERSON, FactKind.ORGANISATION


def span_of(text, kind, words):
    start = text.index(words)
    return Suggestion(kind, start, start + len(words))


def mention_of(text, kind, words):
    """A mention as a rule would have found it."""
    start = text.index(words)
    return Fact(kind, words, start, start + len(words), words, "a.rule", 0.9)


@pytest.fixture
def suggested(kh):
    """What suggestions add: suggested(text, (kind, words), ..., held=(kind, words))."""

    def find(text, *offered, held=()):
        document = lay_out(text, kh)
        mentions = [mention_of(text, *one) for one in held]
        spans = [span_of(text, *one) for one in offered]
        facts = sorted(find_suggested(document, kh, mentions, spans), key=lambda f: f.start)
        assert all(text[fact.start : fact.end] == fact.text for fact in facts)
        return [(fact.rule, fact.text, fact.value) for fact in facts]

    return find


def test_a_person_no_rule_knows_is_added_with_low_confidence(kh):
    text = "Nobody answered. The report thanks Brunella Castellani warmly."
    document = lay_out(text, kh)

    (fact,) = find_suggested(document, kh, [], [span_of(text, PERSON, "Brunella Castellani")])

    assert (fact.text, fact.rule, fact.confidence) == ("Brunella Castellani", "model.spacy", 0.5)
    assert "No rule found" in fact.reason


def test_without_suggestions_nothing_is_added(suggested):
    assert suggested("The report thanks Brunella Castellani warmly.") == []


def test_later_short_forms_follow_a_suggested_full_name(suggested):
    text = "They thanked Brunella Castellani. Later Castellani wrote, as did Brunella Castellani."

    found = suggested(text, (PERSON, "Brunella Castellani"))

    assert found == [
        ("model.spacy", "Brunella Castellani", "Brunella Castellani"),
        ("model.short", "Castellani", "Brunella Castellani"),
        ("model.short", "Brunella Castellani", "Brunella Castellani"),
    ]


def test_a_possessive_is_no_part_of_a_suggested_name(suggested):
    text = "A letter praised Brunella Castellani's courage."

    found = suggested(text, (PERSON, "Brunella Castellani's"))

    assert [words for _, words, _ in found] == ["Brunella Castellani"]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("We love Preah Sihanouk by night.", PERSON, "Preah Sihanouk"),  # a known place
        ("We love Kampot by night.", BODY, "Kampot"),  # a known place
        ("They ran from Dong Nai barefoot.", PERSON, "Dong Nai"),  # after a word for places
        ("Then the Boss took it.", PERSON, "Boss"),  # after an article
        ("LAST MONTH NEWS came.", PERSON, "NEWS"),  # all in capitals
        ("Later He went.", PERSON, "He"),  # never a name
        ("he likes golden orchid a lot.", PERSON, "golden orchid"),  # small letters
        ("We read Home > National News.", BODY, "Home > National News"),  # a menu
        ("We read SPORT  OPINION daily.", BODY, "SPORT  OPINION"),  # a menu
        ("Quiet Edition | Subscribe", BODY, "Quiet Edition"),  # a menu
        ("Subscribe | Brunella Castellani", PERSON, "Brunella Castellani"),  # a menu
        ("We paid by Zalo again.", PERSON, "Zalo"),  # one word, met once
        ("It was the Law Brunella Castellani made.", PERSON, "Brunella Castellani"),  # part of more
        ("We saw Brunella Castellani Law House.", PERSON, "Brunella Castellani"),  # part of more
        ("Hands off Childhood now.", BODY, "Childhood"),  # a plain word
        ("They stayed in Samut Wakhon again.", BODY, "Samut Wakhon"),  # after a word for places
        ("The Vietnamese stayed.", BODY, "Vietnamese"),  # a nationality
    ],
)
def test_what_speaks_against_a_suggestion_keeps_it_out(suggested, text, kind, words):
    assert suggested(text, (kind, words)) == []


def test_a_name_of_one_word_met_twice_is_believed(suggested):
    text = "We saw Brunella. Then we lost Brunella."

    found = suggested(text, (PERSON, "Brunella"))

    assert [words for _, words, _ in found] == ["Brunella"]


@pytest.mark.parametrize("before", ["But", "We saw Chinese", "On Monday"])
def test_a_large_word_that_is_no_part_of_a_name_may_stand_before_it(suggested, before):
    text = f"{before} Brunella Castellani wept."
    held = [(FactKind.DATE, "Monday")] if "Monday" in text else []

    found = suggested(text, (PERSON, "Brunella Castellani"), held=held)

    assert [words for _, words, _ in found] == ["Brunella Castellani"]


@pytest.mark.parametrize("kind", [PERSON, BODY])
@pytest.mark.parametrize("held", [PERSON, BODY, FactKind.SITE, FactKind.DATE, FactKind.AMOUNT])
def test_where_a_rule_found_anything_the_rule_stands(suggested, kind, held):
    text = "We thank Brunella Castellani again."

    assert suggested(text, (kind, "Brunella Castellani"), held=[(held, "Castellani")]) == []


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("It was printed in the Mekong Lantern last week.", "the Mekong Lantern", "Mekong Lantern"),
        ("A lawyer of ZZLP’s branch came.", "ZZLP’s", "ZZLP"),
        ("We thank Children of the Orphaned Coast.", "Children of the Orphaned Coast", None),
    ],
)
def test_a_body_is_added_without_its_article_or_possessive(suggested, text, words, name):
    assert suggested(text, (BODY, words)) == [("model.spacy", name or words, name or words)]


def test_of_two_suggested_bodies_that_overlap_the_longer_stays(suggested):
    text = "We thank Quiet Harbour Friends again."

    found = suggested(text, (BODY, "Harbour Friends"), (BODY, "Quiet Harbour Friends"))

    assert [words for _, words, _ in found] == ["Quiet Harbour Friends"]


def test_other_kinds_and_spans_outside_the_text_are_passed_over(kh):
    document = lay_out("Brunella Castellani wrote.", kh)
    odd = [
        Suggestion(FactKind.PLACE, 0, 8),
        Suggestion(PERSON, 500, 520),
        Suggestion(BODY, 500, 520),
        Suggestion(BODY, -5, -1),
        Suggestion(PERSON, 8, 8),
    ]

    assert find_suggested(document, kh, [], odd) == []


def test_a_suggested_name_in_furniture_is_half_as_sure(kh):
    text = "It rained all day in the hills.\n\nRelated stories\nBy Brunella Castellani"
    document = lay_out(text, kh)

    (fact,) = find_suggested(document, kh, [], [span_of(text, PERSON, "Brunella Castellani")])

    assert fact.confidence == 0.25


def test_a_suggested_person_can_speak(kh):
    text = "Brunella Castellani said that the gate was locked."

    facts = read(text, kh, suggestions=[Suggestion(PERSON, 0, 19)]).facts

    (claim,) = [fact for fact in facts if fact.kind is FactKind.CLAIM]
    assert claim.parts["speaker"].value == "Brunella Castellani"


words = st.lists(
    st.sampled_from(["Sok", "Dara", "the", "UN", "Kampot", "said", ".", "\n\n", "ខេត្ត", "é", "5"]),
    max_size=15,
).map(" ".join)


@settings(deadline=None)  # the first text indexes the country's words
@given(
    words,
    st.lists(
        st.tuples(st.sampled_from([PERSON, BODY]), st.integers(-3, 60), st.integers(-3, 60)),
        max_size=6,
    ),
)
def test_whatever_is_suggested_no_mention_overlaps_a_rule_s_and_offsets_are_exact(text, offered):
    kh = load_lexicon("kh")
    spans = [Suggestion(kind, start, end) for kind, start, end in offered]
    by_rules = read(text, kh).facts

    both = read(text, kh, suggestions=spans).facts

    added = [fact for fact in both if fact.rule.startswith("model.")]
    kinds = {PERSON, BODY, FactKind.PLACE, FactKind.DATE, FactKind.AMOUNT, FactKind.SITE}
    held = {at for f in by_rules if f.kind in kinds for at in range(f.start, f.end)}
    assert all(text[fact.start : fact.end] == fact.text for fact in added)
    assert all(held.isdisjoint(range(fact.start, fact.end)) for fact in added)
