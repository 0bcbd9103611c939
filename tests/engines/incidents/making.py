"""Tellings to try incidents with, and the slow way to group them."""

from datetime import date
from fractions import Fraction
from itertools import combinations

from hypothesis import strategies as st

from ponleu.engines.incidents import Count, Days, Names, Telling
from ponleu.engines.incidents.evidence import weight_millibits

NAMES = Names({("Green Gate", "Green Gates"): 0.9, ("Green Gate", "Gate Green"): 0.5})


def on(day, month=8, year=2023):
    return Days(date(year, month, day), date(year, month, day))


def make_telling(key="a", **given):
    return Telling(key, given.pop("document", f"{key}.txt"), **given)


def found(number, nationality=""):
    return Count("found", number, number, nationality)


def grouped_slowly(tellings, names):
    """Average linkage as the book has it: every pair of groups is weighed anew each time."""
    by_key = {telling.key: telling for telling in tellings}
    groups = [(key,) for key in sorted(by_key)]
    while True:
        best = None
        for here, there in combinations(sorted(groups), 2):
            weights = [
                weight_millibits(by_key[a], by_key[b], names) for a in here for b in there
            ]  # fmt: skip
            if None in weights:
                continue
            rank = (-Fraction(sum(weights), len(weights)), here[0], there[0])
            if rank[0] < 0 and (best is None or rank < best[0]):
                best = rank, here, there
        if best is None:
            return sorted(groups)
        groups = [group for group in groups if group not in best[1:]]
        groups.append(tuple(sorted(best[1] + best[2])))


def _days():
    days = st.integers(1, 31).map(lambda day: on(day, month=8))
    loose = st.integers(1, 20).map(lambda day: Days(date(2023, 8, day), date(2023, 8, day + 9)))
    year = st.just(Days(date(2022, 1, 1), date(2023, 12, 31), is_span=True))
    return st.one_of(st.none(), days, loose, year)


def _some(values, most=2):
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


def telling_lists(most=9):
    one = st.builds(
        make_telling,
        days=_days(),
        places=_some(["18", "1806", "180603", "180604", "2008"], 1),
        sites=_some(["Green Gate", "Green Gates", "Gate Green", "Lotus Hall"]),
        counts=_some([found(11), found(11, "Thai"), found(14), Count("dead", 1, 1)]),
        nationalities=_some(["Thai", "Chinese"]).map(frozenset),
        people=_some(["Sok Dara", "Chea Borey"], 1),
        kinds=_some(["raid", "escape"]).map(frozenset),
        source=st.sampled_from(["", "", "agency"]),
        apart=st.sampled_from([frozenset(), frozenset(), frozenset({"k0", "k2"})]),
    )
    return st.lists(one, min_size=1, max_size=most).map(_keyed)


def _keyed(tellings):
    return [
        Telling(f"k{number}", f"{number}.txt", t.days, t.places, t.sites, t.counts,
                t.nationalities, t.people, t.kinds, t.source, t.apart)
        for number, t in enumerate(tellings)
    ]  # fmt: skip
