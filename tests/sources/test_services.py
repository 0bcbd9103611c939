"""Keeping a document: whole, once a unit, read, journaled, or refused with nothing half-stored."""

import io
from datetime import date

import pytest

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import InvalidInput, NotFound, NotPermitted
from ponleu.foundation.journal.models import Entry as JournalEntry
from ponleu.knowledge.evidence.models import Content
from ponleu.knowledge.sources import opening, services, storing
from ponleu.knowledge.sources.models import Proposal, Source
from ponleu.knowledge.sources.rules import SourceKind, clean_title

WORDS = "Governor Sok Dara met the labour inspectors in Kampot province on 3 March 2026."
ALL = [Action.SOURCE_ADD, Action.SOURCE_READ, Action.REVIEW]


@pytest.fixture
def root(make_unit):
    return make_unit("KH")


@pytest.fixture
def coast(make_unit, root):
    return make_unit("18", parent=root, territory="18")


@pytest.fixture
def ana(make_user, coast):
    return make_user("ana", unit=coast, actions=ALL)


def about(**fields):
    return services.About(
        title=fields.pop("title", "A meeting"),
        kind=SourceKind.PRESS,
        published=fields.pop("published", date(2026, 3, 10)),
        territory=fields.pop("territory", "18"),
        **fields,
    )


def add(actor, noon, words=WORDS, **fields):
    data = words if isinstance(words, bytes) else words.encode()
    return services.add_source(actor, io.BytesIO(data), about(**fields), at=noon)


def test_add_source_keeps_the_words_and_asks_for_review(ana, noon):
    source, is_new = add(ana, noon)

    assert is_new
    assert source.text == WORDS
    assert (source.unit, source.territory, source.added_by) == (ana.unit, "18", ana)
    asked = Proposal.objects.filter(source=source)
    assert {"person", "place", "date"} <= set(asked.values_list("kind", flat=True))
    for proposal in asked:
        assert proposal.verdict == ""
        for start, end in proposal.mentions:
            assert WORDS[start:end].strip()
    assert list(JournalEntry.objects.values_list("action", flat=True)) == ["source.added"]


def test_add_source_keeps_the_same_bytes_once_for_a_unit(ana, noon):
    first, _ = add(ana, noon)

    again, is_new = add(ana, noon, title="Another title")

    assert (again, is_new) == (first, False)
    assert Source.objects.count() == 1


def test_add_source_keeps_the_same_bytes_for_another_unit_too(
    ana, make_user, make_unit, root, noon
):
    ben = make_user("ben", unit=make_unit("12", parent=root, territory="12"), actions=ALL)
    add(ana, noon)

    _, is_new = add(ben, noon, territory="12")

    assert is_new
    assert (Source.objects.count(), Content.objects.count()) == (2, 1)


def test_add_source_never_gives_a_document_kept_for_a_territory_beyond_reach(ana, make_user, noon):
    kept, _ = add(ana, noon)
    ben = make_user("ben", unit=ana.unit, actions=ALL, territory="1801")

    given, is_new = add(ben, noon, territory="1801")

    assert is_new
    assert given != kept
    assert list(Source.objects.visible_to(ben)) == [given]


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7 /Encrypt", b"PK\x03\x04rest", b"caf\xe9 au lait", b"\x00\x01\x02"]
)
def test_add_source_refuses_what_is_no_text_and_stores_nothing(ana, noon, data):
    with pytest.raises(InvalidInput):
        add(ana, noon, data)

    assert (Source.objects.count(), Content.objects.count()) == (0, 0)


def test_add_source_refuses_a_file_that_is_too_large(ana, noon, monkeypatch):
    monkeypatch.setattr(opening, "MAX_BYTES", 10)

    with pytest.raises(InvalidInput, match="50 MB"):
        add(ana, noon)
    assert Content.objects.count() == 0


def test_add_source_refuses_an_area_outside_the_grant(make_user, coast, noon):
    ben = make_user("ben", unit=coast, actions=ALL, territory="18")

    with pytest.raises(NotPermitted):
        add(ben, noon, territory="12")


def test_open_source_writes_the_reading_into_the_journal(ana, noon):
    source, _ = add(ana, noon)

    assert services.open_source(ana, source.pk, at=noon) == source

    last = JournalEntry.objects.order_by("sequence").last()
    assert (last.action, last.actor, last.target) == ("source.read", str(ana.pk), str(source.pk))


def test_open_source_hides_another_units_source(ana, make_user, make_unit, root, noon):
    ben = make_user("ben", unit=make_unit("12", parent=root, territory="12"), actions=ALL)
    source, _ = add(ana, noon)
    rows = JournalEntry.objects.count()

    with pytest.raises(NotFound):
        services.open_source(ben, source.pk, at=noon)
    assert JournalEntry.objects.count() == rows


def test_take_original_gives_the_bytes_as_they_came(ana, noon):
    words = "ផ្ទះ\r\nline two"
    source, _ = add(ana, noon, words)

    _, data = services.take_original(ana, source.pk, at=noon)

    assert data == words.encode()


def test_clean_title_keeps_words_and_drops_signs_that_mislead():
    assert clean_title(" a\u202egpj.exe\x1b[31m \n b ") == "a gpj.exe [31m b"
    assert clean_title("ភ្នំ\u200bពេញ") == "ភ្នំ\u200bពេញ"


def test_add_source_keeps_the_file_once_it_was_named(ana, noon, monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError("the machine stopped here")

    monkeypatch.setattr(storing, "store_reading", broken)

    with pytest.raises(RuntimeError):
        add(ana, noon)
    assert (Source.objects.count(), Content.objects.count()) == (0, 0)
