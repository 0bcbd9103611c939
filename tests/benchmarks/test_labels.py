"""Labels to offsets: nth, "all", contents and zones."""

import json
from datetime import date

import pytest

from benchmarks.reading.labels import BadLabel, load_set, occurrences


def spans(document, kind):
    return [(m.start, m.end) for m in document.mentions if m.kind == kind]


def test_occurrences_are_counted_left_to_right_without_overlap():
    assert list(occurrences("aXaaaX", "aa")) == [(2, 4)]
    assert list(occurrences("aaaa", "aa")) == [(0, 2), (2, 4)]
    assert list(occurrences("text", "")) == []


def test_a_label_of_the_second_occurrence_stands_there(make_document):
    label = {"kind": "place", "text": "Ream", "nth": 2, "value": "180605"}

    document = make_document("Ream to Ream", label)

    (mention,) = document.mentions
    assert (mention.start, mention.end, mention.value) == (8, 12, "180605")


def test_a_label_of_all_leaves_out_longer_labels_of_the_same_kind(make_document):
    document = make_document(
        "Kuch Dara came. Dara left.",
        {"kind": "person", "text": "Dara"},
        {"kind": "person", "text": "Kuch Dara"},
    )

    assert spans(document, "person") == [(0, 9), (16, 20)]


def test_a_label_of_all_leaves_out_names_of_bodies(make_document):
    document = make_document(
        "Kampot Provincial Court in Kampot",
        {"kind": "place", "text": "Kampot", "nth": "all"},
        {"kind": "organisation", "text": "Kampot Provincial Court", "nth": "all"},
    )

    assert spans(document, "place") == [(27, 33)]


def test_a_label_of_one_occurrence_may_stand_inside_another(make_document):
    document = make_document(
        "Kampot Provincial Court",
        {"kind": "place", "text": "Kampot", "nth": 1},
        {"kind": "organisation", "text": "Kampot Provincial Court", "nth": 1},
    )

    assert spans(document, "place") == [(0, 6)]


def test_a_label_of_all_takes_whole_words_only(make_document):
    document = make_document(
        "Cambodian, Cambodia2, Cambodia", {"kind": "place", "text": "Cambodia"}
    )

    assert spans(document, "place") == [(22, 30)]


def test_a_label_of_all_takes_khmer_words_in_a_row(make_document):
    document = make_document("ខេត្តកំពត", {"kind": "place", "text": "កំពត"}, language="km")

    assert spans(document, "place") == [(5, 9)]


def test_content_is_sought_inside_its_statement_first(make_document):
    text = "It rained. He said it rained. It rained."
    label = {"kind": "claim", "text": "He said it rained", "content": "rained", "speaker": "He"}

    (statement,) = make_document(text, label).statements

    assert (statement.start, statement.end) == (11, 28)
    assert statement.content == (22, 28)


def test_content_outside_its_statement_is_the_nearest(make_document):
    text = "no. " + "x" * 20 + " He denied it. no."
    label = {"kind": "denial", "text": "He denied it", "content": "no", "speaker": "He"}

    (statement,) = make_document(text, label).statements

    assert statement.content == (39, 41)


def test_zones_reach_from_the_first_words_to_the_last(make_document):
    text = "News\nHome | Sport\nIt rained.\nHome | Sport\nShare this"
    document = make_document(
        text,
        {"kind": "boilerplate", "from": "Home", "to": "Sport"},
        {"kind": "boilerplate", "from": "Home", "to": "Share this"},
    )

    assert document.boilerplate == ((5, 17), (29, 52))


def test_a_zone_of_one_line_may_begin_and_end_with_the_same_words(make_document):
    document = make_document("x Share y", {"kind": "boilerplate", "from": "Share", "to": "Share"})

    assert document.boilerplate == ((2, 7),)


@pytest.mark.parametrize(
    "label",
    [
        {"kind": "person", "text": "Nobody"},
        {"kind": "person", "text": "Dara", "nth": 2},
        {"kind": "event", "sort": "raid", "text": "a raid"},
        {"kind": "claim", "text": "Dara", "content": "nothing"},
        {"kind": "boilerplate", "from": "Dara", "to": "nowhere"},
        {"kind": "boilerplate", "from": "nowhere", "to": "Dara"},
    ],
)
def test_a_label_whose_words_are_not_there_is_refused(make_document, label):
    with pytest.raises(BadLabel):
        make_document("Dara left.", label)


def test_load_set_takes_whole_documents_and_names_the_bad_one(tmp_path):
    meta = {"published": "2022-08-26", "style": "complaint", "language": "en", "incident": None}
    for slug in ("good", "unlabelled"):
        (tmp_path / f"{slug}.txt").write_bytes(b"Dara\r\nleft")
        (tmp_path / f"{slug}.meta.json").write_text(json.dumps(meta))
    labels = tmp_path / "good.labels.jsonl"
    labels.write_text('{"kind": "person", "text": "Dara"}\n\n')

    (document,) = load_set(tmp_path)

    assert (document.slug, document.published) == ("good", date(2022, 8, 26))
    assert document.text == "Dara\r\nleft"
    labels.write_text('{"kind": "person", "text": "Sok"}\n')
    with pytest.raises(BadLabel, match="good: no occurrence"):
        load_set(tmp_path)
