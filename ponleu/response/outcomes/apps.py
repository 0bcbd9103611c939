"""Names the room to Django."""

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "ponleu.response.outcomes"
    label = "outcomes"
    default_auto_field = "django.db.models.BigAutoField"
