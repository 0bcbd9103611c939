"""Names the room to Django."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "ponleu.response.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
