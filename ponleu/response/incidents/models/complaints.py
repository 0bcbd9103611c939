"""What people said of a complaint and an incident; nothing that the complaint tells is here."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.scoping import ScopedQuerySet
from ponleu.foundation.core.withdrawing import WITHDRAWN_WHOLE, Withdrawable
from ponleu.response.complaints.models import Complaint
from ponleu.response.incidents.models.incidents import Incident


class ComplaintLinkQuerySet(ScopedQuerySet["ComplaintLink"]):
    def visible_to(self, actor: User) -> Self:
        """Those of which the actor may see both the complaint and the incident."""
        complaints = Complaint.objects.visible_to(actor).filter(pk=OuterRef("complaint"))
        incidents = Incident.objects.visible_to(actor).filter(pk=OuterRef("incident"))
        return self.filter(Exists(complaints), Exists(incidents))

    def standing(self) -> Self:
        """Those not taken back."""
        return self.filter(withdrawn_at=None)


class ComplaintLink(Withdrawable):
    """That a person said whether a complaint tells of an incident. Taken back, it stays.

    There is no field for words: a complaint is sealed, and a reason would repeat it.

    Attributes:
        tells: it does; if not, it is not offered again.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="+")
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="complaint_links")
    tells = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ComplaintLinkQuerySet.as_manager()

    holds_no_person = "keys of a complaint and an incident"

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="incidents_complaintlink_once",
                fields=["complaint", "incident"],
                condition=Q(withdrawn_at=None),
            ),
            WITHDRAWN_WHOLE,
        ]

    def __str__(self) -> str:
        return f"complaint link {self.pk}"
