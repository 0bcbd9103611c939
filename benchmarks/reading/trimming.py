"""Words at the edge of a peer's find that labelling leaves out: no custom is marked down."""

from __future__ import annotations

import re

ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
POSSESSIVE = re.compile(r"['’]s?$")
APPROXIMATE = re.compile(
    r"(?:nearly|about|around|almost|approximately|some|over|only|up to|"
    r"(?:at least|at most|more than|less than|fewer than))\s+",
    re.IGNORECASE,
)
PREPOSITION = re.compile(r"(?:between|from|on|in|by|of|since|until)\s+", re.IGNORECASE)
