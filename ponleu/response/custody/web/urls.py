"""Addresses of the room's pages; keys and nothing else stand in them."""

from __future__ import annotations

from django.urls import path

from ponleu.response.custody.web import copies, exhibit, files, handing, listing

app_name = "custody"
urlpatterns = [
    path("", listing.index, name="index"),
    path("waiting/", listing.waiting, name="waiting"),
    path("operation/<uuid:operation>/", listing.of_operation, name="of_operation"),
    path("operation/<uuid:operation>/seize/", listing.seize, name="seize"),
    path("hand-over/<uuid:pk>/", handing.answer, name="answer"),
    path("hand-over/<uuid:pk>/take-back/", handing.take_back, name="take_back_offer"),
    path("file/<uuid:pk>/", files.show, name="file"),
    path("file/<uuid:pk>/piece/", files.piece, name="piece"),
    path("file/<uuid:pk>/whole/", files.whole, name="whole"),
    path("file/<uuid:pk>/finish/", files.finish, name="finish"),
    path("file/<uuid:pk>/give-up/", files.drop, name="drop"),
    path("file/<uuid:pk>/copies/", copies.grant, name="grant"),
    path("file/<uuid:pk>/copy/", copies.take, name="copy"),
    path("copy/<uuid:pk>/withdraw/", copies.withdraw, name="withdraw"),
    path("<uuid:pk>/", exhibit.show, name="exhibit"),
    path("<uuid:pk>/note/", exhibit.note, name="note"),
    path("<uuid:pk>/take-back/", exhibit.take_back, name="take_back"),
    path("<uuid:pk>/hand-over/", handing.offer, name="offer"),
    path("<uuid:pk>/seal/", handing.reseal, name="reseal"),
    path("<uuid:pk>/file/", files.begin, name="begin_file"),
    path("<uuid:pk>/viewers/", exhibit.viewers, name="viewers"),
    path("<uuid:pk>/report/", exhibit.report, name="report"),
    path("<uuid:pk>/report.json", exhibit.report_file, name="report_file"),
]
