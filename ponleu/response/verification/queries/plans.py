"""All of a plan for one reader, and how far it has come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch, Q
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import NotFound
from ponleu.response.cases.models import Allegation
from ponleu.response.verification import consents, rules, subjects
from ponleu.response.verification.models import (
    Answer,
    GradedSource,
    Grading,
    Ground,
    Interview,
    Leave,
    Question,
    Reminder,
    Reply,
    Request,
    Task,
    Turn,
    Witness,
    open_to,
)
from ponleu.response.verification.rules import Purpose, TaskState, Waiting
from ponleu.response.verification.subjects import Named

NOTHING = UUID(int=0)
MOST = 100
"""Of each kind of row that a plan shows; a plan with more is two plans."""


@dataclass(frozen=True, slots=True)
class OnGround:
    """One thing that an answer rests on.

    Attributes:
        is_gone: the source was withdrawn, the reply taken back, or the consent withdrawn.
    """

    ground: Ground
    named: Named | None
    is_gone: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer with what it rests on."""

    answer: Answer
    grounds: tuple[OnGround, ...]

    @property
    def is_shaken(self) -> bool:
        """Whether something that it rests on is gone."""
        return any(each.is_gone for each in self.grounds)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task as it stands today, with every turn that it took."""

    task: Task
    state: TaskState
    days_late: int
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question with its answer, earlier answers that were taken back, and its tasks."""

    question: Question
    answered: Answered | None
    earlier: tuple[Answer, ...]
    tasks: tuple[TaskRow, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source of the plan with its grades, of which the first stands."""

    graded: GradedSource
    named: Named
    gradings: tuple[Grading, ...]


@dataclass(frozen=True, slots=True)
class InterviewRow:
    """An interview: the how many-th of its witness, and for what it may be used now."""

    interview: Interview
    number: int
    allowed: frozenset[Purpose]


@dataclass(frozen=True, slots=True)
class WitnessRow:
    """A witness with their interviews, the cancelled ones not counted."""

    witness: Witness
    interviews: tuple[InterviewRow, ...]


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request as it stands today."""

    request: Request
    state: Waiting
    days_late: int
    replies: tuple[Reply, ...]
    reminders: tuple[Reminder, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a plan has come; what was taken back does not count.

    Attributes:
        closed: questions that were answered or cannot be.
        shaken: answers that rest on something that is gone.
        untrained: interviews that were held or planned by leave.
    """

    questions: int
    closed: int
    shaken: int
    tasks: int
    done: int
    late: int
    untrained: int


@dataclass(frozen=True, slots=True)
class PlanPage:
    """All of a plan; ``taken_back`` are questions, tasks and requests that can be brought back."""

    progress: Progress
    questions: tuple[QuestionRow, ...]
    tasks: tuple[TaskRow, ...]
    sources: tuple[SourceRow, ...]
    witnesses: tuple[WitnessRow, ...]
    leaves: tuple[Leave, ...]
    requests: tuple[RequestRow, ...]
    taken_back: tuple[tuple[str, Question | Task | Witness | Request], ...]


def plan_of(actor: User, allegation: Allegation, *, today: date) -> PlanPage:
    """A plan for someone who may see it."""
    tasks = _tasks(allegation, today=today)
    sources = source_rows(actor, allegation)
    witnesses = _witnesses(allegation)
    requests = _requests(allegation, today=today)
    allowed = {row.interview.pk: row.allowed for each in witnesses for row in each.interviews}
    by_key = {row.graded.pk: row.named for row in sources}
    questions = _questions(allegation, tasks, by_key, allowed)
    leaves = tuple(
        Leave.objects.standing()
        .filter(allegation=allegation)
        .select_related("person", "by")
        .annotate(used=Count("interviews", filter=Q(interviews__withdrawn_at=None)))
        .order_by("at", "pk")[:MOST]
    )
    standing = [task for task in tasks if task.task.withdrawn_at is None]
    return PlanPage(
        _progress(questions, standing, witnesses),
        tuple(row for row in questions if row.question.withdrawn_at is None),
        tuple(row for row in standing if row.task.question_id is None),
        sources,
        tuple(row for row in witnesses if row.witness.withdrawn_at is None),
        leaves,
        tuple(row for row in requests if row.request.withdrawn_at is None),
        _taken_back(questions, tasks, witnesses, requests),
    )


def source_rows(actor: User, allegation: Allegation) -> tuple[SourceRow, ...]:
    """The sources of a plan with their grades, those withdrawn last."""
    rows = list(
        GradedSource.objects.filter(allegation=allegation)
        .select_related("witness", "by", "withdrawn_by")
        .prefetch_related(Prefetch("gradings", Grading.objects.select_related("by")))
        .order_by("withdrawn_at", "at", "pk")[:MOST]
    )
    named = subjects.named(actor, rows)
    return tuple(SourceRow(row, named[row.pk], tuple(row.gradings.all())) for row in rows)


def is_open(actor: User, allegation: UUID) -> bool:
    """Whether there is such a plan for the actor."""
    return open_to(actor).filter(pk=allegation).exists()


def short(actor: User, allegation: UUID, *, today: date) -> Progress:
    """How far a plan has come, for the page of its allegation.

    Raises:
        NotFound: no such plan for the actor.
    """
    found = open_to(actor).filter(pk=allegation).first()
    if found is None:
        raise NotFound(_("There is no such record."))
    return plan_of(actor, found, today=today).progress


def task_row(task: Task, turns: Iterable[Turn], *, today: date) -> TaskRow:
    """A task as it stands on a day."""
    state = rules.task_state(is_done=task.done_at is not None, due=task.due_date, today=today)
    late = rules.days_late(task.due_date, today) if state is TaskState.LATE else 0
    return TaskRow(task, state, late, tuple(turns))


def _tasks(allegation: Allegation, *, today: date) -> list[TaskRow]:
    turns = Turn.objects.select_related("by", "holder")
    rows = Task.objects.filter(allegation=allegation).select_related(
        "holder", "by", "done_by", "interview__witness"
    )
    found = rows.prefetch_related(Prefetch("turns", turns))[: 2 * MOST]
    return [task_row(task, task.turns.all(), today=today) for task in found]


def _questions(
    allegation: Allegation,
    tasks: Iterable[TaskRow],
    named: Mapping[UUID, Named],
    allowed: Mapping[UUID, frozenset[Purpose]],
) -> list[QuestionRow]:
    of_question = defaultdict(list)
    for row in tasks:
        if row.task.withdrawn_at is None:
            of_question[row.task.question_id].append(row)
    given = _answers(allegation)
    rows = Question.objects.filter(allegation=allegation).select_related("by")
    found = []
    for question in rows[:MOST]:
        answers = given[question.pk]
        stands = next((each for each in answers if each.withdrawn_at is None), None)
        found.append(
            QuestionRow(
                question,
                _answered(stands, named, allowed) if stands else None,
                tuple(each for each in answers if each.withdrawn_at is not None),
                tuple(of_question[question.pk]),
            )
        )
    return found


def _answers(allegation: Allegation) -> Mapping[UUID, list[Answer]]:
    """Every answer of a plan by its question, those taken back too."""
    grounds = Ground.objects.select_related("graded", "interview__witness", "reply__request")
    rows = Answer.objects.filter(question__allegation=allegation)
    related = rows.select_related("by", "withdrawn_by")
    found: dict[UUID, list[Answer]] = defaultdict(list)
    for answer in related.prefetch_related(Prefetch("grounds", grounds))[: 10 * MOST]:
        found[answer.question_id].append(answer)
    return found


def _answered(
    answer: Answer, named: Mapping[UUID, Named], allowed: Mapping[UUID, frozenset[Purpose]]
) -> Answered:
    return Answered(
        answer,
        tuple(
            OnGround(
                each, named.get(each.graded_id) if each.graded_id else None, _gone(each, allowed)
            )
            for each in answer.grounds.all()
        ),
    )


def _gone(ground: Ground, allowed: Mapping[UUID, frozenset[Purpose]]) -> bool:
    if ground.graded is not None:
        return ground.graded.withdrawn_at is not None
    if ground.reply is not None:
        return ground.reply.withdrawn_at is not None
    return Purpose.EVIDENCE not in allowed.get(ground.interview_id or NOTHING, frozenset())


def _witnesses(allegation: Allegation) -> list[WitnessRow]:
    interviews = Interview.objects.standing().select_related("interviewer", "leave", "witness")
    rows = Witness.objects.filter(allegation=allegation).select_related("by")
    rows = rows.defer("identity").prefetch_related(
        Prefetch("interviews", interviews.defer("notes", "interpreter")),
        "interviews__consents",
    )
    return [WitnessRow(each, interview_rows(each.interviews.all())) for each in rows[:MOST]]


def interview_rows(interviews: Iterable[Interview]) -> tuple[InterviewRow, ...]:
    """Interviews of a witness in their order, numbered, with what they may be used for."""
    return tuple(
        InterviewRow(each, number, consents.allowed(each, each.consents.all()))
        for number, each in enumerate(interviews, 1)
    )


def _requests(allegation: Allegation, *, today: date) -> list[RequestRow]:
    rows = Request.objects.filter(allegation=allegation).select_related("by", "claim")
    replies = Reply.objects.standing().select_related("by")
    reminders = Reminder.objects.standing()
    found = rows.prefetch_related(Prefetch("replies", replies)).prefetch_related(
        Prefetch("reminders", reminders)
    )
    return [
        request_row(each, each.replies.all(), each.reminders.all(), today=today)
        for each in found[:MOST]
    ]


def request_row(
    request: Request, replies: Iterable[Reply], reminders: Iterable[Reminder], *, today: date
) -> RequestRow:
    """A request as it stands on a day, with the replies and reminders that stand."""
    replies = tuple(replies)
    state = rules.waiting(
        sent=request.sent_date, due=request.due_date, is_answered=bool(replies), today=today
    )
    late = rules.days_late(request.due_date, today) if state is Waiting.NO_ANSWER else 0
    return RequestRow(request, state, late, replies, tuple(reminders))


def _progress(
    questions: Iterable[QuestionRow], tasks: Iterable[TaskRow], witnesses: Iterable[WitnessRow]
) -> Progress:
    asked = [row for row in questions if row.question.withdrawn_at is None]
    answered = [row.answered for row in asked if row.answered]
    states = [row.state for row in tasks]
    interviews = [row.interview for each in witnesses for row in each.interviews]
    return Progress(
        questions=len(asked),
        closed=len(answered),
        shaken=sum(each.is_shaken for each in answered),
        tasks=len(states),
        done=states.count(TaskState.DONE),
        late=states.count(TaskState.LATE),
        untrained=sum(each.leave_id is not None for each in interviews),
    )


def _taken_back(
    questions: Iterable[QuestionRow],
    tasks: Iterable[TaskRow],
    witnesses: Iterable[WitnessRow],
    requests: Iterable[RequestRow],
) -> tuple[tuple[str, Question | Task | Witness | Request], ...]:
    rows: list[tuple[str, Question | Task | Witness | Request]] = [
        *(("question", row.question) for row in questions),
        *(("task", row.task) for row in tasks),
        *(("witness", row.witness) for row in witnesses),
        *(("request", row.request) for row in requests),
    ]
    return tuple((kind, row) for kind, row in rows if row.withdrawn_at is not None)
