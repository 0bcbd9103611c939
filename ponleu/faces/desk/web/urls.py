"""Addresses of the desk."""

from __future__ import annotations

from django.urls import path

from ponleu.faces.desk.web import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("help/", views.help_page, name="help"),
]
