"""Addresses of the room's pages."""

from __future__ import annotations

from django.urls import path

from ponleu.knowledge.review.web import facts, quality, second, views

app_name = "review"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("next/", views.next_source, name="next"),
    path("facts/", facts.queue, name="facts"),
    path("quality/", quality.overview, name="quality"),
    path("quality/questions/", quality.records, name="records"),
    path("second/", second.overview, name="second"),
    path("batches/<uuid:batch>/take-back/", facts.take_back_batch, name="take_back_batch"),
    path("<uuid:pk>/", views.source, name="source"),
    path("<uuid:pk>/exact/", facts.exact, name="exact"),
    path("<uuid:pk>/second/", second.reading, name="second_reading"),
    path("<uuid:pk>/second/offer/", second.offer, name="offer"),
    path("<uuid:pk>/second/withdraw/", second.withdraw, name="withdraw_offer"),
    path("<uuid:pk>/second/take/", second.take, name="take"),
    path("<uuid:pk>/second/hand-back/", second.hand_back, name="hand_back"),
    path("<uuid:pk>/second/close/", second.close, name="close"),
    path("<uuid:pk>/second/<uuid:proposal>/answer/", second.answer, name="answer"),
    path("<uuid:pk>/second/<uuid:proposal>/take-back/", second.take_back, name="take_back_answer"),
    path("<uuid:pk>/agreement/", second.compare, name="agreement"),
    path("<uuid:pk>/agreement/<uuid:proposal>/settle/", second.settle, name="settle"),
    path("<uuid:pk>/agreement/<uuid:proposal>/unsettle/", second.unsettle, name="unsettle"),
    path("<uuid:pk>/<uuid:proposal>/judge/", views.judge, name="judge"),
    path("<uuid:pk>/<uuid:proposal>/edit/", views.edit, name="edit"),
    path("<uuid:pk>/<uuid:proposal>/also/", facts.also, name="also"),
    path("<uuid:pk>/<uuid:proposal>/take-back/", views.take_back, name="take_back"),
    path("<uuid:pk>/<uuid:proposal>/", views.proposal, name="proposal"),
]
