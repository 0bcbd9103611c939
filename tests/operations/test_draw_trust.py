"""Whom a draw trusts: nobody. Forged rows, other people, other keys; what comes after the start."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction

from ponleu.engines.planning.unannounced.documents import NotReadable
from ponleu.faces.cli import main as cli
from ponleu.foundation.core.errors import ChangedMeanwhile, NotFound, NotPermitted
from ponleu.response.operations import sealed as envelopes
from ponleu.response.operations.models import Draw, DrawPart, DrawReveal, OperationSite
from ponleu.response.operations.queries import draws
from ponleu.response.operations.queries.drawn import drawn_sites
from ponleu.response.operations.rules.order import Route
from ponleu.response.operations.sealed import Shut
from ponleu.response.operations.services import (
    draw_record,
    drawing,
    mixing,
    naming,
    ordering,
    planning,
    starting,
)

pytestmark = pytest.mark.usefixtures("demonstration", "at_noon")
OUTSIDERS = ("rith", "chan", "audit", "keep", "clinic", "north", "field")


@pytest.mark.parametrize("who", OUTSIDERS)
def test_who_is_not_named_finds_no_draw(who, drawable, kept, did, mix):
    """Each step, as if there were no such operation; no row of it in any list."""
    operation = drawable()
    kept(operation)
    steps = ("commit", "close", "reveal", "again")
    for how in steps:
        with pytest.raises(NotFound):
            did(how, operation, who)
    with pytest.raises(NotFound):
        did("take_over", operation, who, seen=1)
    with pytest.raises(NotFound):
        mix(operation, by=who)


def test_nothing_of_a_draw_is_listed_for_others(drawable, kept, did, people):
    operation = drawable()
    kept(operation)
    did("commit", operation)
    for who in OUTSIDERS:
        user = people[who].user
        assert not Draw.objects.visible_to(user).exists()
        assert not DrawPart.objects.visible_to(user).exists()
        assert draws.rounds(user, operation) == []


def test_the_prosecutor_takes_part_and_learns_no_plan(drawable, kept, asked, did, people, version):
    """Their number counts; they see their own part alone, and open no plan."""
    operation = drawable()
    kept(operation)
    with pytest.raises(NotFound):
        did("commit", operation, "pov")
    asked(operation)
    did("commit", operation)
    own = did("commit", operation, "pov")
    user, pair = people["pov"].user, people["pov"].pair
    (seen,) = draws.rounds(user, operation)
    assert (seen.committed, list(seen.parts)) == (2, [own])
    with pytest.raises(Shut):
        mixing.opened_mix(Draw.objects.get(), pair)
    with pytest.raises(NotFound):
        draw_record.show(user, operation.pk, pair, at=own.at)
    did("close", operation)
    did("reveal", operation, "pov")
    did("reveal", operation)
    did("take_over", operation, seen=version(operation).number)
    with pytest.raises(NotFound):
        did("close", operation, "pov")


def test_whom_a_complaint_names_takes_no_part(
    drawable, kept, asked, did, people, keep_from, told, hotel
):
    """Reader and prosecutor alike, from the complaint on: there is no such operation."""
    operation = drawable()
    kept(operation)
    asked(operation)
    complaint = told("The prosecutor owns it.")
    for name in ("vibol", "pov"):
        keep_from(complaint.pk if hasattr(complaint, "pk") else complaint, people[name].user)
        with pytest.raises(NotFound):
            did("commit", operation, name)
    assert not DrawPart.objects.exists()


def test_a_seed_is_sealed_to_its_party_alone(drawable, kept, let_in, did, people):
    """Neither another reader nor another order's key opens it."""
    operation = drawable()
    let_in(operation, "rith")
    kept(operation)
    part = did("commit", operation)
    context = envelopes.seed_context(part.pk)
    said = envelopes.opened_words(bytes(part.envelope), people["vibol"].pair, context)
    assert len(bytes.fromhex(said["seed"])) == 32
    with pytest.raises(Shut):
        envelopes.opened_words(bytes(part.envelope), people["rith"].pair, context)


def test_what_was_committed_and_revealed_is_never_changed(drawn):
    """The database refuses it, whoever asks."""
    operation = drawn()
    for rows, change in (
        (DrawPart.objects.filter(draw__operation=operation), {"commitment": b"x" * 32}),
        (DrawReveal.objects.filter(part__draw__operation=operation), {"seed": b"x" * 32}),
    ):
        with pytest.raises(DatabaseError, match="kept as it was"), transaction.atomic():
            rows.update(**change)
        with pytest.raises(DatabaseError, match="kept as it was"), transaction.atomic():
            rows._raw_delete(rows.db)


def test_a_forged_mix_or_seed_is_not_taken_over(drawn, did, version, people, noon):
    """Another document under the digest, other bytes under a commitment: refused."""
    operation, who = drawn(), people["vibol"]
    draw = Draw.objects.get()
    mixed = mixing.opened_mix(draw, who.pair)
    digest = bytes(draw.digest)
    draw.digest = bytes(32)
    draw.save(update_fields=["digest"])
    with pytest.raises(drawing.NotAsCommitted):
        did("take_over", operation, seen=version(operation).number)
    draw.digest = digest
    draw.save(update_fields=["digest"])
    parts = drawing.parts_of(draw)
    record = drawing.record_of(mixed, parts)
    assert drawing.differences(draw, mixed, record, parts) == ()
    for place in range(0, len(record), 37):
        spoilt = bytearray(record)
        spoilt[place] ^= 1
        assert _found(draw, mixed, bytes(spoilt), parts)
    assert version(operation).order.route == Route()


def _found(draw, mixed, record, parts):
    try:
        return drawing.differences(draw, mixed, record, parts)
    except NotReadable as refusal:
        return (str(refusal),)


@pytest.fixture
def begun(drawn, did, signed, people, version, noon):
    """An operation whose drawn plan was taken over, that was signed and has started."""

    def make():
        operation, who = drawn(), people["vibol"]
        made = did("take_over", operation, seen=version(operation).number)
        signed(operation)
        starting.start(who.user, operation.pk, who.pair, seen=made.number, at=noon)
        return operation

    return make


def test_a_started_site_keeps_whether_it_was_drawn(begun, people, version):
    """With probability and score, for those to whom the operation is open; for nobody else."""
    operation = begun()
    order = version(operation).order
    planned = {stop.entry for stop in order.route.stops}
    rows = {str(row.entry_id): row for row in OperationSite.objects.all()}
    for site in order.sites:
        row = rows[site.entry]
        assert row.chosen == site.chosen
        assert (row.probability, row.score) == (
            (site.probability, site.worth) if site.chosen == "lot" else (None, None)
        )
    found = drawn_sites(people["chan"].user)
    assert {str(each.site.entry_id) for each in found} == {
        site.entry for site in order.sites if site.chosen == "lot"
    }
    assert {str(each.site.entry_id) for each in found} <= planned
    for name in ("clinic", "audit", "north"):
        assert drawn_sites(people[name].user) == []


def test_before_the_start_nothing_is_drawn_for_any_figure(drawn, did, version, people):
    operation = drawn()
    did("take_over", operation, seen=version(operation).number)
    assert drawn_sites(people["vibol"].user) == []


def test_a_drawn_site_that_is_taken_from_the_route_counts_as_drawn_no_longer(
    drawn, did, signed, people, version, noon
):
    """And the page on the draw names it."""
    operation, who = drawn(), people["vibol"]
    made = did("take_over", operation, seen=version(operation).number)
    lot = [site.entry for site in made.order.sites if site.chosen == "lot"]
    stops = tuple(stop for stop in made.order.route.stops if stop.entry != lot[0])
    route = replace(made.order.route, stops=stops)
    made = ordering.edit(who.user, operation.pk, who.pair, made.number, route=route, at=noon)
    shown = draw_record.show(who.user, operation.pk, who.pair, at=noon)
    assert shown.departed == (lot[0],)
    signed(operation)
    starting.start(who.user, operation.pk, who.pair, seen=made.number, at=noon)
    found = OperationSite.objects.filter(chosen="lot")
    assert {str(row.entry_id) for row in found} == set(lot[1:])


def test_another_plan_takes_the_place_of_the_draw(drawn, did, people, version, noon):
    """No site counts as drawn once the engine's plan is taken over."""
    operation, who = drawn(), people["vibol"]
    did("take_over", operation, seen=version(operation).number)
    found = planning.propose(who.user, operation.pk, who.pair, seed=1, seconds=0.1, at=noon)
    seen = version(operation).number
    planning.take_over(who.user, operation.pk, found.as_text(), who.pair, seen=seen, at=noon)
    assert {site.chosen for site in version(operation).order.sites} == {"risk"}


def test_who_was_let_out_reveals_no_more_and_is_named(drawable, kept, let_in, did, people, noon):
    operation, who = drawable(), people["vibol"]
    reader = let_in(operation, "rith")
    kept(operation)
    for name in ("vibol", "rith"):
        did("commit", operation, name)
    did("close", operation)
    naming.let_out(who.user, operation.pk, reader.pk, who.pair, at=noon)
    with pytest.raises(NotFound):
        did("reveal", operation, "rith")
    (found,) = draws.rounds(who.user, operation)
    assert {part.party.username for part in found.missing} == {"vibol", "rith"}
    assert did("again", operation).number == 2


def test_only_who_orders_closes_and_takes_over(drawable, kept, people, let_in, did, make_user):
    """A reader who orders nothing commits and reveals; no more."""
    operation = drawable()
    let_in(operation, "chan")
    kept(operation)
    did("commit", operation)
    did("commit", operation, "chan")
    for how in ("close", "again"):
        with pytest.raises(NotPermitted):
            did(how, operation, "chan")
    did("close", operation)
    assert did("reveal", operation, "chan").seed


def test_the_record_is_given_to_readers_once_it_is_over_and_verifies_alone(
    begun, people, noon, tmp_path
):
    """Ponleu's check and the script that needs no Ponleu say the same."""
    operation, who = begun(), people["vibol"]
    for name in ("pov", "chan", "clinic"):
        with pytest.raises(NotFound):
            draw_record.packed(people[name].user, operation.pk, people[name].pair, at=noon)
    with pytest.raises(ChangedMeanwhile, match="once the operation is over"):
        draw_record.packed(who.user, operation.pk, who.pair, at=noon)
    starting.end(who.user, operation.pk, at=noon)
    content = draw_record.packed(who.user, operation.pk, who.pair, at=noon)
    with zipfile.ZipFile(io.BytesIO(content)) as box:
        box.extractall(tmp_path)
    names = ("mixed.json", "drawn.json", "commitment-1.json", "commitment-2.json")
    files = [str(tmp_path / "draw-1" / name) for name in names]
    script = Path(__file__).resolve().parents[2] / "docs" / "examples" / "verify_draw.py"
    alone = subprocess.run([sys.executable, script, *files], capture_output=True, check=False)
    assert alone.returncode == 0, alone.stdout
    mixed, drawn, *commitments = files
    words = [word for path in commitments for word in ("--commitment", path)]
    assert cli.main(["plan", "verify", mixed, drawn, *words]) == 0
    Path(drawn).write_bytes(Path(drawn).read_bytes().replace(b'"place":', b'"place": '))
    assert cli.main(["plan", "verify", mixed, drawn, *words]) == 1
