"""Addresses of the room's pages; keys and nothing else stand in them."""

from __future__ import annotations

from django.urls import path

from ponleu.response.operations.web import (
    covert,
    drawing,
    listing,
    moving,
    naming,
    operation,
    planning,
    signing,
    teams,
    writing,
)

app_name = "operations"
urlpatterns = [
    path("", listing.index, name="index"),
    path("new/", writing.new, name="new"),
    path("check/", listing.check, name="check"),
    path("covert/", covert.index, name="covert"),
    path("covert/new/", covert.new, name="new_covert"),
    path("covert/<uuid:pk>/", covert.decide, name="decide_covert"),
    path("covert/<uuid:pk>/take-back/", covert.take_back, name="take_back_covert"),
    path("sign-off/<uuid:pk>/", signing.sign_off, name="sign_off"),
    path("sign-off/<uuid:pk>/paper/", signing.paper, name="paper"),
    path("sign-off/<uuid:pk>/take-back/", signing.take_back, name="take_back_sign_off"),
    path("sign-off/<uuid:pk>/take-over/", signing.take_over, name="take_over"),
    path("asked/<uuid:pk>/answer/", naming.answer, name="answer"),
    path("asked/<uuid:pk>/take-back/", naming.take_back_ask, name="take_back_ask"),
    path("<uuid:pk>/", operation.show, name="operation"),
    path("<uuid:pk>/order/", operation.order, name="order"),
    path("<uuid:pk>/who-knew/", operation.knew, name="who_knew"),
    path("<uuid:pk>/briefing/", operation.briefing, name="briefing"),
    path("<uuid:pk>/basics/", writing.basics, name="basics"),
    path("<uuid:pk>/scope/", writing.scope, name="scope"),
    path("<uuid:pk>/sites/", writing.sites, name="sites"),
    path("<uuid:pk>/teams/", teams.teams, name="teams"),
    path("<uuid:pk>/plan/", planning.plan, name="plan"),
    path("<uuid:pk>/draw/", drawing.show, name="draw"),
    path("<uuid:pk>/draw/mix/", drawing.mix, name="mix"),
    path("<uuid:pk>/draw/keep/", drawing.keep, name="keep_mix"),
    path("<uuid:pk>/draw/record.zip", drawing.record, name="draw_record"),
    path("<uuid:pk>/draw/<slug:how>/", drawing.step, name="draw_step"),
    path("<uuid:pk>/note/", writing.note, name="note"),
    path("<uuid:pk>/readers/", naming.readers, name="readers"),
    path("<uuid:pk>/readers/<uuid:reader>/let-out/", naming.let_out, name="let_out"),
    path("<uuid:pk>/ask/", naming.ask, name="ask"),
    path("<uuid:pk>/ask-sign-off/", signing.ask, name="ask_sign_off"),
    path("<uuid:pk>/roll-call/", moving.roll_call, name="roll_call"),
    path("<uuid:pk>/end/", moving.end, name="end"),
    path("<uuid:pk>/move/<slug:how>/", moving.move, name="move"),
]
