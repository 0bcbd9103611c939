"""What the press of the invented country claims and denies of two sites, judged by a reviewer."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.knowledge.claims.models import Claim
from ponleu.knowledge.review import services as review
from ponleu.knowledge.sources import services as sources
from ponleu.knowledge.sources.models import Proposal, Source
from ponleu.knowledge.sources.rules import SourceKind, Verdict
from ponleu.response.cases.models import Allegation


@dataclass(frozen=True, slots=True)
class Article:
    """A text with ``{site}`` where it names the site.

    Attributes:
        offence: of the allegations to which it belongs.
    """

    offence: str
    title: str
    published: date
    text: str


ARTICLES = (
    Article(
        "confinement",
        "Who held the key to the upper floors?",
        date(2026, 3, 24),
        "24 March 2026. A former guard said that people on the upper floors of the {site} could "
        "leave only when a guard opened the door. He asked that his name be left out.\n\n"
        "The manager of the {site} denied that anybody was locked in. Every door has a handle on "
        "both sides, the manager told the Harbour Morning by telephone.\n\n"
        "Two shops across the road had not seen anybody come out before noon.",
    ),
    Article(
        "debt_bondage",
        "Wages or debts: two accounts of one estate",
        date(2026, 4, 14),
        "14 April 2026. A former cook said that nobody may leave the {site} before a debt is paid. "
        "She showed a page of a notebook with sums on it.\n\n"
        "The owner of the {site} denied that workers owe the company anything. Wages came late, "
        "the owner told the Harbour Morning, and some people wanted to leave for better pay.",
    ),
)
ORIGIN = "Harbour Morning"


@dataclass(frozen=True, slots=True)
class BothSides:
    """A claim and a denial of it, as they were accepted."""

    claim: UUID
    denial: UUID


def tell_both_sides(people: list[User], *, at: datetime) -> dict[UUID, BothSides]:
    """Bring in what is said of open allegations and accept it; by the key of the allegation.

    Done by whoever of the demonstration people may review documents there.
    """
    found = {}
    for article in ARTICLES:
        rows = Allegation.objects.filter(offence=article.offence, withdrawn_at=None)
        allegation = rows.select_related("entry", "unit").order_by("reference").first()
        judge = allegation and next((one for one in people if _may_judge(one, allegation)), None)
        if allegation and judge:
            both = _accepted(judge, _brought(judge, article, allegation, at=at), allegation, at=at)
            if both:
                found[allegation.pk] = both
    return found


def _may_judge(person: User, allegation: Allegation) -> bool:
    needs = (Action.SOURCE_ADD, Action.REVIEW, Action.REGISTER_EDIT)
    return all(person.may(action, allegation) for action in needs)


def _brought(judge: User, article: Article, allegation: Allegation, *, at: datetime) -> Source:
    about = sources.About(
        title=article.title,
        kind=SourceKind.PRESS,
        origin=ORIGIN,
        published=article.published,
        territory=allegation.territory,
    )
    text = article.text.format(site=allegation.entry.name)
    file = io.BytesIO(text.encode())
    return sources.add_source(judge, file, about, at=at, unit=allegation.unit)[0]


def _accepted(
    judge: User, source: Source, allegation: Allegation, *, at: datetime
) -> BothSides | None:
    """Say that it names the site of the allegation, and accept its claim and its denial."""
    of_kind: dict[str, Proposal] = {}
    for proposal in Proposal.objects.filter(source=source, verdict="").order_by("start", "pk"):
        of_kind.setdefault(proposal.kind, proposal)
    if not {"site", "claim", "denial"} <= of_kind.keys():
        return None
    entry = {"same_as": str(allegation.entry_id)}
    _judge(judge, of_kind["site"], Verdict.EDITED, at=at, edited=entry)
    for kind in ("claim", "denial"):
        _judge(judge, of_kind[kind], Verdict.ACCEPTED, at=at)
    claims = dict(
        Claim.objects.visible_to(judge).standing().filter(source=source).values_list("kind", "pk")
    )
    return BothSides(claims["claim"], claims["denial"])


def _judge(
    judge: User,
    proposal: Proposal,
    verdict: Verdict,
    *,
    at: datetime,
    edited: Mapping[str, str] | None = None,
) -> None:
    review.judge(judge, proposal.pk, verdict, revision=proposal.revision, at=at, edited=edited)
