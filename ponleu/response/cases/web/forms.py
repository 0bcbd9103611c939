"""What officers fill in about allegations."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.core.forms import PageForm
from ponleu.response.cases.offences import offences
from ponleu.response.cases.rules import Precision, Verdict
from ponleu.response.cases.services.allegations import LONGEST_WHY, Day, Said
from ponleu.response.cases.words import PRECISIONS, VERDICTS


class OpenForm(PageForm):
    """What an allegation says."""

    offence = forms.ChoiceField(label=_("Alleged offence"))
    begins_on = forms.DateField(
        label=_("Said to happen since"),
        required=False,
        help_text=_("Leave it empty if nobody said. Of a month or year, any day of it will do."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    begins_precision = forms.ChoiceField(
        label=_("How exactly"),
        choices=list(PRECISIONS.items()),
        initial=Precision.MONTH,
        required=False,
    )
    ends_on = forms.DateField(
        label=_("Until"),
        required=False,
        help_text=_("Leave it empty if it goes on or nobody said."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    ends_precision = forms.ChoiceField(
        label=_("How exactly"),
        choices=list(PRECISIONS.items()),
        initial=Precision.MONTH,
        required=False,
    )
    why = forms.CharField(
        label=_("Why these belong together"),
        max_length=LONGEST_WHY,
        required=False,
        help_text=_(
            "A few words for colleagues; may stay empty. This is not sealed: no words of reporters."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["offence"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101  for the type checker
        chosen.choices = [(each.code, each.name) for each in offences()]

    def said(self) -> Said:
        """What was filled in, once it is valid."""
        given = self.cleaned_data
        begins, ends = (
            _day(given[f"{end}_on"], given[f"{end}_precision"]) for end in ("begins", "ends")
        )
        return Said(given["offence"], begins, ends)


class WhyForm(PageForm):
    """A reason that has to be given."""

    why = forms.CharField(label=_("Why"), max_length=LONGEST_WHY)


class ApartForm(forms.Form):
    """That complaints are kept apart, and why."""

    verdict = forms.ChoiceField(choices=list(VERDICTS.items()))
    why = forms.CharField(max_length=LONGEST_WHY, required=False)

    def verdict_of(self) -> Verdict:
        """The verdict, once it is valid."""
        return Verdict(self.cleaned_data["verdict"])


def keys_in(texts: list[str]) -> list[UUID]:
    """Keys that a form sent; what is none is left out."""
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _day(on: date | None, precision: str) -> Day | None:
    if on is None:
        return None
    exact = Precision(precision or Precision.DAY)
    if exact is Precision.MONTH:
        on = on.replace(day=1)
    elif exact is Precision.YEAR:
        on = on.replace(month=1, day=1)
    return Day(on, exact)
