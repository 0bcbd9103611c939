"""What each kind of team of a problem can do in its shift, as the proof of a bound needs it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from ponleu.engines.planning.ground import capabilities, ways_to_share
from ponleu.engines.planning.types import Problem, Team
from ponleu.engines.planning.unannounced.proving import Kind, prove
from ponleu.engines.planning.unannounced.routing import text_rounds
from ponleu.engines.planning.unannounced.types import Column, Prove
from ponleu.engines.planning.unannounced.walks import Shift

Ints = NDArray[np.int32]

LONGEST = 600
"""A shift is cut into so many ticks at most; times are rounded down, so a bound stays one."""


def proof_for(problem: Problem) -> Prove:
    """What ``mix`` asks for a bound, on this problem."""

    def proof(
        values: Sequence[float], columns: Sequence[Column], go_on: Callable[[int], bool]
    ) -> tuple[float, int]:
        kinds = kinds_of(problem, columns)
        if kinds is None:
            return 0.0, 0
        found = prove(values, kinds, go_on)
        return found.worst_loss, found.rounds

    return proof


def kinds_of(problem: Problem, columns: Sequence[Column]) -> tuple[Kind, ...] | None:
    """The kinds of teams, with the rounds that they have in columns.

    Bundles, loads and visits by several teams at once are passed over, which allows more: the
    team that leads a joint visit counts as doing it alone.

    Returns: None where a visit takes no time, so that nothing can be proved.
    """
    long = max((team.shift[1] - team.shift[0] for team in problem.teams), default=0)
    coarse = max(1, -(-long // LONGEST))
    if any(site.service < coarse for site in problem.sites):
        return None
    may = _leaders(problem)
    numbers: dict[tuple[object, ...], list[int]] = {}
    for number, team in enumerate(problem.teams):
        same = (team.base, team.end, team.shift, may[number].tobytes())
        numbers.setdefault(same, []).append(number)
    rounds = _rounds_by_team(problem, columns)
    return tuple(
        Kind(
            _shift(problem, problem.teams[alike[0]], may[alike[0]], coarse),
            len(alike),
            tuple(visits for one in alike for visits in rounds[problem.teams[one].key]),
        )
        for alike in numbers.values()
    )


def _leaders(problem: Problem) -> NDArray[np.bool_]:
    """Which team may lead a visit of which site, shape (n_teams, n_sites)."""
    brings = capabilities(problem)
    may = np.zeros((len(problem.teams), len(problem.sites)), dtype=np.bool_)
    for number, site in enumerate(problem.sites):
        for way in ways_to_share(site.needs, brings):
            may[list(way[0]), number] = True
    return may


def _rounds_by_team(problem: Problem, columns: Sequence[Column]) -> dict[str, list[Ints]]:
    """Different rounds of each team, as visits per site, shape (n_sites,)."""
    place = {site.key: number for number, site in enumerate(problem.sites)}
    found: dict[str, dict[bytes, Ints]] = {team.key: {} for team in problem.teams}
    for column in columns:
        for one in text_rounds(column.plan):
            visits = np.zeros(len(place), dtype=np.int32)
            visits[[place[visit.site] for visit in one.visits]] = 1
            found[one.team][visits.tobytes()] = visits
    return {team: list(rounds.values()) for team, rounds in found.items()}


def _shift(problem: Problem, team: Team, may: NDArray[np.bool_], coarse: int) -> Shift:
    places = [site.place for site in problem.sites]
    begin, end = team.shift
    most = max((len(site.windows) for site in problem.sites), default=0) or 1
    opens = np.zeros((len(places), most), dtype=np.int32)
    closes = np.full((len(places), most), -1, dtype=np.int32)
    for number, site in enumerate(problem.sites):
        for window, (first, last) in enumerate(site.windows or ((begin, end),)):
            opens[number, window] = max(0, (first - begin) // coarse)
            closes[number, window] = (last - begin) // coarse
    travel = (problem.travel // coarse).astype(np.int32)
    back = np.zeros(len(places)) if team.end is None else travel[places, team.end]
    return Shift(
        length=(end - begin) // coarse,
        out=travel[team.base, places],
        back=np.asarray(back, dtype=np.int32),
        between=np.ascontiguousarray(travel[np.ix_(places, places)]),
        service=np.array([site.service // coarse for site in problem.sites], dtype=np.int32),
        opens=opens,
        closes=closes,
        may=may,
    )
