"""Which pages stand in the bar, for whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.accounts.rules import Action


@dataclass(frozen=True, slots=True)
class Entry:
    """One word in the bar.

    Attributes:
        name: URL name of the page to which it leads.
        needs: the action that a person needs to see it.
        unless: an action whose holders have a better entry.
    """

    name: str
    label: str | Promise
    needs: Action
    unless: Action | None = None


ENTRIES = (
    Entry("desk:home", _("Home"), Action.HOME),
    Entry("complaints:queue", _("Complaints"), Action.COMPLAINT_READ),
    Entry("complaints:take", _("Complaints"), Action.COMPLAINT_TAKE, unless=Action.COMPLAINT_READ),
    Entry("cases:allegations", _("Allegations"), Action.ALLEGATION_READ),
    Entry("review:queue", _("Review"), Action.REVIEW),
    Entry("sources:index", _("Documents"), Action.SOURCE_READ),
    Entry("register:index", _("Register"), Action.REGISTER_READ),
    Entry("claims:index", _("Claims"), Action.CLAIM_READ),
    Entry("keyrings:index", _("Keys of units"), Action.COMPLAINT_READ),
    Entry("journal:index", _("Journal"), Action.JOURNAL_READ),
    Entry("journal:verify", _("Journal"), Action.JOURNAL_VERIFY, unless=Action.JOURNAL_READ),
    Entry("accounts:people", _("Accounts"), Action.ACCOUNTS_MANAGE),
    Entry("programs:index", _("Programs"), Action.ACCOUNTS_MANAGE),
)


def frame(request: HttpRequest) -> dict[str, object]:
    """The bar for the person who asks."""
    user: Any = getattr(request, "user", None)  # none if refused for the host it asks for
    if user is None or not user.is_authenticated:
        return {}
    return {
        "navigation": [_item(entry, request.path) for entry in ENTRIES if _is_for(user, entry)],
        "search_address": reverse("desk:search") if user.may(Action.SEARCH) else "",
        "me_address": reverse("accounts:me"),
        "keys_address": reverse("keyrings:index"),
        "help_address": reverse("desk:help"),
        "sign_out_address": reverse("account_logout"),
    }


def _is_for(user: Any, entry: Entry) -> bool:
    return user.may(entry.needs) and not (entry.unless and user.may(entry.unless))


def _item(entry: Entry, path: str) -> dict[str, object]:
    address = reverse(entry.name)
    current = path == address if address == "/" else path.startswith(address)
    return {"address": address, "label": entry.label, "is_current": current}
