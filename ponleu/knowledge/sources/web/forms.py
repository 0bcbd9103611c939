"""What a person fills in to add documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.forms import PageForm
from ponleu.foundation.places import queries as places
from ponleu.knowledge.sources.rules import SourceKind

if TYPE_CHECKING:
    from ponleu.foundation.accounts.models import User

KIND_LABELS = {
    SourceKind.PRESS: _("Press report"),
    SourceKind.POLICE: _("Police report"),
    SourceKind.NGO: _("Report of an organisation"),
    SourceKind.ORDER: _("Order or notice"),
    SourceKind.STATEMENT: _("Press statement"),
    SourceKind.MACHINE_TRANSLATION: _("Machine translation"),
    SourceKind.MESSAGE: _("Message"),
    SourceKind.OTHER: _("Other"),
}


FORMAT_LABELS = {
    "txt": _("Plain text"),
    "csv": _("Table as text (CSV)"),
    "html": _("Web page"),
    "mhtml": _("Saved web page"),
    "webarchive": _("Saved web page"),
    "pdf": _("PDF"),
    "docx": _("Word document"),
    "xlsx": _("Excel sheet"),
    "eml": _("E-mail message"),
    "picture": _("Picture of a page"),
}

ACCEPTED = (
    ".txt,.csv,.tsv,.html,.htm,.mhtml,.mht,.webarchive,.pdf,.docx,.xlsx,.eml,.zip"
    ",.png,.jpg,.jpeg,.tif,.tiff,.webp"
)
"""Names that a browser offers first; what a file holds decides, not its name."""


class ManyFiles(forms.ClearableFileInput):
    """A file field that takes several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more uploaded files."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        each = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(item, initial) for item in each]


class AddForm(PageForm):
    """Files, or pasted words, and what is known of them."""

    documents = FilesField(
        label=_("Files"),
        required=False,
        help_text=_("Several at once, or an archive (.zip) of them."),
        widget=ManyFiles(attrs={"accept": ACCEPTED}),
    )
    words = forms.CharField(label=_("Or paste the words"), required=False, widget=forms.Textarea)
    title = forms.CharField(
        label=_("Title"),
        max_length=300,
        required=False,
        help_text=_("Left empty, this, the sender and the day are what the file itself says."),
    )
    origin = forms.CharField(label=_("Who published or sent it"), max_length=200, required=False)
    kind = forms.ChoiceField(
        label=_("What it is"), choices=[(kind.value, KIND_LABELS[kind]) for kind in SourceKind]
    )
    published = forms.DateField(
        label=_("Day of publication"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Write the day as year-month-day, such as 2026-03-10.")},
    )
    territory = forms.ChoiceField(label=_("Area that it is about"), required=False)

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["territory"]
        field.choices = areas(actor)
        field.initial = actor.unit.territory

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("documents") and not (cleaned.get("words") or "").strip():
            self.add_error("documents", _("Choose a file, or paste the words below."))
        return cleaned


def areas(actor: User) -> list[tuple[str, str]]:
    """Areas for which a person may add documents: the country, provinces, or smaller ones."""
    reaches = actor.reaches(Action.SOURCE_ADD)
    choices = [("", str(_("Whole country")))] if any(not r.territory for r in reaches) else []
    for place in places.provinces():
        if any(place.code.startswith(reach.territory) for reach in reaches):
            choices.append((place.code, str(place)))
    narrower = {r.territory for r in reaches if len(r.territory) > 2}
    choices += sorted(places.names(narrower).items())
    return choices
