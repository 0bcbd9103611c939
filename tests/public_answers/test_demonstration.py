"""The invented answers: claim and denial beside the finding, then a correction beside both."""

from __future__ import annotations

import pytest
from django.urls import reverse

from ponleu.faces.demonstration.load_findings import lower_finding, write_findings
from ponleu.faces.demonstration.load_public_answers import answer_findings, correct_answers
from ponleu.faces.demonstration.load_said import tell_both_sides
from ponleu.foundation.accounts.rules import Action
from ponleu.knowledge.claims.models import Claim
from ponleu.knowledge.sources.models import Judgement
from ponleu.response.findings.models import Cited
from ponleu.response.public_answers.models import Answer
from tests.complaints.desk_world import body

pytestmark = pytest.mark.usefixtures("demonstration", "at_noon")

ANALYST = (
    Action.SOURCE_READ,
    Action.SOURCE_ADD,
    Action.REVIEW,
    Action.REGISTER_READ,
    Action.REGISTER_EDIT,
    Action.CLAIM_READ,
)


@pytest.fixture
def analyst(make_user, country):
    """Reviews documents of the province."""
    return make_user("analyst", unit=country["KH-18"], actions=ANALYST)


def test_an_answer_shows_claim_denial_finding_and_correction(
    client, allegation, analyst, writer, reviewer, spokesperson, chief, noon
):
    people = [analyst, writer, reviewer, spokesperson, chief]

    said = tell_both_sides(people, at=noon)
    write_findings(people, said, at=noon)
    assert answer_findings(people, at=noon) == 1
    assert lower_finding(people, at=noon) == 1
    assert correct_answers(people, at=noon) == 1

    assert set(said) == {allegation.pk}
    assert Judgement.objects.filter(by=analyst).count() == 3
    both = said[allegation.pk]
    assert set(Claim.objects.values_list("pk", "kind")) == {
        (both.claim, "claim"),
        (both.denial, "denial"),
    }
    cited = Cited.objects.filter(piece__claim=both.claim)
    assert {each.side for each in cited} == {"for"}
    assert cited.count() == 2
    first, second = Answer.objects.order_by("pk")
    assert (first.state, second.state, second.corrects) == ("corrected", "published", first)

    client.force_login(spokesperson)
    page = body(client.get(reverse("public_answers:answer", args=[second.pk])))
    for words in (
        "could leave only when a guard opened the door",
        "A former guard",
        "anybody was locked in",
        f"Corrects {first.reference}",
    ):
        assert words in page
    assert "No claim was chosen" not in page
    assert "No denial was chosen" not in page
    earlier = body(client.get(reverse("public_answers:answer", args=[first.pk])))
    assert f"by {second.reference}" in earlier


def test_nothing_is_accepted_where_nobody_may_review(allegation, writer, spokesperson, noon):
    assert tell_both_sides([writer, spokesperson], at=noon) == {}
    assert not Claim.objects.exists()
