"""Reads of published figures for screens, cut to what the person may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import NotFound
from ponleu.knowledge.claims.models import Claim
from ponleu.knowledge.figures import comparing, rules
from ponleu.knowledge.figures.measures import Named, measures, named
from ponleu.knowledge.figures.models import Explanation, Figure, FigureQuerySet
from ponleu.knowledge.figures.rules import Conflict, ConflictKind, Growth, Part

MOST = 2_000
"""Figures that one page looks through."""
MOST_CONFLICTS = 50
MOST_OF_CLAIM = 20


@dataclass(frozen=True, slots=True)
class Clash:
    """What cannot be right, with the figures that it is about.

    Attributes:
        explained: why a person said that it is none; None as long as nobody did.
    """

    conflict: Conflict
    one: Figure
    other: Figure | None
    explained: Explanation | None

    @property
    def definitions_differ(self) -> bool:
        """Whether both say what they count, and not the same: that may be why."""
        return bool(
            self.other
            and self.one.definition
            and self.other.definition
            and self.one.definition != self.other.definition
        )


@dataclass(frozen=True, slots=True)
class Counted:
    """A measure, with how many figures of it are kept and how many clashes are open."""

    measure: Named
    figures: int
    clashes: int


@dataclass(frozen=True, slots=True)
class Index:
    """What is kept, by measure, and what cannot both be right."""

    counted: Sequence[Counted]
    clashes: Sequence[Clash]
    n_open: int
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of a series.

    Attributes:
        share: its number in thousandths of the largest of the series.
        replaced_by: the correction of its publisher.
        n_open: clashes that it has a part in and nobody explained.
    """

    figure: Figure
    share: int
    replaced_by: Figure | None
    n_open: int


@dataclass(frozen=True, slots=True)
class Series:
    """Every published number of one measure beside each other, the earliest period first."""

    measure: Named
    lines: Sequence[Line]
    clashes: Sequence[Clash]
    explained: Sequence[Clash]
    populations: Sequence[str]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class FigurePage:
    """One figure with what is worked out from it and what stands against it."""

    figure: Figure
    measure: Named
    breakdowns: Sequence[tuple[Sequence[Part], int]]
    growth: Growth | None
    clashes: Sequence[Clash]
    replaced_by: Figure | None
    sees_source: bool
    sees_claim: bool
    may_edit: bool


def index(actor: User) -> Index:
    """Measures of which something is kept, and the open clashes of all of them."""
    figures = _read(Figure.objects.visible_to(actor).current())
    clashes = [each for each in _clashes(actor, figures[:MOST]) if each.explained is None]
    counts = Counter(figure.measure for figure in figures[:MOST])
    open_of = Counter(each.one.measure for each in clashes)
    known = [each for each in measures() if each.code in counts]
    gone = [named(code) for code in sorted(counts) if code not in {each.code for each in known}]
    counted = [Counted(each, counts[each.code], open_of[each.code]) for each in [*known, *gone]]
    return Index(counted, clashes[:MOST_CONFLICTS], len(clashes), len(figures) > MOST)


def series(actor: User, measure: str, *, population: str | None = None) -> Series:
    """The figures of a measure: of all, or of one population alone ("" is not narrowed)."""
    rows = Figure.objects.visible_to(actor).standing().filter(measure=measure)
    found = _read(rows)
    figures = found[:MOST]
    later = {figure.replaces_id: figure for figure in figures if figure.replaces_id}
    shown = [each for each in figures if population is None or each.population == population]
    clashes = _clashes(actor, [figure for figure in figures if figure.pk not in later])
    keys = {figure.pk for figure in shown}
    clashes = [each for each in clashes if {each.one.pk, each.other and each.other.pk} & keys]
    open_ones = [each for each in clashes if each.explained is None]
    largest = max((figure.value for figure in shown), default=0)
    counts = Counter(key for each in open_ones for key in _keys(each))
    lines = [
        Line(
            figure,
            1000 * figure.value // largest if largest else 0,
            later.get(figure.pk),
            counts[figure.pk],
        )
        for figure in shown
    ]
    return Series(
        measure=named(measure),
        lines=lines,
        clashes=open_ones[:MOST_CONFLICTS],
        explained=[each for each in clashes if each.explained][:MOST_CONFLICTS],
        populations=sorted({figure.population for figure in figures}),
        is_cut=len(found) > MOST,
    )


def all_lines(actor: User, measure: str = "") -> list[Figure]:
    """Standing figures for a table: of one measure or of all, corrected ones among them."""
    rows = Figure.objects.visible_to(actor).standing()
    return _read(rows.filter(measure=measure) if measure else rows)[:MOST]


def page_of(actor: User, figure: Figure) -> FigurePage:
    """One figure as its page shows it."""
    rows = Figure.objects.visible_to(actor).current().filter(measure=figure.measure)
    same = _read(rows)[:MOST]
    is_current = any(each.pk == figure.pk for each in same)
    clashes = _clashes(actor, same) if is_current else []
    later = Figure.objects.visible_to(actor).standing().filter(replaces=figure)
    source = figure.source
    return FigurePage(
        figure=figure,
        measure=named(figure.measure),
        breakdowns=[
            (parts, rules.rest_of(figure.value, parts)) for parts in comparing.breakdowns(figure)
        ],
        growth=None
        if figure.change is None
        else rules.growth(figure.value, figure.change, figure.percent),
        clashes=[each for each in clashes if figure.pk in _keys(each)][:MOST_CONFLICTS],
        replaced_by=later.first(),
        sees_source=source is not None and actor.may(Action.SOURCE_READ, source),
        sees_claim=Claim.objects.visible_to(actor).filter(pk__in=[figure.claim_id]).exists(),
        may_edit=actor.may(Action.FIGURE_EDIT, figure),
    )


def of_claim(actor: User, claim: UUID) -> list[Figure]:
    """Standing figures that were entered from a claim.

    Raises:
        NotFound: no such claim that the actor may see.
    """
    found = Claim.objects.get_for(actor, claim)
    rows = Figure.objects.visible_to(actor).standing().filter(claim=found)
    return list(rows.order_by("entered_at", "pk")[:MOST_OF_CLAIM])


def claim_for(actor: User, claim: UUID) -> Claim:
    """A claim from which a figure may be entered, with its source's day and publisher.

    Raises:
        NotFound: no such claim that the actor may see.
    """
    rows = Claim.objects.select_related("source", "speaker_entry").defer("source__text")
    return rows.get_for(actor, claim)


def earlier_for(actor: User, figure: UUID) -> Figure:
    """A figure that a correction is entered for.

    Raises:
        NotFound: no such figure that the actor may see.
    """
    return Figure.objects.get_for(actor, figure)


def brought(actor: User, key: UUID) -> list[Figure]:
    """What came in with one table, withdrawn or not.

    Raises:
        NotFound: nothing of it is there for the actor.
    """
    found = _read(Figure.objects.visible_to(actor).filter(brought=key))
    if not found:
        raise NotFound(_("There is no such record."))
    return found


def kept_alike(actor: User) -> set[tuple[str, str, int, str, str, str]]:
    """Marks of standing figures, by which a table knows what is kept already."""
    rows = Figure.objects.visible_to(actor).standing().order_by()
    return set(rows.values_list("measure", "period", "value", "body", "published_in", "definition"))


def _read(rows: FigureQuerySet) -> list[Figure]:
    """One more than a page looks through, so that it can say so."""
    rows = rows.select_related("unit", "entered_by", "source").defer("source__text")
    return list(rows.order_by("begins_on", "ends_on", "entered_at", "pk")[: MOST + 1])


def _clashes(actor: User, figures: Sequence[Figure]) -> list[Clash]:
    found = rules.conflicts(comparing.all_published(figures))
    if not found:
        return []
    by_key = {figure.pk: figure for figure in figures}
    why = _explanations(actor, found)
    return [
        Clash(
            each, by_key[each.one], by_key[each.other] if each.other else None, why.get(each.mark)
        )
        for each in sorted(found, key=_worst_first)
    ]


def _explanations(
    actor: User, found: Iterable[Conflict]
) -> Mapping[tuple[str, str, str], Explanation]:
    ones = {UUID(each.mark[1]) for each in found}
    rows = Explanation.objects.visible_to(actor).standing().filter(one__in=ones)
    return {
        (each.kind, str(each.one_id), str(each.other_id or "")): each
        for each in rows.select_related("by")
    }


ORDER = list(ConflictKind)


def _worst_first(conflict: Conflict) -> tuple[int, tuple[str, str, str]]:
    return ORDER.index(conflict.kind), conflict.mark


def _keys(clash: Clash) -> set[UUID]:
    return {clash.one.pk, *([clash.other.pk] if clash.other else [])}
