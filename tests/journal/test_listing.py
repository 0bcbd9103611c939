"""Opening a list of protected records is one row of the journal."""

import pytest
from django.urls import reverse

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.journal.models import Entry

pytestmark = pytest.mark.usefixtures("demonstration")


@pytest.mark.parametrize(
    ("page", "target_type"),
    [
        ("sources:index", "sources.source"),
        ("review:queue", "sources.source"),
        ("register:index", "register.entry"),
        ("claims:index", "claims.claim"),
        ("desk:home", "desk"),
    ],
)
def test_a_shown_list_is_journaled(client, make_user, page, target_type):
    ana = make_user("ana", actions=list(Action))
    client.force_login(ana)
    before = Entry.objects.count()

    client.get(reverse(page))

    newest = Entry.objects.order_by("-sequence")[0]
    assert Entry.objects.count() == before + 1
    assert (newest.action, newest.target_type, newest.actor) == (
        "record.listed",
        target_type,
        str(ana.pk),
    )


def test_a_refused_list_is_no_reading(client, make_user):
    client.force_login(make_user("eva", actions=[Action.HOME]))
    before = Entry.objects.count()

    client.get(reverse("register:index"))

    assert Entry.objects.count() == before
