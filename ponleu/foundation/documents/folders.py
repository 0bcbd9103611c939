"""Files in folders: which of them are documents."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from ponleu.foundation.documents.litter import without_litter

DEEPEST = 20
"""Folders in folders that are entered."""


def walk(paths: Sequence[str]) -> Iterator[str]:
    """The files that paths name: a file is itself, a folder all documents below it, by name.

    Links are not followed inside folders, and a folder's litter is passed over. A path that
    is neither, and a folder without documents, comes out as it is, so that opening it tells
    why it cannot be opened.
    """
    for path in paths:
        if os.path.isdir(path):
            yield from list(_documents_below(Path(path))) or [path]
        else:
            yield path


def _documents_below(folder: Path) -> Iterator[str]:
    found = []
    for place, folders, files in os.walk(folder):
        here = Path(place)
        folders[:] = [name for name in folders if not (here / name).is_symlink()]
        if len(here.relative_to(folder).parts) >= DEEPEST:
            folders.clear()
        found += [
            (here / name).relative_to(folder).as_posix()
            for name in files
            if not (here / name).is_symlink()
        ]
    for name in without_litter(found):
        yield str(folder / name)
