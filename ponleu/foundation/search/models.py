"""One row for each thing that can be found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Self, cast

from django.db import connections, models
from django.db.models import Q

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.scoping import ScopedQuerySet
from ponleu.foundation.search.rules import PAIR, PAIR_END, Index, trigram_question

ANYWHERE = "*"
"""In place of a unit: found by whoever holds the read action for any unit and territory."""

READ_ACTIONS = tuple(action for action in Action if action.endswith(".read"))
"""Actions that let a person read a kind of record, and so find it."""


class FindableQuerySet(ScopedQuerySet["Findable"]):
    def visible_to(self, actor: User) -> Self:
        """Rows whose own read action a grant of the actor covers; asks the database nothing."""
        inside = Q()
        for action in READ_ACTIONS:
            reaches = actor.reaches(action)
            if reaches:
                inside |= Q(read_action=action, unit_path=ANYWHERE)
            for reach in reaches:
                inside |= Q(
                    read_action=action,
                    unit_path__startswith=reach.unit_path,
                    territory__startswith=reach.territory,
                )
        return self.filter(inside) if inside else self.none()

    def with_words(self, asked: Sequence[str], index: Index) -> Self:
        """Rows that hold every one of the folded words, newest first.

        SQLite walks its index of trigrams from the newest row on and stops at the limit;
        PostgreSQL compares by LIKE, with the help of its index if it has one.
        """
        rows = self.order_by("-pk")
        by_index = connections[self.db].vendor == "sqlite"
        if by_index and (question := trigram_question(asked, index)):
            found = rows.extra(  # noqa: S610  # fixed names; typed words go as a parameter
                tables=[index.table],
                where=[f"{index.table}.rowid = search_findable.id AND {index.table} MATCH %s"],
                params=[question],
                order_by=[f"-{index.table}.rowid"],
            )
            rows = cast("Self", found)
        for word in asked:
            if len(word) < PAIR or not by_index:
                rows = rows.filter(_by_like(word, index))
        return rows


def _by_like(word: str, index: Index) -> Q:
    if len(word) == PAIR:
        return Q((f"{index.pairs}__contains", word + PAIR_END))
    return Q((f"{index.words}__contains", word))


class Findable(models.Model):
    """The words by which a record is found, with who may find it.

    Migration 0002 puts indexes of trigrams beside the table and, on SQLite, triggers that
    keep them; a later migration that remakes the table has to put the triggers back.

    Attributes:
        id: an integer, as the indexes of trigrams point to rows by number.
        kind: as shown beside the hit: "site", "person", "document", "claim"...
        folded_title: reference and title folded by ``rules.fold``.
        folded: reference, title and body folded.
        title_pairs, pairs: their words of two characters, see ``rules.pairs``.
    """

    id = models.BigAutoField(primary_key=True)
    target_type = models.CharField(max_length=64)
    target = models.UUIDField()
    kind = models.CharField(max_length=24)
    reference = models.CharField(max_length=20, db_index=True)
    title = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    folded_title = models.TextField()
    title_pairs = models.TextField(blank=True)
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
        "title_pairs": "empty",
        "folded": "empty",
        "pairs": "empty",
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(name="search_findable_once", fields=["target_type", "target"]),
        ]

    def __str__(self) -> str:
        return self.reference
