"""Several names in one cell: "Leng Vuthy alias Ah Thy", "Gao Jun (Lao Gao)", "Fulong / 福龙"."""

from __future__ import annotations

import re
from typing import Final

MOST_NAMES: Final = 40
"""Names of one record that are compared; further aliases are left out."""

LONGEST_NAME: Final = 800

_CALLED: Final = re.compile(
    r"(?<=\S)[\s,;]{1,3}(?:also known as|known as|nicknamed|alias|a\.?k\.?a\.?|called|formerly|dit|"
    r"f\.?k\.?a\.?)(?=[\s:\"“])\.?:? ?"
    r"| ហៅ ?| ?(?:又名|别名|化名) ?| / | ?; ?",
    re.IGNORECASE,
)
_BRACKETS: Final = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
_QUOTED: Final = re.compile(r"[\"“”«»「」]([^\"“”«»「」]{2,})[\"“”«»「」]")
_RUN_BY: Final = re.compile(
    r",? ?\b(?:operated|owned|run|managed|leased|built) by\b.*$", re.IGNORECASE
)

_THE_ONE: Final = re.compile(r"\bthe (?:one|ones)\b ?", re.IGNORECASE)
"""No number: the one behind the petrol station."""


def alternatives(name: str, aliases: tuple[str, ...] = ()) -> list[str]:
    """The names that a cell and its aliases hold, each once, the first the main one."""
    found: list[str] = []
    for text in (name, *aliases[:MOST_NAMES]):
        # blanks are made one, so that no pattern has to try many
        for part in _parts(_THE_ONE.sub("", " ".join(text[:LONGEST_NAME].split()))):
            if part and part not in found:
                found.append(part)
    return found[:MOST_NAMES] or [""]


def _parts(text: str) -> list[str]:
    within = _BRACKETS.findall(text) + _QUOTED.findall(text)
    plain = _QUOTED.sub(" ", _BRACKETS.sub(" ", text))
    if not plain.strip():
        return [" ".join(within)]
    parts = [_RUN_BY.sub("", part).strip(" ,;:.") for part in _CALLED.split(plain)]
    for inner in within:
        if not _RUN_BY.search(inner):
            # the dot stands for the name outside: "(alias Thy)" is split as any
            parts += [part.strip("· ,;:") for part in _CALLED.split(f"· {inner}") if _names(part)]
    return [part for part in parts if part]


def _names(inner: str) -> bool:
    """Whether what stands in brackets may be a name: not (Mr), (Ms), (2) or (Ltd)."""
    letters = [letter for letter in inner if letter.isalpha()]
    return len(letters) > 3 or any(ord(letter) > 0x300 for letter in letters)
