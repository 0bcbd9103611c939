"""Names the room to Django."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "ponleu.knowledge.evidence"
    label = "evidence"
    default_auto_field = "django.db.models.BigAutoField"
