"""Ordering, naming, signing, starting: who may, what is refused, that nothing stays by half."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction

from ponleu.engines.sealing import NotOpened, open_sealed
from ponleu.foundation.accounts import services as accounts
from ponleu.foundation.core.errors import (
    ChangedMeanwhile,
    InvalidInput,
    NotFound,
    NotPermitted,
)
from ponleu.foundation.journal.models import Entry
from ponleu.response.operations import sealed as envelopes
from ponleu.response.operations.kept_out import entries_kept_from, is_kept_out
from ponleu.response.operations.models import (
    Ask,
    CovertRequest,
    Opening,
    Operation,
    OperationSite,
    OperationTeam,
    Reader,
    SealedOrder,
    SignOff,
    TeamMember,
)
from ponleu.response.operations.queries import listing
from ponleu.response.operations.queries.who_knew import who_knew
from ponleu.response.operations.rules.covert import Covert
from ponleu.response.operations.rules.kinds import Opened, State
from ponleu.response.operations.rules.order import Member, Team
from ponleu.response.operations.services import (
    asking,
    covert,
    naming,
    opening,
    ordering,
    scopes,
    signing,
    starting,
    teaming,
)

HOUR = timedelta(hours=1)


def test_whoever_may_not_order_does_not(people, basic, noon):
    with pytest.raises(NotPermitted):
        ordering.order_one(people["chan"].user, basic, at=noon)

    assert not Operation.objects.exists()


def test_an_order_is_sealed_to_whoever_orders_it_alone(people, basic, noon):
    made = ordering.order_one(people["vibol"].user, basic, at=noon)
    row = SealedOrder.objects.get()
    context = envelopes.order_context(made.operation.pk, 1)

    assert [reader.user for reader in Reader.objects.all()] == [people["vibol"].user]
    assert b"Decision 12" in open_sealed(bytes(row.envelope), people["vibol"].pair, context=context)
    with pytest.raises(NotOpened):
        open_sealed(bytes(row.envelope), people["rith"].pair, context=context)


def test_of_two_who_change_one_version_the_second_is_told(sealed, let_in, people, version, noon):
    operation = sealed()
    let_in(operation, "rith")
    seen = version(operation).number
    for name in ("vibol", "rith"):
        who = people[name]
        change = {"basis": f"Decision of {name}"}
        if name == "vibol":
            ordering.edit(who.user, operation.pk, who.pair, seen, at=noon, **change)
        else:
            with pytest.raises(ChangedMeanwhile):
                ordering.edit(who.user, operation.pk, who.pair, seen, at=noon, **change)

    assert version(operation).order.basis == "Decision of vibol"


def test_a_reader_who_is_let_out_opens_no_newer_version(sealed, let_in, people, version, noon):
    operation = sealed()
    reader = let_in(operation, "rith")
    rith, vibol = people["rith"], people["vibol"]
    assert opening.open_order(rith.user, operation.pk, rith.pair, at=noon).order.sites

    naming.let_out(vibol.user, operation.pk, reader.pk, vibol.pair, at=noon)

    with pytest.raises(NotFound):
        opening.open_order(rith.user, operation.pk, rith.pair, at=noon)
    row = SealedOrder.objects.first()
    context = envelopes.order_context(operation.pk, row.number)
    with pytest.raises(NotOpened):
        open_sealed(bytes(row.envelope), rith.pair, context=context)


def test_nobody_lets_themselves_out(sealed, people, noon):
    operation, vibol = sealed(), people["vibol"]

    with pytest.raises(InvalidInput):
        naming.let_out(vibol.user, operation.pk, operation.readers.get().pk, vibol.pair, at=noon)


def test_who_is_let_in_later_reads_what_was_asked_and_answered(
    sealed, signed, let_in, people, version, noon
):
    operation = sealed()
    vibol, rith = people["vibol"], people["rith"]
    asking.ask(vibol.user, operation.pk, "clinic", "medical", "A car.", vibol.pair, at=noon)
    signed(operation)

    let_in(operation, "rith")

    order = version(operation, "rith").order
    assert scopes.gap_of(operation, order, rith.user, rith.pair, at=noon) is None
    assert [one.words for one in asking.open_asks(rith.user, operation, rith.pair, at=noon)] == [
        "A car."
    ]


def test_whom_a_complaint_about_the_site_names_cannot_be_named(
    sealed, told, hotel, keep_from, people, noon
):
    operation, vibol = sealed(), people["vibol"]
    keep_from(told(), people["rith"].user)
    keep_from(told(), people["pov"].user)
    keep_from(told(), people["clinic"].user)
    key = operation.pk

    with pytest.raises(InvalidInput):
        naming.let_in(vibol.user, key, "rith", vibol.pair, at=noon)
    with pytest.raises(InvalidInput):
        asking.ask(vibol.user, key, "clinic", "medical", "A car.", vibol.pair, at=noon)
    seen = SealedOrder.objects.first().number
    with pytest.raises(InvalidInput):
        signing.ask(vibol.user, key, "pov", "", vibol.pair, seen=seen, at=noon)
    team = Team(0, (Member("Rith", "minutes", user=str(people["rith"].user.pk)),))
    with pytest.raises(InvalidInput):
        teaming.set_team(vibol.user, key, team, vibol.pair, seen=seen, at=noon)
    assert Reader.objects.count() == 1


def test_a_reader_whom_a_later_complaint_names_opens_it_no_more(
    sealed, told, keep_from, people, noon
):
    operation, vibol = sealed(), people["vibol"]
    keep_from(told(), vibol.user)

    with pytest.raises(NotFound):
        opening.open_order(vibol.user, operation.pk, vibol.pair, at=noon)


def test_who_is_kept_from_a_site_is_kept_from_those_judged_the_same(
    told, site, hotel, keep_from, people
):
    same = site("Paper Lantern Annex")
    same.head = hotel
    same.save(update_fields=["head"])
    keep_from(told(), people["rith"].user)

    assert is_kept_out(people["rith"].user, [str(same.pk)])
    assert not is_kept_out(people["vibol"].user, [str(same.pk)])


def test_a_complaint_about_one_of_several_judged_the_same_keeps_from_all_of_them_alone(
    told, site, hotel, keep_from, people
):
    members = [site("Paper Lantern Annex"), site("Lantern House")]
    other = site("Silver Kiln")
    for each in members:
        each.head = hotel
        each.save(update_fields=["head"])
    rith = people["rith"].user
    keep_from(told(entry=members[0]), rith)

    kept = set(entries_kept_from(rith).values_list("pk", flat=True))
    assert kept == {hotel.pk, *(each.pk for each in members)}
    assert other.pk not in kept
    assert not entries_kept_from(people["vibol"].user)


def test_another_key_meanwhile_shuts_the_order_until_a_reader_names_them_again(
    sealed, let_in, people, noon
):
    operation = sealed()
    let_in(operation, "rith")
    rith = people["rith"]
    rith.pair = accounts.begin_key_pair(rith.user, "other words", at=noon)
    with pytest.raises(envelopes.Shut):
        opening.open_order(rith.user, operation.pk, rith.pair, at=noon)

    let_in(operation, "rith")

    assert opening.open_order(rith.user, operation.pk, rith.pair, at=noon).order.sites


def test_who_ordered_or_wrote_it_signs_nothing(sealed, asked, let_in, people, make_user, noon):
    operation = sealed()

    with pytest.raises(signing.OwnOrder):
        asked(operation, of="vibol")
    with pytest.raises(InvalidInput):
        asked(operation, of="rith")  # who has no grant to sign


def test_a_sign_off_is_given_once_and_by_whom_it_was_asked_of(sealed, asked, people, noon):
    row = asked(sealed())
    pov, vibol = people["pov"], people["vibol"]

    with pytest.raises(NotPermitted):
        signing.sign(vibol.user, row.pk, vibol.pair, at=noon)
    signing.sign(pov.user, row.pk, pov.pair, at=noon)
    with pytest.raises(ChangedMeanwhile):
        signing.refuse(pov.user, row.pk, "Too late.", pov.pair, at=noon)


@pytest.mark.parametrize(
    "change",
    [{"persons": ("A",)}, {"phones": True}, {"cameras": False}, {"search": False}],
)
def test_any_change_of_scope_asks_again(change, sealed, signed, people, version, noon):
    operation, vibol = sealed(), people["vibol"]
    signed(operation)
    made = version(operation)
    changed = replace(made.order.scope, **change)
    made = ordering.edit(vibol.user, operation.pk, vibol.pair, made.number, scope=changed, at=noon)

    with pytest.raises(starting.NotSigned):
        starting.start(vibol.user, operation.pk, vibol.pair, seen=made.number, at=noon)

    assert not OperationSite.objects.exists()


def test_a_site_added_after_the_sign_off_asks_again(sealed, signed, site, people, version, noon):
    operation, vibol = sealed(), people["vibol"]
    signed(operation)
    made = version(operation)
    other = site("Blue Gourd Hostel")
    more = (*made.order.sites, replace(made.order.sites[0], entry=str(other.pk), name="B"))
    made = ordering.edit(vibol.user, operation.pk, vibol.pair, made.number, sites=more, at=noon)

    with pytest.raises(starting.NotSigned):
        starting.start(vibol.user, operation.pk, vibol.pair, seen=made.number, at=noon)


def test_it_starts_until_the_sign_off_expires_and_not_after(sealed, signed, people, version, noon):
    operation, vibol = sealed(), people["vibol"]
    signed(operation, hours=2)
    seen = version(operation).number

    with pytest.raises(starting.NotSigned):
        starting.start(vibol.user, operation.pk, vibol.pair, seen=seen, at=noon + 2 * HOUR)
    last = noon + 2 * HOUR - timedelta(seconds=1)
    begun = starting.start(vibol.user, operation.pk, vibol.pair, seen=seen, at=last)

    assert begun.state == State.STARTED


def test_a_narrowed_scope_starts_once_it_is_taken_over(sealed, asked, people, version, site, noon):
    operation, vibol, pov = sealed(), people["vibol"], people["pov"]
    row = asked(operation)
    wide = version(operation).order.scope
    signing.sign(pov.user, row.pk, pov.pair, narrowed=replace(wide, cameras=False), at=noon)
    seen = version(operation).number
    with pytest.raises(starting.NotSigned):
        starting.start(vibol.user, operation.pk, vibol.pair, seen=seen, at=noon)

    signing.take_over(vibol.user, row.pk, vibol.pair, at=noon)

    assert not version(operation).order.scope.cameras
    seen = version(operation).number
    starting.start(vibol.user, operation.pk, vibol.pair, seen=seen, at=noon)


def test_a_prosecutor_allows_no_more_than_was_asked(sealed, asked, people, version, noon):
    operation, pov = sealed(), people["pov"]
    row = asked(operation)
    wide = replace(version(operation).order.scope, phones=True)

    with pytest.raises(InvalidInput):
        signing.sign(pov.user, row.pk, pov.pair, narrowed=wide, at=noon)


def test_a_request_taken_back_unsigned_tells_the_prosecutor_nothing_any_more(
    sealed, asked, people, noon
):
    row = asked(sealed())
    vibol, pov = people["vibol"], people["pov"]

    signing.take_back(vibol.user, row.pk, at=noon)

    with pytest.raises(NotFound):
        scopes.open_asked(pov.user, row.pk, pov.pair, at=noon)
    assert listing.operations(pov.user) == ([], False)


def test_an_ask_taken_back_tells_them_nothing_any_more(sealed, people, noon):
    operation, vibol, clinic = sealed(), people["vibol"], people["clinic"]
    row = asking.ask(vibol.user, operation.pk, "clinic", "medical", "A car.", vibol.pair, at=noon)
    assert len(listing.waiting(clinic.user)) == 1

    asking.take_back(vibol.user, row.pk, at=noon)

    assert listing.waiting(clinic.user) == []
    with pytest.raises(NotFound):
        asking.answer(clinic.user, row.pk, can=True, words="", pair=clinic.pair, at=noon)


def test_nothing_stays_of_a_start_that_breaks(sealed, signed, people, version, noon, monkeypatch):
    operation, vibol = sealed(), people["vibol"]
    signed(operation)
    seen = version(operation).number
    events = Entry.objects.count()
    monkeypatch.setattr(starting.journal, "record", _breaks)

    with pytest.raises(OSError, match="no room"), transaction.atomic():
        starting.start(vibol.user, operation.pk, vibol.pair, seen=seen, at=noon)

    operation.refresh_from_db()
    assert operation.state == State.PLANNED
    for model in (OperationSite, OperationTeam, TeamMember):
        assert not model.objects.exists()
    assert Entry.objects.count() == events


def test_after_the_start_it_is_open_to_teams_and_readers_by_grant(started, people):
    operation = started()

    open_to = {
        name
        for name, who in people.items()
        if Operation.objects.open_to(who.user).filter(pk=operation.pk).exists()
    }

    # chan and rith read operations of the province, field goes along, pov signed it
    assert open_to == {"vibol", "rith", "chan", "pov", "field"}


def test_after_the_start_it_does_not_exist_for_whom_a_complaint_names(
    started, told, keep_from, people
):
    operation = started()
    keep_from(told(), people["rith"].user)

    assert not Operation.objects.visible_to(people["rith"].user).exists()
    assert not OperationSite.objects.visible_to(people["rith"].user).exists()
    assert OperationSite.objects.visible_to(people["chan"].user).count() == 1
    with pytest.raises(NotFound):
        listing.known(people["rith"].user, operation.pk)


def test_who_was_only_asked_learns_of_no_site_after_the_start(
    sealed, signed, people, version, noon
):
    operation, vibol, clinic = sealed(), people["vibol"], people["clinic"]
    asking.ask(vibol.user, operation.pk, "clinic", "medical", "A car.", vibol.pair, at=noon)
    signed(operation)
    seen = version(operation).number
    starting.start(vibol.user, operation.pk, vibol.pair, seen=seen, at=noon)

    assert not OperationSite.objects.visible_to(clinic.user).exists()
    assert not TeamMember.objects.visible_to(clinic.user).exists()
    assert not listing.known(clinic.user, operation.pk).is_open


def test_who_knew_counts_people_before_the_start_and_the_time_of_planning(
    sealed, signed, let_in, people, version, noon
):
    operation, vibol = sealed(at=noon), people["vibol"]
    let_in(operation, "rith")
    for name in ("vibol", "rith", "rith"):
        who = people[name]
        opening.open_order(who.user, operation.pk, who.pair, at=noon + HOUR)
    asking.ask(vibol.user, operation.pk, "clinic", "medical", "A car.", vibol.pair, at=noon)
    clinic = people["clinic"]
    asking.open_asks(clinic.user, operation, clinic.pair, at=noon + HOUR)
    signed(operation, at=noon)
    seen = version(operation).number
    starting.start(vibol.user, operation.pk, vibol.pair, seen=seen, at=noon + 5 * HOUR)
    opening.open_order(people["rith"].user, operation.pk, people["rith"].pair, at=noon + 6 * HOUR)
    operation.refresh_from_db()

    known = who_knew(vibol.user, operation)

    assert (known.before_start, known.asked_only, known.planned_for) == (2, 1, 5 * HOUR)
    rith = next(each for each in known.knew if each.user == people["rith"].user)
    assert (rith.what, rith.times, rith.last_at) == (Opened.ORDER, 3, noon + 6 * HOUR)
    assert who_knew(clinic.user, operation).knew == []


@pytest.mark.parametrize(
    "second",
    [
        {"members": (Member("Field again", "minutes"),), "vehicles": ("2a-0001  PLANTEDCAR",)},
        {"members": "field"},
        {"members": ()},
    ],
)
def test_nobody_and_no_vehicle_is_in_two_teams(second, sealed, people, version, noon):
    operation, vibol = sealed(), people["vibol"]
    if second["members"] == "field":
        second = {"members": (Member("F", "fire", user=str(people["field"].user.pk)),)}

    with pytest.raises(InvalidInput):
        teaming.set_team(
            vibol.user,
            operation.pk,
            Team(0, **second),
            vibol.pair,
            seen=version(operation).number,
            at=noon,
        )


def test_a_covert_technique_is_asked_allowed_and_read_by_two_alone(people, noon):
    vibol, pov = people["vibol"], people["pov"]
    asked = Covert(
        "online", "plantedscope", "1 million riel", "2026-11-23", "2026-12-23", "2026-12-01"
    )
    row = covert.ask(vibol.user, asked, "pov", at=noon)
    with pytest.raises(NotPermitted):
        covert.decide(
            vibol.user, row.pk, is_allowed=True, words="x", court="", pair=vibol.pair, at=noon
        )

    covert.decide(
        pov.user, row.pk, is_allowed=True, words="Yes.", court="No. 7", pair=pov.pair, at=noon
    )

    read = covert.open_requests(vibol.user, vibol.pair, at=noon + timedelta(days=20))
    assert [(one.asked, one.words, one.court, one.is_due) for one in read] == [
        (asked, "Yes.", "No. 7", True)
    ]
    for name in ("rith", "chan", "audit", "keep"):
        assert not CovertRequest.objects.visible_to(people[name].user).exists()
    row.refresh_from_db()
    assert b"plantedscope" not in bytes(row.envelope) + bytes(row.answer)


def test_rows_of_a_sealed_order_are_seen_by_its_readers_alone(sealed, asked, people):
    operation = sealed()
    asked(operation)

    for model in (Reader, SealedOrder, Opening, SignOff, Ask):
        for name in ("rith", "chan", "audit", "keep", "clinic", "field", "north"):
            assert not model.objects.visible_to(people[name].user).exists()


def _breaks(**_said):
    raise OSError("no room")
