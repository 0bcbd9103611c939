"""Pages of findings: what they show to whom, what they refuse, what they cost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.journal.models import Entry as JournalRow
from ponleu.knowledge.claims.rules import ClaimKind
from ponleu.response.complaints.models import Exclusion
from ponleu.response.findings.models import Finding, Piece
from ponleu.response.findings.rules.kinds import OtherMatter, Outcome, PieceKind
from ponleu.response.findings.services import findings, pieces
from tests.complaints.desk_world import HTMX, body
from tests.findings.conftest import REVIEWER, WRITER

JOURNAL_LOCK = "pg_advisory_xact_lock"

pytestmark = pytest.mark.usefixtures("demonstration", "at_noon")


def at(name, *args):
    return reverse(f"findings:{name}", args=args)


@pytest.fixture
def get(client):
    """A page as text: get("finding", pk, by=user)."""

    def ask(name, *args, by, status=200, query=""):
        client.force_login(by)
        return body(client.get(at(name, *args) + query), status)

    return ask


@pytest.fixture
def post(client):
    """Send a form: post("approve", pk, by=user, sent={})."""

    def send(name, *args, by, sent=(), **more):
        client.force_login(by)
        return client.post(at(name, *args), dict(sent), **more)

    return send


def addresses(finding, piece):
    """Every address of the room: name, arguments, whether it changes something."""
    return [
        ("index", (), False),
        ("finding", (finding.pk,), False),
        ("of_allegation", (finding.allegation_id,), False),
        ("write", (finding.allegation_id,), False),
        ("add", (finding.allegation_id,), False),
        ("piece", (piece.pk,), False),
        ("approve", (finding.pk,), True),
        ("refuse", (finding.pk,), True),
        ("take_back", (finding.pk,), True),
        ("withdraw_piece", (piece.pk,), True),
        ("restore_piece", (piece.pk,), True),
    ]


def form_of(both, **fields):
    return {
        "outcome": "substantiated",
        "level": "2",
        "words": "People could not leave the upper floors.",
        **{f"side-{each.pk}": "for" for each in both},
        **fields,
    }


def test_every_page_asks_who_it_is(client, proposed, both):
    made = proposed()

    for name, args, is_act in addresses(made, both[0]):
        response = (client.post if is_act else client.get)(at(name, *args))
        assert response.status_code == 302
        assert "/sign-in/" in response.url


def test_nothing_is_there_for_another_province_or_whoever_a_complaint_names(
    client, proposed, both, make_user, country, allegation, reviewer, noon
):
    made = proposed()
    actions = {*WRITER, *REVIEWER}
    there = make_user("there", unit=country["KH-12"], actions=actions)
    named = make_user("named", unit=country["KH-18"], actions=actions)
    complaint = allegation.gatherings.get().complaint
    Exclusion.objects.create(complaint=complaint, user=named, by=reviewer, at=noon)

    for user in (there, named):
        client.force_login(user)
        for name, args, is_act in addresses(made, both[0])[1:]:
            sent = {"why": "x", **form_of(both)}
            response = client.post(at(name, *args), sent) if is_act else client.get(at(name, *args))
            assert response.status_code == 404, name
        text = body(client.get(at("index")))
        assert made.reference not in text
        assert allegation.reference not in text
    made.refresh_from_db()
    assert (made.decision, made.taken_back_at) == ("", None)


def test_pages_are_closed_to_who_has_no_grant(client, proposed, both, make_user, country):
    made = proposed()
    client.force_login(make_user("other", unit=country["KH-18"], actions=[Action.HOME]))

    for name, args, is_act in addresses(made, both[0]):
        assert (client.post if is_act else client.get)(at(name, *args)).status_code == 403


def test_index_says_why_it_is_empty(get, reviewer, speaker):
    text = get("index", by=reviewer)

    assert "Nothing waits." in text
    assert "No finding was approved yet." in text
    assert "None came late." in get("index", by=reviewer, query="?show=late")
    assert "everything that a standing finding rests on stands" in get(
        "index", by=reviewer, query="?show=withdrawn"
    )
    assert "Nothing waits." not in get("index", by=speaker)


def test_index_puts_what_waits_for_the_reviewer_first(get, approved, proposed, reviewer, writer):
    approved()
    waits = proposed(level=1, words="Less than we wrote.")

    text = get("index", by=reviewer)

    assert text.index("Wait for your review") < text.index(waits.reference)
    assert text.index(waits.reference) < text.index("That stand")
    assert "Level 2, Reasonable grounds to believe" in text
    assert "Yours: waiting for others" in get("index", by=writer)


def test_index_lists_late_findings_and_allegations_without_one(
    get, approved, allegation, writer, reviewer, speaker, noon, monkeypatch
):
    from ponleu.foundation.core import clock

    monkeypatch.setattr(clock, "now", lambda: noon + timedelta(days=31))
    text = get("index", by=writer)
    assert "1 allegation open for more than 30 days without a finding" in text
    assert allegation.reference in text
    assert allegation.reference not in get("index", by=speaker)

    late = approved(at=noon + timedelta(days=31))

    assert "without a finding" not in get("index", by=reviewer)
    assert late.reference in get("index", by=reviewer, query="?show=late")


def test_a_finding_shows_the_ladder_both_sides_and_what_is_missing(
    get, approved, both, piece, speaker
):
    contrary = piece("The owner says nobody was held.", origin="The owner", credibility=3)
    made = approved(speaking_against=[contrary.pk])

    text = get("finding", made.pk, by=speaker)

    assert text.count('class="is-reached"') == 3
    assert '<li data-level="2" class="is-reached" aria-current="true">' in text
    assert text.index("For the allegation") < text.index(both[0].words)
    assert text.index("Against the allegation") < text.index(contrary.words)
    assert "2 for the conclusion, 1 of them first-hand; 1 against it." in text
    assert "Missing: three independent origins for the conclusion" in text
    assert "Your review" not in text


def test_a_finding_shows_elements_and_what_follows_for_a_child(get, approved, speaker):
    from ponleu.response.findings.rules.elements import Group, Seen

    seen = {(Group.ACT, "harbouring"): Seen.SEEN, (Group.PURPOSE, "servitude"): Seen.SEEN}
    adult, child = (approved(elements=seen, concerns_child=age) for age in (False, True))

    text = get("finding", adult.pk, by=speaker)
    assert "Not every element that the law asks for was found." in text
    text = get("finding", child.pk, by=speaker)
    assert "Every element that the law asks for was found." in text
    assert "no means is needed, and consent does not count" in text
    assert "Not known" in text


def test_a_finding_that_went_down_says_so_and_keeps_the_one_before(get, approved, speaker):
    first = approved()
    second = approved(level=1, words="Less than we wrote.")

    assert "Went down from level 2 to level 1" in get("finding", second.pk, by=speaker)
    text = get("finding", first.pk, by=speaker)
    assert "Replaced on 22 November 2026" in text
    assert "People could not leave the upper floors." in text


def test_a_finding_shows_no_piece_that_the_reader_may_not_see(
    get, approved, both, piece, allegation, speaker, reviewer
):
    complaint = allegation.gatherings.get().complaint
    theirs = piece(
        "One who was there tells it.",
        kind=PieceKind.COMPLAINT,
        complaint=complaint.pk,
        origin="",
    )
    made = approved(speaking_for=[*(each.pk for each in both), theirs.pk])

    for name, key in (("finding", made.pk), ("of_allegation", allegation.pk)):
        text = get(name, key, by=speaker)
        assert both[0].words in text
        assert theirs.words not in text
        assert complaint.reference not in text
        assert complaint.reference in get(name, key, by=reviewer)
    get("piece", theirs.pk, by=speaker, status=404)


def test_review_refuses_with_a_reason_and_the_author_writes_anew(
    get, post, proposed, both, writer, reviewer
):
    made = proposed()
    assert post("refuse", made.pk, by=reviewer, sent={"why": " "}).status_code == 422

    response = post("refuse", made.pk, by=reviewer, sent={"why": "Ask the guard, too."})

    assert response.url == at("finding", made.pk)
    text = get("index", by=writer)
    assert "Refused: Ask the guard, too." in text
    text = get("finding", made.pk, by=writer)
    again = at("write", made.allegation_id) + f"?like={made.pk}"
    assert again in text
    text = get("write", made.allegation_id, by=writer, query=f"?like={made.pk}")
    assert "People could not leave the upper floors." in text
    assert text.count('value="for" class="govuk-radios__input"') == 2
    assert text.count("checked") == 2
    response = post("write", made.allegation_id, by=writer, sent=form_of(both, level="1"))
    newer = Finding.objects.exclude(pk=made.pk).get()
    assert response.url == at("finding", newer.pk)
    post("approve", newer.pk, by=reviewer)
    newer.refresh_from_db()
    assert newer.decision == "approved"
    assert "Refused: Ask the guard" not in get("index", by=writer)


def test_review_says_what_blocks_it(
    get, post, proposed, both, piece, writer, allegation, make_user, country, noon
):
    complaint = allegation.gatherings.get().complaint
    theirs = piece(kind=PieceKind.COMPLAINT, complaint=complaint.pk, origin="")
    alone = make_user("alone", unit=country["KH-18"], actions={*WRITER, *REVIEWER})
    blind = make_user(
        "blind",
        unit=country["KH-18"],
        actions=[each for each in REVIEWER if each is not Action.COMPLAINT_READ],
    )
    made = proposed(by=alone, speaking_for=[*(each.pk for each in both), theirs.pk])

    text = get("finding", made.pk, by=alone)
    assert "You wrote it. Somebody else has to review it." in text
    assert at("approve", made.pk) not in text
    assert at("refuse", made.pk) not in text
    assert "Take it back" in text
    text = get("finding", made.pk, by=blind)
    assert "It rests on evidence that you may not see." in text
    assert at("refuse", made.pk) in text
    assert post("approve", made.pk, by=blind).status_code == 403
    pieces.withdraw_piece(writer, both[0].pk, why="A mistake.", at=noon)
    assert "Something that it rests on was withdrawn." in get("finding", made.pk, by=blind)


def test_the_second_reviewer_is_told_on_the_page(post, proposed, reviewer, make_user, country):
    other = make_user("other", unit=country["KH-18"], actions=REVIEWER)
    made = proposed()
    post("approve", made.pk, by=reviewer)

    response = post("refuse", made.pk, by=other, sent={"why": "Too early."})

    assert response.status_code == 409
    assert "Somebody else reviewed it first" in response.content.decode()


def test_take_back_leaves_the_words(get, post, proposed, writer):
    made = proposed()

    response = post("take_back", made.pk, by=writer)

    assert response.url == at("of_allegation", made.allegation_id)
    assert "Taken back" in get("finding", made.pk, by=writer)


def test_write_tells_which_level_the_evidence_carries(post, get, both, allegation, writer, piece):
    text = get("write", allegation.pk, by=writer)
    assert "Choose an outcome and put pieces on a side" in text

    sent = form_of(both[:1], check="1", words="", level="5")
    text = body(post("write", allegation.pk, by=writer, sent=sent))

    assert "The evidence chosen carries: Level 1, Reasonable suspicion." in text
    assert "For level 2" in text
    assert "evidence of a second, independent origin" in text
    assert "Nothing was stored yet" not in text
    part = body(post("write", allegation.pk, by=writer, sent=form_of(both), headers=HTMX))
    assert "The evidence chosen carries: Level 3" in part
    assert "<form" not in part
    assert not Finding.objects.exists()


def test_write_refuses_a_level_too_high_and_keeps_the_form(post, both, allegation, writer):
    response = post("write", allegation.pk, by=writer, sent=form_of(both, level="4"))

    text = body(response, 422)
    assert "The evidence does not carry level 4 yet." in text
    assert "People could not leave the upper floors." in text
    assert not Finding.objects.exists()


def test_write_keeps_everything_that_was_filled_in(post, both, piece, source, allegation, writer):
    theirs = piece(kind=PieceKind.DOCUMENT, source=source.pk, origin="A clinic")
    sent = form_of(
        both,
        **{
            "outcome": "other_matter",
            "other_matter": "labour_dispute",
            "level": "1",
            "child": "no",
            f"side-{theirs.pk}": "against",
            "element-act-harbouring": "seen",
            "element-indicator-isolation": "not_seen",
            "element-means-fraud": "not_known",
            "istanbul": "consistent",
            "clinician": "Dr Sok",
            "clinician_piece": str(theirs.pk),
        },
    )

    response = post("write", allegation.pk, by=writer, sent=sent)

    made = Finding.objects.get()
    assert response.url == at("finding", made.pk)
    assert (made.outcome, made.other_matter, made.level) == ("other_matter", "labour_dispute", 1)
    assert (made.concerns_child, made.istanbul, made.clinician_piece) == (
        False,
        "consistent",
        theirs,
    )
    assert {(each.code, each.result) for each in made.elements.all()} == {
        ("harbouring", "seen"),
        ("isolation", "not_seen"),
    }
    assert {each.side for each in made.cited.filter(piece=theirs)} == {"against"}


def test_add_offers_what_is_about_the_entry(
    get, post, claim, source, allegation, writer, hotel, noon
):
    from ponleu.knowledge.register.models import Mention

    said = claim()
    denial = claim("Nobody was held.", kind=ClaimKind.DENIAL, speaker="The hall")
    Mention.objects.create(
        entry=hotel,
        source=source,
        start=13,
        end=18,
        proposal=said.pk,
        accepted_by=writer,
        accepted_at=noon,
    )
    complaint = allegation.gatherings.get().complaint

    text = get("add", allegation.pk, by=writer)

    for key in (
        f"claim:{said.pk}",
        f"claim:{denial.pk}",
        f"document:{source.pk}",
        f"complaint:{complaint.pk}",
    ):
        assert f'value="{key}"' in text
        sent = {"what": key, "words": "It bears on it.", "reliability": "C", "credibility": "3"}
        assert post("add", allegation.pk, by=writer, sent=sent).status_code == 302
    assert {piece.origin for piece in Piece.objects.all()} == {
        "A visitor",
        "The hall",
        "The Lantern Post",
        "reporters of complaints",
    }
    assert f'value="claim:{said.pk}"' not in get("add", allegation.pk, by=writer)


def test_add_takes_a_reference_and_exact_words(post, source, allegation, writer):
    sent = {
        "reference": source.reference.lower(),
        "quote": "The hall denies it.",
        "words": "The hall denies it.",
        "reliability": "C",
        "credibility": "3",
    }

    post("add", allegation.pk, by=writer, sent=sent)

    made = Piece.objects.get()
    assert source.text[made.start : made.end] == "The hall denies it."
    sent |= {"quote": "The hall admits it."}
    text = body(post("add", allegation.pk, by=writer, sent=sent), 422)
    assert "These words are not in the document." in text


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({}, "Choose what it is, or give one reference."),
        ({"what": "interview", "reference": "D-2026-000001-X"}, "give one reference"),
        ({"reference": "D-2026-999999-X"}, "There is no such record."),
        ({"what": "interview"}, "Say whom it comes from"),
    ],
)
def test_add_says_what_is_wrong(post, allegation, writer, wrong, why):
    sent = {"words": "A guard.", "reliability": "C", "credibility": "3", **wrong}

    assert why in body(post("add", allegation.pk, by=writer, sent=sent), 422)
    assert not Piece.objects.exists()


def test_a_withdrawn_piece_is_told_wherever_it_is_rested_on(
    get, post, approved, both, writer, speaker, allegation
):
    made = approved()
    sent = {"why": "The guard was not there."}

    response = post("withdraw_piece", both[0].pk, by=writer, sent=sent)

    assert response.url == at("piece", both[0].pk)
    for name, args, query in (
        ("index", (), "?show=withdrawn"),
        ("of_allegation", (allegation.pk,), ""),
        ("finding", (made.pk,), ""),
        ("piece", (both[0].pk,), ""),
    ):
        text = get(name, *args, by=speaker, query=query)
        assert made.reference in text
        assert "Rests on withdrawn evidence" in text
        assert "What is left carries level 1 at most." in text
    post("restore_piece", both[0].pk, by=writer)
    assert made.reference not in get("index", by=speaker, query="?show=withdrawn")


def test_a_withdrawn_piece_may_leave_enough(get, post, approved, both, piece, writer, speaker):
    third = piece("Another worker.", origin="Another worker", is_direct=True)
    made = approved(speaking_for=[*(each.pk for each in both), third.pk])

    post("withdraw_piece", both[0].pk, by=writer, sent={"why": "A mistake."})

    assert "What is left still carries its level." in get("finding", made.pk, by=speaker)


def test_of_allegation_is_a_part_where_another_page_asks(client, approved, speaker, allegation):
    made = approved(outcome=Outcome.PARTLY)
    client.force_login(speaker)
    address = at("of_allegation", allegation.pk)

    whole, part = client.get(address), client.get(address, headers=HTMX)

    assert "What stands now" in body(whole)
    text = body(part)
    assert "<!doctype html>" not in text
    assert made.reference in text
    assert "Partly substantiated" in text
    assert "HX-Request" in part.headers["Vary"]


def test_of_allegation_without_any_says_so(get, allegation, speaker, writer):
    text = get("of_allegation", allegation.pk, by=speaker)

    assert "No finding stands on it yet." in text
    assert "No evidence that you may see was added." in text
    assert "Write a finding" not in text
    assert "Write a finding" in get("of_allegation", allegation.pk, by=writer)


def test_reading_is_journaled_without_words(get, approved, both, speaker):
    made = approved()

    get("finding", made.pk, by=speaker)
    get("piece", both[0].pk, by=speaker)
    get("index", by=speaker)

    rows = JournalRow.objects.filter(actor=str(speaker.pk)).order_by("sequence")
    assert [(row.action, row.target_type, row.reason) for row in rows] == [
        ("finding.read", "findings.finding", ""),
        ("piece.read", "findings.piece", ""),
        ("record.listed", "findings.finding", ""),
    ]


def queries_of(client, user, addresses):
    client.force_login(user)
    body(client.get(addresses[0]))  # what is asked once a process or session is asked now
    counted = []
    for address in addresses:
        with CaptureQueriesContext(connection) as caught:
            body(client.get(address))
        counted.append(sum(JOURNAL_LOCK not in each["sql"] for each in caught))
    return counted


def test_pages_cost_the_same_for_any_number_of_findings(
    client, approved, proposed, piece, both, writer, reviewer
):
    made = approved()
    read = [
        at("index"),
        at("finding", made.pk),
        at("of_allegation", made.allegation_id),
        at("piece", both[0].pk),
    ]
    written = [at("write", made.allegation_id), at("add", made.allegation_id)]
    proposed(level=1)
    few = queries_of(client, reviewer, read) + queries_of(client, writer, written)
    for number in range(4):
        piece(f"Worker {number} saw it.", origin=f"Worker {number}", is_direct=True)
        proposed(level=1)
        everything = Piece.objects.values_list("pk", flat=True)
        approved(level=1, speaking_for=list(everything))

    many = queries_of(client, reviewer, read) + queries_of(client, writer, written)

    assert few == many == QUERIES


QUERIES = [16, 18, 12, 14, 10, 14]
"""Of the list, a finding, evidence of an allegation, a piece; of the forms to write and add."""


def test_other_matter_is_named(get, approved, both, speaker):
    made = approved(
        outcome=Outcome.OTHER_MATTER,
        other_matter=OtherMatter.LABOUR_DISPUTE,
        speaking_for=[],
        speaking_against=[each.pk for each in both],
    )

    text = get("finding", made.pk, by=speaker)

    assert "Other matter: labour dispute: Paper Lantern Hotel" in text
    assert findings.see(speaker, made.pk, at=made.written_at) == made
