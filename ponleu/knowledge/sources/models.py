"""Documents kept whole, what an engine read in them, and what people said of that."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ponleu.foundation.accounts.models import Protected, ProtectedQuerySet, User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.scoping import ScopedQuerySet
from ponleu.knowledge.evidence.models import Content
from ponleu.knowledge.sources.rules import FAMILY_OF, CopyVerdict, SourceKind, Verdict


class SourceQuerySet(ProtectedQuerySet["Source"]):
    read_action = Action.SOURCE_READ


class Source(Protected):
    """A document or message kept whole.

    Attributes:
        text: the words as taken from the kept bytes; every offset points into it, so that
            pages which are made out later are only ever added at its end.
        content: the bytes as they came.
        format: of the bytes, as ``foundation.documents.Format`` names it.
        hints: [[kind, start, end], ...]: what the layout says of spans of the text.
        made: the day that the file's properties state; never taken for that of publication.
        part_of: the message or document in which it came, if it did not come by itself.
    """

    reference = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=24, choices=[(k, k) for k in SourceKind])
    origin = models.CharField(max_length=200, blank=True, help_text="who published or sent it")
    published = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=8, default="und")
    machine_translated = models.BooleanField(default=False)
    text = models.TextField()
    content = models.ForeignKey(Content, models.PROTECT, related_name="+")
    format = models.CharField(max_length=16, default="txt")
    hints = models.JSONField(default=list)
    made = models.DateField(null=True, blank=True)
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="inner_sources"
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    added_at = models.DateTimeField()

    objects = SourceQuerySet.as_manager()

    retention = "kept as long as the record: sources are evidence"
    scrub: ClassVar[dict[str, str]] = {"title": "empty", "text": "empty", "origin": "empty"}

    class Meta:
        ordering = ["-added_at", "-id"]
        indexes = [models.Index(name="sources_source_list", fields=["added_at", "id"])]
        constraints = [
            models.UniqueConstraint(
                name="sources_source_once_a_territory", fields=["unit", "territory", "content"]
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class SourcePage(models.Model):
    """A page of a PDF or of a scan: where its words stand in the text, and where on the page.

    Attributes:
        start, end: offsets into the source's text; the same where it has no words.
        width, height: points of a PDF, pixels of a picture.
        recognised_as: languages in which its words were made out; empty: the file's own words.
        unsure_words: of ``words``, those that were made out with doubt.
        trouble: why it could not be read.
        waits: nobody tried yet to make out its words.
        boxes: [[start, end, x0, y0, x1, y1], ...] of words, fractions of the page.
    """

    source = models.ForeignKey(Source, models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    width = models.FloatField()
    height = models.FloatField()
    recognised_as = models.CharField(max_length=32, blank=True)
    words = models.PositiveIntegerField(default=0)
    unsure_words = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=500, blank=True)
    waits = models.BooleanField(default=False)
    boxes = models.JSONField(default=list)

    scoping_because = "reached through its source"
    retention = "kept with its source"
    scrub: ClassVar[dict[str, str]] = {"boxes": "empty"}

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="sources_sourcepage_once", fields=["source", "number"]),
            models.CheckConstraint(
                name="sources_sourcepage_span", condition=Q(end__gte=F("start"))
            ),
        ]

    def __str__(self) -> str:
        return f"page {self.number}"


class Reading(models.Model):
    """One run of the engine over a source. Later runs stand beside it."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="readings")
    engine_version = models.CharField(max_length=32)
    read_at = models.DateTimeField()
    zones = models.JSONField(help_text="[[kind, start, end], ...] in text order")
    weights_version = models.CharField(
        max_length=32, blank=True, help_text="weights that the confidences are from; empty: none"
    )

    scoping_because = "reached through its source"

    def __str__(self) -> str:
        return f"reading {self.pk}"


class ProposalQuerySet(ScopedQuerySet["Proposal"]):
    def visible_to(self, actor: User) -> ProposalQuerySet:
        """Proposals of the sources that the actor may see."""
        return self.filter(source__in=Source.objects.visible_to(actor))

    def undecided(self) -> ProposalQuerySet:
        """Those that wait for a person."""
        return self.filter(verdict="")


class Proposal(models.Model):
    """One thing that the engine read, and what a person said of it.

    Attributes:
        start, end: of the first mention, offsets into the source's text.
        label: the fact in a few words, as shown.
        value: the fact resolved (code, ISO date, canonical name, {"number", "unit"}).
        parts: {name: {"text", "start", "end", "value"}}.
        mentions: [[start, end], ...] of every place in the text, the first included.
        raw_confidence: as the rule has it, before weights; None: ``confidence`` is that.
        marks: names of ``engines.reading.learning_marks`` that held; never words of the text.
        edited: what the person put in place of label and value; None if nothing.
        revision: counts judgements, so that two people do not overwrite each other.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    source = models.ForeignKey(Source, models.CASCADE, related_name="proposals")
    reading = models.ForeignKey(Reading, models.CASCADE, related_name="proposals")
    kind = models.CharField(max_length=16)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    label = models.CharField(max_length=500)
    value = models.JSONField(default=str)
    parts = models.JSONField(default=dict)
    mentions = models.JSONField(default=list)
    rule = models.CharField(max_length=64)
    confidence = models.FloatField()
    raw_confidence = models.FloatField(null=True)
    marks = models.JSONField(default=list)
    reason = models.CharField(max_length=500, blank=True)
    zone = models.CharField(max_length=16, default="article")
    against = models.ForeignKey("self", models.SET_NULL, null=True, related_name="denials")
    verdict = models.CharField(max_length=16, blank=True, choices=[(v, v) for v in Verdict])
    edited = models.JSONField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)

    objects = ProposalQuerySet.as_manager()

    retention = "kept with its source"
    scrub: ClassVar[dict[str, str]] = {
        "label": "empty",
        "value": "empty",
        "parts": "empty",
        "reason": "empty",
        "edited": "empty",
    }

    class Meta:
        ordering = ["start", "end", "id"]
        indexes = [  # which documents wait, how far each is, where the same fact waits: no row read
            models.Index(name="sources_proposal_asked", fields=["source", "zone", "verdict"]),
            models.Index(
                name="sources_proposal_alike",
                fields=["verdict", "zone", "kind", "value", "source"],
            ),
        ]
        constraints = [
            models.CheckConstraint(name="sources_proposal_span", condition=Q(end__gt=F("start"))),
            models.CheckConstraint(
                name="sources_proposal_decided_whole",
                condition=Q(verdict="", decided_by=None, decided_at=None)
                | (~Q(verdict="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def family(self) -> str:
        """The group in which the review page asks for it."""
        return FAMILY_OF[self.kind]

    @property
    def shown_label(self) -> str:
        """The fact in a person's words if they edited it, else in the engine's."""
        return str((self.edited or {}).get("label") or self.label)


class Judgement(models.Model):
    """Who said what of a proposal, and when. Append-only; taking one back is one more."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="judgements")
    verdict = models.CharField(max_length=16, blank=True, help_text="empty: taken back")
    edited = models.JSONField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    scoping_because = "reached through its proposal"

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.verdict or 'undone'} {self.pk}"


class LearnedWeights(models.Model):
    """What was learned from judgements at one time; never changed afterwards.

    Attributes:
        version: "learned-1", "learned-2", ...
        trained_by: None is Ponleu itself, at the machine.
        judged: how many judgements it was learned from.
        metrics: {"before", "after", "judged_by_rule", ...}; figures and names of rules only.
        weights: as ``engines.reading.learning.Weights.as_json`` gives them.
        improves: the frozen documents were better read with it.
    """

    version = models.CharField(max_length=32, unique=True)
    trained_at = models.DateTimeField()
    trained_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    judged = models.PositiveIntegerField()
    metrics = models.JSONField()
    weights = models.JSONField()
    improves = models.BooleanField()

    scoping_because = "figures about rules; they hold no word of any document"

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.version


class WeightsAdoption(models.Model):
    """From when on documents are read with which weights. Append-only; the newest holds.

    Attributes:
        learned: None is the table of the country's pack.
    """

    learned = models.ForeignKey(LearnedWeights, models.PROTECT, null=True, related_name="adoptions")
    adopted_at = models.DateTimeField()
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    scoping_because = "which figures are in use; they hold no word of any document"

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"adoption {self.pk}"


class Fingerprint(models.Model):
    """What is kept of a source's words to find texts like it; see ``engines.reading.alike``.

    Attributes:
        method: ``alike.METHOD`` when it was made; others cannot be compared with it.
        words: digest of all words in order.
        hashes: sample and details, as ``alike.Fingerprint.to_bytes`` packs them.
    """

    source = models.OneToOneField(Source, models.CASCADE, related_name="fingerprint")
    method = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=32)
    hashes = models.BinaryField()

    scoping_because = "reached through its source"
    retention = "kept with its source"
    scrub: ClassVar[dict[str, str]] = {"words": "empty", "hashes": "empty"}

    def __str__(self) -> str:
        return f"fingerprint {self.pk}"


class Band(models.Model):
    """A key that alike texts share; looked up by equality."""

    fingerprint = models.ForeignKey(
        Fingerprint, models.CASCADE, related_name="bands", db_index=False
    )
    value = models.BigIntegerField()

    scoping_because = "reached through its fingerprint's source"

    class Meta:
        indexes = [models.Index(name="sources_band_of", fields=["fingerprint"])]
        constraints = [
            models.UniqueConstraint(name="sources_band_once", fields=["value", "fingerprint"]),
        ]

    def __str__(self) -> str:
        return f"band {self.pk}"


class CopyJudgement(models.Model):
    """Who said of two sources that they are copies or not. Append-only; the newest stands.

    Attributes:
        left, right: the two, the smaller key first.
        number: counts what was said of the pair, so that two people do not overtake each other.
    """

    left = models.ForeignKey(Source, models.CASCADE, related_name="+")
    right = models.ForeignKey(Source, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    verdict = models.CharField(
        max_length=16,
        blank=True,
        choices=[(v, v) for v in CopyVerdict],
        help_text="empty: taken back",
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    scoping_because = "shown only to whoever may see both of its sources"

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="sources_copyjudgement_in_turn", fields=["left", "right", "number"]
            ),
            models.CheckConstraint(
                name="sources_copyjudgement_left_before_right", condition=Q(left__lt=F("right"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict or 'undone'} {self.pk}"
