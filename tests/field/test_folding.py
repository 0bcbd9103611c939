"""What stands is the same whatever the order of syncing, and as a slow reference says."""

from __future__ import annotations

from ast import literal_eval
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.response.field.rules.folding import Chosen, Told, fold
from ponleu.response.field.rules.kinds import PERSON_FIELDS, Kind

START = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PERSONS = [UUID(int=10_000 + number) for number in range(3)]
SITE = UUID(int=20_000)
VALUES = {
    "wristband": ["A1", "A2"],
    "language": ["km", "vi"],
    "age_band": ["18_24", "15_17"],
    "needs": [["medicine"], ["doctor_now", "injured"]],
}
"""Few words, so that entries often agree and often do not."""


@st.composite
def histories(draw):
    """Entries of three devices, and choices among them."""
    entries, seqs = [], {1: 0, 2: 0, 3: 0}
    for number in range(draw(st.integers(1, 9))):
        device = draw(st.integers(1, 3))
        seqs[device] += 1
        others = [told.id for told in entries]
        base = draw(st.none() | st.sampled_from(others)) if others else None
        entries.append(
            Told(
                id=UUID(
                    int=draw(st.permutations(range(10)).map(lambda p: p[0])) * 100 + number + 1
                ),
                device=UUID(int=device),
                seq=seqs[device],
                base=base,
                kind=(kind := draw(st.sampled_from([Kind.CHECK, Kind.PERSON, Kind.PERSON_CHANGE]))),
                site=SITE,
                at=START + timedelta(minutes=draw(st.integers(0, 5))),
                open=draw(opened(kind)),
            )
        )
    keys = [told.id for told in entries]
    choices = draw(
        st.lists(
            st.builds(
                Chosen,
                st.sampled_from(keys),
                st.frozensets(st.sampled_from(keys), max_size=2),
                st.booleans(),
            ),
            max_size=3,
        )
    )
    return entries, choices


def opened(kind):
    """Open fields of an entry."""
    person = st.sampled_from(PERSONS).map(str)
    if kind is Kind.CHECK:
        return st.fixed_dictionaries(
            {"code": st.sampled_from(["q1", "q2"]), "answer": st.sampled_from(["yes", "no"])}
        )
    if kind is Kind.PERSON:
        return st.fixed_dictionaries(
            {"person": person, **{name: st.sampled_from(all_) for name, all_ in VALUES.items()}}
        )
    return st.sampled_from(PERSON_FIELDS).flatmap(
        lambda name: st.fixed_dictionaries(
            {"person": person, "field": st.just(name), "value": st.sampled_from(VALUES[name])}
        )
    )


def slow(entries, choices):
    """Heads of each slot by the words of the rule: all pairs, closed by Warshall's way."""
    slots = {}
    for told in entries:
        said = told.open
        if told.kind is Kind.CHECK:
            slots.setdefault(("check", told.site, said["code"]), []).append((told, said["answer"]))
        elif told.kind is Kind.PERSON:
            for name in PERSON_FIELDS:
                slot = ("person", UUID(said["person"]), name)
                slots.setdefault(slot, []).append((told, str(said[name])))
        else:
            slot = ("person", UUID(said["person"]), said["field"])
            slots.setdefault(slot, []).append((told, str(said["value"])))
    return {slot: slow_heads(words, choices) for slot, words in slots.items()}


def slow_heads(words, choices):
    told = [one for one, _value in words]
    over = {
        (a.id, b.id): a.id != b.id
        and (
            a.base == b.id
            or (a.device == b.device and a.seq > b.seq)
            or any(one.entry == a.id and b.id in one.over for one in choices)
        )
        for a in told
        for b in told
    }
    for middle in told:
        for a in told:
            for b in told:
                if over[a.id, middle.id] and over[middle.id, b.id]:
                    over[a.id, b.id] = True
    return {
        one.id: value
        for one, value in words
        if not any(over[a.id, one.id] and not over[one.id, a.id] for a in told if a.id != one.id)
    }


@settings(max_examples=300)
@given(histories(), st.randoms(use_true_random=False))
def test_fold_is_the_same_whatever_the_order(history, random):
    entries, choices = history
    mixed, other = list(entries), list(choices)
    random.shuffle(mixed)
    random.shuffle(other)

    found, again = fold(entries, choices), fold(mixed, other)

    assert found.persons == again.persons
    assert found.answers == again.answers
    assert found.conflicts == again.conflicts


@settings(max_examples=300)
@given(histories())
def test_fold_finds_the_heads_that_the_slow_reference_finds(history):
    entries, choices = history
    wanted = slow(entries, choices)

    found = fold(entries, choices)

    disagree = {
        f"{about}:{key}:{what}": frozenset(heads)
        for (about, key, what), heads in wanted.items()
        if len(set(heads.values())) > 1
    }
    kept = {
        slot: keys for slot, keys in found.conflicts.items() if not slot.startswith("wristband")
    }
    assert kept == disagree
    for (about, key, what), heads in wanted.items():
        if about == "person" and what in ("language", "age_band"):
            values = set(heads.values())
            settled = values.pop() if len(values) == 1 else ""
            assert getattr(found.persons[key], what) == settled
        if about == "check":
            assert {told.open["answer"] for told in found.answers[key, what]} == set(heads.values())


@settings(max_examples=200)
@given(histories())
def test_no_urgent_need_is_lost_and_no_wristband_is_worn_twice_in_silence(history):
    entries, choices = history
    wanted = slow(entries, choices)

    found = fold(entries, choices)

    for (about, key, what), heads in wanted.items():
        if about == "person" and what == "needs":
            kept = found.persons[found.persons[key].same_as or key].needs
            assert all(need in kept for value in heads.values() for need in literal_eval(value))
    worn = {}
    for key, person in found.persons.items():
        if person.wristband:
            worn.setdefault(person.wristband, []).append(key)
    for band, wearers in worn.items():
        assert (len(wearers) > 1) == (f"wristband:{band}" in found.conflicts)


def told(number, device, seq, value, *, base=None):
    """A change of the first person's language."""
    said = {"person": str(PERSONS[0]), "field": "language", "value": value}
    key, base = UUID(int=number), UUID(int=base) if base else None
    return Told(key, UUID(int=device), seq, base, Kind.PERSON_CHANGE, SITE, START, said)


@pytest.mark.parametrize(
    ("entries", "choices", "language"),
    [
        ([told(1, 1, 1, "km")], [], "km"),
        ([told(1, 1, 1, "km"), told(2, 1, 2, "vi")], [], "vi"),  # the same device, later
        ([told(1, 1, 1, "km"), told(2, 2, 1, "vi", base=1)], [], "vi"),  # it knew of the first
        ([told(1, 1, 1, "km"), told(2, 2, 1, "vi")], [], ""),  # neither knew of the other
        ([told(1, 1, 1, "km"), told(2, 2, 1, "km")], [], "km"),  # they agree
        (
            [told(1, 1, 1, "km"), told(2, 2, 1, "vi")],
            [Chosen(UUID(int=1), frozenset({UUID(int=2)}))],
            "km",
        ),
        (  # what follows the chosen one stands over the other too
            [told(1, 1, 1, "km"), told(2, 2, 1, "vi"), told(3, 3, 1, "th", base=1)],
            [Chosen(UUID(int=1), frozenset({UUID(int=2)}))],
            "th",
        ),
        (  # what follows the other does not
            [told(1, 1, 1, "km"), told(2, 2, 1, "vi"), told(3, 3, 1, "th", base=2)],
            [Chosen(UUID(int=1), frozenset({UUID(int=2)}))],
            "",
        ),
        ([told(1, 1, 1, "km", base=2), told(2, 2, 1, "vi", base=1)], [], ""),  # a circle
    ],
)
def test_fold_settles_a_field(entries, choices, language):
    assert fold(entries, choices).persons[PERSONS[0]].language == language
