"""Does the score hold: drawn visits only, weighted by their probability, seen by whom it may be."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ponleu.response.operations.models import OperationSite
from ponleu.response.operations.services import starting
from ponleu.response.outcomes.queries import score
from ponleu.response.outcomes.rules.kinds import Code
from ponleu.response.outcomes.services import noting
from tests.complaints.desk_world import body

pytestmark = pytest.mark.usefixtures("demonstration", "at_noon")


@pytest.fixture
def lot(site, alleged, ended, noted):
    """A site that was drawn, with what came of it: ``lot(0.5, 8.0, "site_sealed")``."""

    def make(probability, worth, *codes, **said):
        made = OperationSite.objects.count()
        operation = ended(entry=alleged(site(f"Drawn {made}")))
        rows = OperationSite.objects.filter(operation=operation)
        rows.update(chosen="lot", probability=probability, score=worth)
        if codes:
            noted(operation, *codes, **said)
        return operation

    return make


def test_bands_worked_by_hand(lot, people):
    """Worth 8 of 80 is 0.1: twice 1/0.5 found of 1/0.5 + 1/0.25; effective (2 + 4)²/(4 + 16)."""
    lot(0.5, 8.0, "site_sealed")
    lot(0.25, 8.0, "no_offence_found")
    lot(0.5, 40.0, "site_vacated")
    lot(0.5, 40.0, "access_refused")
    lot(0.5, 40.0)
    held = score.held(people["vibol"].user)
    assert (held.drawn, held.waiting, held.unseen) == (5, 1, 1)
    band = next(each for each in held.bands if each.low <= 8 < each.high)
    assert (band.low, band.high) == (4.0, 10.0)
    assert band.band.rate == pytest.approx(1 / 3)
    assert band.band.effective_count == pytest.approx(1.8)
    assert band.band.score == pytest.approx(0.1)
    assert band.band.agrees is None
    last = held.bands[-1].band
    assert (last.count, last.rate) == (1, 0)
    assert held.whole.rate == pytest.approx(2 / 8)
    assert held.chosen.whole == 0


def test_chosen_sites_stand_apart(lot, started, noted, alleged, site, people, noon):
    """They enter no band."""
    lot(0.5, 8.0, "site_sealed")
    operation = started(entry=alleged(site("Chosen")))
    OperationSite.objects.filter(operation=operation).update(planned_at=noon)
    noted(operation, "no_offence_found")
    held = score.held(people["vibol"].user)
    assert (held.chosen.part, held.chosen.whole) == (0, 1)
    assert sum(each.band.count for each in held.bands) == 1


def test_what_is_found_is_what_the_outcomes_say(lot, people):
    """Rescue, arrest, evidence and sealing; nothing else is a find."""
    for code in Code:
        lot(0.5, 8.0, code, arrested=1 if code is Code.SUSPECTS_ARRESTED else None)
    held = score.held(people["vibol"].user)
    assert held.whole.count == 6
    assert held.whole.rate == pytest.approx(4 / 6)


def test_a_draw_that_was_carried_out_stands_on_the_page(
    drawn, did, signed, people, version, noon, later, client, sign_in
):
    """From the mixed plan to the band, with nothing entered by hand but what was found."""
    operation, who = drawn(), people["vibol"]
    made = did("take_over", operation, seen=version(operation).number)
    signed(operation)
    starting.start(who.user, operation.pk, who.pair, seen=made.number, at=noon)
    for row in OperationSite.objects.filter(chosen="lot"):
        noting.note(who.user, row.pk, noting.Came(("site_sealed",)), seen=0, at=later(0.1))
    held = score.held(who.user)
    assert held.drawn == held.whole.count == 2
    assert held.whole.rate == 1
    sign_in("vibol")
    text = body(client.get(reverse("outcomes:score")))
    assert "too few to judge" in text
    assert "100 percent" in text


def test_others_see_no_drawn_visit(lot, people, client, sign_in):
    """Another unit, and who may not see the board."""
    lot(0.5, 8.0, "site_sealed")
    assert score.held(people["north"].user).drawn == 0
    sign_in("north")
    assert "No drawn visit is open to you yet" in body(client.get(reverse("outcomes:score")))
    sign_in("clinic")
    assert client.get(reverse("outcomes:score")).status_code == 403


def test_the_page_costs_the_same_for_many_sites(lot, client, sign_in):
    sign_in("vibol")
    client.get(reverse("outcomes:score"))
    costs = []
    for _ in range(2):
        lot(0.5, 8.0, "site_sealed")
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("outcomes:score"))
        costs.append(len(queries))
    assert costs[0] == costs[1]
