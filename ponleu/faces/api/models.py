"""Which program sent which complaint."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef, Q

from ponleu.foundation.accounts.models import Program
from ponleu.foundation.core.scoping import ScopedQuerySet
from ponleu.response.complaints.models import Complaint, Exclusion


class SendingQuerySet(ScopedQuerySet["Sending"]):
    """What programs sent."""

    def visible_to(self, actor: Program) -> SendingQuerySet:
        """What the program sent itself, without what names its unit or who answers for it."""
        named = Exclusion.objects.standing().filter(complaint=OuterRef("complaint"))
        named = named.filter(Q(user=actor.answerable_id) | Q(unit=actor.unit_id))
        return self.filter(program=actor).exclude(Exists(named))


class Sending(models.Model):
    """That a program sent a complaint.

    Attributes:
        words: keyed hash of what was sent, so that a key used for something else is noticed; see
            ``complaints.models.Origin``.
    """

    program = models.ForeignKey(Program, models.PROTECT, related_name="+", db_index=False)
    complaint = models.OneToOneField(Complaint, models.PROTECT, related_name="+")
    words = models.BinaryField(max_length=32)

    objects = SendingQuerySet.as_manager()

    holds_no_person = "keys of a program and of a complaint, and a keyed hash"

    class Meta:
        indexes = [models.Index(name="api_sending_of_program", fields=["program", "-id"])]

    def __str__(self) -> str:
        return f"{self.complaint_id} of {self.program_id}"
