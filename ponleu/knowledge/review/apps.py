"""Names the room to Django."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "ponleu.knowledge.review"
    label = "review"
    default_auto_field = "django.db.models.BigAutoField"
