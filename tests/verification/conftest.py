"""An allegation with its complaint, analysts who verify it, a reviewer, and a training."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from ponleu.foundation.accounts import services as accounts
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.models import next_reference
from ponleu.knowledge.claims.models import Claim
from ponleu.knowledge.evidence.models import Content
from ponleu.knowledge.sources.models import Source
from ponleu.response.verification.rules import Conclusion, Giver, Information, Purpose, Reliability
from ponleu.response.verification.sealed import Identity
from ponleu.response.verification.services import (
    grading,
    interviews,
    questions,
    requests,
    tasks,
    witnesses,
)
from tests.cases.conftest import at_noon, hotel, opened, told
from tests.complaints.conftest import country, desk, tell
from tests.complaints.desk_world import signed_in, site

__all__ = ["at_noon", "country", "desk", "hotel", "opened", "signed_in", "site", "tell", "told"]

ANALYST = (
    Action.HOME,
    Action.SOURCE_READ,
    Action.CLAIM_READ,
    Action.COMPLAINT_READ,
    Action.COMPLAINT_TAKE,
    Action.COMPLAINT_DECIDE,
    Action.REGISTER_READ,
    Action.ALLEGATION_READ,
    Action.ALLEGATION_EDIT,
    Action.VERIFICATION_READ,
    Action.VERIFICATION_EDIT,
    Action.FINDING_READ,
    Action.FINDING_WRITE,
)
REVIEWER = (
    Action.HOME,
    Action.COMPLAINT_READ,
    Action.REGISTER_READ,
    Action.ALLEGATION_READ,
    Action.VERIFICATION_READ,
    Action.FINDING_READ,
    Action.FINDING_REVIEW,
)
NOON_DAY = date(2026, 11, 22)
ALL_YES = tuple(Purpose)


@pytest.fixture
def make_officer(make_user, noon):
    """An analyst of a unit with a key pair: ``make_officer("ana", unit)`` gives both."""

    def make(username, unit, actions=ANALYST, **more):
        user = make_user(username, unit=unit, actions=list(actions), **more)
        return user, accounts.begin_key_pair(user, f"words of {username}", at=noon)

    return make


@pytest.fixture
def plan(told, opened):
    """An allegation of the province, of which no plan is made yet."""
    return opened(told(days=1))


@pytest.fixture
def ana(desk):
    """The analyst of the province."""
    return desk["ana"][0]


@pytest.fixture
def reviewer(make_officer, country):
    """Who reviews findings in the province."""
    return make_officer("rith", country["KH-18"], REVIEWER)


@pytest.fixture
def trained(desk, ana, noon):
    """That Ana was trained, by the word of Bora."""
    held, until = date(2026, 1, 10), date(2027, 1, 9)
    training = witnesses.Trained("Talking with survivors", held, until)
    return witnesses.record_training(desk["bora"][0], "ana", training, at=noon)


@pytest.fixture
def make_question(ana, plan, noon):
    """Ask: ``make_question("Were the doors locked?")``."""

    def make(asks="Were the doors locked from outside?"):
        return questions.ask(ana, plan.pk, asks, at=noon)

    return make


@pytest.fixture
def make_document(make_unit, noon):
    """A document kept by a unit: ``make_document(unit=..., territory="18")``."""

    def make(text="Forty people are locked in, it says.", *, unit, territory="", **fields):
        data = text.encode()
        content, _ = Content.objects.get_or_create(
            sha256=hashlib.sha256(data).hexdigest(),
            defaults={"size": len(data), "media_type": "text/plain", "kept_at": noon},
        )
        return Source.objects.create(
            unit=unit,
            territory=territory,
            reference=next_reference("D", 2026),
            title=fields.pop("title", "A title"),
            kind="press",
            published=date(2026, 11, 1),
            language="en",
            text=text,
            content=content,
            added_at=noon,
            **fields,
        )

    return make


@pytest.fixture
def make_claim(ana, noon):
    """What a document says: ``make_claim(document)``."""

    def make(document, content="Forty people are locked in."):
        return Claim.objects.create(
            unit=document.unit,
            territory=document.territory,
            reference=next_reference("Q", 2026),
            source=document,
            start=0,
            end=5,
            content=content,
            speaker="A neighbour",
            proposal=new_key(),
            recorded_by=ana,
            recorded_at=noon,
            kind="claim",
        )

    return make


@pytest.fixture
def make_source(ana, plan, noon, hotel):
    """Enter and grade an entry of the register as a source of the plan."""

    def make(entry=hotel, *, reliability=Reliability.B, information=Information.TWO, why="seen"):
        grade = grading.Grade(reliability, information, why)
        return grading.enter(ana, plan.pk, entry.reference, grade, at=noon).graded

    return make


@pytest.fixture
def make_witness(ana, plan, noon):
    """Name somebody who may be asked: ``make_witness(is_child=True)``."""

    def make(name="Planted Name", contact="012 345 678", *, is_child=False):
        identity = Identity(name, contact)
        return witnesses.name_witness(ana, plan.pk, identity, is_child=is_child, at=noon)

    return make


@pytest.fixture
def make_interview(ana, make_witness, trained, noon):
    """Plan an interview: ``make_interview(witness, necessity="...")``."""

    def make(witness=None, **more):
        wanted = interviews.Plan(**{"interviewer": ana.pk, "on": NOON_DAY, **more})
        return interviews.plan_interview(ana, (witness or make_witness()).pk, wanted, at=noon)

    return make


@pytest.fixture
def say(ana, noon):
    """Write down consent: ``say(interview, Purpose.INTERVIEW)``."""

    def write(interview, *yes, giver=Giver.SELF, said=NOON_DAY, was_informed=True, at=noon):
        return interviews.record_consents(
            ana, interview.pk, giver, yes, said=said, was_informed=was_informed, at=at
        )

    return write


@pytest.fixture
def held(ana, make_interview, say, noon):
    """A held interview: ``held()`` with every yes, ``held(Purpose.INTERVIEW)`` with these."""

    def make(*yes, witness=None, notes="Planted notes.", necessity="", **more):
        interview = make_interview(witness, necessity=necessity)
        say(interview, *(yes or ALL_YES))
        came = interviews.Held(NOON_DAY, notes, help_was_offered=True, **more)
        return interviews.keep_interview(ana, interview.pk, came, at=noon)

    return make


@pytest.fixture
def make_request(ana, plan, noon):
    """Draft a request, and send it if ``sent`` is a day."""

    def make(body="The Evening Lamp", *, due=date(2026, 12, 6), sent=NOON_DAY):
        asked = requests.Asked(body, "On what does the number of forty rest?", due)
        request = requests.draft(ana, plan.pk, asked, at=noon)
        return requests.send(ana, request.pk, on=sent, at=noon) if sent else request

    return make


@pytest.fixture
def make_reply(ana, make_request, noon):
    """Keep an answer to a request."""

    def make(request=None, words="Two guards told us.", source=""):
        came = requests.Came(NOON_DAY, words, source, Reliability.C, Information.THREE)
        return requests.keep_reply(ana, (request or make_request()).pk, came, at=noon)

    return make


@pytest.fixture
def make_task(ana, plan, noon):
    """Give a task: ``make_task("Ask the guard", holder=bora)``."""

    def make(what="Ask for the roster", *, holder=ana, due=date(2026, 11, 30), question=None):
        given = tasks.Given(what, holder.pk, due, question.pk if question else None)
        return tasks.give(ana, plan.pk, given, at=noon)

    return make


@pytest.fixture
def close(ana, noon):
    """Answer a question on grounds: ``close(question, source, interview)``."""

    def write(question, *grounds, words="Yes, by a chain.", conclusion=Conclusion.ANSWERED):
        keys = [ground.pk for ground in grounds]
        return questions.answer(ana, question.pk, conclusion, words, grounds=keys, at=noon)

    return write


@pytest.fixture
def whole(held, make_question, make_source, make_reply, make_task, close, make_interview, plan):
    """A plan with something of every kind; the keys by kind."""
    source, interview, reply = make_source(), held(), make_reply()
    question = make_question()
    answer = close(question, source, interview, reply)
    return {
        "plan": plan.pk,
        "question": make_question("Who had the key?").pk,
        "answer": answer.pk,
        "task": make_task("Ask for the roster", question=question, due=date(2026, 11, 19)).pk,
        "source": source.pk,
        "witness": interview.witness_id,
        "interview": interview.pk,
        "request": reply.request_id,
        "reply": reply.pk,
    }
