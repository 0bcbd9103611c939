"""Addresses of the room's pages; a key and nothing else of a complaint stands in them."""

from __future__ import annotations

from django.urls import path

from ponleu.response.complaints.web import acting, bring, complaint, figures, files, queue, taking

app_name = "complaints"
urlpatterns = [
    path("", queue.index, name="queue"),
    path("take/", taking.take, name="take"),
    path("take/known/", taking.known, name="known"),
    path("take/places/", taking.inside, name="places"),
    path("bring/", bring.bring, name="bring"),
    path("bring/in/", bring.bring_in, name="bring_in"),
    path("bring/form.xlsx", bring.form_file, name="bring_form"),
    path("bring/table.csv", bring.table_file, name="bring_table"),
    path("figures/", figures.index, name="figures"),
    path("figures/table.csv", figures.table, name="figures_csv"),
    path("figures/<slug:by>/<slug:of>/", figures.records, name="figure"),
    path("<uuid:pk>/", complaint.show, name="complaint"),
    path("<uuid:pk>/answer/", acting.answer, name="answer"),
    path("<uuid:pk>/check/", acting.check, name="check"),
    path("<uuid:pk>/decide/", acting.decide, name="decide"),
    path("<uuid:pk>/reopen/", acting.reopen, name="reopen"),
    path("<uuid:pk>/set-aside/", acting.set_aside, name="set_aside"),
    path("<uuid:pk>/take-back/", acting.take_back, name="take_back"),
    path("<uuid:pk>/keep-from/", acting.keep_from, name="keep_from"),
    path("<uuid:pk>/keep-from/<int:exclusion>/lift/", acting.lift, name="lift"),
    path("<uuid:pk>/link/<uuid:entry>/", acting.link, name="link"),
    path("<uuid:pk>/unlink/<int:about>/", acting.unlink, name="unlink"),
    path("<uuid:pk>/files/<uuid:file>/", files.copy, name="file"),
    path("<uuid:pk>/files/<uuid:file>/original/", files.original, name="original"),
]
