"""Field work with many persons and photos: page by page, counted whole; and where it stands."""

from __future__ import annotations

import csv
import io
import re
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ponleu.foundation.packs.operations import load_code_names
from ponleu.response.field.queries.listing import NEWEST, PAGE
from tests.complaints.desk_world import body

pytestmark = pytest.mark.usefixtures("demonstration", "at_noon")

N = 2 * PAGE + 3


def enter(made, numbers):
    """Persons, every third a child, and as many notes, one each minute."""
    before = len(made.made)
    for number in numbers:
        age = "5_11" if number % 3 == 0 else "25_59"
        person, note = made.person(f"W{number:03}", age_band=age), made.note(minutes=number)
        person["at"] = note["at"]
    for begin in range(before, len(made.made), 50):
        made.sync(made.made[begin : begin + 50])


def bands(page):
    """Wristbands in the order in which a page shows them."""
    return re.findall(r'scope="row" class="pl-code">(W\d+)<', page)


@pytest.fixture
def full(phone, sign_in):
    """More than two pages of persons and of notes; a desk that reads."""
    made = phone()
    enter(made, range(N))
    sign_in("chan")
    return made


def test_persons_come_page_by_page_the_newest_first_and_each_once(client, full):
    address = reverse("field:persons", args=[full.operation.pk])

    pages = [body(client.get(address, {"page": number})) for number in (1, 2, 3, 4)]

    assert [len(bands(page)) for page in pages] == [PAGE, PAGE, 3, 0]
    shown = [band for page in pages for band in bands(page)]
    assert shown == [f"W{number:03}" for number in reversed(range(N))]
    assert all(f'<span class="pl-soft">{N}</span>' in page for page in pages)
    assert ['rel="next"' in page for page in pages] == [True, True, False, False]
    assert ['rel="prev"' in page for page in pages] == [False, True, True, True]


def test_notes_and_photos_come_page_by_page(client, full):
    address = reverse("field:sealed", args=[full.operation.pk])

    pages = [body(client.get(address, {"page": number})) for number in (1, 2, 3)]

    keys = [re.findall(r'href="/field/entries/([0-9a-f-]+)/"', page) for page in pages]
    made = [one["id"] for one in full.made if one["kind"] == "note"]
    assert [key for page in keys for key in page] == made[::-1]
    assert [len(page) for page in keys] == [PAGE, PAGE, 3]


def test_the_page_of_the_whole_shows_the_newest_and_counts_all(client, full):
    page = body(client.get(reverse("field:operation", args=[full.operation.pk])))

    assert bands(page) == [f"W{number:03}" for number in reversed(range(N - NEWEST, N))]
    assert f"<dt>Persons found</dt><dd>{N} ({-(-N // 3)} look younger than 18)</dd>" in page
    assert page.count(f'<span class="pl-soft">{N}</span>') == 2  # persons, and notes
    for name in ("persons", "sealed"):
        assert f'href="{reverse(f"field:{name}", args=[full.operation.pk])}"' in page


def test_the_table_holds_all_of_them(client, full):
    answer = client.get(reverse("field:persons_csv", args=[full.operation.pk]))

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row[1] for row in rows[1:]] == [f"W{number:03}" for number in range(N)]


@pytest.mark.parametrize("name", ["operation", "persons", "sealed", "persons_csv"])
def test_more_rows_ask_the_database_no_more_often(client, sign_in, phone, operation, name):
    made = phone()
    address = reverse(f"field:{name}", args=[operation.pk])
    sign_in("chan")
    counted = []
    for numbers in (range(3), range(3, N)):
        enter(made, numbers)
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counted.append(len(asked))

    assert counted[0] == counted[1] <= 35


def test_each_page_of_a_started_operation_stands_under_operations(client, sign_in, phone, holder):
    made = phone()
    note = made.note()
    made.sync()
    key = made.operation.pk
    sign_in("chan")
    asked = [
        ("field:operation", key),
        ("field:persons", key),
        ("field:entry", UUID(note["id"])),
        ("minutes:of_operation", key),
        ("outcomes:operation", key),
        ("operations:operation", key),
    ]

    for name, target in asked:
        frame = client.get(reverse(name, args=[target])).context
        current = [str(item["label"]) for item in frame["navigation"] if item["is_current"]]
        assert current == ["Operations"], name


def test_a_device_is_answered_in_the_language_of_its_page(client, sign_in, phone):
    made = phone()
    sign_in("field")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"  # what its user chose for the desk
    english = made.operation.code_name
    khmer = load_code_names(settings.PONLEU_COUNTRY)[english]

    names, lists = {}, {}
    for language in ("en", "km"):
        address = reverse("field:work", query={"device": made.key})
        work = client.get(address, headers={"accept-language": language}).json()
        (operation,) = work["operations"]
        names[language] = operation["code_name"]
        lists[language] = dict(work["lists"]["needs"])["doctor_now"]

    assert names == {"en": english, "km": khmer}
    assert english != khmer
    assert lists["en"] == "A doctor at once"
    assert lists["km"] != lists["en"]
