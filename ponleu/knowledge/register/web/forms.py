"""What a person may say of an entry: a tie, a detail, a position, a number."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.accounts import queries as accounts
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import NotFound
from ponleu.foundation.core.forms import PageForm
from ponleu.knowledge.register.rules import (
    LONGEST_NAME,
    LONGEST_SORT,
    DetailSort,
    EntryKind,
    IdentifierSort,
    TieSort,
)
from ponleu.knowledge.register.services.by_hand import Known
from ponleu.knowledge.register.services.dated import Ground
from ponleu.knowledge.register.words import DETAILS, IDENTIFIERS, KINDS, TIES
from ponleu.knowledge.sources import queries as sources

DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"
DATE_HELP = _("A day, month or year, such as 2026-03-18, 2026-03 or 2026; empty if not known.")
DATE_FAULT = {"invalid": _("Write it as 2026-03-18, 2026-03 or 2026.")}


class GroundForm(PageForm):
    """From when to when, and on whose word: the end of each form about an entry."""

    since = forms.RegexField(
        DATE, label=_("Since"), required=False, help_text=DATE_HELP, error_messages=DATE_FAULT
    )
    until = forms.RegexField(
        DATE, label=_("Until"), required=False, help_text=DATE_HELP, error_messages=DATE_FAULT
    )
    reference = forms.CharField(
        label=_("Reference of the document"),
        max_length=20,
        required=False,
        help_text=_("Such as D-2026-000012-Y, if it is from a document of the record."),
    )
    text = forms.CharField(
        label=_("Or where this is from"),
        max_length=300,
        required=False,
        help_text=_("In your own words: a licence shown, a letter, a visit."),
    )
    words = forms.CharField(label=_("Words of the document"), max_length=500, required=False)
    is_doubtful = forms.BooleanField(label=_("Said, but not confirmed"), required=False)

    def __init__(self, actor: Any, *args: Any, **kwargs: Any) -> None:
        self.actor = actor
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """The document that the reference names, and that there is a ground at all."""
        said = super().clean() or {}
        reference = said.get("reference", "").strip().upper()
        said["source"] = self._source(reference) if reference else None
        if not reference and not said.get("text", "").strip():
            self.add_error("text", _("Name a document above, or say here where this is from."))
        return said

    def _source(self, reference: str) -> Any:
        try:
            return sources.by_reference(self.actor, reference)
        except NotFound:
            self.add_error("reference", _("There is no such document that you may read."))
            return None

    def ground(self) -> Ground:
        """What was said, for a service; after ``is_valid``."""
        said = self.cleaned_data
        names = ("since", "until", "source", "text", "words", "is_doubtful")
        return Ground(**{name: said[name] for name in names})


class DetailForm(GroundForm):
    field_order = ["sort", "said"]
    sort = forms.ChoiceField(label=_("What"), choices=[(s, DETAILS[s]) for s in DetailSort])
    said = forms.CharField(label=_("What is known"), max_length=300)


class TieForm(GroundForm):
    field_order = ["way", "other"]
    way = forms.ChoiceField(
        label=_("Tie"),
        choices=[
            (f"{end}:{sort}", words[end == "held"])
            for sort in TieSort
            for end, words in (("holder", TIES[sort]), ("held", TIES[sort]))
        ],
    )
    other = forms.CharField(
        label=_("Reference of the other record"),
        max_length=20,
        help_text=_("Such as O-2026-000031-C; search the register for it."),
    )


class PositionForm(GroundForm):
    field_order = ["latitude", "longitude", "accuracy_metres"]
    latitude = forms.CharField(label=_("Latitude"), max_length=12, help_text=_("Such as 10.6093."))
    longitude = forms.CharField(
        label=_("Longitude"), max_length=12, help_text=_("Such as 103.5296.")
    )
    accuracy_metres = forms.IntegerField(
        label=_("Accuracy in metres"), min_value=1, max_value=100_000, initial=50
    )


class NumberForm(GroundForm):
    field_order = ["sort", "number"]
    sort = forms.ChoiceField(
        label=_("Sort of number"), choices=[(s, IDENTIFIERS[s]) for s in IdentifierSort]
    )
    number = forms.CharField(
        label=_("Number"),
        max_length=60,
        help_text=_("It is not kept: only a mark by which the same number is known again."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class EntryForm(PageForm):
    """A site, person or body that is entered by hand."""

    kind = forms.ChoiceField(label=_("What is it"), choices=[(k, KINDS[k]) for k in EntryKind])
    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME)
    spellings = forms.CharField(
        label=_("Other names and spellings"),
        required=False,
        max_length=4000,
        help_text=_("One a line, in any script; what callers call it, too."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    place = forms.RegexField(
        r"^(\d\d){1,4}$",
        label=_("Government code of the place"),
        required=False,
        error_messages={"invalid": _("Write 2, 4, 6 or 8 digits, such as 180104.")},
    )
    sort = forms.CharField(label=_("Sort"), required=False, max_length=LONGEST_SORT)
    about = forms.CharField(label=_("About"), required=False, max_length=500)
    unit: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=_("Kept by"), queryset=None, empty_label=None
    )

    def __init__(self, actor: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)  # noqa: S101  for the type checker
        unit.queryset = accounts.units_within(actor, Action.REGISTER_EDIT)
        ask = {
            "hx-get": reverse("register:find"),
            "hx-trigger": "input changed delay:250ms",
            "hx-include": "[name=kind], [name=place]",
            "hx-target": "#found",
            "hx-swap": "outerHTML",
            "autocomplete": "off",
        }
        self.fields["name"].widget.attrs |= ask

    def known(self) -> Known:
        """What was said, for a service; after ``is_valid``."""
        said = self.cleaned_data
        return Known(
            kind=EntryKind(said["kind"]),
            name=said["name"],
            spellings=[line for line in said["spellings"].splitlines() if line.strip()],
            territory=said["unit"].territory,
            place=said["place"],
            sort=said["sort"],
            about=said["about"],
        )
