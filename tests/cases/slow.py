"""Grouping as its definition says it, pair by pair: slow, and plain enough to trust."""

from __future__ import annotations


def near_pairs(reports, gap):
    """All pairs about one entry that came at most ``gap`` apart."""
    return [
        (one, other)
        for one in reports
        for other in reports
        if one is not other and one.about == other.about and abs(one.at - other.at) <= gap
    ]


def groups_without_judgements(reports, gap):
    """What is connected by near pairs, as sets of keys with their entry."""
    pairs = near_pairs(reports, gap)
    label = {report: number for number, report in enumerate(reports)}
    changed = True
    while changed:
        changed = False
        for one, other in pairs:
            least = min(label[one], label[other])
            if label[one] != least or label[other] != least:
                label[one] = label[other] = least
                changed = True
    return {
        frozenset((each.about, each.key) for each in reports if label[each] == number)
        for number in set(label.values())
    }
