"""What readers of the law ask: which day, which words, what a fine comes to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.core.forms import PageForm
from ponleu.foundation.law import queries, words
from ponleu.foundation.packs.provisions import Provision

MOST_DAYS, MOST_PERSONS, MOST_RIEL = 1_000, 10_000, 10**12


class LookForm(PageForm):
    """Which provisions to show."""

    words = forms.CharField(label=_("Words or article"), max_length=100, required=False)
    on = forms.DateField(
        label=_("As valid on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class FineForm(PageForm):
    """Days of base wage of which the riel are wanted."""

    article = forms.ChoiceField(label=_("Provision"))
    days = forms.IntegerField(label=_("Days"), min_value=1, max_value=MOST_DAYS)
    persons = forms.IntegerField(
        label=_("For how many workers"), min_value=1, max_value=MOST_PERSONS, initial=1
    )
    fined_on = forms.DateField(
        label=_("Day of the fine"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["article"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101  for the type checker
        chosen.choices = [(each.code, _choice(each)) for each in queries.fined_in_days()]


class StatedForm(PageForm):
    """A stated amount of which the days are wanted."""

    riel = forms.IntegerField(label=_("Stated amount, riel"), min_value=1, max_value=MOST_RIEL)
    stated_on = forms.DateField(
        label=_("Day of the fine"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def _choice(provision: Provision) -> str:
    return f"{words.law_name(provision)}, {provision.article}: {words.fine_words(provision)}"
