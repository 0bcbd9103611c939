"""Opening incidents, taking in and out, keeping apart, and what a hidden document may not tell."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError

from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.journal.models import Entry as JournalRow
from ponleu.response.incidents.models import Incident, KeptApart, Member, Proposed
from ponleu.response.incidents.queries import incidents as queries
from ponleu.response.incidents.queries import proposals
from ponleu.response.incidents.rules import Verdict
from ponleu.response.incidents.services import incidents, keeping_apart, looking

pytestmark = pytest.mark.django_db


def keys(*tellings):
    return [each.pk for each in tellings]


def waiting(person):
    return [{told.telling.pk for told in each.rows} for each in proposals.proposals(person)]


def actions():
    return list(JournalRow.objects.order_by("sequence").values_list("action", flat=True))


def test_proposals_join_two_reports_of_one_raid_and_no_other(plant, people):
    one, other = plant(11), plant(14)
    plant(40, site="Stone Lantern Guesthouse", day=date(2022, 3, 2))

    assert waiting(people["ana"]) == [{one.pk, other.pk}]


def test_proposals_say_why_and_put_it_in_words(plant, people):
    plant(11)
    plant(14)

    group = proposals.proposals(people["ana"])[0]

    said = [reason.text for reason in group.reasons]
    assert "both name the site: “Amber Field Hotel”, “Amber Field Hotel”" in said
    assert "same day (2023-08-16)" in said
    assert "other numbers: 11, 14" in said
    assert 0.9 < group.score < 1


def test_proposals_are_made_of_what_the_reader_may_see(plant, people):
    plant(11)
    plant(14, unit="17")

    assert len(waiting(people["mona"])) == 1
    assert waiting(people["ana"]) == []
    assert waiting(people["north"]) == []


def test_proposals_do_not_join_what_only_a_hidden_document_joins(plant, people):
    one, other = plant(14, site="Amber Field Hotel"), plant(40, site="Golden Crown Tower")
    both = plant(14, site="Amber Field Hotel", also=["Golden Crown Tower"], unit="17")

    assert waiting(people["mona"]) == [{one.pk, other.pk, both.pk}]
    assert waiting(people["ana"]) == []


def test_open_incident_keeps_who_why_and_what_the_engine_said(plant, people, noon):
    one, other = plant(11), plant(14)

    made = incidents.open_incident(people["ana"], keys(one, other), why=" one  raid ", at=noon)

    assert made.reference.startswith("N-2026-")
    rows = Member.objects.filter(incident=made)
    assert {row.why for row in rows} == {"one raid"}
    assert all(row.score > 0.9 and row.reasons[0]["feature"] == "site" for row in rows)
    assert actions()[-1] == "incident.opened"
    assert waiting(people["ana"]) == []


def test_open_incident_refuses_one_document_and_two_passages_of_one(plant, people, noon):
    one = plant(11)

    with pytest.raises(InvalidInput, match="at least two"):
        incidents.open_incident(people["ana"], keys(one), at=noon)

    assert not Incident.objects.exists()


def test_open_incident_refuses_whoever_may_only_read(plant, people, noon):
    one, other = plant(11), plant(14)

    with pytest.raises(NotPermitted):
        incidents.open_incident(people["rita"], keys(one, other), at=noon)


def test_open_incident_hides_another_provinces_document(plant, people, noon):
    one, other = plant(11), plant(14, unit="17")

    with pytest.raises(NotFound):
        incidents.open_incident(people["ana"], keys(one, other), at=noon)


def test_open_incident_lets_only_one_of_two_colleagues(plant, people, noon):
    one, other = plant(11), plant(14)
    incidents.open_incident(people["ana"], keys(one, other), at=noon)

    with pytest.raises(ChangedMeanwhile):
        incidents.open_incident(people["bora"], keys(one, other), at=noon)

    assert Incident.objects.count() == 1


def test_take_in_is_offered_and_undone(plant, people, noon):
    one, other = plant(11), plant(14)
    made = incidents.open_incident(people["ana"], keys(one, other), at=noon)
    third = plant(14)
    assert [each.telling for each in queries.page_of(people["ana"], made).offers] == [third]

    member = incidents.take_in(people["ana"], made.pk, third.pk, at=noon)
    again = incidents.take_in(people["ana"], made.pk, third.pk, at=noon)

    assert again == member
    assert queries.page_of(people["ana"], made).offers == ()
    incidents.take_out(people["ana"], made.pk, member.pk, at=noon)
    found = queries.page_of(people["ana"], made)
    assert [each.telling for each in found.offers] == [third]
    assert [each.telling for each in found.taken_out] == [third]
    assert actions()[-2:] == ["incident.taken_in", "incident.taken_out"]


def test_take_in_refuses_what_stands_in_another(plant, people, noon, opened):
    made, _tellings = opened
    pair = [plant(9, site="Stone Lantern", day=date(2022, 3, 2)) for _ in range(2)]
    incidents.open_incident(people["ana"], keys(*pair), at=noon)

    with pytest.raises(ChangedMeanwhile, match="another incident"):
        incidents.take_in(people["ana"], made.pk, pair[0].pk, at=noon)


def test_a_telling_stands_in_one_incident_by_constraint(opened):
    made, tellings = opened
    with pytest.raises(IntegrityError):
        Member.objects.create(
            incident=made, telling=tellings[0], by=made.opened_by, at=made.opened_at
        )


def test_see_is_there_only_for_whoever_may_see_a_document(opened, people, noon):
    made, _tellings = opened

    assert incidents.see(people["rita"], made.pk, at=noon) == made
    with pytest.raises(NotFound):
        incidents.see(people["north"], made.pk, at=noon)
    assert actions()[-1] == "incident.read"


def test_page_of_shows_only_members_and_titles_of_visible_documents(plant, people, noon):
    mine, theirs = plant(11), plant(14, unit="17", site="Amber Field Hotel Annex")
    made = incidents.open_incident(people["mona"], keys(mine, theirs), at=noon)

    found = queries.page_of(people["ana"], made)

    assert [told.telling for told in found.rows] == [mine]
    assert found.title.site == "Amber Field Hotel"
    assert found.contradictions == ()
    assert [row.documents for row in queries.incidents(people["ana"]).rows] == [1]


def test_keep_apart_is_not_asked_again_after_a_new_reading_and_can_be_undone(plant, people, noon):
    one, other = plant(11), plant(14)
    kept = keeping_apart.keep_apart(
        people["ana"], keys(one, other), Verdict.DIFFERENT, why="two buildings", at=noon
    )
    assert waiting(people["ana"]) == []

    third = plant(14)

    assert all({one.pk, other.pk} - each for each in waiting(people["ana"]))
    assert any(third.pk in each for each in waiting(people["ana"]))
    keeping_apart.undo(people["bora"], kept.pk, at=noon)
    assert waiting(people["ana"]) == [{one.pk, other.pk, third.pk}]
    assert actions()[-2:] == ["incident.different", "incident.apart_undone"]


def test_keep_apart_takes_one_out_of_a_proposal(plant, people, noon):
    one, other, third = plant(14), plant(14), plant(11)

    keeping_apart.keep_apart(
        people["ana"], keys(one, other, third), Verdict.UNSURE, one=third.pk, at=noon
    )

    assert waiting(people["ana"]) == [{one.pk, other.pk}]


def test_keep_apart_refuses_what_a_colleague_joined(opened, people, noon):
    _made, tellings = opened

    with pytest.raises(ChangedMeanwhile, match="Take one out"):
        keeping_apart.keep_apart(people["bora"], keys(*tellings), Verdict.DIFFERENT, at=noon)


def test_not_this_takes_out_is_not_offered_and_undo_restores(opened, people, noon):
    made, tellings = opened

    kept = keeping_apart.not_this(
        people["ana"], made.pk, tellings[0].pk, Verdict.DIFFERENT, at=noon
    )

    found = queries.page_of(people["ana"], made)
    assert {told.telling for told in found.rows} == set(tellings[1:])
    assert found.offers == ()
    with pytest.raises(ChangedMeanwhile, match="Undo that first"):
        incidents.take_in(people["ana"], made.pk, tellings[0].pk, at=noon)
    keeping_apart.undo(people["ana"], kept.pk, at=noon)
    assert len(queries.page_of(people["ana"], made).rows) == 3


def test_undo_is_not_there_for_whoever_sees_one_side_only(plant, people, noon):
    one, other = plant(11), plant(14, unit="17")
    kept = keeping_apart.keep_apart(people["mona"], keys(one, other), Verdict.DIFFERENT, at=noon)

    assert not KeptApart.objects.visible_to(people["ana"]).exists()
    with pytest.raises(NotFound):
        keeping_apart.undo(people["ana"], kept.pk, at=noon)


def test_judgements_survive_a_re_reading_that_tells_nothing(opened, people, noon):
    made, tellings = opened

    looking.take(tellings[0].source, [], at=noon)

    tellings[0].refresh_from_db()
    assert tellings[0].gone_at == noon
    rows = queries.page_of(people["ana"], made).rows
    assert {told.telling for told in rows} == set(tellings)


def test_a_re_reading_that_tells_nothing_forgets_what_nobody_judged(plant, people, noon):
    one, _other = plant(11), plant(14)

    looking.take(one.source, [], at=noon)

    assert waiting(people["ana"]) == []
    assert not Proposed.objects.exists()


def test_incidents_are_filtered_by_what_happened_and_where(opened, people):
    made, _tellings = opened

    assert [each.incident for each in queries.incidents(people["ana"], kind="raid").rows] == [made]
    assert queries.incidents(people["ana"], kind="death").rows == ()
    assert len(queries.incidents(people["ana"], province="18").rows) == 1
    assert queries.incidents(people["ana"], province="17").rows == ()
