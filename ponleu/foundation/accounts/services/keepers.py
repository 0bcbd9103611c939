"""Making a keeper from outside, where nobody can sign in yet."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import Role, Unit, User
from ponleu.foundation.accounts.services.grants import give_grant
from ponleu.foundation.accounts.services.people import add_user
from ponleu.foundation.core.errors import NotFound, NotPermitted
from ponleu.foundation.core.models import Installation

KEEPER = "keeper"
"""Code of the role in the country's pack that keeps accounts."""


@transaction.atomic
def add_keeper(*, username: str, name: str, unit_code: str, passphrase: str, at: datetime) -> User:
    """Add a system keeper of a unit and all below it; the passphrase serves once.

    For whoever holds the machine: the first keeper, or another when the first is lost.

    Raises:
        NotPermitted: this is not a real record, or not begun.
        NotFound: no such unit.
        InvalidInput, UsernameTaken: as for ``add_user``.
    """
    if not Installation.objects.filter(kind=Installation.REAL).exists():
        raise NotPermitted(
            _("Only a real record needs it. Begin one with: ponleu up --real --prepare-only")
        )
    unit = Unit.objects.filter(code=unit_code).first()
    if unit is None:
        raise NotFound(_("There is no such unit. The country's own code names the whole: KH"))
    user = add_user(None, username=username, name=name, unit=unit, passphrase=passphrase, at=at)
    give_grant(None, user, Role.objects.get(code=KEEPER), unit, "", at=at)
    return user
