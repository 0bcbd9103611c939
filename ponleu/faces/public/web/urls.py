"""Addresses of the public pages. They say nothing of what is told, nor what the pages are for."""

from __future__ import annotations

from django.urls import path, register_converter

from ponleu.faces.public.languages import CODES
from ponleu.faces.public.web.views import answer, answer_sealed, check, leave, lists, report, sealed


class LanguageConverter:
    """One of our language codes in an address."""

    regex = "|".join(sorted(CODES, key=len, reverse=True))

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(LanguageConverter, "public_language")

app_name = "public"
urlpatterns = [
    path("report/", report.begin, name="begin"),
    path("report/<public_language:language>/", report.start, name="start"),
    path("report/<public_language:language>/why/", report.why, name="why"),
    path("report/<public_language:language>/receipt/", report.receipt, name="receipt"),
    path("report/<public_language:language>/places/", lists.places, name="places"),
    path("report/<public_language:language>/words/", sealed.words, name="words"),
    path("report/<public_language:language>/keys/", sealed.keys, name="keys"),
    path("report/<public_language:language>/file/", sealed.file, name="file"),
    path("report/<public_language:language>/sealed/", sealed.report, name="sealed"),
    path("report/<public_language:language>/<slug:page>/", report.step, name="step"),
    path("report/<path:rest>", leave.lost, name="lost"),
    path("answer/", answer.begin, name="answer_begin"),
    path("answer/<public_language:language>/", answer.read, name="answer"),
    path("answer/<public_language:language>/lists/", answer_sealed.lists, name="answer_lists"),
    path("answer/<public_language:language>/sealed/", answer_sealed.lookup, name="answer_lookup"),
    path("answer/<public_language:language>/thread/", answer_sealed.thread, name="answer_thread"),
    path("check/", check.begin, name="check_begin"),
    path("check/<public_language:language>/", check.check, name="check"),
    path("leave/", leave.leave, name="leave"),
]
