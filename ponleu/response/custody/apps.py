"""Names the room to Django."""

from django.apps import AppConfig


class CustodyConfig(AppConfig):
    name = "ponleu.response.custody"
    label = "custody"
    default_auto_field = "django.db.models.BigAutoField"
