"""What the forms of a plan share: days, grades, and choices that depend on the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.core.forms import PageForm
from ponleu.response.verification.words import INFORMATIONS, RELIABILITIES, Word

NOT_SEALED = _("This is not sealed: no names, and no words of reporters or witnesses.")
LONGEST = 500


class PlanForm(PageForm):
    """A form whose choices are those of one plan.

    Args:
        choices: by name of the field.
    """

    def __init__(
        self, *args: Any, choices: Mapping[str, Sequence[tuple[str, Word]]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, offered in choices.items():
            field = self.fields.get(name)
            if isinstance(field, forms.ChoiceField):
                none: list[tuple[str, Word]] = [] if field.required else [("", _("None"))]
                is_many = isinstance(field, forms.MultipleChoiceField)
                field.choices = [*([] if is_many else none), *offered]


def day_field(label: Any, **more: Any) -> forms.DateField:
    """A day, as browsers ask for one."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)


def words_field(label: Any, most: int = LONGEST, **more: Any) -> forms.CharField:
    """Several lines of words that are not sealed, unless told otherwise."""
    more.setdefault("help_text", NOT_SEALED)
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=most, widget=widget, **more)


def reliability_field() -> forms.ChoiceField:
    """How reliable a source is, with what each letter means."""
    return forms.ChoiceField(
        label=_("How reliable is the source"),
        choices=[(code, _lettered(code, word)) for code, word in RELIABILITIES.items()],
        initial="F",
        help_text=_("The source itself, whatever it says this time."),
    )


def information_field() -> forms.ChoiceField:
    """How credible the information is, with what each number means."""
    return forms.ChoiceField(
        label=_("How credible is what it says"),
        choices=[(code, _lettered(code, word)) for code, word in INFORMATIONS.items()],
        initial="6",
        help_text=_("What it says, whoever says it."),
    )


def _lettered(code: str, word: Word) -> Word:
    return format_lazy("{code}: {word}", code=code, word=word)
