"""The sheet and the face of the public pages: only what is used, and all of it."""

from __future__ import annotations

import re

import pytest

from tools import public_sheet
from tools.public_sheet import Rule, Used

USED = Used(
    classes={"a", "b"}, elements={"html", "body", "root", "p", "a"}, attributes={"hidden", "lang"}
)


@pytest.mark.parametrize(
    ("selector", "is_used"),
    [
        (".a", True),
        (".a .b", True),
        (".a .c", False),
        ("p.a:hover", True),
        ("ul .a", False),
        (".a:not(.c)", True),
        (":lang(km) .a::before", True),
        ("[hidden]", True),
        (".a[data-x]", False),
        (':root[data-theme="dark"]', False),
        ("*", True),
    ],
)
def test_is_used_asks_for_every_name_of_a_selector(selector, is_used):
    assert public_sheet.is_used(selector, USED) is is_used


def test_rules_leaves_out_comments_and_reads_blocks():
    css = '/* {x} */ p { color: red; } @media print { .a { top: 0 } } .b:before { content: "}" }'

    found = list(public_sheet.rules(css))

    assert [rule.head for rule in found] == ["p", "@media print", ".b:before"]
    assert found[1].inside == (Rule(".a", " top: 0 "),)
    assert '"}"' in found[2].body


def test_rules_refuses_a_sheet_that_does_not_end():
    with pytest.raises(ValueError, match="not closed"):
        list(public_sheet.rules("p { color: red"))


def test_kept_drops_the_selectors_that_nobody_uses():
    assert public_sheet.kept(Rule(".a,.c,p", "top:0"), USED) == Rule(".a,p", "top:0")
    assert public_sheet.kept(Rule(".c", "top:0"), USED) is None
    assert public_sheet.kept(Rule("@font-face", "src:x"), USED) is None
    assert public_sheet.kept(Rule("@media print", inside=(Rule(".a", "top:0"),)), USED) is None


def test_written_drops_properties_that_nobody_reads_also_one_through_another():
    sheet = [Rule(":root", "--x: 1px; --y: var(--z); --z: 2px"), Rule(".a", "top: var(--x)")]

    assert public_sheet.written(sheet) == ":root{--x:1px;}.a{top:var(--x)}"


def test_used_by_reads_templates_and_scripts():
    used = public_sheet.used_by(
        iter(['<p class="a{% if x %} b{% endif %}" hidden>', 'line.className = "c d";'])
    )

    assert used.classes == {"a", "b", "c", "d"}
    assert "p" in used.elements
    assert "hidden" in used.attributes


def test_the_sheet_in_the_repository_is_the_one_that_the_pages_need():
    made = public_sheet.sheet()

    assert made == public_sheet.SHEET.read_text(encoding="utf-8"), "python -m tools.public_sheet"
    assert made == public_sheet.sheet()


def test_every_class_of_our_own_that_pages_use_has_its_rule():
    pages = public_sheet.ROOM.rglob("templates/**/*.html")
    used = public_sheet.used_by(path.read_text(encoding="utf-8") for path in pages)
    sheet = public_sheet.sheet()
    styled = set(re.findall(r"\.(pl-[\w-]+)", sheet))

    assert {name for name in used.classes if name.startswith("pl-")} <= styled


def test_the_sheet_asks_for_one_face_of_our_own_and_nothing_else():
    assert re.findall(r"url\(([^)]*)\)", public_sheet.sheet()) == ['"khmer-400.woff2"']


def test_the_cut_face_is_smaller_than_the_whole_one():
    assert public_sheet.FONT.read_bytes()[:4] == b"wOF2"
    assert public_sheet.FONT.stat().st_size < 16_000 < public_sheet.WHOLE_FONT.stat().st_size


def test_the_cut_face_holds_every_khmer_sign_and_the_same_shaping():
    tools = pytest.importorskip("fontTools.ttLib", reason="fonttools is not installed")

    cut, whole = tools.TTFont(public_sheet.FONT), tools.TTFont(public_sheet.WHOLE_FONT)

    wanted = set(public_sheet.KHMER) & set(whole.getBestCmap())
    assert wanted <= set(cut.getBestCmap())
    for table in ("GSUB", "GPOS"):
        features = [
            {record.FeatureTag for record in font[table].table.FeatureList.FeatureRecord}
            for font in (cut, whole)
        ]
        assert features[1] - features[0] <= {"kern"}  # pairs of Latin letters, which are cut
