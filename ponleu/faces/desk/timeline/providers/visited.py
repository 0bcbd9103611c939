"""What visitors asked, and when they were first answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from ponleu.faces.desk.timeline.moments import Given, Kind, Moment, Precision, shortened
from ponleu.faces.desk.timeline.subject import Subject
from ponleu.foundation.accounts.models import User
from ponleu.response.visits.models import Question


def questions(actor: User, subject: Subject, *, most: int) -> Given:
    """Questions about the allegations, or about claims and figures that the entries gave."""
    about = subject.about("allegation")
    if subject.allegations is None:
        about |= Q(claim__speaker_entry__in=subject.entries)
        about |= Q(figure__body_entry__in=subject.entries)
    found = Question.objects.visible_to(actor).standing().filter(about, visit__withdrawn_at=None)
    found = found.annotate(first_given=Min("answers__given_on"))
    rows = list(found.order_by("-raised_on", "-pk")[: most + 1])
    return Given(list(_moments(rows[:most])), len(rows) > most)


def _moments(rows: Iterable[Question]) -> Iterator[Moment]:
    for row in rows:
        address = reverse("visits:question", args=[row.pk])
        day, text = row.raised_on, shortened(row.text)
        yield Moment(Kind.QUESTION, day, day, Precision.DAY, text, address, row.raised_by)
        given = row.first_given  # type: ignore[attr-defined]  # annotated
        if given:
            words = _("Answered: %(question)s") % {"question": text}
            yield Moment(Kind.QUESTION, given, given, Precision.DAY, words, address, row.to_body)
