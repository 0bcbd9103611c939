"""Documents: hand-written, unlike each other and unlike any press, fair to everyone in them."""

import re
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from ponleu.faces.demonstration.documents import templates
from ponleu.faces.demonstration.tables import FOLDER

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
WORD = re.compile(r"[a-zA-ZÀ-ỹ0-9']+|[\u1780-\u17ff\u4e00-\u9fff]")
UNFAIR = re.compile(
    r"traffickers?\b|criminals?\b|rescue[ds]?\b|prostitut\w*|illegal workers?|scam boss\w*"
    r"|trafficked (?:girl|woman|women|boy)s?|human product|\bslaves?\b|\bkingpins?\b",
    re.IGNORECASE,
)


def words(text):
    return [word.lower() for word in WORD.findall(text)]


def runs(text, length):
    found = words(text)
    return {tuple(found[i : i + length]) for i in range(len(found) - length + 1)}


def by_key(country):
    return {document.key: document for document in country.documents}


def test_templates_are_at_least_thirty_in_six_styles():
    assert len(templates()) >= 30
    assert len({template.style for template in templates()}) == 6


def test_documents_are_mostly_english_with_khmer_chinese_and_vietnamese(country):
    languages = Counter(document.language for document in country.documents)

    assert languages["en"] > len(country.documents) / 2
    assert languages["km"] >= 8
    assert min(languages["zh"], languages["vi"]) >= 3


def test_documents_have_a_sensible_length(country):
    for document in country.documents:
        if document.language in ("en", "vi"):
            assert 120 <= len(document.text.split()) <= 450, document.key
        else:
            assert 300 <= len(document.text) <= 2500, document.key


def test_documents_have_no_slot_or_choice_left_open(country):
    for document in country.documents:
        whole = document.title + document.publisher + document.text
        assert not set("{}") & set(whole), document.key
        assert "[[" not in whole, document.key


def test_documents_do_not_read_as_copies(country):
    every = {document.key: runs(document.text, 8) for document in country.documents}

    for (a, first), (b, second) in combinations(every.items(), 2):
        shared = len(first & second) / min(len(first), len(second))
        assert shared <= 0.5, (a, b, shared)


def test_documents_speak_fairly_of_people(country):
    texts = {d.key: f"{d.title}\n{d.text}" for d in country.documents}
    texts |= {complaint.key: complaint.text for complaint in country.complaints}

    assert {key: UNFAIR.findall(text) for key, text in texts.items() if UNFAIR.search(text)} == {}


def test_documents_take_no_twelve_words_from_the_press(country):
    if not SEEDS.is_dir():
        pytest.skip(f"no seed documents at {SEEDS.name}/ to compare with")
    press = set().union(*(runs(p.read_text("utf-8"), 12) for p in SEEDS.glob("*.txt")))
    sources = [path.read_text("utf-8") for path in FOLDER.rglob("*.*")]
    ours = set().union(*(runs(text, 12) for text in sources))
    ours |= set().union(*(runs(document.text, 12) for document in country.documents))

    assert press
    assert ours & press == set()


def test_documents_name_the_sites_that_they_list(country, sites):
    for document in country.documents:
        whole = f"{document.title}\n{document.text}"
        for key in document.sites:
            assert any(name.text in whole for name in sites[key].names), (document.key, key)


def test_documents_of_one_story_are_several_and_about_one_site(country):
    stories = Counter(document.story for document in country.documents)

    assert len(stories) >= 14
    assert all(number >= 2 for number in stories.values())


def test_documents_hold_boilerplate_and_machine_translation(country):
    texts = [document.text for document in country.documents]

    assert sum("stone oven" in text or "Stone oven" in text for text in texts) >= 1
    assert (
        sum(bool(re.search(r"RELATED STORIES|MOST READ|Menu:|Share this", t)) for t in texts) >= 4
    )


def test_documents_contradict_each_other_about_the_paper_lantern(country):
    found = by_key(country)

    assert "eleven workers" in found["paper-lantern-visit"].text
    assert "nineteen workers who say they were not free" in found["paper-lantern-appeal"].text
    assert "does not correspond" in found["paper-lantern-answer"].text
    assert "closed from today" in found["paper-lantern-answer"].text
    assert "still open the door" in found["paper-lantern-machine"].text


def test_flagship_document_holds_what_the_review_journey_reads(country, sites):
    flagship = by_key(country)["paper-lantern-visit"]

    assert flagship.title == "Officials visit hotel after letters from relatives"
    assert (flagship.published.isoformat(), flagship.language) == ("2026-03-10", "en")
    assert 150 <= len(flagship.text.split()) <= 250
    assert "staff on the upper floors could not leave the building" in flagship.text
    assert "Deputy Governor Long Virak denied that anybody was being held" in flagship.text
    assert "within two weeks" in flagship.text
    assert "Lotus Step Trading Co." in flagship.text
    assert "was fined 1,200,000 riel for employing staff without work books" in flagship.text
    assert sites[flagship.sites[0]].name == "Paper Lantern Hotel"
