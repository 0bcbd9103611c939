"""Puts the invented country into a new record, through the services that people use."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.faces.demonstration.generate import generate
from ponleu.faces.demonstration.load_case_files import open_cases
from ponleu.faces.demonstration.load_cases import gather_complaints
from ponleu.faces.demonstration.load_custody import keep_seized
from ponleu.faces.demonstration.load_desk import begin_desks, file_complaints
from ponleu.faces.demonstration.load_field import work_at_sites
from ponleu.faces.demonstration.load_figures import enter_figures
from ponleu.faces.demonstration.load_findings import lower_finding, write_findings
from ponleu.faces.demonstration.load_incidents import tell_incidents
from ponleu.faces.demonstration.load_minutes import write_minutes
from ponleu.faces.demonstration.load_operations import run_operations
from ponleu.faces.demonstration.load_outcomes import note_outcomes
from ponleu.faces.demonstration.load_public_answers import answer_findings, correct_answers
from ponleu.faces.demonstration.load_register import enter_register, mention_in
from ponleu.faces.demonstration.load_said import tell_both_sides
from ponleu.faces.demonstration.load_verification import plan_verification
from ponleu.faces.demonstration.load_visits import keep_visits
from ponleu.faces.demonstration.types import Complaint, Country, Document
from ponleu.foundation.accounts import services as accounts
from ponleu.foundation.accounts.demonstration import demonstration_accounts
from ponleu.foundation.accounts.models import Unit, User
from ponleu.foundation.core.errors import NotPermitted
from ponleu.foundation.core.models import Installation, is_demonstration
from ponleu.foundation.places import services as places
from ponleu.knowledge.register import name_index
from ponleu.knowledge.register.kernels import compile_kernels
from ponleu.knowledge.register.models import Entry
from ponleu.knowledge.register.services import proposing
from ponleu.knowledge.sources import copies
from ponleu.knowledge.sources import services as sources
from ponleu.knowledge.sources.models import Source
from ponleu.knowledge.sources.rules import SourceKind
from ponleu.response.incidents.services import looking

SEED = 2026
Say = Callable[[str], None]


def prepare(*, real: bool, at: datetime, say: Say) -> None:
    """Bring the database up to date; load the demonstration country if it is new and not real.

    Safe to run at every start, and again after being cut off in the middle.

    Raises:
        NotPermitted: as for ``begin_once``.
    """
    say("Compiling what compares names: a minute the first time, then a moment ...")
    compile_kernels()
    say("Bringing the database up to date ...")
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    places.load_places(settings.PONLEU_COUNTRY)
    accounts.load_structure(settings.PONLEU_COUNTRY, at=at)
    begin_once(real=real, at=at, say=say)
    copies.fill_fingerprints(say)  # of documents kept before copies were recognised
    looking.catch_up(at=at, say=say)  # for incidents that documents tell of
    say("Matching the register ...")
    name_index.bring_up()
    proposing.catch_up(at=at)


def begin_once(*, real: bool, at: datetime, say: Say) -> None:
    """Begin the record if it is new.

    Raises:
        NotPermitted: a real record is asked for where the demonstration country is.
    """
    if real and is_demonstration():
        raise NotPermitted(
            _("This record is the demonstration country. Begin a real one in another PONLEU_HOME.")
        )
    if not Installation.objects.exists():
        begin(real=real, at=at, say=say)


@transaction.atomic
def begin(*, real: bool, at: datetime, say: Say) -> None:
    """Say once and for all what this record is; a demonstration is filled in the same breath."""
    kind = Installation.REAL if real else Installation.DEMONSTRATION
    Installation.objects.create(kind=kind, country=settings.PONLEU_COUNTRY, begun_at=at)
    if real:
        return
    say("Loading the demonstration country ...")
    people = accounts.begin_demonstration_accounts(demonstration_accounts(), at=at)
    country = generate(SEED)
    entries = fill(country, people[0], at=at, say=say)
    begin_desks(people)
    site_of = file_complaints(country.waiting, country)
    say(f"  {len(site_of)} complaints wait at the desks, sealed")
    say(f"  {gather_complaints(people, site_of, entries, at=at)} allegations opened")
    work_on_allegations(people, at=at, say=say)


def work_on_allegations(people: list[User], *, at: datetime, say: Say) -> None:
    """Verify, find, answer and tell, as the demonstration people would."""
    cases, plans = open_cases(people, at=at), plan_verification(people, at=at)
    said = tell_both_sides(people, at=at)
    findings, answers = write_findings(people, said, at=at), answer_findings(people, at=at)
    findings, answers = (
        findings + lower_finding(people, at=at),
        answers + correct_answers(people, at=at),
    )
    figures, visits = enter_figures(people, at=at), keep_visits(people, at=at)
    say(f"  {cases} cases, {plans} plan of verification, {findings} findings, {answers} answers")
    say(f"  {figures} published figures, {visits} visits")
    say(f"  {run_operations(people, at=at)} operations")
    say(f"  {keep_seized(people)} things in custody")
    say(f"  {work_at_sites(people)} entries made at sites")
    say(f"  {write_minutes(people)} minutes")
    say(f"  {note_outcomes(people, at=at)} measures")
    tell_incidents(people, at=at, say=say)


def fill(country: Country, keeper: User, *, at: datetime, say: Say) -> dict[str, Entry]:
    """Enter sites, organisations, documents and complaints, each for its province's unit.

    Returns:
        The entries of sites and organisations by their keys.
    """
    units = {
        unit.territory: unit
        for unit in Unit.objects.filter(path__startswith="KH/")
        if len(unit.territory) == 2
    }
    for number, document in enumerate(country.documents, 1):
        _keep_document(document, keeper, units, at=at)
        if number % 20 == 0:
            say(f"  {number} of {len(country.documents)} documents read")
    entries = enter_register(country.organisations, country.sites, keeper, units, at=at)
    say(f"  {len(country.organisations)} organisations and {len(country.sites)} sites entered")
    for number, complaint in enumerate(country.complaints, 1):
        source = _keep_complaint(complaint, country, keeper, units, at=at)
        mention_in(source, complaint, entries[complaint.site], keeper, at=at)
        if number % 100 == 0:
            say(f"  {number} of {len(country.complaints)} complaints kept")
    return entries


def _keep_document(
    document: Document, keeper: User, units: dict[str, Unit], *, at: datetime
) -> None:
    about = sources.About(
        title=document.title,
        kind=SourceKind(document.style),
        origin=document.publisher,
        published=document.published,
        territory=document.territory,
    )
    file = io.BytesIO(document.text.encode())
    sources.add_source(keeper, file, about, at=at, unit=units[document.territory])


def _keep_complaint(
    complaint: Complaint, country: Country, keeper: User, units: dict[str, Unit], *, at: datetime
) -> Source:
    province = next(s.place_code[:2] for s in country.sites if s.key == complaint.site)
    about = sources.About(
        title=" ".join(complaint.text.split()[:9]),
        kind=SourceKind.MESSAGE,
        origin=complaint.channel.replace("_", " "),
        published=complaint.received_at.date(),
        territory=province,
    )
    file = io.BytesIO(complaint.text.encode())
    unit = units[province]
    source, _is_new = sources.add_source(keeper, file, about, at=at, unit=unit, read_now=False)
    return source
