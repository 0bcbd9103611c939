"""Pieces of evidence by number, so that a form can say in a few digits which bear an element."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from uuid import UUID

_APART = re.compile(r"[\s,;]+")


class NoSuchNumber(ValueError):
    """A number that no piece has, or no number at all; ``args[0]`` is what was written."""


class Numbering:
    """The numbers under which a form shows pieces, from 1 on.

    A piece keeps its number from when the form was opened until it is sent, though colleagues
    add or withdraw others meanwhile.

    Args:
        keys: of the pieces that can be chosen now, in their order.
        sent: ``sent`` of the numbering with which the form was opened; "" for a new one.
    """

    def __init__(self, keys: Iterable[UUID], sent: str = "") -> None:
        self._now = tuple(keys)
        before = list(dict.fromkeys(_keys(sent)))
        order = before + [key for key in self._now if key not in set(before)]
        self._numbers = {key: number for number, key in enumerate(order, 1)}

    @property
    def sent(self) -> str:
        """The numbers as the form carries them along."""
        return ",".join(str(key) for key in self._numbers)

    def number_of(self, key: UUID) -> int:
        """The number of a piece."""
        return self._numbers[key]

    def text_of(self, keys: Collection[UUID]) -> str:
        """Numbers of some pieces as a person writes them; those that are gone are left out."""
        found = sorted(self._numbers[key] for key in set(keys) & set(self._now))
        return ", ".join(map(str, found))

    def keys_of(self, text: str) -> list[UUID]:
        """The pieces that a person wrote down, digits of any script, each once.

        Raises:
            NoSuchNumber: one is no number of a piece that can be chosen.
        """
        now = {self._numbers[key]: key for key in self._now}
        found = {}
        for part in filter(None, _APART.split(text.strip())):
            number = int(part) if part.isdecimal() and len(part) < 9 else 0
            if number not in now:
                raise NoSuchNumber(part[:20])
            found[now[number]] = number
        return list(found)


def _keys(sent: str) -> Iterable[UUID]:
    for part in sent.split(","):
        try:
            yield UUID(part)
        except ValueError:
            continue
