"""``make test``: check everything, then every test there is, and say what was skipped."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright._impl._driver import compute_driver_executable

from tools import check
from tools.postgres import NoPostgres, private_instance
from tools.steps import PYTHON, ROOT, Step, in_sight

ON_POSTGRES = [
    f"tests/{room}"
    for room in (
        *("core", "journal", "limits", "keyrings", "search", "evidence", "sources"),
        *("register", "claims", "figures", "review", "complaints", "cases"),
        *(
            "incidents",
            "findings",
            "verification",
            "public_answers",
            "visits",
            "operations",
            "custody",
            "field",
            "minutes",
            "outcomes",
            "api",
            "public",
        ),
    )
]
"""Rooms whose tests run on PostgreSQL too: where locks, triggers and indexes differ."""

TWO = ("-n", "2", "--dist", "worksteal")
"""Two workers; who has nothing left to do takes what waits for the other."""


def main() -> int:
    """0 if all that could run has passed."""
    _install_what_is_missing()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or each process compiles everything anew
    skipped: list[str] = []
    passed = [check.main() == 0]
    if not _tesseract_has("eng", "khm"):
        skipped.append(
            "tests that make out scans: no tesseract with English and Khmer"
            " (Debian: apt-get install tesseract-ocr tesseract-ocr-eng tesseract-ocr-khm)"
        )
    with TemporaryDirectory() as folder:  # where what all tests begin with is made once
        os.environ["PONLEU_PREPARED"] = folder
        passed.append(_pytest("tests", "not postgres and not journey", *TWO))
        passed.append(_on_postgres(skipped))
        passed.append(_in_browser(skipped))
    for line in skipped:
        print(f"skipped: {line}")
    print("all passed" if all(passed) else "FAILED: see above")
    return 0 if all(passed) else 1


def _pytest(name: str, marks: str, *more: str, environment: dict[str, str] | None = None) -> bool:
    command = [PYTHON, "-m", "pytest", "-m", marks, *more]
    return in_sight(Step(name, command, environment))


def _on_postgres(skipped: list[str]) -> bool:
    try:
        with private_instance() as url:
            home = str(ROOT / "var" / "tests-postgres")
            environment = {**os.environ, "DATABASE_URL": url, "PONLEU_HOME": home}
            which = ("--database-only", *TWO, *ON_POSTGRES)
            return _pytest("tests on PostgreSQL", "not journey", *which, environment=environment)
    except NoPostgres as reason:
        skipped.append(f"tests that need PostgreSQL's locks: {reason}")
        return True


def _in_browser(skipped: list[str]) -> bool:
    if not shutil.which("chromium"):
        skipped.append("journeys in a browser: no chromium (Debian: apt-get install chromium)")
        return True
    if not _driver_runs():
        skipped.append("journeys in a browser: no libatomic (Debian: apt-get install libatomic1)")
        return True
    rooms: dict[str, tuple[str, ...]] = {  # a browser and a server for each worker of each
        "tests/journeys": ("-n", "2", "--dist", "loadfile"),
        "tests/keyrings/test_journey.py": (),
    }
    passed = [
        _pytest(f"journeys in a browser, {room}", "journey", room, *two)
        for room, two in rooms.items()
    ]
    return all(passed)


def _driver_runs() -> bool:
    """Whether Playwright's own driver starts; it needs one library that a bare Debian lacks."""
    driver, _script = compute_driver_executable()
    done = subprocess.run([driver, "--version"], capture_output=True, check=False)
    return done.returncode == 0


def _tesseract_has(*languages: str) -> bool:
    """Whether scans can be made out in these languages."""
    program = shutil.which("tesseract")
    if not program:
        return False
    done = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)
    return set(languages) <= set(done.stdout.split())


def _install_what_is_missing() -> None:
    if os.getuid() != 0 or not Path("/etc/debian_version").exists():
        return
    wanted = {
        "chromium": shutil.which("chromium"),
        "postgresql": next(Path("/usr/lib/postgresql").glob("*/bin/initdb"), None),
        "libatomic1": _driver_runs(),
        "tesseract-ocr": _tesseract_has(),
        "tesseract-ocr-eng": _tesseract_has("eng"),
        "tesseract-ocr-khm": _tesseract_has("khm"),
    }
    missing = [package for package, there in wanted.items() if not there]
    if not missing:
        return
    print(f"Installing {', '.join(missing)} for the tests ...", flush=True)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "-y", "--no-install-recommends", *missing]):
        subprocess.run(["apt-get", *words], check=False, env=environment, **quiet)  # type: ignore[call-overload]


if __name__ == "__main__":
    sys.exit(main())
