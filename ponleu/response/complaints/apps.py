"""Names the room to Django."""

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "ponleu.response.complaints"
    label = "complaints"
    default_auto_field = "django.db.models.BigAutoField"
