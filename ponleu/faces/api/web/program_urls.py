"""Addresses of the pages about programs."""

from __future__ import annotations

from django.urls import path

from ponleu.faces.api.web import programs

app_name = "programs"
urlpatterns = [
    path("", programs.index, name="index"),
    path("make/", programs.make, name="make"),
    path("<uuid:program_id>/", programs.program, name="program"),
    path("<uuid:program_id>/renew/", programs.renew, name="renew"),
    path("<uuid:program_id>/end/", programs.end, name="end"),
]
