"""How many rows a list has, counted no further than anybody reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import number_format

MOST = 500


@dataclass(frozen=True, slots=True)
class Count:
    """A number of rows.

    Attributes:
        number: 0 to ``MOST``.
        is_more: there are more than that.
    """

    number: int
    is_more: bool = False

    def __str__(self) -> str:
        """As it stands on a page: "12", "500+"."""
        return f"{number_format(self.number)}{'+' if self.is_more else ''}"


def counted(rows: QuerySet[Any]) -> Count:
    """How many rows there are; the database stops at ``MOST`` and one."""
    number = rows.order_by()[: MOST + 1].count()
    return Count(min(number, MOST), number > MOST)
