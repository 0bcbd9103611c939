"""Read the text of a VRPLIB instance with windows and prizes."""

from __future__ import annotations

import re

import numpy as np

from ponleu.engines.errors import Refusal
from ponleu.engines.planning.types import Problem, Site, Team, Vehicle

TENTHS = 10
_LINE = re.compile(r"^([A-Z_]+)\s*:?\s*(.*)$")


def read_vrplib(text: str) -> Problem | Refusal:
    """A problem whose travel costs what it takes; ticks are tenths, distances are cut off there.

    Every client may be left out at the loss of its prize; without prizes it is refused.
    """
    try:
        heads, sections = _parts(text)
        return _problem(heads, sections)
    except KeyError as missing:
        mend = "write NODE_COORD_, TIME_WINDOW_, PRIZE_SECTION, VEHICLES and CAPACITY"
        return Refusal("a part of the instance is missing", str(missing.args[0]), mend)
    except (ValueError, IndexError):
        return Refusal("a number cannot be read", "the sections", "give numbers, all lines alike")


def _parts(text: str) -> tuple[dict[str, str], dict[str, list[list[float]]]]:
    heads: dict[str, str] = {}
    sections: dict[str, list[list[float]]] = {}
    open_section = ""
    for line in text.splitlines():
        if named := _LINE.match(line.strip()):
            name, rest = named.groups()
            open_section = name if name.endswith("_SECTION") else ""
            if open_section:
                sections[open_section] = []
            else:
                heads[name] = rest
        elif open_section and line.strip():
            sections[open_section].append([float(word) for word in line.split()])
    return heads, sections


def _problem(heads: dict[str, str], sections: dict[str, list[list[float]]]) -> Problem:
    points = np.array(sections["NODE_COORD_SECTION"])[:, 1:3]
    apart = points[:, None, :] - points[None, :, :]
    travel = np.floor(np.sqrt((apart**2).sum(axis=2)) * TENTHS + 1e-7).astype(np.int64)
    windows = np.array(sections["TIME_WINDOW_SECTION"])[:, 1:3] * TENTHS
    prizes = np.array(sections["PRIZE_SECTION"])[:, 1] * TENTHS
    size = len(points)
    loads = np.array(sections.get("DEMAND_SECTION", [[0, 0]] * size))[:, 1]
    service = np.full(size, float(heads.get("SERVICE_TIME", 0)) * TENTHS)
    if "SERVICE_TIME_SECTION" in sections:
        service = np.array(sections["SERVICE_TIME_SECTION"])[:, 1] * TENTHS
    depot = int(sections["DEPOT_SECTION"][0][0]) - 1
    shift = (int(windows[depot, 0]), int(windows[depot, 1]))
    count, capacity = int(heads["VEHICLES"]), int(heads["CAPACITY"])
    return Problem(
        sites=tuple(
            Site(
                key=str(number + 1),
                place=number,
                value=float(prizes[number]),
                service=int(service[number]),
                windows=((int(windows[number, 0]), int(windows[number, 1])),),
                load=int(loads[number]),
            )
            for number in range(size)
            if number != depot
        ),
        teams=tuple(
            Team(str(one + 1), depot, depot, shift, vehicle=str(one + 1)) for one in range(count)
        ),
        travel=travel,
        vehicles=tuple(Vehicle(str(one + 1), capacity=capacity) for one in range(count)),
        travel_cost=1.0,
        ticks=TENTHS,
    )
