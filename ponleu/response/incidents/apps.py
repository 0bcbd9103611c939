"""Names the room to Django."""

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    name = "ponleu.response.incidents"
    label = "incidents"
    default_auto_field = "django.db.models.BigAutoField"
