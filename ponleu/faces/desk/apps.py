"""Names the room to Django."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "ponleu.faces.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
