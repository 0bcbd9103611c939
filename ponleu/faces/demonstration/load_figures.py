"""Published figures of the invented country: a table, and one growth that does not come out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from importlib.resources import files

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.knowledge.figures.rules import Part
from ponleu.knowledge.figures.services import bringing, figures
from ponleu.knowledge.figures.services.figures import Said

COMMITTEE = "Committee of the demonstration country"
GROWN = Said(
    measure="cases",
    value=104,
    period="2026-H1",
    body=COMMITTEE,
    definition="cases of trafficking and of sexual exploitation together",
    breakdowns=((Part("HT", 22), Part("SE", 82)),),
    change=17,
    percent="16.34",
    published_on=date(2026, 7, 14),
    published_in="Half-year report 2026 of the invented committee",
    words="The committee recorded 104 cases in six months, 17 cases more (16.34%).",
)
"""17 more is 19.5 % of the 87 before; 16.34 % is its share of the new number."""


def enter_figures(people: Sequence[User], *, at: datetime) -> int:
    """Keep the published figures of the invented country; how many.

    Done by the first of the demonstration people who may enter figures.
    """
    analyst = next((one for one in people if one.may(Action.FIGURE_EDIT)), None)
    if analyst is None:
        return 0
    text = (files(__package__) / "texts" / "figures.csv").read_text(encoding="utf-8")
    _, kept = bringing.bring(analyst, text, at=at)
    figures.enter(analyst, GROWN, at=at)
    return len(kept) + 1
