"""Entering a published figure, correcting it by a later one, withdrawing it; all stay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import Unit, User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotPermitted
from ponleu.foundation.core.models import next_reference
from ponleu.foundation.journal import services as journal
from ponleu.knowledge.claims.models import Claim
from ponleu.knowledge.figures import findable
from ponleu.knowledge.figures.measures import is_measure
from ponleu.knowledge.figures.models import Figure
from ponleu.knowledge.figures.periods import Period, period
from ponleu.knowledge.figures.rules import Bound, Part
from ponleu.knowledge.register.models import Entry
from ponleu.knowledge.sources.models import Source

LETTER = "Q"
LONGEST_WHY = 500
LARGEST = 10**15


@dataclass(frozen=True, slots=True)
class Said:
    """What a publisher said.

    Attributes:
        period: as people write it; ``periods.period`` says how.
        breakdowns: ways of dividing the number.
        change, percent: since the year before; the percentage as written, without its sign.
        published_in: where it stands, if no document is kept.
    """

    measure: str
    value: int
    period: str
    body: str
    bound: Bound = Bound.EXACT
    population: str = ""
    definition: str = ""
    breakdowns: Sequence[Sequence[Part]] = ()
    change: int | None = None
    percent: str = ""
    published_on: date | None = None
    published_in: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """On what in the record a figure stands, by key; whatever is None is not there.

    Attributes:
        span: the words in the source.
        body: the entry of whoever published it.
        replaces: the earlier figure that its publisher corrected.
    """

    claim: UUID | None = None
    source: UUID | None = None
    span: tuple[int, int] | None = None
    body: UUID | None = None
    replaces: UUID | None = None
    brought: UUID | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """What the keys of a basis stand for."""

    claim: Claim | None
    source: Source | None
    body: Entry | None
    replaces: Figure | None


class _Place(Protocol):
    @property
    def unit(self) -> Unit: ...

    @property
    def territory(self) -> str: ...


@dataclass(frozen=True, slots=True)
class _Own:
    unit: Unit
    territory: str


@transaction.atomic
def enter(actor: User, said: Said, basis: Basis = Basis(), *, at: datetime) -> Figure:
    """Keep a published figure. It lies where what it stands on lies, else in the actor's unit.

    Raises:
        NotFound: the actor may not see what it stands on.
        NotPermitted: they may not enter figures there.
        InvalidInput: something is missing or no number, period or measure.
        ChangedMeanwhile: the figure that it corrects was corrected or withdrawn before.
    """
    spell, found = checked(said), _found(actor, basis)
    place = _place(actor, found)
    if not access.may(actor, Action.FIGURE_EDIT, place):
        raise NotPermitted(_("You may not enter figures for this area."))
    _refuse_unsourced(said, found, basis)
    if found.replaces:
        _refuse_wrong_replacement(said, found.replaces)
    figure = _figure(actor, said, spell, basis, found, place, at)
    findable.refresh(figure, at=at)
    journal.record(at=at, actor=actor, action="figure.entered", target=figure)
    return figure


def checked(said: Said) -> Period:
    """The period that is meant, once everything else was found to be in order.

    Raises:
        InvalidInput: the sentence says what to change.
    """
    spell = period(said.period)
    if spell is None:
        raise InvalidInput(
            _("Write the period as 2022, 2022-10, 2022-08-20, 2024-H1 or 2022-01/2022-10.")
        )
    if not is_measure(said.measure):
        raise InvalidInput(_("Choose what is counted."))
    if not 0 <= said.value <= LARGEST:
        raise InvalidInput(_("The number is a whole number from 0 up."))
    if not said.body.strip():
        raise InvalidInput(_("Say who published it."))
    if said.percent and (
        said.change is None or not re.fullmatch(r"\d{1,5}(\.\d{1,2})?", said.percent)
    ):
        raise InvalidInput(_("Give the change as a number and its percentage as 16.34."))
    if said.change is not None and abs(said.change) > LARGEST:
        raise InvalidInput(_("Give the change as a number and its percentage as 16.34."))
    return spell


@transaction.atomic
def see(actor: User, key: UUID, *, at: datetime) -> Figure:
    """A figure for someone who reads it; that is journaled.

    Raises:
        NotFound: no such figure for the actor.
    """
    rows = Figure.objects.select_related(
        "unit", "entered_by", "withdrawn_by", "claim", "source__unit", "replaces", "body_entry"
    )
    figure = rows.defer("source__text").get_for(actor, key)
    journal.record(at=at, actor=actor, action="figure.read", target=figure)
    return figure


@transaction.atomic
def withdraw(actor: User, key: UUID, *, why: str, at: datetime) -> Figure:
    """Withdraw what was entered by mistake: it stays readable and is compared no longer.

    Raises:
        NotFound, NotPermitted: the actor may not change it.
        InvalidInput: no reason, or too long a one.
    """
    figure, text = locked(actor, key), checked_why(why)
    if figure.withdrawn_at is None:
        _end(figure, actor, text, at)
    return figure


@transaction.atomic
def restore(actor: User, key: UUID, *, at: datetime) -> Figure:
    """Bring a withdrawn figure back.

    Raises:
        NotFound, NotPermitted: the actor may not change it.
        ChangedMeanwhile: another correction of the same earlier figure was entered since.
    """
    figure = locked(actor, key)
    if figure.withdrawn_at is not None:
        if figure.replaces_id and _is_replaced(figure.replaces_id):
            raise ChangedMeanwhile(_("Another correction was entered since. Withdraw that first."))
        figure.withdrawn_at = figure.withdrawn_by = None
        figure.withdrawn_why = ""
        figure.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
        findable.refresh(figure, at=at)
        journal.record(at=at, actor=actor, action="figure.restored", target=figure)
    return figure


@transaction.atomic
def withdraw_brought(actor: User, brought: UUID, *, why: str, at: datetime) -> int:
    """Take back all that came in with one table and still stands; how many.

    Raises:
        NotFound, NotPermitted: nothing of it is there for the actor, or not theirs to change.
        InvalidInput: no reason, or too long a one.
    """
    text = checked_why(why)
    rows = Figure.objects.visible_to(actor).standing().filter(brought=brought)
    figures = [locked(actor, key) for key in rows.order_by("pk").values_list("pk", flat=True)]
    for figure in figures:
        _end(figure, actor, text, at)
    return len(figures)


def locked(actor: User, key: UUID) -> Figure:
    """A figure that the actor may change, locked until the transaction ends.

    Raises:
        NotFound: no such figure for the actor.
        NotPermitted: they read it and may not do this.
    """
    figure = Figure.objects.select_related("unit").get_for(actor, key, lock=True)
    if not access.may(actor, Action.FIGURE_EDIT, figure):
        raise NotPermitted(_("You may read this record but not do this."))
    return figure


def checked_why(why: str) -> str:
    """A reason as it is kept.

    Raises:
        InvalidInput: there is none, or it is too long.
    """
    text = " ".join(why.split())
    if not text:
        raise InvalidInput(_("Say in a few words why."))
    if len(text) > LONGEST_WHY:
        raise InvalidInput(_("Shorten the reason to %(most)d characters.") % {"most": LONGEST_WHY})
    return text


def _found(actor: User, basis: Basis) -> _Found:
    claim = source = body = replaces = None
    if basis.replaces:
        replaces = Figure.objects.select_related("unit").get_for(actor, basis.replaces, lock=True)
    if basis.claim:
        claims = Claim.objects.select_related("unit", "source__unit")
        claim = claims.get_for(actor, basis.claim)
        source = claim.source
    elif basis.source:
        source = Source.objects.select_related("unit").get_for(actor, basis.source)
    if basis.body:
        body = Entry.objects.get_for(actor, basis.body)
    return _Found(claim, source, body, replaces)


def _place(actor: User, found: _Found) -> _Place:
    basis: _Place | None = found.claim or found.source or found.replaces
    return basis or _Own(actor.unit, actor.unit.territory)


def _refuse_unsourced(said: Said, found: _Found, basis: Basis) -> None:
    if found.source is None and not said.published_in.strip():
        raise InvalidInput(_("Say where it was published, or start from a claim or a document."))
    if basis.span and found.source and found.claim is None:
        start, end = basis.span
        if not 0 <= start < end <= len(found.source.text):
            raise InvalidInput(_("The words lie outside the text of the source."))


def _refuse_wrong_replacement(said: Said, earlier: Figure) -> None:
    if earlier.measure != said.measure:
        raise InvalidInput(_("A correction counts what the earlier figure counted."))
    if earlier.withdrawn_at is not None or _is_replaced(earlier.pk):
        raise ChangedMeanwhile(
            _("This figure was corrected or withdrawn before. Look at it again.")
        )


def _is_replaced(key: UUID) -> bool:
    return Figure.objects.standing().filter(replaces=key).exists()


def _figure(
    actor: User,
    said: Said,
    spell: Period,
    basis: Basis,
    found: _Found,
    place: _Place,
    at: datetime,
) -> Figure:
    span = (found.claim.start, found.claim.end) if found.claim else basis.span
    start, end = span if span and found.source else (None, None)
    words = said.words.strip()
    if not words and found.claim is None and found.source and start is not None:
        words = found.source.text[start:end]
    return Figure.objects.create(
        unit=place.unit,
        territory=place.territory,
        reference=next_reference(LETTER, at.year),
        measure=said.measure,
        population=" ".join(said.population.split())[:120],
        value=said.value,
        bound=said.bound,
        breakdowns=[[[each.label, each.number] for each in parts] for parts in said.breakdowns],
        change=said.change,
        percent=said.percent,
        period=spell.code,
        period_note=spell.note,
        begins_on=spell.begins,
        ends_on=spell.ends,
        body=" ".join(said.body.split())[:200],
        body_entry=found.body,
        published_on=said.published_on,
        definition=said.definition.strip(),
        words=words or (found.claim.content if found.claim else ""),
        source=found.source,
        start=start,
        end=end,
        published_in=" ".join(said.published_in.split())[:300],
        claim=found.claim,
        replaces=found.replaces,
        brought=basis.brought,
        entered_by=actor,
        entered_at=at,
    )


def _end(figure: Figure, actor: User, why: str, at: datetime) -> None:
    figure.withdrawn_at, figure.withdrawn_by, figure.withdrawn_why = at, actor, why
    figure.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    findable.refresh(figure, at=at)
    journal.record(at=at, actor=actor, action="figure.withdrawn", target=figure)
