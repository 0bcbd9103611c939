"""Names the room to Django."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "ponleu.faces.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"
