"""What people fill in about visits."""

from __future__ import annotations

from calendar import monthrange
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.accounts import queries as accounts
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.forms import PageForm
from ponleu.foundation.places import queries as places
from ponleu.response.visits.rules import PositionKind, Precision, VisitKind
from ponleu.response.visits.services.programme import LONGEST_SUBJECT, Planned
from ponleu.response.visits.services.questions import Asked, Given
from ponleu.response.visits.services.recommendations import Recommended, Taken
from ponleu.response.visits.services.visits import (
    LONGEST_BODY,
    LONGEST_MANDATE,
    LONGEST_NOTE,
    LONGEST_TEXT,
    LONGEST_WHY,
    Told,
)
from ponleu.response.visits.words import KINDS, POSITIONS, PRECISIONS

NOT_SEALED = _("This is not sealed: no words of reporters, no names of people at risk.")


def _day(label: Any, help_text: Any = "", *, is_needed: bool = True) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, required=is_needed, widget=widget)


def _words(
    label: Any, most: int = LONGEST_BODY, help_text: Any = "", *, is_needed: bool = True
) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, help_text=help_text, required=is_needed)


def _text(
    label: Any, most: int = LONGEST_TEXT, help_text: Any = NOT_SEALED, *, is_needed: bool = True
) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        help_text=help_text,
        required=is_needed,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class VisitForm(PageForm):
    """Who comes, by what mandate, and when."""

    kind = forms.ChoiceField(label=_("Who comes"), choices=list(KINDS.items()))
    body = _words(_("Name of the body"), help_text=_("The body or office, not persons."))
    mandate = _text(_("Mandate"), LONGEST_MANDATE, _("By what, and to see what."), is_needed=False)
    begins_on = _day(_("First day"), _("If only the month is known, any day of it will do."))
    ends_on = _day(_("Last day"))
    precision = forms.ChoiceField(
        label=_("How exactly the days are known"),
        choices=list(PRECISIONS.items()),
        initial=Precision.DAY,
    )

    def told(self) -> Told:
        """What was filled in, once it is valid."""
        given = self.cleaned_data
        begins_on, ends_on = given["begins_on"], given["ends_on"]
        precision = Precision(given["precision"])
        if precision is Precision.MONTH:
            begins_on = begins_on.replace(day=1)
            ends_on = ends_on.replace(day=monthrange(ends_on.year, ends_on.month)[1])
        return Told(
            VisitKind(given["kind"]), given["body"], begins_on, ends_on, given["mandate"], precision
        )


class NewVisitForm(VisitForm):
    """A visit, and the unit that keeps its record."""

    unit: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=_("Kept by"),
        queryset=None,
        empty_label=None,
        help_text=_("Who may read visits of this unit sees it."),
    )

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)  # noqa: S101  for the type checker
        unit.queryset = accounts.units_within(actor, Action.VISIT_EDIT)
        unit.initial = actor.unit_id


class MeetingForm(PageForm):
    """One point of the programme."""

    with_people_at_risk = forms.BooleanField(
        label=_("With people at risk: only that it took place is kept. Leave all else empty."),
        required=False,
    )
    with_whom = _words(
        _("With whom"), help_text=_("Body or post. Not people at risk."), is_needed=False
    )
    subject = _words(_("About what"), LONGEST_SUBJECT, NOT_SEALED, is_needed=False)
    day = _day(_("Day"), is_needed=False)
    hour = forms.TimeField(
        label=_("Hour"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    place = forms.ChoiceField(
        label=_("Where"),
        required=False,
        help_text=_("A province or a district. Nothing finer is kept here."),
    )

    def __init__(self, *args: Any, territory: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)  # noqa: S101  for the type checker
        place.choices = _place_choices(territory)

    def planned(self) -> Planned:
        """What was filled in, once it is valid."""
        return Planned(**self.cleaned_data)


class AttendeeForm(PageForm):
    """Who attended a meeting."""

    name = _words(_("Name"), help_text=_("As it is written in the list of those present."))
    post = _words(_("Post"), is_needed=False)
    entry = _words(
        _("Reference in the register"),
        20,
        _("Such as P-2026-000012-Y. Leave it empty if there is none."),
        is_needed=False,
    )


class MinutesForm(PageForm):
    """Minutes as words, as a document, or both."""

    text = _text(_("Minutes"), is_needed=False)
    source = _words(
        _("Reference of the document"),
        20,
        _("Such as D-2026-000318-M, if the minutes are a document that was added."),
        is_needed=False,
    )


class QuestionForm(PageForm):
    """What was asked."""

    text = _text(_("The question"))
    raised_by = _words(_("Asked by"), help_text=_("Body or mandate."))
    to_body = _words(_("Asked of"), help_text=_("The body that has to answer."))
    raised_on = _day(_("Asked on"))
    due_by = _day(_("To be answered by"), _("Leave it empty if no day was named."), is_needed=False)
    about = _words(
        _("About"),
        20,
        _("Reference of the allegation, claim or figure that it is about, if there is one."),
        is_needed=False,
    )

    def asked(self) -> Asked:
        """What was filled in, once it is valid."""
        return Asked(**self.cleaned_data)


class AnswerForm(PageForm):
    """What a body answered."""

    text = _text(_("The answer"))
    body = _words(_("Answered by"), help_text=_("The body that answers."))
    given_on = _day(_("Answered on"))

    def given(self) -> Given:
        """What was filled in, once it is valid."""
        said = self.cleaned_data
        return Given(said["text"], said["body"], said["given_on"])


class CorrectionForm(AnswerForm):
    """A newer answer, and why the older was wrong."""

    why = _words(_("Why it is corrected"), LONGEST_WHY, NOT_SEALED)


class RecommendationForm(PageForm):
    """What was recommended."""

    text = _text(_("The recommendation"))
    to_body = _words(_("Made to"), help_text=_("The body that has to act."))
    made_on = _day(_("Made on"))

    def recommended(self) -> Recommended:
        """What was filled in, once it is valid."""
        return Recommended(**self.cleaned_data)


class PositionForm(PageForm):
    """What a body said to a recommendation, or did about it."""

    kind = forms.ChoiceField(label=_("What they say"), choices=list(POSITIONS.items()))
    body = _words(_("Said by"), help_text=_("The body that says so."))
    taken_on = _day(_("Said on"))
    due_by = _day(
        _("To be done by"),
        _("Only if it is accepted, wholly or in part, and a day was named."),
        is_needed=False,
    )
    note = _text(_("In their words"), LONGEST_NOTE, is_needed=False)

    def taken(self) -> Taken:
        """What was filled in, once it is valid."""
        given = self.cleaned_data
        return Taken(**{**given, "kind": PositionKind(given["kind"])})


class CommitmentForm(PageForm):
    """Where a document holds the promise."""

    source = _words(
        _("Reference of the document"), 20, _("The document in which the body promises it.")
    )
    words = _text(
        _("The promise as it stands there"),
        LONGEST_TEXT,
        _("Copy a whole sentence of the document."),
    )


def _place_choices(territory: str) -> list[tuple[str, str]]:
    """Provinces; for a visit of one province, that one and its districts."""
    provinces = [each for each in places.provinces() if each.code.startswith(territory[:2])]
    districts = places.inside(territory[:2]) if territory else []
    return [("", ""), *((each.code, str(each)) for each in [*provinces, *districts])]
