"""Which address belongs to which room."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("ponleu.faces.desk.web.urls")),
    path("", include("ponleu.faces.public.web.urls")),
    path("api/1/", include("ponleu.faces.api.web.urls")),
    path("sources/", include("ponleu.knowledge.sources.web.urls")),
    path("review/", include("ponleu.knowledge.review.web.urls")),
    path("register/", include("ponleu.knowledge.register.web.urls")),
    path("claims/", include("ponleu.knowledge.claims.web.urls")),
    path("figures/", include("ponleu.knowledge.figures.web.urls")),
    path("complaints/", include("ponleu.response.complaints.web.urls")),
    path("allegations/", include("ponleu.response.cases.web.urls")),
    path("cases/", include("ponleu.response.cases.web.case_urls")),
    path("incidents/", include("ponleu.response.incidents.web.urls")),
    path("findings/", include("ponleu.response.findings.web.urls")),
    path("verification/", include("ponleu.response.verification.web.urls")),
    path("public-answers/", include("ponleu.response.public_answers.web.urls")),
    path("visits/", include("ponleu.response.visits.web.urls")),
    path("operations/", include("ponleu.response.operations.web.urls")),
    path("custody/", include("ponleu.response.custody.web.urls")),
    path("field/", include("ponleu.response.field.web.urls")),
    path("minutes/", include("ponleu.response.minutes.web.urls")),
    path("outcomes/", include("ponleu.response.outcomes.web.urls")),
    path("timeline/", include("ponleu.faces.desk.web.timeline_urls")),
    path("law/", include("ponleu.foundation.law.web.urls")),
    path("journal/", include("ponleu.foundation.journal.web.urls")),
    path("accounts/programs/", include("ponleu.faces.api.web.program_urls")),
    path("accounts/", include("ponleu.foundation.accounts.web.urls")),
    path("keys/", include("ponleu.foundation.keyrings.web.urls")),
    path("", include("ponleu.foundation.accounts.web.sign_in_urls")),
    path("language/", include("django.conf.urls.i18n")),
]
