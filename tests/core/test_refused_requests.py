"""Requests that Django refuses before any view: a page of ours, not the framework's."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ponleu.foundation.accounts.rules import Action

pytestmark = pytest.mark.usefixtures("demonstration")


@pytest.fixture
def ana(make_user):
    return make_user("ana", actions=[Action.SOURCE_ADD, Action.SOURCE_READ])


@pytest.mark.parametrize(
    "sent",
    [
        {"documents": [SimpleUploadedFile(f"{n}.txt", b"Words.") for n in range(101)]},
        {"words": "word " * 1_100_000},
    ],
    ids=["more files than are taken at once", "more words than are taken at once"],
)
def test_too_much_at_once_is_refused_with_what_to_do(ana, sent):
    client = Client(raise_request_exception=False)
    client.force_login(ana)

    refused = client.post(reverse("sources:add"), {"kind": "press", **sent})

    assert refused.status_code == 400
    assert "Send at most 100 files at once" in refused.content.decode()


def test_a_page_that_is_out_of_date_is_refused_with_what_to_do(ana):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ana)

    refused = client.post(reverse("sources:add"), {"words": "Words."})

    assert refused.status_code == 403
    assert "load the page again" in refused.content.decode()
