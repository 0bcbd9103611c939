"""Merges and splits as boxes that are emptied into each other: slow, and plain enough to trust."""

from __future__ import annotations

from ponleu.response.cases.rules import Regrouped


def boxes(cases, taken, acts):
    """What lies in which box after the acts, done one after the other on real boxes.

    Every case is a box with its own label in it and the slips of what was taken into it.
    """
    world = {case: ({case}, {key for key, into in taken.items() if into == case}) for case in cases}
    for act in acts:
        labels, slips = world[act.target]
        if act.kind is Regrouped.MERGE:
            its_labels, its_slips = world[act.source]
            world[act.source] = (set(), set())
            world[act.target] = (labels | its_labels, slips | its_slips)
        else:
            for box in world.values():
                box[1].difference_update(act.taken)
            slips.update(act.taken)
    return world


def as_boxes(cases, found):
    """The same of what is worked out by pointers."""
    return {
        case: (
            {key for key, head in found.heads.items() if head == case},
            {key for key, where in found.where.items() if where == case},
        )
        for case in cases
    }
