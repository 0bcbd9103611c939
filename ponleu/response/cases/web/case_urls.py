"""Addresses of the pages of cases; keys and nothing else stand in them."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "case_files"
urlpatterns: list[URLPattern] = []
