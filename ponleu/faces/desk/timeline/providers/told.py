"""What was told to us and worked on: that a complaint came, allegations, cases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ponleu.faces.desk.timeline.moments import Given, Kind, Moment, Precision, whole
from ponleu.faces.desk.timeline.providers.addresses import pages
from ponleu.faces.desk.timeline.subject import Subject
from ponleu.foundation.accounts.models import User
from ponleu.response.cases import offences
from ponleu.response.cases.models import Allegation, Case, Closing, Gathering
from ponleu.response.complaints.models import About, Complaint
from ponleu.response.complaints.rules import State
from ponleu.response.complaints.words import URGENCIES


def complaints(actor: User, subject: Subject, *, most: int) -> Given:
    """That complaints came, and how urgent they were: nothing of what they tell."""
    gathered = Gathering.objects.standing().filter(subject.about("allegation"))
    about = Q(pk__in=gathered.order_by().values("complaint"))
    if subject.allegations is None:
        linked = About.objects.filter(entry__in=subject.entries, ended_at=None)
        about |= Q(pk__in=linked.values("complaint"))
    found = Complaint.objects.visible_to(actor).filter(about, is_junk=False)
    found = found.exclude(state=State.WITHDRAWN).only("pk", "reference", "urgency", "arrived_at")
    rows = list(found.order_by("-arrived_at", "-pk")[: most + 1])
    page = pages("complaints:complaint")
    return Given([_complaint(row, page(row.pk)) for row in rows[:most]], len(rows) > most)


def allegations(actor: User, subject: Subject, *, most: int) -> Given:
    """Allegations: when they were opened and withdrawn, and when it is said to have happened."""
    found = Allegation.objects.visible_to(actor).filter(subject.about(""))
    rows = list(found.order_by("-opened_at", "-pk")[: most + 1])
    return Given([each for row in rows[:most] for each in _allegation(row)], len(rows) > most)


def cases(actor: User, subject: Subject, *, most: int) -> Given:
    """The cases that hold the allegations: when they were opened and closed."""
    held = Q(gathered__withdrawn_at=None) & subject.about("gathered__allegation")
    found = Case.objects.visible_to(actor).filter(held | Q(pk__in=subject.cases)).distinct()
    rows = list(found.order_by("-opened_at", "-pk")[: most + 1])
    closings = Closing.objects.standing().filter(case__in=rows[:most])
    closed = dict(closings.order_by().values_list("case", "at"))
    moments = []
    for row in rows[:most]:
        address = reverse("case_files:case", args=[row.pk])
        words = _("Case opened: %(title)s") % {"title": row.title}
        moments.append(_on(Kind.CASE, localdate(row.opened_at), words, address))
        if row.pk in closed:
            words = _("Case closed: %(title)s") % {"title": row.title}
            moments.append(_on(Kind.CASE, localdate(closed[row.pk]), words, address))
    return Given(moments, len(rows) > most)


def _complaint(row: Complaint, address: str) -> Moment:
    words = _("Complaint %(reference)s came. Urgency: %(word)s") % {
        "reference": row.reference,
        "word": URGENCIES[row.urgency],
    }
    return _on(Kind.COMPLAINT, localdate(row.arrived_at), words, address)


def _allegation(row: Allegation) -> Iterator[Moment]:
    address = reverse("cases:allegation", args=[row.pk])
    told = {"offence": offences.named(row.offence).name, "reference": row.reference}
    words = _("Allegation %(reference)s opened: %(offence)s") % told
    yield _on(Kind.ALLEGATION, localdate(row.opened_at), words, address)
    if row.begins_on or row.ends_on:
        words = _("Said to happen: %(offence)s") % told
        yield Moment(Kind.ALLEGATION, *_period(row), words, address)
    if row.withdrawn_at:
        words = _("Allegation %(reference)s withdrawn") % told
        yield _on(Kind.ALLEGATION, localdate(row.withdrawn_at), words, address)


def _period(row: Allegation) -> tuple[date, date, Precision]:
    """When it is said to happen; with one end unknown, only the other stands."""
    begins = whole(row.begins_on, row.begins_precision) if row.begins_on else None
    ends = whole(row.ends_on, row.ends_precision) if row.ends_on else None
    if begins and ends and begins != ends:
        return begins[0], ends[1], Precision.PERIOD
    known = begins or ends
    assert known is not None  # noqa: S101  asked only where one end is known
    return known


def _on(kind: Kind, on: date, words: str, address: str) -> Moment:
    return Moment(kind, on, on, Precision.DAY, words, address)
