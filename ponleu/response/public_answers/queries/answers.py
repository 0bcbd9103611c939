"""Answers of the list, one answer with all that stands beside it, and those of an allegation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.knowledge.claims.models import Claim
from ponleu.knowledge.claims.rules import ClaimKind
from ponleu.knowledge.register.models import Entry
from ponleu.response.findings.models import Cited, Finding
from ponleu.response.findings.rules.kinds import Decision
from ponleu.response.public_answers.models import (
    Answer,
    AnswerQuerySet,
    Chosen,
    Excuse,
    Step,
    Wording,
)
from ponleu.response.public_answers.queries import grounds
from ponleu.response.public_answers.rules import checks
from ponleu.response.public_answers.rules.checks import Checked, Sort
from ponleu.response.public_answers.rules.states import IN_WORK, Act, Side, State, public_from

PAGE = 25
SHOWN_WAITING = 50
MOST_CLAIMS = 60
MOST_STEPS = 100


@dataclass(frozen=True, slots=True)
class Listed:
    """The list: what waits for the reader first, then what is out.

    Attributes:
        mine: answers on which the reader has the next word.
        others: answers in work on which somebody else has.
        stale: published, and the finding beneath was replaced.
        rows: published, the newest first.
    """

    mine: tuple[Answer, ...]
    others: tuple[Answer, ...]
    stale: tuple[Answer, ...]
    rows: tuple[Answer, ...]
    page: int
    has_more: bool


@dataclass(frozen=True, slots=True)
class May:
    """What the reader may do with an answer as it stands now."""

    word: bool = False
    hand_in: bool = False
    take_back: bool = False
    read_khmer: bool = False
    approve: bool = False
    send_back: bool = False
    end_approval: bool = False
    publish: bool = False
    correct: bool = False
    drop: bool = False
    resume: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One answer with what was claimed, denied and found.

    Attributes:
        claims, denials: chosen ones that the reader may see.
        sees_finding: whether the reader may open the finding and its evidence.
        entry: what it is about, if the reader may see that in the register.
        works: the reader drafts or approves there: sees checks, notes and earlier words.
        wrote: the reader wrote some of the words, so another has to approve.
        faults: why the finding beneath does not carry it any more.
    """

    answer: Answer
    wording: Wording
    claims: tuple[Claim, ...]
    denials: tuple[Claim, ...]
    sees_finding: bool
    n_pieces: int
    entry: Entry | None
    works: bool
    wrote: bool
    checked: tuple[Checked, ...]
    excuses: tuple[Excuse, ...]
    khmer_read: Step | None
    sent_back: Step | None
    faults: tuple[Sort, ...]
    wordings: tuple[Wording, ...]
    steps: tuple[Step, ...]
    earlier: Answer | None
    later: Answer | None
    may: May

    @property
    def is_ready(self) -> bool:
        """Whether no check keeps it back."""
        return checks.is_ready(self.checked)

    @property
    def public_from(self) -> datetime | None:
        """From when it may go out without a reason; None before it is approved."""
        at = self.answer.approved_at
        return public_from(at) if at else None


@dataclass(frozen=True, slots=True)
class Choices:
    """What a new answer can stand on: the standing finding, and claims to put beside it."""

    finding: Finding
    claims: tuple[Claim, ...]
    denials: tuple[Claim, ...]
    cited: frozenset[UUID]


def listed(actor: User, *, page: int) -> Listed:
    """What waits for one person, and what was published."""
    rows = _with_parts(Answer.objects.visible_to(actor))
    waiting = list(
        rows.filter(state__in=[*IN_WORK, State.APPROVED]).order_by("drafted_at", "pk")[
            :SHOWN_WAITING
        ]
    )
    mine = [answer for answer in waiting if _waits_for(actor, answer)]
    page = max(page, 1)
    start = (page - 1) * PAGE
    out = list(rows.newest().order_by("-published_at", "pk")[start : start + PAGE + 1])
    return Listed(
        tuple(mine),
        tuple(answer for answer in waiting if answer not in mine),
        tuple(_stale(rows) if actor.may(Action.ANSWER_WRITE) else ()),
        tuple(out[:PAGE]),
        page,
        len(out) > PAGE,
    )


def waiting_count(actor: User) -> int:
    """How many answers wait for a person, for first pages."""
    rows = Answer.objects.visible_to(actor).select_related("unit")
    found = rows.filter(state__in=[*IN_WORK, State.APPROVED])[:SHOWN_WAITING]
    return sum(_waits_for(actor, answer) for answer in found)


def of_allegation(actor: User, allegation: UUID) -> list[Answer]:
    """Answers on an allegation that the actor may see, the newest first; without dropped ones."""
    rows = Answer.objects.visible_to(actor).filter(allegation=allegation)
    return list(_with_parts(rows.exclude(state=State.DROPPED))[:PAGE])


def standing_finding(actor: User, allegation: UUID) -> Finding | None:
    """The finding on which an answer can stand, if the actor may see it."""
    rows = Finding.objects.visible_to(actor).standing().filter(allegation=allegation)
    return rows.select_related("allegation__entry", "unit", "reviewer", "author").first()


def may_begin(actor: User, allegation: UUID) -> bool:
    """Whether the actor can draft an answer: there is a finding, and no answer yet."""
    finding = standing_finding(actor, allegation)
    if finding is None or not actor.may(Action.ANSWER_WRITE, finding):
        return False
    return not Answer.objects.filter(allegation=allegation).exclude(state=State.DROPPED).exists()


def choices(actor: User, finding: Finding) -> Choices:
    """Claims that can stand beside an answer: those the finding cites, then those that name
    what the allegation is about.
    """
    pieces = Cited.objects.filter(finding=finding, piece__claim__isnull=False)
    cited = frozenset(pieces.values_list("piece__claim", flat=True))
    entry = finding.allegation.entry
    spoken = Q(pk__in=cited) | Q(speaker_entry=entry) | _naming(entry)
    rows = Claim.objects.visible_to(actor).standing().filter(spoken).select_related("source")
    found = list(rows.defer("source__text").order_by("-recorded_at", "-id")[:MOST_CLAIMS])
    found.sort(key=lambda claim: claim.pk not in cited)
    return Choices(
        finding,
        tuple(claim for claim in found if claim.kind != ClaimKind.DENIAL),
        tuple(claim for claim in found if claim.kind == ClaimKind.DENIAL),
        cited,
    )


def page_of(actor: User, answer: Answer) -> Page:
    """One answer for someone who may see it."""
    wordings = list(answer.wordings.select_related("by")[:PAGE])
    wording = wordings[0]
    works = works_on(actor, answer)
    wrote = answer.drafted_by_id == actor.pk or any(w.by_id == actor.pk for w in wordings)
    base = grounds.base_of(answer, wording)
    claims = Claim.objects.visible_to(actor).filter(pk__in=[row.claim_id for row in base.chosen])
    visible = set(claims.order_by().values_list("pk", flat=True))
    chosen = [each for each in base.chosen if each.claim_id in visible]
    entries = Entry.objects.visible_to(actor).filter(pk=answer.allegation.entry_id)
    found = grounds.checked(answer, wording, base) if works else ()
    steps = list(answer.steps.select_related("by", "wording")[:MOST_STEPS]) if works else []
    ready = checks.is_ready(found)
    return Page(
        answer=answer,
        wording=wording,
        claims=_on(Side.CLAIM, chosen),
        denials=_on(Side.DENIAL, chosen),
        sees_finding=Finding.objects.visible_to(actor).filter(pk=answer.finding_id).exists(),
        n_pieces=len(base.cited),
        entry=entries.first(),
        works=works,
        wrote=wrote,
        checked=found,
        excuses=tuple(_excuses(answer)) if works else (),
        khmer_read=base.khmer_read if works else None,
        sent_back=next((each for each in reversed(steps) if each.act == Act.SENT_BACK), None),
        faults=base.faults,
        wordings=tuple(wordings) if works else (),
        steps=tuple(steps),
        earlier=answer.corrects,
        later=_later(actor, answer),
        may=_may(actor, answer, wrote=wrote, wrote_last=wording.by_id == actor.pk, ready=ready),
    )


def _later(actor: User, answer: Answer) -> Answer | None:
    """The published answer that corrects this one: only one that was corrected has it."""
    if answer.state != State.CORRECTED:
        return None
    return Answer.objects.visible_to(actor).public().filter(corrects=answer).first()


def works_on(actor: User, answer: Answer) -> bool:
    """Whether the actor drafts or approves answers where this one lies."""
    may = (actor.may(action, answer) for action in (Action.ANSWER_WRITE, Action.ANSWER_APPROVE))
    return any(may)


def latest(answer: Answer) -> Wording:
    """The words of an answer as they are now."""
    return answer.wordings.select_related("by").order_by("-number")[0]


def wrote_any(actor: User, answer: Answer) -> bool:
    """Whether the actor drafted the answer or wrote any version of its words."""
    is_drafter = answer.drafted_by_id == actor.pk
    return is_drafter or answer.wordings.filter(by=actor).exists()


def _may(actor: User, answer: Answer, *, wrote: bool, wrote_last: bool, ready: bool) -> May:
    state = State(answer.state)
    writes = actor.may(Action.ANSWER_WRITE, answer)
    approves = actor.may(Action.ANSWER_APPROVE, answer) and not wrote
    return May(
        word=writes and state in (State.DRAFT, State.SENT_BACK),
        hand_in=writes and state in (State.DRAFT, State.SENT_BACK),
        take_back=writes and state is State.WAITING,
        read_khmer=(writes or approves) and state in IN_WORK and not wrote_last,
        approve=approves and state is State.WAITING and ready,
        send_back=approves and state is State.WAITING,
        end_approval=approves and state is State.APPROVED,
        publish=writes and state is State.APPROVED,
        correct=writes and state is State.PUBLISHED,
        drop=writes and state in IN_WORK,
        resume=writes and state is State.DROPPED,
    )


def _waits_for(actor: User, answer: Answer) -> bool:
    """Whether the actor has the next word: a drafter to finish or publish, an approver to judge."""
    if answer.state == State.WAITING:
        return answer.drafted_by_id != actor.pk and actor.may(Action.ANSWER_APPROVE, answer)
    return actor.may(Action.ANSWER_WRITE, answer)


def _stale(rows: AnswerQuerySet) -> Iterable[Answer]:
    replaced = Finding.objects.filter(previous__isnull=False, decision=Decision.APPROVED)
    found = rows.newest().filter(finding__in=replaced.order_by().values("previous"))
    return found.order_by("-published_at", "pk")[:PAGE]


def _naming(entry: Entry) -> Q:
    sources = entry.mentions.filter(withdrawn_at=None).values("source")
    return Q(source__in=sources)


def _on(side: Side, chosen: Iterable[Chosen]) -> tuple[Claim, ...]:
    return tuple(each.claim for each in chosen if each.side == side)


def _excuses(answer: Answer) -> list[Excuse]:
    return list(answer.excuses.filter(withdrawn_at=None).select_related("by")[:PAGE])


def _with_parts(rows: AnswerQuerySet) -> AnswerQuerySet:
    return rows.select_related(
        "allegation__entry", "finding", "drafted_by", "approved_by", "published_by", "unit"
    )
