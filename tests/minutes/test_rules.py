"""Rows from facts, canonical bytes, what differs, how it is laid out."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.foundation.packs.minutes import load_minutes_form
from ponleu.response.minutes.rules import content as contents
from ponleu.response.minutes.rules.content import Content, NotMinutes, Row
from ponleu.response.minutes.rules.facts import (
    Answer,
    AtSite,
    Facts,
    Headcount,
    Member,
    Person,
    Seized,
    SignedOff,
    Site,
    Word,
)
from ponleu.response.minutes.rules.generating import rows_of
from ponleu.response.minutes.rules.kinds import State, state
from ponleu.response.minutes.rules.laying import Form, Signed, laid_out, sentence
from ponleu.response.minutes.rules.proving import signed_text

START = datetime(2026, 11, 22, 22, 40, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ZH, VI = Word("Chinese", "ចិន", "zh"), Word("Vietnamese", "វៀតណាម", "vi")
ADULT, CHILD = Word("25 to 59", "២៥ ដល់ ៥៩", "25_59"), Word("15 to 17", "១៥ ដល់ ១៧", "15_17")
DOCTOR = Word("A doctor at once", "វេជ្ជបណ្ឌិតភ្លាម", "doctor_now")


def facts(**more):
    """An operation at one site with everything in it."""
    made = Facts(
        ordered_by="Sok Vibol",
        unit=Word("Province", "ខេត្ត"),
        sign_off=SignedOff("Pov", START - 60 * MINUTE, START + 600 * MINUTE),
        started_by="Sok Vibol",
        started_at=START,
        ended_at=START + 300 * MINUTE,
        sites=[Site(1, "Blue Hotel", Word("Buon", "បួន"), None)],
        members=[
            Member("k1", "Sok Vibol", "", Word("Commander", "មេបញ្ជាការ"), 1, True, True),
            Member("k2", "Chan", "", Word("Police", "នគរបាល"), 1, False, False),
        ],
        headcounts=[
            Headcount(START + 30 * MINUTE, 1, 41, 3, "Chan"),
            Headcount(START + 20 * MINUTE, 1, 43, 4, "Chan"),
        ],
        answers=[
            Answer(
                START + 25 * MINUTE,
                1,
                Word("Are exits locked?", "ច្រកចេញចាក់សោឬ?", "exits"),
                Word("Yes", "បាទ", "yes"),
                "Chan",
            )
        ],
        persons=[Person(ZH, ADULT, [DOCTOR]), Person(ZH, CHILD), Person(VI, ADULT)],
        at_sites=[AtSite(1, START + 15 * MINUTE, ["b" * 64, "a" * 64], notes=2, conflicts=1)],
        seized=[
            Seized(
                "E-2026-000001-A",
                Word("Recorder", "ឧបករណ៍ថត", "recorder"),
                "a recorder",
                "PS-1",
                "the manager",
                1,
                START + 40 * MINUTE,
                "Chan",
                ["c" * 64],
                "1-16",
                (START - 60 * MINUTE, START),
            )
        ],
    )
    return replace(made, **more)


def content(**more):
    made = Content(
        reference="J-2026-000001-X",
        version=1,
        about={
            "operation": "U-2026-000001-A",
            "code_name": {"code": "Lotus", "en": "Lotus", "km": "ផ្កាឈូក"},
            "unit": {"code": "", "en": "Province", "km": "ខេត្ត"},
            "site": "",
        },
        taken_at=START.isoformat(),
        at=START.isoformat(),
        rows=rows_of(facts()),
        words={"where": "ក្រុង", "remarks": "One.\nTwo."},
    )
    return replace(made, **more)


def form(language):
    table = load_minutes_form("kh")
    said = {code: row.khmer if language == "km" else row.english for code, row in table.items()}
    return Form(said, language, ZoneInfo("Asia/Phnom_Penh"))


def codes(part, **more):
    return [row.code for row in rows_of(facts(**more))[part]]


def test_events_stand_in_order_of_time():
    rows = rows_of(facts())["events"]

    times = [row.values["at"] for row in rows]
    assert times == sorted(times)
    assert [row.code for row in rows] == [
        "event_start",
        "event_first",
        "event_headcount",
        "event_headcount",
        "event_seized",
        "event_end",
    ]
    assert (rows[0].values["present"], rows[0].values["of"]) == (1, 2)


def test_found_holds_the_last_count_and_numbers_of_people_only():
    rows = rows_of(facts())["found"]

    counted = [row.values for row in rows if row.code == "headcount"]
    assert [(row["people"], row["children"]) for row in counted] == [(41, 3)]
    said = {
        (row.code, row.values["what"]["code"]): row.values["people"]
        for row in rows
        if row.code.startswith("persons_")
    }
    assert said == {
        ("persons_age", "25_59"): 2,
        ("persons_age", "15_17"): 1,
        ("persons_language", "zh"): 2,
        ("persons_language", "vi"): 1,
        ("persons_need", "doctor_now"): 1,
    }


def test_photographs_stand_as_one_hash_over_theirs():
    (row,) = [row for row in rows_of(facts())["found"] if row.code == "photos"]

    listed = "a" * 64 + "\n" + "b" * 64 + "\n"
    assert row.values["sha256"] == hashlib.sha256(listed.encode()).hexdigest()
    assert row.values["count"] == 2


def test_seized_holds_seal_owner_hashes_and_what_recordings_cover():
    assert codes("seized") == ["exhibit", "exhibit_owner", "exhibit_covers", "exhibit_hash"]


def test_what_is_not_there_is_said():
    nothing = {"headcounts": (), "persons": (), "answers": (), "at_sites": ()}
    assert codes("found", **nothing) == ["nothing_found"]
    assert codes("seized", seized=()) == ["nothing_seized"]
    assert codes("place", ended_at=None)[-1] == "not_ended"
    assert "sign_off" not in codes("order", sign_off=None)


def test_every_row_has_a_sentence_in_both_languages():
    for language in ("km", "en"):
        how = form(language)
        for rows in rows_of(facts()).values():
            for row in rows:
                assert "%(" not in sentence(row, how)


def test_khmer_keeps_the_digits_of_hashes_names_and_references():
    how = form("km")
    row = Row("exhibit_hash", {"reference": "E-2026-000001-A", "sha256": "0" * 64})

    assert sentence(row, how) == f"E-2026-000001-A៖ SHA-256 {'0' * 64}"
    count = Row("headcount", {"number": 1, "people": 43, "children": 4})
    assert "៤៣" in sentence(count, how)


def test_instants_are_those_of_the_country():
    assert form("en").instant(START.isoformat()) == "23 November 2026, 05:40"
    assert form("km").instant(START.isoformat()) == "ថ្ងៃទី ២៣ ខែវិច្ឆិកា ឆ្នាំ ២០២៦ ម៉ោង ០៥:៤០"


def test_laid_out_has_head_seven_parts_and_signatures():
    signed = [Signed("Sok Vibol", "Commander", "reserved", "why", START.isoformat(), "ab")]

    blocks = laid_out(content(), signed, form("km"), marks=["draft"])
    kinds = [block.kind for block in blocks]
    assert [block.text for block in blocks[:2]] == [
        "ព្រះរាជាណាចក្រកម្ពុជា",
        "ជាតិ សាសនា ព្រះមហាក្សត្រ",
    ]
    assert kinds.count("heading") == 8
    assert kinds.count("table") == 2
    assert blocks[-1].cells[1][2].endswith(": why")
    lines = [block.text for block in blocks if block.kind == "line"]
    assert "One." in lines
    assert "Two." in lines


def test_bytes_are_read_back():
    assert contents.from_bytes(contents.to_bytes(content())) == content()


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"\xff", b'{"format":2}', b'{"format":1}'])
def test_other_bytes_are_refused(data):
    with pytest.raises(NotMinutes):
        contents.from_bytes(data)


WORDS = st.dictionaries(st.sampled_from(contents.PARTS), st.text(max_size=30), max_size=4)


@given(WORDS, WORDS)
def test_the_hash_is_the_same_for_the_same_content_alone(one, two):
    first, second = content(words=one), content(words=dict(reversed(two.items())))

    is_same = contents.sha256_of(first) == contents.sha256_of(second)
    assert is_same == (one == two)
    assert contents.from_bytes(contents.to_bytes(first)) == first


ROWS = st.lists(
    st.builds(
        Row,
        st.sampled_from(["headcount", "answer"]),
        st.fixed_dictionaries(
            {
                "number": st.integers(0, 3),
                "what": st.builds(
                    lambda code, word: {"code": code, "en": word, "km": word},
                    st.sampled_from(["a", "b"]),
                    st.text(max_size=3),
                ),
            }
        ),
    ),
    max_size=6,
).map(tuple)


def told(rows):
    return {(row.code, row.values["number"], row.values["what"]["code"]) for row in rows}


@given(ROWS, ROWS)
def test_differences_are_what_one_side_tells_and_the_other_does_not(old, new):
    found = contents.differences({"found": old}, {"found": new})

    gone, fresh = told(old) - told(new), told(new) - told(old)
    assert [each.part for each in found] == (["found"] if gone or fresh else [])
    for each in found:
        assert (told(each.gone), told(each.new)) == (gone, fresh)


@given(st.sets(st.sampled_from("abcd")), st.sets(st.sampled_from("abcde")), st.booleans())
def test_minutes_are_signed_when_closed_and_all_present_answered(present, answered, is_closed):
    where = state(is_closed=is_closed, present=present, answered=answered)

    assert (where is State.DRAFT) == (not is_closed)
    if is_closed:
        assert (where is State.SIGNED) == (bool(present) and not present - answered)


TEXT = st.text(max_size=20)


@given(TEXT, TEXT, TEXT, TEXT)
def test_what_is_signed_changes_with_each_of_its_parts(who, words, other_who, other_words):
    def signed(who, words):
        fixed = {"reference": "J", "version": 1, "sha256": "0", "manner": "reserved", "at": "t"}
        return signed_text(who=who, words=words, **fixed)

    is_same = " ".join(who.split()) == " ".join(other_who.split()) and words == other_words
    assert (signed(who, words) == signed(other_who, other_words)) == is_same


def test_the_form_of_the_country_has_what_codes_ask_for():
    table = load_minutes_form("kh")
    for part in contents.PARTS:
        assert table[f"part_{part}"].khmer
    for manner in ("signed", "reserved", "refused", "paper", "waits"):
        assert table[manner].khmer != table[manner].english
