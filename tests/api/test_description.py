"""What the API says of itself: to people on a page of ours, to programs as OpenAPI 3.1."""

import json
import re

import pytest
from django.urls import reverse

from ponleu.faces.api.web import door, refusals, urls
from ponleu.faces.api.web.pages import description
from ponleu.foundation.core.errors import DomainError, NotFound, NotPermitted
from ponleu.response.complaints.room import NoRoom
from ponleu.response.complaints.sealed import NobodyCanOpen
from ponleu.response.complaints.services.relaying import TooManyFiles


@pytest.fixture
def page(client, db):
    return client.get("/api/1/")


def test_anyone_reads_how_it_is_used(page):
    text = page.content.decode()

    assert page.status_code == 200
    assert "!missing" not in text
    assert "curl" in text
    assert "http://testserver/api/1/complaints/" in text


def test_the_page_takes_nothing_from_elsewhere(page):
    text = page.content.decode()

    assert not re.search(r'(?:src|href)="(?:https?:)?//', text)
    assert "<script>" not in text
    assert "default-src 'none'" in page["Content-Security-Policy"]


@pytest.mark.parametrize(
    "refusal",
    [
        *(refusals.NoKey, refusals.TooOften, refusals.TooLargeBody, refusals.WrongKind),
        *(refusals.Unreadable, refusals.WrongFields, NotFound, NotPermitted),
        *(NobodyCanOpen, NoRoom, TooManyFiles),
    ],
)
def test_every_refusal_is_explained_where_its_type_points(page, refusal):
    assert f'<tr id="{refusal.code}"><th scope="row">{int(refusal.http_status)}</th>' in (
        page.content.decode()
    )
    assert issubclass(refusal, DomainError)


def test_the_description_names_every_operation_and_its_refusals(client):
    told = client.get(reverse("api:openapi")).json()

    assert told["openapi"] == "3.1.0"
    assert told == json.loads(json.dumps(description()))
    for methods in told["paths"].values():
        for asked in methods.values():
            assert {"401", "403", "422", "429"} <= set(asked["responses"])
            assert asked["security"] == [{"ProgramKey": []}]
            assert list(asked["responses"]["401"]["content"]) == ["application/problem+json"]
    assert told["components"]["securitySchemes"]["ProgramKey"]["scheme"] == "bearer"


def test_every_operation_stands_behind_the_door(client, db):
    names = {pattern.name for pattern in urls.urlpatterns} - {"index", "openapi", "lost"}
    known = {"key": "x", "reference": "x"}

    assert len(names) == 6
    for pattern in urls.urlpatterns:
        if pattern.name in names:
            wanted = {name: known[name] for name in pattern.pattern.converters}
            address = reverse(f"api:{pattern.name}", kwargs=wanted)
            for ask in (client.get, client.post):
                assert ask(address).status_code in (401, 405)


def test_limits_on_the_page_are_those_that_hold(page):
    assert f"{door.MOST_AN_HOUR['api.send']} complaints" in page.content.decode()
