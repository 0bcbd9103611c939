"""What a source, or a person who entered it, says of an entry for a stretch of time."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from ponleu.foundation.core.keys import new_key
from ponleu.knowledge.sources.models import Source


class Dated(models.Model):
    """A fact with its time, its ground and its author. Never changed: withdrawn and said anew.

    Attributes:
        since, until: ISO day, month or year; empty: not known. Both are inside the time.
        ground: where it is from, in words, if it is not a source of the record.
        words: the words of the source.
        is_doubtful: said, and not confirmed.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    since = models.CharField(max_length=10, blank=True)
    until = models.CharField(max_length=10, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="+")
    ground = models.CharField(max_length=300, blank=True)
    words = models.CharField(max_length=500, blank=True)
    is_doubtful = models.BooleanField(default=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=500, blank=True)

    scrub: ClassVar[dict[str, str]] = {"ground": "empty", "words": "empty"}

    class Meta:
        abstract = True
