"""A complaint that its reporter takes back counts as withdrawn evidence, wherever it is used."""

from __future__ import annotations

import pytest
from django.urls import reverse

from ponleu.foundation.core.errors import InvalidInput
from ponleu.response.complaints.services import returning
from ponleu.response.findings import queries
from ponleu.response.findings.models import Finding, Piece, gone
from ponleu.response.findings.queries import View
from ponleu.response.findings.rules.kinds import Block, PieceKind
from ponleu.response.findings.services import findings, grounds
from tests.complaints.desk_world import body, key_of


@pytest.fixture
def reported(tell, opened, told, hotel, desk, noon):
    """An allegation with one complaint, and the words by which its reporter comes back."""
    from ponleu.response.complaints.services import linking

    filed, receipt = tell("They lock the doors.")
    linking.link(desk["bora"][0], key_of(filed), hotel.pk, at=noon)
    return opened(key_of(filed)), key_of(filed), " ".join(receipt.words("en"))


@pytest.fixture
def resting(reported, piece, writer, reviewer, noon):
    """A finding of level 1 that stands, and rests on the complaint alone."""
    allegation, complaint, _words = reported
    made = piece(kind=PieceKind.COMPLAINT, complaint=complaint, to=allegation, origin="")
    said = grounds.Said("substantiated", 1, "It was told.", [made.pk])
    written = findings.propose(writer, allegation.pk, said, at=noon)
    return made, findings.approve(reviewer, written.pk, at=noon)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def test_what_rests_on_it_is_listed_and_says_what_is_left(resting, reported, reviewer, noon):
    made, finding = resting
    assert queries.listed(reviewer, View.WITHDRAWN, page=1, at=noon).rows == ()

    returning.withdraw(reported[2], at=noon)

    assert not fresh(made).stands
    assert [row.finding for row in queries.listed(reviewer, View.WITHDRAWN, page=1, at=noon).rows]
    assert queries.counts(reviewer, at=noon).withdrawn.number == 1
    holding = queries.finding_page(reviewer, finding.pk).holding
    assert (holding.withdrawn, holding.level, holding.is_held) == (1, 0, False)
    assert Finding.objects.standing().get() == finding


def test_standing_and_gone_part_all_pieces(resting, reported, piece, writer, noon):
    piece(to=reported[0])
    returning.withdraw(reported[2], at=noon)

    standing = set(Piece.objects.standing())

    assert standing == {each for each in Piece.objects.all() if each.stands}
    assert standing.isdisjoint(Piece.objects.filter(gone()))
    assert len(standing) + Piece.objects.filter(gone()).count() == Piece.objects.count() == 2


def test_it_is_offered_and_taken_no_more(reported, piece, writer, noon):
    allegation, complaint, words = reported
    assert queries.choices(writer, allegation).complaints

    returning.withdraw(words, at=noon)

    assert queries.choices(writer, allegation).complaints == ()
    with pytest.raises(InvalidInput):
        piece(kind=PieceKind.COMPLAINT, complaint=complaint, to=allegation, origin="")


def test_a_finding_that_waits_is_not_approved_and_none_is_written_on_it(
    reported, piece, writer, reviewer, noon
):
    allegation, complaint, words = reported
    made = piece(kind=PieceKind.COMPLAINT, complaint=complaint, to=allegation, origin="")
    said = grounds.Said("substantiated", 1, "It was told.", [made.pk])
    waits = findings.propose(writer, allegation.pk, said, at=noon)

    returning.withdraw(words, at=noon)

    assert Block.WITHDRAWN in queries.finding_page(reviewer, waits.pk).blocks
    with pytest.raises(grounds.WithdrawnEvidence):
        findings.approve(reviewer, waits.pk, at=noon)
    with pytest.raises(grounds.WithdrawnEvidence):
        findings.propose(writer, allegation.pk, said, at=noon)


@pytest.mark.usefixtures("demonstration", "at_noon")
def test_the_page_says_so(client, resting, reported, writer, noon):
    returning.withdraw(reported[2], at=noon)
    client.force_login(writer)

    text = body(client.get(reverse("findings:piece", args=[resting[0].pk])))

    assert "Its reporter took the complaint back." in text
    assert "Rests on withdrawn evidence" in text
