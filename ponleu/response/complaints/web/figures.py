"""Figures of complaints: what became of them, and the records behind each number."""

from __future__ import annotations

import csv

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ponleu.foundation.accounts.opened_keys import opened
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import NotFound
from ponleu.foundation.core.instants import in_utc
from ponleu.foundation.core.paging import page_asked, page_links
from ponleu.foundation.core.web import Request, page
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.foundation.places import queries as places
from ponleu.response.complaints import figure_words, figures, queries
from ponleu.response.complaints.figures import PERIODS, By, Figures

PAGE = 25
COLUMNS = (
    "counted_by",
    "value",
    "label",
    "complaints",
    "period",
    "taken_at",
    "definition",
    "population",
)


@page(needs=Action.COMPLAINT_READ)
@journaled_list("complaints.figures")
@require_GET
def index(request: Request) -> HttpResponse:
    """Counts of what the reader may see, with what each means."""
    found = figures.figures(request.user, _months(request), at=clock.now())
    names = figure_words.province_names(found)
    tables = [
        {
            "by": str(table.by),
            "title": figure_words.TITLES[table.by],
            "definition": figure_words.DEFINITIONS[table.by],
            "rows": [
                (of or "-", figure_words.cell_word(table.by, of, names), number)
                for of, number in table.cells
            ],
        }
        for table in found.tables
    ]
    context = {
        "found": found,
        "tables": tables,
        "months": len(found.period.months),
        "periods": PERIODS,
        "population": figure_words.POPULATION,
    }
    return render(request, "complaints/figures.html", context)


@page(needs=Action.COMPLAINT_READ)
@journaled_list("complaints.complaint")
@require_GET
def records(request: Request, by: str, of: str) -> HttpResponse:
    """The complaints behind one number, as the queue shows them."""
    of = "" if of == "-" else of
    now, months = clock.now(), _months(request)
    spell = figures.period(months, at=now)
    if not figures.is_cell(by, of):
        raise NotFound(_("There is no such record."))
    number = page_asked(request)
    start = (number - 1) * PAGE
    rows = figures.records(request.user, By(by), of, spell, at=now)
    keys = list(rows.values_list("pk", flat=True)[start : start + PAGE + 1])
    shown = queries.rows_of(request.user, opened(request), keys[:PAGE], at=now)
    context = {
        "title": figure_words.TITLES[By(by)],
        "word": figure_words.cell_word(By(by), of, places.names({of} - {""})),
        "spell": spell,
        "months": len(spell.months),
        "rows": [shown[key] for key in keys[:PAGE] if key in shown],
        "now": now,
        "is_key_open": opened(request) is not None,
        **page_links(number, has_more=len(keys) > PAGE),
    }
    return render(request, "complaints/figure.html", context)


@page(needs=Action.COMPLAINT_READ)
@journaled_list("complaints.figures")
@require_GET
def table(request: Request) -> HttpResponse:
    """The same counts as a table, each row with what it means."""
    found = figures.figures(request.user, _months(request), at=clock.now())
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"complaints-{found.period.months[0]}-{found.period.months[-1]}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")  # by which a spreadsheet knows that it is UTF-8
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    writer.writerows(_lines(found))
    return response


def _lines(found: Figures) -> list[list[object]]:
    names = figure_words.province_names(found)
    spell = f"{found.period.months[0]} to {found.period.months[-1]}"
    taken = in_utc(found.taken_at)
    return [
        [
            str(each.by),
            of,
            figure_words.cell_word(each.by, of, names),
            number,
            spell,
            taken,
            figure_words.DEFINITIONS[each.by],
            figure_words.POPULATION,
        ]
        for each in found.tables
        for of, number in each.cells
    ]


def _months(request: Request) -> int:
    said = request.GET.get("months", "")
    return int(said) if said.isdecimal() and len(said) < 3 else PERIODS[0]
