"""What documents tell of incidents, what people say of that, and where sides contradict."""

from ponleu.response.incidents.models.complaints import ComplaintLink, ComplaintLinkQuerySet
from ponleu.response.incidents.models.contradictions import (
    Contradiction,
    ContradictionQuerySet,
    Settlement,
    Side,
)
from ponleu.response.incidents.models.incidents import Incident, KeptApart, KeptSide, Link, Member
from ponleu.response.incidents.models.tellings import CaughtUp, Looked, Mark, Proposed, Telling, Tie

__all__ = [
    "CaughtUp",
    "ComplaintLink",
    "ComplaintLinkQuerySet",
    "Contradiction",
    "ContradictionQuerySet",
    "Incident",
    "KeptApart",
    "KeptSide",
    "Link",
    "Looked",
    "Mark",
    "Member",
    "Proposed",
    "Settlement",
    "Side",
    "Telling",
    "Tie",
]
