"""Addresses of the room's pages."""

from __future__ import annotations

from django.urls import path

from ponleu.foundation.law.web import views

app_name = "law"
urlpatterns = [path("", views.index, name="index")]
