"""What a keeper fills in about a program. Rules are the services' business; forms only read."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.accounts import queries
from ponleu.foundation.accounts.program_rules import SENTENCES, ProgramAction
from ponleu.foundation.accounts.services import Wish
from ponleu.foundation.core.forms import PageForm
from ponleu.response.complaints.rules import Channel
from ponleu.response.complaints.services.relaying import PROGRAM_CHANNELS
from ponleu.response.complaints.words import CHANNELS

if TYPE_CHECKING:
    from ponleu.foundation.accounts.models import Unit, User


class LastDayForm(PageForm):
    """Until when a key stands."""

    last_day = forms.DateField(
        label=_("Last day on which the key opens"),
        help_text=_("At most two years ahead; a new key can be made before."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def ends_at(self) -> datetime:
        """The last instant of that day; after ``is_valid``."""
        day: date = self.cleaned_data["last_day"]
        return make_aware(datetime.combine(day, time.max))


class ProgramForm(LastDayForm):
    """A new program."""

    name = forms.CharField(
        label=_("Name of the program"),
        max_length=80,
        help_text=_("By which officers know it: the organisation and its system"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(
        label=_("Unit to which it belongs"), queryset=None, empty_label=_("Choose a unit")
    )
    answerable = forms.CharField(
        label=_("Username of the person who answers for it"),
        max_length=64,
        help_text=_("Someone of that unit, not you. If their account is closed, the key is, too."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    channel = forms.ChoiceField(
        label=_("How its complaints are said to have come"),
        choices=[(channel, CHANNELS[channel]) for channel in PROGRAM_CHANNELS],
        initial=Channel.NGO,
    )
    actions = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=[(action, _(SENTENCES[action])) for action in ProgramAction],
        initial=list(ProgramAction),
        widget=forms.CheckboxSelectMultiple,
    )
    territory = forms.CharField(
        label=_("Only in this area, if any"),
        max_length=8,
        required=False,
        help_text=_("A government code: 18 for a province, 1801 for a district"),
    )
    field_order = ["name", "unit", "answerable", "channel", "actions", "territory", "last_day"]

    def __init__(self, actor: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)  # noqa: S101  # for the type checker
        unit.queryset = queries.kept_units(actor)
        self.fields["actions"].widget.attrs["class"] = "govuk-checkboxes__input"

    def wish(self) -> Wish:
        """What the keeper wants, for a service; after ``is_valid``."""
        said = self.cleaned_data
        same = ("name", "unit", "answerable", "channel", "actions", "territory")
        return Wish(**{name: said[name] for name in same}, ends_at=self.ends_at())
