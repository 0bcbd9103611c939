"""Instances to measure on: published ones by path, and a province's day of our own by lot."""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ponleu.engines.planning import Problem, read_instance, read_optw, read_vrplib

SKILLS = ("police", "labour", "social", "medical", "interpreter_zh", "cctv", "prosecutor")
TUNED_ON = ("c104", "r108", "rc104", "pr03", "pr09", "R1_10_5", "C2_10_8", "R2_10_6")
"""What the search was set by; every other instance was kept apart."""


@dataclass(frozen=True)
class Instance:
    """A problem with what is known of its best.

    Attributes:
        reference: value of the best known plan, or least cost where travel costs.
        proved: whether the reference is a best known value; else what a published search reached.
    """

    name: str
    problem: Problem
    reference: float
    proved: bool

    @property
    def costs(self) -> bool:
        """Whether less is better: travel and prizes not collected."""
        return self.problem.travel_cost > 0

    def gap(self, value: float, travel: int) -> float:
        """Percent behind the reference; below zero is better than it."""
        if not self.costs:
            return 100 * (self.reference - value) / self.reference
        whole = sum(site.value for site in self.problem.sites)
        return 100 * (whole - value + travel - self.reference) / self.reference


def orienteering(folder: Path, name: str, teams: int) -> Instance:
    """One of ``optw/`` for some teams."""
    problem = read_optw((folder / "optw" / f"{name}.txt").read_text(), teams)
    assert isinstance(problem, Problem), problem
    with (folder / "optw" / "published.csv").open() as table:
        row = next(
            row
            for row in csv.DictReader(table)
            if row["instance"] == name and int(row["teams"]) == teams
        )
    best = row["best_known_m1"]
    return Instance(f"{name}:{teams}", problem, float(best or row["published_best"]), bool(best))


def collecting(folder: Path, name: str) -> Instance:
    """One of ``pcvrptw/``; the reference is the cost of the routes shipped with it."""
    problem = read_vrplib((folder / "pcvrptw" / f"{name}.vrp").read_text())
    assert isinstance(problem, Problem), problem
    cost = (folder / "pcvrptw" / f"{name}.sol").read_text().split()[-1]
    return Instance(name, problem, float(cost), True)


def province_document(seed: int, sites: int = 60, teams: int = 12) -> dict[str, Any]:
    """A day of a province: three bundles, joint visits, two shifts, windows, two tiers."""
    lot = random.Random(seed)
    towns = [(10.6 + lot.random(), 103.0 + lot.random()) for _town in range(6)]
    places = [
        {"id": f"p{number}", "lat": at[0] + lot.gauss(0, 0.08), "lon": at[1] + lot.gauss(0, 0.08)}
        for number in range(sites)
        for at in [lot.choice(towns)]
    ]
    places += [{"id": f"b{n}", "lat": at[0], "lon": at[1]} for n, at in enumerate(towns)]
    listed: list[dict[str, Any]] = []
    for number in range(sites):
        needs = lot.sample(SKILLS, lot.choice((1, 1, 1, 2, 2, 3)))
        opens = lot.choice((360, 480, 600, 780))
        site: dict[str, Any] = {
            "id": f"s{number}",
            "place": f"p{number}",
            "value": lot.randint(1, 40),
            "tier": 1 if lot.random() < 0.15 else 2,
            "service_min": lot.choice((45, 60, 90, 120)),
            "needs": sorted(needs),
            "load": lot.randint(0, 3),
        }
        if lot.random() < 0.6:
            site["windows_min"] = [[opens, opens + lot.choice((120, 240, 420))]]
        if lot.random() < 0.1:
            site["windows_min"] = [[420, 540], [900, 1080]]
        listed.append(site)
    crews = [
        {
            "id": f"t{number}",
            "base": f"b{number % len(towns)}",
            "shift_min": [360, 900] if number % 3 else [600, 1140],
            "skills": sorted({*lot.sample(SKILLS, 3), SKILLS[number % len(SKILLS)]}),
            "vehicle": f"v{number}",
        }
        for number in range(teams)
    ]
    linked = lot.sample(range(sites), 7)
    return {
        "places": places,
        "travel": {"speed_kmh": 40, "detour_factor": 1.35},
        "sites": listed,
        "teams": crews,
        "vehicles": [
            {"id": f"v{n}", "kind": "ambulance" if n % 4 == 0 else "car", "capacity": 9}
            for n in range(teams)
        ],
        "bundles": [
            {"id": "x", "sites": [f"s{n}" for n in linked[:2]], "within_min": 10},
            {"id": "y", "sites": [f"s{n}" for n in linked[2:4]], "within_min": 15},
            {"id": "z", "sites": [f"s{n}" for n in linked[4:]], "within_min": 20},
        ],
    }


def province_day(seed: int) -> Problem:
    """The same, read."""
    problem = read_instance(province_document(seed))
    assert isinstance(problem, Problem), problem
    return problem
