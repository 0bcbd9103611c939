"""Lists page by page."""

import pytest
from django.test import RequestFactory

from ponleu.foundation.core.paging import page_asked, page_links


@pytest.mark.parametrize(
    ("said", "expected"),
    [("3", 3), ("", 1), ("0", 1), ("-2", 1), ("x", 1), ("99999", 99999), ("100000", 1), ("៣", 1)],
)
def test_page_asked_is_a_page_whatever_the_address_says(said, expected):
    assert page_asked(RequestFactory().get("/", {"page": said})) == expected


def test_page_asked_is_the_first_without_a_word_of_it():
    assert page_asked(RequestFactory().get("/")) == 1


@pytest.mark.parametrize(
    ("number", "has_more", "before", "after"),
    [(1, False, None, None), (1, True, None, 2), (7, True, 6, 8), (7, False, 6, None)],
)
def test_page_links_lead_to_pages_that_are_there(number, has_more, before, after):
    links = page_links(number, has_more=has_more)

    assert links == {"page_number": number, "previous_page": before, "next_page": after}
