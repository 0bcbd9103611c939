"""Names the room to Django."""

from django.apps import AppConfig


class MinutesConfig(AppConfig):
    name = "ponleu.response.minutes"
    label = "minutes"
    default_auto_field = "django.db.models.BigAutoField"
