"""Entries come in order, each once; what cannot be taken is set aside; nothing is lost."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from ponleu.foundation.core.errors import NotFound
from ponleu.foundation.journal.models import Entry as JournalEntry
from ponleu.response.field.models import Conflict, Device, Entry, PersonFound, SetAside
from ponleu.response.field.queries import seam
from ponleu.response.field.rules import kinds
from ponleu.response.field.rules.entries import OPEN
from ponleu.response.field.rules.kinds import Fault, Kind
from ponleu.response.operations.models import Operation


def faults(found):
    """Places and reasons of what was set aside."""
    return [(one.seq, one.flaw.fault) for one in found.refused]


def test_sync_keeps_each_entry_once_however_often_it_comes(phone):
    made = phone()
    made.check("g_cannot_leave", "yes")
    made.person("A-1")
    first = made.sync()
    journaled = JournalEntry.objects.count()

    second = made.sync()

    assert first.stands["kept_to"] == second.stands["kept_to"] == 2
    assert second.refused == []
    assert Entry.objects.count() == 2
    assert PersonFound.objects.count() == 1
    assert JournalEntry.objects.count() == journaled


def test_sync_takes_nothing_after_a_gap(phone):
    made = phone()
    for _ in range(3):
        made.check("g_exits", 2)

    gap = made.sync([made.made[0], made.made[2]])
    whole = made.sync()

    assert gap.stands["kept_to"] == 1
    assert whole.stands["kept_to"] == 3
    assert list(Entry.objects.order_by("seq").values_list("seq", flat=True)) == [1, 2, 3]


def test_one_bad_entry_never_blocks_the_line(phone):
    made = phone()
    made.check("g_exits", 2)
    made.check("no_such_question", 2)
    made.entry("headcount", {"number": 1, "children": 2})
    made.entry("person", {"person": str(uuid4()), "wristband": "SOK DARA"})
    made.entry("gossip", {})
    made.check("g_exits", 3)

    found = made.sync()
    again = made.sync()

    assert found.stands["kept_to"] == 6
    assert faults(found) == [
        (2, Fault.UNKNOWN_QUESTION),
        (3, Fault.WRONG_FORM),
        (4, Fault.WRONG_FORM),
        (5, Fault.WRONG_FORM),
    ]
    assert faults(again) == faults(found)
    assert SetAside.objects.count() == 4
    assert Entry.objects.count() == 2


def test_the_same_number_with_other_content_is_refused_and_kept_beside(phone):
    made = phone()
    made.check("g_exits", 2)
    made.sync()
    made.made[0]["open"]["answer"] = 5

    found = made.sync()
    again = made.sync()

    assert faults(found) == faults(again) == [(1, Fault.CHANGED)]
    assert Entry.objects.get().open["answer"] == 2
    assert SetAside.objects.count() == 1


@pytest.mark.parametrize("name", ["name", "nationality", "suspect", "guilt", "charge", "role"])
@pytest.mark.parametrize("kind", ["person", "headcount"])
def test_there_is_no_field_for_names_or_guilt(phone, kind, name):
    made = phone()
    if kind == "person":
        made.person("A-1", **{name: "yes"})
    else:
        made.entry("headcount", {"number": 1, "children": 0, name: "yes"})

    found = made.sync()

    assert faults(found) == [(1, Fault.UNKNOWN_FIELD)]
    assert not PersonFound.objects.exists()


def test_what_is_kept_of_a_person_is_all_that_may_be_said():
    assert set(OPEN[Kind.PERSON]) == {"person", "wristband", "language", "age_band", "needs"}
    assert {field.name for field in PersonFound._meta.get_fields()} == {
        *("id", "operation", "site", "found_at", "same_as", "also"),
        *kinds.PERSON_FIELDS,
    }


def test_no_measure_charge_or_anything_else_points_at_a_person_found():
    pointing = {
        field.model._meta.label
        for model in apps.get_models()
        for field in model._meta.get_fields(include_hidden=True)
        if field.concrete and field.related_model is PersonFound
    }

    assert pointing == {"field.PersonFound"}  # same_as alone


def test_an_operation_that_is_not_theirs_is_refused_like_one_that_never_was(phone, sealed):
    made = phone()
    other = sealed(by="rith")
    made.check("g_exits", 1, operation=str(other.pk))
    made.check("g_exits", 1, operation=str(uuid4()))
    made.check("g_exits", 1, site=None)
    made.entry("headcount", {"number": 1, "children": 0})
    made.made[3]["site"] = str(uuid4())

    found = made.sync()

    assert [one.flaw.fault for one in found.refused] == [
        Fault.NOT_YOURS,
        Fault.NOT_YOURS,
        Fault.WRONG_FORM,
        Fault.NOT_YOURS,
    ]
    assert found.refused[0].flaw == found.refused[1].flaw
    assert set(SetAside.objects.values_list("operation", flat=True)) == {
        None,
        made.operation.pk,
    }


def test_whoever_was_kept_out_since_loses_no_entry_and_learns_nothing(
    phone, keep_from, told, hotel, people
):
    made = phone()
    made.check("g_exits", 1)
    keep_from(told(entry=hotel), people["field"].user)

    found = made.sync()

    assert faults(found) == [(1, Fault.NOT_YOURS)]
    assert SetAside.objects.get().operation == made.operation
    assert not Operation.objects.open_to(people["field"].user).exists()


@pytest.mark.parametrize(("minutes", "is_off"), [(-30, True), (1, False), (2, False), (45, True)])
def test_a_clock_that_is_off_is_flagged_and_corrected(phone, noon, minutes, is_off):
    made = phone()
    off = timedelta(minutes=minutes)
    made.check("g_exits", 1, minutes=minutes)

    found = made.sync(now=noon + off)

    entry = Entry.objects.get()
    assert found.stands["clock_offset_s"] == -minutes * 60
    assert entry.device_at == noon + off
    assert entry.at == (noon if is_off else noon + off)
    assert ("clock" in entry.flags) == is_off
    assert ("clock" in found.flagged[0][1]) == is_off


@pytest.mark.parametrize(("minutes", "is_odd"), [(0, False), (-50, False), (-61, True), (3, True)])
def test_a_time_before_the_start_or_in_the_future_is_flagged(phone, minutes, is_odd):
    made = phone()
    made.check("g_exits", 1, minutes=minutes)

    made.sync()

    assert ("odd_time" in Entry.objects.get().flags) == is_odd


def test_the_same_photo_twice_is_kept_and_flagged(phone):
    one, other = phone(), phone(name="Tablet")
    one.photo(b"a door")
    one.photo(b"a window")
    other.photo(b"a door")

    first, second = one.sync(), other.sync()

    assert [flags for _key, flags in first.flagged] == [[], []]
    assert [flags for _key, flags in second.flagged] == [["same_photo"]]
    assert Entry.objects.filter(kind=Kind.PHOTO).count() == 3


def test_what_is_sealed_to_nobody_is_kept_and_flagged(phone):
    from ponleu.engines.sealing import new_key_pair

    made = phone()
    made.recipients = [new_key_pair().public]
    made.note()

    made.sync()

    assert Entry.objects.get().flags == ["not_openable"]


def test_two_devices_that_disagree_are_both_told(phone):
    one, other = phone(), phone(name="Tablet")
    mine = one.check("g_cannot_leave", "yes")
    theirs = other.check("g_cannot_leave", "no")
    one.sync()

    second = other.sync()
    first = one.sync([])

    assert second.stands["conflicts"] == [
        {"id": theirs["id"], "with": mine["id"], "field": "answer", "theirs": "yes"}
    ]
    assert first.stands["conflicts"][0]["theirs"] == "no"


def test_a_change_of_what_its_device_knew_is_no_conflict(phone):
    one, other = phone(), phone(name="Tablet")
    mine = one.check("g_cannot_leave", "yes")
    other.check("g_cannot_leave", "no", base=mine["id"])
    one.sync()

    assert other.sync().stands["conflicts"] == []
    assert not Conflict.objects.exists()


@pytest.mark.slow
@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_what_stands_is_the_same_whatever_the_order_in_which_devices_sync(
    phone, people, operation, order
):
    one, two, three = phone(), phone(name="Tablet"), phone(name="Watch")
    person = str(uuid4())
    found = one.person("A-1", person=person, needs=["medicine"])
    one.check("g_exits", 2)
    two.change(person, "language", "km", base=found["id"])
    two.person("A-1", needs=["injured"])
    three.change(person, "language", "th", base=found["id"])
    three.change(person, "age_band", "15_17", base=found["id"])
    three.check("g_exits", 2)
    devices = [one, two, three]

    for number in order:
        devices[number].sync()

    line = next(
        each
        for each in seam.persons_found(people["chan"].user, operation)
        if str(each.key) == person
    )
    (work,) = seam.work_of(people["chan"].user, operation)
    assert (line.wristband, line.language, line.age_band) == ("A-1", "", "15_17")
    assert line.needs == ["medicine"]
    assert set(Conflict.objects.filter(is_open=True).values_list("slot", flat=True)) == {
        f"person:{person}:language",
        "wristband:A-1",
    }
    assert [(each.code, each.answer) for each in work.answers] == [("g_exits", "2")]
    assert work.conflicts == 2


def test_a_person_of_another_operation_is_not_taken_over(phone, started, people, noon, place):
    made = phone()
    person = made.person("A-1")["open"]["person"]
    made.sync()
    other = started(by="vibol")
    made.person("A-2", person=person)
    made.made[-1] |= {"operation": str(other.pk), "site": None}

    found = made.sync()

    assert faults(found) == [(2, Fault.NOT_YOURS)]
    assert PersonFound.objects.get().operation == made.operation


def test_a_device_of_somebody_else_does_not_exist(phone, people, noon):
    from ponleu.response.field.services import registering, syncing

    made = phone()
    vibol = people["vibol"].user

    with pytest.raises(NotFound):
        syncing.sync(vibol, made.key, noon, [], at=noon)
    with pytest.raises(NotFound):
        registering.register(vibol, made.key, "Mine", at=noon)
    assert Device.objects.get().user == people["field"].user


def test_entries_are_never_changed_and_stand_once_in_a_place(phone):
    made = phone()
    made.check("g_exits", 1)
    made.sync()
    entry = Entry.objects.get()

    with pytest.raises(TypeError, match="never changed"):
        entry.save()
    entry.pk, entry._state.adding = uuid4(), True
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save()
