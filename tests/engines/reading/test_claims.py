"""Claims: who says what, however the sentence is built."""

from datetime import date

import pytest

from ponleu.engines.reading import read
from ponleu.engines.reading.types import FactKind


@pytest.fixture
def claims(kh):
    def find(text):
        facts = read(text, kh, published=date(2021, 9, 16)).facts
        return [fact for fact in facts if fact.kind is FactKind.CLAIM]

    return find


def said(fact):
    return fact.parts["speaker"].value or fact.parts["speaker"].text, fact.parts["content"].text


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Governor Sok Dara said that the gate was open.", "Sok Dara", "the gate was open"),
        ("Governor Sok Dara said the gate was open.", "Sok Dara", "the gate was open"),
        ("Governor Sok Dara told reporters that it was open.", "Sok Dara", "it was open"),
        ("Governor Sok Dara said yesterday that it was open.", "Sok Dara", "it was open"),
        ("Sok Dara, the governor of Takeo, stated that it was open.", "Sok Dara", "it was open"),
        (
            "The gate was open all night, Governor Sok Dara said.",
            "Sok Dara",
            "The gate was open all night",
        ),
        (
            "“The gate was open all night,” Governor Sok Dara said.",
            "Sok Dara",
            "The gate was open all night",
        ),
        (
            "“The gate was open all night,” said Governor Sok Dara.",
            "Sok Dara",
            "The gate was open all night",
        ),
        ('Governor Sok Dara said: "The gate was open."', "Sok Dara", "The gate was open"),
        (
            "The gate was open all night, said Sok Dara, the governor.",
            "Sok Dara",
            "The gate was open all night",
        ),
        ("Her lawyer, Chan Mony, said that it was open.", "Chan Mony", "it was open"),
        ("Governor Sok Dara said: the gate was open.", "Sok Dara", "the gate was open"),
        ("Governor Sok Dara told the workers they could leave.", "Sok Dara", "they could leave"),
        (
            "Governor Sok Dara added, however, the gate was open.",
            "Sok Dara",
            "however, the gate was open",
        ),
        (
            "The owner, who asked not to be named, told staff that it was open.",
            "The owner",
            "it was open",
        ),
        ("Police found that the gate was open.", "Police", "the gate was open"),
        ("According to LICADHO, the gate was open.", "LICADHO", "the gate was open"),
        (
            "The gate was open all night, according to LICADHO.",
            "LICADHO",
            "The gate was open all night",
        ),
        ("Some local media reported that it was open.", "media", "it was open"),
        ("The authorities said the gate was open.", "The authorities", "the gate was open"),
    ],
)
def test_claims_have_speaker_and_content(claims, text, speaker, content):
    assert [said(fact) for fact in claims(text)] == [(speaker, content)]


def test_claims_hold_the_whole_sentence_around_he_said(claims):
    (fact,) = claims("The gate of the hostel, Governor Sok Dara said, was open.")

    assert fact.parts["content"].text == "The gate of the hostel, Governor Sok Dara said, was open"


def test_claims_before_and_after_a_promise_are_two(claims):
    facts = claims(
        "“The gate was open. We will inspect every kiln. Staff went home,” Governor Sok Dara said."
    )

    assert [fact.parts["content"].text for fact in facts] == [
        "The gate was open",
        "Staff went home",
    ]


def test_claims_of_a_statement_are_those_of_who_issued_it(claims):
    (fact,) = claims("The provincial hall issued a statement. The statement said it was open.")

    assert fact.parts["speaker"].value == "The provincial hall"


def test_claims_of_a_rank_may_have_only_a_report_or_nobody_as_speaker(claims):
    by_report = claims("The annual report came out. Cambodia is on Tier 3.")
    by_nobody = claims("Cambodia is on Tier 3.")

    assert by_report[-1].parts["speaker"].text == "report"
    assert "speaker" not in by_nobody[0].parts


def test_claims_resolve_he_to_the_last_speaker_and_doubt_it(claims):
    first, second = claims("Governor Sok Dara said the gate was open. He added that staff left.")

    assert said(second) == ("Sok Dara", "staff left")
    assert second.confidence < first.confidence
    assert "taken to be Sok Dara" in second.reason


def test_claims_do_not_take_she_for_a_man(claims):
    facts = claims("Mr Sok Dara said the gate was open. She said that staff left.")

    assert facts[1].parts["speaker"].value == ""


def test_claims_resolve_the_minister_by_office(claims):
    text = "Minister Sok Dara met Chan Mony, a lawyer. The minister said that staff left."

    assert said(claims(text)[0]) == ("Sok Dara", "staff left")


def test_claims_keep_the_speaker_of_a_quotation_that_goes_on(claims):
    text = "“The gate was open all night,” Governor Sok Dara said. “Nobody had told us to shut it.”"

    assert [fact.parts["speaker"].value for fact in claims(text)] == ["Sok Dara", "Sok Dara"]


def test_claims_hold_all_sentences_of_a_quotation(claims):
    (fact,) = claims("“The gate was open. Staff went home,” Governor Sok Dara said.")

    assert fact.parts["content"].text == "The gate was open. Staff went home"


def test_claims_nested_in_another_say_through_whom(claims):
    (fact,) = claims("Sok Dara, a survivor, said that police told her that the case had ended.")

    assert said(fact) == ("police", "the case had ended")
    assert fact.parts["through"].value == "Sok Dara"
    assert fact.parts["to"].text == "her"


def test_claims_part_two_verbs_of_one_speaker(claims):
    facts = claims("Governor Sok Dara said the gate was open and added that staff had gone home.")

    assert [said(fact) for fact in facts] == [
        ("Sok Dara", "the gate was open"),
        ("Sok Dara", "staff had gone home"),
    ]


def test_claims_without_a_named_speaker_are_hearsay(claims):
    (fact,) = claims("It was alleged that a ransom had been paid.")

    assert fact.rule == "claims.hearsay"
    assert "speaker" not in fact.parts
    assert fact.parts["content"].text == "a ransom had been paid"


@pytest.mark.parametrize(
    "rank", ["Tier 2 Watch List", "Level 2 watch list", "second-tier watch list"]
)
def test_claims_of_a_rank_have_it_as_value(claims, rank):
    text = f"In June, the State Department released a report. Cambodia is on the {rank} again."

    (fact,) = claims(text)

    assert fact.value == "tier:2WL"
    assert "State Department" in fact.parts["speaker"].text


def test_claims_value_the_rank_that_someone_reports(claims):
    (fact,) = claims("Governor Sok Dara said that Cambodia stays on Tier 3.")

    assert fact.value == "tier:3"


@pytest.mark.parametrize(
    "text",
    [
        "He was told that it was open.",  # a passive has no speaker
        "This is, according to the labour law, a crime.",
        "The so-called “buying and selling” of labour goes on.",
        "The warning that storms would come was late.",
        "Governor Sok Dara told staff of his plans.",
        "Governor Sok Dara suggested a walk.",
    ],
)
def test_claims_need_a_speaker(claims, text):
    assert claims(text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The hotel's owner said that staff were paid.", "The hotel's owner"),
        ("The hotel owner's brother said that staff were paid.", "The hotel owner's brother"),
        ("The workers' lawyer said that staff were paid.", "The workers' lawyer"),
        ("In May the Quiet Loom Hotel's owner said that staff were paid.",
         "the Quiet Loom Hotel's owner"),
        ("Her employer's lawyer said that staff were paid.", "Her employer's lawyer"),
    ],
)  # fmt: skip
def test_speakers_by_possession_are_named_in_full(kh, text, speaker):
    (claim,) = [fact for fact in read(text, kh).facts if fact.kind is FactKind.CLAIM]

    assert claim.parts["speaker"].text == speaker


@pytest.mark.parametrize(
    "text",
    [
        "LICADHO said on Monday that wages were late. The statement said that two cooks left.",
        "LICADHO issued a statement saying wages were late. The statement said two cooks left.",
    ],
)
def test_statements_speak_for_the_body_that_issued_them(kh, text):
    claims = [fact for fact in read(text, kh).facts if fact.kind is FactKind.CLAIM]

    assert [fact.parts["speaker"].value for fact in claims] == ["LICADHO", "LICADHO"]


def test_reports_do_not_speak_for_a_body_that_only_spoke_before(kh):
    text = "LICADHO said that wages were late. A report said that two cooks left."

    claims = [fact for fact in read(text, kh).facts if fact.kind is FactKind.CLAIM]

    assert [fact.parts["speaker"].value for fact in claims] == ["LICADHO", ""]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ('A guard said that "the tin man" had left the yard.', '"the tin man" had left the yard'),
        ("The boy (the police said he was nine) went home.", "he was nine"),
        ('A guard said that "nobody has left the yard."', "nobody has left the yard"),
    ],
)
def test_claims_end_where_their_words_do(kh, text, content):
    (claim,) = [fact for fact in read(text, kh).facts if fact.kind is FactKind.CLAIM]

    assert claim.parts["content"].text == content


def test_claims_with_also_after_the_verb_begin_after_that(kh):
    text = "The guard said also that the yard was empty."

    (claim,) = [fact for fact in read(text, kh).facts if fact.kind is FactKind.CLAIM]

    assert claim.parts["content"].text == "the yard was empty"


def test_claims_are_not_seen_where_sums_are_added_up(kh):
    text = "LICADHO adds up what the callers name."

    assert [fact for fact in read(text, kh).facts if fact.kind is FactKind.CLAIM] == []


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        # a speaker that is no name: the whole phrase, with what describes it
        ("Two men from Takeo say it was open.", "Two men from Takeo", "it was open"),
        ("A captain in Takeo insisted it was open.", "A captain in Takeo", "it was open"),
        ("Rights workers argue the gate is too low.", "Rights workers", "the gate is too low"),
        ("Her former landlord recalls that it was open.", "Her former landlord", "it was open"),
        # the office, and the name beside it
        ("“It was wide open,” said its night watchman, Sok Dara.", "Sok Dara", "It was wide open"),
        ("“It was wide open,” joked Sok Dara, the governor.", "Sok Dara", "It was wide open"),
        ("The gate was shut in 2012, recalls villager Sok Dara.", "Sok Dara",
         "The gate was shut in 2012"),
        (
            "The gate was shut at nine, the deputy governor, Sok Dara, told AFP.",
            "Sok Dara",
            "The gate was shut at nine",
        ),
        ("The gate, our lawyer Chan Mony observes, was open.", "Chan Mony",
         "The gate, our lawyer Chan Mony observes, was open"),
        # other verbs: figures, names for a thing, blame
        ("Governor Sok Dara put the number of gates at 40.", "Sok Dara",
         "the number of gates at 40"),
        ("The club counts 40 gates this year.", "The club", "40 gates this year"),
        ("Governor Sok Dara finds the gate “handsome”.", "Sok Dara", "the gate “handsome"),
        ("Drivers blame the gate.", "Drivers", "the gate"),
        ("Chan Mony spoke of “forty or fifty” gates.", "Chan Mony", "forty or fifty"),
        ("Governor Sok Dara disagrees: “It was wide open”.", "Sok Dara", "It was wide open"),
        ("Governor Sok Dara put it to us last May: “It was open”.", "Sok Dara", "It was open"),
        # a name and a colon
        ("Sok Dara: “The gate was open”", "Sok Dara", "The gate was open"),
        # whom one told comes first
        ("Governor Sok Dara told us no gate was open.", "Sok Dara", "no gate was open"),
        ("Governor Sok Dara told local radio that it was open.", "Sok Dara", "it was open"),
        # machine translation
        ("Governor Sok Dara let know that it was open.", "Sok Dara", "it was open"),
        ("“He only fell from the gate,” Governor Sok Dara insist.", "Sok Dara",
         "He only fell from the gate"),
        ("According the clerk Sok Dara, it was open.", "Sok Dara", "it was open"),
        # according to one whom more words describe
        ("According to Sok Dara, a clerk from Takeo, the gate was open.", "Sok Dara",
         "the gate was open"),
        (
            "The gate was shut, according to two people who have seen it.",
            "two people who have seen it",
            "The gate was shut",
        ),
    ],
)  # fmt: skip
def test_claims_are_found_in_other_orders_and_words(claims, text, speaker, content):
    assert said(claims(text)[0]) == (speaker, content)


@pytest.mark.parametrize(
    "text",
    [
        "The gate opened in 2012 despite claims that it was rotten.",  # a noun
        "What officials say about the gate is in the archive.",
        "The police post at the gate has a lamp.",
        "Forty-eight replies came in May.",
        "The shopkeeper registered the van in Takeo.",
        "The average debt claimed by the operator rose in May.",
        "She was handed the keys without saying how.",
    ],
)
def test_claims_are_not_seen_where_nobody_says_anything(claims, text):
    assert claims(text) == []


def test_claims_told_to_someone_in_the_passive_have_the_teller_as_speaker(claims):
    text = "Governor Sok Dara said his clerks had been told by drivers that the gate was open."

    (fact,) = claims(text)

    assert said(fact) == ("drivers", "the gate was open")
    assert fact.parts["through"].value == "Sok Dara"


def test_claims_quoted_by_a_station_came_through_it(claims):
    text = "A clerk in Takeo was quoted by state radio as saying that the gate was open."

    (fact,) = claims(text)

    assert said(fact) == ("A clerk in Takeo", "the gate was open")
    assert fact.parts["through"].text == "state radio"


def test_claims_divided_by_he_said_are_one_on_either_side(claims):
    facts = claims("“I swept the yard,” said Chan Mony, a cook, “and he fed the hens.”")

    assert [fact.parts["content"].text for fact in facts] == [
        "I swept the yard",
        "and he fed the hens",
    ]
    assert {fact.parts["speaker"].value for fact in facts} == {"Chan Mony"}


def test_claims_keep_two_clauses_with_that_together(claims):
    (fact,) = claims("Sok Dara, a cook, said that it was open and that hens ran about.")

    assert fact.parts["content"].text == "it was open and that hens ran about"


def test_claims_end_with_a_semicolon(claims):
    (fact,) = claims("Governor Sok Dara said that it was open; the hens were asleep.")

    assert fact.parts["content"].text == "it was open"


def test_claims_of_it_are_those_of_the_body_named_before(claims):
    facts = claims("The report praises two clerks. It notes that the gate was open.")

    assert said(facts[-1]) == ("The report", "the gate was open")


def test_claims_in_messages_without_stops_are_cut_where_the_next_clause_begins(claims):
    text = "i work there now the boss Mr Heng say gate is open all night he drink with men i saw"

    facts = claims(text)

    assert [fact.parts["content"].text for fact in facts] == ["gate is open all night"]
