"""Pages of the draw: mixed, kept, committed to, revealed, taken over; what others find there."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ponleu.response.operations.models import Draw, DrawPart
from ponleu.response.operations.services import mixing, starting
from tests.complaints.desk_world import HTMX, body

pytestmark = pytest.mark.usefixtures("demonstration", "at_noon")


def address(name, *args):
    return reverse(f"operations:{name}", args=args)


@pytest.fixture
def quick(monkeypatch):
    """Plans are mixed for a moment only."""
    monkeypatch.setattr(mixing, "SECONDS", 0.2)


def test_from_the_share_to_the_route_by_pages_alone(
    quick, drawable, let_in, client, sign_in, version
):
    """Each press once; the route shows chosen and drawn apart."""
    operation = drawable()
    let_in(operation, "rith")
    sign_in("vibol")
    own = address("draw", operation.pk)
    assert "Leave a part to the draw" in body(client.get(own))
    shown = client.post(address("mix", operation.pk), {"percent": "60"})
    text = body(shown)
    assert shown.status_code == 200
    for said in ("67%", "Drawn: team 1, 2", "Worst loss", "tosses of a coin", "never drawn"):
        assert said in text
    assert not Draw.objects.exists()
    kept = client.post(address("keep_mix", operation.pk), {"mixed": shown.context["token"]})
    assert kept.url == own
    for how, name in (
        ("commit", "vibol"),
        ("commit", "rith"),
        ("close", "rith"),
        ("reveal", "rith"),
        ("reveal", "vibol"),
    ):
        sign_in(name)
        assert client.post(address("draw_step", operation.pk, how)).url == own
        assert client.get(own).status_code == 200
    text = body(client.get(own))
    assert "fit together" in text
    seen = {"seen": version(operation).number}
    assert client.post(address("draw_step", operation.pk, "take"), seen).url == own
    text = body(client.get(address("order", operation.pk)))
    assert "Drawn</span> probability 0." in text
    assert "Chosen</span>" in text
    assert "Left to the draw with probability 0." in text
    assert "as version" in body(client.get(own))


def test_the_part_for_htmx_is_the_part_of_the_page(quick, drawable, client, sign_in):
    operation = drawable()
    sign_in("vibol")
    part = client.post(address("mix", operation.pk), {"percent": "60"}, headers=HTMX)
    assert next(each.name for each in part.templates) == "operations/_mix.html"
    refused = client.post(address("mix", operation.pk), {"percent": "9"}, headers=HTMX)
    assert "greater than or equal to 10" in body(refused, 422)


@pytest.mark.parametrize("text", ["", "x", "x" * 2_000_001])
def test_what_is_not_ours_is_not_kept(text, drawable, client, sign_in):
    operation = drawable()
    sign_in("vibol")
    answer = client.post(address("keep_mix", operation.pk), {"mixed": text})
    assert answer.status_code in (400, 422)
    assert not Draw.objects.exists()


@pytest.mark.parametrize("who", ["rith", "chan", "audit", "clinic", "north", "field", "pov"])
def test_for_anybody_else_there_is_no_draw(who, drawable, kept, client, sign_in, people):
    """Page, mixing, keeping, each step, the record: as for an operation that never was."""
    operation = drawable()
    kept(operation)
    sign_in(who)
    for key in (operation.pk, people["vibol"].user.pk):
        assert client.get(address("draw", key)).status_code == 404
        assert client.get(address("draw_record", key)).status_code == 404
        assert client.post(address("mix", key), {"percent": "60"}).status_code == 404
        for how in ("commit", "close", "reveal", "again", "take", "nothing"):
            assert client.post(address("draw_step", key, how)).status_code == 404
    assert not DrawPart.objects.exists()


def test_signed_out_leads_to_the_sign_in_page(drawable, client):
    operation = drawable()
    for name in ("draw", "mix", "keep_mix", "draw_record"):
        assert client.get(address(name, operation.pk)).url.startswith(reverse("account_login"))


def test_with_the_key_shut_nothing_is_shown_and_it_leads_back(drawable, kept, client, sign_in):
    """To the page of the draw, not to an address that only takes what is sent."""
    operation = drawable()
    kept(operation)
    sign_in("vibol", False)
    assert client.get(address("draw", operation.pk)).status_code == 403
    step = address("draw_step", operation.pk, "commit")
    assert client.post(step).status_code == 403
    assert client.get(step).url == address("draw", operation.pk)
    assert not DrawPart.objects.exists()


def test_the_prosecutor_sees_their_part_and_no_site(
    drawable, kept, asked, did, client, sign_in, version
):
    """On the page of the operation a link, behind it a button; nothing of the order."""
    operation = drawable()
    kept(operation)
    asked(operation)
    did("commit", operation)
    sign_in("pov")
    own = address("draw", operation.pk)
    assert own in body(client.get(address("operation", operation.pk)))
    text = body(client.get(own))
    for site in version(operation).order.sites:
        assert site.name not in text
        assert site.entry not in text
    assert "Vibol" not in text
    client.post(address("draw_step", operation.pk, "commit"))
    assert "You have committed" in body(client.get(own))
    did("close", operation)
    assert "Reveal" in body(client.get(own))
    client.post(address("draw_step", operation.pk, "reveal"))
    assert "You have revealed" in body(client.get(own))


def test_after_the_start_others_see_hashes_and_no_name(
    drawn, did, signed, people, version, noon, client, sign_in
):
    """Who may read the operation sees that it was drawn and verified; who committed, readers."""
    operation, who = drawn(), people["vibol"]
    made = did("take_over", operation, seen=version(operation).number)
    signed(operation)
    starting.start(who.user, operation.pk, who.pair, seen=made.number, at=noon)
    starting.end(who.user, operation.pk, at=noon)
    own = address("draw", operation.pk)
    sign_in("chan")
    assert own in body(client.get(address("operation", operation.pk)))
    text = body(client.get(own))
    assert bytes(Draw.objects.get().drawn_digest).hex() in text
    assert "Rith" not in text
    assert client.get(address("draw_record", operation.pk)).status_code == 404
    sign_in("vibol")
    text = body(client.get(own))
    assert "Rith" in text
    record = client.get(address("draw_record", operation.pk))
    assert record["Content-Type"] == "application/zip"
    assert "no-store" in record["Cache-Control"]


def test_the_page_costs_the_same_for_many_rounds_and_people(
    drawable, kept, let_in, did, client, sign_in
):
    operation = drawable()
    kept(operation)
    sign_in("vibol")
    own = address("draw", operation.pk)
    client.get(own)
    costs = []
    for names in (("vibol", "rith"), ("vibol", "rith", "north", "chan")):
        for name in names:
            let_in(operation, name)
            did("commit", operation, name)
        with CaptureQueriesContext(connection) as queries:
            client.get(own)
        costs.append(len(queries))
        did("close", operation)
        did("again", operation)
    assert costs[0] == costs[1]
