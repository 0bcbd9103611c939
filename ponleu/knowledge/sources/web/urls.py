"""Addresses of the room's pages."""

from __future__ import annotations

from django.urls import path

from ponleu.knowledge.sources.web import pages, views

app_name = "sources"
urlpatterns = [
    path("", views.index, name="index"),
    path("add/", views.add, name="add"),
    path("<uuid:pk>/", views.source, name="page"),
    path("<uuid:pk>/copies/", views.judge_copy, name="judge_copy"),
    path("<uuid:pk>/original/", views.original, name="original"),
    path("<uuid:pk>/page/<int:number>/", pages.sheet, name="sheet"),
    path("<uuid:pk>/page/<int:number>.webp", pages.picture, name="picture"),
    path("<uuid:pk>/read-pages/", pages.read_next, name="read_next"),
]
