"""What people fill in about keys. Rules are the services' business; forms only read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.core.forms import PageForm
from ponleu.foundation.keyrings import queries
from ponleu.foundation.keyrings.rules import OFFICERS, WORDS

if TYPE_CHECKING:
    from ponleu.foundation.accounts.models import Unit, User

NO_NOTES = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
"""What keeps a browser from remembering, mending or sending on what is typed."""


class OfficersForm(PageForm):
    """Three people who will keep a sheet each."""

    instead_of = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = (
            _("Username of officer 1"),
            _("Username of officer 2"),
            _("Username of officer 3"),
        )
        for number, label in enumerate(labels, 1):
            self.fields[f"officer_{number}"] = _username(label)

    def people(self) -> list[User]:
        """The officers, in the order of their sheets; who is not found is left out."""
        names = [self.cleaned_data[f"officer_{n}"] for n in range(1, OFFICERS + 1)]
        return [user for name in names if (user := queries.person_named(name))]

    def replaced(self) -> UUID | None:
        """The recovery that stood when the page was shown."""
        found: UUID | None = self.cleaned_data["instead_of"]
        return found


class RecoverForm(PageForm):
    """Who is let in where, and two sheets."""

    unit = forms.ChoiceField(label=_("Unit whose keys the person is to hold"))
    username = forms.CharField(
        label=_("Username of the person"),
        max_length=64,
        widget=forms.TextInput(attrs={**NO_NOTES, "class": "govuk-input"}),
    )

    def __init__(self, units: list[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # for the type checker
        self._units = {unit.pk: unit for unit in units}
        field.choices = [(unit.pk, str(unit)) for unit in units]
        self.fields["sheet_1"] = _sheet(_("Words of the first sheet"))
        self.fields["sheet_2"] = _sheet(_("Words of the second sheet"))

    def chosen_unit(self) -> Unit:
        """The unit that was chosen."""
        return self._units[self.cleaned_data["unit"]]

    def sheets(self) -> list[str]:
        """What was typed, as it was typed."""
        return [self.cleaned_data["sheet_1"], self.cleaned_data["sheet_2"]]


def _username(label: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={**NO_NOTES, "class": "govuk-input"})
    return forms.CharField(label=label, max_length=64, widget=widget)


def _sheet(label: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={**NO_NOTES, "class": "govuk-textarea", "rows": 6})
    hint = format_lazy(_("{words} words, with spaces or line breaks between them"), words=WORDS)
    return forms.CharField(label=label, max_length=1000, help_text=hint, widget=widget)
