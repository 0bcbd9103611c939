"""What documents tell of incidents, and which of it may be one: worked out, not judged."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.scoping import ScopedQuerySet
from ponleu.knowledge.sources.models import Source
from ponleu.response.incidents.models.seen import is_seen


class Looked(models.Model):
    """That a document was looked through for what it tells of incidents.

    Attributes:
        engine_version: with which the document was then read.
    """

    source = models.OneToOneField(Source, models.CASCADE, primary_key=True, related_name="+")
    at = models.DateTimeField()
    engine_version = models.CharField(max_length=32)

    scoping_because = "an instant of a document; no page shows it"
    holds_no_person = "a key and an instant"

    def __str__(self) -> str:
        return f"looked at {self.source_id}"


class CaughtUp(models.Model):
    """Up to which row of the journal judgements on readings were taken into account. One row."""

    only = models.BooleanField(default=True, unique=True, editable=False)
    sequence = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    scoping_because = "a place in the journal; no page shows it"
    holds_no_person = "a number and a hash"

    class Meta:
        constraints = [
            models.CheckConstraint(name="incidents_caughtup_one_row", condition=Q(only=True)),
        ]

    def __str__(self) -> str:
        return f"caught up to {self.sequence}"


class Proposed(models.Model):
    """Tellings that the engine takes for one incident; a person judges them.

    What a reader is shown of it, score and reasons too, is worked out anew from the tellings
    that the reader may see; ``score`` only puts them in order.

    Attributes:
        is_open: there are two documents in it that no person put into one incident.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    score = models.FloatField()
    engine_version = models.CharField(max_length=32)
    proposed_at = models.DateTimeField()
    is_open = models.BooleanField(default=True)

    scoping_because = "shown only through its tellings, each of which is scoped"
    holds_no_person = "a score and an instant"

    class Meta:
        indexes = [
            models.Index(
                name="incidents_proposed_open", fields=["-score", "id"], condition=Q(is_open=True)
            ),
        ]

    def __str__(self) -> str:
        return f"proposed {self.pk}"


class TellingQuerySet(ScopedQuerySet["Telling"]):
    def visible_to(self, actor: User) -> Self:
        """Those of documents that the actor may see."""
        return self.filter(is_seen(actor, "source"))

    def current(self) -> Self:
        """Those that the document's newest reading gives."""
        return self.filter(gone_at=None)


class Telling(models.Model):
    """What one document tells of one incident.

    Attributes:
        number: of its document, in the order in which they were first told.
        values: as ``values.as_json`` gives them: what the engine compares.
        kinds, provinces: "|raid|arrest|", "|18|", for filters.
        gone_at: since when no reading gives it any more; kept because a person judged it.
    """

    KINDS_LENGTH = 200
    PROVINCES_LENGTH = 120

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    source = models.ForeignKey(Source, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    kinds = models.CharField(max_length=KINDS_LENGTH, blank=True)
    provinces = models.CharField(max_length=PROVINCES_LENGTH, blank=True)
    values = models.JSONField()
    proposed = models.ForeignKey(Proposed, models.SET_NULL, null=True, related_name="tellings")
    told_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    objects = TellingQuerySet.as_manager()

    retention = "kept with its source"
    scrub: ClassVar[dict[str, str]] = {"values": "empty"}

    class Meta:
        ordering = ["first", "source_id", "number"]
        constraints = [
            models.UniqueConstraint(name="incidents_telling_once", fields=["source", "number"]),
            models.CheckConstraint(
                name="incidents_telling_days_whole",
                condition=Q(first=None, last=None) | Q(last__gte=F("first")),
            ),
        ]

    def __str__(self) -> str:
        return f"telling {self.pk}"


class Mark(models.Model):
    """A word by which tellings that may be of one incident are looked up, by equality."""

    telling = models.ForeignKey(Telling, models.CASCADE, related_name="marks")
    value = models.CharField(max_length=40)

    scoping_because = "looked up by the engine alone; reached through its telling's source"
    retention = "kept with its source"
    scrub: ClassVar[dict[str, str]] = {"value": "empty"}

    class Meta:
        constraints = [
            models.UniqueConstraint(name="incidents_mark_once", fields=["value", "telling"]),
        ]

    def __str__(self) -> str:
        return f"mark {self.pk}"


class Tie(models.Model):
    """That more speaks for two tellings being of one incident than against it."""

    one = models.ForeignKey(Telling, models.CASCADE, related_name="+")
    other = models.ForeignKey(Telling, models.CASCADE, related_name="+")

    scoping_because = "two keys that the engine goes by; no page shows it"
    holds_no_person = "two keys"

    class Meta:
        constraints = [
            models.UniqueConstraint(name="incidents_tie_once", fields=["one", "other"]),
            models.CheckConstraint(name="incidents_tie_in_order", condition=Q(one__lt=F("other"))),
        ]

    def __str__(self) -> str:
        return f"tie {self.pk}"
