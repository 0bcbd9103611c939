"""Names the room to Django."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "ponleu.foundation.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"
