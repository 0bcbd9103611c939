"""Addresses of the room's pages; keys and nothing else stand in them."""

from __future__ import annotations

from django.urls import path

from ponleu.response.minutes.web import minutes, signing

app_name = "minutes"
urlpatterns = [
    path("", minutes.index, name="index"),
    path("check/", minutes.check, name="check"),
    path("of/<uuid:pk>/", minutes.of_operation, name="of_operation"),
    path("of/<uuid:pk>/begin/", minutes.begin, name="begin"),
    path("answers/<uuid:pk>/take-back/", signing.take_back, name="take_back"),
    path("answers/<uuid:pk>/scan/", signing.scan, name="scan"),
    path("<uuid:pk>/", minutes.show, name="minutes"),
    path("<uuid:pk>/write/", minutes.write, name="write"),
    path("<uuid:pk>/take-over/", minutes.take_over, name="take_over"),
    path("<uuid:pk>/close/", minutes.close, name="close"),
    path("<uuid:pk>/give-up/", minutes.give_up, name="give_up"),
    path("<uuid:pk>/sign/", signing.sign, name="sign"),
    path("<uuid:pk>/on-paper/", signing.on_paper, name="on_paper"),
    path("<uuid:pk>/pdf/", minutes.as_pdf, name="pdf"),
    path("<uuid:pk>/word/", minutes.as_word, name="word"),
]
