"""Public answers: their words version by version, what was done, who of the reporters heard."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from ponleu.foundation.accounts.models import Protected, ProtectedQuerySet, Unit, User, inside
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.scoping import M, ScopedQuerySet
from ponleu.foundation.core.withdrawing import WITHDRAWN_WHOLE, Withdrawable
from ponleu.knowledge.claims.models import Claim
from ponleu.knowledge.register.models import Entry
from ponleu.response.cases.models import Allegation, Gathering
from ponleu.response.complaints.models import Complaint
from ponleu.response.findings.models import Finding
from ponleu.response.public_answers.rules.checks import Sort
from ponleu.response.public_answers.rules.states import OPEN, PUBLIC, Act, Side, State


class AnswerQuerySet(ProtectedQuerySet["Answer"]):
    read_action = Action.ANSWER_READ

    def visible_to(self, actor: User) -> Self:
        """Published ones within reach. Others for those who draft or approve there and may see
        the finding; once approved also for those who answer complaints, as reporters hear
        first. None that rests on a complaint that the actor is kept from.
        """
        kept = Gathering.objects.kept_from(actor).filter(allegation=OuterRef("allegation"))
        finding = Finding.objects.visible_to(actor).filter(pk=OuterRef("finding"))
        works = inside(actor, Action.ANSWER_WRITE, Action.ANSWER_APPROVE) & Q(Exists(finding))
        reads = inside(actor, Action.ANSWER_READ)
        tells = inside(actor, Action.COMPLAINT_DECIDE) & Q(state=State.APPROVED)
        public = Q(state__in=_codes(PUBLIC))
        # What is out is asked first: of most rows nothing else is then asked.
        return self.filter((reads & (public | tells)) | works, ~Exists(kept))

    def public(self) -> Self:
        """Those that were published, corrected since or not."""
        return self.filter(state__in=_codes(PUBLIC))

    def newest(self) -> Self:
        """Those published that no published one corrects."""
        return self.filter(state=State.PUBLISHED)


def _codes(states: frozenset[State]) -> list[str]:
    return sorted(state.value for state in states)


class Answer(Protected):
    """What we say in public about one allegation, as far as a finding carries it.

    Attributes:
        corrects: the published answer that this one replaces; that one stays readable.
        correction_why: why it is corrected. Not sealed.
        approved_by: never who drafted it.
    """

    # Without an index of its own: planners prefer it to that of the list, and sort the country.
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    reference = models.CharField(max_length=20, unique=True)
    allegation = models.ForeignKey(Allegation, models.PROTECT, related_name="answers")
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="answers")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    correction_why = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=16, choices=[(s, s) for s in State])
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True)

    objects = AnswerQuerySet.as_manager()

    retention = "kept as long as the record: what was said in public stays said"
    scrub: ClassVar[dict[str, str]] = {"correction_why": "empty"}

    class Meta:
        ordering = ["-drafted_at", "pk"]
        indexes = [  # the list walks it, and looks up only the rows that it shows
            models.Index(
                name="public_answers_answer_list",
                fields=["state", "-published_at", "id", "unit", "territory", "allegation"],
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="public_answers_answer_approved_by_another",
                condition=~Q(approved_by=F("drafted_by")),
            ),
            models.CheckConstraint(
                name="public_answers_answer_approved_whole",
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
            ),
            models.CheckConstraint(
                name="public_answers_answer_published_whole",
                condition=Q(published_by=None, published_at=None)
                | Q(published_by__isnull=False, published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="public_answers_answer_state_kept",
                condition=Q(
                    state__in=["approved", "published", "corrected"], approved_at__isnull=False
                )
                | Q(
                    state__in=["draft", "waiting", "sent_back", "dropped"],
                    approved_at=None,
                    published_at=None,
                ),
            ),
            models.CheckConstraint(
                name="public_answers_answer_published_when_out",
                condition=Q(state__in=["published", "corrected"]) ^ Q(published_at=None),
            ),
            models.CheckConstraint(
                name="public_answers_answer_correction_has_why",
                condition=Q(corrects=None) ^ ~Q(correction_why=""),
            ),
            models.UniqueConstraint(
                name="public_answers_answer_one_open",
                fields=["allegation"],
                condition=Q(state__in=_codes(OPEN)),
            ),
            models.UniqueConstraint(
                name="public_answers_answer_one_newest",
                fields=["allegation"],
                condition=Q(state=State.PUBLISHED),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Wording(models.Model):
    """The words of an answer as someone left them; the next version is a row of its own."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    answer = models.ForeignKey(Answer, models.CASCADE, related_name="wordings")
    number = models.PositiveSmallIntegerField()
    km = models.TextField(blank=True)
    en = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    scoping_because = "read only with its answer, which is scoped"
    retention = "kept with its answer"
    scrub: ClassVar[dict[str, str]] = {"km": "empty", "en": "empty"}

    class Meta:
        ordering = ["answer", "-number"]
        constraints = [
            models.UniqueConstraint(
                name="public_answers_wording_once", fields=["answer", "number"]
            ),
        ]

    def __str__(self) -> str:
        return f"words {self.number} of {self.answer_id}"


class Chosen(models.Model):
    """That a claim or a denial stands beside an answer."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="chosen")
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="+")
    side = models.CharField(max_length=8, choices=[(s, s) for s in Side])

    scoping_because = "read only with its answer and its claim, which are scoped"
    holds_no_person = "keys of an answer and of a claim"

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="public_answers_chosen_once", fields=["answer", "claim"]),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.claim_id}"


class Step(models.Model):
    """One thing done to an answer: who, when, on which words, why; never changed.

    Attributes:
        wording: the words as they were then.
        note: why, for colleagues. Not sealed.
    """

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="steps")
    act = models.CharField(max_length=16, choices=[(a, a) for a in Act])
    wording = models.ForeignKey(Wording, models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    scoping_because = "read only with its answer, which is scoped"
    retention = "kept with its answer"
    scrub: ClassVar[dict[str, str]] = {"note": "empty"}

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="public_answers_step_sent_back_why",
                condition=~Q(act=Act.SENT_BACK) | ~Q(note=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} of {self.answer_id}"


class Excuse(Withdrawable):
    """That a person let words stand which a rule had found, and why.

    Attributes:
        found: the words, folded as rules.checks compares them.
        why: not sealed.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    answer = models.ForeignKey(Answer, models.CASCADE, related_name="excuses")
    sort = models.CharField(max_length=24, choices=[(s, s) for s in Sort])
    found = models.CharField(max_length=200)
    why = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    scoping_because = "read only with its answer, which is scoped"
    retention = "kept with its answer"
    scrub: ClassVar[dict[str, str]] = {"found": "empty", "why": "empty"}

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="public_answers_excuse_once",
                fields=["answer", "sort", "found"],
                condition=Q(withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="public_answers_excuse_never_a_complaint", condition=~Q(sort=Sort.COMPLAINT)
            ),
            models.CheckConstraint(name="public_answers_excuse_why", condition=~Q(why="")),
            WITHDRAWN_WHOLE,
        ]

    def __str__(self) -> str:
        return f"excuse {self.pk}"


class _OfComplaint(ScopedQuerySet[M]):
    """What concerns a complaint: only for those who may see the complaint."""

    def visible_to(self, actor: User) -> Self:
        """Those of complaints that the actor may see."""
        complaints = Complaint.objects.visible_to(actor).filter(pk=OuterRef("complaint"))
        return self.filter(Exists(complaints))


class HeardQuerySet(_OfComplaint["Heard"]):
    """Who heard, as far as the actor may know of the complaints."""


class Heard(models.Model):
    """That a reporter was written to about an answer; what was written is sealed elsewhere."""

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="heard")
    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HeardQuerySet.as_manager()

    holds_no_person = "keys of an answer and of a complaint"

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="public_answers_heard_once", fields=["answer", "complaint"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id} heard"


class BroughtQuerySet(_OfComplaint["Brought"]):
    def standing(self) -> Self:
        """Those not taken back."""
        return self.filter(withdrawn_at=None)


class Brought(Withdrawable):
    """That an organisation of the register brought a complaint to us, as an officer judged."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    body = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = BroughtQuerySet.as_manager()

    holds_no_person = "keys of an organisation and of a complaint"

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="public_answers_brought_once",
                fields=["body", "complaint"],
                condition=Q(withdrawn_at=None),
            ),
            WITHDRAWN_WHOLE,
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id} of {self.body_id}"
