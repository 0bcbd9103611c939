"""Addresses of the room's pages."""

from __future__ import annotations

from django.urls import path

from ponleu.knowledge.review.web import views

app_name = "review"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("<uuid:pk>/", views.source, name="source"),
    path("<uuid:pk>/<uuid:proposal>/judge/", views.judge, name="judge"),
    path("<uuid:pk>/<uuid:proposal>/edit/", views.edit, name="edit"),
    path("<uuid:pk>/<uuid:proposal>/take-back/", views.take_back, name="take_back"),
    path("<uuid:pk>/<uuid:proposal>/", views.proposal, name="proposal"),
]
