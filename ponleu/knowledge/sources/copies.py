"""Writes about copies: the fingerprints of sources, and a person's word on two of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from ponleu.engines.reading import Zone, ZoneKind, alike
from ponleu.engines.reading.layout import lay_out
from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput
from ponleu.foundation.journal import services as journal
from ponleu.foundation.packs.lexicon import load_lexicon
from ponleu.knowledge.sources import likeness, queries
from ponleu.knowledge.sources.models import Band, CopyJudgement, Fingerprint, Source
from ponleu.knowledge.sources.rules import CopyVerdict

AT_ONCE = 100
"""Sources whose fingerprints are made in one transaction."""


def fingerprint_of(text: str, found: list[Zone] | tuple[Zone, ...] | None) -> alike.Fingerprint:
    """A text's fingerprint; without zones it is laid out first, so that menus are left out."""
    if found is None:
        found = lay_out(text, load_lexicon(settings.PONLEU_COUNTRY)).zones
    return alike.fingerprint(text, found)


def keep_fingerprint(source: Source, made: alike.Fingerprint) -> None:
    """Store a source's fingerprint and its bands in place of an earlier one."""
    Fingerprint.objects.filter(source=source).delete()
    kept = Fingerprint.objects.create(
        source=source, method=alike.METHOD, words=made.words, hashes=made.to_bytes()
    )
    Band.objects.bulk_create(
        Band(fingerprint=kept, value=value) for value in set(alike.bands(made))
    )


def fill_fingerprints(say: Callable[[str], None] = lambda _sentence: None) -> int:
    """Give every source a fingerprint of the method in use; those that have one are left alone.

    Safe to run again after being cut off, and beside people who add sources.

    Returns:
        How many were made.
    """
    made, after = 0, UUID(int=0)
    while waiting := list(_without_fingerprint(after)[:AT_ONCE]):
        with transaction.atomic():
            for source in waiting:
                keep_fingerprint(source, fingerprint_of(source.text, _stored_zones(source)))
        made, after = made + len(waiting), waiting[-1].pk
        say(f"  {made} documents compared")
    return made


def _without_fingerprint(after: UUID) -> QuerySet[Source]:
    in_use = Fingerprint.objects.filter(source=OuterRef("pk"), method=alike.METHOD)
    return Source.objects.filter(~Exists(in_use), pk__gt=after).order_by("pk")


def _stored_zones(source: Source) -> list[Zone] | None:
    zones = [Zone(ZoneKind(kind), start, end) for kind, start, end in queries.zones(source)]
    return zones or None


def judge_copy(
    actor: User,
    source: UUID,
    reference: str,
    verdict: CopyVerdict | None,
    *,
    number: int | None,
    at: datetime,
) -> Source:
    """Record that a person says of two sources that they are copies, or not; None takes it back.

    Args:
        source: the one that the person has open and may review.
        reference: of the other one, which the person may see.
        number: how often someone had said something of the two when the person looked; None if
            the person did not see it.

    Returns:
        The source that the person has open.

    Raises:
        NotFound: the actor may not see one of them, or there is none.
        NotPermitted: the actor may read the source and not review it.
        InvalidInput: the two are one, or there is nothing to take back.
        ChangedMeanwhile: someone said something of the two since the person looked.
    """
    opened = Source.objects.select_related("unit").defer("text").get_for(actor, source)
    access.require(actor, Action.REVIEW, opened, seen_by=Action.SOURCE_READ)
    other = queries.by_reference(actor, reference)
    if other == opened:
        raise InvalidInput(_("That is this document itself. Give the reference of another."))
    left, right = likeness.pair(opened.pk, other.pk)
    newest = _newest(left, right)
    said_before = newest.number if newest else 0
    if number not in (None, said_before):
        raise _overtaken()
    if not verdict and not (newest and newest.verdict):
        raise InvalidInput(_("There is nothing to take back here: nobody has decided it."))
    said = CopyJudgement(left_id=left, right_id=right, number=said_before + 1, by=actor, at=at)
    said.verdict = verdict or ""
    _store(said, actor, at=at)
    return opened


def _store(said: CopyJudgement, actor: User, *, at: datetime) -> None:
    action = f"source.{said.verdict}" if said.verdict else "source.copy_taken_back"
    try:
        with transaction.atomic():
            said.save(force_insert=True)
            journal.record(at=at, actor=actor, action=action, target=said)
    except IntegrityError:  # the number is taken: someone was quicker
        raise _overtaken() from None


def _newest(left: UUID, right: UUID) -> CopyJudgement | None:
    return CopyJudgement.objects.filter(left=left, right=right).order_by("-number").first()


def _overtaken() -> ChangedMeanwhile:
    return ChangedMeanwhile(
        _("A colleague decided this first. Your answer was not stored: look again.")
    )
