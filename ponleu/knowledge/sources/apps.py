"""Names the room to Django."""

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "ponleu.knowledge.sources"
    label = "sources"
    default_auto_field = "django.db.models.BigAutoField"
