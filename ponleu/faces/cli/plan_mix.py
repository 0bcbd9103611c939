"""``ponleu plan mix``: a share of capacity is drawn, not chosen; which plans, and how likely."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from ponleu.engines.errors import EngineError, Refusal
from ponleu.engines.planning import Plan, Problem, faults, make_ready, plan
from ponleu.engines.planning.checker import breaches
from ponleu.engines.planning.types import Round
from ponleu.engines.planning.unannounced import documents, walks
from ponleu.engines.planning.unannounced.dividing import (
    chosen_part,
    drawn_part,
    reserve_of,
    urgent_left,
)
from ponleu.engines.planning.unannounced.mixing import mix
from ponleu.engines.planning.unannounced.reserve import Reserve
from ponleu.engines.planning.unannounced.routing import RoundPlanner, text_rounds
from ponleu.engines.planning.unannounced.shifts import proof_for
from ponleu.engines.planning.unannounced.types import Effort, MixedPlan, Terms
from ponleu.faces.cli.plan import cpu_clock, opened, told
from ponleu.faces.cli.plan_files import FileRefused

DONE, REFUSED = 0, 1
CHOOSING, GUARDING, PROVING = 0.1, 0.45, 0.68
"""Shares of the time at which the chosen part, the search against the worst, and the proof end."""
ITERATIONS = 200
"""Of ruin and recreate for each plan of the drawn part."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("instance", metavar="INSTANCE", help="as of ponleu plan")
    parser.add_argument(
        "--teams", type=int, default=1, metavar="M", help="of an orienteering instance"
    )
    parser.add_argument(
        "--reserve", type=_share, required=True, metavar="R", help="share that is drawn, 0 to 1"
    )
    parser.add_argument(
        "--seconds", type=_seconds, default=60.0, metavar="S", help="CPU seconds, 60 unless told"
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    parser.add_argument(
        "--bits", type=float, default=8.0, metavar="B", help="entropy asked for, 8 unless told"
    )
    parser.add_argument(
        "--give-up",
        type=_share,
        default=0.02,
        metavar="E",
        help="share of the worst loss that entropy may cost, 0.02 unless told",
    )
    parser.add_argument(
        "--keep-value",
        type=float,
        default=0.0,
        metavar="K",
        help="share of the best plan's value that is collected on average; 0 unless told",
    )


def run(args: argparse.Namespace) -> int:
    """Print a mixed plan, or say why there is none."""
    try:
        _run(args)
    except FileRefused as refusal:
        print(f"{args.instance}: {refusal}", file=sys.stderr)
        return REFUSED
    return DONE


def _run(args: argparse.Namespace) -> None:
    problem = _problem(args.instance, args.teams)
    make_ready()
    walks.make_ready()
    clock = cpu_clock()
    terms = _terms(args)
    reserve = _reserve(problem, args.reserve)
    part = chosen_part(problem, reserve)
    chosen = _chosen(part, args, clock)
    visited = {visit.site for one in chosen.rounds for visit in one.visits} if chosen else set()
    rest = drawn_part(problem, reserve, visited)
    if not rest.sites:
        raise FileRefused("no site is left to the draw: give a larger --reserve")
    mixed = _mixed(rest, args, terms, clock)
    if len(mixed.statement.out_of_reach) == len(rest.sites):
        raise FileRefused("no drawn team can visit a site left to the draw: change --reserve")
    for key in urgent_left(problem, visited):
        print(f"Not visited and not drawn, as its tier comes first: site {key}", file=sys.stderr)
    document = {
        "format": documents.MIX,
        "seed": args.seed,
        "reserve": _reserve_told(problem, reserve, args.reserve),
        "chosen": _chosen_told(part, chosen, urgent_left(problem, visited)),
        "drawn": _drawn_told(rest, mixed),
        "cpu_seconds": round(clock(), 3),
    }
    sys.stdout.write(documents.written(document).decode())
    _say(mixed)


def _problem(path: str, teams: int) -> Problem:
    found = opened(path, teams)
    if isinstance(found, Refusal):
        raise FileRefused(str(found))
    if wrong := faults(found):
        raise FileRefused("; ".join(str(one) for one in wrong))
    return found


def _terms(args: argparse.Namespace) -> Terms:
    try:
        return Terms(args.bits, args.give_up, args.keep_value)
    except ValueError as fault:
        raise FileRefused(str(fault)) from None


def _reserve(problem: Problem, share: float) -> Reserve:
    try:
        return reserve_of(problem, share)
    except ValueError as fault:
        raise FileRefused(str(fault)) from None


def _chosen(part: Problem, args: argparse.Namespace, clock: Callable[[], float]) -> Plan | None:
    """The plan that follows risk; None where all is drawn."""
    if not part.teams:
        return None
    return plan(
        part,
        seed=args.seed,
        spent=clock,
        seconds=CHOOSING * args.seconds,
    )


def _mixed(
    rest: Problem, args: argparse.Namespace, terms: Terms, clock: Callable[[], float]
) -> MixedPlan:
    """Plans of the drawn part; the checker has passed each."""

    def until(share: float) -> bool:
        return bool(clock() < share * args.seconds)

    planner = RoundPlanner(rest, seed=args.seed, iterations=ITERATIONS)
    mixed = mix(
        [site.value for site in rest.sites],
        planner,
        Effort(lambda _: until(GUARDING), lambda _: until(PROVING), lambda _: until(0.96)),
        seed=args.seed,
        prove=proof_for(rest),
        cross=planner.cross,
        terms=terms,
    )
    for column in mixed.columns:
        if broken := breaches(rest, text_rounds(column.plan)):
            raise EngineError(broken[0])
    return mixed


def _reserve_told(problem: Problem, reserve: Reserve, asked: float) -> dict[str, object]:
    return {
        "asked": asked,
        "share": reserve.share,
        "chosen_teams": [problem.teams[one].key for one in reserve.chosen],
        "drawn_teams": [problem.teams[one].key for one in reserve.drawn],
    }


def _chosen_told(part: Problem, chosen: Plan | None, urgent: Sequence[str]) -> dict[str, object]:
    """As ``ponleu plan`` tells a plan, but for sites that the draw may still visit."""
    plan_told = told(part, chosen) if chosen else {"routes": [], "value": 0.0}
    plan_told.pop("left_out", None)
    return {**plan_told, "urgent_left_out": list(urgent)}


def _drawn_told(rest: Problem, mixed: MixedPlan) -> dict[str, object]:
    stated = mixed.statement
    return {
        "sites": [
            {"site": site.key, "value": site.value, "probability": probability}
            for site, probability in zip(rest.sites, stated.probabilities, strict=True)
        ],
        "columns": [
            {"weight": str(weight), "routes": _routes(rest, text_rounds(column.plan))}
            for column, weight in zip(mixed.columns, mixed.weights, strict=True)
        ],
        "statement": {
            "worst_loss": stated.worst_loss,
            "game_value": stated.game_value,
            "bound": stated.bound,
            "bound_proved": stated.proved,
            "exploitability": stated.exploitability,
            "loss_for_entropy": stated.loss_for_entropy,
            "entropy_bits": stated.entropy_bits,
            "enough_bits": stated.enough_bits,
            "likeliest": stated.likeliest,
            "leak_loss": stated.leak_loss,
            "mean_leak_loss": stated.mean_leak_loss,
            "open_loss": stated.open_loss,
            "expected_value": stated.expected_value,
            "best_value": stated.best_value,
            "price_of_unpredictability": stated.price_of_unpredictability,
            "out_of_reach": [rest.sites[one].key for one in stated.out_of_reach],
        },
        "done": {
            "guarded": mixed.done.guarded,
            "proved": mixed.done.proved,
            "spread": mixed.done.spread,
        },
    }


def _routes(problem: Problem, rounds: Sequence[Round]) -> list[dict[str, object]]:
    return [
        {
            "team": one.team,
            "visits": [
                {"site": visit.site, "start_min": visit.start / problem.ticks}
                for visit in one.visits
            ],
        }
        for one in rounds
        if one.visits
    ]


def _say(mixed: MixedPlan) -> None:
    """The statement in words, to standard error."""
    stated = mixed.statement
    bound = (
        f"at least {stated.bound:.3f} is lost under any mix"
        if stated.proved
        else ("no bound is proved")
    )
    print(
        f"{len(mixed.columns)} plans, {stated.entropy_bits:.2f} bits"
        f"{'' if stated.enough_bits else ', fewer than asked for'}; worst loss "
        f"{stated.worst_loss:.3f}, {bound}; entropy cost {stated.loss_for_entropy:.2%} of it; "
        f"value {stated.expected_value:.1f} of {stated.best_value:.1f}",
        file=sys.stderr,
    )


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = 0.0
    if not 0 < share <= 1:
        raise argparse.ArgumentTypeError(f"give a share above 0 and up to 1, not {text!r}")
    return share


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 86_400:
        raise argparse.ArgumentTypeError(f"give seconds above 0 and up to 86400, not {text!r}")
    return seconds
