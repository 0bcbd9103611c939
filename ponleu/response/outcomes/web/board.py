"""The dashboard of the command: figures, the records behind each, the same as a table."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import NotFound
from ponleu.foundation.core.instants import in_utc
from ponleu.foundation.core.paging import page_asked, page_links
from ponleu.foundation.core.tables import cell
from ponleu.foundation.core.web import Request, page
from ponleu.foundation.journal.web.listing import journaled_list
from ponleu.response.outcomes import figure_words
from ponleu.response.outcomes.queries import after, dashboard, vacated
from ponleu.response.outcomes.queries.dashboard import PERIODS, Board, By, What
from ponleu.response.outcomes.words import band_word

if TYPE_CHECKING:
    from django.utils.functional import Promise

PAGE = 25
ALL = "-"
COLUMNS = (
    "counted",
    "counted_by",
    "value",
    "label",
    "number",
    "period",
    "taken_at",
    "definition",
    "population",
    "source",
)
BYS = (By.MONTH, By.PROVINCE, By.UNIT)


@page(needs=Action.OPERATION_READ)
@journaled_list("outcomes.figures")
@require_GET
def index(request: Request) -> HttpResponse:
    """Figures of what is open to the reader, with what each means; and what waits."""
    months = _months(request)
    found = dashboard.board(request.user, months, at=clock.now())
    context = {
        "found": found,
        "months": months,
        "periods": PERIODS,
        "population": figure_words.POPULATION,
        "source": figure_words.SOURCE,
        "totals": [
            (str(what), figure_words.TITLES[what], figure_words.DEFINITIONS[what], number)
            for what, number in found.totals.items()
        ],
        "titles": [figure_words.TITLES[what] for what in What],
        "tables": [_table(found, by) for by in BYS],
    }
    return render(request, "outcomes/index.html", context)


@page(needs=Action.OPERATION_READ)
@journaled_list("outcomes.figures")
@require_GET
def records(request: Request, what: str, by: str, of: str) -> HttpResponse:
    """The records behind one number."""
    if what not in set(What) or by not in set(By):
        raise NotFound(_("There is no such record."))
    months, number = _months(request), page_asked(request)
    found = dashboard.board(request.user, months, at=clock.now())
    value = "" if of == ALL else of
    keys = dashboard.records(found, What(what), By(by), value)
    start = (number - 1) * PAGE
    shown = dashboard.sites(request.user, keys[start : start + PAGE])
    context = {
        "found": found,
        "title": figure_words.TITLES[What(what)],
        "definition": figure_words.DEFINITIONS[What(what)],
        "word": figure_words.value_word(By(by), value, found.names) if keys else "",
        "months": months,
        "is_operations": What(what) in dashboard.OF_OPERATIONS,
        "lines": after.sites_after(request.user, shown),
        **page_links(number, has_more=len(keys) > start + PAGE),
    }
    return render(request, "outcomes/figure.html", context)


@page(needs=Action.OPERATION_READ)
@journaled_list("outcomes.figures")
@require_GET
def table(request: Request) -> HttpResponse:
    """The same figures as a table, each row with what it means."""
    found = dashboard.board(request.user, _months(request), at=clock.now())
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"operations-{found.first:%Y-%m}-{localdate(found.taken_at):%Y-%m}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")  # by which a spreadsheet knows that it is UTF-8
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    writer.writerows(_lines(found))
    return response


@page(needs=Action.OPERATION_READ)
@journaled_list("outcomes.figures")
@require_GET
def vacated_sites(request: Request) -> HttpResponse:
    """How often sites were found empty, beside how it was kept secret; counts, no causes."""
    found = vacated.vacated(request.user)
    titles = {
        "people": _("People who knew before the start"),
        "hours": _("From plan to start"),
        "linked": _("Struck with another site"),
        "unit": _("Units of which somebody was asked for something"),
    }
    tables = [
        (
            each.by,
            titles[each.by],
            [(band_word(each.by, value, found.unit_names), share) for value, share in each.rows],
        )
        for each in found.tables
    ]
    return render(request, "outcomes/vacated.html", {"found": found, "tables": tables})


def _table(found: Board, by: By) -> tuple[str, str | Promise, list[tuple[str, object]]]:
    """A table of figures: its code, its title, and rows of words, numbers and where each leads."""
    titles = {what: str(figure_words.TITLES[what]) for what in What}
    begins = {
        what: reverse("outcomes:figure", args=[what, by, ALL]).removesuffix(f"{ALL}/")
        for what in What
    }
    rows: list[tuple[str, object]] = []
    for value, numbers in found.rows[by]:
        of = quote(value or ALL, safe="")
        cells = [(titles[what], number, f"{begins[what]}{of}/") for what, number in numbers.items()]
        rows.append((str(figure_words.value_word(by, value, found.names)), cells))
    return str(by), figure_words.BYS[by], rows


def _lines(found: Board) -> Iterator[list[object]]:
    period = f"{found.first.isoformat()} to {localdate(found.taken_at).isoformat()}"
    for by in By:
        for value, numbers in found.rows[by]:
            for what, number in numbers.items():
                yield [
                    str(what),
                    str(by),
                    cell(value),
                    cell(str(figure_words.value_word(by, value, found.names))),
                    number,
                    period,
                    in_utc(found.taken_at),
                    figure_words.DEFINITIONS[what],
                    figure_words.POPULATION,
                    figure_words.SOURCE,
                ]


def _months(request: Request) -> int:
    said = request.GET.get("months", "")
    is_number = said.isascii() and said.isdecimal() and len(said) < 3
    return dashboard.months_asked(int(said) if is_number else 0)
