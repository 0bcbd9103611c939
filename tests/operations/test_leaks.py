"""A sealed order leaves no trace for those who are not named: one test for each surface."""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver, reverse

from ponleu.foundation.core.references import reference
from ponleu.foundation.journal.models import Entry
from ponleu.response.operations.models import Operation
from ponleu.response.operations.services import asking
from tests.complaints.desk_world import HTMX, body

pytestmark = pytest.mark.usefixtures("demonstration", "at_noon")
PLANTED = ("planted", "Decision 12", "Provincial governor", "military_police", "Military police")
OUTSIDERS = ("rith", "chan", "audit", "keep", "clinic", "north")
LEAVING = {"account_logout", "leave"}


def every_plain_page(resolver=None, prefix="", names=()):
    """Every address of the record that takes no key."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            space = (*names, entry.namespace) if entry.namespace else names
            yield from every_plain_page(entry, path, space)
        elif "<" not in path and "(" not in path and entry.name not in LEAVING:
            yield "/" + path


def plain(response):
    """A page without what differs each time it is asked for."""
    text = response.content.decode()
    return re.sub(r'(csrfmiddlewaretoken" value=|nonce=)"[^"]*"', r"\1", text)


def traces(operation, text):
    """What of a sealed order stands in a text."""
    own = (operation.code_name, operation.reference, str(operation.pk))
    return [word for word in (*PLANTED, *own) if word.lower() in text.lower()]


@pytest.mark.slow
@pytest.mark.parametrize("who", OUTSIDERS)
def test_no_page_of_the_record_tells_an_outsider(who, client, sealed, sign_in):
    operation = sealed()
    sign_in(who)

    found = {}
    for path in sorted(set(every_plain_page())):
        response = client.get(path)
        text = b"".join(response).decode(errors="replace")
        known = traces(operation, text)
        if path.startswith("/journal") and who == "audit":  # which tells who did what, not where
            known = [word for word in known if word in PLANTED]
        if known:
            found[path] = known

    assert found == {}


@pytest.mark.parametrize("who", ["rith", "chan"])
def test_home_search_and_the_pages_of_the_site_are_as_before(
    who, client, sealed, sign_in, alleged, hotel
):
    entry = alleged()
    pages = [
        reverse("desk:home"),
        reverse("operations:index"),
        reverse("desk:search") + "?text=Lantern",
        reverse("desk:search") + "?text=U-",
        reverse("register:index"),
        reverse("register:entry", args=[entry.pk]),
        reverse("register:graph"),
        reverse("cases:allegations"),
    ]
    sign_in(who)
    before = [plain(client.get(page)) for page in pages]

    sealed(entry=entry)

    assert [plain(client.get(page)) for page in pages] == before


def test_a_reference_is_found_by_those_alone_who_know_of_the_operation(
    client, sealed, sign_in, let_in
):
    operation = sealed()
    own = reverse("operations:operation", args=[operation.pk])
    let_in(operation, "rith")

    def found(who, text):
        sign_in(who)
        return plain(client.get(reverse("desk:search"), {"text": text}, headers=HTMX))

    assert own in found("vibol", operation.reference)
    assert own in found("rith", operation.reference.lower())
    none = reference("U", 2031, 424242)
    for who in ("chan", "north"):
        answer = found(who, operation.reference).replace(operation.reference, none)
        assert answer == found(who, none)
        assert own not in answer


@pytest.mark.parametrize("who", OUTSIDERS)
def test_the_answer_is_that_of_an_operation_that_never_was(who, client, sealed, sign_in, people):
    operation, other = sealed(), people["vibol"].user
    sign_in(who)
    for name in ("operation", "order", "briefing", "who_knew", "sites"):
        refused = client.get(reverse(f"operations:{name}", args=[operation.pk]))
        unknown = client.get(reverse(f"operations:{name}", args=[other.pk]))

        same = plain(refused).replace(str(operation.pk), str(other.pk))
        assert same == plain(unknown)
        assert {**refused.headers, "Content-Security-Policy": ""} == {
            **unknown.headers,
            "Content-Security-Policy": "",
        }
        assert refused.status_code == unknown.status_code == 404


@pytest.mark.parametrize("is_open", [True, False])
def test_no_cache_keeps_a_page_of_an_operation(is_open, client, sealed, sign_in, people):
    operation = sealed()
    for who in ("vibol", "rith"):
        sign_in(who, is_open)
        for name in ("operation", "order", "sites", "teams", "who_knew"):
            response = client.get(reverse(f"operations:{name}", args=[operation.pk]))

            assert "no-store" in response.headers["Cache-Control"]


def test_the_sealed_page_is_as_long_whatever_the_order_holds(
    client, sealed, sign_in, people, noon, site, alleged
):
    vibol, lengths = people["vibol"], []
    small = sealed(persons=())
    large = sealed(entry=alleged(site("Paper Lantern Annex")), persons=("x" * 80,) * 40)
    Operation.objects.update(code_name="Heron")
    for operation in (small, large):
        words = "One ambulance on call."
        asking.ask(vibol.user, operation.pk, "clinic", "medical", words, vibol.pair, at=noon)
    sign_in("clinic")

    for operation in (small, large):
        operation.refresh_from_db()
        page = body(client.get(reverse("operations:operation", args=[operation.pk])))
        assert traces(operation, page) == ["Heron", operation.reference, str(operation.pk)]
        lengths.append(len(page))

    assert lengths[0] == lengths[1]


def test_orders_of_different_content_are_as_long_in_the_database(sealed, site, alleged):
    small = sealed(persons=())
    large = sealed(entry=alleged(site("Paper Lantern Annex")), persons=("x" * 80,) * 40)

    small, large = (list(one.versions.order_by("number")) for one in (small, large))

    assert [len(row.envelope) for row in small] == [len(row.envelope) for row in large]


def test_messages_and_sessions_hold_nothing_of_what_was_sealed(client, sealed, sign_in, version):
    operation = sealed()
    sign_in("vibol")
    number = version(operation).number
    answers = [
        client.post(
            reverse("operations:note", args=[operation.pk]), {"words": "plantednote at the pier"}
        ),
        client.post(
            reverse("operations:sites", args=[operation.pk]),
            {"do": "keep", "seen": number + 1, "s0-service_min": 60, "s0-where": "plantedpier"},
        ),
        client.post(
            reverse("operations:move", args=[operation.pk, "postpone"]), {"words": "plantedwhy"}
        ),
    ]

    kept = json.dumps(dict(client.session.items()))
    cookies = " ".join(one.value for one in client.cookies.values())
    assert [one.status_code for one in answers] == [302, 302, 302]
    assert "planted" not in (kept + cookies).lower()
    assert not any("planted" in one.url for one in answers)


def test_no_address_of_the_room_names_a_site_or_a_number(client, sealed, sign_in):
    operation = sealed()
    entry = str(operation.versions.first().pk)
    sign_in("vibol")
    pages = [
        body(client.get(reverse(f"operations:{name}", args=[operation.pk])))
        for name in ("order", "sites", "teams", "roll_call", "readers")
    ]

    own = {
        address
        for page in pages
        for address in re.findall(r'(?:href|action)="(/operations/[^"]*)"', page)
    }

    keys = {key for address in own for key in re.findall(r"[0-9a-f-]{36}", address)}
    known = {str(operation.pk), *(str(row.pk) for row in operation.readers.all())}
    assert keys <= known
    assert not any(re.search(r"[?&]", address) for address in own)
    assert entry not in keys


def test_the_journal_names_neither_site_nor_word(sealed, asked, hotel):
    asked(sealed())

    rows = Entry.objects.filter(action__startswith="operation.")
    said = [str(row) for row in rows.values()]

    assert len(said) >= 5
    assert not [one for one in said if str(hotel.pk) in one or "planted" in one.lower()]


def test_refusals_and_logs_hold_nothing_of_what_was_sealed(client, sealed, sign_in, caplog, people):
    operation = sealed()
    with caplog.at_level(logging.DEBUG):
        for who in ("vibol", "rith", "clinic"):
            sign_in(who)
            for name in ("operation", "order", "sites", "teams", "roll_call"):
                address = reverse(f"operations:{name}", args=[operation.pk])
                client.get(address)
                client.post(address, {"words": "x", "do": "start"})

    own = [one for one in caplog.records if not one.name.startswith("django.template")]
    logged = " ".join(one.getMessage() for one in own if one.name != "django.db.backends")
    assert "planted" not in logged.lower()
    assert operation.code_name not in logged


def test_no_query_carries_what_is_sealed(client, sealed, sign_in):
    operation = sealed()
    sign_in("vibol")
    with CaptureQueriesContext(connection) as asked:
        body(client.get(reverse("operations:order", args=[operation.pk])))

    assert "planted" not in " ".join(one["sql"] for one in asked.captured_queries).lower()


@pytest.mark.slow
def test_no_planted_word_lies_in_any_file_nor_in_a_copy(tmp_path):
    known = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    settings = {"DJANGO_SETTINGS_MODULE": "ponleu.faces.config.settings"}

    ended = subprocess.run(
        [sys.executable, "-m", "tests.operations.planted"],
        env={**known, **settings, "PONLEU_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )

    seen = json.loads(ended.stdout.splitlines()[-1])
    assert seen["statuses"] == [200, 302, 302, 200, 200]
    assert seen["is_read"]
    assert seen["files"] > 5
    assert seen["control"], "the search finds what is not sealed"
    assert seen["found"] == []
    assert "planted" not in ended.stderr.lower()
