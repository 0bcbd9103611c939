"""How near plans come to the best known, beside peers, in CPU seconds of the process.

    .venv/bin/python -m benchmarks.planning.search --data FOLDER [--sets one,teams,large,long,day]
        [--seeds 5] [--with pyvrp,ortools,vroom] [--only NAME,NAME]

FOLDER holds ``optw/`` and ``pcvrptw/``. Every plan is walked through by the checker. What compiles
the search is done before. Peers beside Ponleu need ``requirements/bench-planning.lock``.
"""

from __future__ import annotations

import argparse
import os
import statistics
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from benchmarks.planning.instances import (
    TUNED_ON,
    Instance,
    collecting,
    orienteering,
    province_day,
)
from ponleu.engines.planning import Problem, Round, breaches, make_ready, plan
from ponleu.faces.cli.plan import cpu_clock

Solver = Callable[[Problem, int, Callable[[], float], float], tuple[Round, ...]]

ONE = ("c101", "c104", "c109", "r101", "r104", "r108", "r110", "rc101", "rc104", "rc108",
       "pr01", "pr03", "pr04", "pr05", "pr09")  # fmt: skip
SEVERAL = ("c109", "r110", "rc108", "pr04", "pr05", "c104", "r108", "rc104", "pr03", "pr09")
LARGE = ("C1_10_2", "RC1_10_1", "RC2_10_3", "R1_10_5", "C2_10_8", "R2_10_6")

NO_SEED = ("ortools", "vroom")


def by_ponleu(
    problem: Problem, seed: int, clock: Callable[[], float], seconds: float
) -> tuple[Round, ...]:
    """As ``ponleu plan`` does."""
    return plan(problem, seed=seed, spent=clock, seconds=seconds).rounds


def asked(name: str, data: Path) -> tuple[float, Iterator[Instance]]:
    """CPU seconds and instances of a set."""
    if name == "one":
        return 1.0, (orienteering(data, key, 1) for key in ONE)
    if name == "teams":
        return 10.0, (orienteering(data, key, m) for key in SEVERAL for m in (2, 3, 4))
    if name == "large":
        return 10.0, (collecting(data, key) for key in LARGE)
    if name == "long":
        return 60.0, (collecting(data, key) for key in LARGE)
    return 5.0, (_day(seed) for seed in range(1, 6))


def _day(seed: int) -> Instance:
    """A province's day; its reference is the value of every site."""
    problem = province_day(seed)
    return Instance(f"day{seed}", problem, sum(site.value for site in problem.sites), False)


def measured(
    instance: Instance, solver: Solver, seeds: Sequence[int], seconds: float
) -> tuple[list[float], list[float]]:
    """Gaps in percent and CPU seconds, one for each seed."""
    problem = instance.problem
    values = {site.key: site.value for site in problem.sites}
    gaps, taken = [], []
    for seed in seeds:
        clock = cpu_clock()
        rounds = solver(problem, seed, clock, seconds)
        taken.append(clock())
        broken = breaches(problem, rounds)
        assert not broken, broken
        visited = {visit.site for one in rounds for visit in one.visits}
        gaps.append(instance.gap(sum(values[key] for key in visited), travelled(problem, rounds)))
    return gaps, taken


def travelled(problem: Problem, rounds: Sequence[Round]) -> int:
    """Ticks of travel of all rounds, reckoned from the problem alone."""
    teams = {team.key: team for team in problem.teams}
    place = {site.key: site.place for site in problem.sites}
    ticks = 0
    for one in rounds:
        team = teams[one.team]
        stops = [team.base, *(place[visit.site] for visit in one.visits)]
        stops += [] if team.end is None else [team.end]
        ticks += sum(int(problem.travel[a, b]) for a, b in pairwise(stops))
    return ticks


def solvers(names: str, kind: str) -> dict[str, Solver]:
    """Ponleu and the peers that can do a set."""
    found: dict[str, Solver] = {"ponleu": by_ponleu}
    wanted = [name for name in names.split(",") if name and kind != "day"]
    if wanted:
        # The peers need more packages than Ponleu does.
        from benchmarks.planning import peers

        known = {"pyvrp": peers.by_pyvrp, "ortools": peers.by_ortools, "vroom": peers.by_vroom}
        if kind in ("large", "long"):
            del known["vroom"]  # it does not weigh travel against prizes
        found |= {name: known[name] for name in wanted if name in known}
    return found


def main() -> None:
    """Print a table for each set, and means for the instances kept apart."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sets", default="one,teams,large,long,day")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--with", dest="peers", default="pyvrp,ortools,vroom")
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    make_ready()
    for kind in args.sets.split(","):
        seconds, instances = asked(kind, args.data)
        means: dict[str, dict[bool, list[float]]] = {}
        print(f"## {kind}: {seconds:g} CPU-s, {args.seeds} seeds; mean gap % [worst] (CPU-s)")
        for instance in instances:
            if args.only and instance.name not in args.only.split(","):
                continue
            tuned = instance.name.split(":")[0] in TUNED_ON
            cells = []
            for name, solver in solvers(args.peers, kind).items():
                seeds = range(1, 2 if name in NO_SEED else args.seeds + 1)
                gaps, taken = measured(instance, solver, seeds, seconds)
                mean = statistics.mean(gaps)
                means.setdefault(name, {}).setdefault(tuned, []).append(mean)
                cells.append(f"{name} {mean:.2f} [{max(gaps):.2f}] ({statistics.mean(taken):.2f})")
            mark = "tuned on" if tuned else "kept apart"
            print(f"{instance.name:10} {mark:10} {' | '.join(cells)}", flush=True)
        for name, parts in means.items():
            told = ", ".join(
                f"{'tuned on' if tuned else 'kept apart'} {statistics.mean(gaps):.3f} "
                f"({len(gaps)} instances)"
                for tuned, gaps in sorted(parts.items())
            )
            print(f"mean {name}: {told}; load {os.getloadavg()[0]:.1f}", flush=True)


if __name__ == "__main__":
    main()
