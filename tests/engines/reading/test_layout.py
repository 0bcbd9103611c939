"""lay_out: zones, sentences and language, with nothing changed or lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.engines.reading.layout import lay_out
from ponleu.engines.reading.types import Hint, Lexicon, ZoneKind

BARE = Lexicon((), (), {}, frozenset(), frozenset(), {})
LAYOUTS = st.text(alphabet='aB .!?\n\r\t“”"•-’ខ្ញុំ។é😀', max_size=200)


def zones(text, lexicon, kind):
    found = lay_out(text, lexicon).zones
    return [text[zone.start : zone.end] for zone in found if zone.kind is kind]


def sentences(text, lexicon):
    return [text[sentence.start : sentence.end] for sentence in lay_out(text, lexicon).sentences]


@settings(max_examples=150, deadline=None)
@given(LAYOUTS)
def test_article_and_boilerplate_hold_every_character_that_is_not_blank(text):
    document = lay_out(text, BARE)

    held = [0] * len(text)
    for zone in document.zones:
        if zone.kind is not ZoneKind.QUOTATION:
            for at in range(zone.start, zone.end):
                held[at] += 1

    assert max(held, default=0) <= 1
    assert all(held[at] == 1 for at, letter in enumerate(text) if not letter.isspace())


@settings(max_examples=150, deadline=None)
@given(LAYOUTS)
def test_sentences_follow_each_other_and_hold_every_character_that_is_not_blank(text):
    document = lay_out(text, BARE)

    ends = 0
    for sentence in document.sentences:
        assert ends <= sentence.start < sentence.end <= len(text)
        assert not text[ends : sentence.start].strip()
        ends = sentence.end
    assert not text[ends:].strip()


@settings(max_examples=150, deadline=None)
@given(LAYOUTS)
def test_quotations_lie_inside_article_zones(text):
    document = lay_out(text, BARE)

    articles = [zone for zone in document.zones if zone.kind is ZoneKind.ARTICLE]
    for zone in document.zones:
        if zone.kind is ZoneKind.QUOTATION:
            assert any(a.start <= zone.start < zone.end <= a.end for a in articles)


def test_sentences_are_not_cut_by_hard_wrapped_lines(kh):
    text = "The teams\n\nwent to the port on March\n\n5 and found\n\nnobody there.\n\nThey left."

    found = sentences(text, kh)

    assert found == [text[: text.index("\n\nThey")], "They left."]


def test_sentences_end_at_a_wide_gap_even_without_a_stop(kh):
    assert sentences("A nation without\n\n\nThe teams left.", kh) == [
        "A nation without",
        "The teams left.",
    ]


def test_sentences_mind_abbreviations(kh):
    text = (
        "Mr. Dara met H.E. Chea Virak of Lotus Co., Ltd. in the U.S. at 9 a.m. The talk was short."
    )

    assert sentences(text, kh) == [text[: text.index(" The talk")], "The talk was short."]


def test_sentences_that_touch_are_parted_but_names_of_sites_are_not(kh):
    assert sentences("They freed the victims.Officers left www.example.org soon.", kh) == [
        "They freed the victims.",
        "Officers left www.example.org soon.",
    ]


def test_sentences_keep_a_closing_mark_that_stands_alone(kh):
    assert sentences("“They left. So it is over. ”", kh)[-1] == "So it is over. ”"


def test_sentences_of_khmer_end_at_the_khan(kh):
    assert sentences("គាត់បានទៅ។ គាត់មិនបានឃើញទេ។", kh) == ["គាត់បានទៅ។", "គាត់មិនបានឃើញទេ។"]


def test_a_sentence_inside_quotation_marks_is_marked_as_quoted(kh):
    document = lay_out("“We went in. We found nobody,” he said.", kh)

    kinds = [sentence.zone for sentence in document.sentences]

    assert kinds == [ZoneKind.QUOTATION, ZoneKind.ARTICLE]


def test_quotations_leave_their_marks_outside(kh):
    assert zones('He said "no one was held", then left.', kh, ZoneKind.QUOTATION) == [
        "no one was held"
    ]


def test_quotations_that_are_never_closed_end_with_their_paragraph(kh):
    text = "“We went in.\n\n“We found nobody,” he said."

    assert zones(text, kh, ZoneKind.QUOTATION) == ["We went in.", "We found nobody,"]


def test_quotations_opened_twice_are_one(kh):
    text = 'It says: "Step up checks. "Above all in kilns." They agreed.'

    assert zones(text, kh, ZoneKind.QUOTATION) == ['Step up checks. "Above all in kilns.']


def test_menus_and_a_headline_printed_twice_are_boilerplate(kh):
    text = (
        "Subscribe Search\n\nPort raid frees nine\n\nPort raid frees nine\n\nNine people went home."
    )

    assert zones(text, kh, ZoneKind.ARTICLE) == ["Nine people went home."]


def test_bylines_stamps_and_captions_are_marked_inside_the_article(kh):
    text = (
        "Port raid\nBy Sok Dara\nUpdated 29 Jan 2026, 6:41 PM\n\n"
        "Photo: The gate on Tuesday. Sok Dara\n\nBy noon the teams had left."
    )

    assert zones(text, kh, ZoneKind.BYLINE) == ["By Sok Dara", "Updated 29 Jan 2026, 6:41 PM"]
    assert zones(text, kh, ZoneKind.CAPTION) == ["Photo: The gate on Tuesday. Sok Dara"]
    assert zones(text, kh, ZoneKind.BOILERPLATE) == []


@pytest.mark.parametrize(
    "furniture",
    [
        "Home > National > Courts",
        "Khmer Edition | Subscribe | Log in",
        "We use cookies. Accept all / Settings",
        "© Lantern Post 2026, Kampot",
        "Copyright 2008 The Lantern.",
        "Front Page\nArchive\nClassifieds\nAbout Us",
    ],
)
def test_lines_of_a_page_are_boilerplate(furniture, kh):
    text = f"{furniture}\n\nNine people were found in the old kiln on Monday, police said."

    assert zones(text, kh, ZoneKind.BOILERPLATE) == [furniture]


def test_headlines_under_read_next_are_boilerplate_until_prose_begins(kh):
    text = (
        "The court sat on Monday and rose at noon.\n\nREAD NEXT\n1. Rice falls in Takeo\n"
        "2. Rain stops\n\nThe judge will read the verdict on Friday in the large hall.\n"
    )

    assert zones(text, kh, ZoneKind.BOILERPLATE) == [
        "READ NEXT\n1. Rice falls in Takeo\n2. Rain stops"
    ]


def test_the_head_of_an_official_letter_is_article(kh):
    text = "Kingdom of Cambodia\nNation Religion King\nNo. 123\n\nThe Governor met the owners."

    assert zones(text, kh, ZoneKind.BOILERPLATE) == []


def test_passages_tell_the_language_of_each_paragraph(kh):
    english = "The teams went to the port and found that the door was shut."
    khmer = "លោកអភិបាលខេត្តបាននិយាយថាគ្មានការបង្ខាំងមនុស្សនៅទីនោះទេ"

    passages = lay_out(f"{english}\n\n{khmer}\n\n{english}", kh).passages

    assert [passage.language for passage in passages] == ["en", "km", "en"]


def test_a_closing_list_of_headlines_with_teasers_is_boilerplate(kh):
    teasers = (
        "  • Rice falls\n\n    Farmers said on Monday that\n\n  • Rain stops\n\n    The sun is"
    )

    assert zones(f"The court sat.\n\n\n{teasers}", kh, ZoneKind.ARTICLE) == ["The court sat."]


def test_a_closing_list_of_recommendations_is_article(kh):
    text = "We recommend:\n\n• Train the teams.\n• Screen everyone.\n• Publish the figures."

    assert zones(text, kh, ZoneKind.BOILERPLATE) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The teams went to the port and found that the door was shut.", "en"),
        ("លោកអភិបាលខេត្តបាននិយាយថាគ្មានការបង្ខាំងទេ", "km"),
        ("他们被关在楼里，请帮助我们离开这里，谢谢", "zh"),
        ("Chúng tôi không được về nhà và họ giữ hộ chiếu của mọi người", "vi"),
        ("พวกเขาถูกขังอยู่ในอาคาร ช่วยด้วย", "th"),
        ("Kami tidak dapat pulang dan mereka menahan paspor kami di gedung ini", "id"),
        ("彼らは建物に閉じ込められています。助けてください。", "ja"),
        ("855 12 345 678", "und"),
        ("Chea Borey Kampot Siem Reap Takeo", "und"),
        ("", "und"),
    ],
)
def test_the_language_is_told_by_script_and_common_words(text, code, kh):
    assert lay_out(text, kh).language == code


def test_one_strong_mark_or_two_weak_ones_show_a_machine_translation(make_lexicon):
    lexicon = make_lexicon(
        mt_marks={"kovids": "strong", "competent forces": "weak", "mr governor": "weak"}
    )

    assert lay_out("This year we face Kovids.", lexicon).machine_translated
    assert not lay_out("The competent forces came.", lexicon).machine_translated
    assert lay_out("Mr Governor and the competent\nforces came.", lexicon).machine_translated


def test_lay_out_believes_the_markup_of_a_document(kh):
    text = "Port raid frees nine\nSok Dara\nNine went home.\nOther story of the day"
    at = {line: text.index(line) for line in text.splitlines()}
    hints = [
        Hint("title", 0, 20),
        Hint("byline", at["Sok Dara"], at["Sok Dara"] + 8),
        Hint("boilerplate", at["Other story of the day"], len(text)),
    ]

    document = lay_out(text, kh, hints=hints)

    found = [(zone.kind, text[zone.start : zone.end]) for zone in document.zones]
    assert found == [
        (ZoneKind.ARTICLE, "Port raid frees nine\nSok Dara\nNine went home."),
        (ZoneKind.BYLINE, "Sok Dara"),
        (ZoneKind.BOILERPLATE, "Other story of the day"),
    ]
    sentences = [text[one.start : one.end] for one in document.sentences]
    assert sentences[:3] == ["Port raid frees nine", "Sok Dara", "Nine went home."]
