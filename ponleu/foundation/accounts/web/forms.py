"""What people fill in about accounts. Rules are the services' business; forms only read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.accounts import queries
from ponleu.foundation.core.forms import PageForm

if TYPE_CHECKING:
    from ponleu.foundation.accounts.models import Role, Unit, User


class SearchForm(forms.Form):
    """A piece of a name."""

    text = forms.CharField(label=_("Name, username or post"), required=False, max_length=100)


class PreferencesForm(PageForm):
    """A person's own choices."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    keys_by_letter = forms.BooleanField(
        label=_("Single letters are keys on pages that have them"), required=False
    )


class PassphraseForm(forms.Form):
    """One's own passphrase."""

    passphrase = forms.CharField(
        label=_("Your passphrase"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Type your passphrase.")},
    )


class ReasonForm(forms.Form):
    """Why something is done to an account."""

    reason = forms.CharField(
        label=_("Reason, without names of other people"),
        max_length=200,
        error_messages={"required": _("Say why; the journal keeps the reason.")},
    )


class PersonForm(forms.Form):
    """A new person."""

    name = forms.CharField(label=_("Name in Latin letters"), max_length=120)
    name_km = forms.CharField(label=_("Name in Khmer, if any"), max_length=120, required=False)
    username = forms.CharField(
        label=_("Username"),
        max_length=64,
        help_text=_("Small letters, digits, dots and hyphens: sok.dara"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    post = forms.CharField(label=_("Post"), max_length=120, required=False)
    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(
        label=_("Unit"), queryset=None, empty_label=_("Choose a unit")
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def __init__(self, actor: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["unit"], queries.kept_units(actor))


class GrantForm(forms.Form):
    """A role for a unit, in a territory."""

    role: forms.ModelChoiceField[Role] = forms.ModelChoiceField(
        label=_("Role"), queryset=None, empty_label=_("Choose a role")
    )
    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(
        label=_("Unit"), queryset=None, empty_label=_("Choose a unit")
    )
    territory = forms.CharField(
        label=_("Only in this area, if any"),
        max_length=8,
        required=False,
        help_text=_("A government code: 18 for a province, 1801 for a district"),
    )

    def __init__(self, actor: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["role"], queries.roles())
        _offer(self.fields["unit"], queries.kept_units(actor))


def _offer(field: forms.Field, choices: QuerySet[Any]) -> None:
    """Let a field offer these rows and no others."""
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # for the type checker
    field.queryset = choices
