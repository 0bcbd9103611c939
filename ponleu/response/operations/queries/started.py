"""What is open of an operation that has started: sites, teams, people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from ponleu.foundation.accounts.models import User
from ponleu.response.operations.models import Operation, OperationSite, OperationTeam, TeamMember


@dataclass(frozen=True, slots=True)
class Started:
    """Sites in the order of the plan, teams with their people."""

    sites: Sequence[OperationSite]
    teams: Sequence[OperationTeam]


def started(actor: User, operation: Operation) -> Started:
    """For those to whom it is open; empty for anybody else."""
    sites = OperationSite.objects.visible_to(actor).filter(operation=operation)
    teams = OperationTeam.objects.visible_to(actor).filter(operation=operation)
    members = TeamMember.objects.order_by("-is_lead", "pk").select_related("user")
    its_sites = OperationSite.objects.order_by("number").select_related("entry")
    teams = teams.prefetch_related(Prefetch("members", members))
    return Started(
        list(sites.select_related("entry").order_by("number").prefetch_related("teams")),
        list(teams.prefetch_related(Prefetch("sites", its_sites)).order_by("number")),
    )


def sites_of(actor: User, operation: Operation) -> Sequence[OperationSite]:
    """Its sites in the order of the plan, for those to whom it is open; empty for anybody else."""
    rows = OperationSite.objects.visible_to(actor).filter(operation=operation)
    return list(rows.select_related("entry").order_by("number"))
