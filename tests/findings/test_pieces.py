"""Adding evidence, withdrawing it, bringing it back; who may see it; origins."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.journal.models import Entry as JournalRow
from ponleu.knowledge.claims import services as claims
from ponleu.knowledge.sources import copies
from ponleu.knowledge.sources.models import CopyJudgement
from ponleu.response.cases.services import allegations
from ponleu.response.findings import queries
from ponleu.response.findings.models import Piece
from ponleu.response.findings.queries import weighing
from ponleu.response.findings.rules.kinds import PieceKind
from ponleu.response.findings.services import pieces
from tests.findings.conftest import WRITER


def seen_by(actor):
    return set(Piece.objects.visible_to(actor))


def test_add_piece_keeps_what_it_shows_and_how_good_it_is(piece, allegation, writer, noon):
    made = piece("  A guard\nstood at the lift. ", origin="A Worker, 3 March", is_direct=True)

    assert (made.words, made.origin, made.origin_key) == (
        "A guard stood at the lift.",
        "A Worker, 3 March",
        "a worker 3 march",
    )
    assert (made.unit, made.territory) == (allegation.unit, allegation.territory)
    assert (made.added_by, made.added_at, made.is_direct) == (writer, noon, True)
    row = JournalRow.objects.get(action="piece.added")
    assert (row.target, row.reason) == (str(made.pk), "")


def test_add_piece_takes_whom_it_comes_from_from_what_it_is(piece, claim, source, allegation):
    said, unsaid = claim(speaker="The hall"), claim(speaker="")
    complaint = allegation.gatherings.get().complaint_id

    made = [
        piece(kind=PieceKind.CLAIM, claim=said.pk, origin=""),
        piece(kind=PieceKind.CLAIM, claim=unsaid.pk, origin=""),
        piece(kind=PieceKind.DOCUMENT, source=source.pk, origin=""),
        piece(kind=PieceKind.COMPLAINT, complaint=complaint, origin=""),
    ]

    assert [each.origin for each in made] == [
        "The hall",
        "The Lantern Post",
        "The Lantern Post",
        pieces.REPORTERS,
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"words": " "},
        {"words": "x" * 1001},
        {"origin": ""},
        {"origin": "…"},
        {"origin": "x" * 201},
        {"credibility": 0},
        {"credibility": 7},
        {"reliability": "G"},
        {"is_judgment": True},
        {"kind": PieceKind.CLAIM},
        {"kind": PieceKind.DOCUMENT},
        {"kind": PieceKind.COMPLAINT},
    ],
)
def test_add_piece_refuses_what_does_not_fit(piece, wrong):
    with pytest.raises(InvalidInput):
        piece(**wrong)


@pytest.mark.parametrize("span", [(0, None), (None, 5), (5, 5), (0, 10_000), (-1, 5)])
def test_add_piece_refuses_words_outside_the_document(piece, source, span):
    with pytest.raises(InvalidInput):
        piece(kind=PieceKind.DOCUMENT, source=source.pk, start=span[0], end=span[1])


def test_add_piece_takes_a_claim_or_complaint_once(piece, claim, allegation, writer, noon):
    said, complaint = claim(), allegation.gatherings.get().complaint_id
    for kind, field, key in (
        (PieceKind.CLAIM, "claim", said.pk),
        (PieceKind.COMPLAINT, "complaint", complaint),
    ):
        first = piece(kind=kind, **{field: key})
        with pytest.raises(InvalidInput):
            piece(kind=kind, **{field: key})
        pieces.withdraw_piece(writer, first.pk, why="Again.", at=noon)
        second = piece(kind=kind, **{field: key})
        with pytest.raises(InvalidInput):
            pieces.restore_piece(writer, first.pk, at=noon)
        assert second.stands


def test_add_piece_finds_nothing_that_the_writer_may_not_see(
    piece, claim, make_source, make_user, country, told, opened, allegation
):
    there = make_source("Elsewhere.", unit=country["KH-12"], territory="12")
    loose = told(entry=None)

    for wrong in (
        {"kind": PieceKind.DOCUMENT, "source": there.pk},
        {"kind": PieceKind.COMPLAINT, "complaint": loose},
        {"kind": PieceKind.CLAIM, "claim": loose},
    ):
        with pytest.raises(NotFound):
            piece(**wrong)


def test_add_piece_refuses_a_claim_or_allegation_that_was_withdrawn(
    piece, claim, allegation, writer, desk, noon
):
    said = claim()
    claims.withdraw_by_proposal(writer, said.proposal, at=noon)
    with pytest.raises(NotFound):
        piece(kind=PieceKind.CLAIM, claim=said.pk)

    allegations.withdraw(desk["ana"][0], allegation.pk, why="Opened twice.", at=noon)
    with pytest.raises(ChangedMeanwhile):
        piece()


def test_add_piece_is_for_those_who_write_there(piece, speaker, make_user, country):
    with pytest.raises(NotPermitted):
        piece(by=speaker)
    with pytest.raises(NotFound):
        piece(by=make_user("there", unit=country["KH-12"], actions=WRITER))


def test_add_piece_is_refused_once_there_are_too_many(piece, monkeypatch):
    monkeypatch.setattr(pieces, "MOST_PIECES", 1)
    piece()

    with pytest.raises(InvalidInput):
        piece()


def test_withdraw_piece_needs_a_reason_and_can_be_undone(piece, writer, speaker, noon):
    made = piece()
    with pytest.raises(InvalidInput):
        pieces.withdraw_piece(writer, made.pk, why=" ", at=noon)
    with pytest.raises(NotPermitted):
        pieces.withdraw_piece(speaker, made.pk, why="No.", at=noon)

    gone = pieces.withdraw_piece(writer, made.pk, why="A mistake.", at=noon)
    assert (gone.withdrawn_by, gone.withdrawn_at, gone.withdrawn_why) == (
        writer,
        noon,
        "A mistake.",
    )
    assert not Piece.objects.standing().exists()
    pieces.withdraw_piece(writer, made.pk, why="Once more.", at=noon)
    back = pieces.restore_piece(writer, made.pk, at=noon)
    pieces.restore_piece(writer, made.pk, at=noon)

    assert (back.withdrawn_by, back.withdrawn_at, back.withdrawn_why) == (None, None, "")
    kinds = JournalRow.objects.filter(target=str(made.pk)).order_by("sequence")
    assert [row.action for row in kinds] == ["piece.added", "piece.withdrawn", "piece.restored"]


def test_a_piece_falls_with_its_claim(piece, claim, writer, noon):
    said = claim()
    made = piece(kind=PieceKind.CLAIM, claim=said.pk)

    claims.withdraw_by_proposal(writer, said.proposal, at=noon)

    assert not Piece.objects.get(pk=made.pk).stands
    assert not Piece.objects.standing().exists()


def test_a_piece_is_seen_by_who_may_see_what_it_is(piece, claim, allegation, speaker, writer):
    complaint = allegation.gatherings.get().complaint_id
    heard = piece()
    said = piece(kind=PieceKind.CLAIM, claim=claim().pk)
    told = piece(kind=PieceKind.COMPLAINT, complaint=complaint)

    assert seen_by(writer) == {heard, said, told}
    assert seen_by(speaker) == {heard, said}


def test_origins_joins_names_documents_and_copies(
    piece, claim, source, make_source, country, writer, noon
):
    text = "Nobody may leave the building without a card, the visitor told us on Monday. " * 8
    prints = [
        make_source(text + end, unit=country["KH-18"], territory="18") for end in ("", "So it is.")
    ]
    for each in prints:
        copies.keep_fingerprint(each, copies.fingerprint_of(each.text, None))
    apart = make_source("Words of its own.", unit=country["KH-18"], territory="18")
    made = [
        piece(origin="The Hall"),
        piece(origin="the  hall."),
        piece(kind=PieceKind.CLAIM, claim=claim().pk, origin=""),
        piece(kind=PieceKind.DOCUMENT, source=source.pk, origin="Another"),
        piece(kind=PieceKind.DOCUMENT, source=prints[0].pk, origin="One paper"),
        piece(kind=PieceKind.DOCUMENT, source=prints[1].pk, origin="Another paper"),
        piece(kind=PieceKind.DOCUMENT, source=apart.pk, origin="A third paper"),
    ]

    def numbers():
        found = weighing.origins(writer, made)
        return [found[each.pk] for each in made]

    assert numbers() == [1, 1, 2, 2, 3, 3, 4]
    left, right = sorted(each.pk for each in prints)
    said = {"left_id": left, "right_id": right, "by": writer, "at": noon}
    CopyJudgement.objects.create(number=1, verdict="not_copy", **said)
    assert numbers() == [1, 1, 2, 2, 3, 4, 5]
    left, right = sorted((apart.pk, source.pk))
    said |= {"left_id": left, "right_id": right}
    CopyJudgement.objects.create(number=1, verdict="copy", **said)
    assert numbers() == [1, 1, 2, 2, 3, 4, 2]


def test_of_allegation_is_not_there_for_who_may_not_read(allegation, make_user, country):
    there = make_user("there", unit=country["KH-12"], actions=WRITER)

    with pytest.raises(NotFound):
        queries.of_allegation(there, allegation.pk)
    assert queries.standing(there, allegation.pk) is None


def fails(made, **change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Piece.objects.filter(pk=made.pk).update(**change)


def test_the_database_repeats_the_rules_of_a_piece(piece, claim, source, allegation, writer, noon):
    heard = piece()
    said = piece(kind=PieceKind.CLAIM, claim=claim().pk)
    document = piece(kind=PieceKind.DOCUMENT, source=source.pk)
    complaint = allegation.gatherings.get().complaint_id

    fails(heard, withdrawn_at=noon)
    fails(heard, withdrawn_by=writer)
    fails(heard, start=0, end=5)
    fails(document, start=5, end=5)
    fails(document, start=5)
    fails(heard, kind=PieceKind.CLAIM)
    fails(heard, complaint=complaint)
    fails(said, claim=None)
    fails(document, source=None)
    fails(heard, is_judgment=True)
    fails(heard, credibility=7)
    fails(heard, kind=PieceKind.CLAIM, claim=said.claim)
