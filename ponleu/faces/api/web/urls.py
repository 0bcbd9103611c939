"""Addresses of the API."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, path

from ponleu.faces.api.web import frame, pages
from ponleu.faces.api.web.operations import api


def _operations() -> Iterator[URLPattern]:
    """The framework's own addresses, each within our frame; its list of them is left out."""
    for made in api.urls[0]:
        if isinstance(made, URLPattern) and made.name != "api-root":
            yield URLPattern(made.pattern, frame.operation(made.callback), name=made.name)


app_name = "api"
urlpatterns = [
    path("", pages.index, name="index"),
    path("openapi.json", pages.openapi, name="openapi"),
    *_operations(),
    path("<path:rest>", frame.lost, name="lost"),
]
