"""Names the room to Django."""

from django.apps import AppConfig


class FindingsConfig(AppConfig):
    name = "ponleu.response.findings"
    label = "findings"
    default_auto_field = "django.db.models.BigAutoField"
