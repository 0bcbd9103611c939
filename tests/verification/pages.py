"""What the tests of the pages share: addresses of everything that belongs to a plan."""

from __future__ import annotations

from django.urls import reverse

from ponleu.response.verification.web.acts import ACTS
from tests.complaints.desk_world import body


def of(page, key):
    return reverse(f"verification:{page}", args=[key])


def act(name, key):
    return reverse("verification:act", args=[name, key])


def get(client, page, key):
    return body(client.get(of(page, key)))


PAGES = ("plan", "source", "witness", "interview", "request", "letter")


def addresses(whole):
    """Every page that shows something of a plan."""
    shown = [of(page, whole["request" if page == "letter" else page]) for page in PAGES]
    return [*shown, *(act(name, whole[what.on]) for name, what in ACTS.items())]


def posts(whole, training):
    """Every address that changes something without a form."""
    kinds = [(kind, key) for kind, key in whole.items() if kind not in ("plan", "source")]
    return [
        of("finish", whole["task"]),
        of("reopen", whole["task"]),
        of("take_training_back", training.pk),
        *(reverse("verification:take_back", args=[kind, key]) for kind, key in kinds),
        reverse("verification:bring_back", args=["source", whole["source"]]),
    ]
