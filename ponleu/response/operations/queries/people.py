"""Whom an order can name: people with an account and a key, of whatever unit."""

from __future__ import annotations

from collections.abc import Sequence

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.response.operations.models import Operation

MOST = 500


def people(actor: User) -> Sequence[User]:
    """For somebody who orders operations: active people with a key, by unit and name."""
    if not actor.may(Action.OPERATION_ORDER):
        return []
    rows = User.objects.filter(is_active=True, key__isnull=False).exclude(pk=actor.pk)
    return list(rows.select_related("unit").order_by("unit__path", "name", "pk")[:MOST])


def prosecutors(actor: User, operation: Operation | None = None) -> Sequence[User]:
    """Those of them who may sign an operation, or what the actor asks for if none is given."""
    where = operation or actor
    return [each for each in people(actor) if access.may(each, Action.OPERATION_SIGN, where)]
