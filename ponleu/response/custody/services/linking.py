"""Adding a signed link to the chain of an exhibit: the one way it happens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, NotPermitted
from ponleu.foundation.core.instants import in_utc
from ponleu.foundation.journal import heads
from ponleu.response.custody.models import Exhibit, Link
from ponleu.response.custody.rules import chain
from ponleu.response.custody.rules.kinds import LinkKind


def person(user: User) -> dict[str, str]:
    """A person as they stand in a link."""
    return {"name": user.name, "account": user.username, "unit": user.unit.name}


def locked(actor: User, key: UUID) -> Exhibit:
    """An exhibit that the actor may write to, locked until the transaction ends.

    Raises:
        NotFound: there is none for them.
        NotPermitted: they see it and do not keep what is seized.
        ChangedMeanwhile: it was taken back.
    """
    exhibit = Exhibit.objects.get_for(actor, key, lock=True)
    refuse_readers(actor)
    if exhibit.withdrawn_at is not None:
        raise ChangedMeanwhile(_("This exhibit was taken back: it was entered by mistake."))
    return exhibit


def refuse_readers(actor: User) -> None:
    """Refuse whoever only reads.

    Raises:
        NotPermitted: they do not keep what is seized.
    """
    if not actor.may(Action.CUSTODY_KEEP):
        raise NotPermitted(_("You may see what was seized, but not keep it."))


def append(
    exhibit: Exhibit, kind: LinkKind, actor: User, said: Mapping[str, Any], *, at: datetime
) -> Link:
    """Sign the next link of a locked exhibit.

    Args:
        said: what happened, as JSON values without fractions.
    """
    last = Link.objects.filter(exhibit=exhibit).order_by("-number").first()
    number = last.number + 1 if last else 1
    body = {
        "version": chain.VERSION,
        "exhibit": exhibit.reference,
        "number": number,
        "kind": kind.value,
        "at": in_utc(at),
        "by": person(actor),
        "previous": last.hash if last else chain.START,
        "said": dict(said),
    }
    digest = chain.hash_of(body)
    signing = heads.signing_key(settings.PONLEU_KEYS)
    return Link.objects.create(
        exhibit=exhibit,
        number=number,
        kind=kind,
        at=at,
        by=actor,
        body=chain.one_form(body).decode(),
        hash=digest,
        signature=signing.sign(chain.link_text(digest)).hex(),
    )
