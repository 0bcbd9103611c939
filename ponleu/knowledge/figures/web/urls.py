"""Addresses of the room's pages; keys and codes of measures and nothing else stand in them."""

from __future__ import annotations

from django.urls import path

from ponleu.knowledge.figures.web import bring, figure, listing

app_name = "figures"
urlpatterns = [
    path("", listing.index, name="index"),
    path("table.csv", listing.table, name="table"),
    path("series/<slug:measure>/", listing.series, name="series"),
    path("new/", figure.new, name="new"),
    path("bring/", bring.bring, name="bring"),
    path("bring/keep/", bring.keep, name="keep"),
    path("bring/<uuid:brought>/", bring.brought, name="brought"),
    path("bring/<uuid:brought>/take-back/", bring.take_back, name="take_back"),
    path("explain/", figure.explain, name="explain"),
    path("explain/<uuid:pk>/undo/", figure.undo, name="undo"),
    path("of-claim/<uuid:claim>/", figure.of_claim, name="of_claim"),
    path("<uuid:pk>/", figure.show, name="figure"),
    path("<uuid:pk>/withdraw/", figure.withdraw, name="withdraw"),
    path("<uuid:pk>/restore/", figure.restore, name="restore"),
]
