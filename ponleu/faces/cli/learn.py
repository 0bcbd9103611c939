"""``ponleu learn``: be as sure of what is read as people's judgements say, or go back."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from ponleu.engines.errors import EngineError
from ponleu.engines.reading.learning import Judged
from ponleu.engines.reading.learning_frozen import Comparison
from ponleu.engines.reading.learning_marks import Case
from ponleu.foundation.accounts.models import User
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import DomainError, NotFound
from ponleu.knowledge.sources import learning, weights
from ponleu.knowledge.sources.learning import Trial

DONE, REFUSED, WRONG_USE = 0, 1, 2
HEADING = f"{'':<24}{'before':>9}{'after':>9}{'gain':>9}{'error':>9}"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what may follow ``ponleu learn``."""
    parser.add_argument("--apply", action="store_true", help="do it; without this, only show")
    parser.add_argument("--by", metavar="USERNAME", help="the keeper who does it, for the journal")
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument(
        "--labelled", type=Path, metavar="FILE", help="more findings to compare on, one a line"
    )
    instead.add_argument("--revert", metavar="VERSION", help="read with an earlier version again")
    instead.add_argument("--versions", action="store_true", help="list what was learned so far")


def run(args: argparse.Namespace) -> int:
    """Do what was asked; returns the exit code."""
    try:
        if args.versions:
            return _list()
        keeper = _keeper(args.by)
        if args.revert:
            return _revert(keeper, args.revert, apply=args.apply)
        labelled = _labelled(args.labelled) if args.labelled else []
    except DomainError as refusal:
        print(refusal.sentence, file=sys.stderr)
        return REFUSED
    except BadLine as fault:
        print(f"{args.labelled}: {fault}", file=sys.stderr)
        return WRONG_USE
    return _learn(keeper, labelled, apply=args.apply)


def _learn(keeper: User | None, labelled: Sequence[Judged], *, apply: bool) -> int:
    if apply:
        try:
            trial = learning.learn(keeper, at=clock.now(), labelled=labelled)
        except DomainError as refusal:
            print(refusal.sentence, file=sys.stderr)
            return REFUSED
    else:
        trial = learning.try_learning(labelled=labelled)
    print("\n".join(_table(trial)))
    print(_summary(trial, apply=apply))
    return DONE


def _keeper(username: str | None) -> User | None:
    if username is None:
        return None
    found = User.objects.filter(username=username, is_active=True).first()
    if found is None:
        raise NotFound("There is no such account.")
    return found


def _revert(keeper: User | None, version: str, *, apply: bool) -> int:
    if apply:
        learning.revert(keeper, version, at=clock.now())
        print(f"From now on documents are read with {version}.")
    else:
        learning.find_version(version)
        print(f"Documents would be read with {version}; give --apply to do it.")
    return DONE


def _list() -> int:
    for one in weights.versions():
        trained = f"{one.trained_at:%Y-%m-%d}" if one.trained_at else "with Ponleu"
        state = "in use" if one.is_in_use else "" if one.improves else "did not improve"
        print(f"{one.version:<16}{trained:<14}{one.judged:>8} judged  {state}".rstrip())
    return DONE


def _table(trial: Trial) -> Iterator[str]:
    counts = ", ".join(f"{count} {verdict}" for verdict, count in trial.learned_from.items())
    yield f"Learned from: {counts or 'nothing'}."
    if trial.comparison:
        yield from _compared(trial.comparison)


def _compared(found: Comparison) -> Iterator[str]:
    yield f"Compared on {found.findings} findings of {found.documents} documents kept apart."
    yield HEADING
    before, after = found.before, found.after
    error = found.log_loss_error
    yield _row("log loss", before.log_loss, after.log_loss, found.log_loss_gain, error)
    yield _row("F1 at its best cut", before.f1, after.f1, found.f1_gain, found.f1_error)
    yield _row("Brier score", before.brier, after.brier)
    yield _row("calibration error", before.calibration_error, after.calibration_error)


def _row(name: str, *figures: float) -> str:
    return f"{name:<24}" + "".join(f"{figure:>9.4f}" for figure in figures)


def _summary(trial: Trial, *, apply: bool) -> str:
    if not trial.has_learned:
        if sum(trial.learned_from.values()) < learning.LEAST_JUDGED:
            return f"Nothing changes: fewer than {learning.LEAST_JUDGED} judgements to learn from."
        return "Nothing changes: documents are read with this already."
    if trial.comparison is None:
        return "Nothing changes: no document kept apart is judged yet, so nothing can be compared."
    if not trial.improves:
        kept = f" Recorded as {trial.version}." if trial.version else ""
        return f"Nothing changes: the documents kept apart are not read better.{kept}"
    if not apply:
        return "This would be adopted; give --apply to do it."
    if not trial.version:
        return "Nothing changes: this was learned before. Go back to it with --revert."
    return f"From now on documents are read with {trial.version}."


class BadLine(ValueError):
    """A line of the labelled findings that cannot be read; says which."""


def _labelled(file: Path) -> list[Judged]:
    """Findings as ``benchmarks.reading.weights --export`` writes them."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError as failure:
        raise BadLine((failure.strerror or "it cannot be opened").lower()) from None
    found = []
    for number, line in enumerate(lines, start=1):
        try:
            kept = json.loads(line)
            case = Case(float(kept["case"]["raw"]), tuple(kept["case"]["names"]))
            found.append(Judged(case, float(kept["accepted"]), str(kept["document"])))
        except (ValueError, KeyError, TypeError, EngineError):
            raise BadLine(f"line {number} is no judged finding") from None
    return found
