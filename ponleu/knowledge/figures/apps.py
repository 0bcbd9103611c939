"""Names the room to Django."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "ponleu.knowledge.figures"
    label = "figures"
    default_auto_field = "django.db.models.BigAutoField"
