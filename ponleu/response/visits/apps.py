"""Names the room to Django."""

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "ponleu.response.visits"
    label = "visits"
    default_auto_field = "django.db.models.BigAutoField"
