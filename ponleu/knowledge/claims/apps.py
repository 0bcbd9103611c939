"""Names the room to Django."""

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "ponleu.knowledge.claims"
    label = "claims"
    default_auto_field = "django.db.models.BigAutoField"
