"""Addresses of the room's pages; keys and nothing else stand in them."""

from __future__ import annotations

from django.urls import path

from ponleu.response.findings.web import evidence, finding, listing, writing

app_name = "findings"
urlpatterns = [
    path("", listing.index, name="index"),
    path("<uuid:pk>/", finding.show, name="finding"),
    path("<uuid:pk>/approve/", finding.approve, name="approve"),
    path("<uuid:pk>/refuse/", finding.refuse, name="refuse"),
    path("<uuid:pk>/take-back/", finding.take_back, name="take_back"),
    path("allegation/<uuid:allegation>/", evidence.of_allegation, name="of_allegation"),
    path("allegation/<uuid:allegation>/write/", writing.write, name="write"),
    path("allegation/<uuid:allegation>/evidence/add/", evidence.add, name="add"),
    path("evidence/<uuid:pk>/", evidence.piece, name="piece"),
    path("evidence/<uuid:pk>/file/", evidence.exhibit_file, name="file"),
    path("evidence/<uuid:pk>/withdraw/", evidence.withdraw, name="withdraw_piece"),
    path("evidence/<uuid:pk>/restore/", evidence.restore, name="restore_piece"),
]
