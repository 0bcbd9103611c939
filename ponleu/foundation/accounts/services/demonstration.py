"""Accounts for trying Ponleu out, in the demonstration country only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.demonstration import PASSPHRASE, DemonstrationAccount
from ponleu.foundation.accounts.models import Role, Unit, User
from ponleu.foundation.accounts.services.grants import give_grant
from ponleu.foundation.accounts.services.people import add_user
from ponleu.foundation.core.errors import NotPermitted
from ponleu.foundation.core.models import is_demonstration


@transaction.atomic
def begin_demonstration_accounts(
    accounts: Sequence[DemonstrationAccount], *, at: datetime
) -> list[User]:
    """Add the accounts that are not there yet, each with its one grant; return all of them.

    The units and roles must be loaded. All share one passphrase, shown on the sign-in page.

    Raises:
        NotPermitted: this record is not the demonstration country.
    """
    if not is_demonstration():
        raise NotPermitted(_("Demonstration accounts belong to the demonstration country."))
    there = User.objects.in_bulk([account.username for account in accounts], field_name="username")
    return [there.get(account.username) or _begin(account, at) for account in accounts]


def _begin(account: DemonstrationAccount, at: datetime) -> User:
    user = add_user(
        None,
        username=account.username,
        name=account.name,
        name_km=account.name_km,
        post=account.post,
        unit=Unit.objects.get(code=account.unit),
        passphrase=PASSPHRASE,
        must_change_passphrase=False,
        is_demonstration=True,
        at=at,
    )
    role, unit = Role.objects.get(code=account.role), Unit.objects.get(code=account.granted_unit)
    give_grant(None, user, role, unit, account.territory, at=at)
    return user
