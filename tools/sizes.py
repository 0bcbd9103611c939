"""Files of at most 400 lines, functions of at most 50: past that, split by noun."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.steps import ROOT

MAX_FILE, MAX_FUNCTION = 400, 50


def too_large(path: Path) -> Iterator[str]:
    """One line for each thing in the file that is too long."""
    text = path.read_text(encoding="utf-8")
    lines = text.count("\n")
    if lines > MAX_FILE:
        yield f"{path.relative_to(ROOT)}: {lines} lines, at most {MAX_FILE}"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > MAX_FUNCTION:
                where = f"{path.relative_to(ROOT)}:{node.lineno}"
                yield f"{where} {node.name}: {length} lines, at most {MAX_FUNCTION}"


def main() -> int:
    """0 if nothing is too large."""
    files = [path for folder in ("ponleu", "tools") for path in (ROOT / folder).rglob("*.py")]
    found = [
        line for path in sorted(files) if "migrations" not in path.parts for line in too_large(path)
    ]
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
