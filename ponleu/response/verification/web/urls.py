"""Addresses of the room's pages; keys and nothing else stand in them."""

from __future__ import annotations

from django.urls import path

from ponleu.response.verification.web import acting, details, plan

app_name = "verification"
urlpatterns = [
    path("mine/", plan.mine, name="mine"),
    path("training/", plan.trainings, name="trainings"),
    path("training/<uuid:pk>/take-back/", plan.take_training_back, name="take_training_back"),
    path("of/<uuid:allegation>/", plan.of_allegation, name="of_allegation"),
    path("do/<slug:name>/<uuid:pk>/", acting.act, name="act"),
    path("task/<uuid:pk>/done/", acting.finish, name="finish"),
    path("task/<uuid:pk>/reopen/", acting.reopen, name="reopen"),
    path("take-back/<slug:kind>/<uuid:pk>/", acting.take_back, name="take_back"),
    path("bring-back/<slug:kind>/<uuid:pk>/", acting.bring_back, name="bring_back"),
    path("source/<uuid:pk>/", details.source, name="source"),
    path("witness/<uuid:pk>/", details.witness, name="witness"),
    path("interview/<uuid:pk>/", details.interview, name="interview"),
    path("request/<uuid:pk>/", details.request, name="request"),
    path("request/<uuid:pk>/letter/", details.letter, name="letter"),
    path("<uuid:pk>/", plan.show, name="plan"),
]
