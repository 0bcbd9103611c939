"""The PDF draws names in the scripts of the region, and never a box without saying so."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest
import typst

from ponleu.foundation.core.faces import FONTS
from ponleu.response.minutes import printed_pdf
from ponleu.response.minutes.printed_faces import FACES, plain, spelt, without_face
from ponleu.response.minutes.printed_pdf import pdf
from ponleu.response.minutes.printing import Paper
from ponleu.response.minutes.rules.laying import Block
from tests.minutes.reading_pdf import attached, fonts_in, page_texts

NAMES = {
    "NotoSansKhmer": "សុខ វិបុល",
    "NotoSans": "Nguyễn Văn Đức Жук",
    "NotoSansThai": "สมชาย ใจดี",
    "NotoSansLao": "ສົມພອນ",
    "NotoSansMyanmar": "အောင်",
    "NotoSansDevanagari": "मदन",
    "NotoSansBengali": "জাফর",
    "NotoSansTamil": "மகன்",
    "NotoSansSinhala": "නමල",
    "NotoSansArabic": "محمد",
    "NotoSansEthiopic": "አበበ",
    "DroidSansFallback": "王小明 陳龘 山田さん",
    "NotoSansCJKkr": "김철수",
}
"""A name in each script, by the face that draws it."""


def paper_with(*lines):
    content = json.dumps(lines, ensure_ascii=False)
    return Paper(
        reference="J-2026-000001-A",
        sha256=hashlib.sha256(content.encode()).hexdigest(),
        language="km",
        title="Minutes",
        unit="Unit",
        page="page",
        foot="J-2026-000001-A, SHA-256",
        code="",
        spelt="[U+...] stands for a sign.",
        content=content,
        at_s=1_700_000_000,
        blocks=[Block("title", "Minutes"), *(Block("line", line) for line in lines)],
    )


def test_faces_are_the_files_beside_the_form():
    files = {file for _family, file in FACES} | {"noto-sans-khmer-700.ttf"}

    assert {path.name for path in FONTS.glob("*.?tf")} == files
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 10_000_000


@pytest.mark.parametrize(("face", "name"), NAMES.items())
def test_a_name_is_drawn_with_the_face_of_its_script(face, name):
    made = pdf(paper_with(name))

    assert face in {each.split("+")[-1].split("-")[0] for each in fonts_in(made)}
    assert "[U+" not in "".join(page_texts(made))


def test_names_without_stacked_signs_can_be_copied_from_the_pdf():
    made = "".join(page_texts(pdf(paper_with(*NAMES.values()))))

    for name in ("王小明陳龘山田さん", "김철수", "NguyễnVănĐứcЖук", "አበበ", "मदन"):
        assert name in made


def test_a_sign_without_a_face_stands_as_its_number_and_the_page_says_so():
    paper = paper_with("Boss \U0002a6d6 of room 3", "\U0001f600")

    made = pdf(paper)

    said = "".join(page_texts(made))
    assert "Boss[U+2A6D6]ofroom3" in said
    assert "[U+1F600]" in said
    assert said.count("standsforasign") == 1
    assert attached(made)[1] == paper.content.encode()


def test_signs_in_cells_are_spelt_too():
    table = Block("table", cells=(("Name",), ("\U0001f600 Chan",)), widths=(1,))
    paper = replace(paper_with("x"), blocks=[*paper_with("x").blocks, table])

    assert "[U+1F600]Chan" in "".join(page_texts(pdf(paper)))


def test_typst_refuses_a_sign_that_it_cannot_draw():
    with pytest.raises(typst.TypstError, match="could not be displayed"):
        printed_pdf._made(paper_with("\U0001f600"))


def test_a_heap_of_scripts_that_typst_refuses_is_spelt():
    heap = "\u17d2\u1780\u064b"
    assert not without_face(heap)
    with pytest.raises(typst.TypstError, match="could not be displayed"):
        printed_pdf._made(paper_with(heap))

    said = "".join(page_texts(pdf(paper_with(heap, "王小明"))))

    assert "[U+064B]" in said
    assert "[U+738B]" in said
    assert "standsforasign" in said


def test_without_face_passes_over_signs_that_are_never_drawn():
    assert without_face("a\u200b\u200d\ufe0f\u00a0b\u3000") == frozenset()
    assert without_face("ក王", faces=1) == {"王"}
    assert without_face("王\U0002a6d6") == {"\U0002a6d6"}


def test_spelt_gives_at_least_four_digits():
    assert spelt("a\u0378\U0001f600", frozenset("\u0378\U0001f600")) == "a[U+0378][U+1F600]"


def test_signs_that_a_document_cannot_hold_are_left_out():
    assert plain("a\x00b\x0bc\u200bd") == "abc\u200bd"
    assert "ab" in "".join(page_texts(pdf(paper_with("a\x07b"))))
