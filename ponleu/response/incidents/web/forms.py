"""What people fill in about incidents and contradictions."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.core.errors import InvalidInput
from ponleu.foundation.core.forms import PageForm
from ponleu.foundation.core.web import Request
from ponleu.response.incidents.rules import Kind, Resolution, Right, Verdict
from ponleu.response.incidents.services.incidents import LONGEST_WHY
from ponleu.response.incidents.words import BETWEEN, KINDS, VERDICTS, WITHIN, answer_of


class EnterForm(PageForm):
    """That two claims contradict each other."""

    one = forms.CharField(
        label=_("Reference of one claim"),
        max_length=20,
        help_text=_("It stands on the page of the claim, for example K-2026-000012-Y."),
    )
    other = forms.CharField(label=_("Reference of the other"), max_length=20)
    kind = forms.ChoiceField(
        label=_("What the two differ in"),
        choices=[(code, word) for code, word in KINDS.items() if code != Kind.ARITHMETIC],
        initial=Kind.DENIAL,
    )

    def kind_of(self) -> Kind:
        """The kind, once it is valid."""
        return Kind(self.cleaned_data["kind"])


class SettleForm(forms.Form):
    """Why a contradiction is none, or which side is right."""

    answer = forms.ChoiceField(choices=list({**BETWEEN, **WITHIN}.items()))
    why = forms.CharField(max_length=LONGEST_WHY)


class ApartForm(forms.Form):
    """That tellings are kept apart, and why."""

    verdict = forms.ChoiceField(choices=list(VERDICTS.items()))
    why = forms.CharField(max_length=LONGEST_WHY, required=False)


def settle_answer(request: Request) -> tuple[Resolution, Right, str]:
    """The answer that was sent, and why.

    Raises:
        InvalidInput: it is none, or the reason is missing or too long.
    """
    form = SettleForm(request.POST)
    if not form.is_valid():
        raise InvalidInput(_now("Choose an answer, and say in a few words why."))
    resolution, right = answer_of(form.cleaned_data["answer"])
    return resolution, right, form.cleaned_data["why"]


def apart_answer(request: Request) -> tuple[Verdict, str]:
    """The judgement that was sent, and why.

    Raises:
        InvalidInput: it is none, or the reason is too long.
    """
    form = ApartForm(request.POST)
    if not form.is_valid():
        raise InvalidInput(
            _now("Say whether it is another incident or you cannot tell, in few words.")
        )
    return Verdict(form.cleaned_data["verdict"]), form.cleaned_data["why"]


def keys_in(texts: list[str]) -> list[UUID]:
    """Keys that a form sent; what is none is left out."""
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
