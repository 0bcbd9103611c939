"""Words that people write, as they are kept."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ponleu.foundation.core.errors import InvalidInput


def one_line(text: str, *, most: int, is_needed: bool = True) -> str:
    """Words with single blanks between them.

    Args:
        most: characters.

    Raises:
        InvalidInput: there are none where some are needed, or too many.
    """
    kept = " ".join(text.split())
    if is_needed and not kept:
        raise InvalidInput(_("Say it in a few words."))
    if len(kept) > most:
        raise InvalidInput(_("Shorten it to %(most)d characters.") % {"most": most})
    return kept
