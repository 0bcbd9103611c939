"""What people write about what is seized."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.core.forms import PageForm
from ponleu.response.custody.rules.kinds import Kind
from ponleu.response.custody.rules.pieces import MOST_BYTES
from ponleu.response.custody.services.handing import SealState
from ponleu.response.custody.services.seizing import WORDS, Seizure
from ponleu.response.custody.words import KINDS

ELSEWHERE = ""
MOMENTS = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"]


def line_field(label: Any, help_text: Any = "", *, most: int = WORDS, **more: Any) -> Any:
    """One line of words."""
    return forms.CharField(label=label, help_text=help_text, max_length=most, **more)


def moment_field(label: Any, help_text: Any = "", **more: Any) -> Any:
    """A day and a time to the second, as browsers ask for them."""
    attrs = {"type": "datetime-local", "step": "1"}
    return forms.DateTimeField(
        label=label,
        help_text=help_text,
        widget=forms.DateTimeInput(attrs=attrs, format="%Y-%m-%dT%H:%M:%S"),
        input_formats=[
            "%Y-%m-%dT%H:%M:%S",
            "%Y-%m-%dT%H:%M",
            "%Y-%m-%d %H:%M:%S",
            "%Y-%m-%d %H:%M",
        ],
        **more,
    )


class SeizureForm(PageForm):
    """What is written at the place."""

    kind = forms.ChoiceField(
        label=_("What kind of thing it is"),
        choices=[(kind.value, word) for kind, word in KINDS.items()],
    )
    what = line_field(_("What it is"), _("A few words that tell it apart. No names."), most=200)
    site = forms.ChoiceField(label=_("Site"), required=False)
    found_where = line_field(
        _("Where exactly it was found"), _("Floor, room, drawer."), required=False
    )
    make = line_field(_("Make and model"), most=100, required=False)
    serial = line_field(_("Serial number or IMEI"), most=100, required=False)
    owner_said = line_field(
        _("Whose it is, as somebody said at the place"),
        _("Who said so, and whose they said it is. The chain holds a mark of it, not the words."),
        required=False,
    )
    seal = line_field(
        _("Number of the seal"), _("As it is printed on the seal that you put on."), most=40
    )
    seized_at = moment_field(_("When it was taken"))
    clock_showed = moment_field(
        _("What its clock showed"), _("Leave both clocks empty if it has none."), required=False
    )
    clock_true = moment_field(_("The true time at that moment"), required=False)
    clock_how = line_field(
        _("How the true time was known"),
        _("A telephone on the network, for example."),
        required=False,
    )
    channels = line_field(_("Channels"), _("Such as 1-8."), most=100, required=False)
    covers_from = moment_field(
        _("Recordings from"), _("By the clock of the thing itself."), required=False
    )
    covers_until = moment_field(_("Recordings until"), required=False)

    def __init__(self, *args: Any, sites: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["site"]
        field.choices = [(ELSEWHERE, _("Elsewhere: on the way, or on a person")), *sites]

    def clean(self) -> dict[str, Any]:
        """Both clocks or neither."""
        given = super().clean() or {}
        if bool(given.get("clock_showed")) != bool(given.get("clock_true")):
            self.add_error("clock_true", _("Write what its clock showed and the true time, both."))
        return given

    def seizure(self) -> Seizure:
        """What was written, once it is valid."""
        given = dict(self.cleaned_data)
        showed, true = given.pop("clock_showed"), given.pop("clock_true")
        site = given.pop("site")
        offset = (showed - true) // timedelta(seconds=1) if showed and true else None
        kind = Kind(given.pop("kind"))
        return Seizure(kind=kind, site=UUID(site) if site else None, clock_offset_s=offset, **given)


class WordsForm(PageForm):
    """A few words."""

    words = line_field(_("In a few words"))


class OfferForm(PageForm):
    """To whom and why."""

    username = line_field(_("Who takes it"), _("The name with which they sign in."), most=150)
    reason = line_field(_("Why"))
    is_intact = forms.BooleanField(
        label=_("The seal is on it and whole"),
        help_text=_("Leave it empty if the seal is broken: the chain then says so."),
        required=False,
    )


class SealForm(PageForm):
    """What is found on a seal."""

    number = line_field(
        _("Number on the seal"), _("Read it on the seal itself, not on this page."), most=40
    )
    is_intact = forms.BooleanField(
        label=_("The seal is whole"),
        help_text=_("Leave it empty if the seal is broken: the chain then says so."),
        required=False,
    )
    words = line_field(_("What you noticed"), required=False)

    def state(self) -> SealState:
        """The seal as it was found, once it is valid."""
        return SealState(self.cleaned_data["number"], self.cleaned_data["is_intact"])


class ResealForm(PageForm):
    """Why a seal was opened, and which one is on now."""

    reason = line_field(_("Why it was opened"))
    is_intact = forms.BooleanField(
        label=_("The old seal was whole until then"),
        help_text=_("Leave it empty if the seal is broken: the chain then says so."),
        required=False,
    )
    number = line_field(_("Number of the new seal"), most=40)

    def state(self) -> SealState:
        """The new seal, and how the old one was."""
        return SealState(self.cleaned_data["number"], self.cleaned_data["is_intact"])


class FileForm(PageForm):
    """A file that was copied, as whoever copied it states it."""

    name = line_field(_("Name of the file"), most=200)
    sha256 = line_field(
        _("SHA-256"), _("64 signs, taken by whoever copied it when it was copied."), most=100
    )
    size = forms.IntegerField(
        label=_("Size in bytes"),
        help_text=_("Exactly, as the system of the copy shows it. At most 10 GB."),
        min_value=1,
        max_value=MOST_BYTES,
    )


class GrantForm(PageForm):
    """Who may have a copy, and why."""

    username = line_field(
        _("Who may have a working copy"), _("The name with which they sign in."), most=150
    )
    reason = line_field(_("Why"))
