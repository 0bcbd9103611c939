"""Matching what was just entered, once it is surely kept."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction

from ponleu.knowledge.register.services import proposing


def match_when_kept(*, at: datetime) -> None:
    """After the caller's transaction: propose which entries may be one.

    If that fails it is logged and what was entered stays; the next time makes up for it.
    """
    transaction.on_commit(partial(proposing.catch_up, at=at), robust=True)
