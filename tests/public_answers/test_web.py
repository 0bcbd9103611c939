"""Pages of public answers: whole, as parts, to whom, with what refused, and how much they cost."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from uuid import NAMESPACE_OID, uuid5

import pytest
from django.db import connection
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import word_faces
from ponleu.foundation.core.faces import FONTS, KHMER_REGULAR
from ponleu.foundation.journal.models import Entry as JournalRow
from ponleu.knowledge.claims.rules import ClaimKind
from ponleu.response.complaints.models import Exclusion
from ponleu.response.public_answers.models import Answer
from ponleu.response.public_answers.services import approving, drafting
from tests.complaints.desk_world import HTMX, body
from tests.public_answers.conftest import APPROVER, SPOKESPERSON

JOURNAL_LOCK = connection.vendor == "postgresql"

pytestmark = pytest.mark.usefixtures("demonstration", "at_noon")


def page_of(client, answer, status=200):
    return body(client.get(reverse("public_answers:answer", args=[answer.pk])), status)


def act(client, name, answer, **data):
    return client.post(reverse(f"public_answers:{name}", args=[answer.pk]), data)


def addresses(answer, complaint):
    """Every page of an answer that shows something."""
    return [
        reverse("public_answers:answer", args=[answer.pk]),
        reverse("public_answers:words", args=[answer.pk]),
        reverse("public_answers:printed", args=[answer.pk]),
        reverse("public_answers:document", args=[answer.pk]),
        reverse("public_answers:tell", args=[answer.pk, complaint]),
    ]


def acts(answer):
    """Every address that changes an answer, with what it is sent."""
    plain = ("hand_in", "take_back", "read_khmer", "unread_khmer", "drop", "resume")
    with_why = ("send_back", "end_approval", "publish", "correct")
    return [
        *((reverse(f"public_answers:{name}", args=[answer.pk]), {}) for name in plain),
        *((reverse(f"public_answers:{name}", args=[answer.pk]), {"why": "x"}) for name in with_why),
        (reverse("public_answers:approve", args=[answer.pk]), {"was": "1"}),
        (reverse("public_answers:words", args=[answer.pk]), {"km": "x", "en": "x", "was": "1"}),
        (reverse("public_answers:claims", args=[answer.pk]), {}),
        (
            reverse("public_answers:excuse", args=[answer.pk]),
            {"sort": "name", "text": "x", "why": "x"},
        ),
        (reverse("public_answers:unexcuse", args=[answer.pk, answer.pk]), {}),
    ]


@pytest.fixture
def everyone(make_user, country):
    """Someone of another province who may do everything with answers there."""
    actions = {*SPOKESPERSON, *APPROVER, Action.COMPLAINT_READ, Action.COMPLAINT_DECIDE}
    return make_user("everyone", unit=country["KH-12"], actions=actions)


def test_index_says_why_it_is_empty(client, spokesperson):
    client.force_login(spokesperson)

    text = body(client.get(reverse("public_answers:index")))

    assert "No answer waits for you." in text
    assert "No answer is out yet." in text


def test_index_puts_what_waits_for_the_reader_first(client, waiting, spokesperson, chief):
    answer = waiting()

    client.force_login(chief)
    theirs = body(client.get(reverse("public_answers:index")))
    client.force_login(spokesperson)
    mine = body(client.get(reverse("public_answers:index")))

    assert theirs.index("Waits for me") < theirs.index(answer.reference) < theirs.index("Published")
    assert "Waits for others" not in theirs
    assert mine.index("Waits for others") < mine.index(answer.reference)
    row = JournalRow.objects.filter(action="record.listed", actor=str(chief.pk)).get()
    assert row.target_type == "public_answers.answer"


def test_index_lists_answers_whose_finding_was_replaced(client, out, approved, spokesperson, noon):
    answer = out()
    approved(at=noon + timedelta(hours=1))
    client.force_login(spokesperson)

    text = body(client.get(reverse("public_answers:index")))

    assert text.index("correct these") < text.index(answer.reference)
    assert "a newer finding replaced the one beneath" in page_of(client, answer)


def test_of_allegation_offers_a_draft_where_a_finding_stands(client, finding, spokesperson, chief):
    address = reverse("public_answers:of_allegation", args=[finding.allegation_id])
    client.force_login(spokesperson)

    whole, part = body(client.get(address)), body(client.get(address, headers=HTMX))

    assert "Draft a public answer" in part
    assert "<!doctype html>" in whole
    assert "<!doctype html>" not in part
    client.force_login(chief)
    assert "Draft a public answer" not in body(client.get(address))


def test_begin_makes_a_draft_with_the_claims_that_were_ticked(
    client, finding, spokesperson, claim, site
):
    said, denied = claim(), claim("Nobody was held.", kind=ClaimKind.DENIAL)
    drafted_for = finding.allegation.entry
    said.speaker_entry = denied.speaker_entry = drafted_for
    said.save(update_fields=["speaker_entry"])
    denied.save(update_fields=["speaker_entry"])
    client.force_login(spokesperson)
    address = reverse("public_answers:begin", args=[finding.allegation_id])

    text = body(client.get(address))
    response = client.post(address, {"claim": [str(said.pk), str(denied.pk), "nonsense"]})

    assert "The doors were locked." in text
    assert "Nobody was held." in text
    made = Answer.objects.get()
    assert response.url == reverse("public_answers:words", args=[made.pk])
    shown = page_of(client, made)
    assert shown.index("1. Claim") < shown.index("The doors were locked.")
    assert shown.index("2. Denial") < shown.index("Nobody was held.") < shown.index("3. Finding")


def test_begin_is_not_there_without_a_finding(client, allegation, spokesperson):
    client.force_login(spokesperson)

    response = client.get(reverse("public_answers:begin", args=[allegation.pk]))

    assert response.status_code == 404


def test_an_answer_goes_the_whole_way_without_javascript(client, drafted, spokesperson, chief):
    answer = drafted()
    client.force_login(spokesperson)
    assert "Khmer words wait for a second person" in page_of(client, answer)
    act(client, "hand_in", answer)
    client.force_login(chief)
    act(client, "send_back", answer, why="Say which month.")
    client.force_login(spokesperson)
    assert "Say which month." in page_of(client, answer)
    words = {"km": "យើងបានពិនិត្យរឿងនេះ។", "en": "We looked into this.", "was": "1"}
    kept = client.post(reverse("public_answers:words", args=[answer.pk]), words)
    assert kept.url == reverse("public_answers:answer", args=[answer.pk])
    act(client, "hand_in", answer)
    client.force_login(chief)
    act(client, "read_khmer", answer)
    text = page_of(client, answer)
    assert "Khmer read by a second person: Chief, 22 November 2026" in text
    act(client, "approve", answer, was="2")
    client.force_login(spokesperson)
    assert "it can go out from 23 November 2026" in page_of(client, answer)
    act(client, "publish", answer, why="The press asks.")

    text = page_of(client, answer)

    assert Answer.objects.get().state == "published"
    assert "We looked into this." in text
    assert "Earlier words no. 1" in text
    assert "Published" in text
    assert "The press asks." in text


def test_words_that_are_refused_stay_in_the_form(client, drafted, spokesperson, worded):
    answer = drafted()
    worded(answer)
    client.force_login(spokesperson)
    said = {"km": "ពាក្យរបស់ខ្ញុំ", "en": "My own words", "was": "1"}

    response = client.post(reverse("public_answers:words", args=[answer.pk]), said)

    text = body(response, 409)
    assert "My own words" in text
    assert "A colleague changed the words meanwhile." in text


def test_a_check_is_let_stand_on_the_page_and_undone(client, drafted, worded, spokesperson):
    answer = drafted()
    worded(answer, km="កម្មករ ៣ នាក់", en="We met 3 workers.")
    client.force_login(spokesperson)
    text = page_of(client, answer)
    assert "“3 workers”" in text
    assert "fewer than five people" in text

    act(client, "excuse", answer, sort="small_count", text="3 workers", why="All agreed.")

    text = page_of(client, answer)
    assert "All agreed." in text
    kept = answer.excuses.get()
    client.post(reverse("public_answers:unexcuse", args=[answer.pk, kept.pk]))
    assert "All agreed." not in page_of(client, answer)


def test_a_complaints_reference_offers_no_excuse(client, drafted, worded, spokesperson):
    answer = drafted()
    worded(answer, km="C-2026-000001-T", en="C-2026-000001-T")
    client.force_login(spokesperson)

    text = page_of(client, answer)

    assert "it never goes out" in text
    assert "It may stand" not in text
    refused = act(client, "excuse", answer, sort="complaint", text="C-2026-000001-T", why="x")
    assert refused.status_code == 422


def test_partners_read_what_is_out_and_nothing_of_the_work(client, out, partner, claim):
    answer = out()
    client.force_login(partner)

    text = page_of(client, answer)

    assert "a labour dispute" in text
    assert "Other matter: labour dispute" in text
    for hidden in ("Paper Lantern", "Before it goes out", "The press asks.", "What was done"):
        assert hidden not in text
    assert "/findings/" not in text


def test_a_correction_and_what_it_corrects_are_linked(
    client, out, spokesperson, chief, partner, noon
):
    old = out()
    new = drafting.correct(spokesperson, old.pk, "The month was wrong.", at=noon)
    client.force_login(partner)
    assert "The month was wrong." not in page_of(client, old)
    approving.read_khmer(chief, new.pk, at=noon)
    approving.hand_in(spokesperson, new.pk, at=noon)
    approving.approve(chief, new.pk, was=1, at=noon)
    approving.publish(spokesperson, new.pk, why_early="x", at=noon)

    older, newer = page_of(client, old), page_of(client, new)

    assert f"by {new.reference}: The month was wrong." in older
    assert f"Corrects {old.reference}: The month was wrong." in newer
    assert "a labour dispute" in older
    paper = body(client.get(reverse("public_answers:printed", args=[old.pk])))
    assert f"This answer was corrected by {new.reference}" in paper


def test_printed_holds_both_languages_and_says_when_it_is_not_out(client, agreed, spokesperson):
    answer = agreed()
    client.force_login(spokesperson)

    text = body(client.get(reverse("public_answers:printed", args=[answer.pk])))

    assert text.index("សេចក្តីថ្លែងការណ៍") < text.index("Press statement")
    assert "Approved, not published yet" in text
    assert "every person, site and number here is invented" in text
    assert answer.reference in text
    assert "Paper Lantern" not in text
    assert JournalRow.objects.filter(action="answer.printed", target=str(answer.pk)).count() == 1


def test_printed_refuses_a_draft(client, drafted, spokesperson):
    answer = drafted()
    client.force_login(spokesperson)

    for name in ("printed", "document"):
        response = client.get(reverse(f"public_answers:{name}", args=[answer.pk]))
        assert response.status_code == 409


def test_document_is_a_word_file_with_both_languages(client, out, partner):
    answer = out()
    client.force_login(partner)

    response = client.get(reverse("public_answers:document", args=[answer.pk]))

    words = [paragraph.text for paragraph in Document(io.BytesIO(response.content)).paragraphs]
    assert response["Content-Disposition"] == f'attachment; filename="{answer.reference}.docx"'
    assert words.index("សេចក្តីថ្លែងការណ៍") < words.index("Press statement")
    assert "22 November 2026" in words
    assert any("a labour dispute" in each for each in words)
    assert "Khmer and English go out together." in words


def test_the_word_file_sets_khmer_as_large_as_english(client, out, partner):
    answer = out()
    client.force_login(partner)

    response = client.get(reverse("public_answers:document", args=[answer.pk]))

    made = Document(io.BytesIO(response.content))
    for name, half_points in (("Normal", "22"), ("Heading 1", "32")):
        properties = made.styles[name].element.rPr
        sizes = [properties.find(qn(f"w:{tag}")).get(qn("w:val")) for tag in ("sz", "szCs")]
        assert sizes == [half_points, half_points]
        assert dict(properties.rFonts.attrib) == {
            qn("w:ascii"): "Noto Sans Khmer",
            qn("w:hAnsi"): "Noto Sans Khmer",
            qn("w:cs"): "Noto Sans Khmer",
        }


def test_the_word_file_carries_its_face(client, out, partner):
    answer = out()
    client.force_login(partner)

    response = client.get(reverse("public_answers:document", args=[answer.pk]))

    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        inside = word_faces.hidden(
            archive.read("word/fonts/font1.odttf"), uuid5(NAMESPACE_OID, KHMER_REGULAR)
        )
        assert inside == (FONTS / KHMER_REGULAR).read_bytes()
        assert b"embedTrueTypeFonts" in archive.read("word/settings.xml")
    made = Document(io.BytesIO(response.content))
    assert made.styles["Heading 1"].font.cs_bold


def test_every_page_and_act_asks_to_sign_in(client, drafted, told):
    answer, complaint = drafted(), told()

    for address in addresses(answer, complaint):
        assert "/sign-in/" in client.get(address).url
    for address, data in acts(answer):
        assert "/sign-in/" in client.post(address, data).url


def test_nothing_of_it_is_there_for_another_province(client, agreed, everyone, allegation):
    answer = agreed()
    complaint = allegation.gatherings.get().complaint_id
    client.force_login(everyone)

    for address in addresses(answer, complaint):
        assert client.get(address).status_code == 404
    for address, data in acts(answer):
        assert client.post(address, data).status_code == 404
    assert answer.reference not in body(client.get(reverse("public_answers:index")))
    assert Answer.objects.get().state == "approved"


def test_nothing_of_it_is_there_for_whoever_a_complaint_names(
    client, agreed, chief, allegation, desk, noon
):
    answer = agreed()
    complaint = allegation.gatherings.get().complaint
    Exclusion.objects.create(complaint=complaint, user=chief, by=desk["ana"][0], at=noon)
    client.force_login(chief)

    assert client.get(reverse("public_answers:answer", args=[answer.pk])).status_code == 404
    for address, data in acts(answer):
        assert client.post(address, data).status_code in (403, 404)
    assert answer.reference not in body(client.get(reverse("public_answers:index")))
    part = reverse("public_answers:of_allegation", args=[answer.allegation_id])
    assert answer.reference not in body(client.get(part))


def test_readers_change_nothing(client, out, partner):
    answer = out()
    client.force_login(partner)

    for address, data in acts(answer):
        assert client.post(address, data).status_code == 403
    assert Answer.objects.get().state == "published"


@pytest.fixture
def many_out(out):
    """Publish the same on many allegations: many_out(20)."""

    def make(number):
        answer = out()
        for serial in range(number):
            allegation = copy_of(answer.allegation, reference=f"A-2026-9{serial:05}-X")
            finding = copy_of(
                answer.finding, reference=f"F-2026-9{serial:05}-X", allegation=allegation
            )
            copy_of(
                answer,
                reference=f"R-2026-9{serial:05}-X",
                allegation=allegation,
                finding=finding,
            )
        return answer

    return make


def copy_of(record, **fields):
    """The same row once more with other values in some fields."""
    kept = {field.attname: getattr(record, field.attname) for field in record._meta.fields}
    kept.pop("id")
    for name, value in fields.items():
        kept.pop(f"{name}_id", None)
        kept[name] = value
    return type(record).objects.create(**kept)


@pytest.mark.parametrize("number", [0, 20])
def test_the_list_costs_the_same_for_any_number(
    client, many_out, chief, django_assert_num_queries, number
):
    many_out(number)
    client.force_login(chief)
    address = reverse("public_answers:index")
    client.get(address)

    with django_assert_num_queries(10 + JOURNAL_LOCK):
        text = body(client.get(address))
    assert text.count("R-2026-9") == number


def test_an_answer_costs_the_same_however_much_was_done(
    client, drafted, worded, spokesperson, django_assert_num_queries
):
    answer = drafted()
    client.force_login(spokesperson)
    address = reverse("public_answers:answer", args=[answer.pk])
    client.get(address)

    with django_assert_num_queries(25 + JOURNAL_LOCK):
        client.get(address)
    for number in range(8):
        worded(answer, en=f"Words {number}.")
    with django_assert_num_queries(25 + JOURNAL_LOCK):
        client.get(address)
