"""Pages: taken as pictures, made out later, nothing lost meanwhile."""

import io

import pytest

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.documents import Opened, Refusal
from ponleu.foundation.documents.types import Box, Format, Page
from ponleu.foundation.journal.models import Entry as JournalEntry
from ponleu.foundation.search.models import Findable
from ponleu.knowledge.sources import opening, page_queries, pages, services
from ponleu.knowledge.sources.layout import Highlight
from ponleu.knowledge.sources.models import Proposal, Source
from ponleu.knowledge.sources.rules import SourceKind
from tests.documents.conftest import tesseract_has
from tests.documents.making import make_pdf, make_scan, saved

FIRST = "Sok Dara met the governor of Kampot province."
SECOND = "Sok Dara then went to Takeo province."
ABOUT = services.About(title="A scan", kind=SourceKind.PRESS, territory="18")


def boxes(text, page):
    at, found = 0, []
    for number, word in enumerate(text.split()):
        start = text.index(word, at)
        at = start + len(word)
        found.append(Box(start, at, page, number / 10, 0.1, number / 10 + 0.05, 0.12))
    return tuple(found)


def picture_read(words):
    page = Page(1, 0, len(words), 1200, 1700, "eng", len(words.split()), 1)
    return Opened(words, Format.PICTURE, pages=(page,), boxes=boxes(words, 1))


@pytest.fixture
def scan(ana, noon, monkeypatch):
    """A scan of three pages of which the first was made out at once."""
    first = Page(1, 0, len(FIRST), 612, 792, "eng", len(FIRST.split()), 2)
    late = Refusal("more than 1 pages of it are pictures", "page 2", "wait")
    rest = [Page(n, len(FIRST), len(FIRST), 612, 792, trouble=late, waits=True) for n in (2, 3)]
    found = Opened(FIRST, Format.PDF, pages=(first, *rest), boxes=boxes(FIRST, 1))
    monkeypatch.setattr(opening, "opened", lambda *_args, **_more: found)
    return services.add_source(ana, io.BytesIO(b"%PDF- three pages"), ABOUT, at=noon)[0]


@pytest.fixture
def later(monkeypatch):
    """What tesseract will make out on the pages that wait."""
    replies = {}
    monkeypatch.setattr(pages, "installed_languages", lambda: "eng")
    monkeypatch.setattr(pages, "page_picture", lambda *_a, page, **_m: str(page).encode())
    monkeypatch.setattr(pages, "opened", lambda data, *_args, **_more: replies[int(data)])
    replies[2] = picture_read(SECOND)
    replies[3] = Refusal("no words can be made out in it", "the picture", "scan it again")
    return replies


def test_read_next_pages_adds_words_at_the_end_and_leaves_all_before(ana, scan, later, noon):
    asked = list(Proposal.objects.values_list("pk", "start", "end", "label"))

    left = pages.read_next_pages(ana, scan.pk, at=noon, most=1)

    scan.refresh_from_db()
    assert left == 1
    assert scan.text == f"{FIRST}\n\n{SECOND}"
    assert set(asked) <= set(Proposal.objects.values_list("pk", "start", "end", "label"))
    second = scan.pages.get(number=2)
    assert scan.text[second.start : second.end] == SECOND
    assert [scan.text[box[0] : box[1]] for box in second.boxes] == SECOND.split()
    assert (second.words, second.unsure_words, second.waits) == (7, 1, False)
    assert JournalEntry.objects.order_by("sequence").last().action == "source.pages_read"


def test_read_next_pages_asks_of_the_new_words_and_once_of_the_known(ana, scan, later, noon):
    pages.read_next_pages(ana, scan.pk, at=noon)

    takeo = Proposal.objects.get(kind="place", label__startswith="Takeo")
    assert takeo.start > len(FIRST)
    dara = Proposal.objects.get(kind="person")
    text = Source.objects.get().text
    assert [text[start:end] for start, end in dara.mentions] == ["Sok Dara", "Sok Dara"]


def test_read_next_pages_keeps_judgements(ana, scan, later, noon):
    scan.proposals.filter(kind="person").update(verdict="accepted", decided_by=ana, decided_at=noon)
    judged = scan.proposals.get(kind="person")

    pages.read_next_pages(ana, scan.pk, at=noon)

    again = scan.proposals.get(kind="person")
    assert (again.pk, again.verdict, again.mentions) == (judged.pk, "accepted", judged.mentions)


def test_read_next_pages_says_of_a_page_why_it_cannot_be_read(ana, scan, later, noon):
    assert pages.read_next_pages(ana, scan.pk, at=noon) == 0

    third = scan.pages.get(number=3)
    assert (third.waits, third.start, third.boxes) == (False, third.end, [])
    assert third.trouble.startswith("no words can be made out in it")


def test_read_next_pages_makes_the_new_words_findable(ana, scan, later, noon):
    pages.read_next_pages(ana, scan.pk, at=noon)

    assert "Takeo" in Findable.objects.get(target=scan.pk).body


def test_read_next_pages_refuses_when_none_waits(ana, scan, later, noon):
    pages.read_next_pages(ana, scan.pk, at=noon)

    with pytest.raises(ChangedMeanwhile):
        pages.read_next_pages(ana, scan.pk, at=noon)


def test_read_next_pages_stores_nothing_if_someone_else_was_first(
    ana, scan, later, noon, monkeypatch
):
    def meanwhile(data, *_args, **_more):
        Source.objects.update(text=FIRST + "\n\nWords of a colleague.")
        return later[int(data)]

    monkeypatch.setattr(pages, "opened", meanwhile)

    with pytest.raises(ChangedMeanwhile):
        pages.read_next_pages(ana, scan.pk, at=noon)
    assert scan.pages.filter(waits=True).count() == 2
    assert Source.objects.get().text == FIRST + "\n\nWords of a colleague."


def test_read_next_pages_is_for_those_who_may_add_there(scan, later, make_user, ben, noon):
    reader = make_user("rea", unit=scan.unit, actions=[Action.SOURCE_READ])

    with pytest.raises(NotPermitted):
        pages.read_next_pages(reader, scan.pk, at=noon)
    with pytest.raises(NotFound):
        pages.read_next_pages(ben, scan.pk, at=noon)
    assert scan.pages.filter(waits=True).count() == 2


def test_read_next_pages_lets_pages_wait_where_no_tesseract_is(ana, scan, noon, monkeypatch):
    monkeypatch.setattr(pages, "installed_languages", lambda: "")

    with pytest.raises(InvalidInput, match="tesseract is not installed"):
        pages.read_next_pages(ana, scan.pk, at=noon)
    assert scan.pages.filter(waits=True).count() == 2


def test_take_page_gives_a_picture_and_writes_it_into_the_journal(ana, noon):
    source, _ = services.add_source(ana, io.BytesIO(make_pdf([FIRST])), ABOUT, at=noon)

    data = pages.take_page(ana, source.pk, 1, at=noon)

    assert (data[:4], data[8:12]) == (b"RIFF", b"WEBP")
    last = JournalEntry.objects.order_by("sequence").last()
    assert (last.action, last.target) == ("source.page_taken", str(source.pk))


def test_take_page_knows_no_page_of_a_text_nor_past_the_last(ana, keep, noon):
    text = keep(ana, FIRST)
    pdf, _ = services.add_source(ana, io.BytesIO(make_pdf([FIRST])), ABOUT, at=noon)

    for source, number in ((text, 1), (pdf, 2), (pdf, 0)):
        with pytest.raises(NotFound):
            pages.take_page(ana, source.pk, number, at=noon)


def test_pages_under_draws_only_pages_with_highlights_and_frames_their_words(ana, noon):
    data = make_pdf(["Nothing here"], ["Sok Dara met the governor"], ["Nor here"])
    source, _ = services.add_source(ana, io.BytesIO(data), ABOUT, at=noon)
    start = source.text.index("Sok Dara")

    [drawn] = page_queries.pages_under(source, [Highlight(start, start + 8, "k", "who")], first="k")

    assert (drawn.page.number, drawn.is_first) == (2, True)
    assert (drawn.width, drawn.height) == (1200, 1553)  # 1200 * 792 / 612 = 1552.9
    [frame] = drawn.marks[0].frames  # two words side by side: one frame
    assert float(frame.x) == pytest.approx(72 / 612 - 0.003, abs=0.005)


def test_pages_under_of_many_has_the_page_of_the_question_in_hand(ana, noon):
    data = make_pdf(*[[f"Page {n} of Sok Dara"] for n in range(1, 31)])
    source, _ = services.add_source(ana, io.BytesIO(data), ABOUT, at=noon)
    marks = [Highlight(p.start, p.end, str(p.number), "who") for p in source.pages.all()]

    drawn = page_queries.pages_under(source, marks, first="25")

    assert [each.page.number for each in drawn] == list(range(19, 31))
    [shown] = [each for each in drawn if each.is_first]
    assert shown.page.number == 25
    assert [mark.is_asked for mark in shown.marks] == [True]
    assert [each.asked for each in drawn if each.asked] == [f"{marks[24].start}-{marks[24].end}"]


def test_pages_of_tells_doubts_and_what_waits(scan):
    told = page_queries.pages_of(scan)

    assert (told.count, told.waiting, told.first) == (3, 2, 1)
    assert [(page.number, page.unsure_words) for page in told.doubtful] == [(1, 2)]


def test_pages_cost_the_same_for_any_number(ana, noon, django_assert_num_queries):
    data = make_pdf(*[[f"Page {n} of Sok Dara"] for n in range(30)])
    source, _ = services.add_source(ana, io.BytesIO(data), ABOUT, at=noon)
    marks = [Highlight(page.start, page.end, "k", "who") for page in source.pages.all()]

    with django_assert_num_queries(2):
        drawn = page_queries.pages_under(source, marks, first="k")

    assert len(drawn) == page_queries.MOST_DRAWN


@pytest.mark.slow
@pytest.mark.skipif(not tesseract_has("eng", "khm"), reason="no tesseract with English and Khmer")
def test_a_tiff_of_five_pages_is_read_three_at_once_and_then_the_rest(ana, noon):
    drawn = [make_scan(f"Page {n} was written by Sok Dara.", width=1000) for n in range(1, 6)]
    data = saved(drawn[0], "TIFF", save_all=True, append_images=drawn[1:])

    source, _ = services.add_source(ana, io.BytesIO(data), ABOUT, at=noon)
    waited = pages.waiting_pages(source)
    left = pages.read_next_pages(ana, source.pk, at=noon)

    source.refresh_from_db()
    assert (waited, left) == (2, 0)
    assert source.text.split("\n\n") == [f"Page {n} was written by Sok Dara." for n in range(1, 6)]
