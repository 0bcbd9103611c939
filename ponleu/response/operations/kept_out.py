"""Whom the record keeps from a site: whoever a complaint about it names, or whose unit it names."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from ponleu.foundation.accounts.models import User
from ponleu.knowledge.register.models import Entry
from ponleu.response.cases.models import Gathering
from ponleu.response.complaints.models import About, Exclusion


def entries_kept_from(person: User) -> QuerySet[Entry]:
    """Sites and parties about which there is a complaint that is kept from a person.

    With them those that were judged the same, whichever of them the complaint is about.
    """
    kept = Exclusion.objects.naming(person).values("complaint")
    told = Entry.objects.order_by().filter(
        Q(pk__in=About.objects.filter(complaint__in=kept).values("entry"))
        | Q(pk__in=Gathering.objects.kept_from(person).values("allegation__entry"))
    )
    heads = told.exclude(head=None).values("head")
    return Entry.objects.order_by().filter(
        Q(pk__in=told.values("pk"))
        | Q(head__in=told.values("pk"))
        | Q(pk__in=heads)
        | Q(head__in=heads)
    )


def is_kept_out(person: User, entries: Iterable[str]) -> bool:
    """Whether a person is kept from any of some entries."""
    keys = list(entries)
    return bool(keys) and entries_kept_from(person).filter(pk__in=keys).exists()
