"""Checklists of sites: a table that is whole, in two languages, and asks nobody's guilt."""

from __future__ import annotations

import re

import pytest

from ponleu.foundation.packs import checklists
from ponleu.foundation.packs.checklists import GENERAL, TYPES, load_checklists, questions_for
from ponleu.foundation.packs.tables import PackError

KHMER = re.compile(r"[\u1780-\u17ff]")


def test_each_type_of_site_has_its_list_and_all_have_the_general_one():
    general = [each.code for each in questions_for("kh", "anything")]

    for sort, site_type in (
        ("brick kiln", "brick_kiln"),
        ("Entertainment", "entertainment"),
        ("fishing vessel", "fishing_vessel"),
        ("casino", "casino_office"),
        ("building", "casino_office"),
    ):
        found = questions_for("kh", sort)
        assert {each.site_type for each in found} == {site_type, GENERAL}
        assert [each.code for each in found][-len(general) :] == general
    assert {each.site_type for each in load_checklists("kh").values()} == set(TYPES)


def test_each_question_is_there_in_both_languages():
    for each in load_checklists("kh").values():
        texts = (each.section_km, each.question_km, *(one.name_km for one in each.choices))
        assert all(KHMER.search(text) for text in texts), each.code
        assert not KHMER.search(each.question), each.code


def test_no_question_asks_for_guilt_or_for_who_somebody_is():
    asked = " ".join(each.question.lower() for each in load_checklists("kh").values())

    for word in ("suspect", "guilt", "offender", "illegal", "nationality", "name of", "arrest"):
        assert word not in asked


@pytest.mark.parametrize(
    ("row", "mend"),
    [
        ("Q1,general,S,S,Q,Q,number,none", "small letters"),
        ("q1,palace,S,S,Q,Q,number,none", "site_type"),
        ("q1,general,S,S,Q,Q,text,none", "answer is one of"),
        ("q1,general,S,S,Q,Q,number,a=A=A", "give choices"),
        ("q1,general,S,S,Q,Q,choice,none", "give choices"),
        ("q1,general,S,S,Q,Q,choice,a=A|b=B=B", "code=English=Khmer"),
        ("q1,general,S,S,Q,Q,choice,aa=A=A|aa=B=B", "different codes"),
        ("q1,general,S,S,Q,Q,number,none\nq1,general,S,S,Q,Q,number,none", "twice"),
    ],
)
def test_a_wrong_row_is_named_with_its_mend(monkeypatch, tmp_path, row, mend):
    head = ",".join((*checklists.COLUMNS, "source", "verified"))
    lines = [head, *(f"{one},ours,no" for one in row.split("\n"))]
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / checklists.FILE).write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(checklists, "files", lambda _package: tmp_path)

    with pytest.raises(PackError, match=mend):
        load_checklists("xx")
