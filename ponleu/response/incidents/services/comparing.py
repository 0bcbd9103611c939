"""Contradictions kept up to date with what stands in incidents; those found once stay."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from ponleu.engines import incidents as engine
from ponleu.knowledge.sources.models import Source
from ponleu.response.incidents import kinship
from ponleu.response.incidents.models import Contradiction, Member, Side, Telling
from ponleu.response.incidents.rules import Kind, contradiction_key, sentence_span

MOST_COMPARED = 60
"""Tellings of one incident that are compared with each other, the first taken in first."""

Span = tuple[UUID, int, int]


def compare_incidents_of(tellings: Collection[UUID], *, at: datetime) -> None:
    """Compare anew the incidents in which these tellings stand."""
    rows = Member.objects.standing().filter(telling__in=tellings).order_by()
    for key in set(rows.values_list("incident", flat=True)):
        compare(key, at=at)


def compare(incident: UUID, *, at: datetime) -> None:
    """Find where the tellings of an incident contradict each other.

    What was found before stays, whatever the engine says now; what is between tellings that
    are no longer both of the incident is set aside until they are again.
    """
    members = Member.objects.standing().filter(incident=incident)
    keys = list(members.values_list("telling", flat=True))
    rows = list(Telling.objects.current().filter(pk__in=keys).order_by("pk")[:MOST_COMPARED])
    found = [one for one in kinship.contradictions_of(rows) if one.a.span != one.b.span]
    _keep(incident, found, rows, at)
    _set_current(incident, set(keys))


def compare_figures(source: Source, *, at: datetime) -> None:
    """Find figures of a document that do not add up."""
    for slip in engine.arithmetic_slips(source.text):
        span = (source.pk, slip.start, slip.end)
        key = contradiction_key(Kind.ARITHMETIC, "", [_plain(span)])
        made, is_new = Contradiction.objects.get_or_create(
            key=key,
            defaults={
                "kind": Kind.ARITHMETIC,
                "template": slip.template,
                "values": dict(slip.values),
                "found_at": at,
            },
        )
        if is_new:
            Side.objects.create(**side(made, 1, span, source.text))


def side(
    made: Contradiction, number: int, span: Span, text: str, **more: object
) -> dict[str, object]:
    """What a side keeps of its words."""
    source, start, end = span
    begin, finish = sentence_span(text, start, end)
    return {
        "contradiction": made,
        "number": number,
        "source_id": source,
        "start": start,
        "end": end,
        "words": text[start:end],
        "around": text[begin:finish],
        "shift": start - begin,
        **more,
    }


def _keep(
    incident: UUID,
    found: Sequence[engine.Contradiction],
    rows: Iterable[Telling],
    at: datetime,
) -> None:
    if not found:
        return
    of_source = {row.source_id: row for row in rows}
    key_of = {_key(one): one for one in found}
    known = set(Contradiction.objects.filter(key__in=key_of).values_list("key", flat=True))
    Contradiction.objects.filter(key__in=known).update(incident=incident)
    wanted = {UUID(span.document) for one in found for span in (one.a.span, one.b.span)}
    texts = dict(Source.objects.filter(pk__in=wanted).values_list("pk", "text"))
    for key, one in key_of.items():
        if key in known:
            continue
        made = Contradiction.objects.create(
            key=key,
            kind=one.kind.value,
            topic=one.a.topic[:80],
            incident_id=incident,
            template=one.template,
            values=dict(one.values),
            found_at=at,
        )
        for number, statement in enumerate((one.a, one.b), start=1):
            source = UUID(statement.span.document)
            span = (source, statement.span.start, statement.span.end)
            Side.objects.create(
                **side(made, number, span, texts[source], telling=of_source[source])
            )


def _key(one: engine.Contradiction) -> str:
    spans = [(s.span.document, s.span.start, s.span.end) for s in (one.a, one.b)]
    return contradiction_key(one.kind.value, one.a.topic, spans)


def _plain(span: Span) -> tuple[str, int, int]:
    return str(span[0]), span[1], span[2]


def _set_current(incident: UUID, members: set[UUID]) -> None:
    """What stands between members now is current; between others it is set aside."""
    rows = Contradiction.objects.filter(incident=incident, entered_by=None)
    outside = Side.objects.filter(contradiction__in=rows).exclude(telling__in=members)
    aside = set(outside.values_list("contradiction", flat=True))
    rows.filter(pk__in=aside).update(is_current=False)
    rows.exclude(pk__in=aside).update(is_current=True)
