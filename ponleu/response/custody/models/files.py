"""Files of exhibits: the sealed original, who may have a copy of it, and who had one when."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.withdrawing import WITHDRAWN_WHOLE, Withdrawable
from ponleu.knowledge.evidence.models import Content
from ponleu.response.custody.models.exhibit import Exhibit, OfExhibitQuerySet
from ponleu.response.custody.rules.kinds import FileState


class OfFileQuerySet(OfExhibitQuerySet["CopyGrant"]):
    path = "file__exhibit"


class ViewingQuerySet(OfExhibitQuerySet["Viewing"]):
    path = "file__exhibit"


class ExhibitFile(Withdrawable):
    """A file that was copied from an exhibit. Taken back only while it is still coming.

    Attributes:
        number: its place among the files of the exhibit, from 1.
        stated_sha256, size: what whoever copied it says it has, in hex and in bytes.
        held: how many bytes are here, sealed and synced to disk.
        sha256: what was found once all of it was here; empty until then.
        content: the sealed bytes in the content store.
        envelope: the key of the file, sealed to the ring of the unit.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    exhibit = models.ForeignKey(Exhibit, models.PROTECT, related_name="files")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    stated_sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    held = models.PositiveBigIntegerField(default=0)
    state = models.CharField(
        max_length=12, choices=[(s, s) for s in FileState], default=FileState.COMING
    )
    sha256 = models.CharField(max_length=64, blank=True)
    finished_at = models.DateTimeField(null=True)
    content = models.ForeignKey(Content, models.PROTECT, null=True, related_name="+")
    envelope = models.BinaryField()

    objects = OfExhibitQuerySet["ExhibitFile"].as_manager()

    retention = "kept as long as its operation"
    scrub: ClassVar[dict[str, str]] = {"name": "empty", "envelope": "empty"}

    class Meta:
        ordering = ["exhibit", "number"]
        constraints = [
            WITHDRAWN_WHOLE,
            models.UniqueConstraint(name="custody_file_once", fields=["exhibit", "number"]),
            models.CheckConstraint(
                name="custody_file_held_no_more", condition=Q(held__lte=F("size"))
            ),
            models.CheckConstraint(
                name="custody_file_finished_whole",
                condition=Q(state=FileState.COMING, finished_at=None, content=None)
                | (
                    ~Q(state=FileState.COMING)
                    & Q(finished_at__isnull=False, content__isnull=False, withdrawn_at=None)
                ),
            ),
            models.CheckConstraint(
                name="custody_file_original_matches",
                condition=~Q(state=FileState.ORIGINAL) | Q(sha256=F("stated_sha256")),
            ),
        ]

    def __str__(self) -> str:
        return f"file {self.number} of {self.exhibit_id}"


class CopyGrant(Withdrawable):
    """That a person may have a working copy of a file, by whose act and why.

    Attributes:
        envelope: the key of the file, sealed to that person.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    file = models.ForeignKey(ExhibitFile, models.PROTECT, related_name="grants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=300)
    envelope = models.BinaryField()

    objects = OfFileQuerySet.as_manager()

    retention = "kept as long as its operation"
    scrub: ClassVar[dict[str, str]] = {"reason": "empty", "envelope": "empty"}

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            WITHDRAWN_WHOLE,
            models.UniqueConstraint(
                name="custody_copy_grant_once",
                fields=["file", "user"],
                condition=Q(withdrawn_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"copy of {self.file_id}"


class Viewing(models.Model):
    """That somebody was given a working copy; never changed."""

    file = models.ForeignKey(ExhibitFile, models.PROTECT, related_name="viewings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ViewingQuerySet.as_manager()

    retention = "kept as long as its operation"
    scrub: ClassVar[dict[str, str]] = {}

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"viewing of {self.file_id}"
