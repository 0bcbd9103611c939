"""Published numbers as they were published, and why two that do not fit are no contradiction."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from ponleu.foundation.accounts.models import Protected, ProtectedQuerySet, User, inside
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.scoping import ScopedQuerySet
from ponleu.foundation.core.withdrawing import WITHDRAWN_WHOLE, Withdrawable
from ponleu.knowledge.claims.models import Claim
from ponleu.knowledge.figures.rules import Bound, ConflictKind
from ponleu.knowledge.register.models import Entry
from ponleu.knowledge.sources.models import Source

WHOLE_COUNTRY = ""


class FigureQuerySet(ProtectedQuerySet["Figure"]):
    read_action = Action.CLAIM_READ

    def visible_to(self, actor: User) -> Self:
        """Those of the actor's units and territories, and those of the whole country.

        What was published for the whole country is public: whoever reads claims anywhere reads
        it, too. The document or claim beneath is seen by whoever may see that.
        """
        seen = inside(actor, self.read_action)
        if actor.may(self.read_action):
            seen |= Q(territory=WHOLE_COUNTRY)
        return self.filter(seen)

    def standing(self) -> Self:
        """Those not withdrawn."""
        return self.filter(withdrawn_at=None)

    def current(self) -> Self:
        """Those that stand and that their publisher has not corrected since."""
        later = Figure.objects.filter(replaces=OuterRef("pk"), withdrawn_at=None)
        return self.standing().filter(~Exists(later))


class Figure(Withdrawable, Protected):
    """A number that someone published, with whatever says what it means. Never overwritten.

    Attributes:
        measure: code of the country's table of measures.
        population: of whom, in few words; "" if it is not narrowed.
        breakdowns: ways of dividing it: [[["HT", 22], ["SE", 82]], ...].
        change, percent: by how much it is said to have grown since the year before; the
            percentage as written.
        period: as written in tables, "2024-H1"; ``period_note`` what is unsure about it.
        body: who published it, as named; the entry when it is known.
        definition: what it counts, in the publisher's words; "" if it was not said.
        words: the words in which it stands.
        published_in: where it stands, if no document is kept.
        replaces: the earlier number that its publisher corrected by this one.
        brought: the table with which it came in; all of it can be taken back at once.
    """

    reference = models.CharField(max_length=20, unique=True)
    measure = models.CharField(max_length=40)
    population = models.CharField(max_length=120, blank=True)
    value = models.BigIntegerField()
    bound = models.CharField(max_length=8, choices=[(b, b) for b in Bound], default=Bound.EXACT)
    breakdowns = models.JSONField(default=list)
    change = models.BigIntegerField(null=True)
    percent = models.CharField(max_length=8, blank=True)
    period = models.CharField(max_length=30)
    period_note = models.CharField(max_length=60, blank=True)
    begins_on = models.DateField()
    ends_on = models.DateField()
    body = models.CharField(max_length=200)
    body_entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")
    published_on = models.DateField(null=True)
    definition = models.TextField(blank=True)
    words = models.TextField(blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="+")
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    published_in = models.CharField(max_length=300, blank=True)
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, related_name="+")
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replacements")
    brought = models.UUIDField(null=True, db_index=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    withdrawn_why = models.CharField(max_length=500, blank=True)

    objects = FigureQuerySet.as_manager()

    retention = "kept as long as the record: what was published stays published"
    scrub: ClassVar[dict[str, str]] = {"words": "empty", "withdrawn_why": "empty"}

    class Meta:
        ordering = ["begins_on", "ends_on", "entered_at", "pk"]
        indexes = [models.Index(name="figures_figure_measure", fields=["measure", "begins_on"])]
        constraints = [
            WITHDRAWN_WHOLE,
            models.CheckConstraint(
                name="figures_figure_period_in_order", condition=Q(ends_on__gte=F("begins_on"))
            ),
            models.CheckConstraint(name="figures_figure_value", condition=Q(value__gte=0)),
            models.CheckConstraint(
                name="figures_figure_sourced",
                condition=Q(source__isnull=False) | ~Q(published_in=""),
            ),
            models.CheckConstraint(
                name="figures_figure_span",
                condition=Q(start=None, end=None)
                | Q(source__isnull=False, start__isnull=False, end__gt=F("start")),
            ),
            models.CheckConstraint(
                name="figures_figure_percent_of_a_change",
                condition=Q(percent="") | Q(change__isnull=False),
            ),
            models.UniqueConstraint(
                name="figures_figure_replaced_once",
                fields=["replaces"],
                condition=Q(withdrawn_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class ExplanationQuerySet(ScopedQuerySet["Explanation"]):
    def visible_to(self, actor: User) -> Self:
        """Only those about figures all of which the actor may see."""
        seen = Figure.objects.visible_to(actor)
        one, other = (seen.filter(pk=OuterRef(name)) for name in ("one", "other"))
        return self.filter(Q(other=None) | Exists(other), Exists(one))

    def standing(self) -> Self:
        """Those not taken back."""
        return self.filter(withdrawn_at=None)


class Explanation(Withdrawable):
    """That a person said why figures that do not fit are no contradiction.

    Attributes:
        one, other: the figures, the smaller key first; no other if one does not fit itself.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    kind = models.CharField(max_length=20, choices=[(k, k) for k in ConflictKind])
    one = models.ForeignKey(Figure, models.PROTECT, related_name="+")
    other = models.ForeignKey(Figure, models.PROTECT, null=True, related_name="+")
    why = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ExplanationQuerySet.as_manager()

    retention = "kept with its figures"
    scrub: ClassVar[dict[str, str]] = {"why": "empty"}

    class Meta:
        ordering = ["-at", "pk"]
        constraints = [
            WITHDRAWN_WHOLE,
            models.CheckConstraint(name="figures_explanation_why", condition=~Q(why="")),
            models.UniqueConstraint(
                name="figures_explanation_once_of_two",
                fields=["kind", "one", "other"],
                condition=Q(withdrawn_at=None, other__isnull=False),
            ),
            models.UniqueConstraint(
                name="figures_explanation_once_of_one",
                fields=["kind", "one"],
                condition=Q(withdrawn_at=None, other=None),
            ),
        ]

    def __str__(self) -> str:
        return f"explanation {self.pk}"
