"""Begun, completed, taken over, closed, answered in each manner, taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import IntegrityError, transaction

from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.journal.models import Entry as Line
from ponleu.response.minutes.models import Minutes, Signature, Version
from ponleu.response.minutes.queries.holding import content_holds, holds, text_of
from ponleu.response.minutes.queries.pages import of_operation, shown
from ponleu.response.minutes.queries.seam import minutes_of
from ponleu.response.minutes.queries.waiting import waiting
from ponleu.response.minutes.rules import content as contents
from ponleu.response.minutes.rules.kinds import Manner, Standing, State
from ponleu.response.minutes.services import drafting, reading, signing
from ponleu.response.operations.models import Operation, OperationSite, TeamMember
from ponleu.response.operations.services import starting

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def said(version):
    return contents.from_bytes(version.content.encode())


def place(minutes, name):
    return TeamMember.objects.get(operation=minutes.operation, name=name)


def test_begin_takes_what_the_record_holds(drafted, newest, people):
    minutes = drafted()

    content = said(newest(minutes))
    present = {row.values["name"]: row.values["was_present"] for row in content.rows["present"]}
    orders = {row.code: row.values for row in content.rows["order"]}
    assert minutes.reference.startswith("J-2026-")
    assert present == {
        "Vibol": 1,
        "Chan": 1,
        "Field": 1,
        "Plantedmember Chea": 1,
        "Clinic": 0,
    }
    assert orders["sign_off"]["name"] == str(people["pov"].user)
    assert orders["ordered_by"]["name"] == str(people["vibol"].user)
    assert [row.code for row in content.rows["seized"]] == ["nothing_seized"]
    assert content_holds(newest(minutes))


def test_begin_of_a_site_takes_its_teams_and_stands_beside_those_of_the_whole(
    begun, drafted, newest
):
    operation = begun()
    site = OperationSite.objects.get(operation=operation)
    whole, own = drafted(operation), drafted(operation, site=site.pk)

    sites = [row for row in said(newest(own)).rows["place"] if row.code.startswith("site")]
    assert whole.reference != own.reference
    assert len(sites) == 1
    assert len(said(newest(own)).rows["present"]) == 5


def test_begin_twice_is_refused(begun, drafted):
    operation = begun()
    drafted(operation)

    with pytest.raises(ChangedMeanwhile):
        drafted(operation)


@pytest.mark.parametrize(
    ("name", "refusal"),
    [("chan", NotPermitted), ("north", NotFound), ("audit", NotFound), ("keep", NotFound)],
)
def test_begin_is_for_the_minute_taker(begun, drafted, name, refusal):
    operation = begun()

    with pytest.raises(refusal):
        drafted(operation, by=name)

    assert not Minutes.objects.exists()


def test_begin_before_the_start_is_of_nothing(sealed, drafted):
    operation = sealed()

    for name in ("field", "vibol", "pov"):
        with pytest.raises(NotFound):
            drafted(operation, by=name)


def test_begin_at_a_site_of_another_operation_is_refused(begun, drafted, people, noon):
    other = begun()
    site = OperationSite.objects.get(operation=other)
    mine = Operation.objects.exclude(pk=other.pk).first()
    assert mine is None

    with pytest.raises(NotFound):
        drafting.begin(people["field"].user, other.pk, people["field"].user.pk, at=noon)
    assert drafted(other, site=site.pk)


def test_write_keeps_a_version_of_its_own(drafted, newest, people, noon):
    minutes = drafted()
    field = people["field"].user

    drafting.write(field, minutes.pk, {"remarks": " One.\n\nTwo. "}, was=1, at=noon)

    last = newest(minutes)
    assert (last.number, said(last).words) == (2, {"remarks": "One.\n\nTwo."})
    assert Version.objects.get(minutes=minutes, number=1).sha256 != last.sha256
    assert said(last).rows == said(Version.objects.get(minutes=minutes, number=1)).rows


def test_write_of_the_same_words_makes_no_version(drafted, newest, people, noon):
    minutes = drafted()

    drafting.write(people["field"].user, minutes.pk, {"where": "  "}, was=1, at=noon)

    assert newest(minutes).number == 1


def test_write_tells_the_second_of_two_tabs(drafted, people, newest, noon):
    minutes, field = drafted(), people["field"].user
    drafting.write(field, minutes.pk, {"remarks": "first"}, was=1, at=noon)

    with pytest.raises(ChangedMeanwhile):
        drafting.write(field, minutes.pk, {"remarks": "second"}, was=1, at=noon)

    assert said(newest(minutes)).words == {"remarks": "first"}


@pytest.mark.parametrize(("name", "length"), [("where", 201), ("found", 10_001)])
def test_write_refuses_what_is_too_long(drafted, people, noon, name, length):
    minutes = drafted()

    with pytest.raises(InvalidInput):
        drafting.write(people["field"].user, minutes.pk, {name: "a" * length}, was=1, at=noon)


def test_whoever_was_there_does_not_write(drafted, people, noon):
    minutes = drafted()

    with pytest.raises(NotPermitted):
        drafting.write(people["chan"].user, minutes.pk, {"remarks": "x"}, was=1, at=noon)


def test_a_changed_record_is_shown_and_taken_over_only_when_asked(drafted, newest, people, noon):
    minutes, field = drafted(), people["field"].user
    assert not shown(field, minutes.pk).differences
    starting.end(people["vibol"].user, minutes.operation_id, at=noon + HOUR)

    found = shown(field, minutes.pk)
    changed = {each.part: (each.gone, each.new) for each in found.differences}
    assert set(changed) == {"place", "events"}
    assert [row.code for row in changed["place"][0]] == ["not_ended"]
    assert [row.code for row in changed["place"][1]] == ["ended"]
    assert found.version.number == 1

    drafting.take_over(field, minutes.pk, was=1, at=noon + HOUR)
    assert newest(minutes).number == 2
    assert not shown(field, minutes.pk).differences
    with pytest.raises(ChangedMeanwhile):
        drafting.take_over(field, minutes.pk, was=2, at=noon + HOUR)


def test_close_lets_those_present_sign_and_twice_is_once(closed, newest, people, noon):
    minutes = closed()
    drafting.close(people["field"].user, minutes.pk, was=1, at=noon + HOUR)

    version = newest(minutes)
    assert (version.closed_by, version.closed_at) == (people["field"].user, noon)
    assert Line.objects.filter(action="minutes.closed").count() == 1


def test_close_is_refused_where_nobody_answered(begun, drafted, people, noon):
    minutes = drafted(begun(present=()))

    with pytest.raises(InvalidInput):
        drafting.close(people["field"].user, minutes.pk, was=1, at=noon)


def test_a_draft_is_not_signed(drafted, answer):
    with pytest.raises(ChangedMeanwhile):
        answer(drafted(), "chan")


def test_sign_bears_a_mark_that_anybody_can_check(closed, answer, newest):
    minutes = closed()
    row = answer(minutes, "chan")

    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(row.key))
    public.verify(bytes.fromhex(row.proof), text_of(row, minutes.reference))
    assert newest(minutes).sha256.encode() in text_of(row, minutes.reference)
    assert holds(Signature.objects.get(), minutes.reference)


@pytest.mark.parametrize("changed", ["words", "manner", "at", "member"])
def test_a_mark_does_not_fit_what_was_changed(closed, answer, changed, noon):
    minutes = closed()
    row = answer(minutes, "chan", Manner.RESERVED, "The count is wrong.")
    other = {
        "words": "other",
        "manner": "refused",
        "at": noon + HOUR,
        "member": place(minutes, "Vibol"),
    }
    setattr(row, changed, other[changed])

    assert not holds(row, minutes.reference)
    with pytest.raises(InvalidSignature):
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(row.key)).verify(
            bytes.fromhex(row.proof), text_of(row, minutes.reference)
        )


def test_content_changed_from_outside_is_seen(closed, answer, newest, people, noon):
    minutes = closed()
    answer(minutes, "chan")
    version = newest(minutes)
    Version.objects.filter(pk=version.pk).update(
        content=version.content.replace("Vibol", "Vibal", 1)
    )

    assert not shown(people["chan"].user, minutes.pk).is_whole
    with pytest.raises(reading.Damaged):
        reading.printed(people["chan"].user, minutes.pk, at=noon)


@pytest.mark.parametrize("manner", [Manner.RESERVED, Manner.REFUSED])
def test_a_reservation_and_a_refusal_say_why(closed, answer, manner):
    minutes = closed()

    with pytest.raises(InvalidInput):
        answer(minutes, "chan", manner, "  ")
    assert answer(minutes, "chan", manner, "The count  is wrong.").words == "The count is wrong."


@pytest.mark.parametrize("name", ["clinic", "pov"])
def test_only_those_present_sign(closed, answer, name):
    with pytest.raises(NotPermitted):
        answer(closed(), name)


def test_nobody_signs_without_their_key(closed, newest, people, noon):
    minutes = closed()

    with pytest.raises(signing.KeyIsShut):
        signing.sign(
            people["chan"].user,
            minutes.pk,
            newest(minutes).sha256,
            Manner.SIGNED,
            "",
            None,
            at=noon,
        )


def test_nobody_signs_twice_and_what_was_taken_back_can_be_signed_again(
    closed, answer, people, noon
):
    minutes = closed()
    row = answer(minutes, "chan")
    with pytest.raises(ChangedMeanwhile):
        answer(minutes, "chan", Manner.REFUSED, "no")

    signing.take_back(people["chan"].user, row.pk, at=noon)
    answer(minutes, "chan", Manner.REFUSED, "no")

    found = shown(people["chan"].user, minutes.pk)
    assert [row.manner for row in found.taken_back] == ["signed"]
    assert found.mine.answer.manner == "refused"


def test_nobody_takes_back_the_answer_of_another(closed, answer, people, noon):
    row = answer(closed(), "chan")

    for name, refusal in (("field", NotPermitted), ("vibol", NotPermitted), ("north", NotFound)):
        with pytest.raises(refusal):
            signing.take_back(people[name].user, row.pk, at=noon)
    assert Signature.objects.get().withdrawn_at is None


def test_minutes_are_signed_when_everybody_present_has_answered(
    closed, answer, on_paper, people, noon
):
    minutes = closed()
    answer(minutes, "vibol")
    answer(minutes, "chan", Manner.RESERVED, "The count is wrong.")
    answer(minutes, "field")
    user = people["chan"].user
    assert minutes_of(user, minutes.operation)[0].state is State.CLOSED

    on_paper(minutes, member=place(minutes, "Plantedmember Chea").pk)

    (line,) = minutes_of(user, minutes.operation)
    assert (line.state, line.signed_at, line.version) == (State.SIGNED, noon, 1)


def test_a_change_after_a_signature_asks_all_again(closed, answer, newest, people, noon):
    minutes = closed()
    answer(minutes, "chan")
    old = newest(minutes).sha256

    drafting.write(people["field"].user, minutes.pk, {"remarks": "x"}, was=1, at=noon)
    drafting.close(people["field"].user, minutes.pk, was=2, at=noon)

    chan = people["chan"]
    with pytest.raises(ChangedMeanwhile):
        signing.sign(chan.user, minutes.pk, old, Manner.SIGNED, "", chan.pair, at=noon)
    assert [row.pk for row in waiting(chan.user).to_sign] == [minutes.pk]
    assert shown(chan.user, minutes.pk).mine.answer is None
    assert shown(chan.user, minutes.pk, 1).mine.answer.manner == "signed"


def test_on_paper_keeps_the_scan_and_its_hash_is_under_the_mark(closed, on_paper, people, noon):
    minutes = closed()
    row = on_paper(minutes, name=" Owner  of the place ")

    kept, file = signing.open_scan(people["chan"].user, row.pk, at=noon)
    with file:
        assert file.read().startswith(b"%PDF-")
    assert (kept.name, kept.user, kept.member) == ("Owner of the place", None, None)
    assert row.scan_id.encode() not in text_of(row, minutes.reference)
    row.scan_id = "0" * 64
    assert not holds(row, minutes.reference)


@pytest.mark.parametrize(
    ("scan", "name"), [(b"MZ not a sheet", "Owner"), (b"", "Owner"), (b"%PDF-1", "  ")]
)
def test_on_paper_refuses_no_sheet_and_nobody(closed, on_paper, scan, name):
    with pytest.raises(InvalidInput):
        on_paper(closed(), scan=scan, name=name)


def test_on_paper_is_not_for_those_with_an_account_nor_absent_nor_entered_by_others(
    closed, on_paper
):
    minutes = closed()

    for member in ("Chan", "Clinic"):
        with pytest.raises(InvalidInput):
            on_paper(minutes, member=place(minutes, member).pk)
    with pytest.raises(NotPermitted):
        on_paper(minutes, name="Owner", by="chan")


def test_a_sheet_entered_by_mistake_is_taken_back_by_the_minute_taker(
    closed, on_paper, people, noon
):
    minutes = closed()
    row = on_paper(minutes, name="Owner")
    with pytest.raises(ChangedMeanwhile):
        on_paper(minutes, name="Owner")

    signing.take_back(people["field"].user, row.pk, at=noon)
    on_paper(minutes, name="Owner")


def test_give_up_lets_minutes_be_begun_again_unless_somebody_answered(
    begun, drafted, closed, answer, people, noon
):
    operation = begun()
    first = drafted(operation)
    drafting.give_up(people["field"].user, first.pk, at=noon)
    assert minutes_of(people["chan"].user, operation) == []

    second = closed(drafted(operation))
    answer(second, "chan")
    with pytest.raises(ChangedMeanwhile):
        drafting.give_up(people["field"].user, second.pk, at=noon)
    with pytest.raises(NotFound):
        drafting.write(people["field"].user, first.pk, {}, was=1, at=noon)


def test_what_waits_is_begun_then_closed_then_signed(begun, drafted, closed, answer, people, noon):
    operation = begun()
    field, chan, clinic = (people[name].user for name in ("field", "chan", "clinic"))
    assert len(waiting(field)) == 0
    starting.end(people["vibol"].user, operation.pk, at=noon + HOUR)
    assert [each.pk for each in waiting(field).to_begin] == [operation.pk]
    minutes = drafted(operation)
    assert [each.pk for each in waiting(field).to_close] == [minutes.pk]
    assert len(waiting(chan)) == 0
    closed(minutes)
    assert [each.pk for each in waiting(chan).to_sign] == [minutes.pk]
    assert len(waiting(clinic)) == 0
    answer(minutes, "chan")
    assert len(waiting(chan)) == 0


def test_each_act_is_journaled_once(closed, answer, people, noon):
    minutes = closed()
    row = answer(minutes, "chan")
    signing.take_back(people["chan"].user, row.pk, at=noon)
    reading.see(people["vibol"].user, minutes.pk, at=noon)
    reading.printed(people["vibol"].user, minutes.pk, at=noon)

    lines = Line.objects.filter(action__startswith="minutes.").order_by("sequence")
    assert [line.action for line in lines] == [
        "minutes.begun",
        "minutes.closed",
        "minutes.signed",
        "minutes.answer_taken_back",
        "minutes.read",
        "minutes.printed",
    ]


def test_check_says_what_a_sheet_is_worth(closed, newest, people, noon):
    minutes, chan = closed(), people["chan"].user
    version = newest(minutes)
    code = reading.code_of(version, minutes.reference)

    ours = reading.check(chan, code.lower(), minutes.reference, at=noon)
    assert (ours.standing, ours.sha256) == (Standing.NEWEST, version.sha256)
    drafting.write(people["field"].user, minutes.pk, {"remarks": "x"}, was=1, at=noon)
    assert reading.check(chan, code, minutes.reference, at=noon).standing is Standing.REPLACED
    wrong = code[:-1] + ("A" if code[-1] != "A" else "B")
    assert reading.check(chan, wrong, minutes.reference, at=noon).standing is Standing.NOT_OURS
    assert reading.check(chan, code, "J-2026-999999-A", at=noon).standing is Standing.NOT_OURS


def test_check_ends_after_twenty_tries_an_hour(people, noon):
    for _ in range(reading.TRIES_AN_HOUR):
        reading.check(people["chan"].user, "X", "Y", at=noon)

    with pytest.raises(reading.TooMany):
        reading.check(people["chan"].user, "X", "Y", at=noon)


def test_the_seam_and_the_lists_are_empty_where_it_is_not_open(closed, people, keep_from, told):
    minutes = closed()

    for name in ("north", "audit", "keep"):
        assert minutes_of(people[name].user, minutes.operation) == []
        with pytest.raises(NotFound):
            of_operation(people[name].user, minutes.operation_id)


def test_whom_a_complaint_names_learns_of_no_minutes(drafted, people, keep_from, told, hotel, noon):
    minutes = drafted()
    chan = people["chan"].user
    keep_from(told(entry=hotel), chan)

    assert minutes_of(chan, minutes.operation) == []
    assert len(waiting(chan)) == 0
    with pytest.raises(NotFound):
        reading.see(chan, minutes.pk, at=noon)


@pytest.mark.parametrize(
    "change",
    [
        {"manner": "reserved", "words": ""},
        {"manner": "paper"},
        {"user": None},
        {"withdrawn_at": "now"},
    ],
)
def test_the_database_refuses_half_an_answer(closed, answer, change, noon):
    row = answer(closed(), "chan")
    for name, value in change.items():
        setattr(row, name, noon if value == "now" else value)

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_the_database_refuses_minutes_twice(drafted, people, noon):
    minutes = drafted()

    with pytest.raises(IntegrityError), transaction.atomic():
        Minutes.objects.create(
            reference="J-2026-000099-X",
            operation=minutes.operation,
            begun_by=people["field"].user,
            begun_at=noon,
        )
