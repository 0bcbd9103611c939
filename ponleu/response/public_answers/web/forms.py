"""What people fill in about public answers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.core.forms import PageForm
from ponleu.response.complaints.services.desk import MOST_LETTERS
from ponleu.response.public_answers.services.drafting import LONGEST_NOTE, LONGEST_WORDS

NOT_SEALED = _("For colleagues. This is not sealed: no words of reporters, no names of persons.")


class WordsForm(PageForm):
    """The words of both languages, and which version they were written on."""

    km = forms.CharField(
        label=_("In Khmer"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 18, "lang": "km"}),
    )
    en = forms.CharField(
        label=_("In English"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 18, "lang": "en"}),
    )
    was = forms.IntegerField(widget=forms.HiddenInput)


class NoteForm(PageForm):
    """A reason that has to be given."""

    why = forms.CharField(label=_("Why"), max_length=LONGEST_NOTE, help_text=NOT_SEALED)


class SendBackForm(NoteForm):
    """What the drafter has to change."""

    why = forms.CharField(
        label=_("What has to change"), max_length=LONGEST_NOTE, help_text=NOT_SEALED
    )


class PublishForm(PageForm):
    """Why an answer goes out before reporters had their time; needed only then."""

    why = forms.CharField(
        label=_("If it cannot wait for the reporters, why"),
        max_length=LONGEST_NOTE,
        required=False,
        help_text=NOT_SEALED,
    )


class TellForm(PageForm):
    """Words for one reporter."""

    text = forms.CharField(
        label=_("What this reporter reads"),
        max_length=MOST_LETTERS,
        help_text=_("Proposed from the finding. It goes to this reporter alone, sealed."),
        widget=forms.Textarea(attrs={"rows": 7}),
    )


class BringForm(PageForm):
    """Complaints that a body brought, by their references."""

    references = forms.CharField(
        label=_("References of complaints that it brought"),
        max_length=4000,
        help_text=_("As in its receipts, one after the other: C-2026-000123-A."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class BodyForm(PageForm):
    """Which organisation of the register."""

    reference = forms.CharField(
        label=_("Reference of the organisation in the register"),
        max_length=20,
        help_text=_("For example O-2026-000012-Y."),
    )


def keys_in(texts: list[Any]) -> list[UUID]:
    """Keys that a form sent; what is none is left out."""
    found = []
    for text in texts:
        try:
            found.append(UUID(str(text)))
        except ValueError:
            continue
    return found
