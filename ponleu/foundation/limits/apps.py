"""Names the room to Django."""

from django.apps import AppConfig


class LimitsConfig(AppConfig):
    name = "ponleu.foundation.limits"
    label = "limits"
    default_auto_field = "django.db.models.BigAutoField"
