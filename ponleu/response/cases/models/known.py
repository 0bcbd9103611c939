"""What a case tells of its allegations to members who read no allegation by themselves."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from ponleu.foundation.accounts.models import User, inside
from ponleu.foundation.accounts.rules import Action
from ponleu.knowledge.register.models import Entry
from ponleu.response.cases.models.allegation import Allegation, AllegationQuerySet, Gathering
from ponleu.response.cases.models.case import Case
from ponleu.response.cases.models.regrouping import CaseAllegation


def known_to(actor: User) -> AllegationQuerySet:
    """Allegations that the actor may see, or learn of by a case.

    Who reads allegations sees those of which they may see a complaint. Who reads none, such as a
    prosecutor, learns what is held by the cases that they are let in to: offence and entry, where
    their grant to read cases covers it, and never a complaint.
    """
    if actor.may(Action.ALLEGATION_READ):
        return Allegation.objects.visible_to(actor)
    held = CaseAllegation.objects.standing().filter(
        allegation=OuterRef("pk"), where__in=Case.objects.visible_to(actor).order_by().values("pk")
    )
    kept = Gathering.objects.kept_from(actor).filter(allegation=OuterRef("pk"))
    entries = Entry.objects.visible_to(actor).filter(pk=OuterRef("entry"))
    rows = Allegation.objects.filter(inside(actor, Action.CASE_READ))
    return rows.filter(Exists(held), Exists(entries), ~Exists(kept))
