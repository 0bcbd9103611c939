"""Seizing, handing over, bringing files, giving copies: who may, what is refused, what stays."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import timedelta

import pytest

from ponleu.foundation.core.errors import (
    ChangedMeanwhile,
    InvalidInput,
    NotFound,
    NotPermitted,
)
from ponleu.foundation.core.references import is_reference
from ponleu.foundation.journal.models import Entry
from ponleu.response.complaints.room import NoRoom
from ponleu.response.custody import sealed as envelopes
from ponleu.response.custody.models import CopyGrant, Exhibit, ExhibitFile, HandOver, Link, Viewing
from ponleu.response.custody.queries import listing
from ponleu.response.custody.queries.exhibit import rungs
from ponleu.response.custody.queries.seam import seizures_of
from ponleu.response.custody.rules import chain, pieces
from ponleu.response.custody.rules.kinds import Answer, FileState, Kind
from ponleu.response.custody.services import (
    announcing,
    copies,
    handing,
    linking,
    reporting,
    seizing,
    uploading,
)
from ponleu.response.custody.services.handing import SealState
from ponleu.response.operations.services import starting
from tests.custody.conftest import KEEPS

HOUR = timedelta(hours=1)
DATA = bytes(range(256)) * 1000
"""256,000 bytes: four small pieces, the last one shorter."""


def journaled(action):
    return Entry.objects.filter(action=action).count()


def test_what_is_seized_is_numbered_signed_and_held_by_whoever_took_it(seized, people):
    exhibit = seized()
    link = exhibit.links.get()

    assert exhibit.reference.startswith("E-2026-")
    assert is_reference(exhibit.reference)
    assert exhibit.holder == people["sok"].user
    assert exhibit.seal == "KM 0451"
    assert link.number == 1
    assert json.loads(link.body)["previous"] == chain.START
    assert "Plantedowner" not in link.body
    assert journaled("exhibit.seized") == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"what": "  "}, "few words"),
        ({"seal": ""}, "few words"),
        ({"what": "x" * 201}, "Shorten"),
        ({"seized_at_hours": 1}, "still to come"),
        ({"seized_at_hours": -1}, "had not started"),
        ({"covers_until": None}, "or neither"),
        ({"clock_offset_s": 10**11}, "No clock"),
        ({"clock_how": ""}, "few words"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(changes, words, seized, noon):
    hours = changes.pop("seized_at_hours", None)
    if hours is not None:
        changes["seized_at"] = noon + hours * HOUR
    with pytest.raises(InvalidInput, match=words):
        seized(**changes)

    assert not Exhibit.objects.exists()
    assert not Link.objects.exists()


def test_recordings_do_not_end_before_they_begin(seized, noon):
    with pytest.raises(InvalidInput, match="end before"):
        seized(covers_from=noon, covers_until=noon - HOUR)


def test_nothing_is_seized_after_the_end(seized, started, people, noon):
    operation = started()
    starting.end(people["vibol"].user, operation.pk, at=noon)
    with pytest.raises(InvalidInput, match="was over"):
        seizing.seize(
            people["sok"].user,
            operation.pk,
            seizing.Seizure(Kind.OTHER, "a bag", "KM 9", noon + HOUR),
            at=noon + 2 * HOUR,
        )


def test_a_seal_is_used_once_in_the_record(seized):
    seized()
    with pytest.raises(InvalidInput, match="seal with this number"):
        seized(seal=" km  0451 ")

    assert Exhibit.objects.count() == 1


def test_whoever_only_sees_seizes_nothing(seized):
    with pytest.raises(NotPermitted):
        seized(by="lina")
    with pytest.raises(NotFound):
        seized(by="far")


def test_a_site_of_another_operation_is_not_found(seized, started, people, seizure, noon, site):
    operation = started()
    with pytest.raises(NotFound):
        seizing.seize(
            people["sok"].user,
            operation.pk,
            seizing.Seizure(Kind.OTHER, "a bag", "KM 9", noon, site=operation.pk),
            at=noon,
        )


def test_a_remark_stands_beside_what_it_corrects(seized, people, noon):
    exhibit = seized()
    seizing.note(people["dara"].user, exhibit.pk, "The serial ends in 21.", at=noon)

    assert [row.kind for row in exhibit.links.all()] == ["taken", "noted"]
    with pytest.raises(TypeError):
        exhibit.links.last().save()


def test_what_was_entered_by_mistake_leaves_lists_and_not_the_chain(seized, people, noon):
    exhibit, other = seized(), seized(seal="KM 2")
    seizing.take_back(people["sok"].user, exhibit.pk, "twice the same", at=noon)

    assert list(listing.exhibits(people["sok"].user)[0]) == [other]
    assert [line.key for line in seizures_of(people["sok"].user, exhibit.operation)] == [other.pk]
    assert exhibit.links.last().kind == "withdrawn"
    with pytest.raises(ChangedMeanwhile):
        seizing.note(people["sok"].user, exhibit.pk, "more", at=noon)


def test_only_whoever_entered_it_takes_it_back_and_only_before_anything_followed(
    seized, handed, people, noon
):
    exhibit = seized()
    with pytest.raises(NotPermitted):
        seizing.take_back(people["dara"].user, exhibit.pk, "mistake", at=noon)
    handed(exhibit)
    with pytest.raises(ChangedMeanwhile):
        seizing.take_back(people["sok"].user, exhibit.pk, "mistake", at=noon)


def test_handed_over_once_both_pressed(seized, handed, people):
    exhibit = seized()
    handed(exhibit)
    exhibit.refresh_from_db()

    assert exhibit.holder == people["dara"].user
    assert not exhibit.is_broken
    assert [row.kind for row in exhibit.links.all()] == ["taken", "handed_over"]
    assert json.loads(exhibit.links.last().body)["previous"] == exhibit.links.first().hash


def test_an_offer_changes_nothing_until_it_is_answered(seized, people, noon):
    exhibit = seized()
    row = handing.offer(
        people["sok"].user, exhibit.pk, "dara", "to the store", is_intact=True, at=noon
    )
    exhibit.refresh_from_db()

    assert exhibit.holder == people["sok"].user
    assert list(listing.offered_to(people["dara"].user)) == [row]
    assert listing.waiting_count(people["dara"].user) == 1
    assert listing.waiting_count(people["sok"].user) == 0


@pytest.mark.parametrize("name", ["sok", "lina", "far", "vibol", "nobody", ""])
def test_offered_to_nobody_who_may_not_have_it(name, seized, people, noon):
    exhibit = seized()
    with pytest.raises(InvalidInput):
        handing.offer(people["sok"].user, exhibit.pk, name, "why", is_intact=True, at=noon)

    assert not HandOver.objects.exists()


def test_only_the_holder_offers_and_only_once(seized, people, noon):
    exhibit = seized()
    with pytest.raises(NotPermitted):
        handing.offer(people["dara"].user, exhibit.pk, "sok", "why", is_intact=True, at=noon)
    handing.offer(people["sok"].user, exhibit.pk, "dara", "why", is_intact=True, at=noon)
    with pytest.raises(ChangedMeanwhile):
        handing.offer(people["sok"].user, exhibit.pk, "dara", "why", is_intact=True, at=noon)


def test_a_colleague_hands_over_what_an_absent_holder_left(
    seized, people, make_user, country, noon
):
    exhibit, sok, dara = seized(), people["sok"].user, people["dara"].user
    make_user("third", unit=country["KH-18"], actions=KEEPS)
    sok.is_active = False
    sok.save()
    with pytest.raises(InvalidInput, match="themselves"):
        handing.offer(dara, exhibit.pk, "dara", "left", is_intact=True, at=noon)
    row = handing.offer(dara, exhibit.pk, "third", "sok has left", is_intact=True, at=noon)

    assert (row.giver, row.offered_by) == (sok, dara)


def test_only_whoever_is_asked_answers_and_once(seized, people, noon):
    exhibit = seized()
    row = handing.offer(people["sok"].user, exhibit.pk, "dara", "why", is_intact=True, at=noon)
    with pytest.raises(NotPermitted):
        handing.accept(people["sok"].user, row.pk, SealState("KM 0451", True), at=noon)
    with pytest.raises(NotFound):
        handing.refuse(people["far"].user, row.pk, "no", at=noon)
    with pytest.raises(InvalidInput):
        handing.refuse(people["dara"].user, row.pk, " ", at=noon)
    handing.refuse(people["dara"].user, row.pk, "I am not on duty", at=noon)
    with pytest.raises(ChangedMeanwhile):
        handing.accept(people["dara"].user, row.pk, SealState("KM 0451", True), at=noon)
    exhibit.refresh_from_db()

    assert exhibit.holder == people["sok"].user
    assert exhibit.links.count() == 1


def test_an_offer_is_taken_back_by_whoever_made_it(seized, people, noon):
    exhibit = seized()
    row = handing.offer(people["sok"].user, exhibit.pk, "dara", "why", is_intact=True, at=noon)
    with pytest.raises(NotPermitted):
        handing.take_back(people["dara"].user, row.pk, at=noon)
    handing.take_back(people["sok"].user, row.pk, at=noon)
    row.refresh_from_db()

    assert row.answer == Answer.TAKEN_BACK
    with pytest.raises(ChangedMeanwhile):
        handing.accept(people["dara"].user, row.pk, SealState("KM 0451", True), at=noon)


@pytest.mark.parametrize(
    ("intact", "seal"),
    [((False, True), None), ((True, False), None), ((True, True), "KM 777")],
)
def test_a_broken_or_strange_seal_marks_it_for_good(intact, seal, seized, handed, people):
    exhibit = seized()
    handed(exhibit, intact=intact, seal=seal)
    handed(exhibit, giver="dara", receiver="sok")
    exhibit.refresh_from_db()

    assert exhibit.is_broken
    assert [rung.is_bad for rung in rungs(people["sok"].user, exhibit)] == [False, True, False]
    assert exhibit.seal == (seal or "KM 0451")


def test_the_holder_opens_a_seal_and_puts_another_on(seized, people, noon):
    exhibit = seized()
    with pytest.raises(NotPermitted):
        handing.reseal(people["dara"].user, exhibit.pk, "copy", SealState("KM 5", True), at=noon)
    handing.reseal(people["sok"].user, exhibit.pk, "copying", SealState("km 5", True), at=noon)
    exhibit.refresh_from_db()

    assert (exhibit.seal, exhibit.is_broken) == ("KM 5", False)
    with pytest.raises(InvalidInput):
        handing.reseal(people["sok"].user, exhibit.pk, "x", SealState("KM 0451", True), at=noon)


def test_a_file_is_sealed_compared_and_given_out_the_same(seized, kept, people, small_pieces, noon):
    exhibit = seized()
    file = kept(exhibit, DATA)
    copy = copies.hand_out(people["sok"].user, file.pk, people["sok"].pair, at=noon)

    assert file.state == FileState.ORIGINAL
    assert file.sha256 == hashlib.sha256(DATA).hexdigest()
    assert b"".join(copy.pieces) == DATA
    assert copy.name == f"{exhibit.reference}-1-working-copy.mp4"
    assert Viewing.objects.get().user == people["sok"].user
    assert [row.kind for row in exhibit.links.all()] == ["taken", "file"]


def test_nothing_of_a_file_lies_open_on_the_disk(seized, begun, kept, people, settings, noon):
    exhibit, word = seized(), b"plantedpicture of somebody "
    data = word * 4000
    half = begun(exhibit, data + b"more")
    uploading.take_piece(
        people["sok"].user, half.pk, people["sok"].pair, data + b"more", begins_at=0
    )
    kept(exhibit, data)
    found = [path for path in settings.PONLEU_STORE.rglob("*") if path.is_file()]

    assert len(found) == 2
    assert all(word not in path.read_bytes() for path in found)


def test_another_hash_is_kept_aside_and_never_an_original(seized, kept, people, noon):
    exhibit = seized()
    file = kept(exhibit, DATA, sha256="0" * 64)

    assert file.state == FileState.NOT_MATCHING
    assert file.sha256 == hashlib.sha256(DATA).hexdigest()
    assert rungs(people["sok"].user, exhibit)[-1].is_bad
    assert seizures_of(people["sok"].user, exhibit.operation)[0].hashes == []
    copy = copies.hand_out(people["sok"].user, file.pk, people["sok"].pair, at=noon)
    assert "not-matching" in copy.name
    assert kept(exhibit, DATA).state == FileState.ORIGINAL


def test_the_same_file_is_not_kept_twice(seized, kept, begun):
    exhibit = seized()
    kept(exhibit, DATA)
    with pytest.raises(announcing.HereAlready, match="file 1"):
        begun(exhibit, DATA)
    begun(exhibit, b"another")
    with pytest.raises(announcing.HereAlready, match="on its way"):
        begun(exhibit, b"another")


def test_a_cut_file_is_not_whole_and_goes_on(seized, begun, people, small_pieces, noon):
    who, file = people["sok"], begun(seized(), DATA)
    first = DATA[: pieces.PIECE_BYTES]
    assert uploading.take_piece(who.user, file.pk, who.pair, first, begins_at=0) == len(first)
    with pytest.raises(uploading.NotWhole, match="65536 of 256000"):
        uploading.finish(who.user, file.pk, who.pair, at=noon)
    with pytest.raises(InvalidInput, match="cut"):
        uploading.take_piece(who.user, file.pk, who.pair, b"short", begins_at=len(first))
    for wrong in (0, 5, 2 * len(first)):
        held = uploading.take_piece(who.user, file.pk, who.pair, first, begins_at=wrong)
        assert held == len(first)
    assert uploading.take_rest(who.user, file.pk, who.pair, io.BytesIO(DATA)) == len(DATA)
    done = uploading.finish(who.user, file.pk, who.pair, at=noon)

    assert done.state == FileState.ORIGINAL
    assert uploading.finish(who.user, file.pk, who.pair, at=noon).pk == done.pk
    assert Link.objects.filter(kind="file").count() == 1


def test_what_a_dead_process_left_behind_a_piece_is_cut_off(
    seized, begun, people, small_pieces, noon
):
    who, file = people["sok"], begun(seized(), DATA)
    uploading.take_piece(who.user, file.pk, who.pair, DATA[: pieces.PIECE_BYTES], begins_at=0)
    with uploading.half_path(file.pk).open("ab") as half:
        half.write(b"half of a piece")
    uploading.take_rest(who.user, file.pk, who.pair, io.BytesIO(DATA))

    done = uploading.finish(who.user, file.pk, who.pair, at=noon)
    assert done.state == FileState.ORIGINAL


def test_what_is_lost_or_changed_on_the_disk_is_said(seized, begun, people, small_pieces, noon):
    who, file = people["sok"], begun(seized(), DATA)
    uploading.take_rest(who.user, file.pk, who.pair, io.BytesIO(DATA))
    path = uploading.half_path(file.pk)
    held = bytearray(path.read_bytes())
    held[1000] ^= 1
    path.write_bytes(held)
    with pytest.raises(envelopes.Spoilt):
        uploading.finish(who.user, file.pk, who.pair, at=noon)
    path.unlink()
    with pytest.raises(envelopes.Spoilt):
        uploading.finish(who.user, file.pk, who.pair, at=noon)
    assert ExhibitFile.objects.get().state == FileState.COMING
    announcing.drop(who.user, file.pk, at=noon)
    assert begun(file.exhibit, DATA).number == 2


def test_a_spoilt_original_is_not_given_out_as_one(seized, kept, people, settings, noon):
    file, who = kept(seized(), DATA), people["sok"]
    (path,) = settings.PONLEU_STORE.rglob(file.content_id)
    held = bytearray(path.read_bytes())
    held[-1] ^= 1
    path.chmod(0o600)
    path.write_bytes(held)
    copy = copies.hand_out(who.user, file.pk, who.pair, at=noon)
    with pytest.raises(envelopes.Spoilt):
        list(copy.pieces)


def test_a_file_given_up_leaves_nothing(
    seized, begun, people, settings, noon, django_capture_on_commit_callbacks
):
    who, file = people["sok"], begun(seized(), b"some data")
    uploading.take_piece(who.user, file.pk, who.pair, b"some data", begins_at=0)
    with django_capture_on_commit_callbacks(execute=True):
        announcing.drop(who.user, file.pk, at=noon)

    assert not [path for path in settings.PONLEU_STORE.rglob("*") if path.is_file()]
    assert bytes(CopyGrant.objects.get().envelope) == b""
    with pytest.raises((ChangedMeanwhile, envelopes.Shut)):
        uploading.take_piece(who.user, file.pk, who.pair, b"some data", begins_at=0)


@pytest.mark.parametrize(
    ("kind", "codes", "may"),
    [
        (Kind.RECORDER, ["search", "cameras"], True),
        (Kind.RECORDER, ["search", "phones"], False),
        (Kind.PHONE, ["search", "cameras"], False),
        (Kind.PHONE, ["phones"], True),
        (Kind.COMPUTER, ["cameras"], False),
        (Kind.DOCUMENT, ["search"], True),
        (Kind.DOCUMENT, [], False),
        (Kind.OTHER, None, False),
    ],
)
def test_nothing_is_copied_that_the_sign_off_does_not_allow(
    kind, codes, may, seized, begun, allowed
):
    exhibit = seized(kind=kind)
    allowed(exhibit.operation, codes)
    if may:
        begun(exhibit, b"data")
        return
    with pytest.raises(announcing.CopyingNotAllowed, match="may be taken"):
        begun(exhibit, b"data")
    assert not ExhibitFile.objects.exists()


def test_the_scope_that_was_signed_is_what_counts(seized):
    assert seized().operation.allowed == ["search", "cameras"]


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        ({"sha256": "abc"}, "SHA-256"),
        ({"size": 0}, "1 byte"),
        ({"size": pieces.MOST_BYTES + 1}, "10 GB"),
        ({"name": ""}, "few words"),
    ],
)
def test_what_is_stated_of_a_file_must_be_possible(stated, words, seized, people, noon):
    given = {"name": "a", "sha256": "0" * 64, "size": 5, **stated}
    with pytest.raises(InvalidInput, match=words):
        announcing.begin(people["sok"].user, seized().pk, at=noon, **given)


def test_a_full_disk_is_said_before_anything_is_sent(seized, begun, monkeypatch):
    exhibit = seized()
    monkeypatch.setattr(announcing.shutil, "disk_usage", lambda folder: type("U", (), {"free": 9}))
    with pytest.raises(NoRoom):
        begun(exhibit, b"data")


def test_a_copy_needs_a_grant_with_a_reason(seized, kept, people, noon):
    sok, lina = people["sok"], people["lina"]
    file = kept(seized(), DATA)
    with pytest.raises(envelopes.Shut):
        copies.hand_out(lina.user, file.pk, lina.pair, at=noon)
    with pytest.raises(InvalidInput):
        copies.grant(sok.user, file.pk, "lina", "", sok.pair, at=noon)
    for name in ("sok", "far", "nobody", "vibol"):
        with pytest.raises(InvalidInput):
            copies.grant(sok.user, file.pk, name, "why", sok.pair, at=noon)
    with pytest.raises(envelopes.Shut):
        copies.grant(people["dara"].user, file.pk, "lina", "why", people["dara"].pair, at=noon)
    row = copies.grant(sok.user, file.pk, "lina", "names the faces", sok.pair, at=noon)
    assert copies.grant(sok.user, file.pk, "lina", "again", sok.pair, at=noon) == row
    copy = copies.hand_out(lina.user, file.pk, lina.pair, at=noon)
    assert b"".join(copy.pieces) == DATA
    copies.withdraw(sok.user, row.pk, at=noon)
    with pytest.raises(envelopes.Shut):
        copies.hand_out(lina.user, file.pk, lina.pair, at=noon)
    assert Viewing.objects.filter(user=lina.user).count() == 1


def test_another_persons_or_a_shut_key_opens_nothing(seized, kept, begun, people, noon):
    sok, dara, exhibit = people["sok"], people["dara"], seized()
    file, half = kept(exhibit, DATA), begun(exhibit, b"data")
    for pair in (None, dara.pair):
        with pytest.raises(envelopes.Shut):
            copies.hand_out(sok.user, file.pk, pair, at=noon)
        with pytest.raises(envelopes.Shut):
            uploading.take_piece(sok.user, half.pk, pair, b"data", begins_at=0)
    with pytest.raises(envelopes.Shut):
        uploading.take_piece(dara.user, half.pk, dara.pair, b"data", begins_at=0)
    with pytest.raises(ChangedMeanwhile):
        copies.hand_out(sok.user, half.pk, sok.pair, at=noon)


def test_holders_of_the_ring_can_open_the_key_of_a_file(seized, kept, desk):
    file, (ana, pair) = kept(seized(), DATA), desk["ana"]

    assert len(envelopes.key_of(file, ana, pair)) == 32


@pytest.mark.parametrize("who", ["far", "clinic", "audit", "vibol"])
def test_others_see_nothing(who, seized, kept, people, noon):
    exhibit, user = seized(), people[who].user
    file = kept(exhibit, DATA)

    assert list(listing.exhibits(user)[0]) == []
    assert seizures_of(user, exhibit.operation) == []
    for model in (Exhibit, Link, ExhibitFile, CopyGrant, HandOver, Viewing):
        assert not model.objects.visible_to(user).exists()
    for refused in (
        lambda: reporting.see(user, exhibit.pk, at=noon),
        lambda: reporting.report(user, exhibit.pk, at=noon),
        lambda: uploading.state_of(user, file.pk),
        lambda: listing.operation_of(user, exhibit.operation.pk),
        lambda: linking.locked(user, exhibit.pk),
    ):
        with pytest.raises(NotFound):
            refused()


def test_whom_a_complaint_about_the_site_names_sees_nothing_any_more(
    seized, told, alleged, opened, hotel, keep_from, people, noon
):
    exhibit, sok = seized(), people["sok"].user
    complaint = told(entry=hotel)
    opened(complaint, entry=hotel)
    keep_from(complaint, sok)

    assert not Exhibit.objects.visible_to(sok).exists()
    with pytest.raises(NotFound):
        reporting.see(sok, exhibit.pk, at=noon)


def test_nothing_is_seized_before_the_start(sealed, people, noon):
    operation = sealed()
    given = seizing.Seizure(Kind.OTHER, "a bag", "KM 9", noon)
    for name in ("sok", "vibol", "field"):
        with pytest.raises(NotFound):
            seizing.seize(people[name].user, operation.pk, given, at=noon)
        assert seizures_of(people[name].user, operation) == []


def test_the_seam_tells_rooms_above_what_was_seized(seized, kept, people):
    exhibit = seized()
    kept(exhibit, DATA)
    (line,) = seizures_of(people["lina"].user, exhibit.operation)

    assert line.reference == exhibit.reference
    assert line.what == "Camera recorder on the third floor, Lantern NVR-8"
    assert line.hashes == [hashlib.sha256(DATA).hexdigest()]
    assert line.covers == (exhibit.covers_from, exhibit.covers_until)
    assert (line.channels, line.seal, line.site) == ("1-8", "KM 0451", exhibit.site)
    assert "Plantedowner" in line.owner_said
