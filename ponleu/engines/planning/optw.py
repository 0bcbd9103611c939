"""Read the text of an orienteering instance with windows (Solomon's and Cordeau's layouts)."""

from __future__ import annotations

import numpy as np

from ponleu.engines.errors import Refusal
from ponleu.engines.planning.types import Problem, Site, Team


def read_optw(text: str, teams: int) -> Problem | Refusal:
    """A problem for some teams that set out together; ticks are tenths, of Cordeau hundredths.

    A line of a site holds number, x, y, service, value, three or more numbers on how often it
    is visited, first and last start. Distances are cut off after one decimal, or two.
    """
    lines = [line.split() for line in text.splitlines() if line.strip()]
    try:
        rows = [[float(word) for word in line] for line in lines[2:]]
    except (ValueError, IndexError):
        return Refusal("it is not an orienteering instance", "line 1", "give numbers only")
    if len(rows) < 2 or len(rows[0]) < 7 or any(len(row) < 7 for row in rows):
        return Refusal("a line has too few numbers", "lines from 3", "see docs/planning-format.md")
    points = np.array([row[1:3] for row in rows])
    scale = 10 if (points == points.round(0)).all() else 100
    apart = points[:, None, :] - points[None, :, :]
    distance = np.sqrt((apart**2).sum(axis=2))
    travel = np.floor(distance * scale + 1e-7).astype(np.int64)
    last = int(rows[0][-1] * scale)
    return Problem(
        sites=tuple(
            Site(
                key=str(int(row[0])),
                place=number,
                value=row[4],
                service=int(row[3] * scale),
                windows=((int(row[-2] * scale), int(row[-1] * scale)),),
            )
            for number, row in enumerate(rows)
            if number > 0
        ),
        teams=tuple(Team(str(number + 1), 0, 0, (0, last)) for number in range(teams)),
        travel=travel,
        ticks=scale,
    )
