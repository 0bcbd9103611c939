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


@dataclass(frozen=True, slots=True)
class Section:
    """Pages that belong together: one word in the bar, the pages in a line below it.

    A person who may see one of them only has that one in the bar.

    Attributes:
        rooms: namespaces of all whose pages belong here, also those to which no word leads.
    """

    label: str | Promise
    entries: tuple[Entry, ...]
    rooms: tuple[str, ...] = ()


BAR: tuple[Entry | Section, ...] = (
    Entry("desk:home", _("Home"), Action.HOME),
    Section(
        _("Complaints"),
        (
            Entry("complaints:queue", _("Complaints"), Action.COMPLAINT_READ),
            Entry(
                "complaints:take",
                _("Complaints"),
                Action.COMPLAINT_TAKE,
                unless=Action.COMPLAINT_READ,
            ),
            Entry("keyrings:index", _("Keys of units"), Action.COMPLAINT_READ),
        ),
    ),
    Section(
        _("Cases"),
        (
            Entry("cases:allegations", _("Allegations"), Action.ALLEGATION_READ),
            Entry("case_files:cases", _("Cases"), Action.CASE_READ),
            Entry("findings:index", _("Findings"), Action.FINDING_READ),
            Entry("public_answers:index", _("Public answers"), Action.ANSWER_READ),
            Entry("verification:mine", _("My tasks"), Action.VERIFICATION_READ),
            Entry("visits:index", _("Visits"), Action.VISIT_READ),
        ),
    ),
    Section(
        _("Operations"),
        (
            Entry("operations:index", _("Operations"), Action.OPERATION_READ),
            Entry(
                "operations:index",
                _("Operations"),
                Action.FIELD_WORK,
                unless=Action.OPERATION_READ,
            ),
            Entry("field:my_devices", _("My devices"), Action.FIELD_WORK),
            Entry("custody:index", _("In custody"), Action.CUSTODY_READ),
            Entry("minutes:index", _("Minutes"), Action.OPERATION_READ),
            Entry("outcomes:index", _("After operations"), Action.OPERATION_READ),
        ),
        rooms=("operations", "field", "custody", "minutes", "outcomes"),
    ),
    Entry("review:queue", _("Review"), Action.REVIEW),
    Entry("sources:index", _("Documents"), Action.SOURCE_READ),
    Entry("register:index", _("Register"), Action.REGISTER_READ),
    Section(
        _("Claims"),
        (
            Entry("claims:index", _("Claims"), Action.CLAIM_READ),
            Entry("figures:index", _("Figures"), Action.CLAIM_READ),
            Entry("incidents:incidents", _("Incidents"), Action.SOURCE_READ),
            Entry("law:index", _("Law"), Action.CLAIM_READ),
        ),
    ),
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
    items = [item for each in BAR for item in _items(each, user, request)]
    return {
        "navigation": items,
        "section": next((item for item in items if item["is_current"] and item["below"]), None),
        "search_address": reverse("desk:search") if user.may(Action.SEARCH) else "",
        "me_address": reverse("accounts:me"),
        "keys_address": reverse("keyrings:index"),
        "help_address": reverse("desk:help"),
        "sign_out_address": reverse("account_logout"),
    }


def _items(each: Entry | Section, user: Any, request: HttpRequest) -> list[dict[str, object]]:
    """The word in the bar for a person, if there is one for them."""
    path = request.path
    if isinstance(each, Entry):
        return [_item(each, path)] if _is_for(user, each) else []
    below = [_item(entry, path) for entry in each.entries if _is_for(user, entry)]
    is_current = _room(request) in each.rooms or any(item["is_current"] for item in below)
    if len(below) < 2:  # one page needs no section
        return [{**item, "is_current": is_current} for item in below]
    return [{**below[0], "label": each.label, "is_current": is_current, "below": below}]


def _room(request: HttpRequest) -> str:
    """The namespace of the page, "" if it has none."""
    return request.resolver_match.namespace if request.resolver_match else ""


def _is_for(user: Any, entry: Entry) -> bool:
    return user.may(entry.needs) and not (entry.unless and user.may(entry.unless))


def _item(entry: Entry, path: str) -> dict[str, object]:
    address = reverse(entry.name)
    current = path == address if address == "/" else path.startswith(address)
    return {"address": address, "label": entry.label, "is_current": current, "below": []}
