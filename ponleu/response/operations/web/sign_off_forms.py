"""What people fill in about a sign-off: whose it is, and what the prosecutor decides."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ponleu.response.operations.rules.order import Scope
from ponleu.response.operations.rules.signing import MOST_HOURS, VALID_HOURS
from ponleu.response.operations.web.forms import PersonForm, ScopeForm, SeenForm, text_field


class SignOffForm(PersonForm, SeenForm):
    """Whose sign-off is asked for, and why."""

    words = text_field(_("Why you ask"), required=False)


class DecisionForm(ScopeForm):
    """What a prosecutor decides: the fields begin as what was asked for."""

    seen = None  # type: ignore[assignment]  # a decision is about a request, not about a version
    entries = forms.MultipleChoiceField(
        label=_("Sites"), widget=forms.CheckboxSelectMultiple, required=False
    )
    hours = forms.IntegerField(
        label=_("It holds for how many hours"),
        min_value=1,
        max_value=MOST_HOURS,
        initial=VALID_HOURS,
    )
    words = text_field(_("Conditions, or the reason of a refusal"), required=False)
    field_order = ("entries",)

    def __init__(self, *args: Any, sites: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entries"].choices = sites  # type: ignore[attr-defined]  # see above

    @staticmethod
    def asked(scope: Scope) -> dict[str, Any]:
        """What stands in the form at first."""
        return {**ScopeForm.of(scope, 0), "entries": scope.entries}

    def decided(self) -> Scope:
        """The scope that is allowed, once it is valid."""
        return self.scope(tuple(self.cleaned_data["entries"]))
