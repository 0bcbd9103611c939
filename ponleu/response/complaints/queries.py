"""Reads of complaints: actor first, ordered, bounded; opened with the keys of the session."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from ponleu.engines.sealing import KeyId, KeyPair
from ponleu.foundation.accounts.models import Unit, User
from ponleu.foundation.core.errors import NotFound
from ponleu.foundation.keyrings import queries as keyrings
from ponleu.foundation.places import queries as places
from ponleu.response.complaints import abouts, sealed, triage
from ponleu.response.complaints.abouts import Linked
from ponleu.response.complaints.intake import (
    Content,
    FileOf,
    Summary,
    Told,
    Words,
)
from ponleu.response.complaints.models import (
    Complaint,
    ComplaintQuerySet,
    Exclusion,
    Message,
    Step,
)
from ponleu.response.complaints.rules import STANDING, Urgency, holding
from ponleu.response.complaints.unsealing import Unreadable, content_in, summary_in, words_in

PAGE = 25
MOST_PAGES = 400
MOST_COUNTED = 100
"""Beyond this nobody reads a count: it is told as "100+"."""

Pairs = Mapping[KeyId, KeyPair]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which complaints of the queue.

    Attributes:
        view: "waiting" is all that is not decided, "late" of these what is overdue, "done" what
            was closed or taken back, "junk" what was set aside.
        place: government code; all in it.
    """

    view: str = "waiting"
    urgency: int | None = None
    channel: str = ""
    language: str = ""
    place: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Waiting:
    """One complaint of the queue.

    Attributes:
        summary: None if the reader's key does not open it.
        urgency: why it stands where it stands; None if it was not opened.
        late_since: which of its clocks ran out; None if it is not late.
        place: where it is, in words; "" if that was not told.
        linked: what it was judged to be about.
        wrote_back: whether the reporter wrote since it was last read.
    """

    complaint: Complaint
    summary: Summary | None
    urgency: Urgency | None
    late_since: datetime | None
    place: str
    linked: tuple[Linked, ...]
    wrote_back: bool

    @property
    def is_late(self) -> bool:
        """Whether its next clock has run out."""
        return self.late_since is not None


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the queue.

    Attributes:
        is_shut: some of it was not opened, because the session has no key for it.
    """

    rows: tuple[Waiting, ...]
    page: int
    has_more: bool
    is_shut: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A message of the dialogue, opened; ``words`` is None if the reader's key does not open it."""

    message: Message
    words: Words | None


@dataclass(frozen=True, slots=True)
class Noted:
    """One step, with its reason in words."""

    step: Step
    note: str


@dataclass(frozen=True, slots=True)
class Opened:
    """All of a complaint, opened."""

    complaint: Complaint
    content: Content
    urgency: Urgency
    said: tuple[Said, ...]
    steps: tuple[Noted, ...]

    @property
    def files(self) -> tuple[FileOf, ...]:
        """All that was sent with it and later, in that order."""
        later = (file for one in self.said if one.words for file in one.words.files)
        return (*self.content.files, *later)


def queue(actor: User, opened: KeyPair | None, wanted: Wanted, *, at: datetime) -> Queue:
    """Complaints that wait, urgent first, then oldest; late ones by how long they are late."""
    rows = _of_view(Complaint.objects.visible_to(actor), wanted.view, at)
    if wanted.urgency is not None:
        rows = rows.filter(urgency=wanted.urgency)
    if wanted.channel:
        rows = rows.filter(channel=wanted.channel)
    if wanted.language:
        rows = rows.filter(language=wanted.language)
    if wanted.place:
        rows = rows.filter(territory__startswith=wanted.place)
    page = min(max(wanted.page, 1), MOST_PAGES)
    start = (page - 1) * PAGE
    found = list(rows.defer("content").select_related("unit")[start : start + PAGE + 1])
    pairs = keyrings.held_pairs(actor, opened)
    shown = _rows(actor, found[:PAGE], pairs, at)
    is_shut = any(row.summary is None for row in shown)
    return Queue(shown, page, len(found) > PAGE and page < MOST_PAGES, is_shut)


def rows_of(
    actor: User, opened: KeyPair | None, keys: Collection[UUID], *, at: datetime
) -> dict[UUID, Waiting]:
    """Complaints as the queue shows them, by key, whatever became of them; of those that the
    actor may see.
    """
    rows = Complaint.objects.visible_to(actor).filter(pk__in=keys)
    found = list(rows.defer("content").select_related("unit"))
    pairs = keyrings.held_pairs(actor, opened)
    return {row.complaint.pk: row for row in _rows(actor, found, pairs, at)}


def _of_view(rows: ComplaintQuerySet, view: str, at: datetime) -> ComplaintQuerySet:
    if view == "junk":
        return rows.filter(is_junk=True).order_by("-arrived_at", "-pk")
    rows = rows.filter(is_junk=False)
    if view == "done":
        return rows.filter(due_at=None).order_by("-arrived_at", "-pk")
    if view == "late":
        return rows.filter(due_at__lt=at).order_by("due_at", "pk")
    return rows.filter(due_at__isnull=False).order_by("-urgency", "arrived_at", "pk")


def _rows(actor: User, found: list[Complaint], pairs: Pairs, at: datetime) -> tuple[Waiting, ...]:
    names = places.names({complaint.territory for complaint in found} - {""})
    about = abouts.linked(actor, found)
    unread = Message.objects.filter(complaint__in=found, is_from_us=False, read_at=None)
    wrote = set(unread.order_by().values_list("complaint", flat=True))
    return tuple(
        Waiting(
            complaint,
            summary,
            _urgency(summary, complaint) if summary else None,
            late_since(complaint, at),
            names.get(complaint.territory, ""),
            tuple(about.get(complaint.pk, ())),
            complaint.pk in wrote,
        )
        for complaint, summary in ((each, _summary(each, pairs)) for each in found)
    )


def late_since(complaint: Complaint, at: datetime) -> datetime | None:
    """Which clock of a complaint has run out; None if none has, or it is worked on no more."""
    if complaint.state not in STANDING or not complaint.is_late(at):
        return None
    return complaint.decide_by if complaint.looked_at else complaint.look_by


def _urgency(told: Summary | Told, complaint: Complaint) -> Urgency:
    codes = holding(told.is_safe, told.for_whom, told.signs)
    return triage.sort(codes, complaint.arrived_at).urgency


def _summary(complaint: Complaint, pairs: Pairs) -> Summary | None:
    try:
        data = sealed.opened(
            bytes(complaint.summary), pairs, context=sealed.summary_context(complaint.pk)
        )
    except sealed.Shut:
        return None
    return _line(data)


def _line(data: bytes) -> Summary:
    """One that cannot be read does not keep the others of the page from being read."""
    try:
        return summary_in(data)
    except Unreadable as fault:
        return Summary(fault.sentence, None, "", (), "", 0)


def opened_complaint(actor: User, opened: KeyPair | None, key: UUID) -> Opened:
    """All of a complaint; that it was read is for the caller to journal.

    Raises:
        NotFound: no such complaint for the actor.
        Shut: the session has no key for it.
        Unreadable: it opens, and our pages did not write it.
    """
    complaint = Complaint.objects.visible_to(actor).select_related("unit").filter(pk=key).first()
    if complaint is None:
        raise NotFound(_("There is no such record."))
    pairs = keyrings.held_pairs(actor, opened)
    content = content_in(
        sealed.opened(bytes(complaint.content), pairs, context=sealed.content_context(key))
    )
    urgency = _urgency(content.told, complaint)
    messages = complaint.messages.select_related("by")
    said = tuple(Said(message, _words(message, pairs)) for message in messages)
    steps = tuple(
        Noted(step, _note(step, key, pairs)) for step in complaint.steps.select_related("by")
    )
    return Opened(complaint, content, urgency, said, steps)


def is_visible(actor: User, key: UUID) -> bool:
    """Whether there is such a complaint for the actor."""
    return Complaint.objects.visible_to(actor).filter(pk=key).exists()


def may_be_kept_from(complaint: Complaint) -> tuple[list[User], list[Unit]]:
    """The people who are granted to read a complaint, and the units that they work in."""
    people = keyrings.granted_people(complaint.unit)
    units = {person.unit_id: person.unit for person in people}
    return people, sorted(units.values(), key=lambda unit: unit.path)


def kept_from(complaint: Complaint) -> list[Exclusion]:
    """From whom a complaint is kept now, the first of them first."""
    return list(complaint.exclusions.standing().select_related("user", "unit", "by").order_by("pk"))


def _words(message: Message, pairs: Pairs) -> Words | None:
    context = sealed.message_context(message.pk)
    try:
        return words_in(sealed.opened(bytes(message.sealed), pairs, context=context))
    except sealed.Shut:
        return None
    except Unreadable as fault:
        return Words(fault.sentence)


def _note(step: Step, key: UUID, pairs: Pairs) -> str:
    if not step.note:
        return ""
    try:
        return sealed.opened(bytes(step.note), pairs, context=sealed.note_context(key)).decode()
    except sealed.Shut:
        return ""


def counts(actor: User, *, at: datetime) -> dict[str, int]:
    """How many wait, are late, and wait with "now", up to ``MOST_COUNTED``; for first pages."""
    seen = Complaint.objects.visible_to(actor)
    waiting, late = (_of_view(seen, view, at) for view in ("waiting", "late"))
    wanted = {"waiting": waiting, "late": late, "now": waiting.filter(urgency=3)}
    return {name: rows[:MOST_COUNTED].count() for name, rows in wanted.items()}
