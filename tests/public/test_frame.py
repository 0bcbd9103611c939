"""What holds for every public page: no cookies, no third party, strict headers, who may open it."""

from __future__ import annotations

import re

import pytest
from django.test import Client

PAGES = [
    "/report/",
    "/report/km/",
    "/report/en/urgent/",
    "/report/en/what/",
    "/report/en/where/",
    "/report/en/files/",
    "/report/en/reach/",
    "/report/en/send/",
    "/report/en/why/",
    "/answer/en/",
    "/check/en/",
    "/leave/",
    "/report/en/no-such-page/",
    "/report/xx/",
]


@pytest.mark.parametrize("address", PAGES)
def test_no_page_sets_a_cookie(visitor, address):
    response = visitor().open(address).response

    assert "Set-Cookie" not in response.headers
    assert not response.cookies


@pytest.mark.parametrize("address", PAGES)
def test_every_page_says_how_strict_it_is(visitor, address):
    headers = visitor().open(address).response.headers

    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert "usb=()" in headers["Permissions-Policy"]
    assert headers["Server"] == ""
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("address", PAGES)
def test_no_page_names_anything_outside(visitor, address):
    page = visitor().open(address).page

    assert re.findall(r"(?:src|href|action)=[\"'](?!/|data:,)[^#\"']", page) == []
    assert "://" not in page.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize("address", PAGES)
def test_no_title_and_no_address_says_what_the_pages_are_for(visitor, address):
    page = visitor().open(address).page

    assert not re.search(r"<title>[^<]*(report|traffick|Ponleu)", page, re.IGNORECASE)


@pytest.mark.parametrize("address", ["/report/", "/report/en/why/", "/answer/", "/check/"])
def test_a_page_that_takes_no_answers_refuses_them(visitor, address):
    response = visitor().client.post(address, {"what": "x"})

    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"
    assert not response.cookies


def test_no_answer_is_ever_in_an_address(visitor):
    person = visitor().begin()
    addresses = [person.form.action]
    for fields in ({"safe": "yes"}, {"what": "Secret."}, {"province": "18"}, {}, {}):
        person.press(**fields)
        addresses.append(person.form.action)
        addresses += person.form.buttons

    assert all(re.fullmatch(r"(/report/en/([a-z]+/)?)?", address) for address in addresses)


@pytest.mark.parametrize(
    ("asked", "language"),
    [("vi-VN,vi;q=0.9", "vi"), ("ms", "id"), ("tl", "fil"), ("fr, zh-TW;q=0.5", "zh"), ("", "km")],
)
def test_begin_speaks_the_language_that_the_browser_asks_for(visitor, asked, language):
    person = visitor().open("/report/", headers={"Accept-Language": asked})

    assert f'<html lang="{language}"' in person.page


def test_begin_leads_to_the_language_that_is_chosen(visitor):
    response = visitor().open("/report/?lang=th").response

    assert response.status_code == 302
    assert response.headers["Location"] == "/report/th/"


def test_forged_forms_need_no_token_because_pages_carry_no_cookie(places):
    response = Client(enforce_csrf_checks=True).post(
        "/report/en/what/", {"from": "start", "safe": "yes"}
    )

    assert response.status_code == 200


@pytest.mark.parametrize(
    ("site", "status"), [("cross-site", 400), ("same-site", 400), ("same-origin", 200)]
)
def test_what_another_site_makes_a_browser_send_is_refused(visitor, site, status):
    response = visitor().client.post(
        "/report/en/what/", {"from": "start"}, headers={"Sec-Fetch-Site": site}
    )

    assert response.status_code == status


def test_words_that_no_speaker_checked_say_so(visitor):
    assert "not yet checked by a speaker" not in visitor("en").begin().page
    assert "<footer" in visitor("km").begin().page


def test_leave_asks_the_browser_to_forget_and_shows_something_harmless(visitor):
    person = visitor().open("/leave/")

    assert person.response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert "<table" in person.page
    assert "report" not in person.page.casefold()


def test_leave_goes_where_the_body_has_chosen(visitor, settings):
    settings.PONLEU_PUBLIC = type(settings.PONLEU_PUBLIC)(leave_to="https://weather.example/")

    response = visitor().open("/leave/").response

    assert response.headers["Location"] == "https://weather.example/"
    assert "Clear-Site-Data" in response.headers


def test_only_what_the_body_has_confirmed_is_promised(visitor, settings):
    promise = "We do not tell the owner or the guards."
    assert promise not in visitor().open("/report/en/urgent/").page

    settings.PONLEU_PUBLIC = type(settings.PONLEU_PUBLIC)(promises=frozenset({"owner_not_told"}))

    assert promise in visitor().open("/report/en/urgent/").page


def test_a_form_of_too_many_words_is_refused_kindly(visitor):
    person = visitor()

    person.response = person.client.post("/report/en/where/", {"what": "x" * 6_000_000})

    assert person.response.status_code == 413
    assert not person.response.cookies


def test_places_are_one_list_for_everyone(visitor):
    response = visitor().open("/report/km/places/").response

    assert response.json() == [["1801", "ព្រះសីហនុ"], ["180104", "បួន"]]
