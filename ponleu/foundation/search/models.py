"""One row for each thing that can be found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Self

from django.db import connections, models
from django.db.models import Q

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.scoping import ScopedQuerySet
from ponleu.foundation.search.rules import PAIR, PAIR_END, trigram_question

READ_ACTIONS = tuple(action for action in Action if action.endswith(".read"))
"""Actions that let a person read a kind of record, and so find it."""


class FindableQuerySet(ScopedQuerySet["Findable"]):
    def visible_to(self, actor: User) -> Self:
        """Rows whose own read action a grant of the actor covers; asks the database nothing."""
        inside = Q()
        for action in READ_ACTIONS:
            for reach in actor.reaches(action):
                inside |= Q(
                    read_action=action,
                    unit_path__startswith=reach.unit_path,
                    territory__startswith=reach.territory,
                )
        return self.filter(inside) if inside else self.none()

    def with_words(self, asked: Sequence[str], column: str) -> Self:
        """Rows whose column, ``folded`` or ``folded_title``, holds every one of the folded
        words, newest first.

        SQLite walks its index of trigrams from the newest row on and stops at the limit;
        PostgreSQL compares by LIKE, with the help of an index if it has one.
        """
        rows = self.order_by("-pk")
        by_index = connections[self.db].vendor == "sqlite"
        if by_index and (question := trigram_question(asked, column)):
            rows = rows.extra(  # noqa: S610  # fixed text; the question goes as a parameter
                tables=["search_text"],
                where=["search_text.rowid = search_findable.id AND search_text MATCH %s"],
                params=[question],
                order_by=["-search_text.rowid"],
            )
        for word in asked:
            if not (by_index and len(word) > PAIR):
                rows = rows.filter(_by_like(word, column))
        return rows


def _by_like(word: str, column: str) -> Q:
    if len(word) == PAIR:
        paired = Q(pairs__contains=word + PAIR_END)
        return paired & Q(folded_title__contains=word) if column == "folded_title" else paired
    return Q(**{f"{column}__contains": word})


class Findable(models.Model):
    """The words by which a record is found, with who may find it.

    Migration 0002 puts an index of trigrams beside the table and, on SQLite, triggers that
    keep it; a later migration that remakes the table has to put these back.

    Attributes:
        id: an integer, as the index of trigrams points to rows by number.
        kind: as shown beside the hit: "site", "person", "document", "claim"...
        folded_title: reference and title folded by ``rules.fold``.
        folded: reference, title and body folded.
        pairs: words of two characters in ``folded``, see ``rules.pairs``.
    """

    id = models.BigAutoField(primary_key=True)
    target_type = models.CharField(max_length=64)
    target = models.UUIDField()
    kind = models.CharField(max_length=24)
    reference = models.CharField(max_length=20, db_index=True)
    title = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    folded_title = models.TextField()
    folded = models.TextField()
    pairs = models.TextField(blank=True)
    read_action = models.CharField(max_length=32)
    unit_path = models.CharField(max_length=120)
    territory = models.CharField(max_length=8, blank=True)
    changed_at = models.DateTimeField()

    objects = FindableQuerySet.as_manager()

    retention = "kept with the record that it finds"
    scrub: ClassVar[dict[str, str]] = {
        "title": "empty",
        "body": "empty",
        "folded_title": "empty",
        "folded": "empty",
        "pairs": "empty",
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(name="search_findable_once", fields=["target_type", "target"]),
        ]

    def __str__(self) -> str:
        return self.reference
