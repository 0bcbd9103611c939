"""Operations that have started, what came of them, and measures."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ponleu.faces.desk.timeline.moments import Given, Kind, Moment, Precision
from ponleu.faces.desk.timeline.subject import Subject
from ponleu.foundation.accounts.models import User
from ponleu.response.operations.models import OperationSite
from ponleu.response.outcomes.models import Measure
from ponleu.response.outcomes.queries.after import SiteAfter, sites_after
from ponleu.response.outcomes.rules.measures import DECIDED
from ponleu.response.outcomes.words import CODES, MEASURES, STATES


def operations(actor: User, subject: Subject, *, most: int) -> Given:
    """That a site was inspected, and what came of it: once begun, for whom it is open."""
    found = OperationSite.objects.visible_to(actor).filter(entry__in=subject.entries)
    found = found.select_related("operation", "entry")
    rows = list(found.order_by("-operation__started_at", "-pk")[: most + 1])
    lines = sites_after(actor, rows[:most])
    return Given([_operation(line) for line in lines], len(rows) > most)


def measures(actor: User, subject: Subject, *, most: int) -> Given:
    """Measures against a site or an organisation, on the day they were decided; and when lifted."""
    seen = Measure.objects.visible_to(actor).filter(
        entry__in=subject.entries, state__in=sorted(DECIDED)
    )
    rows = list(seen.order_by("-decided_at", "-pk")[: most + 1])
    return Given([each for row in rows[:most] for each in _measure(row)], len(rows) > most)


def _operation(line: SiteAfter) -> Moment:
    operation = line.site.operation
    on = localdate(operation.started_at)
    told = {"reference": operation.reference}
    words = _("Inspected in operation %(reference)s") % told
    if line.note is not None:
        came = ", ".join(str(CODES[code]) for code in line.note.known_codes)
        words = f"{words}: {came}"
    address = reverse("outcomes:operation", args=[operation.pk])
    return Moment(Kind.OPERATION, on, on, Precision.DAY, words, address)


def _measure(row: Measure) -> Iterator[Moment]:
    address = reverse("outcomes:measure", args=[row.pk])
    on = localdate(row.decided_at)
    words = f"{MEASURES[row.kind]} {row.reference}: {STATES[row.state]}"
    yield Moment(Kind.MEASURE, on, on, Precision.DAY, words, address)
    if row.lifted_on is not None:
        words = _("Measure %(reference)s holds no longer") % {"reference": row.reference}
        day = row.lifted_on
        yield Moment(Kind.MEASURE, day, day, Precision.DAY, words, address)
