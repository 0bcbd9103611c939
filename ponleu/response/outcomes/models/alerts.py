"""What people said of alerts. Alerts themselves are worked out anew for each reader, never kept."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.withdrawing import WITHDRAWN_WHOLE, Withdrawable
from ponleu.response.operations.models import OperationSite
from ponleu.response.outcomes.models.scope import OfSiteQuerySet
from ponleu.response.outcomes.rules.kinds import Alerted, Ground, Verdict


class AlertJudgement(Withdrawable):
    """Whether an alert is so. It survives that alerts are worked out again.

    Attributes:
        site: the site that was inspected.
        ground, key: what gave rise to the alert: kind and key of a complaint, allegation, finding
            or entry. Who may not see that sees no judgement on it either; see ``queries.alerts``.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    site = models.ForeignKey(OperationSite, models.PROTECT, related_name="judged_alerts")
    alerted = models.CharField(max_length=12, choices=[(a, a) for a in Alerted])
    ground = models.CharField(max_length=12, choices=[(g, g) for g in Ground])
    key = models.UUIDField()
    verdict = models.CharField(max_length=8, choices=[(v, v) for v in Verdict])
    why = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = OfSiteQuerySet["AlertJudgement"].as_manager()

    retention = "kept as long as its operation"
    scrub: ClassVar[dict[str, str]] = {"why": "empty"}

    class Meta:
        ordering = ["-at", "pk"]
        constraints = [
            WITHDRAWN_WHOLE,
            models.UniqueConstraint(
                name="outcomes_alert_one_stands",
                fields=["site", "alerted", "ground", "key"],
                condition=Q(withdrawn_at=None),
            ),
            models.CheckConstraint(name="outcomes_alert_says_why", condition=~Q(why="")),
        ]

    def __str__(self) -> str:
        return f"judgement {self.pk}"
