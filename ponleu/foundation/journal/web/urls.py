"""Addresses of the journal's pages."""

from __future__ import annotations

from django.urls import path

from ponleu.foundation.journal.web import views

app_name = "journal"
urlpatterns = [
    path("", views.index, name="index"),
    path("verify/", views.verify, name="verify"),
]
