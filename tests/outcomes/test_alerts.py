"""Alerts: worked out for each reader from what they may see, judged by people, undone."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound, NotPermitted
from ponleu.knowledge.register import name_index
from ponleu.knowledge.register.models import Entry
from ponleu.knowledge.register.rules import (
    DetailSort,
    EntryKind,
    IdentifierSort,
    TieSort,
    Verdict,
)
from ponleu.knowledge.register.services import dated, identity
from ponleu.response.cases.models import Allegation
from ponleu.response.complaints.models import Complaint
from ponleu.response.findings.models import Finding
from ponleu.response.outcomes.models import AlertJudgement
from ponleu.response.outcomes.queries import alerts
from ponleu.response.outcomes.services import judging

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(make_user, country):
    """Who enters ties, numbers and addresses."""
    return make_user(
        "edith", unit=country["KH"], actions=[Action.REGISTER_READ, Action.REGISTER_EDIT]
    )


@pytest.fixture
def closed(started, noted, hotel):
    """An operation whose site was sealed."""
    operation = started()
    noted(operation, "site_sealed")
    return operation


@pytest.fixture
def seen(people):
    """Alerts of somebody by what they arise from: ``seen("dany")``."""

    def read(who):
        return {(row.name.alerted, row.name.key): row for row in alerts.alerts(people[who].user)}

    return read


@pytest.fixture
def tie(editor, later):
    """``tie(holder, TieSort.OWNER, held)``, on somebody's word."""

    def make(holder, sort, held, **more):
        ground = dated.Ground(text="A neighbour says so.", **more)
        return dated.enter_tie(editor, holder, sort, held, ground, at=later(3))

    return make


def test_a_complaint_after_the_inspection_is_an_alert_and_one_before_is_none(
    closed, told, seen, hotel
):
    before, after = told(days=1), told(days=-5)

    found = seen("dany")

    assert set(found) == {("relapse", after)}
    alert = found["relapse", after]
    assert alert.reasons[0].startswith("5 days after the inspection of 22 November 2026")
    assert "Site sealed" in alert.reasons[0]
    assert before not in {key for _kind, key in found}


def test_without_any_outcome_or_measure_nothing_is_a_relapse(started, told, seen):
    started()
    told(days=-5)

    assert seen("dany") == {}


def test_a_withdrawn_or_junk_complaint_is_none(closed, told, seen):
    Complaint.objects.filter(pk=told(days=-5)).update(is_junk=True)
    Complaint.objects.filter(pk=told(days=-6)).update(state="withdrawn")

    assert seen("dany") == {}


def test_what_is_told_of_a_site_judged_the_same_counts(
    closed, told, site, seen, editor, later, hotel
):
    other = site("Paper Lantern Annex")
    key = told(days=-5, entry=other)
    assert seen("dany") == {}

    identity.judge_pair(editor, hotel.pk, other.pk, Verdict.SAME, why="One yard.", at=later(6))

    assert set(seen("dany")) == {("relapse", key)}


def test_allegations_and_findings_that_came_later_say_what_speaks_against(
    closed, told, opened, seen, people, later, hotel
):
    allegation = opened(told(days=-2), entry=hotel)
    Allegation.objects.filter(pk=allegation.pk).update(opened_at=later(3))
    old = Allegation.objects.exclude(pk=allegation.pk).get(entry=hotel)
    common = {
        "unit": allegation.unit,
        "territory": "18",
        "outcome": "substantiated",
        "level": 3,
        "words": "-",
        "author": people["vibol"].user,
        "written_at": later(4),
        "reviewer": people["dany"].user,
        "reviewed_at": later(5),
        "decision": "approved",
    }
    finding = Finding.objects.create(reference="F-x", allegation=old, **common)
    other = {**common, "outcome": "not_substantiated"}
    Finding.objects.create(reference="F-y", allegation=allegation, **other)

    found = seen("dany")

    kinds = {row.name.ground: row for row in found.values()}
    assert set(kinds) == {"complaint", "allegation", "finding"}
    assert kinds["finding"].name.key == finding.pk
    assert any(reason.startswith("Against") for reason in kinds["finding"].reasons)
    assert kinds["allegation"].name.key == allegation.pk


@pytest.mark.parametrize("who", ["north", "clinic", "audit", "keep"])
def test_others_see_no_alert(who, closed, told, seen):
    told(days=-5)

    assert seen(who) == {}


def test_who_is_kept_from_a_complaint_learns_nothing_of_it_nor_of_the_operation(
    closed, told, seen, people, keep_from
):
    key = told(days=-5)
    keep_from(key, people["dany"].user)

    assert seen("dany") == {}
    assert set(seen("vibol")) == {("relapse", key)}


def test_who_may_not_read_complaints_sees_no_alert_that_rests_on_one(closed, told, seen):
    told(days=-5)

    assert seen("lida") == {}


def test_one_owner_of_a_closed_site_and_a_new_one_is_an_alert(
    closed, site, party, tie, seen, later, hotel
):
    owner, new, old = party("Chan Realty"), site("Blue Gate House"), site("Old Mill")
    Entry.objects.filter(pk=new.pk).update(entered_at=later(10))
    Entry.objects.filter(pk=old.pk).update(entered_at=later(-90))
    tie(owner, TieSort.OWNER, hotel)
    tie(owner, TieSort.OPERATOR, new)
    tie(owner, TieSort.OWNER, old)

    found = seen("dany")

    assert set(found) == {("new_name", new.pk)}
    alert = found["new_name", new.pk]
    assert alert.other == "Blue Gate House"
    assert "Chan Realty" in alert.reasons[0]


def test_an_old_site_that_its_owner_took_on_after_the_closure_is_an_alert(
    closed, site, party, tie, seen, later, hotel
):
    owner, old = party("Chan Realty"), site("Old Mill")
    Entry.objects.filter(pk=old.pk).update(entered_at=later(-90))
    tie(owner, TieSort.OWNER, hotel)
    tie(owner, TieSort.OPERATOR, old, since="2026-12-01")

    assert set(seen("dany")) == {("new_name", old.pk)}


def test_one_landlord_is_told_beside_another_reason_and_is_none_by_itself(
    closed, site, party, tie, seen, later, hotel
):
    landlord, owner = party("Sou Family Estate"), party("Chan Realty")
    let, run = site("Iron Mirror House"), site("Blue Gate House")
    Entry.objects.filter(pk__in=[let.pk, run.pk]).update(entered_at=later(10))
    tie(owner, TieSort.OWNER, hotel)
    tie(owner, TieSort.OPERATOR, run)
    for entry in (hotel, let, run):
        tie(landlord, TieSort.LANDLORD, entry)

    found = seen("dany")

    assert set(found) == {("new_name", run.pk)}
    assert [
        "Chan" in found["new_name", run.pk].reasons[0],
        len(found["new_name", run.pk].reasons),
    ] == [True, 2]


def test_one_telephone_or_one_address_is_an_alert_and_a_person_never_is(
    closed, site, party, seen, editor, later, hotel
):
    ground = dated.Ground(text="Seen on the gate.")
    phone, street, boss = site("Red Roof"), site("Long House"), party("Sok Boss", EntryKind.PERSON)
    Entry.objects.filter(pk__in=[phone.pk, street.pk, boss.pk]).update(entered_at=later(9))
    for entry in (hotel, phone, boss):
        dated.enter_identifier(
            editor, entry, IdentifierSort.TELEPHONE, "012 345 678", ground, at=later(9)
        )
    for entry, text in ((hotel, "12 Pier Street"), (street, "12 PIER street")):
        dated.enter_detail(editor, entry, DetailSort.ADDRESS, text, ground, at=later(9))

    found = seen("dany")

    assert set(found) == {("new_name", phone.pk), ("new_name", street.pk)}
    assert found["new_name", phone.pk].reasons == ("They share a telephone number.",)


def test_a_name_that_the_engine_finds_like_it_is_an_alert_with_its_reasons(
    closed, site, seen, later
):
    new = site("Paper Lantern Hotels")
    Entry.objects.filter(pk=new.pk).update(entered_at=later(9))
    name_index.bring_up()

    found = seen("dany")

    assert set(found) == {("new_name", new.pk)}
    assert found["new_name", new.pk].reasons


def test_a_site_that_was_not_closed_has_no_successor(
    started, noted, site, party, tie, seen, later, hotel
):
    noted(started(), "no_offence_found")
    owner, new = party("Chan Realty"), site("Blue Gate House")
    Entry.objects.filter(pk=new.pk).update(entered_at=later(10))
    tie(owner, TieSort.OWNER, hotel)
    tie(owner, TieSort.OPERATOR, new)

    assert seen("dany") == {}


def test_what_another_unit_keeps_to_itself_or_is_kept_from_one_is_no_alert(
    closed, site, party, tie, seen, later, hotel, country, told, keep_from, people
):
    owner = party("Chan Realty")
    north, kept = site("Northern Gate", unit=country["KH-12"]), site("Blue Gate House")
    Entry.objects.filter(pk__in=[north.pk, kept.pk]).update(entered_at=later(10))
    for entry in (hotel, north, kept):
        tie(owner, TieSort.OWNER, entry)
    keep_from(told("Dany is paid.", entry=kept), people["dany"].user)

    assert seen("dany") == {}
    assert set(seen("vibol")) == {("new_name", kept.pk)}
    assert set(seen("heng")) == {("new_name", kept.pk), ("new_name", north.pk)}


def test_a_judgement_survives_and_is_undone(closed, told, seen, people, later):
    key = told(days=-5)
    alert = seen("dany")["relapse", key]

    row = judging.judge(people["dany"].user, alert.name, "so", "People again.", at=later(6))

    told(days=-6)
    assert seen("vibol")["relapse", key].judgement == row
    sites = [alert.site.pk]
    assert alerts.relapsed(people["vibol"].user, sites) == set(sites)
    with pytest.raises(ChangedMeanwhile):
        judging.judge(people["vibol"].user, alert.name, "not_so", "No.", at=later(6))
    judging.take_back(people["vibol"].user, row.pk, at=later(7))
    judging.take_back(people["vibol"].user, row.pk, at=later(7))
    assert seen("vibol")["relapse", key].judgement is None
    assert alerts.relapsed(people["vibol"].user, sites) == set()


def test_a_judgement_tells_nothing_to_who_may_not_see_its_ground(closed, told, seen, people, later):
    name = seen_name = None
    key = told(days=-5)
    name = seen("dany")["relapse", key].name
    row = judging.judge(people["dany"].user, name, "so", "People again.", at=later(6))

    for who, seen_name in (("lida", name), ("north", name)):
        assert alerts.relapsed(people[who].user, [name.site]) == set()
        with pytest.raises(NotFound):
            alerts.alert(people[who].user, seen_name)
        with pytest.raises((NotFound, NotPermitted)):
            judging.take_back(people[who].user, row.pk, at=later(7))


@pytest.mark.parametrize(
    ("who", "verdict", "why", "refusal"),
    [
        ("dany", "perhaps", "x", InvalidInput),
        ("dany", "so", " ", InvalidInput),
        ("chan", "so", "x", NotPermitted),
        ("north", "so", "x", NotFound),
    ],
)
def test_what_cannot_be_judged_is_refused(
    who, verdict, why, refusal, closed, told, seen, people, later
):
    key = told(days=-5)
    name = seen("dany")["relapse", key].name

    with pytest.raises(refusal):
        judging.judge(people[who].user, name, verdict, why, at=later(6))

    assert not AlertJudgement.objects.exists()


def test_an_alert_that_is_none_cannot_be_judged(closed, told, seen, people, later):
    key, before = told(days=-5), told(days=1)
    name = seen("dany")["relapse", key].name
    other = alerts.Name(name.site, name.alerted, name.ground, before)

    with pytest.raises(NotFound):
        judging.judge(people["dany"].user, other, "so", "x", at=later(6))


def test_more_alerts_take_no_more_queries(closed, told, people, site, party, tie, later, hotel):
    def queries():
        with CaptureQueriesContext(connection) as taken:
            alerts.alerts(people["dany"].user)
        return len(taken)

    owner, first = party("Chan Realty"), site("Blue Gate House")
    tie(owner, TieSort.OWNER, hotel)
    tie(owner, TieSort.OWNER, first, since="2026-12-02")
    told(days=-5)
    queries()  # names of offences and places are read once
    few = queries()

    for number in range(4):
        told(days=-6 - number)
        tie(owner, TieSort.OWNER, site(f"Gate {number}"), since="2026-12-02")

    queries()  # the index of names takes in what was entered
    assert queries() == few
    assert len(alerts.alerts(people["dany"].user)) == 10
