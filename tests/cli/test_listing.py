"""listing: facts by kind, one a line."""

from ponleu.engines.reading import Amount, Fact, FactKind, Part, Reading
from ponleu.faces.cli.documents import Document
from ponleu.faces.cli.listing import WIDTH, listing, shortened


def fact(kind, text, value="", against=None, **parts):
    return Fact(kind, text, 0, len(text), value, "rule", 0.8, parts, against=against)


def listed(*facts):
    document = Document("note.txt", "", "", None)
    return listing(document, Reading("en", None, (), facts)).splitlines()


def test_listing_groups_facts_under_a_heading_with_their_number():
    lines = listed(fact(FactKind.PLACE, "Kampot", "07"), fact(FactKind.PLACE, "Kep", "23"))

    assert lines == [
        "note.txt  language en, published not stated",
        "  Places (2)",
        "         0-6      0.80  Kampot = 07",
        "         0-3      0.80  Kep = 23",
        "",
    ]


def test_listing_shows_amounts_and_parts_but_not_the_content_twice():
    amount = Part("a fine", 0, 6, Amount(2500000, "riel"))
    content = Part("would pay", 0, 9)

    lines = listed(fact(FactKind.PENALTY, "would pay", "fine", amount=amount, content=content))

    assert lines[2].endswith("would pay = fine; amount: 2,500,000 riel")


def test_listing_shows_the_claim_that_a_denial_answers():
    claim = fact(FactKind.CLAIM, "they were held")

    lines = listed(claim, fact(FactKind.DENIAL, "no one was held", against=0))

    assert lines[-2].endswith("no one was held; against: they were held")


def test_shortened_cuts_long_words_at_the_width_and_joins_lines():
    assert shortened("one\n two") == "one two"
    assert len(shortened("word " * 100)) == WIDTH
