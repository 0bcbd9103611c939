"""Filing: sealed before it is written, once, to the desk that answers, and found by its receipt."""

from __future__ import annotations

import base64
from datetime import timedelta
from uuid import UUID

import pytest
from django.utils.timezone import localtime

from ponleu.engines.sealing import open_file, seal
from ponleu.foundation.core.errors import InvalidInput, NotFound
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.journal.models import Entry
from ponleu.knowledge.evidence import store
from ponleu.response.complaints import queries, sealed
from ponleu.response.complaints.intake import (
    Content,
    Told,
    content_bytes,
    summary_bytes,
    summary_of,
)
from ponleu.response.complaints.models import Complaint, SealedFile
from ponleu.response.complaints.queries import Wanted
from ponleu.response.complaints.services import desk as at_desk
from ponleu.response.complaints.services import files, filing, proving, returning


def test_a_report_is_opened_by_the_desks_and_by_nobody_else(desk, tell, make_officer, country):
    filed, _ = tell("They took my passport.", signs=("papers_taken",), near="behind the pier")
    key = Complaint.objects.get(reference=filed.reference).pk
    stranger, strangers_pair = make_officer("cham", country["KH-18"])

    for officer, pair in desk.values():
        told = queries.opened_complaint(officer, pair, key).content.told
        assert (told.what, told.near, told.signs) == (
            "They took my passport.",
            "behind the pier",
            ("papers_taken",),
        )
    with pytest.raises(sealed.Shut):
        queries.opened_complaint(stranger, strangers_pair, key)
    with pytest.raises(sealed.Shut):
        queries.opened_complaint(stranger, desk["ana"][1], key)


def test_without_a_ring_nothing_is_kept(country, noon):
    told = Told(what="planted", province="18")

    with pytest.raises(sealed.NobodyCanOpen):
        filing.file_report(told, [], filing.new_receipt(), at=noon)

    assert not Complaint.objects.exists()


def test_what_tells_of_an_official_goes_past_the_province(desk, tell):
    filed, _ = tell(signs=("official_involved",))
    complaint = Complaint.objects.get(reference=filed.reference)

    assert complaint.unit.path == "KH/"
    assert queries.queue(*desk["ana"], Wanted(), at=complaint.arrived_at).rows == ()
    assert queries.opened_complaint(*desk["bora"], complaint.pk).content.told.what


def test_the_same_receipt_files_once(tell, desk):
    first, receipt = tell("once")
    again, _ = tell("once", receipt=receipt)

    assert again == first
    assert Complaint.objects.count() == 1


def test_urgency_follows_the_rules_and_sets_the_clocks(tell, desk, noon):
    filed, _ = tell(signs=("cannot_leave", "violence", "debt"))
    complaint = Complaint.objects.get(reference=filed.reference)
    row = queries.queue(*desk["ana"], Wanted(), at=noon).rows[0]

    assert complaint.urgency == 3
    assert complaint.look_by - complaint.arrived_at == timedelta(minutes=30)
    assert [rule.code for rule in row.urgency.rules] == ["held_and_hurt", "held", "hurt", "debt"]
    assert not row.is_late
    assert queries.queue(*desk["ana"], Wanted("late"), at=noon + timedelta(hours=1)).rows[0].is_late


def test_the_queue_puts_now_before_older_ones(tell, desk, noon):
    tell("in its turn")
    tell("today", signs=("child",))
    tell("now", is_safe=False)

    rows = queries.queue(*desk["ana"], Wanted(), at=noon).rows

    assert [row.summary.line for row in rows] == ["now", "today", "in its turn"]


def test_a_queue_without_the_key_shows_what_is_not_sealed(tell, desk, noon):
    tell()

    found = queries.queue(desk["ana"][0], None, Wanted(), at=noon)

    assert found.is_shut
    assert found.rows[0].summary is None


def test_proof_of_filing_proves_its_number_and_day_alone(tell):
    filed, _ = tell()
    other, _ = tell()

    assert proving.proves(filed.reference, filed.date, filed.proof.lower())
    assert not proving.proves(other.reference, filed.date, filed.proof)
    assert not proving.proves(filed.reference, filed.date + timedelta(days=1), filed.proof)


def test_an_answer_reaches_the_reporter_and_nobody_who_guesses(tell, desk, noon):
    filed, receipt = tell()
    key = Complaint.objects.get(reference=filed.reference).pk
    ana, pair = desk["ana"]

    at_desk.answer(ana, key, "We are looking into it.", at=noon)

    thread = returning.open_with(" ".join(receipt.words("th")), at=noon)
    assert [(said.from_us, said.text) for said in thread.messages] == [
        (True, "We are looking into it.")
    ]
    assert (thread.state, thread.is_first_return) == ("answered", True)
    assert not returning.open_with(" ".join(receipt.words("km")), at=noon).is_first_return
    with pytest.raises(NotFound):
        returning.open_with(" ".join(filing.new_receipt().words("en")), at=noon)
    assert queries.opened_complaint(ana, pair, key).said[0].words.text == "We are looking into it."


def test_a_reporter_writes_back_and_the_desk_reads_it(tell, desk, noon):
    filed, receipt = tell()
    words = " ".join(receipt.words("km"))

    returning.write_back(words, "They moved us to another floor.", [], at=noon)

    key = Complaint.objects.get(reference=filed.reference).pk
    said = queries.opened_complaint(*desk["bora"], key).said
    assert said[0].words.text == "They moved us to another floor."
    own = returning.open_with(words, at=noon).messages
    assert [(one.from_us, one.text) for one in own] == [(False, "")]


def test_words_that_are_no_receipt_say_which(tell, desk, noon):
    _, receipt = tell()
    words = [*receipt.words("en")[:9], "zzzzzzz"]

    with pytest.raises(returning.WordsUnread) as refused:
        returning.open_with(" ".join(words), at=noon)

    assert refused.value.unread.place == 10


def test_withdrawn_stays_withdrawn(tell, desk, noon):
    filed, receipt = tell()
    words = " ".join(receipt.words("km"))

    returning.withdraw(words, at=noon)
    returning.withdraw(words, at=noon)

    complaint = Complaint.objects.get(reference=filed.reference)
    assert complaint.state == "withdrawn"
    assert complaint.steps.count() == 2


def test_a_file_is_sealed_while_it_streams_in(tell, desk, noon, settings):
    planted = b"planted words of a picture " * 50_000
    kept = files.keep_file(
        (planted[at : at + 4096] for at in range(0, len(planted), 4096)),
        name="IMG_0042.jpg",
        media_type="image/jpeg",
        at=noon,
    )
    filed, _ = tell(files=[kept])

    complaint = Complaint.objects.get(reference=filed.reference)
    [file] = queries.opened_complaint(*desk["ana"], complaint.pk).content.files
    sealed_bytes = store.read_verified(settings.PONLEU_STORE, complaint.files.get().sha256)
    opened = open_file(
        [sealed_bytes],
        base64.b64decode(file.file_key),
        context=sealed.file_context(UUID(file.key)),
    )
    assert b"".join(opened) == planted
    assert (file.name, file.size) == ("IMG_0042.jpg", len(planted))
    assert b"planted" not in sealed_bytes


def test_files_that_belong_to_nothing_are_dropped_after_a_day(tell, desk, noon):
    kept = files.keep_file([b"a"], name="a", media_type="text/plain", at=noon)

    assert files.sweep_unsent(at=noon + timedelta(hours=23)) == 0
    assert files.sweep_unsent(at=noon + timedelta(hours=25)) == 1
    with pytest.raises(InvalidInput):
        tell(files=[kept])
    assert not Complaint.objects.exists()
    assert not SealedFile.objects.exists()


def browser_report(codes=frozenset(), keys=None, **fields):
    """What the page in a browser sends."""
    key = new_key()
    content = Content(Told(language="vi", what="sealed in the browser", province="18"))
    keys = keys or filing.desk_keys("18", codes)
    receipt = filing.new_receipt().derived()
    return filing.SealedReport(
        key,
        seal(content_bytes(content), keys, context=sealed.content_context(key)),
        seal(summary_bytes(summary_of(content)), keys, context=sealed.summary_context(key)),
        receipt.mark,
        receipt.pair.public,
        "vi",
        "18",
        codes,
    )


def test_a_report_sealed_in_the_browser_is_kept_as_it_is(desk, noon):
    report = browser_report()

    filed = filing.file_sealed(report, at=noon)
    again = filing.file_sealed(report, at=noon)

    assert filed == again
    told = queries.opened_complaint(*desk["ana"], report.key).content.told
    assert told.what == "sealed in the browser"


def test_a_report_sealed_to_others_is_refused(desk, noon, make_officer, country):
    _, pair = make_officer("eve", country["KH-12"])
    with_eve = [*filing.desk_keys("18"), pair.public]

    for keys in ([pair.public], with_eve, with_eve[:1]):
        with pytest.raises(InvalidInput):
            filing.file_sealed(browser_report(keys=keys), at=noon)
    assert not Complaint.objects.exists()


def test_whoever_is_named_never_sees_that_it_exists(tell, desk, make_officer, country, noon):
    filed, _ = tell()
    key = Complaint.objects.get(reference=filed.reference).pk
    dara, pair = make_officer("dara", country["KH-18"])

    at_desk.keep_from(desk["ana"][0], key, user=dara, at=noon)
    at_desk.keep_from(desk["ana"][0], key, unit=country["KH"], at=noon)

    for officer, opened in ((dara, pair), desk["bora"]):
        assert queries.queue(officer, opened, Wanted(), at=noon).rows == ()
        assert queries.counts(officer, at=noon) == {"waiting": 0, "late": 0, "now": 0}
        with pytest.raises(NotFound):
            queries.opened_complaint(officer, opened, key)
        with pytest.raises(NotFound):
            at_desk.answer(officer, key, "hello", at=noon)


def test_decide_closes_with_a_reason_and_reopen_keeps_it(tell, desk, noon):
    filed, receipt = tell()
    ana, pair = desk["ana"]
    key = Complaint.objects.get(reference=filed.reference).pk

    at_desk.look_at(ana, key, at=noon)
    at_desk.decide(ana, key, "labour_dispute", "Only wages are owed.", at=noon)
    assert returning.open_with(" ".join(receipt.words("km")), at=noon).state == "closed"
    at_desk.reopen(ana, key, "A second caller says otherwise.", at=noon)

    steps = queries.opened_complaint(ana, pair, key).steps
    assert [(one.step.state, one.step.outcome, one.note) for one in steps] == [
        ("received", "", ""),
        ("being_read", "", ""),
        ("closed", "labour_dispute", "Only wages are owed."),
        ("being_checked", "", "A second caller says otherwise."),
    ]
    with pytest.raises(InvalidInput):
        at_desk.decide(ana, key, "labour_dispute", "  ", at=noon)
    actions = [entry.action for entry in Entry.objects.order_by("pk")]
    assert actions[-4:] == [
        "complaint.filed",
        "complaint.read",
        "complaint.decided",
        "complaint.reopened",
    ]


def test_an_envelope_moved_to_another_complaint_does_not_open(tell, desk):
    one, _ = tell("one")
    other, _ = tell("other")
    first = Complaint.objects.get(reference=one.reference)
    second = Complaint.objects.get(reference=other.reference)
    Complaint.objects.filter(pk=second.pk).update(content=first.content)

    with pytest.raises(sealed.Shut):
        queries.opened_complaint(*desk["bora"], second.pk)


def test_nothing_that_is_kept_tells_the_second_at_which_a_reporter_acted(tell, desk, noon):
    late = noon + timedelta(seconds=37, microseconds=5)
    told = Told(language="km", what="told at a second", province="18")
    kept = files.keep_file([b"a"], name="a", media_type="text/plain", at=late)
    receipt = filing.new_receipt()
    filed = filing.file_report(told, [kept], receipt, at=late)
    words = " ".join(receipt.words("km"))
    complaint = Complaint.objects.get(reference=filed.reference)
    at_desk.answer(desk["ana"][0], complaint.pk, "hello", at=noon)
    returning.open_with(words, at=late)
    returning.write_back(words, "back", [], at=late)
    returning.withdraw(words, at=late)

    complaint.refresh_from_db()
    file, theirs = complaint.files.get(), complaint.messages.get(is_from_us=False)
    acts = Entry.objects.filter(target=str(complaint.pk), actor="").values_list("at", flat=True)
    times = [
        complaint.arrived_at,
        file.kept_at,
        theirs.sent_at,
        *complaint.steps.values_list("at", flat=True),
    ]
    assert {(at.second, at.microsecond) for at in times} == {(0, 0)}
    assert len(acts) == 3
    assert all("12:00:00.000000" in at for at in acts)
    assert {key.version for key in (complaint.pk, file.pk, theirs.pk)} == {4}
    days = complaint.returned_at, complaint.messages.get(is_from_us=True).read_at
    assert [localtime(day).hour for day in days] == [0, 0]
