"""What of a visit can be found by searching: who comes and by what mandate.

Questions are not: one about an allegation is hidden from whoever a complaint of it names, and the
index knows units and territories alone.
"""

from __future__ import annotations

from datetime import datetime

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.search import services as search
from ponleu.response.visits.models import Visit

TARGET_TYPE = "visits.visit"


def refresh(visit: Visit, *, at: datetime) -> None:
    """Bring the index to what is recorded now; what is withdrawn is found no longer."""
    if visit.withdrawn_at:
        search.forget(TARGET_TYPE, visit.pk)
        return
    search.index(
        target_type=TARGET_TYPE,
        target=visit.pk,
        kind="visit",
        reference=visit.reference,
        title=visit.body,
        body=visit.mandate,
        read_action=Action.VISIT_READ,
        unit_path=visit.unit.path,
        territory=visit.territory,
        at=at,
    )
