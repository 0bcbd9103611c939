"""Addresses of timelines; keys and nothing else stand in them."""

from __future__ import annotations

from django.urls import path

from ponleu.faces.desk.web import timeline

app_name = "timeline"
urlpatterns = [
    path("entry/<uuid:pk>/", timeline.of_entry, name="of_entry"),
    path("allegation/<uuid:pk>/", timeline.of_allegation, name="of_allegation"),
    path("case/<uuid:pk>/", timeline.of_case, name="of_case"),
]
