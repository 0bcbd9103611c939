"""Screens about documents of many formats: for the right person, the wrong unit, the signed-out."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.documents import Format, Opened
from ponleu.foundation.journal.models import Entry as JournalEntry
from ponleu.foundation.places.models import Place
from ponleu.knowledge.sources import pages, services
from ponleu.knowledge.sources.models import Source, SourcePage
from ponleu.knowledge.sources.rules import SourceKind
from tests.documents.making import make_eml, make_pdf, make_zip

pytestmark = pytest.mark.usefixtures("demonstration")
WORDS = "Sok Dara met the governor of Kampot on 3 March 2026."


@pytest.fixture(autouse=True)
def provinces(db):
    Place.objects.create(code="18", level="province", name="Preah Sihanouk", name_km="")


@pytest.fixture
def pdf(ana, noon):
    about = services.About(title="A report", kind=SourceKind.PRESS, territory="18")
    data = make_pdf(["A first page"], [WORDS])
    return services.add_source(ana, io.BytesIO(data), about, at=noon)[0]


def address(name, source, *more):
    return reverse(f"sources:{name}", args=[source.pk, *more])


def upload(client, *files, **fields):
    documents = [SimpleUploadedFile(name, data) for name, data in files]
    about = {"kind": "press", "territory": "18", **fields}
    return client.post(reverse("sources:add"), {"documents": documents, **about})


def test_a_page_is_given_as_a_picture_that_no_browser_keeps(client, ana, pdf):
    client.force_login(ana)

    answer = client.get(address("picture", pdf, 1))

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.content[8:12] == b"WEBP"
    assert "no-store" in answer.headers["Cache-Control"]
    assert "private" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(("name", "number"), [("picture", 1), ("sheet", 1)])
def test_another_units_pages_look_as_if_they_were_not_there(client, ben, pdf, name, number):
    client.force_login(ben)
    rows = JournalEntry.objects.count()

    there = client.get(address(name, pdf, number))
    nowhere = client.get(
        reverse(f"sources:{name}", args=["01920000-0000-7000-8000-000000000000", number])
    )

    assert there.status_code == nowhere.status_code == 404
    assert JournalEntry.objects.count() == rows


@pytest.mark.parametrize(("name", "number"), [("picture", 1), ("sheet", 1)])
def test_signed_out_people_see_no_page(client, pdf, name, number):
    answer = client.get(address(name, pdf, number))

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def test_who_may_not_read_documents_sees_no_page(client, make_user, coast, pdf):
    client.force_login(make_user("eva", unit=coast, actions=[Action.HOME]))

    assert client.get(address("picture", pdf, 1)).status_code == 403


def test_a_page_past_the_last_is_not_there(client, ana, pdf):
    client.force_login(ana)

    for name in ("picture", "sheet"):
        assert client.get(address(name, pdf, 3)).status_code == 404
        assert client.get(address(name, pdf, 99999999999999999999)).status_code == 404


def test_the_page_frames_the_words_that_were_asked_for(client, ana, pdf):
    client.force_login(ana)
    start = pdf.text.index("Sok Dara")

    page = client.get(address("sheet", pdf, 2), {"at": f"{start}-{start + 8}"}).content.decode()

    assert page.count('<rect class="is-at" data-p="at"') == 1
    assert "Page 2 of the original." in page
    assert address("picture", pdf, 2) in page
    assert f'rel="prev" href="{address("sheet", pdf, 1)}"' in page
    assert 'rel="next"' not in page


def test_the_review_draws_the_page_of_what_is_asked(client, ana, pdf):
    client.force_login(ana)

    page = client.get(reverse("review:source", args=[pdf.pk])).content.decode()

    dara = pdf.proposals.get(kind="person")
    assert f'<rect class="is-who" data-p="{dara.pk}"' in page
    assert address("picture", pdf, 2) in page
    assert address("picture", pdf, 1) not in page  # nothing was read on the first page
    assert "See page 2 as a picture" in page


def test_the_pages_of_a_document_cost_two_queries_more(
    client, ana, pdf, noon, django_assert_max_num_queries
):
    client.force_login(ana)
    client.get(address("page", pdf))

    with django_assert_max_num_queries(30):
        client.get(address("page", pdf))


def test_the_source_page_tells_format_day_made_and_pages(client, ana, pdf):
    client.force_login(ana)

    page = client.get(address("page", pdf)).content.decode()

    assert "<dd>PDF</dd>" in page
    assert "The file says that it was made on 9 September 2026." in page
    assert "See the 2 pages as pictures" in page


def test_doubts_and_troubles_are_told_in_words(client, ana, pdf):
    client.force_login(ana)
    pdf.pages.filter(number=1).update(recognised_as="eng+khm", words=240, unsure_words=18)
    pdf.pages.filter(number=2).update(trouble="the page is damaged (page 2): print it anew")

    page = client.get(address("page", pdf)).content.decode()

    assert "18 of 240 words were read with doubt." in page
    assert "It could not be read: the page is damaged (page 2): print it anew." in page


def test_pages_that_wait_are_told_with_a_button(client, ana, pdf, monkeypatch):
    monkeypatch.setattr(pages, "installed_languages", lambda: "eng")
    monkeypatch.setattr(pages, "opened", lambda *_args, **_more: Opened("More.", Format.PICTURE))
    client.force_login(ana)
    pdf.pages.filter(number=2).update(waits=True)

    for name in ("sources:page", "review:source"):
        page = client.get(reverse(name, args=[pdf.pk])).content.decode()
        assert "1 of 2 pages is a picture whose words were not made out yet." in page
        assert f'action="{address("read_next", pdf)}"' in page

    answer = client.post(address("read_next", pdf), {"from": "review"})
    assert answer.url == reverse("review:source", args=[pdf.pk])
    assert not SourcePage.objects.filter(waits=True).exists()


def test_who_may_not_add_gets_no_button_and_no_reading(client, make_user, coast, pdf):
    pdf.pages.filter(number=2).update(waits=True)
    client.force_login(make_user("rea", unit=coast, actions=[Action.SOURCE_READ]))

    assert "read-pages" not in client.get(address("page", pdf)).content.decode()
    assert client.post(address("read_next", pdf)).status_code == 403
    assert SourcePage.objects.filter(waits=True).count() == 1


def test_reading_on_needs_a_post(client, ana, pdf):
    client.force_login(ana)

    assert client.get(address("read_next", pdf)).status_code == 405


def test_an_archive_shows_what_was_kept_and_what_was_not(client, ana):
    client.force_login(ana)
    letter = make_eml(WORDS, attached=[("list.txt", b"A list of Kampot.")])

    answer = upload(client, ("all.zip", make_zip({"a.eml": letter, "b.gif": b"GIF89a\0\0"})))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "2 documents kept" in page
    assert "Came inside as list.txt" in page
    assert page.count("Not kept") == 1
    assert "it is a GIF picture (byte 0): save it as PNG or JPEG" in page


def test_inner_and_outer_documents_lead_to_each_other(client, ana):
    client.force_login(ana)
    upload(client, ("a.eml", make_eml(WORDS, attached=[("list.txt", b"A list of Kampot.")])))
    inner = Source.objects.get(part_of__isnull=False)

    outer_page = client.get(address("page", inner.part_of)).content.decode()
    inner_page = client.get(address("page", inner)).content.decode()

    assert "Came with it" in outer_page
    assert address("page", inner) in outer_page
    assert "Came inside" in inner_page
    assert address("page", inner.part_of) in inner_page


def test_the_original_comes_with_the_ending_of_its_format(client, ana, pdf):
    client.force_login(ana)

    answer = client.get(address("original", pdf))

    assert f'filename="{pdf.reference}.pdf"' in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Type"] == "application/octet-stream"


def test_a_file_kept_before_leads_to_the_one_that_stands(client, ana, pdf):
    client.force_login(ana)

    answer = upload(client, ("b.pdf", make_pdf(["A first page"], [WORDS])))

    assert answer.url == reverse("review:source", args=[pdf.pk])
    assert Source.objects.count() == 1


def test_the_page_of_a_machine_translation_explains_its_known_slips(client, ana, noon):
    words = b"[Machine translation] The NEC visited brick-and-mortar farms. The NEC left."
    about = services.About(title="A report", kind=SourceKind.PRESS, territory="18")
    source, _ = services.add_source(ana, io.BytesIO(words), about, at=noon)
    client.force_login(ana)

    shown = client.get(address("page", source)).content.decode()

    assert "2 known slips in it" in shown
    assert "may stand for: brick kilns" in shown
