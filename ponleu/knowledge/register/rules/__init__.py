"""What the register decides without a database."""

from ponleu.knowledge.register.rules.dated import (
    DetailSort,
    IdentifierSort,
    TieSort,
    Time,
    may_tie,
    normal_number,
)
from ponleu.knowledge.register.rules.entries import (
    LONGEST_NAME,
    LONGEST_SORT,
    SCRIPTS,
    UNKNOWN_SCRIPT,
    EntryKind,
    EntryStatus,
    is_place_code,
    script_of,
)
from ponleu.knowledge.register.rules.identity import (
    Member,
    Verdict,
    contradicted,
    groups,
    head_of,
    worth,
)

__all__ = [
    "LONGEST_NAME",
    "LONGEST_SORT",
    "SCRIPTS",
    "UNKNOWN_SCRIPT",
    "DetailSort",
    "EntryKind",
    "EntryStatus",
    "IdentifierSort",
    "Member",
    "TieSort",
    "Time",
    "Verdict",
    "contradicted",
    "groups",
    "head_of",
    "is_place_code",
    "may_tie",
    "normal_number",
    "script_of",
    "worth",
]
