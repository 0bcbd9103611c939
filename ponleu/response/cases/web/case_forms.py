"""What people fill in about cases."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.core.forms import PageForm
from ponleu.response.cases.case_words import PARTS
from ponleu.response.cases.queries.case_files import lead_bodies
from ponleu.response.cases.services.allegations import LONGEST_WHY
from ponleu.response.cases.services.cases import LONGEST_TITLE, Headed

NOT_SEALED = _("A few words for colleagues. This is not sealed: no words of reporters.")

Choices = Iterable[tuple[str, str]]


def choose(form: forms.Form, name: str, choices: Choices) -> None:
    """Give a field of a form what may be chosen in it."""
    cast("forms.ChoiceField", form.fields[name]).choices = list(choices)


class CaseForm(PageForm):
    """How a case is headed."""

    title = forms.CharField(
        label=_("Title"),
        max_length=LONGEST_TITLE,
        help_text=_("Not sealed: no names of reporters or of people found."),
    )
    lead = forms.ChoiceField(label=_("Body that leads"))
    is_open_to_unit = forms.BooleanField(
        label=_("Everybody of the unit who may read cases sees it, not its members alone"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "lead", ((unit.code, str(unit)) for unit in lead_bodies()))

    def headed(self) -> Headed:
        """What was filled in, once it is valid."""
        given = self.cleaned_data
        return Headed(given["title"], given["lead"], given.get("is_open_to_unit", False))


class OpenCaseForm(CaseForm):
    """A case that is opened with an allegation."""

    why = forms.CharField(
        label=_("Why"), max_length=LONGEST_WHY, required=False, help_text=NOT_SEALED
    )


class ChangeCaseForm(CaseForm):
    """A case that is headed otherwise; it carries the count of changes that it showed."""

    was = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class ReasonForm(PageForm):
    """A reason that has to be given."""

    why = forms.CharField(label=_("Why"), max_length=LONGEST_WHY, help_text=NOT_SEALED)


class LetInForm(PageForm):
    """Whom to let in, and what they do."""

    user = forms.ChoiceField(label=_("Who needs to know"))
    part = forms.ChoiceField(label=_("What they do in it"), choices=list(PARTS.items()))


class ConflictForm(ReasonForm):
    """From whom a case is kept: a person, or all of a unit."""

    user = forms.ChoiceField(label=_("Person"), required=False)
    unit = forms.ChoiceField(label=_("Or all of a unit"), required=False)

    field_order = ("user", "unit", "why")


class OtherCaseForm(ReasonForm):
    """Another case, and why."""

    other = forms.ChoiceField(label=_("Other case"))

    field_order = ("other", "why")


class AddForm(PageForm):
    """The case into which an allegation is taken."""

    case = forms.ChoiceField(label=_("Case"))
    why = forms.CharField(
        label=_("Why"), max_length=LONGEST_WHY, required=False, help_text=NOT_SEALED
    )


class SplitForm(CaseForm):
    """Which allegations go into a new case, and how it is headed; it is as open as the old one."""

    is_open_to_unit = None  # type: ignore[assignment]  # Django's way to leave a field out
    allegations = forms.MultipleChoiceField(label=_("Allegations that go into the new case"))
    why = forms.CharField(label=_("Why"), max_length=LONGEST_WHY, help_text=NOT_SEALED)

    field_order = ("allegations", "title", "lead", "why")


def nobody() -> tuple[str, str]:
    """The choice that chooses none."""
    return ("", gettext("Nobody chosen"))
