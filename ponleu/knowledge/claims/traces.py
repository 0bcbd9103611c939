"""From accepted proposals to the claims and commitments that they became."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from uuid import UUID

from django.urls import reverse

from ponleu.foundation.accounts.models import User
from ponleu.knowledge.claims.models import Claim, Commitment


def entered_by(actor: User, proposals: Sequence[UUID]) -> dict[UUID, list[dict[str, str]]]:
    """For each proposal, links to what it became: reference, address, label."""
    claims = Claim.objects.standing().visible_to(actor).filter(proposal__in=proposals)
    promises = Commitment.objects.standing().visible_to(actor).filter(proposal__in=proposals)
    links: dict[UUID, list[dict[str, str]]] = {}
    for row in chain(claims, promises):
        page = "claims:claim" if isinstance(row, Claim) else "claims:commitment"
        link = {
            "reference": row.reference,
            "address": reverse(page, args=[row.pk]),
            "label": row.content,
        }
        links.setdefault(row.proposal, []).append(link)
    return links


def claim_of_proposal(proposal: UUID) -> Claim | None:
    """The standing claim that an accepted proposal became."""
    return Claim.objects.standing().filter(proposal=proposal).first()
