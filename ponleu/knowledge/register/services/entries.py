"""Writes that a review makes: entries from accepted proposals, their offices, and taking back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import Unit, User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import InvalidInput
from ponleu.foundation.core.models import next_reference
from ponleu.foundation.journal import services as journal
from ponleu.foundation.search.rules import fold
from ponleu.knowledge.register import findable
from ponleu.knowledge.register.grouping import regroup
from ponleu.knowledge.register.models import Entry, Mention, Name, Office
from ponleu.knowledge.register.rules import (
    LONGEST_NAME,
    LONGEST_SORT,
    EntryKind,
    EntryStatus,
    is_place_code,
    script_of,
)
from ponleu.knowledge.register.services.matching import match_when_kept
from ponleu.knowledge.sources.models import Source


@transaction.atomic
def enter_candidate(
    actor: User,
    *,
    kind: EntryKind,
    name: str,
    spellings: Sequence[str],
    source: Source,
    spans: Sequence[tuple[int, int]],
    proposal: UUID,
    at: datetime,
    place: str = "",
    sort: str = "",
    same_as: Entry | None = None,
) -> Entry:
    """Put a site or party that a person accepted in a source into the register.

    It joins ``same_as`` if given; else a standing entry of the same kind and folded name in
    the source's unit; else the entry that this very proposal entered before; else it becomes
    a new candidate, with the source's unit and territory.

    Locks the unit, so that two reviewers of one name make one entry.

    Args:
        spans: where the source mentions it, offsets into its text.
        place: government code of where a new site is; its territory is the source's.

    Raises:
        NotFound: the actor may not see the source, or not the entry.
        NotPermitted: the actor may read the source and not review it.
        InvalidInput: an empty or overlong name, spans outside the text, a place that is no
            code, or another kind.
    """
    access.require(actor, Action.REVIEW, source, seen_by=Action.SOURCE_READ)
    texts = _checked_names([name, *spellings])
    _check_spans(spans, source)
    _check_place(place)
    Unit.objects.select_for_update().get(pk=source.unit_id)
    found = _known_entry(actor, kind, texts[0], source, proposal, same_as)
    entry = found or _new_candidate(actor, kind, texts[0], source, place, sort, at)
    _withdraw_elsewhere(actor, entry, proposal, at)
    _put_names(entry, texts, source, proposal)
    _put_mentions(entry, spans, source, proposal, actor, at)
    came_back = _bring_back(entry)
    findable.refresh(entry, at=at)
    action = "register.mentioned" if found else "register.entered"
    journal.record(at=at, actor=actor, action=action, target=entry)
    if came_back:
        regroup([entry.pk])
    match_when_kept(at=at)
    return entry


def _bring_back(entry: Entry) -> bool:
    """Let a withdrawn entry stand again; whether it was one."""
    if entry.withdrawn_at is None:
        return False
    entry.withdrawn_at = None
    entry.save(update_fields=["withdrawn_at"])
    return True


@transaction.atomic
def give_office(
    actor: User,
    *,
    entry: Entry,
    title: str,
    place: str,
    organisation: str,
    source: Source,
    span: tuple[int, int],
    proposal: UUID,
    at: datetime,
) -> Office:
    """Record an office that a source gives to a person; the same twice is once.

    Raises:
        NotFound, NotPermitted: as for ``enter_candidate``.
        InvalidInput: no title, too long a one, a span outside the text, or no place code.
    """
    access.require(actor, Action.REVIEW, source, seen_by=Action.SOURCE_READ)
    [title] = _checked_names([title])
    _check_spans([span], source)
    _check_place(place)
    Entry.objects.get_for(actor, entry.pk)
    office, _created = Office.objects.update_or_create(
        entry=entry,
        proposal=proposal,
        title=title,
        defaults={
            "place": place,
            "organisation": organisation[:LONGEST_NAME],
            "stated_on": source.published,
            "source": source,
            "start": span[0],
            "end": span[1],
            "withdrawn_at": None,
        },
    )
    findable.refresh(entry, at=at)
    journal.record(at=at, actor=actor, action="register.office_given", target=entry)
    return office


@transaction.atomic
def withdraw_by_proposal(actor: User, proposal: UUID, *, at: datetime) -> None:
    """Take back what an accepted proposal put into the register; the rows stay, withdrawn.

    A candidate that nothing mentions any more is withdrawn itself and found no longer.
    Nothing happens if the proposal entered nothing, or was withdrawn before.

    Raises:
        NotFound, NotPermitted: the actor may not review the source.
    """
    entries = Entry.objects.filter(
        mentions__proposal=proposal, mentions__withdrawn_at=None
    ).distinct()
    for entry in entries.select_related("unit").order_by("pk"):
        _withdraw_from(actor, entry, proposal, at)


@transaction.atomic
def open_entry(actor: User, pk: UUID, at: datetime) -> Entry:
    """An entry for reading, and a row in the journal that it was read.

    Raises:
        NotFound: no such entry that the actor may see.
    """
    entry = Entry.objects.select_related("unit").get_for(actor, pk)
    journal.record(at=at, actor=actor, action="register.read", target=entry)
    return entry


def _checked_names(names: Iterable[str]) -> list[str]:
    texts = list(dict.fromkeys(" ".join(name.split()) for name in names))
    if not texts[0]:
        raise InvalidInput(_("A name is missing: write one."))
    if any(len(text) > LONGEST_NAME for text in texts):
        raise InvalidInput(
            _("A name is longer than %(most)d characters: shorten it.") % {"most": LONGEST_NAME}
        )
    return [text for text in texts if text]


def _check_spans(spans: Iterable[tuple[int, int]], source: Source) -> None:
    if not all(0 <= start < end <= len(source.text) for start, end in spans):
        raise InvalidInput(_("The words lie outside the text of the source."))


def _check_place(place: str) -> None:
    if place and not is_place_code(place):
        raise InvalidInput(_("Write the place as its government code, such as 1801."))


def _known_entry(
    actor: User,
    kind: EntryKind,
    name: str,
    source: Source,
    proposal: UUID,
    same_as: Entry | None,
) -> Entry | None:
    if same_as:
        entry = Entry.objects.select_related("unit").get_for(actor, same_as.pk)
        if entry.kind != kind:
            raise InvalidInput(_("The two are not of the same kind: they cannot be the same."))
        access.require(actor, Action.REVIEW, entry, seen_by=Action.REGISTER_READ)
        return entry
    alike = (
        Entry.objects.visible_to(actor)
        .filter(kind=kind, unit=source.unit)
        .select_related("unit")
        .order_by("entered_at", "pk")
    )
    standing = alike.filter(withdrawn_at=None, names__folded=fold(name), names__withdrawn_at=None)
    before = alike.filter(names__folded=fold(name), names__proposal=proposal)
    return standing.first() or before.first()


def _new_candidate(
    actor: User,
    kind: EntryKind,
    name: str,
    source: Source,
    place: str,
    sort: str,
    at: datetime,
) -> Entry:
    return Entry.objects.create(
        unit=source.unit,
        territory=source.territory,  # never narrower: its readers are the source's
        reference=next_reference(kind.prefix, at.year),
        kind=kind,
        name=name,
        status=EntryStatus.CANDIDATE,
        sort=sort[:LONGEST_SORT],
        place=place,
        entered_by=actor,
        entered_at=at,
    )


def _put_names(entry: Entry, texts: Sequence[str], source: Source, proposal: UUID) -> None:
    for text in texts:
        Name.objects.update_or_create(
            entry=entry,
            text=text,
            proposal=proposal,
            defaults={
                "folded": fold(text)[:LONGEST_NAME],
                "script": script_of(text),
                "source": source,
                "withdrawn_at": None,
            },
        )


def _put_mentions(
    entry: Entry,
    spans: Sequence[tuple[int, int]],
    source: Source,
    proposal: UUID,
    actor: User,
    at: datetime,
) -> None:
    for start, end in spans:
        Mention.objects.update_or_create(
            entry=entry,
            proposal=proposal,
            start=start,
            end=end,
            defaults={
                "source": source,
                "accepted_by": actor,
                "accepted_at": at,
                "withdrawn_at": None,
            },
        )


def _withdraw_elsewhere(actor: User, entry: Entry, proposal: UUID, at: datetime) -> None:
    """A proposal stands behind one entry: whatever it entered before is taken back."""
    others = Entry.objects.filter(mentions__proposal=proposal, mentions__withdrawn_at=None)
    for other in others.exclude(pk=entry.pk).distinct().order_by("pk"):
        _withdraw_from(actor, other, proposal, at)


def _withdraw_from(actor: User, entry: Entry, proposal: UUID, at: datetime) -> None:
    mentions = entry.mentions.filter(proposal=proposal, withdrawn_at=None)
    for mention in mentions.select_related("source__unit").defer("source__text"):
        access.require(actor, Action.REVIEW, mention.source, seen_by=Action.SOURCE_READ)
    for rows in (entry.mentions, entry.names, entry.offices):
        rows.filter(proposal=proposal, withdrawn_at=None).update(withdrawn_at=at)
    is_bare = not entry.mentions.filter(withdrawn_at=None).exists()
    if is_bare and entry.status == EntryStatus.CANDIDATE:
        entry.withdrawn_at = at
        entry.save(update_fields=["withdrawn_at"])
    else:
        _rename_if_unnamed(entry)
    findable.refresh(entry, at=at)
    action = "register.withdrawn" if entry.withdrawn_at else "register.unmentioned"
    journal.record(at=at, actor=actor, action=action, target=entry)
    if entry.withdrawn_at:
        regroup([entry.pk])


def _rename_if_unnamed(entry: Entry) -> None:
    """Show the entry under a name that stands, if the one it was shown under was withdrawn.

    Not under one that its readers may not read: then the old one stays.
    """
    names = findable.open_names(entry)
    if names and entry.name not in names:
        entry.name = names[0]
        entry.save(update_fields=["name"])
