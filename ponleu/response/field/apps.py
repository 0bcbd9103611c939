"""Names the room to Django."""

from django.apps import AppConfig


class FieldConfig(AppConfig):
    name = "ponleu.response.field"
    label = "field"
    default_auto_field = "django.db.models.BigAutoField"
