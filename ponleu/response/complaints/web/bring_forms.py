"""What officers say of a file that they bring."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.core.forms import PageForm
from ponleu.response.complaints.channels.fields import SEVERAL, WORDS, Field
from ponleu.response.complaints.rules import Channel
from ponleu.response.complaints.words import BY_HAND, CHANNELS, LANGUAGES

EXAMPLE_LETTERS = 80
CHOICES = [(channel.value, CHANNELS[channel]) for channel in BY_HAND]


class BringForm(PageForm):
    """The file, and how what is in it came."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("An e-mail message (.eml) or several in a .zip; a table as .csv or .xlsx."),
    )
    form = forms.FileField(
        label=_("The form that was answered"),
        required=False,
        help_text=_(
            "If the table holds answers to an XLSForm: the .xlsx of the form, if you have "
            "it. Its labels and choices are then understood."
        ),
    )
    channel = forms.ChoiceField(
        label=_("How it came"), choices=CHOICES, initial=Channel.EMAIL.value
    )
    language = forms.ChoiceField(
        label=_("Their language, where the file does not say it"),
        choices=LANGUAGES.items(),
        initial="km",
    )


class HeldForm(forms.Form):
    """What goes along, unseen, while a file is looked at."""

    file = forms.CharField(widget=forms.HiddenInput, max_length=4000)
    form = forms.CharField(widget=forms.HiddenInput, max_length=4000, required=False)
    channel = forms.ChoiceField(widget=forms.HiddenInput, choices=CHOICES)
    language = forms.ChoiceField(widget=forms.HiddenInput, choices=LANGUAGES.items())


class ColumnsForm(PageForm):
    """Which column holds what."""

    def __init__(
        self,
        heading: Sequence[str],
        examples: Sequence[str],
        data: QueryDict | None = None,
        *,
        chosen: Mapping[int, Field] | None = None,
    ) -> None:
        super().__init__(data, auto_id="id_%s")
        self.given = dict(chosen or {})
        choices = [("", _("Keep with the row only")), *((f.value, w) for f, w in WORDS.items())]
        for column, (name, example) in enumerate(zip(heading, examples, strict=True)):
            self.fields[f"column_{column}"] = forms.ChoiceField(
                label=name or _now("Column %(number)d") % {"number": column + 1},
                help_text=_shortened(example),
                required=False,
                choices=choices,
                initial=self.given[column].value if column in self.given else "",
                widget=forms.Select(attrs={"class": "govuk-select"}),
            )

    def clean(self) -> dict[str, Any]:
        """That nothing is in two columns that can only be in one."""
        said = super().clean() or {}
        counted = Counter(value for value in said.values() if value)
        for value, times in counted.items():
            if times > 1 and value not in SEVERAL:
                twice = _now("“%(field)s” is chosen for two columns. Choose one.")
                self.add_error(None, twice % {"field": WORDS[Field(value)]})
        return said

    def chosen(self) -> dict[int, Field]:
        """What each column holds, as far as it was said."""
        if not self.is_bound:
            return self.given
        said = {name: self[name].value() for name in self.fields}
        return {
            int(name.removeprefix("column_")): Field(value)
            for name, value in said.items()
            if value in Field._value2member_map_
        }


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= EXAMPLE_LETTERS else f"{line[: EXAMPLE_LETTERS - 1]}…"
