"""Lists page by page: which page is asked for, and where its links lead."""

from __future__ import annotations

from django.http import HttpRequest

MOST_DIGITS = 5


def page_asked(request: HttpRequest) -> int:
    """The page that the address asks for; 1 if that is none."""
    said = request.GET.get("page", "")
    is_number = said.isascii() and said.isdecimal() and len(said) <= MOST_DIGITS
    return max(1, int(said)) if is_number else 1


def page_links(number: int, *, has_more: bool) -> dict[str, int | None]:
    """What ``core/_pages.html`` reads."""
    return {
        "page_number": number,
        "previous_page": number - 1 if number > 1 else None,
        "next_page": number + 1 if has_more else None,
    }
