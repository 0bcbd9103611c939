"""Addresses of the room's pages; keys and nothing else stand in them."""

from __future__ import annotations

from django.urls import path

from ponleu.response.incidents.web import complaints, contradictions, incident, listing

app_name = "incidents"
urlpatterns = [
    path("", listing.index, name="incidents"),
    path("look/", listing.look, name="look"),
    path("proposed/<uuid:pk>/", listing.group, name="group"),
    path("proposed/<uuid:pk>/apart/", listing.group_apart, name="group_apart"),
    path("apart/<uuid:pk>/undo/", listing.undo_apart, name="undo_apart"),
    path("contradictions/", contradictions.index, name="contradictions"),
    path("contradictions/enter/", contradictions.enter, name="enter"),
    path("contradictions/<uuid:pk>/", contradictions.show, name="contradiction"),
    path("contradictions/<uuid:pk>/settle/", contradictions.settle, name="settle"),
    path("contradictions/<uuid:pk>/reopen/<uuid:said>/", contradictions.reopen, name="reopen"),
    path("contradictions/<uuid:pk>/withdraw/", contradictions.withdraw, name="withdraw"),
    path("of-document/<uuid:source>/", incident.of_source, name="of_source"),
    path("of-entry/<uuid:entry>/", incident.of_entry, name="of_entry"),
    path("of-complaint/<uuid:complaint>/", complaints.of_complaint, name="of_complaint"),
    path("of-complaint/<uuid:complaint>/say/", complaints.say, name="say"),
    path("of-complaint/<uuid:complaint>/undo/<uuid:link>/", complaints.take_back, name="take_back"),
    path("<uuid:pk>/", incident.show, name="incident"),
    path("<uuid:pk>/take-in/<uuid:telling>/", incident.take_in, name="take_in"),
    path("<uuid:pk>/take-out/<uuid:member>/", incident.take_out, name="take_out"),
    path("<uuid:pk>/not-this/<uuid:telling>/", incident.not_this, name="not_this"),
    path("<uuid:pk>/complaints/", complaints.of_incident, name="complaints_of"),
    path("<uuid:pk>/link/", incident.link, name="link"),
    path("<uuid:pk>/unlink/<uuid:link>/", incident.unlink, name="unlink"),
]
