"""``ponleu source read-pages``: reads on until no page waits, and says what it did."""

import argparse
import io

import pytest

from ponleu.engines.errors import Refusal
from ponleu.faces.cli import source as command
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.documents import Format, Opened
from ponleu.foundation.journal.models import Entry as JournalEntry
from ponleu.knowledge.sources import pages, services
from ponleu.knowledge.sources.rules import SourceKind
from tests.documents.making import make_pdf

WORDS = "Words of a scan."


def run(*words):
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args(words))


@pytest.fixture
def source(make_user, make_unit, noon):
    """A PDF of five pages, of which four wait."""
    ana = make_user("ana", unit=make_unit("KH"), actions=[Action.SOURCE_ADD])
    about = services.About(title="A scan", kind=SourceKind.PRESS)
    data = make_pdf(*[[f"Page {n}"] for n in range(1, 6)])
    kept, _ = services.add_source(ana, io.BytesIO(data), about, at=noon)
    kept.pages.exclude(number=1).update(waits=True)
    return kept


@pytest.fixture
def made_out(monkeypatch):
    monkeypatch.setattr(pages, "installed_languages", lambda: "eng")
    monkeypatch.setattr(pages, "page_picture", lambda *_a, **_m: b"")
    monkeypatch.setattr(pages, "opened", lambda *_a, **_m: Opened(WORDS, Format.PICTURE))


def test_read_pages_reads_until_none_waits(source, made_out, capsys):
    assert run("read-pages", source.reference.lower()) == 0

    told = capsys.readouterr()
    assert told.out == f"{source.reference.lower()}: 4 pages read, none waits\n"
    assert told.err.splitlines() == ["3 read, 1 wait", "4 read, 0 wait"]
    source.refresh_from_db()
    assert source.text.count(WORDS) == 4
    assert JournalEntry.objects.filter(action="source.pages_read", actor="").count() == 2


def test_read_pages_has_nothing_to_do_twice(source, made_out, capsys):
    run("read-pages", source.reference)

    assert run("read-pages", source.reference) == 0
    assert "0 pages read" in capsys.readouterr().out


def test_read_pages_goes_on_past_a_page_that_cannot_be_read(source, monkeypatch):
    monkeypatch.setattr(pages, "installed_languages", lambda: "eng")
    refusal = Refusal("no words can be made out in it", "the picture", "scan it again")
    monkeypatch.setattr(pages, "page_picture", lambda *_a, **_m: refusal)

    assert run("read-pages", source.reference) == 0
    assert source.pages.filter(trouble__startswith="no words").count() == 4


def test_read_pages_refuses_what_is_not_there(db, capsys):
    assert run("read-pages", "D-2026-999999-X") == 1

    assert "There is no such record." in capsys.readouterr().err
