"""Two cases of the invented country: one worked by several people, one related to it."""

from __future__ import annotations

from datetime import datetime

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.response.cases.models import Allegation, Case
from ponleu.response.cases.queries import case_files
from ponleu.response.cases.rules import Part
from ponleu.response.cases.services import cases, holding, members
from ponleu.response.cases.services.cases import Headed

TITLES = ("Sites along the coast road", "Debts held against workers")
PARTS = (Part.VERIFIES, Part.FOLLOWS, Part.ADVISES)


def open_cases(people: list[User], *, at: datetime) -> int:
    """Open a case with each allegation that is open, relate the first two; how many there are.

    Done by whoever of the demonstration people may first; colleagues of their unit are let in.
    """
    opener = next((one for one in people if _may_open(one)), None)
    if opener is None:
        return 0
    seen = Allegation.objects.visible_to(opener).standing().order_by("opened_at", "pk")
    opened: list[Case] = []
    for title, allegation in zip(TITLES, seen, strict=False):
        headed = Headed(title, opener.unit_id)
        opened.append(cases.open_case(opener, headed, [allegation.pk], at=at))
    if not opened:
        return 0
    known = {one.pk for one in people}
    others = [one for one in case_files.may_join(opened[0]) if one.pk in known and one != opener]
    near = [one for one in others if one.unit_id == opener.unit_id]
    for person, part in zip(near, PARTS, strict=False):
        members.let_in(opener, opened[0].pk, person.pk, part, at=at)
    if len(opened) == len(TITLES):
        why = "The same broker is said to bring people to both."
        holding.relate_cases(opener, opened[0].pk, opened[1].pk, why=why, at=at)
    return len(opened)


def _may_open(person: User) -> bool:
    """Whether someone of a province may open cases and see what allegations rest on."""
    needs = (Action.CASE_EDIT, Action.ALLEGATION_READ, Action.COMPLAINT_READ)
    return bool(person.territory) and all(person.may(action, person) for action in needs)
