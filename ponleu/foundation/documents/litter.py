"""What lies among documents and is none: systems' leavings, pages' assets, notes beside files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

_LEAVINGS = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
_ASSETS = ("_files", "-files", ".files", "_file")
_PAGES = (".html", ".htm", ".xhtml")
NOTE = ".meta.json"
"""Ending of the file that says what is known of the one beside it."""


def without_litter(names: Iterable[str]) -> list[str]:
    """The paths that are documents, in order; they go by "/" from folder to folder."""
    every = sorted(names)
    assets = _asset_folders(every)
    return [name for name in every if not _is_litter(name, assets)]


def _asset_folders(names: Iterable[str]) -> frozenset[str]:
    """The folders that browsers put beside the pages that they save."""
    pages = [PurePosixPath(name) for name in names if name.lower().endswith(_PAGES)]
    return frozenset(str(page.with_name(page.stem + end)) for page in pages for end in _ASSETS)


def _is_litter(name: str, assets: frozenset[str]) -> bool:
    path = PurePosixPath(name)
    if name.endswith(NOTE) or any(str(folder) in assets for folder in path.parents):
        return True
    return any(part.startswith(".") or part.lower() in _LEAVINGS for part in path.parts)
