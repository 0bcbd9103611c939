"""What forms of the room send, checked: revisions, chosen questions, keys."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from ponleu.foundation.core.errors import InvalidInput, NotFound
from ponleu.foundation.core.web import Request
from ponleu.knowledge.sources.rules import Verdict

MOST_CHOSEN = 1000
"""More ticked boxes than any page of the room shows."""


def revision(request: Request) -> int:
    """The state of the question that the person had before their eyes.

    Raises:
        InvalidInput: none was sent.
    """
    return _number(request.POST.get("revision", ""))


def chosen(request: Request) -> dict[UUID, int]:
    """The ticked questions and their revisions, from fields such as ``chosen=KEY.REVISION``.

    Raises:
        InvalidInput: something else was sent, or more than any page shows.
    """
    fields = request.POST.getlist("chosen")
    if len(fields) > MOST_CHOSEN:
        raise _out_of_date()
    found = {}
    for field in fields:
        key, _dot, number = field.partition(".")
        try:
            found[UUID(key)] = _number(number)
        except ValueError:
            raise _out_of_date() from None
    return found


def verdict(request: Request) -> Verdict:
    """The answer whose button was pressed.

    Raises:
        InvalidInput: none of the answers was sent.
    """
    try:
        return Verdict(request.POST.get("verdict", ""))
    except ValueError:
        raise InvalidInput(
            _("Choose accept, edit, reject, not in the article or unsure.")
        ) from None


def entry_key(text: str) -> str:
    """The key of an entry as it was sent, or "" if none was.

    Raises:
        NotFound: something else was sent.
    """
    try:
        return str(UUID(text)) if text else ""
    except ValueError:
        raise NotFound(_("There is no such record.")) from None


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 9):
        raise _out_of_date()
    return int(text)


def _out_of_date() -> InvalidInput:
    return InvalidInput(_("The page is out of date. Load it again."))
