"""Figures of complaints: the quick counts against counting one by one, and what opens each."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ponleu.foundation.accounts.models import Grant
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.journal.models import Entry as JournalRow
from ponleu.foundation.places.models import Place
from ponleu.response.complaints import figures
from ponleu.response.complaints.figures import By, Went
from ponleu.response.complaints.models import Complaint, Exclusion
from ponleu.response.complaints.rules import Channel, Outcome, State
from tests.complaints.desk_world import body, key_of

pytestmark = pytest.mark.usefixtures("demonstration")


def counts_of(user, at, months=12):
    """The quick counts as (by, of) → number, zeros left out."""
    found = figures.figures(user, months, at=at)
    return {(t.by, of): n for t in found.tables for of, n in t.cells if n}


def one_by_one(user, at, months=12):
    """The same by looking at each complaint that the user may see."""
    spell = figures.period(months, at=at)
    rows = Complaint.objects.visible_to(user).filter(
        is_junk=False, arrived_at__gte=spell.bounds[0], arrived_at__lt=spell.bounds[-1]
    )
    counted = figures.tally(rows.values_list(*figures.FIELDS), spell, at=at)
    return {(by, str(of)): number for (by, of), number in counted.items()}


@pytest.fixture
def many(tell, country, noon):
    """Sixty complaints of all sorts, drawn with a seed."""
    for code in ("18", "12"):
        Place.objects.get_or_create(code=code, defaults={"level": "province", "name": code})
    draw = Random(7)
    pattern = Complaint.objects.get(reference=tell()[0].reference)
    rows = []
    for number in range(60):
        province = draw.choice(["18", "12", ""])
        arrived = noon - timedelta(hours=draw.randrange(500 * 24))
        looked = draw.choice([None, arrived + timedelta(hours=draw.choice([1, 40]))])
        decided = looked and draw.choice([None, looked + timedelta(days=draw.choice([1, 30]))])
        state = State.CLOSED if decided else draw.choice([State.RECEIVED, State.WITHDRAWN])
        rows.append(
            Complaint(
                unit=country[f"KH-{province}" if province and draw.random() < 0.8 else "KH"],
                territory=province,
                reference=f"C-2026-9{number:05}-X",
                channel=draw.choice(list(Channel)),
                language="km",
                urgency=1,
                urgency_version="x",
                state=state,
                outcome=draw.choice([Outcome.REFERRED, Outcome.UNFOUNDED])
                if decided
                else Outcome.PENDING,
                is_junk=draw.random() < 0.1,
                summary=pattern.summary,
                content=pattern.content,
                reporter_key=draw.choice([None, pattern.reporter_key]),
                arrived_at=arrived,
                look_by=arrived + timedelta(hours=24),
                decide_by=arrived + timedelta(days=14),
                looked_at=looked,
                decided_at=decided,
            )
        )
    Complaint.objects.bulk_create(rows)
    return rows


@pytest.mark.parametrize("months", figures.PERIODS)
@pytest.mark.parametrize("who", ["ana", "bora"])
def test_figures_are_those_of_counting_one_by_one(desk, many, noon, who, months):
    user = desk[who][0]

    found = counts_of(user, noon, months)

    assert found == one_by_one(user, noon, months)
    assert sum(n for (by, _of), n in found.items() if by is By.LOOK) == sum(
        n for (by, _of), n in found.items() if by is By.CHANNEL
    )


def test_figures_of_someone_with_a_territory_or_several_grants(
    desk, many, noon, make_officer, country
):
    limited = make_officer("limited", country["KH"], territory="12")[0]
    both = make_officer("both", country["KH-18"])[0]
    role = Grant.objects.get(user=both).role
    Grant.objects.create(user=both, role=role, unit=country["KH-12"], granted_at=noon)
    both.forget_reaches()

    for user in (limited, both):
        found = counts_of(user, noon)
        assert found == one_by_one(user, noon)
        assert found
    assert {of for by, of in counts_of(limited, noon) if by is By.PROVINCE} == {"12"}


@pytest.mark.parametrize("whom", ["user", "unit"])
def test_figures_do_not_count_what_names_the_reader(desk, many, noon, whom):
    bora, ana = desk["bora"][0], desk["ana"][0]
    before = counts_of(bora, noon)
    named = {"user": bora} if whom == "user" else {"unit": bora.unit}
    for row in many[:20]:
        Exclusion.objects.create(complaint=row, by=ana, at=noon, **named)

    found = counts_of(bora, noon)

    assert found == one_by_one(bora, noon)
    assert found != before


def test_figures_of_nobody_s_grant_are_nothing(many, noon, make_user):
    assert counts_of(make_user("nobody"), noon) == {}


@pytest.mark.parametrize("who", ["ana", "bora"])
def test_every_figure_opens_to_as_many_records(desk, many, noon, who):
    user = desk[who][0]
    found = figures.figures(user, 12, at=noon)

    for table in found.tables:
        for of, number in table.cells:
            rows = figures.records(user, table.by, of, found.period, at=noon)
            assert rows.count() == number, (table.by, of)


def test_clocks_of_worked_examples(desk, tell, noon):
    ana = desk["ana"][0]
    keys = [key_of(tell()[0]) for _ in range(5)]
    hour = timedelta(hours=1)
    changes = [
        {"looked_at": noon, "look_by": noon},
        {"looked_at": noon, "look_by": noon - hour},
        {"look_by": noon - hour},
        {"look_by": noon},
        {"state": State.WITHDRAWN, "look_by": noon - hour},
    ]
    for key, change in zip(keys, changes, strict=True):
        Complaint.objects.filter(pk=key).update(**change)

    found = counts_of(ana, noon)

    assert {went: found.get((By.LOOK, went)) for went in Went} == dict.fromkeys(Went, 1)


def test_period_begins_with_a_month_of_the_country_s_own_calendar():
    # 17:30 on 31 October in UTC is half past midnight on 1 November in Phnom Penh
    late = datetime(2026, 10, 31, 17, 30, tzinfo=UTC)

    spell = figures.period(3, at=late)

    assert spell.months == ("2026-09", "2026-10", "2026-11")
    assert spell.month(late) == "2026-11"
    assert spell.bounds[0] == datetime(2026, 8, 31, 17, 0, tzinfo=UTC)
    assert figures.period(7, at=late).months == spell.months


def page(client, **query):
    return body(client.get(reverse("complaints:figures"), query))


@pytest.mark.usefixtures("at_noon")
def test_figures_page_says_what_was_counted_when_and_for_whom(client, signed_in, tell):
    tell()
    signed_in("ana")

    text = page(client)

    assert "1 complaint" in text
    assert "Counted on 22 November 2026, 19:00" in text
    assert "not for publication" in text
    assert "Who is counted" in text
    assert '<option value="12">' in text


@pytest.mark.usefixtures("at_noon")
def test_figures_page_opens_each_figure_to_its_records(client, signed_in, tell):
    filed, _ = tell("They lock the doors.")
    signed_in("ana")
    address = reverse("complaints:figure", args=["channel", "online_form"]) + "?months=3"
    assert address in page(client)

    text = body(client.get(address))

    assert filed.reference in text
    assert "They lock the doors." in text
    rows = JournalRow.objects.filter(action="record.listed").order_by("sequence")
    assert [row.target_type for row in rows] == ["complaints.figures", "complaints.complaint"]


@pytest.mark.usefixtures("at_noon")
@pytest.mark.parametrize(
    ("by", "of"),
    [("channel", "pigeon"), ("colour", "red"), ("province", "x1"), ("month", "2026")],
)
def test_a_figure_that_is_none_is_not_there(client, signed_in, by, of):
    signed_in("ana")

    assert client.get(reverse("complaints:figure", args=[by, of])).status_code == 404


@pytest.mark.usefixtures("at_noon")
def test_figures_of_another_province_hold_nothing_of_this(
    client, signed_in, tell, make_officer, country
):
    filed, _ = tell()
    signed_in(*make_officer("dara", country["KH-12"]))

    assert "Nothing was counted" in page(client)
    text = body(client.get(reverse("complaints:figure", args=["province", "18"])))
    assert filed.reference not in text


@pytest.mark.usefixtures("at_noon")
def test_figures_table_holds_counts_and_definitions(client, signed_in, tell):
    tell()
    signed_in("ana")

    response = client.get(reverse("complaints:figures_csv"), {"months": "3"})

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    counted = {(row["counted_by"], row["value"]): row for row in rows}
    assert counted["channel", "online_form"]["complaints"] == "1"
    assert counted["channel", "online_form"]["definition"]
    assert {row["period"] for row in rows} == {"2026-09 to 2026-11"}
    assert {row["taken_at"] for row in rows} == {"2026-11-22T12:00:00+00:00"}
    assert all(row["population"] for row in rows)


@pytest.mark.usefixtures("at_noon")
def test_figures_ask_for_sign_in_and_the_grant(client, make_user, country):
    addresses = [
        reverse("complaints:figures"),
        reverse("complaints:figures_csv"),
        reverse("complaints:figure", args=["channel", "hotline"]),
    ]
    for address in addresses:
        assert client.get(address).url.startswith(reverse("account_login"))
    client.force_login(make_user("nobody", unit=country["KH-18"], actions=[Action.HOME]))
    for address in addresses:
        assert client.get(address).status_code == 403


@pytest.mark.usefixtures("at_noon")
def test_figures_cost_the_same_for_any_number_of_complaints(client, signed_in, tell):
    signed_in("bora")
    tell()
    page(client)
    costs = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as caught:
            page(client)
        costs.append(len(caught) - (connection.vendor == "postgresql"))
        for number in range(4):
            tell(f"more {number}")

    assert costs == [FIGURES, FIGURES]


FIGURES = 19
