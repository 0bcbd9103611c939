"""On which allegations a person may read or do what this room holds."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from ponleu.foundation.accounts.models import ProtectedQuerySet, User, inside
from ponleu.foundation.accounts.rules import Action
from ponleu.knowledge.register.models import Entry
from ponleu.response.cases.models import Allegation, Gathering

M = TypeVar("M", bound=models.Model)


def open_to(actor: User, path: str) -> Q:
    """What concerns an allegation about an entry that the actor may see, and in which no
    complaint was ever gathered that they are kept from. They need not see the complaints.

    Args:
        path: to the allegation: "allegation" from what concerns one, "pk" from itself.
    """
    kept = Gathering.objects.kept_from(actor).filter(allegation=OuterRef(path))
    about = "entry" if path == "pk" else f"{path}__entry"
    entries = Entry.objects.visible_to(actor).filter(pk=OuterRef(about))
    return ~Q(Exists(kept)) & Q(Exists(entries))


def allegations_open_to(actor: User, *actions: str) -> QuerySet[Allegation]:
    """Allegations on which the actor may do any of some actions of this room."""
    return Allegation.objects.filter(inside(actor, *actions), open_to(actor, "pk"))


class OfAllegation(ProtectedQuerySet[M]):
    """What concerns an allegation: gone for whoever one of its complaints names."""

    read_action = Action.FINDING_READ

    def visible_to(self, actor: User) -> Self:
        """What a grant covers, of allegations that are open to the actor."""
        return super().visible_to(actor).filter(open_to(actor, "allegation"))
