"""The reading benchmark beside its peers: ``python -m tools.bench [--set final] [...]``.

The peers are installed by hash into ``var/bench``, an environment of their own on top of
Ponleu's, so that Ponleu stays as it is. The words after the command go to the benchmark.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

from tools.steps import PYTHON, ROOT

FOLDER = ROOT / "var" / "bench"
LOCK = ROOT / "requirements" / "bench.lock"
_MARK = FOLDER / "installed.txt"
_PYTHON = FOLDER / "bin" / "python"


def main(words: Sequence[str]) -> int:
    """Install what is missing, then run; the benchmark's own exit code."""
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not _MARK.exists() or _MARK.read_text(encoding="ascii") != digest:
        print("Installing the peers into var/bench ...", file=sys.stderr, flush=True)
        _install()
        _MARK.write_text(digest, encoding="ascii")
    command = [str(_PYTHON), "-m", "benchmarks.reading.accuracy", "--peers", *words]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def _install() -> None:
    subprocess.run([PYTHON, "-m", "venv", "--clear", "--without-pip", str(FOLDER)], check=True)
    pip = next((ROOT / "tools" / "bootstrap").glob("pip-*.whl")) / "pip"
    choices = ["--disable-pip-version-check", "-q", "--require-hashes", "--only-binary", ":all:"]
    command = [str(_PYTHON), str(pip), "install", *choices, "-r", str(LOCK)]
    subprocess.run(command, check=True)
    _packages_of(_PYTHON).joinpath("ponleu.pth").write_text(
        sysconfig.get_path("purelib") + "\n", encoding="utf-8"
    )


def _packages_of(python: Path) -> Path:
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    told = subprocess.run([str(python), "-c", asked], check=True, capture_output=True, text=True)
    return Path(told.stdout.strip())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
