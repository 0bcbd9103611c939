"""Counters behind references, and the record's own facts about itself."""

from __future__ import annotations

from django.db import connection, models, transaction

from ponleu.foundation.core.references import reference


class Counter(models.Model):
    """The last serial given out for one kind of reference in one year."""

    prefix = models.CharField(max_length=1)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    scoping_because = "counts records of all units; no page shows it"

    class Meta:
        constraints = [
            models.UniqueConstraint(name="core_counter_unique", fields=["prefix", "year"]),
        ]

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}"


@transaction.atomic
def next_reference(prefix: str, year: int) -> str:
    """Give out the next reference of a kind and year, never twice.

    Locks the counter's row until the caller's transaction ends, so call it late in one.
    """
    counter, _ = Counter.objects.get_or_create(prefix=prefix, year=year)
    rows = Counter.objects.filter(pk=counter.pk)
    if connection.features.has_select_for_update:
        rows = rows.select_for_update()
    counter = rows.get()
    counter.last += 1
    counter.save(update_fields=["last"])
    return reference(prefix, year, counter.last)


class Installation(models.Model):
    """What this record is: the demonstration country or a real one. One row, written once."""

    DEMONSTRATION = "demonstration"
    REAL = "real"

    kind = models.CharField(
        max_length=16, choices=[(DEMONSTRATION, DEMONSTRATION), (REAL, REAL)], editable=False
    )
    country = models.CharField(max_length=8, help_text="name of the pack")
    begun_at = models.DateTimeField()
    only = models.BooleanField(default=True, unique=True, editable=False)

    scoping_because = "what this record is, for everyone to know"

    class Meta:
        constraints = [
            models.CheckConstraint(name="core_installation_one_row", condition=models.Q(only=True)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} record of {self.country}"


def is_demonstration() -> bool:
    """Whether this record holds the invented country; False before it is begun."""
    return Installation.objects.filter(kind=Installation.DEMONSTRATION).exists()
