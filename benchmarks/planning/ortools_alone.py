"""OR-Tools on one problem from standard input: parallel cheapest insertion, guided local search."""

from __future__ import annotations

import json
import sys
import time
from typing import Any

from ortools.constraint_solver import pywrapcp, routing_enums_pb2


def solved(asked: dict[str, Any]) -> list[tuple[int, list[int]]]:
    """Each team's tasks in order; empty if no plan was found in the CPU seconds given."""
    place, service, load = asked["place"], asked["service"], asked["load"]
    travel, last = asked["travel"], asked["last"]
    tasks = len(place) - 1
    manager = pywrapcp.RoutingIndexManager(tasks + 1, asked["teams"], 0)
    routing = pywrapcp.RoutingModel(manager)

    way = [[travel[one][two] for two in place] for one in place]
    lasting = [[ticks + stay for ticks in row] for row, stay in zip(way, service, strict=True)]
    routing.SetArcCostEvaluatorOfAllVehicles(routing.RegisterTransitMatrix(way))
    routing.AddDimension(routing.RegisterTransitMatrix(lasting), last, last, False, "time")
    times = routing.GetDimensionOrDie("time")
    weigh = routing.RegisterUnaryTransitVector(load)
    routing.AddDimension(weigh, 0, asked["capacity"], True, "load")
    for task in range(tasks):
        index = manager.NodeToIndex(task + 1)
        times.CumulVar(index).SetRange(asked["opens"][task], asked["closes"][task])
        routing.AddDisjunction([index], asked["prize"][task])
    begun = time.process_time()
    stop = routing.solver().CustomLimit(lambda: time.process_time() - begun >= asked["seconds"])
    routing.AddSearchMonitor(stop)
    how = pywrapcp.DefaultRoutingSearchParameters()
    how.first_solution_strategy = (
        routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    )
    how.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    how.time_limit.seconds = 100_000
    answer = routing.SolveWithParameters(how)
    found = []
    for team in range(asked["teams"] if answer else 0):
        index, listed = answer.Value(routing.NextVar(routing.Start(team))), []
        while not routing.IsEnd(index):
            listed.append(manager.IndexToNode(index) - 1)
            index = answer.Value(routing.NextVar(index))
        found.append((team, listed))
    return found


if __name__ == "__main__":
    print(json.dumps(solved(json.load(sys.stdin))))
