"""From facts to questions: what is asked once, what each time, what never joined."""

from ponleu.engines.reading import Amount, Fact, FactKind, Part, Reading, Zone, ZoneKind
from ponleu.knowledge.sources.drafts import drafts

TEXT = "Menu Dara\nGovernor Sok Dara said X. Dara denied it: 12 people."


def fact(kind, start, end, value="", **fields):
    return Fact(
        kind=FactKind(kind),
        text=TEXT[start:end],
        start=start,
        end=end,
        value=value,
        rule=fields.pop("rule", "test.rule"),
        confidence=fields.pop("confidence", 0.5),
        **fields,
    )


def reading(*facts):
    zones = (Zone(ZoneKind.BOILERPLATE, 0, 9), Zone(ZoneKind.ARTICLE, 10, len(TEXT)))
    return Reading("en", None, zones, facts)


def test_mentions_of_one_person_are_asked_about_once():
    office = {"office": Part("Governor", 10, 18, "governor")}
    named = fact("person", 19, 27, "Sok Dara", parts=office, confidence=0.9)
    again = fact("person", 36, 40, "Sok Dara", confidence=0.6)

    (draft,) = drafts(reading(again, named))

    assert draft.label == "Sok Dara"
    assert (draft.start, draft.end) == (19, 27)  # the mention that says most
    assert draft.mentions == ((19, 27), (36, 40))
    assert draft.parts["office"]["value"] == "governor"
    assert draft.confidence == 0.9


def test_what_stands_in_boilerplate_is_asked_apart():
    menu, article = fact("person", 5, 9, "Sok Dara"), fact("person", 19, 27, "Sok Dara")

    found = drafts(reading(menu, article))

    assert [(draft.zone, draft.start) for draft in found] == [("boilerplate", 5), ("article", 19)]


def test_two_claims_with_one_value_stay_two():
    found = drafts(reading(fact("claim", 19, 34), fact("claim", 36, 48)))

    assert len(found) == 2


def test_a_denial_points_to_the_question_about_its_claim():
    claim, denial = fact("claim", 19, 34), fact("denial", 36, 48, against=0)

    found = drafts(reading(claim, denial))

    assert found[1].kind == "denial"
    assert found[found[1].against_draft].kind == "claim"


def test_an_amount_is_kept_as_number_and_unit():
    (draft,) = drafts(reading(fact("amount", 50, 59, Amount(12, "person"))))

    assert draft.value == {"number": 12, "unit": "person"}


def test_a_denial_is_shown_with_the_words_that_deny():
    content = {"content": Part("it", 48, 50)}
    claim = fact("claim", 36, 50, parts=content)
    denial = fact("denial", 36, 50, parts=content)

    labels = {draft.kind: draft.label for draft in drafts(reading(claim, denial))}

    assert labels == {"claim": "it", "denial": "Dara denied it"}
