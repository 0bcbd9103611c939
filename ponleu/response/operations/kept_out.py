"""Whom the record keeps from a site: whoever a complaint about it names, or whose unit it names."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from ponleu.foundation.accounts.models import User
from ponleu.knowledge.register.models import Entry
from ponleu.response.cases.models import Gathering
from ponleu.response.complaints.models import About, Exclusion


def entries_kept_from(person: User) -> QuerySet[Entry]:
    """Sites and parties about which there is a complaint that is kept from a person.

    With them those that were judged the same, whichever of them the complaint is about.
    """
    naming = Exclusion.objects.naming(person)
    if not naming.exists():  # so it is for nearly everybody, and what follows is dear to build
        return Entry.objects.none()
    kept = naming.values("complaint")
    told = Entry.objects.order_by().filter(
        Q(pk__in=About.objects.filter(complaint__in=kept).values("entry"))
        | Q(pk__in=Gathering.objects.kept_from(person).values("allegation__entry"))
    )
    # an entry that others are shown under has none above it, so this finds the whole group
    shown = told.values(shown=Coalesce("head", "pk"))
    return Entry.objects.order_by().filter(Q(pk__in=shown) | Q(head__in=shown))


def is_kept_out(person: User, entries: Iterable[str]) -> bool:
    """Whether a person is kept from any of some entries."""
    keys = list(entries)
    return bool(keys) and entries_kept_from(person).filter(pk__in=keys).exists()
