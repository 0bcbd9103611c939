"""Addresses of the room's pages."""

from __future__ import annotations

from django.urls import path

from ponleu.knowledge.register.web import views

app_name = "register"
urlpatterns = [
    path("", views.index, name="index"),
    path("<uuid:pk>/", views.entry, name="entry"),
]
