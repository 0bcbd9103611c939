"""Addresses of the room's pages; keys and nothing else stand in them."""

from __future__ import annotations

from django.urls import path

from ponleu.response.cases.web import allegation, listing

app_name = "cases"
urlpatterns = [
    path("", listing.index, name="allegations"),
    path("group/<uuid:about>/<uuid:first>/", listing.group, name="group"),
    path("group/<uuid:about>/<uuid:first>/apart/", listing.group_apart, name="group_apart"),
    path("apart/<uuid:pk>/undo/", listing.undo_apart, name="undo_apart"),
    path("of/<uuid:complaint>/", allegation.of_complaint, name="of_complaint"),
    path("<uuid:pk>/", allegation.show, name="allegation"),
    path("<uuid:pk>/alike/", allegation.alike, name="alike"),
    path("<uuid:pk>/take-in/<uuid:complaint>/", allegation.take_in, name="take_in"),
    path("<uuid:pk>/take-out/<uuid:gathered>/", allegation.take_out, name="take_out"),
    path("<uuid:pk>/not-this/<uuid:complaint>/", allegation.not_this, name="not_this"),
    path("<uuid:pk>/withdraw/", allegation.withdraw, name="withdraw"),
    path("<uuid:pk>/restore/", allegation.restore, name="restore"),
]
