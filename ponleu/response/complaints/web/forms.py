"""What officers fill in about complaints."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.core.forms import PageForm
from ponleu.foundation.places import queries as places
from ponleu.response.complaints.rules import Outcome
from ponleu.response.complaints.services.desk import MOST_LETTERS
from ponleu.response.complaints.words import (
    CHANNELS,
    LANGUAGES,
    OUTCOMES,
    URGENCIES,
)


class WantedForm(forms.Form):
    """Which complaints of the queue; what is not understood is left out."""

    urgency = forms.ChoiceField(
        label=_("How urgent"),
        required=False,
        choices=[("", _("All")), *((str(level), word) for level, word in URGENCIES.items())],
    )
    channel = forms.ChoiceField(
        label=_("How it came"), required=False, choices=[("", _("All")), *CHANNELS.items()]
    )
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("All")), *LANGUAGES.items()]
    )
    place = forms.ChoiceField(label=_("Province"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["place"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101  for the type checker
        chosen.choices = [("", _("All")), *((each.code, str(each)) for each in places.provinces())]


class AnswerForm(PageForm):
    """Words for the reporter."""

    text = forms.CharField(
        label=_("Answer"),
        max_length=MOST_LETTERS,
        help_text=_("The reporter reads it with their receipt, and nobody else outside."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class DecideForm(PageForm):
    """What became of a complaint, and why."""

    outcome = forms.ChoiceField(
        label=_("What became of it"),
        choices=[("", _("Choose")), *((o, w) for o, w in OUTCOMES.items() if o != Outcome.PENDING)],
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=MOST_LETTERS,
        help_text=_("For your colleagues; it is sealed with the complaint."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReasonForm(PageForm):
    """Why a decision on a complaint is taken back."""

    reason = forms.CharField(
        label=_("Why"), max_length=MOST_LETTERS, widget=forms.Textarea(attrs={"rows": 3})
    )


class KeepFromForm(PageForm):
    """From whom a complaint is kept: one person, or one unit."""

    person = forms.ChoiceField(label=_("Person"), required=False)
    unit = forms.ChoiceField(label=_("Or all of a unit"), required=False)

    def __init__(self, people: Any, units: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(each.pk): each for each in people}
        self.units = {each.pk: each for each in units}
        for name, found in (("person", self.people), ("unit", self.units)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type checker
            field.choices = [("", _("Nobody")), *((key, str(each)) for key, each in found.items())]

    def chosen(self) -> dict[str, Any]:
        """The person or unit, for a service; after ``is_valid``."""
        said = self.cleaned_data
        return {"user": self.people.get(said["person"]), "unit": self.units.get(said["unit"])}
