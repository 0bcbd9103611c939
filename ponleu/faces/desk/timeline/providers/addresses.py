"""Addresses of many pages of one name, looked up once."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.urls import reverse

NONE = UUID(int=0)


def pages(name: str) -> Callable[[UUID], str]:
    """From a key to the address of the page of that name."""
    before, after = reverse(name, args=[NONE]).split(str(NONE))
    return lambda key: f"{before}{key}{after}"
