"""What people fill in about a piece of evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.core.forms import PageForm
from ponleu.response.findings.queries import Choices
from ponleu.response.findings.rules.kinds import PieceKind, Reliability
from ponleu.response.findings.services.exhibits import LONGEST, Exhibit
from ponleu.response.findings.services.pieces import LONGEST_ORIGIN, LONGEST_WORDS
from ponleu.response.findings.web.forms import NOT_SEALED
from ponleu.response.findings.words import CREDIBILITIES, KINDS, RELIABILITIES

FREE_KINDS = (
    PieceKind.INTERVIEW,
    PieceKind.INSPECTION,
    PieceKind.EXHIBIT,
    PieceKind.REPLY,
    PieceKind.OTHER,
)
EXHIBIT = ("file", "taken_by", "taken_date", "kept_where")


class PieceForm(PageForm):
    """A piece of evidence."""

    what = forms.ChoiceField(label=_("What it is"), required=False)
    reference = forms.CharField(
        label=_("Or its reference"),
        max_length=20,
        required=False,
        help_text=_("Of a claim (K), a document (D) or a complaint (C) that is not in the list."),
    )
    quote = forms.CharField(
        label=_("The exact words in the document"),
        max_length=2000,
        required=False,
        help_text=_("Only for a document: copy them from its text; may stay empty."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    words = forms.CharField(
        label=_("What it shows"),
        max_length=LONGEST_WORDS,
        help_text=NOT_SEALED,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    origin = forms.CharField(
        label=_("Whom it comes from"),
        max_length=LONGEST_ORIGIN,
        required=False,
        help_text=_(
            "A body, an office or “a worker, spoken to on 3 March”; never a reporter's name. All "
            "from one origin counts once. For a claim, document or complaint it may stay empty."
        ),
    )
    file = forms.FileField(
        label=_("The file of an exhibit"),
        required=False,
        allow_empty_file=True,
        help_text=_(
            "Picture, scan, PDF, sound, video, text or .zip, up to 100 MB. It is kept as it is, "
            "its name is not kept, and it is not sealed. If something else here has to be mended, "
            "choose it again."
        ),
    )
    taken_by = forms.CharField(
        label=_("Who took the thing or the picture"),
        max_length=LONGEST,
        required=False,
        help_text=_("Only of an exhibit: an office or a team; never a reporter's name."),
    )
    taken_date = forms.DateField(
        label=_("On which day it was taken"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Write the day as year-month-day, such as 2026-03-10.")},
    )
    kept_where = forms.CharField(
        label=_("Where the original is kept"), max_length=LONGEST, required=False
    )
    is_direct = forms.BooleanField(
        label=_("First-hand: from someone who saw it, or the thing itself"), required=False
    )
    is_judgment = forms.BooleanField(
        label=_("The document is the judgment of a court"), required=False
    )
    reliability = forms.ChoiceField(
        label=_("Reliability of whom it comes from"),
        choices=list(RELIABILITIES.items()),
        initial=Reliability.F,
    )
    credibility = forms.TypedChoiceField(
        label=_("Credibility of what it says"),
        choices=list(CREDIBILITIES.items()),
        coerce=int,
        initial=6,
        help_text=_("A piece graded E, or 5 or 6, does not count from level 2 on."),
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["what"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101  for the type checker
        chosen.choices = [
            ("", _("Choose, or give a reference")),
            (
                _("Heard or seen"),
                [(str(kind), KINDS[kind]) for kind in FREE_KINDS],
            ),
            (
                _("Claims and denials about it"),
                [
                    (f"{PieceKind.CLAIM}:{each.pk}", f"{each.reference} {each.content[:80]}")
                    for each in choices.claims
                ],
            ),
            (
                _("Documents that name it"),
                [
                    (f"{PieceKind.DOCUMENT}:{each.pk}", f"{each.reference} {each.title[:80]}")
                    for each in choices.sources
                ],
            ),
            (
                _("Complaints gathered in the allegation"),
                [
                    (f"{PieceKind.COMPLAINT}:{each.pk}", each.reference)
                    for each in choices.complaints
                ],
            ),
        ]

    def main_fields(self) -> Iterator[BoundField]:
        """What every piece is asked."""
        return (field for field in self if field.name not in EXHIBIT)

    def exhibit_fields(self) -> Iterator[BoundField]:
        """What is asked of exhibits alone."""
        return (self[name] for name in EXHIBIT)

    def has_exhibit(self) -> bool:
        """Whether one of these is filled in or wrong."""
        return any(field.value() or field.errors for field in self.exhibit_fields())

    def clean(self) -> dict[str, Any]:
        """One of the two ways to say what it is."""
        given = super().clean() or {}
        if bool(given.get("what")) == bool(given.get("reference")):
            raise forms.ValidationError(_("Choose what it is, or give one reference."))
        return given

    def chosen(self) -> tuple[PieceKind, UUID | None]:
        """What was chosen of the list."""
        kind, _separator, key = self.cleaned_data["what"].partition(":")
        return PieceKind(kind), UUID(key) if key else None

    def exhibit(self) -> Exhibit | None:
        """Its file and where it comes from; None if nothing was said of that."""
        given = self.cleaned_data
        if not any(given[name] is not None and given[name] != "" for name in EXHIBIT):
            return None
        return Exhibit(*(given[name] for name in EXHIBIT))
