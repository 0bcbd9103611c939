"""Addresses of the pages of cases; keys and nothing else stand in them."""

from __future__ import annotations

from django.urls import path

from ponleu.response.cases.web import case_page, case_people, case_regrouping

app_name = "case_files"
urlpatterns = [
    path("", case_page.index, name="cases"),
    path("of-allegation/<uuid:allegation>/", case_page.of_allegation, name="of_allegation"),
    path("with/<uuid:allegation>/", case_page.with_allegation, name="with_allegation"),
    path("<uuid:pk>/", case_page.show, name="case"),
    path("<uuid:pk>/change/", case_page.change, name="change"),
    path("<uuid:pk>/close/", case_page.close, name="close"),
    path("<uuid:pk>/reopen/", case_page.reopen, name="reopen"),
    path("<uuid:pk>/take-in/<uuid:allegation>/", case_page.take_in, name="take_in"),
    path("<uuid:pk>/take-out/<uuid:allegation>/", case_page.take_out, name="take_out"),
    path("<uuid:pk>/let-in/", case_people.let_in, name="let_in"),
    path("<uuid:pk>/let-out/<uuid:membership>/", case_people.let_out, name="let_out"),
    path("<uuid:pk>/conflict/", case_people.conflict, name="conflict"),
    path("<uuid:pk>/conflict/<uuid:exclusion>/lift/", case_people.lift, name="lift"),
    path("<uuid:pk>/merge/", case_regrouping.merge, name="merge"),
    path("<uuid:pk>/split/", case_regrouping.split, name="split"),
    path("<uuid:pk>/undo/<uuid:regrouped>/", case_regrouping.undo, name="undo"),
    path("<uuid:pk>/relate/", case_regrouping.relate, name="relate"),
    path("<uuid:pk>/relate/<uuid:related>/undo/", case_regrouping.unrelate, name="unrelate"),
]
