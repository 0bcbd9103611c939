"""Nobody learns of field work to whom the operation is not open; nothing sealed rests plain."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse

from ponleu.foundation.journal.models import Entry as JournalEntry
from ponleu.response.field.models import Choice, Conflict, Entry, SetAside
from ponleu.response.field.queries import seam
from ponleu.response.field.services import files

pytestmark = pytest.mark.usefixtures("demonstration", "at_noon")


@pytest.fixture
def worked(phone, noon):
    """A site where all sorts of things were entered; addresses that show them."""
    made, other = phone(), phone(name="Tablet")
    made.person("Q-77", needs=["doctor_now"])
    made.check("g_exits", 7)
    made.note("plantednote")
    photo, stored = made.photo(b"plantedpicture")
    made.entry("headcount", {"number": 1, "children": 0, "extra": 1})
    other.check("g_exits", 8)
    made.sync()
    other.sync()
    files.take_piece(made.user, UUID(photo["id"]), stored, begins_at=0, at=noon)
    note = Entry.objects.get(kind="note")
    return [
        ("get", "operation", made.operation.pk),
        ("get", "persons", made.operation.pk),
        ("get", "sealed", made.operation.pk),
        ("get", "persons_csv", made.operation.pk),
        ("get", "entry", note.pk),
        ("get", "plain_file", photo["id"]),
        ("get", "set_aside", SetAside.objects.get().pk),
        ("post", "choose", Conflict.objects.get().pk),
        ("post", "wipe", made.key),
    ]


@pytest.mark.parametrize("who", ["north", "clinic", "audit", "keep"])
def test_for_outsiders_it_is_as_if_it_never_was(client, sign_in, worked, who):
    sign_in(who)
    for method, name, key in worked:
        refused = getattr(client, method)(reverse(f"field:{name}", args=[key]))
        unknown = getattr(client, method)(reverse(f"field:{name}", args=[uuid4()]))

        assert refused.status_code == unknown.status_code == 404, name
        for word in ("Q-77", "planted", "Lantern"):
            assert word not in refused.content.decode()
    assert not Choice.objects.exists()


def test_signed_out_people_are_asked_to_sign_in(client, worked):
    for method, name, key in worked:
        answer = getattr(client, method)(reverse(f"field:{name}", args=[key]))

        assert answer.status_code == 302, name
        assert "login" in answer["Location"]


def test_whoever_a_complaint_names_sees_nothing(
    client, sign_in, worked, keep_from, told, hotel, people, operation
):
    keep_from(told(entry=hotel), people["chan"].user)
    sign_in("chan")

    for method, name, key in worked:
        answer = getattr(client, method)(reverse(f"field:{name}", args=[key]))
        assert answer.status_code == 404, name
    assert seam.persons_found(people["chan"].user, operation) == []
    assert seam.work_of(people["chan"].user, operation) == []


def test_a_sealed_operation_gives_no_work_and_no_page(api, client, sign_in, people, sealed, noon):
    from ponleu.response.field.services import registering

    operation, key = sealed(), uuid4()
    registering.register(people["field"].user, key, "Phone", at=noon)
    sign_in("field")

    work = api.get("work", device=str(key)).json()
    page = client.get(reverse("field:operation", args=[operation.pk]))

    assert work["operations"] == []
    assert page.status_code == 404
    assert seam.work_of(people["field"].user, operation) == []


def test_the_work_of_a_device_ends_a_week_after_the_operation(api, sign_in, phone, people, noon):
    from datetime import timedelta

    from ponleu.response.operations.models import Operation

    made = phone()
    sign_in("field")
    rows = Operation.objects.filter(pk=made.operation.pk)

    rows.update(state="ended", ended_at=noon - timedelta(days=6))
    recent = api.get("work", device=str(made.key)).json()["operations"]
    rows.update(ended_at=noon - timedelta(days=8))
    past = api.get("work", device=str(made.key)).json()["operations"]
    made.check("g_exits", 1)
    late = made.sync()

    assert (len(recent), past) == (1, [])
    assert late.stands["kept_to"] == 1  # what comes late is kept all the same
    assert late.refused == []


def test_nothing_that_was_sealed_rests_plain(worked):
    places = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith("field_"):
                cursor.execute(f'SELECT * FROM "{table}"')
                rows = [[_plain(value) for value in row] for row in cursor.fetchall()]
                places += [table for row in rows if "planted" in repr(row)]
    places += [
        file.name
        for file in settings.PONLEU_STORE.rglob("*")
        if file.is_file() and b"planted" in file.read_bytes()
    ]

    assert places == []
    assert any(file.is_file() for file in settings.PONLEU_STORE.rglob("*"))


def _plain(value):
    """A value of a row; PostgreSQL gives bytes as a view of memory."""
    return bytes(value) if isinstance(value, memoryview) else value


def test_the_journal_holds_no_word_of_it(worked):
    told = repr(list(JournalEntry.objects.values_list("action", "target", "reason")))

    assert "field.synced" in told
    assert "field.file_kept" in told
    for word in ("planted", "Q-77", "Lantern", "g_exits"):
        assert word not in told


def test_no_cache_keeps_a_page_of_field_work(client, sign_in, worked):
    sign_in("chan")
    for method, name, key in worked:
        if method == "get":
            answer = client.get(reverse(f"field:{name}", args=[key]))
            assert "no-store" in answer["Cache-Control"], name
