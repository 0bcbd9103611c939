"""Names the room to Django."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "ponleu.foundation.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
