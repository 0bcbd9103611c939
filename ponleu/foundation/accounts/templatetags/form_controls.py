"""Draws a form field's control with the classes of the design."""

from __future__ import annotations

from django import forms, template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def as_control(field: BoundField) -> SafeString:
    """The control alone, tied to its hint and error; no placeholder, which labels replace."""
    return field.as_widget(attrs={"class": _classes(field), "placeholder": False})


def _classes(field: BoundField) -> str:
    widget = field.field.widget
    if isinstance(widget, forms.Select):
        return "govuk-select"
    wrong = " govuk-input--error" if field.errors else ""
    return f"govuk-input govuk-input--width-20{wrong}"
