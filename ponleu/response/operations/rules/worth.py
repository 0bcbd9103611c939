"""What inspecting a site is worth to a plan: our own numbers, shown beside the plan."""

from __future__ import annotations

WORTH_OF_LEVEL = (1.0, 4.0, 10.0, 16.0, 20.0, 20.0)
"""By proof level 0 to 5: a finding at level 2 is worth ten bare records."""
WORTH_OF_URGENCY = (1.0, 1.5, 2.5, 4.0)
"""By urgency 0 to 3: factor for "in its turn", "within days", "today", "now"."""
MOST_WORTH = max(WORTH_OF_LEVEL) * max(WORTH_OF_URGENCY)
"""No site is worth more; a worth over this is the score of a site, 0 to 1."""


def worth(level: int, urgency: int) -> float:
    """Worth of a site from the level of its finding and the urgency of its complaints."""
    return WORTH_OF_LEVEL[level] * WORTH_OF_URGENCY[urgency]
