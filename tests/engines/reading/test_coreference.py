"""Whom pronouns and nouns mean: salience, agreement, kin, roles, who is named later."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.engines.reading import read
from ponleu.engines.reading.agreement import as_pronoun, meant_by
from ponleu.engines.reading.discourse import OBJECT, SUBJECT, Discourse
from ponleu.engines.reading.types import FactKind

STATEMENTS = {FactKind.CLAIM, FactKind.DENIAL, FactKind.REQUEST, FactKind.COMMITMENT}


def speakers(kh, text):
    """Each speaker as (words of the text, name or words that it means)."""
    facts = [fact for fact in read(text, kh).facts if fact.kind in STATEMENTS]
    parts = [fact.parts["speaker"] for fact in facts]
    return [part.value or part.text for part in parts]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (  # who is told of last as subject, spoken or not
            "Sok Dara said it was open. The deputy prosecutor disagreed. He said it was shut.",
            ["Sok Dara", "The deputy prosecutor"],
        ),
        (  # kept in view by a pronoun that says nothing
            "Sok Dara left the site. On Monday he rang home. He said the door was locked.",
            ["Sok Dara"],
        ),
        (  # of two in one sentence, the one known to be a woman
            "Sok Dara and his wife, Ly Rany, came home. She said the boss kept the money.",
            ["Ly Rany"],
        ),
        (  # not one of whom only the words said tell
            "The guard ran off, Sok Dara said. He said the gate was open.",
            ["Sok Dara", "Sok Dara"],
        ),
        (  # several who were told of together
            "Residents of the lane said lamps burned all night. They said vans came at four.",
            ["Residents of the lane", "Residents of the lane"],
        ),
        (  # the one asked, not the one who asked
            "Pen Sokha asked Governor Mao Phirun to open it. He replied that it was open.",
            ["Pen Sokha", "Mao Phirun"],
        ),
        (
            "The report praises two clerks. It says that the gate was open.",
            ["The report"],
        ),
    ],
)
def test_with_bearers_finds_whom_a_pronoun_means(kh, text, meant):
    assert speakers(kh, text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (
            (
                "A captain of the unit, who would give only his first name, Sitha, said it was"
                " late. The captain said the drivers ran off."
            ),
            ["Sitha", "Sitha"],
        ),
        (
            "Sok Dara, the victim's uncle, said the agent was gone. The uncle said he was tired.",
            ["Sok Dara", "Sok Dara"],
        ),
        (
            "A police source told this paper that the boss had left. The same source said he flew.",
            ["A police source", "A police source"],
        ),
        (
            "Police said one man named Sok Touch was caught. The man said that he only drove.",
            ["Police", "Sok Touch"],
        ),
        (
            "Sok Touch, 38, is charged with fraud. The defendant said the clerk was a cousin.",
            ["Sok Touch"],
        ),
        (
            "Tan Reed Holdings said it had leased the hall. The firm said it would help.",
            ["Tan Reed Holdings", "Tan Reed Holdings"],
        ),
        (
            "The Reed Workers League said pay was late. The group said forty had complained.",
            ["Reed Workers League", "Reed Workers League"],
        ),
        (  # his brother is not himself
            "His brother, Sok Dara, shook his head. His brother said nothing was left.",
            ["His brother"],
        ),
        (  # somebody new
            "One guard said the hall was shut. Another guard said it was open.",
            ["One guard", "Another guard"],
        ),
    ],
)
def test_with_bearers_finds_whom_a_noun_means(kh, text, meant):
    assert speakers(kh, text) == meant


def test_with_bearers_takes_a_name_for_a_commune_as_part_of_a_persons_name(kh):
    text = "Pov Chantrea of the league spoke. Chantrea said that six complaints were sent."

    assert speakers(kh, text) == ["Pov Chantrea"]


def test_with_bearers_names_the_one_of_whom_the_first_sentence_tells(kh):
    text = (
        "A cook who sold eleven girls to a shed by the sea told the town court on Monday that"
        " they had lied. Mech Sothy, 38, wept. “They said they were old,” he said."
    )

    assert speakers(kh, text) == ["Mech Sothy", "Mech Sothy"]


def test_with_bearers_does_not_mean_who_writes_in_a_chat(kh):
    text = "[10:02] Mina: he took my card\n[10:03] Mina: he said i owe 900 dollars to him\n"

    found = [part for part in speakers(kh, text) if part != "he"]

    assert found == []


def test_name_of_resolves_who_promises_without_a_word_of_speech(kh):
    text = "The village chief came on Monday. He promised that police would come on Friday."

    assert speakers(kh, text) == ["The village chief"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("I am a widow. I ask you to find my girl.\n\nThumbprint of Chhim Yorn", "Chhim Yorn"),
        ("I live by the gate. I ask you to look.\n\nYours,\nMao Sokhim", "Mao Sokhim"),
        ("Statement of Hok Lina, 4 May. I cooked there. I ask you to look inside.", "Hok Lina"),
    ],
)
def test_voice_of_is_the_one_who_signs_or_testifies(kh, text, speaker):
    assert speakers(kh, text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A doctor at Puok Clinic, who hid his name, said three were ill.", "A doctor"),
        ("One resident, motorbike driver Chea Vanna, said he saw blood.", "Chea Vanna"),
        ("Families of workers trapped in a compound said they had begged.", "Families of workers"),
        ("“We do not count those,” a colleague of his explained.", "a colleague of his"),
        ("i called them. madam there told me that the gate is open", "madam"),
    ],
)
def test_subject_before_ends_where_the_subject_does(kh, text, speaker):
    assert speakers(kh, text)[0].startswith(speaker)


def test_continued_in_goes_on_after_an_aside_of_the_same_paragraph(kh):
    text = "“I was afraid of them,” recalls Sok Dara, 24, from Kep. “I could not sleep there.”"

    assert speakers(kh, text) == ["Sok Dara", "Sok Dara"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Chinese Embassy in Cambodia", "Embassy of China"),
        ("Philippine embassy", "Embassy of the Philippines"),
        ("Kenya’s High Commission", "High Commission of Kenya"),
    ],
)
def test_with_states_gives_an_embassy_one_name(kh, name, value):
    found = read(f"The men wrote to the {name}.".replace("the Kenya", "Kenya"), kh).facts

    assert [fact.value for fact in found if fact.kind is FactKind.ORGANISATION] == [value]


def test_as_pronoun_reads_a_title_of_honour_by_its_possessive():
    assert as_pronoun(["her", "excellency"]) == "she"
    assert as_pronoun(["it", "has"]) == "it"
    assert as_pronoun(["the", "captain"]) == "captain"


def test_meant_does_not_choose_between_two_alike():
    discourse = Discourse([0, 50])
    discourse.see(discourse.named("Sok Dara", "person"), 5, OBJECT)
    discourse.see(discourse.named("Ly Van", "person"), 20, OBJECT)

    assert meant_by(discourse, "he", 55) is None


@given(st.lists(st.tuples(st.integers(0, 4), st.booleans()), max_size=12))
def test_meant_is_never_one_of_the_other_gender(told):
    discourse = Discourse(range(0, 200, 10))
    for number, (who, is_subject) in enumerate(told):
        entity = discourse.named(f"Name {who}", "person")
        entity.gender = "she" if who % 2 else "he"
        discourse.see(entity, number * 10 + 1, SUBJECT if is_subject else OBJECT)

    entity = meant_by(discourse, "she", len(told) * 10 + 5)

    assert entity is None or entity.gender == "she"
