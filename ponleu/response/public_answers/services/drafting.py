"""Drafting an answer, writing its words, dropping it, correcting one that is out."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.core.models import next_reference
from ponleu.foundation.journal import services as journal
from ponleu.knowledge.claims.models import Claim
from ponleu.knowledge.claims.rules import ClaimKind
from ponleu.response.cases.models import Allegation
from ponleu.response.findings.models import Finding
from ponleu.response.public_answers.models import Answer, Chosen, Step, Wording
from ponleu.response.public_answers.queries import answers, grounds
from ponleu.response.public_answers.rules.drafting import Both
from ponleu.response.public_answers.rules.states import (
    OPEN,
    Act,
    Side,
    State,
    may_follow,
    state_after,
)

LETTER = "R"
LONGEST_WORDS = 6000
LONGEST_NOTE = 500
MOST_CHOSEN = 12


class NotNow(ChangedMeanwhile):
    """The answer stands so that this cannot be done with it."""

    code = "answer_not_now"


@transaction.atomic
def draft(actor: User, allegation: UUID, claims: Collection[UUID], *, at: datetime) -> Answer:
    """Begin an answer on the standing finding of an allegation, in words made of the finding.

    Args:
        claims: claims and denials to put beside it.

    Raises:
        NotFound: there is no standing finding, or no such claim, for the actor.
        NotPermitted: they may not draft answers there.
        ChangedMeanwhile: an answer is in work, or out: that one is corrected instead.
    """
    finding = answers.standing_finding(actor, allegation)
    if finding is None:
        raise NotFound(_("There is no standing finding that you may see: nothing to answer from."))
    access.require(actor, Action.ANSWER_WRITE, finding, seen_by=Action.FINDING_READ)
    if finding.allegation.withdrawn_at is not None:
        raise ChangedMeanwhile(_("The allegation was withdrawn: there is nothing to answer."))
    if Answer.objects.filter(allegation=allegation, state=State.PUBLISHED).exists():
        raise ChangedMeanwhile(_("An answer is out already: open it and correct it."))
    chosen = _claims(actor, claims)
    return _made(actor, finding, chosen, corrects=None, why="", at=at)


@transaction.atomic
def correct(actor: User, key: UUID, why: str, *, at: datetime) -> Answer:
    """Begin a new version of an answer that is out; the old one stays until this is published.

    Raises:
        NotFound, NotPermitted: the actor may not correct it, or sees no standing finding.
        InvalidInput: no reason.
        NotNow: it is not out, or was corrected already.
        ChangedMeanwhile: a correction is in work.
    """
    old = locked(actor, key, Action.ANSWER_WRITE)
    text = checked_note(why)
    if not text:
        raise InvalidInput(_("Say in a few words why it has to be corrected."))
    if not may_follow(Act.CORRECTED, State(old.state)):
        raise NotNow(_("Only an answer that is out, and not corrected yet, can be corrected."))
    finding = answers.standing_finding(actor, old.allegation_id)
    if finding is None:
        raise NotFound(_("There is no standing finding that you may see: nothing to answer from."))
    chosen = [(each.claim, Side(each.side)) for each in old.chosen.select_related("claim")]
    return _made(actor, finding, chosen, corrects=old, why=text, at=at)


@transaction.atomic
def reword(actor: User, key: UUID, km: str, en: str, *, was: int, at: datetime) -> Wording:
    """Keep new words of both languages as a version of its own; the earlier stay.

    Args:
        was: number of the version that the actor saw.

    Raises:
        NotFound, NotPermitted: the actor may not write it.
        InvalidInput: both languages are empty, or one is too long.
        NotNow: it is handed in, approved or out.
        ChangedMeanwhile: a colleague wrote a newer version meanwhile.
    """
    answer = locked(actor, key, Action.ANSWER_WRITE)
    words = Both(_tidy(km), _tidy(en))
    if not words.km and not words.en:
        raise InvalidInput(_("Write it in words first."))
    if max(len(words.km), len(words.en)) > LONGEST_WORDS:
        raise InvalidInput(_("Shorten this to %(most)d characters.") % {"most": LONGEST_WORDS})
    last = answers.latest(answer)
    if last.number != was:
        raise ChangedMeanwhile(
            _("A colleague changed the words meanwhile. Yours were not stored: compare them first.")
        )
    if (last.km, last.en) == (words.km, words.en):
        return last
    move(answer, Act.WORDED)
    made = _worded(answer, words, actor, at, last.number + 1)
    note(answer, Act.WORDED, actor, at, wording=made)
    return made


@transaction.atomic
def choose(actor: User, key: UUID, claims: Collection[UUID], *, at: datetime) -> Answer:
    """Put other claims and denials beside an answer in work.

    Raises:
        NotFound, NotPermitted: the actor may not write it, or sees no such claim.
        NotNow: it is handed in, approved or out.
    """
    answer = locked(actor, key, Action.ANSWER_WRITE)
    chosen = _claims(actor, claims)
    move(answer, Act.WORDED)
    unseen = answer.chosen.exclude(claim__in=Claim.objects.visible_to(actor))
    hidden = [(each.claim, Side(each.side)) for each in unseen.select_related("claim")]
    answer.chosen.all().delete()
    _choose(answer, [*chosen, *hidden])
    note(answer, Act.WORDED, actor, at, wording=answers.latest(answer))
    return answer


@transaction.atomic
def drop(actor: User, key: UUID, *, at: datetime) -> Answer:
    """Drop an answer that is not approved; it can be taken up again."""
    answer = locked(actor, key, Action.ANSWER_WRITE)
    move(answer, Act.DROPPED)
    note(answer, Act.DROPPED, actor, at)
    return answer


@transaction.atomic
def resume(actor: User, key: UUID, *, at: datetime) -> Answer:
    """Take a dropped answer up again.

    Raises:
        ChangedMeanwhile: another answer on the allegation was begun, or is out.
    """
    answer = locked(actor, key, Action.ANSWER_WRITE)
    others = Answer.objects.filter(allegation=answer.allegation_id).exclude(pk=answer.pk)
    taken = [*OPEN] if answer.corrects_id else [*OPEN, State.PUBLISHED]
    if others.filter(state__in=taken).exists():
        raise ChangedMeanwhile(_("Another answer on this was begun since. Work on that one."))
    move(answer, Act.RESUMED)
    note(answer, Act.RESUMED, actor, at)
    return answer


@transaction.atomic
def see(actor: User, key: UUID, *, at: datetime, to_print: bool = False) -> Answer:
    """An answer for someone who reads it; that is journaled.

    Raises:
        NotFound: no such answer for the actor.
    """
    rows = Answer.objects.select_related(
        "allegation__entry",
        "finding__allegation",
        "finding__reviewer",
        "corrects",
        "unit",
        "drafted_by",
        "approved_by",
        "published_by",
    )
    answer = rows.get_for(actor, key)
    action = "answer.printed" if to_print else "answer.read"
    journal.record(at=at, actor=actor, action=action, target=answer)
    return answer


def locked(actor: User, key: UUID, *actions: str) -> Answer:
    """An answer on which the actor may do one of some actions, locked.

    Raises:
        NotFound: no such answer for the actor.
        NotPermitted: they read it and may not do this.
    """
    rows = Answer.objects.select_related("unit", "finding__allegation", "allegation__entry")
    answer = rows.get_for(actor, key, lock=True)
    if not any(actor.may(action, answer) for action in actions):
        raise NotPermitted(_("You may read this answer but not do this."))
    return answer


def move(answer: Answer, act: Act, **fields: object) -> None:
    """Bring an answer, which the caller has locked, where an act leads; set some fields with it.

    Raises:
        NotNow: the act cannot follow on where it stands.
    """
    state = State(answer.state)
    if not may_follow(act, state):
        raise NotNow(_("Somebody moved this answer on meanwhile. Look at the page again."))
    answer.state = state_after(act, state)
    for name, value in fields.items():
        setattr(answer, name, value)
    answer.save(update_fields=["state", *fields])


def note(
    answer: Answer,
    act: Act,
    actor: User,
    at: datetime,
    *,
    wording: Wording | None = None,
    why: str = "",
) -> None:
    """Keep what was done among the steps of an answer, and in the journal."""
    Step.objects.create(answer=answer, act=act, wording=wording, note=why, by=actor, at=at)
    journal.record(at=at, actor=actor, action=f"answer.{act}", target=answer)


def checked_note(text: str) -> str:
    """A reason as it is kept.

    Raises:
        InvalidInput: it is too long.
    """
    kept = " ".join(text.split())
    if len(kept) > LONGEST_NOTE:
        raise InvalidInput(_("Shorten the reason to %(most)d characters.") % {"most": LONGEST_NOTE})
    return kept


def _made(
    actor: User,
    finding: Finding,
    chosen: Collection[tuple[Claim, Side]],
    *,
    corrects: Answer | None,
    why: str,
    at: datetime,
) -> Answer:
    _lock(finding.allegation_id)
    if Answer.objects.filter(allegation=finding.allegation_id, state__in=[*OPEN]).exists():
        raise ChangedMeanwhile(_("An answer on this is in work already. Work on that one."))
    answer = Answer.objects.create(
        unit=finding.unit,
        territory=finding.territory,
        reference=next_reference(LETTER, at.year),
        allegation=finding.allegation,
        finding=finding,
        corrects=corrects,
        correction_why=why,
        state=State.DRAFT,
        drafted_by=actor,
        drafted_at=at,
    )
    _choose(answer, chosen)
    wording = _worded(answer, grounds.draft_of(finding, corrects), actor, at, 1)
    note(answer, Act.DRAFTED, actor, at, wording=wording, why=why)
    return answer


def _lock(allegation: UUID) -> None:
    """Lock the allegation until the transaction ends, so that nobody begins two answers."""
    rows = Allegation.objects.filter(pk=allegation)
    if connection.features.has_select_for_update:
        rows = rows.select_for_update()
    rows.get()


def _claims(actor: User, keys: Collection[UUID]) -> list[tuple[Claim, Side]]:
    wanted = set(keys)
    if len(wanted) > MOST_CHOSEN:
        raise InvalidInput(_("Choose at most %(most)d claims and denials.") % {"most": MOST_CHOSEN})
    found = list(Claim.objects.visible_to(actor).standing().filter(pk__in=wanted).order_by("pk"))
    if len(found) < len(wanted):
        raise NotFound(_("There is no such record."))
    return [(each, Side.DENIAL if each.kind == ClaimKind.DENIAL else Side.CLAIM) for each in found]


def _choose(answer: Answer, chosen: Collection[tuple[Claim, Side]]) -> None:
    Chosen.objects.bulk_create(
        Chosen(answer=answer, claim=claim, side=side) for claim, side in chosen
    )


def _worded(answer: Answer, words: Both, actor: User, at: datetime, number: int) -> Wording:
    return Wording.objects.create(
        answer=answer, number=number, km=words.km, en=words.en, by=actor, at=at
    )


def _tidy(text: str) -> str:
    """Words without spaces at the ends of lines, and with one kind of line break."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()
