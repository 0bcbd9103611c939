"""Two people at the same moment, on a database with real row locks."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO
from threading import Barrier

import pytest
from django.db import connection

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile
from ponleu.foundation.core.models import next_reference
from ponleu.knowledge.register.models import Entry
from ponleu.knowledge.review import services, together
from ponleu.knowledge.sources import services as sources
from ponleu.knowledge.sources.models import Judgement, Proposal
from ponleu.knowledge.sources.rules import SourceKind, Verdict

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("journal_can_be_emptied"),
]


def at_once(*works):
    """Run the works in threads that start together; each closes its own connection."""
    start = Barrier(len(works))

    def run(work):
        start.wait(5)
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_of_two_judgements_at_once_one_stands_and_the_other_is_told(make_user, make_unit, noon):
    unit = make_unit("KH")
    people = [make_user(name, unit=unit, actions=list(Action)) for name in ("ana", "ben")]
    about = sources.About("A visit", SourceKind.PRESS, "", date(2026, 3, 10), "18")
    words = b"Deputy Governor Long Virak met the workers in Kampot province."
    source, _ = sources.add_source(people[0], BytesIO(words), about, at=noon)
    asked = Proposal.objects.get(source=source, kind="person")

    def judging(key):
        def work():
            actor = User.objects.get(pk=key)
            try:
                services.judge(actor, asked.pk, Verdict.ACCEPTED, revision=0, at=noon)
            except ChangedMeanwhile:
                return "told"
            return "stands"

        return work

    outcomes = at_once(*(judging(person.pk) for person in people))

    assert sorted(outcomes) == ["stands", "told"]
    assert Judgement.objects.count() == 1
    assert Entry.objects.count() == 1


def test_of_two_presses_at_once_each_question_is_judged_by_one(make_user, make_unit, noon):
    unit = make_unit("KH")
    people = [make_user(name, unit=unit, actions=list(Action)) for name in ("ana", "ben")]
    for number in range(6):
        about = sources.About(f"Visit {number}", SourceKind.PRESS, "", date(2026, 3, 10), "18")
        words = f"Deputy Governor Long Virak met {number + 2} workers in Kampot province."
        sources.add_source(people[0], BytesIO(words.encode()), about, at=noon)
    asked = list(Proposal.objects.filter(kind="person").order_by("pk"))
    chosen = {proposal.pk: proposal.revision for proposal in asked}

    def judging(key, first):
        def work():
            actor = User.objects.get(pk=key)
            try:
                done = together.judge_together(
                    actor, first.pk, Verdict.ACCEPTED, chosen=chosen, at=noon
                )
            except ChangedMeanwhile:
                return 0
            return len(done.judged)

        return work

    ends = zip(people, (asked[0], asked[-1]), strict=True)
    outcomes = at_once(*(judging(person.pk, first) for person, first in ends))

    assert sorted(outcomes) == [0, 6]
    assert Judgement.objects.count() == 6
    assert Entry.objects.count() == 1


def test_references_given_out_at_once_all_differ(db):
    def ten():
        return [next_reference("D", 2026) for _ in range(10)]

    given = [reference for references in at_once(ten, ten, ten) for reference in references]

    assert len(set(given)) == 30
