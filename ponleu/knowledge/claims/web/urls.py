"""Addresses of the room's pages."""

from __future__ import annotations

from django.urls import path

from ponleu.knowledge.claims.web import views

app_name = "claims"
urlpatterns = [
    path("", views.index, name="index"),
    path("claim/<uuid:pk>/", views.claim, name="claim"),
    path("commitment/<uuid:pk>/", views.commitment, name="commitment"),
    path("of/<uuid:pk>/", views.of_entry, name="of_entry"),
]
