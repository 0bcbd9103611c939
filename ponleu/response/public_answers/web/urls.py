"""Addresses of the room's pages; keys and nothing else stand in them."""

from __future__ import annotations

from django.urls import path

from ponleu.response.public_answers.web import acting, answer, listing, telling

app_name = "public_answers"
urlpatterns = [
    path("", listing.index, name="index"),
    path("of/<uuid:allegation>/", listing.of_allegation, name="of_allegation"),
    path("of/<uuid:allegation>/begin/", listing.begin, name="begin"),
    path("of-complaint/<uuid:complaint>/", listing.of_complaint, name="of_complaint"),
    path("bodies/", telling.bodies, name="bodies"),
    path("bodies/<uuid:body>/", telling.body, name="body"),
    path("bodies/<uuid:body>/print/", telling.body_printed, name="body_printed"),
    path("bodies/<uuid:body>/bring/", telling.bring, name="bring"),
    path("brought/<uuid:pk>/undo/", telling.unbring, name="unbring"),
    path("<uuid:pk>/", answer.show, name="answer"),
    path("<uuid:pk>/words/", answer.words, name="words"),
    path("<uuid:pk>/claims/", answer.claims, name="claims"),
    path("<uuid:pk>/print/", answer.printed, name="printed"),
    path("<uuid:pk>/statement.docx", answer.document, name="document"),
    path("<uuid:pk>/hand-in/", acting.hand_in, name="hand_in"),
    path("<uuid:pk>/take-back/", acting.take_back, name="take_back"),
    path("<uuid:pk>/khmer-read/", acting.read_khmer, name="read_khmer"),
    path("<uuid:pk>/khmer-read/undo/", acting.unread_khmer, name="unread_khmer"),
    path("<uuid:pk>/send-back/", acting.send_back, name="send_back"),
    path("<uuid:pk>/approve/", acting.approve, name="approve"),
    path("<uuid:pk>/approve/undo/", acting.end_approval, name="end_approval"),
    path("<uuid:pk>/publish/", acting.publish, name="publish"),
    path("<uuid:pk>/correct/", acting.correct, name="correct"),
    path("<uuid:pk>/drop/", acting.drop, name="drop"),
    path("<uuid:pk>/resume/", acting.resume, name="resume"),
    path("<uuid:pk>/excuse/", acting.excuse, name="excuse"),
    path("<uuid:pk>/excuse/<uuid:excuse>/undo/", acting.unexcuse, name="unexcuse"),
    path("<uuid:pk>/tell/<uuid:complaint>/", telling.tell, name="tell"),
]
