"""Addresses of the room's pages."""

from __future__ import annotations

from django.urls import path

from ponleu.knowledge.register.web import dated, entering, graph, pairs, views

app_name = "register"
urlpatterns = [
    path("", views.index, name="index"),
    path("find/", entering.find, name="find"),
    path("enter/", entering.enter, name="enter"),
    path("graph/", graph.show, name="graph"),
    path("pairs/", pairs.queue, name="pairs"),
    path("pairs/<uuid:one>/<uuid:other>/", pairs.compare, name="pair"),
    path("pairs/<uuid:one>/<uuid:other>/judge/", pairs.judge, name="judge"),
    path("judgements/<uuid:pk>/withdraw/", pairs.withdraw, name="withdraw_judgement"),
    path("<uuid:pk>/", views.entry, name="entry"),
    *(path(f"<uuid:pk>/{sort}/", dated.say, {"sort": sort}, name=sort) for sort in dated.FACTS),
    path("<str:sort>/<uuid:pk>/withdraw/", dated.withdraw, name="withdraw_fact"),
]
