"""A reviewed finding of a province, its spokesperson, who approves, and an answer in any state."""

from __future__ import annotations

import pytest

from ponleu.foundation.accounts.rules import Action
from ponleu.response.findings.rules.kinds import OtherMatter, Outcome
from ponleu.response.public_answers.queries import answers
from ponleu.response.public_answers.services import approving, drafting
from tests.findings.conftest import (
    allegation,
    approved,
    at_noon,
    both,
    claim,
    country,
    desk,
    hotel,
    make_officer,
    opened,
    piece,
    proposed,
    reviewer,
    said,
    signed_in,
    site,
    source,
    tell,
    told,
    writer,
)

__all__ = [
    "allegation",
    "approved",
    "at_noon",
    "both",
    "claim",
    "country",
    "desk",
    "hotel",
    "make_officer",
    "opened",
    "piece",
    "proposed",
    "reviewer",
    "said",
    "signed_in",
    "site",
    "source",
    "tell",
    "told",
    "writer",
]

READER = (
    Action.HOME,
    Action.SOURCE_READ,
    Action.REGISTER_READ,
    Action.CLAIM_READ,
    Action.FINDING_READ,
    Action.ANSWER_READ,
)
SPOKESPERSON = (*READER, Action.ANSWER_WRITE)
APPROVER = (*READER, Action.ANSWER_APPROVE)
PARTNER = (Action.HOME, Action.CLAIM_READ, Action.ANSWER_READ)


@pytest.fixture
def spokesperson(make_user, country):
    """Drafts answers in the province."""
    return make_user("spokesperson", unit=country["KH-18"], actions=SPOKESPERSON)


@pytest.fixture
def chief(make_user, country):
    """Approves answers in the province."""
    return make_user("chief", unit=country["KH-18"], actions=APPROVER)


@pytest.fixture
def partner(make_user, country):
    """Reads answers that are out, and no finding."""
    return make_user("partner", unit=country["KH"], actions=PARTNER)


@pytest.fixture
def finding(approved, both):
    """The finding that it was a labour dispute, reviewed, level 2."""
    return approved(
        outcome=Outcome.OTHER_MATTER,
        other_matter=OtherMatter.LABOUR_DISPUTE,
        speaking_for=[],
        speaking_against=[each.pk for each in both],
        words="Wages of 12 workers were held back. Nobody was locked in.",
    )


@pytest.fixture
def drafted(finding, spokesperson, noon):
    """Begin an answer on the finding: drafted(claims=[claim.pk])."""

    def make(*, claims=(), by=spokesperson, at=noon):
        return drafting.draft(by, finding.allegation_id, claims, at=at)

    return make


@pytest.fixture
def worded(spokesperson, noon):
    """Write other words: worded(answer, km="...", en="...")."""

    def make(answer, *, km="យើងបានពិនិត្យរឿងនេះ។", en="We looked into this.", by=spokesperson):
        was = answers.latest(answer).number
        return drafting.reword(by, answer.pk, km, en, was=was, at=noon)

    return make


@pytest.fixture
def waiting(drafted, spokesperson, chief, noon):
    """An answer handed in, its Khmer read by who approves."""

    def make(**fields):
        answer = drafted(**fields)
        approving.read_khmer(chief, answer.pk, at=noon)
        return approving.hand_in(spokesperson, answer.pk, at=noon)

    return make


@pytest.fixture
def agreed(waiting, chief, noon):
    """An approved answer."""

    def make(**fields):
        answer = waiting(**fields)
        return approving.approve(chief, answer.pk, was=1, at=noon)

    return make


@pytest.fixture
def out(agreed, spokesperson, noon):
    """A published answer."""

    def make(**fields):
        answer = agreed(**fields)
        return approving.publish(spokesperson, answer.pk, why_early="The press asks.", at=noon)

    return make
