"""Learning from judgements: try, adopt if a frozen set is read better, go back to a version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.engines.reading.learning import Judged, Weights, from_json, train, with_metrics
from ponleu.engines.reading.learning_frozen import Comparison, compare, is_frozen
from ponleu.engines.reading.learning_marks import case
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import InvalidInput, NotPermitted
from ponleu.foundation.journal import services as journal
from ponleu.knowledge.sources.models import LearnedWeights, Proposal, WeightsAdoption
from ponleu.knowledge.sources.rules import RIGHT, Verdict
from ponleu.knowledge.sources.weights import pack_weights, weights_in_use

LEAST_JUDGED = 50
"""Fewer judgements teach nothing that is worth a version."""
AT_A_TIME = 2000
"""Rows read from the database at once."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What learning from all judgements of the record gives, and whether it helps.

    Attributes:
        before: the weights in use.
        after: those learned; ``before`` if there was nothing to learn.
        learned_from: how many judgements of each verdict, frozen documents left out.
        comparison: on the frozen documents; None if none of them is judged.
        version: of the row that was written; "" if none was.
    """

    before: Weights
    after: Weights
    learned_from: dict[str, int]
    comparison: Comparison | None
    version: str = ""

    @property
    def has_learned(self) -> bool:
        """Whether there is anything other than what is in use."""
        return sum(self.learned_from.values()) >= LEAST_JUDGED and not is_same(
            self.before, self.after
        )

    @property
    def improves(self) -> bool:
        """Whether the learned weights are to be adopted."""
        return self.has_learned and self.comparison is not None and self.comparison.improves


def try_learning(*, labelled: Sequence[Judged] = ()) -> Trial:
    """Learn and compare; nothing is written.

    Learned from: every judgement that stands, in documents that are not frozen. Compared on: the
    judgements in frozen documents (a fixed fifth, by the hash of their content) and ``labelled``.

    Args:
        labelled: further findings to compare on, such as those of a labelled set.
    """
    learned_from: Counter[str] = Counter()
    taught: list[Judged] = []
    frozen = list(labelled)
    for judged, verdict in _judgements():
        if is_frozen(judged.document):
            frozen.append(judged)
        else:
            taught.append(judged)
            learned_from[verdict] += 1
    before = weights_in_use()
    enough = len(taught) >= LEAST_JUDGED
    after = train(taught, version="trial", prior=pack_weights()) if enough else before
    comparison = compare(before, after, frozen) if frozen else None
    return Trial(before, after, dict(sorted(learned_from.items())), comparison)


def is_same(one: Weights, other: Weights) -> bool:
    """Whether two weights say the same of every finding."""
    return (one.slope, one.values) == (other.slope, other.values)


def _judgements() -> Iterator[tuple[Judged, str]]:
    """Every judgement that stands, as the engine learns from it, with its verdict."""
    rows = (
        Proposal.objects.filter(verdict__in=RIGHT)
        .order_by("source_id", "pk")
        .values_list(
            "kind",
            "rule",
            "confidence",
            "raw_confidence",
            "marks",
            "verdict",
            "source__content_id",
        )
    )
    for kind, rule, confidence, raw, marks, verdict, document in rows.iterator(AT_A_TIME):
        found = case(kind, rule, confidence if raw is None else raw, marks)
        yield Judged(found, RIGHT[Verdict(verdict)], document), verdict


def learn(actor: User | None, *, at: datetime, labelled: Sequence[Judged] = ()) -> Trial:
    """Learn, record what was learned, and read with it from now on if it improves.

    What was read before keeps its confidences and the version that they are from. Learning
    the same again records nothing.

    Args:
        actor: a keeper; None is whoever holds the machine.

    Raises:
        NotPermitted: the actor is no keeper.
    """
    _require_keeper(actor)
    trial = try_learning(labelled=labelled)
    if not trial.has_learned:
        return trial
    with transaction.atomic():
        if _is_recorded(trial):
            return trial
        row = _record(actor, trial, at=at)
        if trial.improves:
            _adopt(actor, row, at=at)
    return replace(trial, version=row.version)


def _is_recorded(trial: Trial) -> bool:
    """Whether the newest version is the same, and was found as good or as bad as now."""
    newest = LearnedWeights.objects.order_by("-pk").first()
    return (
        newest is not None
        and is_same(from_json(newest.weights), trial.after)
        and newest.improves == trial.improves
    )


def _record(actor: User | None, trial: Trial, *, at: datetime) -> LearnedWeights:
    number = LearnedWeights.objects.count() + 1  # rows are never deleted
    version = f"learned-{number}"
    row = LearnedWeights.objects.create(
        version=version,
        trained_at=at,
        trained_by=actor,
        judged=trial.after.total,
        metrics=metrics(trial),
        weights=_named(trial, version).as_json(),
        improves=trial.improves,
    )
    journal.record(at=at, actor=actor, action="weights.learned", target=row)
    return row


def _named(trial: Trial, version: str) -> Weights:
    """What was learned, with its name and its figures on the frozen documents."""
    figures = asdict(trial.comparison.after) if trial.comparison else {}
    return with_metrics(replace(trial.after, version=version), figures)


def metrics(trial: Trial) -> dict[str, Any]:
    """The figures of a trial, as they are kept: numbers, names of verdicts and versions."""
    compared = asdict(trial.comparison) if trial.comparison else None
    return {
        "compared_with": trial.before.version,
        "learned_from": trial.learned_from,
        "comparison": compared,
    }


@transaction.atomic
def revert(actor: User | None, version: str, *, at: datetime) -> WeightsAdoption:
    """Read with an earlier version again, or with the pack's, from now on.

    Raises:
        NotPermitted: the actor is no keeper.
        InvalidInput: there is no such version, or it is in use.
    """
    _require_keeper(actor)
    return _adopt(actor, find_version(version), at=at)


def find_version(version: str) -> LearnedWeights | None:
    """A version that is not in use; None is the pack's.

    Raises:
        InvalidInput: there is no such version, or it is in use.
    """
    if version == weights_in_use().version:
        raise InvalidInput(_("Documents are read with these weights already."))
    if version == pack_weights().version:
        return None
    found = LearnedWeights.objects.filter(version=version).first()
    if found is None:
        raise InvalidInput(_("There is no such version. List them with: ponleu learn --versions"))
    return found


def _adopt(actor: User | None, learned: LearnedWeights | None, *, at: datetime) -> WeightsAdoption:
    row = WeightsAdoption.objects.create(learned=learned, adopted_at=at, adopted_by=actor)
    journal.record(at=at, actor=actor, action="weights.adopted", target=row)
    return row


def _require_keeper(actor: User | None) -> None:
    if actor is not None and not actor.may(Action.ACCOUNTS_MANAGE):
        raise NotPermitted(_("Only a system keeper may change how documents are read."))
