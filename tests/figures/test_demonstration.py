"""The invented figures: whole, and with what an analyst is to find in them."""

from ponleu.faces.demonstration.load_figures import enter_figures
from ponleu.knowledge.figures import queries
from ponleu.knowledge.figures.rules import ConflictKind


def test_enter_figures_keeps_every_line_and_what_does_not_fit(ana, reader, noon):
    kept = enter_figures([reader, ana], at=noon)

    found = queries.index(ana)
    kinds = {each.conflict.kind for each in found.clashes}
    pairs = {(each.one.value, each.other.value) for each in found.clashes if each.other}
    assert kept == 17
    assert sum(each.figures for each in found.counted) == 17
    assert (389, 517) in pairs
    assert kinds == {
        ConflictKind.LONGER_IS_SMALLER,
        ConflictKind.SAME_PERIOD,
        ConflictKind.PERCENT,
    }


def test_enter_figures_needs_someone_who_may(reader, noon):
    assert enter_figures([reader], at=noon) == 0
