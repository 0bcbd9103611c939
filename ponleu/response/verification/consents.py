"""What people said about the uses of their interviews: the one place that is asked."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus

from django.utils.translation import gettext as _

from ponleu.foundation.core.errors import DomainError
from ponleu.response.verification import rules
from ponleu.response.verification.models import Consent, Interview
from ponleu.response.verification.rules import Purpose


class NoConsent(DomainError):
    """Nobody said yes to this use, or the yes was withdrawn."""

    code = "no_consent"
    http_status = HTTPStatus.CONFLICT


def allowed(interview: Interview, said: Iterable[Consent]) -> frozenset[Purpose]:
    """For what an interview may be used now, by all that was said about it."""
    told = [
        rules.Consent(
            each.purpose, each.giver, each.is_given, is_withdrawn=each.withdrawn_at is not None
        )
        for each in sorted(said, key=lambda each: (each.said_date, each.at, each.pk))
    ]
    is_child = interview.witness.is_child
    return frozenset(p for p in Purpose if rules.is_consented(told, p, is_child=is_child))


def require_consent(interview: Interview, purpose: Purpose) -> None:
    """Refuse a use of an interview that nobody said yes to.

    Raises:
        NoConsent: that is so, or the yes was withdrawn.
    """
    if purpose not in allowed(interview, interview.consents.all()):
        raise NoConsent(
            _("There is no consent for this use. Ask the person again, or leave it out.")
        )
