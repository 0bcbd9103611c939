"""Addresses of the room's pages; keys and nothing else stand in them."""

from __future__ import annotations

from django.urls import path

from ponleu.response.visits.web import meeting, question, recommendation, visit

app_name = "visits"
urlpatterns = [
    path("", visit.index, name="index"),
    path("new/", visit.enter, name="enter"),
    path("about/allegation/<uuid:allegation>/", question.of_allegation, name="of_allegation"),
    path("about/claim/<uuid:claim>/", question.of_claim, name="of_claim"),
    path("take-back/<slug:part>/<uuid:pk>/", visit.take_back, name="take_back"),
    path("bring-back/<slug:part>/<uuid:pk>/", visit.bring_back, name="bring_back"),
    path("meeting/<uuid:pk>/", meeting.show, name="meeting"),
    path("meeting/<uuid:pk>/mark/", meeting.mark, name="mark"),
    path("meeting/<uuid:pk>/attend/", meeting.attend, name="attend"),
    path("meeting/<uuid:pk>/minutes/", meeting.minutes, name="minutes"),
    path("question/<uuid:pk>/", question.show, name="question"),
    path("question/<uuid:pk>/answer/", question.answer, name="answer"),
    path("question/<uuid:pk>/correct/<uuid:answer>/", question.correct, name="correct"),
    path("recommendation/<uuid:pk>/", recommendation.show, name="recommendation"),
    path("recommendation/<uuid:pk>/position/", recommendation.position, name="position"),
    path("recommendation/<uuid:pk>/commit/", recommendation.commit, name="commit"),
    path("recommendation/<uuid:pk>/uncommit/", recommendation.uncommit, name="uncommit"),
    path("<uuid:pk>/", visit.show, name="visit"),
    path("<uuid:pk>/programme/", visit.programme, name="programme"),
    path("<uuid:pk>/questions-and-answers/", visit.sheet, name="sheet"),
    path("<uuid:pk>/change/", visit.change, name="change"),
    path("<uuid:pk>/withdraw/", visit.withdraw, name="withdraw"),
    path("<uuid:pk>/restore/", visit.restore, name="restore"),
    path("<uuid:visit>/meeting/", meeting.add, name="add_meeting"),
    path("<uuid:visit>/question/", question.add, name="add_question"),
    path("<uuid:visit>/recommendation/", recommendation.add, name="add_recommendation"),
]
