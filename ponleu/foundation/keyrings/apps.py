"""Names the room to Django."""

from django.apps import AppConfig


class KeyringsConfig(AppConfig):
    name = "ponleu.foundation.keyrings"
    label = "keyrings"
    default_auto_field = "django.db.models.BigAutoField"
