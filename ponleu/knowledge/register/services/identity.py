"""Deciding which entries are one, and taking such a decision back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound
from ponleu.foundation.journal import services as journal
from ponleu.knowledge.register.grouping import regroup
from ponleu.knowledge.register.models import Entry, MatchProposal, PairJudgement
from ponleu.knowledge.register.rules import Verdict

LONGEST_WHY = 500


@transaction.atomic
def judge_pair(
    actor: User, one: UUID, other: UUID, verdict: Verdict, *, why: str = "", at: datetime
) -> PairJudgement:
    """Record whether two entries are one. Both stay as they are; "same" shows them together.

    A pair has one standing judgement. "Unsure" gives way to a later one; "same" and
    "different" have to be taken back first, so that nobody overwrites a colleague.

    Raises:
        NotFound, NotPermitted: the actor may not decide on both entries.
        InvalidInput: one entry twice, two kinds, a withdrawn entry, or too long a reason.
        ChangedMeanwhile: a firm judgement on the pair stands.
        WouldContradict: entries that were judged different would become one.
    """
    left, right = (_entry_to_judge(actor, key) for key in sorted((one, other)))
    _check_pair(left, right)
    _give_way(actor, left, right, at)
    offer = MatchProposal.objects.filter(left=left, right=right).first()
    judgement = PairJudgement.objects.create(
        left=left,
        right=right,
        verdict=verdict,
        why=_checked_why(why),
        score=offer.score if offer else None,
        reasons=offer.reasons if offer else [],
        engine_version=offer.engine_version if offer else "",
        judged_by=actor,
        judged_at=at,
    )
    MatchProposal.objects.filter(left=left, right=right).update(is_open=False)
    journal.record(at=at, actor=actor, action=f"register.judged_{verdict}", target=judgement)
    regroup([left.pk, right.pk])
    return judgement


@transaction.atomic
def withdraw_judgement(actor: User, pk: UUID, *, why: str = "", at: datetime) -> PairJudgement:
    """Take a judgement back: what it joined is apart again, each entry with all that is its own.

    The pair is asked again if the engine had proposed it. Taking back twice is once.

    Raises:
        NotFound, NotPermitted: the actor may not decide on both entries.
        InvalidInput: too long a reason.
    """
    judgement = PairJudgement.objects.select_for_update().filter(pk=pk).first()
    if judgement is None:
        raise NotFound(_("There is no such record."))
    for key in (judgement.left_id, judgement.right_id):
        _entry_to_judge(actor, key)
    if judgement.withdrawn_at is None:
        _withdraw(actor, judgement, _checked_why(why), at)
        journal.record(at=at, actor=actor, action="register.unjudged", target=judgement)
        regroup([judgement.left_id, judgement.right_id])
    return judgement


def _entry_to_judge(actor: User, key: UUID) -> Entry:
    entry = Entry.objects.select_related("unit").get_for(actor, key)
    access.require(actor, Action.REGISTER_EDIT, entry, seen_by=Action.REGISTER_READ)
    return entry


def _check_pair(left: Entry, right: Entry) -> None:
    if left.pk == right.pk:
        raise InvalidInput(_("These are one record already: choose two."))
    if left.kind != right.kind:
        raise InvalidInput(_("The two are not of the same kind: they cannot be the same."))
    if left.withdrawn_at or right.withdrawn_at:
        raise InvalidInput(_("One of the two was withdrawn: there is nothing to decide."))


def _give_way(actor: User, left: Entry, right: Entry, at: datetime) -> None:
    standing = PairJudgement.objects.select_for_update().filter(
        left=left, right=right, withdrawn_at=None
    )
    for earlier in standing:
        if earlier.verdict != Verdict.UNSURE:
            raise ChangedMeanwhile(
                _("This pair was judged before. Take that judgement back first, then judge again.")
            )
        _withdraw(actor, earlier, "", at)


def _withdraw(actor: User, judgement: PairJudgement, why: str, at: datetime) -> None:
    judgement.withdrawn_by = actor
    judgement.withdrawn_at = at
    judgement.withdrawn_why = why
    judgement.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_why"])
    MatchProposal.objects.filter(left=judgement.left_id, right=judgement.right_id).update(
        is_open=True
    )


def _checked_why(why: str) -> str:
    text = " ".join(why.split())
    if len(text) > LONGEST_WHY:
        raise InvalidInput(_("Shorten the reason to %(most)d characters.") % {"most": LONGEST_WHY})
    return text
