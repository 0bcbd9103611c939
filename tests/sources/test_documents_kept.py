"""Documents of every format kept: what of them is stored, what is inside them, what is refused."""

import io
from datetime import date

import pytest

from ponleu.foundation.core.errors import InvalidInput
from ponleu.foundation.journal.models import Entry as JournalEntry
from ponleu.foundation.suggesters.options import Options
from ponleu.knowledge.evidence import queries as evidence
from ponleu.knowledge.evidence.models import Content
from ponleu.knowledge.sources import services
from ponleu.knowledge.sources.models import Proposal, Source, SourcePage
from ponleu.knowledge.sources.rules import SourceKind
from tests.documents.making import make_docx, make_eml, make_pdf, make_xlsx, make_zip

WORDS = "Governor Sok Dara met the labour inspectors in Kampot province."
PAGE = f"<!doctype html><html><body><nav><a href='/'>Home</a></nav><p>{WORDS}</p></body></html>"
LETTER = make_eml(WORDS, Subject="A visit", attached=[("list.txt", b"Sok Dara, Kampot.")])


@pytest.fixture
def add(ana, noon):
    def run(data, name="", **fields):
        about = services.About(
            title=fields.pop("title", ""),
            kind=SourceKind.PRESS,
            territory=fields.pop("territory", "18"),
            **fields,
        )
        return services.add_documents(ana, io.BytesIO(data), about, at=noon, name=name)

    return run


@pytest.mark.parametrize(
    ("data", "name", "form", "media_type"),
    [
        (WORDS.encode(), "a.txt", "txt", "text/plain"),
        (PAGE.encode(), "a.html", "html", "text/html"),
        (make_pdf([WORDS]), "a.pdf", "pdf", "application/pdf"),
        (make_eml(WORDS), "a.eml", "eml", "message/rfc822"),
        (
            make_docx(WORDS),
            "a.docx",
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            make_xlsx([[WORDS]]),
            "a.xlsx",
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
    ],
    ids=["txt", "html", "pdf", "eml", "docx", "xlsx"],
)
def test_add_documents_keeps_every_format_whole_and_reads_it(add, data, name, form, media_type):
    [outcome] = add(data, name)

    source = Source.objects.get()
    assert outcome.source == source
    assert (source.format, source.content.media_type) == (form, media_type)
    assert evidence.content_bytes(source.content_id) == data
    dara = Proposal.objects.get(source=source, kind="person")
    assert source.text[dara.start : dara.end].endswith("Sok Dara")


def test_add_documents_takes_from_the_file_what_the_person_left_empty(add):
    [outcome, _attached] = add(LETTER, "letter.eml")

    source = outcome.source
    assert source.title == "A visit"
    assert source.origin == "Sok Dara <dara@example.org>" or "Sok Dara" in source.origin
    assert source.published == date(2026, 9, 9)  # as the message's date line has it


def test_add_documents_lets_a_persons_word_stand_before_the_files(add):
    [outcome, _attached] = add(
        LETTER, "letter.eml", title="My title", origin="A reader", published=date(2026, 1, 2)
    )

    source = outcome.source
    assert (source.title, source.origin) == ("My title", "A reader")
    assert source.published == date(2026, 1, 2)


def test_add_documents_never_takes_the_day_of_the_file_for_that_of_publication(add):
    [outcome] = add(make_pdf([WORDS]), "a.pdf")

    assert outcome.source.published is None
    assert outcome.source.made == date(2026, 9, 9)  # CreationDate of make_pdf


def test_add_documents_stores_where_each_word_of_a_pdf_stands(add):
    [outcome] = add(make_pdf(["The first page"], ["Second"]), "a.pdf")

    first, second = outcome.source.pages.all()
    text = outcome.source.text
    assert [text[box[0] : box[1]] for box in first.boxes] == ["The", "first", "page"]
    assert text[second.start : second.end].strip() == "Second"
    assert (first.width, first.height, first.recognised_as) == (612, 792, "")
    # Lines begin 72 points from the left of 612.
    assert first.boxes[0][2] == pytest.approx(72 / 612, abs=0.01)


def test_add_documents_hands_the_layouts_hints_to_the_reading(add):
    [outcome] = add(PAGE.encode(), "a.html")

    text = outcome.source.text
    told = [(kind, text[start:end].strip()) for kind, start, end in outcome.source.hints]
    assert ("boilerplate", "Home") in told
    zones = outcome.source.readings.get().zones
    assert any(kind == "boilerplate" and "Home" in text[a:b] for kind, a, b in zones)


def test_add_documents_keeps_what_is_attached_as_a_source_of_its_own(add):
    letter, attached = add(LETTER, "letter.eml")

    assert letter.source.part_of is None
    assert attached.source.part_of == letter.source
    assert (attached.name, attached.source.text) == ("list.txt", "Sok Dara, Kampot.")
    assert attached.source.title == "list.txt"
    assert JournalEntry.objects.filter(action="source.added").count() == 2


def test_add_documents_keeps_the_good_of_an_archive_and_tells_of_the_bad(add):
    data = make_zip({"in/good.txt": WORDS, "bad.pdf": b"%PDF-1.7 nothing", "mail.eml": LETTER})

    outcomes = {outcome.name: outcome for outcome in add(data, "all.zip", title="Of the archive")}

    assert sorted(outcomes) == ["bad.pdf", "in/good.txt", "list.txt", "mail.eml"]
    assert outcomes["bad.pdf"].source is None
    assert "damaged" in outcomes["bad.pdf"].why
    assert outcomes["in/good.txt"].source.part_of is None  # the archive has no words of its own
    assert outcomes["list.txt"].source.part_of == outcomes["mail.eml"].source
    assert outcomes["in/good.txt"].source.title == "good.txt"
    assert Source.objects.count() == Content.objects.count() == 3


def test_add_documents_keeps_the_same_file_once_alone_or_in_an_archive(add):
    add(WORDS.encode(), "a.txt")

    [again] = add(make_zip({"b.txt": WORDS}), "all.zip")

    assert not again.is_new
    assert Source.objects.count() == 1


def test_add_documents_does_not_open_a_pdf_again_that_was_kept_before(add, monkeypatch):
    [first] = add(make_pdf([WORDS]), "a.pdf")
    monkeypatch.setattr(services.opening, "opened", None)  # to open would fail

    [again] = add(make_pdf([WORDS]), "b.pdf")

    assert (again.source, again.is_new) == (first.source, False)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"%PDF-1.7 /Encrypt", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00", "picture"),
        (b"GIF89a\x00\x00", "GIF"),
        (make_zip({}), "no files"),
        (b"{\\rtf1 words}", "RTF"),
    ],
)
def test_add_documents_keeps_nothing_of_a_refused_file(add, data, why):
    with pytest.raises(InvalidInput, match=why):
        add(data, "a")

    kept = (Source, Content, SourcePage, Proposal, JournalEntry)
    assert [model.objects.count() for model in kept] == [0] * 5


def test_add_source_refuses_an_archive_in_which_nothing_can_be_read(ana, noon):
    about = services.About(title="", kind=SourceKind.PRESS, territory="18")
    data = make_zip({"a.gif": b"GIF89a\x00\x00"})

    with pytest.raises(InvalidInput, match="GIF"):
        services.add_source(ana, io.BytesIO(data), about, at=noon)


def test_a_model_that_is_not_there_leaves_the_reading_to_the_rules(add, settings, caplog):
    settings.PONLEU_SUGGESTERS = Options(spacy_model="no_such_model")

    [outcome] = add(WORDS.encode(), "a.txt")

    assert outcome.source.proposals.filter(kind="person", label="Sok Dara").exists()
    assert "a model took no part" in caplog.text
    assert "Sok Dara" not in caplog.text


def test_a_language_models_quoted_offer_waits_for_review(add, settings, serve_model, completion):
    words = "The zinc barge left at dawn."
    model = serve_model(completion({"kind": "site", "quote": "zinc barge"}))
    settings.PONLEU_SUGGESTERS = Options(language_model=model.endpoint())

    [outcome] = add(words.encode(), "a.txt")

    offered = outcome.source.proposals.get(rule="model.language")
    assert words[offered.start : offered.end] == "zinc barge"
    assert offered.verdict == ""
