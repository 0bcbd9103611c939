"""What each reporter hears before the public, and what a body hears of what it brought."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.journal.models import Entry as JournalRow
from ponleu.knowledge.register.rules import EntryKind
from ponleu.knowledge.register.services import by_hand
from ponleu.response.complaints.models import Complaint, Exclusion, Message
from ponleu.response.complaints.services.desk import CannotBeAnswered
from ponleu.response.public_answers.models import Brought, Heard
from ponleu.response.public_answers.queries import reporters as queries
from ponleu.response.public_answers.services import reporters
from tests.complaints.desk_world import HTMX, body

pytestmark = pytest.mark.usefixtures("demonstration", "at_noon")

TELLER = (
    Action.HOME,
    Action.COMPLAINT_READ,
    Action.COMPLAINT_DECIDE,
    Action.REGISTER_READ,
    Action.ALLEGATION_READ,
    Action.ANSWER_READ,
)


@pytest.fixture
def teller(make_officer, country, desk, noon):
    """Answers complaints of the province, and reads answers."""
    user, pair = make_officer("teller", country["KH-18"], TELLER)
    return user, pair


@pytest.fixture
def complaint(allegation):
    """The one complaint of the allegation."""
    return allegation.gatherings.get().complaint


@pytest.fixture
def embassy(desk, make_user, country, noon):
    """An organisation of the register that brings complaints."""
    editor = make_user(
        "hand", unit=country["KH-18"], actions=[Action.REGISTER_READ, Action.REGISTER_EDIT]
    )
    known = by_hand.Known(
        kind=EntryKind.ORGANISATION, name="Embassy of Lumen", spellings=[], territory="18"
    )
    return by_hand.enter_known(editor, known, unit=country["KH-18"], at=noon)


def test_hearing_counts_who_heard_and_who_comes_next(agreed, teller, complaint, noon):
    answer = agreed()

    before = queries.hearing(teller[0], answer)
    reporters.tell(teller[0], answer.pk, complaint.pk, "We looked into it.", at=noon)
    after = queries.hearing(teller[0], answer)

    assert (before.heard, before.reachable, before.next_to_hear) == (0, 1, complaint)
    assert (after.heard, after.reachable, after.next_to_hear) == (1, 1, None)


def test_hearing_is_nothing_for_whoever_opens_no_complaints(agreed, spokesperson, chief):
    answer = agreed()

    assert queries.hearing(spokesperson, answer) is None
    assert queries.hearing(chief, answer) is None


def test_hearing_tells_apart_who_left_no_way_back(agreed, teller, complaint):
    Complaint.objects.filter(pk=complaint.pk).update(reporter_key=None)

    found = queries.hearing(teller[0], agreed())

    assert (found.reachable, found.unreachable, found.rows) == (0, 1, ())


def test_proposed_is_in_the_language_of_the_complaint_and_says_when(agreed, teller, complaint):
    answer = agreed()

    khmer = queries.one(teller[0], answer.pk, complaint.pk).proposed
    complaint.language = "vi"

    assert "វិវាទការងារ" in khmer
    assert "ថ្ងៃទី ២៣ ខែវិច្ឆិកា ឆ្នាំ ២០២៦" in khmer
    english = queries.proposed(answer, complaint)
    assert english.startswith("We looked into what you told us, and what we found is a labour dis")
    assert "not before 23 November 2026" in english


def test_tell_writes_to_one_reporter_and_keeps_that_they_heard(agreed, teller, complaint, noon):
    answer = agreed()

    heard = reporters.tell(teller[0], answer.pk, complaint.pk, "We looked into it.", at=noon)

    message = Message.objects.get(complaint=complaint)
    assert (message.is_from_us, message.by) == (True, teller[0])
    assert b"We looked" not in bytes(message.sealed)
    assert (heard.by, heard.at) == (teller[0], noon)
    row = JournalRow.objects.get(action="answer.reporter_told")
    assert (row.target, row.reason) == (str(answer.pk), "")


def test_tell_refuses_a_second_time(agreed, teller, complaint, noon):
    answer = agreed()
    reporters.tell(teller[0], answer.pk, complaint.pk, "We looked into it.", at=noon)

    with pytest.raises(ChangedMeanwhile):
        reporters.tell(teller[0], answer.pk, complaint.pk, "Again.", at=noon)

    assert Message.objects.count() == 1


def test_tell_refuses_words_that_name_a_complaint(agreed, teller, complaint, noon):
    with pytest.raises(reporters.NamesAnother):
        reporters.tell(teller[0], agreed().pk, complaint.pk, "As in C-2026-000002-R.", at=noon)


def test_tell_waits_for_the_approval(waiting, teller, complaint, noon):
    answer = waiting()

    with pytest.raises(NotFound):
        reporters.tell(teller[0], answer.pk, complaint.pk, "Early.", at=noon)


def test_tell_is_for_complaints_of_the_allegation_that_the_actor_sees(
    agreed, teller, complaint, told, desk, noon
):
    answer, other = agreed(), told()

    with pytest.raises(NotFound):
        reporters.tell(teller[0], answer.pk, other, "Not theirs.", at=noon)
    Exclusion.objects.create(complaint=complaint, user=teller[0], by=desk["ana"][0], at=noon)
    with pytest.raises(NotFound):
        reporters.tell(teller[0], answer.pk, complaint.pk, "Hidden.", at=noon)


def test_tell_refuses_a_reporter_without_a_receipt(agreed, teller, complaint, noon):
    Complaint.objects.filter(pk=complaint.pk).update(reporter_key=None)

    with pytest.raises(CannotBeAnswered):
        reporters.tell(teller[0], agreed().pk, complaint.pk, "Nobody reads.", at=noon)
    assert not Heard.objects.exists()


def test_the_page_proposes_and_a_person_sends(client, signed_in, agreed, teller, complaint):
    answer = agreed()
    signed_in(*teller)
    address = reverse("public_answers:tell", args=[answer.pk, complaint.pk])

    text = body(client.get(address))
    assert "វិវាទការងារ" in text
    assert not Heard.objects.exists()
    empty = client.post(address, {"text": ""})
    named = client.post(address, {"text": "See C-2026-000002-R."})
    sent = client.post(address, {"text": "We looked into it."})

    assert (empty.status_code, named.status_code) == (422, 409)
    assert "See C-2026-000002-R." in named.content.decode()
    assert sent.url == reverse("public_answers:answer", args=[answer.pk])
    assert "1 of 1 reporters" in body(client.get(sent.url))
    assert "was told on 22 November 2026" in body(client.get(address))


def test_the_part_of_a_complaint_offers_what_is_proposed(
    client, signed_in, agreed, teller, complaint, told
):
    answer, other = agreed(), told()
    signed_in(*teller)
    address = reverse("public_answers:of_complaint", args=[complaint.pk])

    part = body(client.get(address, headers=HTMX))

    assert answer.reference in part
    assert reverse("public_answers:tell", args=[answer.pk, complaint.pk]) in part
    whole = body(client.get(reverse("public_answers:of_complaint", args=[other])))
    assert "No public answer is approved for it yet." in whole


def test_bring_notes_what_a_body_brought_and_undoes_it(teller, embassy, complaint, noon):
    made = reporters.bring(teller[0], embassy.pk, f" {complaint.reference.lower()} ", at=noon)
    again = reporters.bring(teller[0], embassy.pk, complaint.reference, at=noon)

    assert [each.complaint for each in made] == [complaint]
    assert again == []
    assert queries.bodies(teller[0]) == [embassy]
    reporters.unbring(teller[0], made[0].pk, at=noon)
    assert queries.of_body(teller[0], embassy) == []
    assert Brought.objects.get().withdrawn_by == teller[0]


def test_bring_refuses_all_if_one_is_not_there(teller, embassy, complaint, noon):
    with pytest.raises(NotFound):
        reporters.bring(teller[0], embassy.pk, f"{complaint.reference}, C-2026-999999-X", at=noon)
    with pytest.raises(InvalidInput):
        reporters.bring(teller[0], embassy.pk, " ", at=noon)

    assert not Brought.objects.exists()


def test_bring_is_for_organisations_and_whoever_decides(
    teller, hotel, embassy, complaint, make_user, country, noon
):
    reader = make_user(
        "reads", unit=country["KH-18"], actions=[Action.COMPLAINT_READ, Action.REGISTER_READ]
    )

    with pytest.raises(NotFound):
        reporters.bring(teller[0], hotel.pk, complaint.reference, at=noon)
    with pytest.raises(NotPermitted):
        reporters.bring(reader, embassy.pk, complaint.reference, at=noon)


def test_of_body_tells_a_sentence_for_each_own_complaint_and_nothing_of_others(
    client, signed_in, out, told, teller, embassy, complaint, noon
):
    own, other = Complaint.objects.get(pk=told()), Complaint.objects.get(pk=told())
    out()
    reporters.bring(teller[0], embassy.pk, f"{complaint.reference} {own.reference}", at=noon)
    signed_in(*teller)

    paper = body(client.get(reverse("public_answers:body_printed", args=[embassy.pk])))

    assert "what we found is a labour dispute." in paper
    assert complaint.reference in paper
    assert f"{own.reference}" in paper
    assert "Not yet read." in paper
    assert other.reference not in paper


def test_of_body_tells_nothing_of_an_answer_that_is_not_out(
    agreed, teller, embassy, complaint, noon
):
    agreed()
    reporters.bring(teller[0], embassy.pk, complaint.reference, at=noon)

    (row,) = queries.of_body(teller[0], embassy)

    assert (row.sentence, row.published_at) == ("", None)


def test_a_body_shows_nothing_of_what_the_reader_is_kept_from(
    client, signed_in, teller, embassy, complaint, desk, noon
):
    reporters.bring(teller[0], embassy.pk, complaint.reference, at=noon)
    Exclusion.objects.create(complaint=complaint, user=teller[0], by=desk["ana"][0], at=noon)
    signed_in(*teller)

    for name in ("body", "body_printed"):
        text = body(client.get(reverse(f"public_answers:{name}", args=[embassy.pk])))
        assert complaint.reference not in text
    assert embassy.name not in body(client.get(reverse("public_answers:bodies")))


def test_bodies_are_opened_by_their_reference(client, signed_in, teller, embassy, hotel, complaint):
    signed_in(*teller)
    address = reverse("public_answers:bodies")
    assert "No body is noted" in body(client.get(address))

    found = client.post(address, {"reference": embassy.reference})
    none = client.post(address, {"reference": hotel.reference})

    page = reverse("public_answers:body", args=[embassy.pk])
    assert found.url == page
    assert "no organisation of that reference" in body(none, 422)
    added = client.post(
        reverse("public_answers:bring", args=[embassy.pk]), {"references": complaint.reference}
    )
    assert added.url == page
    assert complaint.reference in body(client.get(page))
    refused = client.post(reverse("public_answers:bring", args=[embassy.pk]), {"references": "x"})
    assert "Nothing was stored." in body(refused, 404)


def test_pages_of_bodies_are_closed_to_others(
    client, spokesperson, embassy, teller, complaint, noon
):
    (brought,) = reporters.bring(teller[0], embassy.pk, complaint.reference, at=noon)
    pages = [
        reverse("public_answers:bodies"),
        reverse("public_answers:body", args=[embassy.pk]),
        reverse("public_answers:body_printed", args=[embassy.pk]),
    ]
    acts = [
        reverse("public_answers:bring", args=[embassy.pk]),
        reverse("public_answers:unbring", args=[brought.pk]),
    ]

    assert all("/sign-in/" in client.get(address).url for address in pages)
    assert all("/sign-in/" in client.post(address).url for address in acts)
    client.force_login(spokesperson)
    assert {client.get(address).status_code for address in pages} == {403}
    assert {client.post(address).status_code for address in acts} == {403}


def test_the_database_notes_each_once(agreed, teller, complaint, embassy, noon):
    answer = agreed()
    reporters.tell(teller[0], answer.pk, complaint.pk, "We looked into it.", at=noon)
    reporters.bring(teller[0], embassy.pk, complaint.reference, at=noon)
    said = {"complaint": complaint, "by": teller[0], "at": noon}

    with pytest.raises(IntegrityError), transaction.atomic():
        Heard.objects.create(answer=answer, **said)
    with pytest.raises(IntegrityError), transaction.atomic():
        Brought.objects.create(body=embassy, **said)
    with pytest.raises(IntegrityError), transaction.atomic():
        Brought.objects.update(withdrawn_at=noon + timedelta(days=1))
