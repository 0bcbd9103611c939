"""Addresses of the room's pages."""

from __future__ import annotations

from django.urls import path

from ponleu.knowledge.sources.web import views

app_name = "sources"
urlpatterns = [
    path("", views.index, name="index"),
    path("add/", views.add, name="add"),
    path("<uuid:pk>/", views.source, name="page"),
    path("<uuid:pk>/copies/", views.judge_copy, name="judge_copy"),
    path("<uuid:pk>/original/", views.original, name="original"),
]
