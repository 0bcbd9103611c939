"""From what the record holds to the rows of minutes. The same facts give the same rows."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from ponleu.foundation.core.instants import in_utc
from ponleu.response.minutes.rules.content import Row, Value
from ponleu.response.minutes.rules.facts import AtSite, Facts, Member, Seized, Word

NOT_SAID = "–"


def rows_of(facts: Facts) -> dict[str, tuple[Row, ...]]:
    """Rows by part; "remarks" has none: it is the minute-taker's."""
    return {
        "order": tuple(_order(facts)),
        "place": tuple(_place(facts)),
        "present": tuple(_member(each) for each in facts.members),
        "events": tuple(row for _, row in sorted(_events(facts), key=lambda pair: pair[0])),
        "found": tuple(_found(facts)),
        "seized": tuple(_seized(facts)),
        "remarks": (),
    }


def _order(facts: Facts) -> Iterator[Row]:
    yield Row("ordered_by", {"name": facts.ordered_by, "unit": _word(facts.unit)})
    if facts.sign_off:
        yield Row(
            "sign_off",
            {
                "name": facts.sign_off.prosecutor,
                "signed_at": in_utc(facts.sign_off.signed_at),
                "until_at": in_utc(facts.sign_off.until_at),
            },
        )
    for word in facts.allowed:
        yield Row("allowed", {"what": _word(word)})
    started = in_utc(facts.started_at)
    yield Row("started_by", {"name": facts.started_by, "started_at": started})


def _place(facts: Facts) -> Iterator[Row]:
    for site in facts.sites:
        values: dict[str, Value] = {
            "number": site.number,
            "name": site.name,
            "place": _or_dash(site.place),
        }
        if site.planned_at:
            yield Row("site_planned", {**values, "planned_at": in_utc(site.planned_at)})
        else:
            yield Row("site", values)
    yield Row("began", {"started_at": in_utc(facts.started_at)})
    if facts.ended_at:
        yield Row("ended", {"ended_at": in_utc(facts.ended_at)})
    else:
        yield Row("not_ended")


def _member(member: Member) -> Row:
    return Row(
        "member",
        {
            "key": member.key,
            "name": member.name,
            "unit": member.unit,
            "role": _word(member.role),
            "team": member.team,
            "is_lead": int(member.is_lead),
            "was_present": int(member.was_present),
        },
    )


def _events(facts: Facts) -> Iterator[tuple[tuple[datetime, int], Row]]:
    """What happened, each with its instant and its place among what happened at that instant."""
    names = {site.number: site.name for site in facts.sites}
    present = sum(member.was_present for member in facts.members)
    start = {"present": present, "of": len(facts.members)}
    yield (facts.started_at, 0), _at("event_start", facts.started_at, start)
    for where in facts.at_sites:
        if where.first_at:
            first: dict[str, Value] = {
                "number": where.site,
                "name": names.get(where.site, NOT_SAID),
            }
            yield (where.first_at, 1), _at("event_first", where.first_at, first)
    for count in facts.headcounts:
        counted: dict[str, Value] = {
            "number": count.site,
            "people": count.people,
            "children": _or_not_said(count.children),
            "by": count.by,
        }
        yield (count.at, 2), _at("event_headcount", count.at, counted)
    for thing in facts.seized:
        taken = {"reference": thing.reference, "by": thing.by}
        yield (thing.at, 3), _at(*_where("event_seized", thing, taken))
    if facts.ended_at:
        yield (facts.ended_at, 4), _at("event_end", facts.ended_at, {})


def _found(facts: Facts) -> Iterator[Row]:
    last = {each.site: each for each in sorted(facts.headcounts, key=lambda each: each.at)}
    for number in sorted(last):
        count = last[number]
        said = {"number": number, "people": count.people, "children": _or_not_said(count.children)}
        yield Row("headcount", said)
    if facts.persons:
        yield Row("persons", {"people": len(facts.persons)})
        yield from _counted("persons_age", (one.age for one in facts.persons))
        yield from _counted("persons_language", (one.language for one in facts.persons))
        yield from _counted("persons_need", (need for one in facts.persons for need in one.needs))
    for answer in sorted(facts.answers, key=lambda each: (each.site, each.at, each.question.en)):
        values: dict[str, Value] = {
            "number": answer.site,
            "question": _word(answer.question),
            "answer": _word(answer.answer),
            "by": answer.by,
        }
        yield _at("answer", answer.at, values)
    for where in sorted(facts.at_sites, key=lambda each: each.site):
        yield from _at_site(where)
    if not (facts.headcounts or facts.persons or facts.answers or facts.at_sites):
        yield Row("nothing_found")


def _at_site(where: AtSite) -> Iterator[Row]:
    if where.photos:
        listed = "".join(f"{each}\n" for each in sorted(where.photos))
        digest = hashlib.sha256(listed.encode()).hexdigest()
        count = len(where.photos)
        yield Row("photos", {"number": where.site, "count": count, "sha256": digest})
    if where.notes or where.sketches:
        also = {"number": where.site, "notes": where.notes, "sketches": where.sketches}
        yield Row("also", also)
    if where.conflicts:
        yield Row("conflicts", {"number": where.site, "count": where.conflicts})


def _seized(facts: Facts) -> Iterator[Row]:
    for thing in sorted(facts.seized, key=lambda each: (each.at, each.reference)):
        reference = thing.reference
        values: dict[str, Value] = {
            "reference": reference,
            "kind": _word(thing.kind),
            "what": thing.what,
            "seal": thing.seal or NOT_SAID,
            "by": thing.by,
        }
        yield _at(*_where("exhibit", thing, values))
        if thing.owner:
            yield Row("exhibit_owner", {"reference": reference, "owner": thing.owner})
        if thing.covers:
            since, until = thing.covers
            covered = {"from_at": in_utc(since), "until_at": in_utc(until)}
            channels = thing.channels or NOT_SAID
            yield Row("exhibit_covers", {"reference": reference, "channels": channels, **covered})
        for sha256 in thing.hashes:
            yield Row("exhibit_hash", {"reference": reference, "sha256": sha256})
    if not facts.seized:
        yield Row("nothing_seized")


def _counted(code: str, words: Iterable[Word]) -> Iterator[Row]:
    """How many of each word, the most first."""
    counts = Counter(words)
    for word in sorted(counts, key=lambda each: (-counts[each], each.en)):
        yield Row(code, {"what": _word(word), "people": counts[word]})


def _at(code: str, at: datetime, values: Mapping[str, Value]) -> Row:
    return Row(code, {"at": in_utc(at), **values})


def _where(
    code: str, thing: Seized, values: Mapping[str, Value]
) -> tuple[str, datetime, Mapping[str, Value]]:
    """The sentence for something seized at a site, or at none of them, with its values."""
    if not thing.site:
        return f"{code}_elsewhere", thing.at, values
    return code, thing.at, {**values, "number": thing.site}


def _or_dash(word: Word) -> Mapping[str, str]:
    return _word(word if word.en else Word(NOT_SAID, NOT_SAID))


def _word(word: Word) -> Mapping[str, str]:
    return {"code": word.code, "en": word.en, "km": word.km or word.en}


def _or_not_said(number: int | None) -> Value:
    return NOT_SAID if number is None else number
