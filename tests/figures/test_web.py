"""Pages of figures: who opens them, what stands there, what is refused."""

import csv
import io
import re
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.journal.models import Entry as JournalRow
from ponleu.knowledge.claims import services as claims
from ponleu.knowledge.claims.rules import ClaimKind
from ponleu.knowledge.figures.models import Explanation, Figure
from ponleu.knowledge.figures.services import figures
from ponleu.knowledge.figures.services.table import COLUMNS

HTMX = {"HX-Request": "true"}
JOURNAL_LOCK = connection.vendor == "postgresql"
"""PostgreSQL asks for the journal's lock in a query of its own."""

pytestmark = pytest.mark.usefixtures("demonstration", "at_noon")

FILLED = {
    "measure": "cases", "value": "104", "bound": "exact", "population": "", "period": "2024-H1",
    "body": "A committee", "definition": "all cases", "breakdown": "22 HT, 82 SE", "change": "17",
    "percent": "16.34", "words": "", "published_in": "A paper",
}  # fmt: skip


@pytest.fixture
def signed_in(client, ana):
    client.force_login(ana)
    return ana


@pytest.fixture
def claim(ana, unit, make_source, noon):
    """An accepted claim of kind figure."""
    source = make_source("At least 865 people were helped.", unit=unit, territory="18")
    return claims.record_claim(
        ana,
        kind=ClaimKind.FIGURE,
        source=source,
        span=(0, 19),
        content="At least 865 people",
        speaker="The minister",
        value={"number": 865, "unit": "person"},
        parts={"bound": {"text": "At least", "value": "at_least"}},
        proposal=UUID(int=1),
        at=noon,
    )


def body(response, status=200):
    text = response.content.decode()
    assert response.status_code == status, text
    assert "!missing" not in text
    return re.sub(r"\s+", " ", text)


def words(response):
    """What is read on the page: no attributes, in which chance has its figures too."""
    return re.sub(r"<[^>]*>", " ", body(response))


def a_file(*rows):
    text = "\n".join([",".join(COLUMNS), *rows])
    return SimpleUploadedFile("figures.csv", text.encode(), content_type="text/csv")


PAGES = ("figures:index", "figures:table", "figures:new", "figures:bring")


@pytest.mark.parametrize("name", PAGES)
def test_pages_ask_to_sign_in(client, name):
    assert client.get(reverse(name)).status_code == 302


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_refused_without_a_grant(client, make_user, name):
    client.force_login(make_user("nobody", actions=[Action.HOME]))

    assert client.get(reverse(name)).status_code == 403


def test_a_figure_of_another_unit_is_not_there(client, two, ben):
    client.force_login(ben)

    for name in ("figure", "withdraw", "restore"):
        ask = client.get if name == "figure" else client.post
        got = ask(reverse(f"figures:{name}", args=[two[0].pk]), {"why": "x"})
        assert got.status_code == 404, name
    assert "865" not in words(client.get(reverse("figures:index")))
    assert "865" not in words(client.get(reverse("figures:series", args=["victims_rescued"])))
    assert b"865" not in client.get(reverse("figures:table")).content
    assert client.get(reverse("figures:new"), {"replaces": two[0].pk}).status_code == 404


def test_index_says_why_it_is_empty(client, signed_in):
    text = body(client.get(reverse("figures:index")))

    assert "No figure is kept yet." in text
    assert "Nothing is open:" in text


def test_index_shows_what_cannot_both_be_right_and_journals_the_list(client, signed_in, two):
    text = body(client.get(reverse("figures:index")))

    assert "1 thing that cannot be right" in text
    assert (
        "2022-01-01 to 2022-08-20 lies within 2022-01 to 2022-10 and counts more: 865 against 661."
    ) in text
    assert "They say that they count different things." in text
    assert JournalRow.objects.filter(action="record.listed", target_type="figures.figure").exists()


def test_a_reader_sees_no_forms(client, reader, two):
    client.force_login(reader)

    for address in (
        reverse("figures:index"),
        reverse("figures:series", args=["victims_rescued"]),
        reverse("figures:figure", args=[two[0].pk]),
    ):
        main = body(client.get(address)).partition("<main")[2].partition("</main>")[0]
        assert 'method="post"' not in main


def test_series_shows_all_versions_with_definition_and_marks_that_open_rows(
    client, signed_in, two, enter
):
    enter(700, "2022-01/2022-10", replaces=two[1].pk)

    text = body(client.get(reverse("figures:series", args=["victims_rescued"])))

    assert "3 published numbers" in text
    assert "foreigners" in text
    assert "corrected by its publisher" in text
    for figure in two:
        assert text.count(f'href="#f-{figure.pk}"') == 1
        assert f'id="f-{figure.pk}"' in text
    assert f'width="{1000 * 661 // 865}"' in text
    assert "Taken on 22 November 2026" in text


def test_series_narrows_to_a_population(client, signed_in, enter):
    enter(92, "2022", definition="everyone found")
    enter(10, "2022", population="children", definition="under 18")
    address = reverse("figures:series", args=["victims_rescued"])

    assert "everyone found" in body(client.get(address, {"population": "*"}))
    assert "everyone found" not in body(client.get(address, {"population": "children"}))
    assert "under 18" not in body(client.get(address, {"population": ""}))


def test_series_of_no_measure_is_not_there(client, signed_in):
    assert client.get(reverse("figures:series", args=["ghosts"])).status_code == 404
    empty = body(client.get(reverse("figures:series", args=["charges"])))
    assert "No figure of this is kept that you may see." in empty


def test_new_keeps_a_figure_and_shows_growth_worked_out(client, signed_in):
    made = client.post(reverse("figures:new"), FILLED)

    figure = Figure.objects.get()
    assert made["Location"] == reverse("figures:figure", args=[figure.pk])
    text = body(client.get(made["Location"]))
    assert "A change of 17 on 87 is 19.54 per cent, not 16.34." in text
    assert "87: 19.54 per cent" in text
    assert "16.35 per cent; this is not growth" in text
    assert "22 HT, 82 SE" in text
    assert "not told of" not in text
    assert "1 January 2024 to 30 June 2024" in text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"period": "soon"}, "Write the period as"),
        ({"breakdown": "some of them"}, "Write each line as numbers with words"),
        ({"published_in": ""}, "Say where it was published"),
        ({"value": "-1"}, "The number:"),
        ({"measure": "ghosts"}, "What is counted:"),
    ],
)
def test_new_refuses_and_keeps_what_was_written(client, signed_in, change, said):
    text = body(client.post(reverse("figures:new"), {**FILLED, **change}), 422)

    assert said in text
    assert "Nothing was stored yet" in text
    assert "all cases" in text
    assert not Figure.objects.exists()


def test_new_is_filled_from_a_claim(client, signed_in, claim):
    address = f"{reverse('figures:new')}?claim={claim.pk}"

    text = body(client.get(address))
    assert 'value="865"' in text
    assert 'value="The minister"' in text
    assert '<option value="at_least" selected>' in text
    client.post(address, {**FILLED, "published_in": "", "value": "865"})

    assert Figure.objects.get().claim == claim
    of_claim = body(client.get(reverse("figures:of_claim", args=[claim.pk]), headers=HTMX))
    assert "<!doctype" not in of_claim
    assert Figure.objects.get().reference in of_claim
    on_claim = body(client.get(reverse("claims:claim", args=[claim.pk])))
    assert reverse("figures:of_claim", args=[claim.pk]) in on_claim


def test_of_claim_says_that_there_is_none(client, signed_in, claim, ben):
    address = reverse("figures:of_claim", args=[claim.pk])

    assert "No published figure was entered" in body(client.get(address))
    client.force_login(ben)
    assert client.get(address).status_code == 404


def test_new_enters_a_correction_beside(client, signed_in, two):
    address = f"{reverse('figures:new')}?replaces={two[1].pk}"

    assert "It corrects:" in body(client.get(address))
    given = {**FILLED, "measure": "victims_rescued", "value": "1102", "change": "", "percent": ""}
    client.post(address, {**given, "breakdown": ""})

    assert Figure.objects.get(value=1102).replaces == two[1]
    assert "Its publisher corrected it:" in body(
        client.get(reverse("figures:figure", args=[two[1].pk]))
    )
    assert "corrected or withdrawn before" in body(client.post(address, given), 422)


def test_figure_shows_definition_population_period_source_and_instant(
    client, signed_in, enter, claim
):
    figure = enter(
        865, claim=claim.pk, definition="foreigners met", population="foreigners",
        published_on=date(2022, 8, 22), breakdowns=[],
    )  # fmt: skip

    text = body(client.get(reverse("figures:figure", args=[figure.pk])))

    for said in ("foreigners met", "22 August 2022", "A paper", "At least 865 people",
                 "22 November 2026", claim.reference, claim.source.title):  # fmt: skip
        assert said in text
    assert JournalRow.objects.filter(action="figure.read", target=str(figure.pk)).exists()


def test_figure_hides_the_document_and_says_what_is_not_known(client, reader, enter, claim):
    figure = enter(865, claim=claim.pk, published_in="")
    client.force_login(reader)

    text = body(client.get(reverse("figures:figure", args=[figure.pk])))

    assert "A document that you may not open" in text
    assert claim.source.title not in text
    assert "they did not say" in text


def test_figure_says_that_its_claim_was_taken_back(client, signed_in, enter, claim, noon):
    figure = enter(865, claim=claim.pk)
    claims.withdraw_by_proposal(signed_in, UUID(int=1), at=noon)

    text = body(client.get(reverse("figures:figure", args=[figure.pk])))

    assert "was taken back since" in text


def test_withdraw_and_restore_from_the_page(client, signed_in, two):
    key = two[0].pk
    refused = client.post(reverse("figures:withdraw", args=[key]), {"why": " "})
    assert "Say in a few words why." in body(refused, 422)

    client.post(reverse("figures:withdraw", args=[key]), {"why": "misread"})
    page = body(client.get(reverse("figures:figure", args=[key])))
    client.post(reverse("figures:restore", args=[key]))

    assert "Withdrawn by Ana on 22 November 2026: misread" in page
    assert Figure.objects.get(pk=key).withdrawn_at is None


def test_explain_and_undo_from_the_page(client, signed_in, two):
    series = reverse("figures:series", args=["victims_rescued"])
    asked = {"kind": "longer_is_smaller", "one": two[1].pk, "other": two[0].pk, "why": "Others."}

    done = client.post(reverse("figures:explain"), asked)
    settled = body(client.get(series))
    client.post(reverse("figures:undo", args=[Explanation.objects.get().pk]))

    assert done["Location"] == series
    assert "No contradiction: Others. (Ana, 22 November 2026)" in settled
    assert "What cannot be right" not in settled
    assert "What cannot be right" in body(client.get(series))


@pytest.mark.parametrize(
    ("change", "status"), [({"kind": "x"}, 404), ({"one": "x"}, 404), ({"why": ""}, 422)]
)
def test_explain_refuses_what_is_nothing(client, signed_in, two, change, status):
    asked = {"kind": "longer_is_smaller", "one": two[1].pk, "other": two[0].pk, "why": "Others."}

    assert client.post(reverse("figures:explain"), {**asked, **change}).status_code == status
    assert not Explanation.objects.exists()


def test_bring_shows_first_then_keeps_then_takes_back(client, signed_in):
    rows = ["2022,cases,1,of one sort,A body,A paper", "soon,cases,2,,A body,A paper"]
    look = body(client.post(reverse("figures:bring"), {"file": a_file(*rows)}))
    assert "1 figure would be kept" in look
    assert "Line 3</b> Write the period as" in look
    assert "soon, cases, 2, , A body, A paper" in look
    assert not Figure.objects.exists()

    held = re.search(r'name="held" value="([^"]+)"', look)[1]
    kept = client.post(reverse("figures:keep"), {"held": held})
    assert "1 figure kept." in body(client.get(kept["Location"]))
    again = body(client.post(reverse("figures:bring"), {"file": a_file(*rows)}))
    assert "Nothing of this table is new" in again
    assert client.post(reverse("figures:keep"), {"held": held}).status_code == 409

    brought = Figure.objects.get().brought
    refused = client.post(reverse("figures:take_back", args=[brought]), {"why": ""})
    client.post(reverse("figures:take_back", args=[brought]), {"why": "the wrong table"})

    assert refused.status_code == 422
    assert Figure.objects.get().withdrawn_why == "the wrong table"


@pytest.mark.parametrize("held", ["", "made-up"])
def test_keep_refuses_what_was_not_looked_at(client, signed_in, held):
    assert "Choose the file again." in body(
        client.post(reverse("figures:keep"), {"held": held}), 422
    )


def test_bring_refuses_what_is_no_table(client, signed_in):
    none = body(client.post(reverse("figures:bring"), {}), 422)
    wrong = SimpleUploadedFile("x.csv", b"\xff\xfe", content_type="text/csv")

    assert "Nothing was stored yet" in none
    assert "UTF-8" in body(client.post(reverse("figures:bring"), {"file": wrong}), 422)


def test_brought_of_another_unit_is_not_there(client, enter, ben):
    brought = enter(brought=uuid4()).brought
    client.force_login(ben)

    assert client.get(reverse("figures:brought", args=[brought])).status_code == 404


def test_table_holds_every_number_with_its_definition(client, signed_in, two, enter):
    enter(5, "2022", measure="cases", definition="=1+1")

    answer = client.get(reverse("figures:table"))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    one = client.get(reverse("figures:table"), {"measure": "cases"})

    by_value = {row["value"]: row for row in rows}
    assert set(by_value) == {"865", "661", "5"}
    assert by_value["865"]["definition_note"] == "foreigners"
    assert by_value["865"]["ends_on"] == "2022-08-20"
    assert by_value["5"]["definition_note"] == "'=1+1"  # no spreadsheet runs it
    assert by_value["865"]["taken_at"] == "2026-11-22T12:00:00+00:00"
    assert "figures-cases.csv" in one["Content-Disposition"]
    assert b"865" not in one.content


@pytest.mark.parametrize("number", [1, 12])
def test_lists_cost_the_same_for_any_number(
    client, signed_in, enter, number, django_assert_num_queries
):
    for year in range(number):
        enter(100 - year, "2022", definition=str(year))
    series = reverse("figures:series", args=["victims_rescued"])
    client.get(series)

    with django_assert_num_queries(9 + (number > 1) + JOURNAL_LOCK):
        client.get(series)
    with django_assert_num_queries(9 + (number > 1) + JOURNAL_LOCK):
        client.get(reverse("figures:index"))


def test_a_figure_costs_the_same_for_any_number(
    client, signed_in, enter, django_assert_num_queries
):
    figure = enter(1, "2022")
    for year in range(12):
        enter(100 - year, "2022", definition=str(year))
    address = reverse("figures:figure", args=[figure.pk])
    client.get(address)

    with django_assert_num_queries(14 + JOURNAL_LOCK):
        client.get(address)


def test_pages_are_read_in_khmer(client, signed_in, two, noon):
    figures.withdraw(signed_in, two[0].pk, why="misread", at=noon)

    text = body(
        client.get(
            reverse("figures:series", args=["victims_rescued"]), headers={"Accept-Language": "km"}
        )
    )

    assert "មនុស្សដែលគេថាបានសង្គ្រោះ" in text
