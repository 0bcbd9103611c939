"""What was found and what was said in public about it."""

from __future__ import annotations

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ponleu.faces.desk.timeline.moments import Given, Kind, Moment, Precision
from ponleu.faces.desk.timeline.subject import Subject
from ponleu.foundation.accounts.models import User
from ponleu.response.findings.models import Finding
from ponleu.response.findings.rules.kinds import Decision
from ponleu.response.findings.words import outcome_words
from ponleu.response.public_answers.models import Answer


def findings(actor: User, subject: Subject, *, most: int) -> Given:
    """Approved findings on the day they were approved, with outcome and level."""
    seen = Finding.objects.visible_to(actor).filter(subject.about("allegation"))
    later = Finding.objects.filter(previous=OuterRef("pk"), decision=Decision.APPROVED)
    found = seen.filter(decision=Decision.APPROVED).annotate(is_replaced=Exists(later))
    rows = list(found.order_by("-reviewed_at", "-pk")[: most + 1])
    return Given([_finding(row) for row in rows[:most]], len(rows) > most)


def answers(actor: User, subject: Subject, *, most: int) -> Given:
    """Public answers on the day they were published; corrected ones say so."""
    seen = Answer.objects.visible_to(actor).public().filter(subject.about("allegation"))
    rows = list(seen.order_by("-published_at", "-pk")[: most + 1])
    return Given([_answer(row) for row in rows[:most]], len(rows) > most)


def _finding(row: Finding) -> Moment:
    assert row.reviewed_at is not None  # noqa: S101  what is approved was reviewed
    on = localdate(row.reviewed_at)
    told = {"reference": row.reference, "outcome": outcome_words(row.outcome, row.other_matter)}
    if row.is_replaced:  # type: ignore[attr-defined]  # annotated
        words = _("Finding %(reference)s: %(outcome)s. A later finding stands in its place.") % told
    else:
        words = _("Finding %(reference)s: %(outcome)s") % told
    address = reverse("findings:finding", args=[row.pk])
    return Moment(Kind.FINDING, on, on, Precision.DAY, words, address, level=row.level)


def _answer(row: Answer) -> Moment:
    assert row.published_at is not None  # noqa: S101  what is public was published
    on = localdate(row.published_at)
    told = {"reference": row.reference}
    words = (
        _("Answer %(reference)s published: it corrects an earlier one")
        if row.corrects_id
        else _("Answer %(reference)s published")
    )
    address = reverse("public_answers:answer", args=[row.pk])
    return Moment(Kind.ANSWER, on, on, Precision.DAY, words % told, address)
