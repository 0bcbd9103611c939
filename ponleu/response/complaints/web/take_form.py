"""The form in which an officer takes a complaint down."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.core.forms import PageForm
from ponleu.response.complaints.intake import Told
from ponleu.response.complaints.receipts import SECRET_BYTES, Receipt, new_receipt
from ponleu.response.complaints.rules import Channel
from ponleu.response.complaints.services.files import Kept
from ponleu.response.complaints.web.take_files import KeptFilesField
from ponleu.response.complaints.words import (
    BY_HAND,
    CHANNELS,
    CONSENTS,
    FOR_WHOM,
    LANGUAGES,
    SIGNS,
)

SECRET = re.compile(rf"[0-9a-f]{{{SECRET_BYTES * 2}}}")
SAFE = {"yes": True, "no": False}
ASK = {
    "hx-trigger": "input changed delay:250ms",
    "hx-target": "#maybe",
    "hx-swap": "outerHTML",
    "hx-sync": "closest form:replace",
    "hx-encoding": "application/x-www-form-urlencoded",  # files wait until it is saved
    "autocomplete": "off",
}


class TakeForm(PageForm):
    """A complaint that an officer takes down, in the order in which a call goes."""

    channel = forms.ChoiceField(
        label=_("How it came"), choices=[(c, CHANNELS[c]) for c in BY_HAND], initial=Channel.HOTLINE
    )
    language = forms.ChoiceField(label=_("Their language"), choices=LANGUAGES.items(), initial="km")
    is_safe = forms.ChoiceField(
        label=_("Safe to talk, and safe now?"),
        required=False,
        choices=[("", _("Not said")), ("yes", _("Safe now")), ("no", _("Not safe now"))],
    )
    consent = forms.ChoiceField(label=_("Consent"), choices=[("", _("Choose")), *CONSENTS.items()])
    contact = forms.CharField(
        label=_("Number or way to reach them, if the line is cut"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    contact_when = forms.CharField(
        label=_("When it is safe to call back"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    may_contact = forms.BooleanField(label=_("They agree to be contacted so"), required=False)
    what = forms.CharField(
        label=_("What is happening, in their words"),
        required=False,
        max_length=20_000,
        help_text=_("Of a letter or message: the original words, unchanged."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    for_whom = forms.ChoiceField(
        label=_("Whom it happens to"),
        required=False,
        choices=[("", _("Not said")), *FOR_WHOM.items()],
    )
    near = forms.CharField(
        label=_("Where: what the place is called, what one sees near it"),
        required=False,
        max_length=2000,
    )
    signs = forms.MultipleChoiceField(
        label=_("What they said"),
        required=False,
        choices=SIGNS.items(),
        widget=forms.CheckboxSelectMultiple,
    )
    source = forms.CharField(
        label=_("Where it came from: sender, number of the note, address of the message"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    note = forms.CharField(
        label=_("Your own note"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    wants_receipt = forms.BooleanField(
        label=_("Hand over a receipt, so that they can read the answer"), required=False
    )
    province = forms.CharField(label=_("Province"), required=False, max_length=2)
    district = forms.CharField(label=_("District"), required=False, max_length=4)
    commune = forms.CharField(label=_("Commune"), required=False, max_length=6)
    files_kept = KeptFilesField(label=_("Files that are sealed already"), required=False)
    once = forms.CharField(required=False, widget=forms.HiddenInput)
    about = forms.UUIDField(required=False)

    def __init__(self, data: QueryDict | None = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        for name in ("what", "near"):
            self.fields[name].widget.attrs |= {**ASK, "hx-post": reverse("complaints:known")}
        self.fields["channel"].widget.attrs["autofocus"] = True

    @classmethod
    def begun(cls, territory: str) -> TakeForm:
        """An empty form with a receipt of its own.

        Args:
            territory: that the officer answers for; most calls come from there.
        """
        fresh = {"once": new_receipt().secret.hex(), "wants_receipt": True}
        return cls(initial={**fresh, "province": territory[:2]})

    @classmethod
    def carrying(cls, data: QueryDict) -> TakeForm:
        """The form as it is filled in so far, not to be checked yet."""
        written: dict[str, Any] = {name: data.get(name, "") for name in cls.base_fields}
        lists = {name: data.getlist(name) for name in ("signs", "files_kept")}
        return cls(initial={**written, **lists})

    def written(self, name: str) -> str:
        """What stands in a field, checked or not."""
        return str(self[name].value() or "")

    def place(self) -> str:
        """The most precise code that is chosen."""
        return next(filter(None, map(self.written, ("commune", "district", "province"))), "")

    def clean(self) -> dict[str, Any]:
        """That consent fits how it came, and that places hold each other."""
        said = super().clean() or {}
        if said.get("consent") == "not_asked" and said.get("channel") == Channel.IN_PERSON:
            self.add_error("consent", _("Someone who is there can be asked."))
        if said.get("may_contact") and not said.get("contact"):
            self.add_error("contact", _("Write down how, or take the tick away."))
        chain = [said.get(name, "") for name in ("province", "district", "commune")]
        if any(code and not code.startswith(held) for held, code in pairwise(chain)):
            self.add_error("province", _("The district is in another province. Choose again."))
        if not SECRET.fullmatch(said.get("once", "")):
            self.add_error(None, _("This page is too old. Open it anew and copy your words over."))
        return said

    def told(self) -> Told:
        """What was told, for a service; after ``is_valid``."""
        said = self.cleaned_data
        taken = {name: said[name].strip() for name in ("consent", "source", "note")}
        same = ("language", "for_whom", "contact", "contact_when", "may_contact")
        return Told(
            **{name: said[name] for name in same},
            is_safe=SAFE.get(said["is_safe"]),
            what=said["what"].strip(),
            signs=tuple(said["signs"]),
            province=said["province"],
            district=said["district"],
            commune=said["commune"],
            near=said["near"].strip(),
            beside={name: text for name, text in taken.items() if text},
        )

    def kept(self) -> list[Kept]:
        """The files that go with it; after ``is_valid``."""
        return [Kept(token) for token in self.cleaned_data["files_kept"]]

    def receipt(self) -> Receipt | None:
        """The receipt of this form, the same however often it is sent; after ``is_valid``."""
        said = self.cleaned_data
        return Receipt(bytes.fromhex(said["once"])) if said["wants_receipt"] else None

    def chosen_entry(self) -> UUID | None:
        """The entry that the officer says it is about; also before all is valid."""
        try:
            return UUID(self.written("about"))
        except ValueError:
            return None
