"""Names the room to Django."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "ponleu.knowledge.register"
    label = "register"
    default_auto_field = "django.db.models.BigAutoField"
