"""Why a report was not sent, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ponleu.faces.public.web.frame import options


def not_sent(because: str) -> tuple[str, int]:
    """Why it was not sent, what to do now, and the status of that page."""
    phone = options().phone
    call = " " + _("Or call %(number)s.") % {"number": phone} if phone else ""
    told = {
        "nothing": (_("Write one sentence, or add a photo or a voice message."), 422),
        "soon": (_("Please wait a few seconds, then send again. Nothing is lost."), 425),
        "many": (
            _(
                "Many reports came from your network in this hour. Nothing is lost: keep this "
                "page open and send again later."
            ),
            429,
        ),
        "unsealed": (
            _(
                "Your report could not be sealed, so it was not sent. Nothing is lost: keep this "
                "page open and send again later."
            ),
            503,
        ),
    }
    note, status = told[because]
    return (note + call if status in (429, 503) else note), status
