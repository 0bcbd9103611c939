"""What a reviewer may put in place of what the engine read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.core.forms import PageForm

if TYPE_CHECKING:
    from ponleu.knowledge.sources.models import Proposal

LABELS: dict[str, Any] = {
    "person": _("Name"),
    "organisation": _("Name"),
    "site": _("Name"),
    "place": _("Words"),
    "date": _("Words"),
    "amount": _("What was counted"),
    "event": _("What happened"),
    "penalty": _("Penalty"),
    "commitment": _("What was promised"),
}
EXTRA: dict[str, tuple[str, ...]] = {
    "person": ("office",),
    "site": ("place",),
    "place": ("value",),
    "date": ("value",),
    "claim": ("speaker",),
    "denial": ("speaker",),
    "request": ("speaker",),
    "commitment": ("speaker", "due"),
}


class EditForm(PageForm):
    """The fact in the reviewer's words; only the fields that its kind has."""

    label = forms.CharField(label=_("What is said"), max_length=500)
    speaker = forms.CharField(label=_("Speaker"), max_length=300, required=False)
    office = forms.CharField(label=_("Office"), max_length=200, required=False)
    value = forms.CharField(label=_("Value"), max_length=40, required=False)
    due = forms.RegexField(
        r"^(\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?)?$",
        label=_("Due"),
        required=False,
        help_text=_(
            "A day, month or year, such as 2026-03-24 or 2026-10; empty if none is stated."
        ),
        error_messages={"invalid": _("Write it as year-month-day, such as 2026-03-24.")},
    )
    place = forms.RegexField(
        r"^(\d\d){1,4}$",
        label=_("Government code of the place"),
        required=False,
        error_messages={"invalid": _("Write 2, 4, 6 or 8 digits, such as 180104.")},
    )

    def __init__(self, *args: Any, asked: Proposal, **kwargs: Any) -> None:
        kwargs["initial"] = initial(asked)
        super().__init__(*args, **kwargs)
        if asked.kind in LABELS:
            self.fields["label"].label = LABELS[asked.kind]
        for name in ("speaker", "office", "value", "due", "place"):
            if name not in EXTRA.get(asked.kind, ()):
                del self.fields[name]

    def changes(self) -> dict[str, str]:
        """What the reviewer changed, and only that."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if value != self.initial.get(name, "")
        }


def initial(asked: Proposal) -> dict[str, str]:
    """The fields as they stand: the reviewer's earlier words, else the engine's."""
    parts = asked.parts
    read = {
        "label": asked.label,
        "speaker": _words(parts.get("speaker")),
        "office": str(parts.get("office", {}).get("text", "")),
        "value": asked.value if isinstance(asked.value, str) else "",
        "due": str(parts.get("due", {}).get("value", "")),
        "place": str(parts.get("place", {}).get("value", "")),
    }
    return read | {name: str(value) for name, value in (asked.edited or {}).items()}


def _words(part: dict[str, Any] | None) -> str:
    if not part:
        return ""
    value = part.get("value")
    return value if isinstance(value, str) and value else str(part["text"])
