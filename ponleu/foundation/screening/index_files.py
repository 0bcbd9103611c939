"""The files of an index: the main file, the changes beside it, the lock of writers."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np

from ponleu.engines.matching.lexicon import Lexicon
from ponleu.foundation.screening.sections import BadIndexFile, open_sections, write_sections
from ponleu.foundation.screening.segments import Segment, sections_of


@contextmanager
def writers_lock(file: Path) -> Iterator[None]:
    """Hold the lock of those who write an index; waits for it. A killed holder lets it go."""
    with file.with_name(f"{file.name}.lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def changes_file(file: Path, generation: int) -> Path:
    """Where the changes to one generation of the main file stand."""
    return file.with_name(f"{file.name}.{generation}.changes")


def write_segment(file: Path, facts: dict[str, Any], segment: Segment) -> None:
    """Put a new main file in place and drop the changes of earlier ones. Needs the lock."""
    write_sections(file, facts, sections_of(segment))
    kept = changes_file(file, facts["generation"])
    for old in file.parent.glob(f"{file.name}.*.changes"):
        if old != kept:
            old.unlink()


def facts_of(lexicon: Lexicon, generation: int, called: str) -> dict[str, Any]:
    """What the header of a main file tells."""
    return {"tables": tables_mark(lexicon), "generation": generation, "called": called}


def next_generation(file: Path) -> int:
    """A number above that of the file and of all changes beside it."""
    known = [
        int(part)
        for old in file.parent.glob(f"{file.name}.*.changes")
        if (part := old.name.removeprefix(f"{file.name}.").removesuffix(".changes")).isdigit()
    ]
    try:
        known.append(int(open_sections(file).facts["generation"]))
    except (BadIndexFile, OSError):
        known.append(0)
    return max(known) + 1


@lru_cache(maxsize=4)
def tables_mark(lexicon: Lexicon) -> str:
    """Changes whenever a table changes by which names are read."""
    mark = blake2b(lexicon.costs.tobytes() + lexicon.gaps.tobytes(), digest_size=16)
    for name in (field.name for field in fields(lexicon)):
        value = getattr(lexicon, name)
        if isinstance(value, Mapping):
            mark.update(repr(sorted(value.items())).encode())
        elif not isinstance(value, np.ndarray):
            mark.update(repr(value).encode())
    return mark.hexdigest()
