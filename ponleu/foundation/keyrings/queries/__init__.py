"""Reads about keys: to whom to seal, who holds what, who waits, who is told."""

from ponleu.foundation.keyrings.queries.notices import Waiting, unseen_notices, waiting
from ponleu.foundation.keyrings.queries.recoveries import (
    is_covered,
    officers,
    recovery_for,
    recovery_of_officer,
    renewal_is_due,
    root_of,
    standing_recoveries,
)
from ponleu.foundation.keyrings.queries.sealing import (
    context_of,
    held_pairs,
    key_ids_of,
    opened_ring,
    pair_for,
    recipients,
)
from ponleu.foundation.keyrings.queries.standing import (
    Held,
    UnitKeys,
    Waits,
    granted_people,
    key_of,
    keys_of,
    person_here,
    standing_holders,
)
from ponleu.foundation.keyrings.queries.units import (
    may_hold,
    person_named,
    unit_for,
    unit_of_code,
    units_shown,
    units_to_begin,
    units_with_ring,
)

__all__ = [
    "Held",
    "UnitKeys",
    "Waiting",
    "Waits",
    "context_of",
    "granted_people",
    "held_pairs",
    "is_covered",
    "key_ids_of",
    "key_of",
    "keys_of",
    "may_hold",
    "officers",
    "opened_ring",
    "pair_for",
    "person_here",
    "person_named",
    "recipients",
    "recovery_for",
    "recovery_of_officer",
    "renewal_is_due",
    "root_of",
    "standing_holders",
    "standing_recoveries",
    "unit_for",
    "unit_of_code",
    "units_shown",
    "units_to_begin",
    "units_with_ring",
    "unseen_notices",
    "waiting",
]
