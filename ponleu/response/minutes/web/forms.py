"""What people fill in about minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.core.forms import PageForm
from ponleu.response.minutes.queries.pages import Present
from ponleu.response.minutes.rules.content import PARTS
from ponleu.response.minutes.rules.kinds import Manner
from ponleu.response.minutes.services.drafting import LONGEST, LONGEST_PLACE
from ponleu.response.minutes.services.signing import LONGEST as LONGEST_WORDS
from ponleu.response.minutes.services.signing import LONGEST_NAME
from ponleu.response.minutes.words import MANNERS, form_of_reader

HINTS: Mapping[str, Any] = {
    "order": _("The decision with its number and day, and the legal basis."),
    "present": _("The owner of the place, or two witnesses who are not of the police; others."),
    "events": _("What was done that the record does not hold, with the time."),
    "found": _("What was seen. Names of people who were found stay out."),
    "seized": _("What was sealed on the spot, and what was left there."),
    "remarks": _("What the owner or others present wish to have written down."),
}


class WasForm(PageForm):
    """A form about one version of minutes."""

    was = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class WordsForm(WasForm):
    """Words of the minute-taker, part by part."""

    where = forms.CharField(
        label=_("Where these minutes are written"), max_length=LONGEST_PLACE, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        form = form_of_reader()
        for part in PARTS:
            widget = forms.Textarea(attrs={"rows": 4, "class": "govuk-textarea"})
            self.fields[part] = forms.CharField(
                label=form.say(f"part_{part}"),
                help_text=HINTS.get(part, ""),
                max_length=LONGEST,
                required=False,
                widget=widget,
            )

    def words(self) -> dict[str, str]:
        """What was written, once it is valid."""
        return {name: self.cleaned_data[name] for name in ("where", *PARTS)}


class AnswerForm(PageForm):
    """Somebody signs, signs with a reservation, or refuses."""

    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    manner = forms.ChoiceField(
        label=_("What you do"),
        widget=forms.RadioSelect,
        choices=[(each, MANNERS[each]) for each in Manner if each is not Manner.PAPER],
        initial=Manner.SIGNED,
    )
    words = forms.CharField(
        label=_("Your reservation, or why you refuse"),
        help_text=_("It is printed with the minutes."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_WORDS,
        required=False,
    )


class PaperForm(PageForm):
    """A sheet that somebody signed."""

    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    member = forms.ChoiceField(label=_("Who signed"), required=False)
    name = forms.CharField(
        label=_("Name, if they are in no team"),
        help_text=_("The owner of the place, or a witness."),
        max_length=LONGEST_NAME,
        required=False,
    )
    scan = forms.FileField(
        label=_("Scan or picture of the signed sheet"),
        help_text=_("PDF, JPEG, PNG; at most 20 MB."),
    )

    def __init__(self, *args: Any, present: Sequence[Present], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = [
            (str(each.member.pk), each.name)
            for each in present
            if each.member and each.answer is None and _signs_on_paper(each)
        ]
        self.fields["member"].choices = [("", _("Somebody else")), *free]  # type: ignore[attr-defined]  # a choice field


class CodeForm(PageForm):
    """The reference and code of a printed sheet."""

    reference = forms.CharField(label=_("Reference of the minutes"), max_length=30)
    code = forms.CharField(label=_("Code"), max_length=40)


def _signs_on_paper(each: Present) -> bool:
    user = each.member.user if each.member else None
    return user is None or not user.is_active
