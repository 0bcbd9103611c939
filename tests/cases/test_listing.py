"""Allegations page by page, held against all of them sorted at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ponleu.response.cases.models import Allegation
from ponleu.response.cases.queries import allegations, gathered
from ponleu.response.complaints.models import Exclusion

PAGE = 2


@pytest.fixture
def short_pages(monkeypatch):
    monkeypatch.setattr(gathered, "PAGE", PAGE)


def sorted_at_once(actor):
    """Those that the actor may see: standing before withdrawn, of each the latest first."""
    rows = Allegation.objects.visible_to(actor)
    ordered = sorted(rows, key=lambda each: (-each.opened_at.timestamp(), each.pk))
    return [each.pk for each in sorted(ordered, key=lambda each: each.withdrawn_at is not None)]


def page_by_page(actor):
    found, number, has_more = [], 1, True
    while has_more:
        page = allegations(actor, page=number)
        assert len(page.rows) <= PAGE
        found += [row.allegation.pk for row in page.rows]
        number, has_more = number + 1, page.has_more
    return found


@pytest.mark.parametrize("n_withdrawn", [0, 1, 2, 3, 5])
def test_pages_hold_each_allegation_once_and_those_withdrawn_last(
    desk, told, opened, noon, short_pages, n_withdrawn
):
    ana, bora = desk["ana"][0], desk["bora"][0]
    made = [opened(told()) for _number in range(5)]
    for number, each in enumerate(made):
        is_gone = number < n_withdrawn
        Allegation.objects.filter(pk=each.pk).update(
            opened_at=noon - timedelta(days=7 * number % 5),
            withdrawn_at=noon - timedelta(hours=number) if is_gone else None,
            withdrawn_by=bora if is_gone else None,
        )

    assert page_by_page(ana) == sorted_at_once(ana)
    assert len(page_by_page(ana)) == len(made)

    complaint = made[-1].gatherings.first().complaint
    Exclusion.objects.create(complaint=complaint, user=ana, by=bora, at=noon)
    assert page_by_page(ana) == sorted_at_once(ana)
    assert made[-1].pk not in page_by_page(ana)


def test_a_page_beyond_the_last_is_empty(desk, told, opened, short_pages):
    opened(told())

    page = allegations(desk["ana"][0], page=9)

    assert (page.rows, page.has_more) == ((), False)
