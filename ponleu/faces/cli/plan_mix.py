"""``ponleu plan mix``: a share of capacity is drawn, not chosen; which plans, and how likely."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from ponleu.engines.errors import Refusal
from ponleu.engines.planning import Problem, faults, make_ready
from ponleu.engines.planning.unannounced import documents, leaving, walks
from ponleu.engines.planning.unannounced.dividing import reserve_of
from ponleu.engines.planning.unannounced.leaving import Left, Nothing
from ponleu.engines.planning.unannounced.types import MixedPlan, Terms
from ponleu.faces.cli.plan import cpu_clock, opened
from ponleu.faces.cli.plan_files import FileRefused

DONE, REFUSED = 0, 1
NOTHING = {
    Nothing.NO_SITE: "no site is left to the draw: give a larger --reserve",
    Nothing.NO_TEAM: "no drawn team can visit a site left to the draw: change --reserve",
}


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
    left = _left(problem, args, clock)
    for key in left.urgent:
        print(f"Not visited and not drawn, as its tier comes first: site {key}", file=sys.stderr)
    document = leaving.document(left, args.seed, {"cpu_seconds": round(clock(), 3)})
    sys.stdout.write(documents.written(document).decode())
    _say(left.mixed)


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


def _left(problem: Problem, args: argparse.Namespace, clock: Callable[[], float]) -> Left:
    terms = _terms(args)
    try:
        reserve_of(problem, args.reserve)
    except ValueError as fault:
        raise FileRefused(str(fault)) from None
    left = leaving.leave(
        problem, args.reserve, seed=args.seed, spent=clock, seconds=args.seconds, terms=terms
    )
    if isinstance(left, Nothing):
        raise FileRefused(NOTHING[left])
    return left


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
