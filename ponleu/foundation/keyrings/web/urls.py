"""Addresses of the room's pages."""

from __future__ import annotations

from django.urls import URLPattern, path

from ponleu.foundation.keyrings.web import notices, recovery, rings

app_name = "keyrings"
urlpatterns: list[URLPattern] = [
    path("", rings.index, name="index"),
    path("begin/", rings.begin, name="begin"),
    path("notices/<int:notice_id>/seen/", notices.seen, name="seen"),
    path("recovery/", recovery.recover, name="recover"),
    path("recovery/begin/", recovery.begin, name="begin_recovery"),
    path("units/<slug:code>/", rings.unit, name="unit"),
    path("units/<slug:code>/let-in/", rings.let_in, name="let_in"),
    path("units/<slug:code>/put-out/", rings.put_out, name="put_out"),
    path("units/<slug:code>/cover/", rings.cover, name="cover"),
]
