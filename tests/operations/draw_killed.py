"""Begins, commits to and reveals draws in processes that are killed; run by ``test_kill.py``.

Prints as JSON how much was acknowledged, and what is wrong with what is kept.
"""

from __future__ import annotations

import json
import os
import random
import sys

import django

django.setup()

from ponleu.engines.planning.unannounced import Revealed, is_kept, mix_digest  # noqa: E402
from ponleu.foundation.journal.models import Entry  # noqa: E402
from ponleu.foundation.journal.verification import verify  # noqa: E402
from ponleu.response.operations.models import Draw, DrawPart, DrawReveal  # noqa: E402
from ponleu.response.operations.rules.order import Order  # noqa: E402
from ponleu.response.operations.services import drawing, mixing, naming, ordering  # noqa: E402
from tests.operations.draw_world import sites_of, teams_of  # noqa: E402
from tests.operations.killed import AT, one_kill, prepare  # noqa: E402


def an_order(people, entry):
    """Its key: an order of two readers, with mixed plans to draw from."""
    (vibol, pair), (pov, _other) = people
    key = ordering.order_one(vibol, Order(decided_by="D", basis="B"), at=AT).operation.pk
    parts = {"sites": sites_of([entry]), "teams": teams_of(1)}
    ordering.edit(vibol, key, pair, 1, at=AT, **parts)
    naming.let_in(vibol, key, pov.username, pair, at=AT)
    mixed = mixing.propose(vibol, key, pair, share=1.0, seed=1, seconds=0.1, at=AT)
    mixing.keep(vibol, key, mixed.as_token(vibol), pair, at=AT)
    return key


def work_until_killed(out, people, key):
    """Round after round, of which the second never reveals; each step is acknowledged."""
    (vibol, pair), (pov, other) = people
    while True:
        number = mixing.again(vibol, key, pair, at=AT).number
        for what, act in (
            ("begun", lambda: None),
            ("committed", lambda: drawing.commit(vibol, key, pair, at=AT)),
            ("joined", lambda: drawing.commit(pov, key, other, at=AT)),
            ("closed", lambda: drawing.close(vibol, key, at=AT)),
            ("revealed", lambda: drawing.reveal(vibol, key, pair, at=AT)),
        ):
            act()
            os.write(out, f"{number} {what}\n".encode())


def faults(acknowledged, people):
    """What is missing, half kept, or not as it was committed to."""
    pair = people[0][1]
    rows = {draw.number: draw for draw in Draw.objects.all()}
    wrong = [] if set(rows) == set(range(1, len(rows) + 1)) else ["a round is missing"]
    for number, what in acknowledged:
        draw = rows.get(int(number))
        least = {"begun": (0, 0), "committed": (1, 0), "joined": (2, 0), "closed": (2, 0)}
        parts, reveals = least.get(what, (2, 1))
        if (
            draw is None
            or draw.parts.count() < parts
            or DrawReveal.objects.filter(part__draw=draw).count() < reveals
            or (what in ("closed", "revealed") and draw.closed_at is None)
        ):
            wrong.append(f"round {number} lost what was {what}")
    for draw in rows.values():
        if mix_digest(mixing.opened_mix(draw, pair).content) != bytes(draw.digest):
            wrong.append(f"round {draw.number} has other plans")
    for one in DrawReveal.objects.select_related("part__draw"):
        kept = Revealed(bytes(one.part.commitment), bytes(one.seed))
        if one.part.draw.closed_at is None or not is_kept(bytes(one.part.draw.digest), kept):
            wrong.append(f"a number of round {one.part.draw.number} is not as committed to")
    return wrong + journal_faults()


def journal_faults():
    """Rows without their line in the journal, or lines without their row."""
    counted = {
        "begun": Draw.objects.count(),
        "committed": DrawPart.objects.count(),
        "closed": Draw.objects.exclude(closed_at=None).count(),
        "revealed": DrawReveal.objects.count(),
    }
    wrong = [
        f"{what} and the journal differ"
        for what, number in counted.items()
        if Entry.objects.filter(action=f"operation.draw_{what}").count() != number
    ]
    return wrong + (["the journal is broken"] if verify().problems else [])


if __name__ == "__main__":
    (people, entry), chance = prepare(), random.Random(7)  # when to kill, no secret
    key = an_order(people, entry)
    acknowledged = [
        one
        for nth in range(int(sys.argv[1]))
        for one in one_kill(chance, lambda out: work_until_killed(out, people, key), steps=nth % 6)
    ]
    found = {
        "acknowledged": len(acknowledged),
        "revealed": sum(what == "revealed" for _number, what in acknowledged),
    }
    json.dump({**found, "faults": faults(acknowledged, people)}, sys.stdout)
