"""Proposing a measure against a site or an organisation, and every step after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotPermitted
from ponleu.foundation.core.models import next_reference
from ponleu.foundation.core.wording import one_line
from ponleu.foundation.journal import services as journal
from ponleu.foundation.law import queries as law
from ponleu.foundation.law import rules as law_rules
from ponleu.knowledge.register.models import Entry
from ponleu.response.operations.kept_out import is_kept_out
from ponleu.response.operations.models import OperationSite
from ponleu.response.outcomes.models import Measure, MeasureStep
from ponleu.response.outcomes.rules import measures
from ponleu.response.outcomes.rules.kinds import AGAINST, FINES, FOR_A_TIME, MeasureKind
from ponleu.response.outcomes.rules.measures import State, Step
from ponleu.response.outcomes.services.reaching import refuse_unless_seen, site_for
from ponleu.response.outcomes.services.settling import settle

PREFIX = "G"
MOST_GROUNDS, MOST_WHY = 1000, 500
MOST_RIEL, MOST_DAYS, MOST_WORKERS = 10**15, 10_000, 10_000


@dataclass(frozen=True, slots=True)
class Proposed:
    """A measure as it is proposed.

    Attributes:
        entry: key of the site of the operation, or of an organisation of the register.
        provision: code of the legal provision; valid on ``offence_on``.
        riel: the amount of a fine as it is stated; ``days`` of base wage for ``workers`` beside it.
        until_on: last day in force; needed for what is for a time.
    """

    entry: UUID
    kind: str
    provision: str
    offence_on: date
    from_on: date
    grounds: str
    until_on: date | None = None
    riel: int | None = None
    days: int | None = None
    workers: int = 1


@transaction.atomic
def propose(actor: User, site_key: UUID, said: Proposed, *, at: datetime) -> Measure:
    """Propose a measure after what was found at a site; another person decides.

    Raises:
        NotFound, NotPermitted: as for ``site_for``.
        InvalidInput: it would name a person, or something of it does not hold; says what.
    """
    site = site_for(actor, site_key)
    entry = _against(actor, site, said.entry)
    _refuse_flaws(said, today=localdate(at))
    is_fine = said.kind in FINES
    grounds = one_line(said.grounds, most=MOST_GROUNDS)
    row = Measure.objects.create(
        reference=next_reference(PREFIX, localdate(at).year),
        site=site,
        entry=entry,
        against=entry.kind,
        kind=said.kind,
        provision=said.provision,
        offence_on=said.offence_on,
        days=said.days if is_fine else None,
        workers=said.workers if is_fine else 1,
        riel=said.riel if is_fine else None,
        from_on=said.from_on,
        until_on=said.until_on,
        grounds=grounds,
        proposed_by=actor,
        proposed_at=at,
    )
    _note(row, Step.PROPOSE, actor, "", at)
    journal.record(at=at, actor=actor, action="measure.proposed", target=row)
    return row


@transaction.atomic
def step(
    actor: User,
    key: UUID,
    what: Step,
    why: str,
    *,
    seen: int,
    lifted_on: date | None = None,
    at: datetime,
) -> Measure:
    """Order, refuse, withdraw, lift or put back a measure, or take a decision back.

    Args:
        seen: number of the last step that the actor saw.
        lifted_on: of what is lifted, from which day on it holds no longer; today if none.

    Raises:
        NotFound: there is no such measure for the actor.
        NotPermitted: they may not enter outcomes there, or this step is another person's.
        ChangedMeanwhile: somebody took a step since, or this one cannot follow.
        InvalidInput: no reason is given, or the day lies before the measure.
    """
    row = Measure.objects.get_for(actor, key)
    site = site_for(actor, row.site_id)
    row = Measure.objects.get_for(actor, key, lock=True)
    refuse_unless_seen(row.steps.count(), seen)
    state = measures.after(State(row.state), what)
    if state is None:
        raise ChangedMeanwhile(_("This measure has moved on meanwhile. Look at its page again."))
    _refuse_other_people(actor, row, what)
    why = one_line(why, most=MOST_WHY)
    _move(row, state, what, actor, lifted_on or localdate(at), at)
    _note(row, what, actor, why, at)
    settle(actor, site, at=at)
    journal.record(at=at, actor=actor, action=f"measure.{what}", target=row)
    return row


def _against(actor: User, site: OperationSite, key: UUID) -> Entry:
    """The site itself, or an organisation that the actor sees."""
    if key == site.entry_id:
        return site.entry
    entry = Entry.objects.visible_to(actor).standing().filter(pk=key).first()
    if entry is None or is_kept_out(actor, [str(key)]):
        raise InvalidInput(_("There is no such site or organisation that you may see."))
    if entry.kind not in AGAINST:
        raise InvalidInput(
            _("A measure is against a site or an organisation. No measure can name a person.")
        )
    return entry


def _refuse_flaws(said: Proposed, *, today: date) -> None:
    if said.kind not in set(MeasureKind):
        raise InvalidInput(_("There is no such measure."))
    provision = law.provision(said.provision)
    if provision is None or not law_rules.is_valid(provision, said.offence_on):
        raise InvalidInput(_("This provision did not hold on that day. Choose one that did."))
    if said.offence_on > today:
        raise InvalidInput(_("The day of what was found cannot lie in the future."))
    if said.until_on is not None and said.until_on < said.from_on:
        raise InvalidInput(_("The last day lies before the first."))
    if said.kind in FOR_A_TIME and said.until_on is None:
        raise InvalidInput(_("Say until which day it holds."))
    if said.kind in FINES:
        _refuse_amounts(said)


def _refuse_amounts(said: Proposed) -> None:
    if said.riel is None or not 0 < said.riel <= MOST_RIEL:
        raise InvalidInput(_("Say how many riel the fine is."))
    if said.days is not None and not 0 < said.days <= MOST_DAYS:
        raise InvalidInput(_("Days of base wage are a number from 1."))
    if not 0 < said.workers <= MOST_WORKERS:
        raise InvalidInput(_("A fine is for one worker at least."))


def _refuse_other_people(actor: User, row: Measure, what: Step) -> None:
    if what in measures.BY_ANOTHER and row.proposed_by_id == actor.pk:
        raise NotPermitted(_("You proposed it: another person decides."))
    if what in measures.BY_PROPOSER and row.proposed_by_id != actor.pk:
        raise NotPermitted(_("Only who proposed it withdraws it. You can refuse it."))
    if what in measures.BY_DECIDER and row.decided_by_id != actor.pk:
        raise NotPermitted(_("Only who decided it takes the decision back. You can lift it."))


def _move(
    row: Measure, state: State, what: Step, actor: User, lifted_on: date, at: datetime
) -> None:
    row.state, row.lifted_on = state, None
    if what in measures.BY_ANOTHER:
        row.decided_by, row.decided_at = actor, at
    elif what is Step.TAKE_BACK:
        row.decided_by, row.decided_at = None, None
    elif what is Step.LIFT:
        if lifted_on < row.from_on:
            raise InvalidInput(_("It cannot be lifted before it begins."))
        row.lifted_on = lifted_on
    row.save(update_fields=["state", "decided_by", "decided_at", "lifted_on"])


def _note(row: Measure, what: Step, actor: User, why: str, at: datetime) -> None:
    number = row.steps.count() + 1
    MeasureStep.objects.create(measure=row, number=number, step=what, why=why, by=actor, at=at)
