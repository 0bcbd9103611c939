"""What is said or found of a site after it was inspected, of what one person may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.response.cases import offences
from ponleu.response.cases.models import Allegation
from ponleu.response.complaints.models import About, Complaint
from ponleu.response.complaints.rules import State
from ponleu.response.complaints.words import URGENCIES
from ponleu.response.findings.models import Finding
from ponleu.response.findings.rules.kinds import Outcome
from ponleu.response.findings.words import level_words, outcome_words
from ponleu.response.outcomes.queries.inspected import Inspected, last_before, told_apart
from ponleu.response.outcomes.rules.kinds import Ground
from ponleu.response.outcomes.words import CODES, MEASURES

MOST_EACH = 300
BEARS = (Outcome.SUBSTANTIATED, Outcome.PARTLY)
"""Findings that conclude otherwise are no relapse."""


@dataclass(frozen=True, slots=True)
class Told:
    """Something told or found of an entry after an inspection.

    Attributes:
        reasons: why it may be a relapse, and what speaks against, in words.
    """

    inspected: Inspected
    ground: Ground
    key: UUID
    reference: str
    at: datetime
    reasons: tuple[str, ...]


def relapses(actor: User, found: Sequence[Inspected]) -> Iterator[Told]:
    """Complaints, allegations and findings that came after a site was inspected.

    Each is told of the latest inspection before it; each is there only for who may see it.
    """
    by_entry = told_apart(found, lambda each: each.group)
    if not by_entry:
        return
    first = min(each.since for each in found)
    for ground, rows in (
        (Ground.COMPLAINT, _complaints(actor, set(by_entry), first)),
        (Ground.ALLEGATION, _allegations(actor, set(by_entry), first)),
        (Ground.FINDING, _findings(actor, set(by_entry), first)),
    ):
        told = set()
        for entry, key, reference, at, reasons in rows:
            its = last_before(by_entry[entry], at)
            if its is not None and (its.site.pk, key) not in told:
                told.add((its.site.pk, key))
                yield Told(its, ground, key, reference, at, (_before(its, at), *reasons))


Row = tuple[UUID, UUID, str, datetime, tuple[str, ...]]


def _complaints(actor: User, entries: set[UUID], first: datetime) -> Iterator[Row]:
    links = About.objects.filter(entry__in=entries, ended_at=None).order_by("pk")
    about: dict[UUID, list[UUID]] = defaultdict(list)
    for entry, key in links.values_list("entry", "complaint"):
        about[key].append(entry)
    seen = Complaint.objects.visible_to(actor).filter(is_junk=False, arrived_at__gt=first)
    seen = seen.exclude(state=State.WITHDRAWN).filter(pk__in=about)
    fields = ("pk", "reference", "arrived_at", "urgency")
    for key, reference, at, urgency in seen.order_by("-arrived_at", "pk").values_list(*fields)[
        :MOST_EACH
    ]:
        words = _("A complaint about it came. Urgency: %(word)s.") % {"word": URGENCIES[urgency]}
        for entry in about[key]:
            yield entry, key, reference, at, (words,)


def _allegations(actor: User, entries: set[UUID], first: datetime) -> Iterator[Row]:
    rows = Allegation.objects.visible_to(actor).standing()
    rows = rows.filter(entry__in=entries, opened_at__gt=first).order_by("-opened_at", "pk")
    for row in rows[:MOST_EACH]:
        offence = offences.named(row.offence).name
        reasons = [_("An allegation was opened: %(offence)s.") % {"offence": offence}]
        if row.ends_on is not None and row.ends_on < localdate(first):
            reasons.append(_("Against: it is said to have ended before the inspection."))
        elif row.begins_on is None:
            reasons.append(_("Open: since when it is said to happen is not told."))
        yield row.entry_id, row.pk, row.reference, row.opened_at, tuple(reasons)


def _findings(actor: User, entries: set[UUID], first: datetime) -> Iterator[Row]:
    rows = Finding.objects.visible_to(actor).standing().select_related("allegation")
    rows = rows.filter(
        allegation__entry__in=entries, reviewed_at__gt=first, outcome__in=BEARS
    ).order_by("-reviewed_at", "pk")
    for row in rows[:MOST_EACH]:
        assert row.reviewed_at is not None  # noqa: S101  what is approved was reviewed
        said = {
            "outcome": outcome_words(row.outcome, row.other_matter),
            "level": level_words(row.level),
        }
        reasons = [_("A finding was approved: %(outcome)s. %(level)s.") % said]
        if row.allegation.opened_at <= first:
            reasons.append(
                _("Against: its allegation is older than the inspection; it may tell of that.")
            )
        yield row.allegation.entry_id, row.pk, row.reference, row.reviewed_at, tuple(reasons)


def _before(its: Inspected, at: datetime) -> str:
    """What had come of the site before, and how many days."""
    came = [str(word) for code, word in CODES.items() if code in its.codes]
    came += [str(MEASURES[each.kind]) for each in its.measures]
    return _("%(days)d days after the inspection of %(day)s, of which came: %(came)s.") % {
        "days": (localdate(at) - localdate(its.since)).days,
        "day": date_format(localdate(its.since), "j F Y"),
        "came": ", ".join(came),
    }
