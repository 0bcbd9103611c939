"""Run commands one after another or side by side, tell how long each took, fail at the end."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = sys.executable
BIN = Path(PYTHON).parent


@dataclass(frozen=True)
class Step:
    """A command with the name under which its outcome is told."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] | None = None
    good: tuple[int, ...] = (0,)


def side_by_side(steps: Sequence[Step], *, workers: int = 2) -> bool:
    """Run steps at once; print the output of those that failed. True if all were good."""
    with ThreadPoolExecutor(workers) as pool:
        outcomes = list(pool.map(lambda step: (step, *_run(step, capture=True)), steps))
    for step, code, seconds, output in outcomes:
        is_good = code in step.good
        print(f"{'ok  ' if is_good else 'FAIL'} {step.name} ({seconds:.1f} s)", flush=True)
        if not is_good:
            print(output, flush=True)
    return all(code in step.good for step, code, _, _ in outcomes)


def in_sight(step: Step) -> bool:
    """Run a step with its output shown as it comes. True if it was good."""
    print(f"--- {step.name}", flush=True)
    code, seconds, _ = _run(step, capture=False)
    is_good = code in step.good
    print(f"{'ok  ' if is_good else 'FAIL'} {step.name} ({seconds:.1f} s)", flush=True)
    return is_good


def _run(step: Step, *, capture: bool) -> tuple[int, float, str]:
    began = time.monotonic()
    done = subprocess.run(
        step.command,
        cwd=ROOT,
        env=step.environment,
        stdout=subprocess.PIPE if capture else None,
        stderr=subprocess.STDOUT if capture else None,
        text=True,
        check=False,
    )
    return done.returncode, time.monotonic() - began, done.stdout or ""
