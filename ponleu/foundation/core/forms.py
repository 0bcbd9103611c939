"""Forms in the look of the pages: every control with its class, tied to its hint and errors."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.widgets import Input

CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "govuk-textarea"),
    (forms.Select, "govuk-select"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (Input, "govuk-input"),
)


class PageForm(forms.Form):
    """A form whose controls carry the design's classes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            known = (name for kind, name in CLASSES if isinstance(field.widget, kind))
            field.widget.attrs.setdefault("class", next(known, ""))
