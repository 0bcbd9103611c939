"""Names the room to Django."""

from django.apps import AppConfig


class PublicAnswersConfig(AppConfig):
    name = "ponleu.response.public_answers"
    label = "public_answers"
    default_auto_field = "django.db.models.BigAutoField"
