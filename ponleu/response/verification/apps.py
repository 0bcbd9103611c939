"""Names the room to Django."""

from django.apps import AppConfig


class VerificationConfig(AppConfig):
    name = "ponleu.response.verification"
    label = "verification"
    default_auto_field = "django.db.models.BigAutoField"
