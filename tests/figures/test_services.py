"""Figures kept, corrected beside, withdrawn; contradictions explained and taken up again."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.journal.models import Entry as JournalRow
from ponleu.knowledge.claims import services as claims
from ponleu.knowledge.claims.rules import ClaimKind
from ponleu.knowledge.figures import queries
from ponleu.knowledge.figures.models import Explanation, Figure
from ponleu.knowledge.figures.rules import ConflictKind, Part
from ponleu.knowledge.figures.services import bringing, explaining, figures
from ponleu.knowledge.figures.services.table import COLUMNS
from tests.figures.test_tables import PUBLISHED


def actions():
    return list(JournalRow.objects.order_by("pk").values_list("action", flat=True))


@pytest.fixture
def claim(ana, unit, make_source, noon):
    """An accepted claim of kind figure, with the words of its source."""
    source = make_source("He said that 865 people were helped.", unit=unit, territory="18")
    return claims.record_claim(
        ana,
        kind=ClaimKind.FIGURE,
        source=source,
        span=(13, 23),
        content="865 people",
        speaker="The minister",
        value={"number": 865, "unit": "person"},
        parts={"bound": {"text": "at least", "value": "at_least"}},
        proposal=UUID(int=1),
        at=noon,
    )


def test_enter_keeps_what_was_said_and_journals_it(enter, ana, unit, noon):
    figure = enter(
        104,
        "2024-H1 (inferred)",
        measure="cases",
        breakdowns=[(Part("HT", 22), Part("SE", 82))],
        change=17,
        percent="16.34",
    )

    figure.refresh_from_db()
    assert figure.reference.startswith("Q-2026-")
    assert (figure.unit, figure.territory) == (unit, "18")
    assert (figure.begins_on, figure.ends_on) == (date(2024, 1, 1), date(2024, 6, 30))
    assert (figure.period, figure.period_note) == ("2024-H1", "inferred")
    assert figure.breakdowns == [[["HT", 22], ["SE", 82]]]
    assert (figure.entered_by, figure.entered_at) == (ana, noon)
    assert actions() == ["figure.entered"]


def test_enter_takes_source_words_and_place_from_a_claim(enter, claim):
    figure = enter(865, claim=claim.pk, published_in="")

    assert (figure.source, figure.start, figure.end) == (claim.source, 13, 23)
    assert figure.words == "865 people"
    assert figure.claim == claim


def test_enter_takes_the_words_from_a_span_of_a_document(enter, claim):
    figure = enter(865, source=claim.source_id, span=(3, 7), published_in="")

    assert figure.words == "said"
    with pytest.raises(InvalidInput, match="outside the text"):
        enter(865, source=claim.source_id, span=(30, 90))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"period": "soon"}, "Write the period"),
        ({"measure": "ghosts"}, "Choose what is counted"),
        ({"value": -1}, "whole number"),
        ({"value": 10**16}, "whole number"),
        ({"body": " "}, "Say who published it"),
        ({"percent": "16.34"}, "Give the change"),
        ({"change": 17, "percent": "16,3"}, "Give the change"),
        ({"change": 10**16}, "Give the change"),
        ({"published_in": " "}, "Say where it was published"),
    ],
)
def test_enter_refuses_what_is_missing_or_no_number(enter, fields, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        enter(**fields)

    assert not Figure.objects.exists()


def test_enter_needs_the_grant_and_sight_of_what_it_stands_on(enter, claim, ben, reader):
    with pytest.raises(NotFound):
        enter(by=ben, claim=claim.pk)
    with pytest.raises(NotFound):
        enter(by=ben, source=claim.source_id)
    with pytest.raises(NotPermitted):
        enter(by=reader)


def test_figures_of_another_unit_do_not_exist(enter, two, ben, noon):
    key = two[0].pk

    assert list(Figure.objects.visible_to(ben)) == []
    for refused in (
        lambda: figures.see(ben, key, at=noon),
        lambda: figures.withdraw(ben, key, why="x", at=noon),
        lambda: enter(by=ben, replaces=key),
        lambda: explaining.explain(
            ben, ConflictKind.LONGER_IS_SMALLER, key, two[1].pk, why="x", at=noon
        ),
    ):
        with pytest.raises(NotFound):
            refused()
    assert queries.index(ben).counted == []


def test_a_reader_sees_and_may_not_change(two, reader, noon):
    assert figures.see(reader, two[0].pk, at=noon) == two[0]
    with pytest.raises(NotPermitted):
        figures.withdraw(reader, two[0].pk, why="x", at=noon)


def test_a_correction_stands_beside_and_is_what_is_compared(enter, two, ana):
    shorter, longer = two
    assert queries.index(ana).n_open == 1

    corrected = enter(1_102, "2022-01/2022-10", replaces=longer.pk)

    assert queries.index(ana).n_open == 0
    lines = queries.series(ana, "victims_rescued").lines
    assert {line.figure.value for line in lines} == {865, 661, 1_102}
    assert [line.replaced_by for line in lines if line.figure == longer] == [corrected]
    longer.refresh_from_db()
    assert longer.value == 661
    assert shorter.pk in {line.figure.pk for line in lines}


def test_a_correction_is_entered_once_and_counts_the_same(enter, two):
    enter(700, replaces=two[0].pk)

    with pytest.raises(ChangedMeanwhile, match="corrected or withdrawn before"):
        enter(701, replaces=two[0].pk)
    with pytest.raises(InvalidInput, match="counts what the earlier"):
        enter(701, measure="cases", replaces=two[1].pk)


def test_withdraw_keeps_the_row_and_is_undone(two, ana, noon):
    key = two[0].pk
    with pytest.raises(InvalidInput, match="Say in a few words why"):
        figures.withdraw(ana, key, why=" ", at=noon)
    with pytest.raises(InvalidInput, match="Shorten the reason"):
        figures.withdraw(ana, key, why="x" * 501, at=noon)

    figures.withdraw(ana, key, why="misread", at=noon)
    figures.withdraw(ana, key, why="again", at=noon)

    assert queries.index(ana).n_open == 0
    withdrawn = figures.see(ana, key, at=noon)
    assert (withdrawn.withdrawn_by, withdrawn.withdrawn_why) == (ana, "misread")

    figures.restore(ana, key, at=noon)

    assert queries.index(ana).n_open == 1
    assert actions()[2:] == ["figure.withdrawn", "figure.read", "figure.restored"]


def test_restore_refuses_a_second_correction(enter, two, ana, noon):
    first = enter(700, replaces=two[0].pk)
    figures.withdraw(ana, first.pk, why="misread", at=noon)
    enter(701, replaces=two[0].pk)

    with pytest.raises(ChangedMeanwhile, match="Another correction"):
        figures.restore(ana, first.pk, at=noon)


def test_explain_settles_a_contradiction_until_it_is_undone(two, ana, noon):
    shorter, longer = two
    kind = ConflictKind.LONGER_IS_SMALLER

    made = explaining.explain(ana, kind, longer.pk, shorter.pk, why="Other people.", at=noon)

    found = queries.series(ana, "victims_rescued")
    assert found.clashes == []
    assert [each.explained for each in found.explained] == [made]
    with pytest.raises(ChangedMeanwhile, match="A colleague"):
        explaining.explain(ana, kind, shorter.pk, longer.pk, why="Again.", at=noon)

    explaining.undo(ana, made.pk, at=noon)
    explaining.undo(ana, made.pk, at=noon)

    assert len(queries.series(ana, "victims_rescued").clashes) == 1
    made.refresh_from_db()
    assert (made.withdrawn_by, made.why) == (ana, "Other people.")
    assert actions()[2:] == ["figure.explained", "figure.explanation_undone"]


def test_explain_takes_a_contradiction_of_one_figure(enter, ana, noon):
    figure = enter(104, "2024-H1", measure="cases", change=17, percent="16.34")

    explaining.explain(ana, ConflictKind.PERCENT, figure.pk, None, why="A slip.", at=noon)

    assert queries.index(ana).n_open == 0


def test_explain_refuses_what_is_no_contradiction(enter, two, ana, noon):
    other = enter(1_000, "2023")
    with pytest.raises(ChangedMeanwhile, match="no such contradiction"):
        explaining.explain(ana, ConflictKind.SAME_PERIOD, two[0].pk, other.pk, why="x", at=noon)
    figures.withdraw(ana, two[0].pk, why="misread", at=noon)
    with pytest.raises(ChangedMeanwhile, match="no such contradiction"):
        explaining.explain(
            ana, ConflictKind.LONGER_IS_SMALLER, two[0].pk, two[1].pk, why="x", at=noon
        )


def test_explanations_are_seen_and_undone_by_those_who_see_the_figures(two, ana, ben, reader, noon):
    made = explaining.explain(
        ana, ConflictKind.LONGER_IS_SMALLER, two[1].pk, two[0].pk, why="Others.", at=noon
    )

    assert list(Explanation.objects.visible_to(reader)) == [made]
    assert list(Explanation.objects.visible_to(ben)) == []
    with pytest.raises(NotFound):
        explaining.undo(ben, made.pk, at=noon)
    with pytest.raises(NotPermitted):
        explaining.undo(reader, made.pk, at=noon)


def test_bring_keeps_all_once_and_takes_all_back(ana, ben, noon):
    rows = ["2022,cases,1,,A body,A paper", "2023,cases,2,,A body,A paper", "x,cases,2,,A,B"]
    text = "\n".join([",".join(COLUMNS), *rows])

    brought, kept = bringing.bring(ana, text, at=noon)

    assert [each.value for each in kept] == [1, 2]
    with pytest.raises(ChangedMeanwhile, match="kept already"):
        bringing.bring(ana, text, at=noon)
    assert figures.withdraw_brought(ben, brought, why="wrong", at=noon) == 0
    assert figures.withdraw_brought(ana, brought, why="wrong", at=noon) == 2
    assert queries.index(ana).counted == []
    assert len(queries.brought(ana, brought)) == 2
    with pytest.raises(NotFound):
        queries.brought(ana, uuid4())


def test_bring_of_the_published_series_finds_865_against_661(ana, noon):
    if not PUBLISHED.exists():
        pytest.skip("the series of published figures is not here")

    _, kept = bringing.bring(ana, PUBLISHED.read_text(encoding="utf-8"), at=noon)

    assert len(kept) == 51
    found = queries.series(ana, "victims_rescued")
    pairs = {(each.one.value, each.other.value) for each in found.clashes if each.other}
    assert (661, 865) in pairs
    assert all(each.definitions_differ for each in found.clashes if each.one.value == 661)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("withdrawn_whole", {"withdrawn_why": "x", "withdrawn_at": "2026-11-22T12:00Z"}),
        ("period_in_order", {"ends_on": date(2021, 1, 1)}),
        ("value", {"value": -1}),
        ("sourced", {"published_in": ""}),
        ("span", {"start": 1, "end": 2}),
        ("percent_of_a_change", {"percent": "1"}),
    ],
)
def test_the_database_refuses_a_figure_that_is_not_whole(enter, name, change):
    figure = enter()

    with pytest.raises(IntegrityError, match=f"figures_figure_{name}"), transaction.atomic():
        Figure.objects.filter(pk=figure.pk).update(**change)


def test_the_database_refuses_two_corrections_and_two_explanations(enter, two, ana, noon):
    first, second = enter(700, replaces=two[0].pk), enter(701, "2021")
    with pytest.raises(IntegrityError), transaction.atomic():
        Figure.objects.filter(pk=second.pk).update(replaces=two[0])
    row = {"kind": ConflictKind.PERCENT, "one": first, "why": "x", "by": ana, "at": noon}
    Explanation.objects.create(**row)
    Explanation.objects.create(**row, other=second)
    for wrong in (row, {**row, "other": second}, {**row, "one": second, "why": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Explanation.objects.create(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Explanation.objects.update(withdrawn_at=noon)


def test_queries_say_when_there_is_more_than_a_page_looks_through(enter, ana, monkeypatch):
    monkeypatch.setattr(queries, "MOST", 2)
    for year in (2020, 2021, 2022):
        enter(1, str(year))

    assert queries.index(ana).is_cut
    found = queries.series(ana, "victims_rescued")
    assert found.is_cut
    assert len(found.lines) == 2


def test_series_of_one_population_keeps_its_contradictions(enter, ana):
    enter(92, "2022")
    enter(95, "2022", population="children")
    enter(10, "2022", population="men")

    of_children = queries.series(ana, "victims_rescued", population="children")
    of_men = queries.series(ana, "victims_rescued", population="men")

    assert [line.figure.value for line in of_children.lines] == [95]
    assert [each.conflict.kind for each in of_children.clashes] == [ConflictKind.PART_EXCEEDS]
    assert of_men.clashes == []
    assert of_men.populations == ["", "children", "men"]


def test_claims_give_figures_only_to_those_who_see_them(enter, claim, ana, ben):
    figure = enter(865, claim=claim.pk)

    assert queries.of_claim(ana, claim.pk) == [figure]
    with pytest.raises(NotFound):
        queries.of_claim(ben, claim.pk)


def test_page_of_hides_the_document_from_those_who_may_not_open_it(enter, claim, ana, reader, noon):
    key = enter(865, claim=claim.pk).pk

    assert queries.page_of(ana, figures.see(ana, key, at=noon)).sees_source
    assert not queries.page_of(reader, figures.see(reader, key, at=noon)).sees_source
    assert Action.SOURCE_READ not in {each.action for each in reader.reaches(Action.CLAIM_READ)}
