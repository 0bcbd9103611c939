"""What a reader may ask of the list."""

from __future__ import annotations

from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.journal.queries import Wanted
from ponleu.foundation.journal.rules import MAX_CODE

INPUT = {"class": "govuk-input"}
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2999, 12, 31)
"""Days that calendars of every part of the program can count with."""


class WantedForm(forms.Form):
    """Filters of the list; every one may stay empty."""

    action = forms.CharField(
        label=_("Action"), max_length=MAX_CODE, required=False, widget=forms.TextInput(INPUT)
    )
    actor = forms.UUIDField(
        label=_("Key of a person"), required=False, widget=forms.TextInput(INPUT)
    )
    day = forms.DateField(
        label=_("Day"),
        required=False,
        widget=forms.DateInput({**INPUT, "type": "date"}),
        validators=[MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)],
    )
    before = forms.IntegerField(
        required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput
    )

    def wanted(self) -> Wanted:
        """The filters as the query takes them; call it on a valid form."""
        given = self.cleaned_data
        actor = given["actor"]
        return Wanted(
            action=given["action"],
            actor=str(actor) if actor else "",
            day=given["day"],
            before=given["before"],
        )
