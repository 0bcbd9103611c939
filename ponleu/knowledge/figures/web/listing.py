"""What is published, measure by measure: all versions beside each other, and as a table."""

from __future__ import annotations

import csv

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import NotFound
from ponleu.foundation.core.instants import in_utc
from ponleu.foundation.core.tables import cell
from ponleu.foundation.core.web import Request, page
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.knowledge.figures import queries
from ponleu.knowledge.figures.comparing import breakdowns
from ponleu.knowledge.figures.measures import is_measure, named
from ponleu.knowledge.figures.parts import written
from ponleu.knowledge.figures.web.forms import WhyForm

COLUMNS = (
    "reference", "period", "metric", "value", "bound", "population", "definition_note",
    "breakdown", "reported_by", "published_on", "source", "begins_on", "ends_on", "counted",
    "corrects", "corrected_by", "entered_at", "taken_at", "what_the_metric_means",
)  # fmt: skip


@page(needs=Action.CLAIM_READ)
@journaled_list("figures.figure")
@require_GET
def index(request: Request) -> HttpResponse:
    """Measures, and what cannot both be right."""
    context = {
        "found": queries.index(request.user),
        "may_edit": request.user.may(Action.FIGURE_EDIT),
        "why_form": WhyForm(),
    }
    return render(request, "figures/index.html", context)


@page(needs=Action.CLAIM_READ)
@journaled_list("figures.figure")
@require_GET
def series(request: Request, measure: str) -> HttpResponse:
    """One measure: every published number with its definition, period and source."""
    population = request.GET.get("population") if request.GET.get("population") != "*" else None
    found = queries.series(request.user, measure, population=population)
    if not found.lines and not is_measure(measure):
        raise NotFound("There is no such record.")
    context = {
        "found": found,
        "population": "*" if population is None else population,
        "now": clock.now(),
        "may_edit": request.user.may(Action.FIGURE_EDIT),
        "why_form": WhyForm(),
    }
    return render(request, "figures/series.html", context)


@page(needs=Action.CLAIM_READ)
@journaled_list("figures.figure")
@require_GET
def table(request: Request) -> HttpResponse:
    """Standing figures as CSV, of one measure or of all, each with its definition."""
    measure = request.GET.get("measure", "")
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"figures-{measure}.csv" if is_measure(measure) else "figures.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")  # by which a spreadsheet knows that it is UTF-8
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    writer.writerows(_lines(request, measure))
    return response


def _lines(request: Request, measure: str) -> list[list[object]]:
    figures = queries.all_lines(request.user, measure)
    later = {each.replaces_id: each.reference for each in figures if each.replaces_id}
    references = {each.pk: each.reference for each in figures}
    taken = in_utc(clock.now())
    return [
        [
            each.reference,
            f"{each.period} ({each.period_note})" if each.period_note else each.period,
            each.measure,
            each.value,
            each.bound,
            cell(each.population),
            cell(each.definition),
            "; ".join(written(parts) for parts in breakdowns(each)),
            cell(each.body),
            each.published_on or "",
            cell(each.published_in or (each.source.reference if each.source else "")),
            each.begins_on,
            each.ends_on,
            named(each.measure).counted,
            references.get(each.replaces_id, "") if each.replaces_id else "",
            later.get(each.pk, ""),
            in_utc(each.entered_at),
            taken,
            named(each.measure).about,
        ]
        for each in figures
    ]
