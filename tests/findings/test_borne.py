"""Which pieces bear each element: written with a finding, shown on its page, never guessed."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from ponleu.foundation.core.errors import InvalidInput
from ponleu.response.findings import queries
from ponleu.response.findings.models import Borne, Finding
from ponleu.response.findings.rules.elements import Group, Seen
from ponleu.response.findings.rules.kinds import PieceKind
from ponleu.response.findings.services import pieces
from ponleu.response.findings.web.numbering import NoSuchNumber, Numbering
from tests.complaints.desk_world import body

FORCE, HARBOURING = (Group.MEANS, "force"), (Group.ACT, "harbouring")


def row_of(actor, finding, element):
    page = queries.finding_page(actor, finding.pk)
    return next(row for _group, rows in page.elements for row in rows if row.element == element)


def test_a_finding_keeps_which_pieces_bear_an_element(proposed, both, writer):
    made = proposed(
        elements={FORCE: Seen.SEEN, HARBOURING: Seen.SEEN},
        borne={FORCE: [both[1].pk, both[0].pk, both[1].pk]},
    )

    force, bare = row_of(writer, made, FORCE), row_of(writer, made, HARBOURING)
    assert {each.piece for each in force.borne} == set(both)
    assert (force.is_bare, force.is_shaken, force.has_unseen) == (False, False, False)
    assert (bare.borne, bare.is_bare) == ((), True)
    assert Borne.objects.count() == 2


@pytest.mark.parametrize("result", [Seen.NOT_KNOWN, None])
def test_pieces_under_what_is_not_known_are_refused(proposed, both, result):
    said = {FORCE: result} if result else {}

    with pytest.raises(InvalidInput):
        proposed(elements=said, borne={FORCE: [both[0].pk]})


def test_a_piece_on_no_side_and_an_element_beside_the_list_are_refused(proposed, piece, both):
    loose = piece("Not used.", origin="Somebody")

    with pytest.raises(InvalidInput):
        proposed(elements={FORCE: Seen.SEEN}, borne={FORCE: [loose.pk]})
    with pytest.raises(InvalidInput):
        proposed(borne={(Group.ACT, "nothing"): [both[0].pk]})
    assert not Finding.objects.exists()


def test_a_piece_bears_an_element_once(proposed, both):
    proposed(elements={FORCE: Seen.SEEN}, borne={FORCE: [both[0].pk]})
    row = Borne.objects.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        Borne.objects.create(element=row.element, cited=row.cited)


def test_withdrawn_and_unseen_pieces_are_said(
    approved, both, piece, allegation, writer, speaker, noon
):
    told = piece(
        "It was told.", kind=PieceKind.COMPLAINT, complaint=allegation.gatherings.get().complaint_id
    )
    made = approved(
        speaking_for=[*(each.pk for each in both), told.pk],
        elements={FORCE: Seen.SEEN, HARBOURING: Seen.SEEN},
        borne={FORCE: [told.pk], HARBOURING: [both[0].pk]},
    )
    pieces.withdraw_piece(writer, both[0].pk, why="Not so.", at=noon)

    force = row_of(speaker, made, FORCE)
    assert (force.borne, force.is_bare, force.has_unseen) == ((), False, True)
    assert not force.is_shaken
    assert row_of(speaker, made, HARBOURING).is_shaken


KEYS = [uuid4() for _each in range(6)]


@given(st.lists(st.sampled_from(KEYS), unique=True), st.lists(st.sampled_from(KEYS), unique=True))
def test_a_piece_keeps_its_number_while_others_come_and_go(before, now):
    first = Numbering(before)

    later = Numbering(now, first.sent)

    for key in set(before) & set(now):
        assert later.number_of(key) == first.number_of(key)
    for key in set(before) - set(now):
        with pytest.raises(NoSuchNumber):
            later.keys_of(str(first.number_of(key)))
    assert len({later.number_of(key) for key in {*before, *now}}) == len({*before, *now})


@given(st.lists(st.sampled_from(KEYS), unique=True))
def test_numbers_written_are_read_back(keys):
    numbering = Numbering(KEYS)

    assert set(numbering.keys_of(numbering.text_of(keys))) == set(keys)


def test_numbers_are_read_in_any_writing_and_nothing_else():
    numbering = Numbering(KEYS)

    assert numbering.keys_of(" 1;២, 1 ") == KEYS[:2]
    for wrong in ("0", "7", "one", "1.5", "-1", "²", "9" * 40):
        with pytest.raises(NoSuchNumber):
            numbering.keys_of(wrong)


@pytest.fixture
def sent(client, allegation, both):
    """Send the form of a finding: sent(writer, **{"borne-means-force": "1"})."""

    def send(by, **fields):
        client.force_login(by)
        filled = {
            "outcome": "substantiated",
            "level": "2",
            "words": "People could not leave the upper floors.",
            "numbered": ",".join(str(each.pk) for each in both),
            **{f"side-{each.pk}": "for" for each in both},
            **fields,
        }
        return client.post(reverse("findings:write", args=[allegation.pk]), filled)

    return send


@pytest.mark.usefixtures("demonstration", "at_noon")
class TestPages:
    def test_the_form_takes_numbers_and_the_page_shows_the_pieces(
        self, client, sent, both, reviewer, writer
    ):
        fields = {"element-means-force": "seen", "borne-means-force": "2"}
        response = sent(writer, **fields, **{"element-act-receipt": "seen"})
        assert response.status_code == 302
        made = Finding.objects.get()
        client.force_login(reviewer)

        text = body(client.get(reverse("findings:finding", args=[made.pk])))

        assert Borne.objects.get().cited.piece == both[1]
        assert "Rests on:" in text
        assert text.count("No piece of evidence was put under it.") == 1

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"borne-act-receipt": "7", "element-act-receipt": "seen"}, "has this number: 7"),
            ({"borne-act-receipt": "1"}, "Say whether it was found as well."),
        ],
    )
    def test_a_wrong_number_is_told_where_it_stands_and_no_word_is_lost(
        self, sent, writer, fields, said
    ):
        text = body(sent(writer, **fields), 422)

        assert said in text
        assert "People could not leave the upper floors." in text

    def test_a_piece_on_no_side_is_told(self, sent, both, writer):
        fields = {"element-act-receipt": "seen", "borne-act-receipt": "1", "level": "0"}
        text = body(sent(writer, **fields, **{f"side-{both[0].pk}": ""}), 422)

        assert "Put piece 1 on a side as well." in text

    def test_a_finding_that_was_refused_is_written_anew_with_its_numbers(
        self, client, sent, both, proposed, writer
    ):
        made = proposed(elements={FORCE: Seen.SEEN}, borne={FORCE: [both[1].pk]})
        client.force_login(writer)

        address = reverse("findings:write", args=[made.allegation_id])
        text = body(client.get(f"{address}?like={made.pk}"))

        assert 'name="borne-means-force" value="2"' in text
