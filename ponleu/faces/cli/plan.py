"""``ponleu plan INSTANCE``: which sites are visited, by whom, when, and what is left out."""

from __future__ import annotations

import argparse
import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path

from ponleu.engines.errors import EngineError, Refusal
from ponleu.engines.planning import (
    Effort,
    Problem,
    faults,
    make_ready,
    plan,
    read_instance,
    read_optw,
    read_vrplib,
)
from ponleu.engines.planning.telling import told

DONE, REFUSED = 0, 1
STANDARD_INPUT = "-"
MOST_BYTES = 64 * 1024 * 1024


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "instance",
        metavar="INSTANCE",
        help="Ponleu's .json (- for standard input), VRPLIB .vrp with prizes, or orienteering .txt",
    )
    parser.add_argument(
        "--seconds", type=_seconds, default=10.0, metavar="S", help="of CPU, 10 if not said"
    )
    parser.add_argument(
        "--seed", type=_whole, default=1, metavar="N", help="another seed, another search"
    )
    parser.add_argument(
        "--teams", type=_teams, default=1, metavar="M", help="of an orienteering instance"
    )
    parser.add_argument(
        "--effort",
        metavar="PLAN.json",
        help="go exactly as far as that plan did, in place of the clock: gives it again",
    )


def run(args: argparse.Namespace) -> int:
    """Print the plan as JSON; faults and progress go to standard error."""
    problem = opened(args.instance, args.teams)
    effort = _effort(args.effort) if args.effort else None
    for read in (problem, effort):
        if isinstance(read, Refusal):
            print(f"{args.instance}: {read}", file=sys.stderr)
            return REFUSED
    assert isinstance(problem, Problem)  # noqa: S101  a refusal has returned
    if found := faults(problem):
        for fault in found:
            print(f"{args.instance}: {fault}", file=sys.stderr)
        return REFUSED
    make_ready()
    clock = cpu_clock()
    try:
        made = plan(
            problem,
            seed=args.seed,
            spent=clock,
            seconds=args.seconds,
            effort=effort if isinstance(effort, Effort) else None,
            progress=lambda who, worth: print(
                f"{clock():6.1f} s  {who}: {worth:.0f}", file=sys.stderr
            ),
        )
    except EngineError as fault:
        print(f"{args.instance}: {fault}", file=sys.stderr)
        return REFUSED
    print(json.dumps(told(problem, made) | {"cpu_seconds": round(clock(), 3)}, ensure_ascii=False))
    return DONE


def opened(path: str, teams: int) -> Problem | Refusal:
    """The instance in a file, by the ending of its name."""
    try:
        if path == STANDARD_INPUT:
            data = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with Path(path).open("rb") as file:
                data = file.read(MOST_BYTES + 1)
    except OSError as failure:
        reason = (failure.strerror or "it cannot be opened").lower()
        return Refusal(reason, "the path", "check its name and who may read it")
    if len(data) > MOST_BYTES:
        return Refusal("it is larger than 64 MB", "the whole file", "split the day by province")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        return Refusal("it is not UTF-8", f"byte {failure.start}", "save it as UTF-8")
    return _read(text, Path(path).suffix.lower(), teams)


def _read(text: str, ending: str, teams: int) -> Problem | Refusal:
    if ending == ".vrp":
        return read_vrplib(text)
    if ending == ".txt":
        return read_optw(text, teams)
    try:
        return read_instance(json.loads(text))
    except json.JSONDecodeError as failure:
        return Refusal("it is not JSON", f"line {failure.lineno}", "mend it there")
    except RecursionError:
        return Refusal("it is nested too deep", "the whole file", "see docs/planning-format.md")


def cpu_clock() -> Callable[[], float]:
    """CPU seconds of this process and its children since now."""
    begun = _cpu()
    return lambda: _cpu() - begun


def _cpu() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def _effort(path: str) -> Effort | Refusal:
    try:
        told_before = json.loads(Path(path).read_text(encoding="utf-8"))["effort"]
        return Effort(
            tuple(tuple(int(count) for count in ladder) for ladder in told_before["ladders"]),
            tuple(bool(packed) for packed in told_before["packed"]),
            int(told_before["pyvrp"]),
            bool(told_before["vroom"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return Refusal("its effort cannot be read", "--effort", "give a plan that was printed")


def _seconds(word: str) -> float:
    seconds = float(word)
    if not 0 < seconds <= 86_400:
        raise argparse.ArgumentTypeError("give more than 0 and at most 86400")
    return seconds


def _whole(word: str) -> int:
    if not 0 <= int(word) < 2**31:
        raise argparse.ArgumentTypeError("give 0 to 2147483647")
    return int(word)


def _teams(word: str) -> int:
    if not 1 <= int(word) <= 1000:
        raise argparse.ArgumentTypeError("give 1 to 1000")
    return int(word)
