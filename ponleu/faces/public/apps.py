"""Names the room to Django."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "ponleu.faces.public"
    label = "public"
