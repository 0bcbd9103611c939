"""Addresses of the room's pages; keys and nothing else stand in them."""

from __future__ import annotations

from django.urls import path

from ponleu.response.outcomes.web import alerts, board, delay, looking, measures, score, sites

app_name = "outcomes"
urlpatterns = [
    path("", board.index, name="index"),
    path("table.csv", board.table, name="table"),
    path("figure/<slug:what>/<slug:by>/<str:of>/", board.records, name="figure"),
    path("found-empty/", board.vacated_sites, name="vacated"),
    path("score/", score.index, name="score"),
    path("delay/", delay.index, name="delay"),
    path("delay/<uuid:pk>/decide/", delay.decide, name="decide_delay"),
    path("delay/<uuid:pk>/take-back/", delay.take_back, name="take_back_delay"),
    path("look-again/", looking.index, name="looks"),
    path("look-again/<uuid:pk>/done/", looking.done_again, name="looked"),
    path("look-again/<uuid:pk>/take-back/", looking.take_back_day, name="take_back_day"),
    path("looked/<uuid:pk>/take-back/", looking.take_back_look, name="take_back_look"),
    path("alerts/", alerts.index, name="alerts"),
    path("alerts/judge/", alerts.judge, name="judge"),
    path("alerts/<uuid:pk>/take-back/", alerts.take_back, name="take_back_judgement"),
    path("measures/", measures.index, name="measures"),
    path("measures/<uuid:pk>/", measures.show, name="measure"),
    path("measures/<uuid:pk>/<slug:step>/", measures.take_step, name="measure_step"),
    path("operation/<uuid:pk>/", sites.operation, name="operation"),
    path("operation/<uuid:pk>/debrief/", sites.debrief, name="debrief"),
    path("debrief/<uuid:pk>/take-back/", sites.take_back_debrief, name="take_back_debrief"),
    path("site/<uuid:pk>/note/", sites.note, name="note"),
    path("site/<uuid:pk>/measure/", measures.propose, name="propose"),
    path("site/<uuid:pk>/look-again/", looking.set_day, name="set_day"),
    path("note/<uuid:pk>/take-back/", sites.take_back_note, name="take_back_note"),
]
