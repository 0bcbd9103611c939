"""Names the room to Django."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "ponleu.response.operations"
    label = "operations"
    default_auto_field = "django.db.models.BigAutoField"
