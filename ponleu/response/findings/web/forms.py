"""Forms of one field: why a finding is refused, why a piece is withdrawn."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.core.forms import PageForm
from ponleu.response.findings.services.findings import LONGEST_WHY as LONGEST_REFUSAL
from ponleu.response.findings.services.pieces import LONGEST_WHY

NOT_SEALED = _("This is not sealed: no words of reporters, no name of a person found.")


class RefuseForm(PageForm):
    """Why a finding is refused."""

    why = forms.CharField(
        label=_("Why, for its author"),
        max_length=LONGEST_REFUSAL,
        help_text=NOT_SEALED,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WithdrawForm(PageForm):
    """Why a piece is withdrawn."""

    why = forms.CharField(label=_("Why"), max_length=LONGEST_WHY, help_text=NOT_SEALED)
