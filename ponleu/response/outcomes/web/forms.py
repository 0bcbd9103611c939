"""What people fill in after an operation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.core.forms import PageForm
from ponleu.response.outcomes.rules.delay import MOST_DAYS
from ponleu.response.outcomes.rules.kinds import MOST_PEOPLE
from ponleu.response.outcomes.services.noting import Came
from ponleu.response.outcomes.words import CODES, MEASURES, VERDICTS

if TYPE_CHECKING:
    from ponleu.response.operations.models import Operation
    from ponleu.response.outcomes.models import Debrief, OutcomeNote


def words_field(label: Any, help_text: Any = "", *, most: int, **more: Any) -> forms.CharField:
    """Several lines of words."""
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=help_text, widget=widget, max_length=most, **more)


def day_field(label: Any, help_text: Any = "", **more: Any) -> forms.DateField:
    """A day, as browsers ask for one."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=widget, **more)


def people_field(label: Any) -> forms.IntegerField:
    """A number of people; empty if nobody counted."""
    return forms.IntegerField(label=label, min_value=0, max_value=MOST_PEOPLE, required=False)


class SeenForm(PageForm):
    """A form about something of which the reader saw a number."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class NoteForm(SeenForm):
    """What came of a site."""

    codes = forms.MultipleChoiceField(
        label=_("What came of it"),
        choices=list(CODES.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    arrived_at = forms.DateTimeField(
        label=_("When the first team was there"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )
    arrested = people_field(_("Suspects arrested: how many"))
    to_care = people_field(_("People handed to care: how many"))
    to_justice = people_field(_("People handed to justice: how many"))
    words = words_field(
        _("What else"), _("Name nobody: people are numbers here."), most=1000, required=False
    )
    why = words_field(
        _("What was wrong before"), _("Needed for a correction."), most=500, required=False
    )

    @staticmethod
    def of(note: OutcomeNote | None) -> dict[str, Any]:
        """What stands in the form at first."""
        if note is None:
            return {"seen": 0}
        kept = {name: getattr(note, name) for name in ("arrived_at", "arrested", "to_care")}
        return {
            **kept,
            "to_justice": note.to_justice,
            "words": note.words,
            "codes": note.known_codes,
            "seen": note.number,
        }

    def came(self) -> Came:
        """What came of it, once the form is valid."""
        given = self.cleaned_data
        return Came(
            codes=tuple(given["codes"]),
            **{
                name: given[name]
                for name in ("arrived_at", "arrested", "to_care", "to_justice", "words", "why")
            },
        )


class MeasureForm(PageForm):
    """A measure as it is proposed: against a site or an organisation, never a person."""

    entry = forms.ChoiceField(
        label=_("Against"), help_text=_("A site or an organisation. It cannot name a person.")
    )
    kind = forms.ChoiceField(label=_("What"), choices=list(MEASURES.items()))
    provision = forms.ChoiceField(
        label=_("Legal provision"), help_text=_("Of those that held on the day of what was found.")
    )
    offence_on = day_field(_("Day of what was found"))
    riel = forms.IntegerField(label=_("Fine: riel, as stated"), min_value=1, required=False)
    days = forms.IntegerField(label=_("Fine: days of base wage"), min_value=1, required=False)
    workers = forms.IntegerField(label=_("Fine: for how many workers"), min_value=1, initial=1)
    from_on = day_field(_("In force from"))
    until_on = day_field(_("In force until"), _("Needed for what is for a time."), required=False)
    grounds = words_field(_("Grounds"), _("What was found. Name nobody."), most=1000)

    def __init__(
        self,
        *args: Any,
        against: list[tuple[str, str]],
        provisions: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entry"].choices = against  # type: ignore[attr-defined]  # a choice field
        self.fields["provision"].choices = provisions  # type: ignore[attr-defined]  # likewise


class StepForm(SeenForm):
    """A step of a measure, with the reason."""

    lifted_on = day_field(_("From which day on it holds no longer"), required=False)
    why = words_field(_("Why"), most=500)


class DayForm(SeenForm):
    """Another day for the next look."""

    due_on = day_field(_("Look again by"))
    why = words_field(_("Why this day"), most=500)


class LookForm(PageForm):
    """How somebody looked again."""

    operation = forms.ChoiceField(
        label=_("In a later operation"), required=False, help_text=_("Or say below what you saw.")
    )
    on = day_field(_("Day of the visit"), required=False)
    words = words_field(_("What was seen"), most=1000, required=False)

    def __init__(self, *args: Any, later: list[Operation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: list[tuple[str, Any]] = [("", _("No, on a visit"))]
        choices += [(str(each.pk), each.reference) for each in later]
        self.fields["operation"].choices = choices  # type: ignore[attr-defined]  # a choice field


class JudgeForm(PageForm):
    """Whether an alert is so."""

    site = forms.UUIDField()
    alerted = forms.CharField(max_length=12)
    ground = forms.CharField(max_length=12)
    key = forms.UUIDField()
    verdict = forms.ChoiceField(choices=list(VERDICTS.items()))
    why = forms.CharField(max_length=500)


class DebriefForm(SeenForm):
    """Three questions."""

    as_planned = words_field(_("What went as planned"), most=2000, required=False)
    otherwise = words_field(_("What did not"), most=2000, required=False)
    to_change = words_field(_("What to change"), most=2000, required=False)

    @staticmethod
    def of(own: Debrief | None) -> dict[str, Any]:
        """What stands in the form at first."""
        if own is None:
            return {"seen": 0}
        return {
            "seen": own.number,
            "as_planned": own.as_planned,
            "otherwise": own.otherwise,
            "to_change": own.to_change,
        }


class DelayForm(PageForm):
    """Another delay."""

    days = forms.IntegerField(label=_("Days"), min_value=0, max_value=MOST_DAYS)
    why = words_field(_("Why"), most=500)


class DecideForm(PageForm):
    """What a second person says of a proposed delay."""

    agrees = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
    why = forms.CharField(max_length=500)
