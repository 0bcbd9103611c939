"""Public answers of the invented country: one is out and corrected later; others wait."""

from __future__ import annotations

from datetime import datetime

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.response.findings.models import Finding
from ponleu.response.public_answers.models import Answer
from ponleu.response.public_answers.queries import answers
from ponleu.response.public_answers.services import approving, drafting

MOST = 3
NOTE = "Say in the Khmer words, too, which month the finding is from."
WHY = "A witness had spoken of another building: less is proven than we said."
EARLY = "The provincial hall was asked in public about it."


def answer_findings(people: list[User], *, at: datetime) -> int:
    """Draft answers on approved findings, as the demonstration people; how many.

    Done by whoever of them may draft answers, and by somebody else who may approve. The first
    goes out, the second comes back with a note, the third waits; the rest is left to do.
    """
    pair = _pair(people)
    if pair is None:
        return 0
    drafter, approver = pair
    rows = Finding.objects.visible_to(drafter).standing().order_by("reviewed_at", "pk")
    findings = [
        each
        for each in rows.select_related("allegation__entry", "unit")
        if drafter.may(Action.ANSWER_WRITE, each) and approver.may(Action.ANSWER_APPROVE, each)
    ]
    for number, finding in enumerate(findings[:MOST]):
        answer = _handed_in(drafter, approver, finding, at)
        if number == 0:
            approving.approve(approver, answer.pk, was=1, at=at)
            approving.publish(drafter, answer.pk, why_early=EARLY, at=at)
        elif number == 1:
            approving.send_back(approver, answer.pk, NOTE, at=at)
    return len(findings[:MOST])


def correct_answers(people: list[User], *, at: datetime) -> int:
    """Correct published answers whose finding was replaced, as the same people; how many."""
    pair = _pair(people)
    if pair is None:
        return 0
    drafter, approver = pair
    stale = answers.listed(drafter, page=1).stale
    for old in stale:
        answer = drafting.correct(drafter, old.pk, WHY, at=at)
        approving.read_khmer(approver, answer.pk, at=at)
        approving.hand_in(drafter, answer.pk, at=at)
        approving.approve(approver, answer.pk, was=1, at=at)
        approving.publish(drafter, answer.pk, why_early=EARLY, at=at)
    return len(stale)


def _pair(people: list[User]) -> tuple[User, User] | None:
    """Who drafts and who approves: two people, or nobody."""
    drafter = next((one for one in people if one.may(Action.ANSWER_WRITE)), None)
    approver = next(
        (one for one in people if one != drafter and one.may(Action.ANSWER_APPROVE)), None
    )
    return (drafter, approver) if drafter and approver else None


def _handed_in(drafter: User, approver: User, finding: Finding, at: datetime) -> Answer:
    """An answer with a claim and a denial beside it, its Khmer read by the approver."""
    found = answers.choices(drafter, finding)
    claims = [each.pk for each in (*found.claims[:1], *found.denials[:1])]
    answer = drafting.draft(drafter, finding.allegation_id, claims, at=at)
    approving.read_khmer(approver, answer.pk, at=at)
    return approving.hand_in(drafter, answer.pk, at=at)
