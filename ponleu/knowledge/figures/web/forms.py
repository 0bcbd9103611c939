"""What people fill in about published figures."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.core.forms import PageForm
from ponleu.knowledge.figures.measures import measures
from ponleu.knowledge.figures.parts import parts_in
from ponleu.knowledge.figures.rules import Bound, Part
from ponleu.knowledge.figures.services.figures import LONGEST_WHY, Said
from ponleu.knowledge.figures.words import BOUNDS

IN_CLEAR = _("Not sealed: no words of reporters.")


class FigureForm(PageForm):
    """A figure as its publisher gave it."""

    measure = forms.ChoiceField(label=_("What is counted"))
    value = forms.IntegerField(label=_("The number"), min_value=0, max_value=10**15)
    bound = forms.ChoiceField(
        label=_("How it was given"), choices=list(BOUNDS.items()), initial=Bound.EXACT
    )
    population = forms.CharField(
        label=_("Of whom, if not of all"),
        max_length=120,
        required=False,
        help_text=_("Few words, the same for the same people: foreigners; children."),
    )
    period = forms.CharField(
        label=_("For which time"),
        max_length=60,
        help_text=_(
            "2022, 2022-10, 2024-H1, 2022-01/2022-10, 2022-01-01/2022-08-20; what is unsure in "
            "brackets: 2024 (inferred)."
        ),
    )
    body = forms.CharField(label=_("Who published it"), max_length=200)
    published_on = forms.DateField(
        label=_("Published on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    definition = forms.CharField(
        label=_("What it counts, in their words"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Leave it empty if they did not say; that is shown."),
    )
    breakdown = forms.CharField(
        label=_("How it is divided"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One way a line: 22 HT, 82 SE"),
    )
    change = forms.IntegerField(
        label=_("Change since the year before"),
        required=False,
        help_text=_("17 for more, -5 for fewer; empty if they stated none."),
    )
    percent = forms.CharField(
        label=_("The same in per cent, as they wrote it"),
        required=False,
        max_length=8,
        help_text=_("16.34, without a sign"),
    )
    words = forms.CharField(
        label=_("The words in which it stands"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    published_in = forms.CharField(
        label=_("Where it was published"),
        max_length=300,
        required=False,
        help_text=_("Needed if no claim or document of ours holds it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["measure"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101  for the type checker
        chosen.choices = [(each.code, each.name) for each in measures()]

    def clean_breakdown(self) -> list[tuple[Part, ...]]:
        """The parts of each line; a line that is something else is refused."""
        lines = [line for line in self.cleaned_data["breakdown"].splitlines() if line.strip()]
        found = [parts_in(line) for line in lines]
        if not all(found):
            raise forms.ValidationError(_now("Write each line as numbers with words: 22 HT, 82 SE"))
        return found

    def said(self) -> Said:
        """What was filled in, once it is valid."""
        given = self.cleaned_data
        taken = {name: given[name] for name in given if name not in {"breakdown", "bound"}}
        return Said(bound=Bound(given["bound"]), breakdowns=given["breakdown"], **taken)


class WhyForm(PageForm):
    """A reason that has to be given."""

    why = forms.CharField(label=_("Why"), max_length=LONGEST_WHY, help_text=IN_CLEAR)


class BringForm(PageForm):
    """A table to be looked at."""

    file = forms.FileField(label=_("Table (CSV)"), max_length=200)
