"""Sites, persons and organisations, their names, offices and where they are mentioned."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from ponleu.foundation.accounts.models import Protected, ProtectedQuerySet, User
from ponleu.foundation.accounts.rules import Action
from ponleu.knowledge.register.rules import EntryKind, EntryStatus
from ponleu.knowledge.sources.models import Source


class EntryQuerySet(ProtectedQuerySet["Entry"]):
    read_action = Action.REGISTER_READ

    def standing(self) -> EntryQuerySet:
        """Those not withdrawn."""
        return self.filter(withdrawn_at=None)

    def editable_by(self, actor: User) -> EntryQuerySet:
        """What the actor sees and may edit."""
        editable = self.all()
        editable.read_action = Action.REGISTER_EDIT  # type: ignore[misc]  # of this one alone
        return editable.visible_to(actor) & self.visible_to(actor)

    def of_keys(self, keys: Iterable[UUID]) -> EntryQuerySet:
        """Those of these entries that have one of the keys.

        Each key is looked up for itself: left to plan, SQLite reads all that the actor may
        see and throws the rest away.
        """
        mine = self.order_by().filter(pk=OuterRef("pk"))
        return Entry.objects.filter(Exists(mine), pk__in=list(keys))


class Entry(Protected):
    """One site or party of the register.

    Attributes:
        name: the name it is shown under; every spelling is a ``Name``.
        status: a candidate came out of a document and awaits matching; confirmed entries do not.
        place: government code of where a site is, as precise as known.
        sort: hotel, casino, ministry...; a word of the country's tables.
        head: the entry under which it is shown, if a person judged it the same as others;
            worked out from the standing judgements, see ``grouping``.
    """

    reference = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=16, choices=[(k, k) for k in EntryKind])
    name = models.CharField(max_length=200)
    status = models.CharField(max_length=16, choices=[(s, s) for s in EntryStatus])
    sort = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=8, blank=True)
    about = models.CharField(max_length=500, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    entered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    head = models.ForeignKey("self", models.SET_NULL, null=True, related_name="members")

    objects = EntryQuerySet.as_manager()

    retention = "kept as long as the record"
    scrub: ClassVar[dict[str, str]] = {"name": "pseudonym", "about": "empty"}

    class Meta:
        ordering = ["name", "id"]
        indexes = [
            models.Index(
                name="register_entry_list",
                fields=["kind", "name", "id"],
                condition=Q(withdrawn_at=None),
            ),
            models.Index(  # counting what a person may see reads no row
                name="register_entry_reach",
                fields=["unit", "territory", "withdrawn_at"],
                condition=Q(withdrawn_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


def open_to_readers() -> Q:
    """Standing rows of an entry that whoever may read the entry may read too.

    They come from no source, or from one that lies no higher than the entry.
    """
    inside = Q(
        source__unit__path__startswith=F("entry__unit__path"),
        source__territory__startswith=F("entry__territory"),
    )
    return Q(withdrawn_at=None) & (Q(source=None) | inside)


class Name(models.Model):
    """One spelling of an entry's name, in one script, and where it stood.

    One row for each accepted proposal that spells it so: withdrawn with that proposal.
    """

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="names")
    text = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, db_index=True, help_text="search.rules.fold of text")
    script = models.CharField(max_length=8, help_text="ISO 15924: Latn, Khmr, Hans...")
    source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="+")
    proposal = models.UUIDField(null=True, db_index=True, help_text="empty: put in by hand")
    withdrawn_at = models.DateTimeField(null=True)

    scoping_because = "reached through its entry; shown only if its source may be seen too"
    retention = "kept with its entry"
    scrub: ClassVar[dict[str, str]] = {"text": "pseudonym", "folded": "pseudonym"}

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="register_name_once", fields=["entry", "text", "proposal"]
            ),
        ]

    def __str__(self) -> str:
        return f"name {self.pk}"


class Mention(models.Model):
    """A span of a source that a person accepted as being about an entry."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="mentions")
    source = models.ForeignKey(Source, models.PROTECT, related_name="register_mentions")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    proposal = models.UUIDField(db_index=True, help_text="the proposal that was accepted")
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    scoping_because = "reached through its entry; shown only if its source may be seen too"

    class Meta:
        ordering = ["source_id", "start", "pk"]
        constraints = [
            models.CheckConstraint(name="register_mention_span", condition=Q(end__gt=F("start"))),
            models.UniqueConstraint(
                name="register_mention_once", fields=["entry", "proposal", "start", "end"]
            ),
        ]

    def __str__(self) -> str:
        return f"mention {self.pk}"


class Office(models.Model):
    """An office that a source gives to a person, with the words and the day of the source."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="offices")
    title = models.CharField(max_length=200)
    place = models.CharField(max_length=8, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    stated_on = models.DateField(null=True, help_text="publication day of the source")
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    proposal = models.UUIDField(db_index=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    withdrawn_at = models.DateTimeField(null=True)

    retention = "kept with its entry"
    scrub: ClassVar[dict[str, str]] = {"title": "empty", "organisation": "empty"}
    scoping_because = "reached through its entry; shown only if its source may be seen too"

    class Meta:
        ordering = ["-stated_on", "pk"]
        constraints = [
            models.CheckConstraint(name="register_office_span", condition=Q(end__gt=F("start"))),
            models.UniqueConstraint(
                name="register_office_once", fields=["entry", "proposal", "title"]
            ),
        ]

    def __str__(self) -> str:
        return f"office {self.pk}"
