"""Everything that can be checked without running Ponleu: under two minutes on two cores."""

from __future__ import annotations

import sys

from tools.steps import BIN, PYTHON, Step, side_by_side

STEPS = (
    Step("types", [str(BIN / "mypy")]),
    Step("format", [str(BIN / "ruff"), "format", "--check", "."]),
    Step("lint", [str(BIN / "ruff"), "check", "."]),
    Step("imports", [str(BIN / "lint-imports"), "--no-logo"]),
    Step("sizes", [PYTHON, "-m", "tools.sizes"]),
    Step("catalogues", [PYTHON, "-m", "tools.catalogues", "check"]),
    Step("public sheet", [PYTHON, "-m", "tools.public_sheet", "check"]),
    Step("migrations", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"]),
    Step("settings", [PYTHON, "manage.py", "check", "--fail-level", "WARNING"]),
)


def main() -> int:
    """0 if every check passed."""
    return 0 if side_by_side(STEPS) else 1


if __name__ == "__main__":
    sys.exit(main())
