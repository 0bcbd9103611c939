"""Reasons on pages: each in the reader's language, whenever it was kept."""

import ast
import html
import json
import re
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import translation

import ponleu
from ponleu.engines.matching import Kind, Reason, Record, Translatable, compare
from ponleu.foundation.packs.matching_weights import load_scales
from ponleu.knowledge.register.models import MatchProposal
from ponleu.knowledge.register.reasons import kept, told
from ponleu.knowledge.register.rules import EntryKind
from ponleu.knowledge.register.services import by_hand, proposing

KHMER = {"Accept-Language": "km"}
PLACE = re.compile(r"%\((\w+)\)s")
LATIN = re.compile(r"[A-Za-z]")


def translatable():
    """Every argument of every call of ``Translatable`` in the code."""
    for path in sorted(Path(ponleu.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Translatable":
                yield node.args


SENTENCES = [args[0].value for args in translatable() if isinstance(args[0], ast.Constant)]


def reasons_on(page):
    """What stands in the lists of reasons of a page."""
    lists = re.findall(r'<ul class="pl-reasons">(.*?)</ul>', page, re.DOTALL)
    return [
        html.unescape(text) for each in lists for text in re.findall(r"<li[^>]*>(.*?)</li>", each)
    ]


def without_names(text):
    """A sentence without what it quotes."""
    return re.sub("“[^”]*”", "", text)


@pytest.fixture
def site(ana, unit, noon):
    def make(name, *further, **fields):
        known = by_hand.Known(EntryKind.SITE, name, further, territory="18", **fields)
        return by_hand.enter_known(ana, known, unit=unit, at=noon)

    return make


@pytest.fixture
def pair(site, noon):
    """A proposal with reasons about spelling, words left over, a number and the place."""
    site("Glass Kite Casino Annex 5", "Moon Plaza", place="180101")
    site("Glas Kite Casino 5", "Moon Plaza", place="180102")
    proposing.catch_up(at=noon)
    return MatchProposal.objects.get()


def test_each_sentence_is_written_out_where_it_is_made():
    for args in translatable():
        assert [type(each) for each in args] == [ast.Constant]

    assert len(SENTENCES) == len(set(SENTENCES)) > 70


@pytest.mark.parametrize("sentence", SENTENCES)
def test_told_has_no_english_in_khmer(sentence):
    values = dict.fromkeys(PLACE.findall(sentence), "១")

    with translation.override("km"):
        text = told(Reason("name", 1.0, Translatable(sentence), values))

    assert not LATIN.search(text)
    assert text.count("១") == len(values)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Record("", "Chhim Sophal", Kind.PERSON), Record("", "Chhem Sophal 3", Kind.PERSON)),
        (Record("", "50% Casino", Kind.SITE), Record("", "50 % Casno", Kind.SITE)),
        (Record("", "Sok", born="1990", sex="f"), Record("", "សុខ", born="1970", sex="m")),
    ],
)
def test_kept_reasons_are_told_as_new_ones(one, other):
    for reason in compare(one, other, load_scales("kh")).reasons:
        stored = json.loads(json.dumps(kept(reason)))

        assert told(stored) == told(reason) == reason.text


def test_kept_rounds_the_bits():
    reason = Reason("sex", 0.7049, Translatable("the same sex"))

    expected = {"feature": "sex", "bits": 0.7, "template": "the same sex", "values": {}}
    assert kept(reason) == expected


def test_told_fills_after_translating():
    reason = Reason("born", -2.5, Translatable("born %(years)s years apart"), {"years": 3})

    with translation.override("km"):
        assert told(reason) == "កើតខុសគ្នា 3 ឆ្នាំ"


@pytest.mark.parametrize("language", ["en", "km"])
def test_told_shows_what_was_kept_before_sentences_had_places(language):
    old = {"feature": "name", "bits": 6.0, "text": "100% the same “%(here)s”"}

    with translation.override(language):
        assert told(old) == "100% the same “%(here)s”"


def test_told_translates_whole_sentences_kept_before():
    with translation.override("km"):
        assert told({"feature": "sex", "bits": 0.7, "text": "the same sex"}) == "ភេទដូចគ្នា"


def test_told_fills_a_sentence_that_the_engine_no_longer_says():
    stored = {"feature": "x", "bits": 1.0, "template": "once “%(word)s”", "values": {"word": "Sok"}}

    with translation.override("km"):
        assert told(stored) == "once “Sok”"


@pytest.mark.usefixtures("demonstration")
def test_pages_in_khmer_show_no_english_reason(client, ana, pair):
    client.force_login(ana)
    addresses = [
        reverse("register:pair", args=[pair.left_id, pair.right_id]),
        reverse("register:entry", args=[pair.left_id]),
        reverse("register:find") + "?name=Glass Kite Casino 5&kind=site",
    ]

    shown = [reasons_on(client.get(each, headers=KHMER).content.decode()) for each in addresses]

    assert all(len(reasons) > 1 for reasons in shown)
    assert not any(LATIN.search(without_names(text)) for each in shown for text in each), shown


@pytest.mark.usefixtures("demonstration")
def test_queue_in_khmer_shows_the_first_reason_in_khmer(client, ana, pair):
    client.force_login(ana)
    with translation.override("km"):
        first = told(pair.reasons[0])

    page = html.unescape(client.get(reverse("register:pairs"), headers=KHMER).content.decode())

    assert f"· {first}</p>" in page
    assert not LATIN.search(without_names(first))


@pytest.mark.usefixtures("demonstration")
def test_pages_in_english_show_the_sentences_of_the_engine(client, ana, pair):
    client.force_login(ana)

    page = client.get(reverse("register:pair", args=[pair.left_id, pair.right_id]))

    texts = [each["template"] % each["values"] for each in pair.reasons]
    assert reasons_on(page.content.decode()) == texts
