"""E-mail: header lines, what was written, what was answered, and the attachments."""

from datetime import date

from ponleu.foundation.documents import HintKind
from ponleu.foundation.documents.formats import message
from ponleu.foundation.documents.types import Limits
from tests.documents.making import make_docx, make_eml, spans

HEADERS = (
    "From: Sok Dara <dara@example.org>\nTo: desk@example.org\n"
    "Date: Wed, 09 Sep 2026 23:30:00 +0700\nSubject: A word"
)


def read(data):
    return message.extract(data, "a.eml", Limits())


def test_extract_gives_header_lines_and_words():
    found = read(make_eml("Please help.\n\nThey hold 12 of us.\n"))

    assert found.text == f"{HEADERS}\n\nPlease help.\n\nThey hold 12 of us."
    assert spans(found, HintKind.HEADER) == [HEADERS]
    assert (found.title, found.origin) == ("A word", "Sok Dara <dara@example.org>")


def test_extract_takes_the_day_in_the_zone_of_the_sender():
    assert read(make_eml("Late.")).published == date(2026, 9, 9)


def test_extract_reads_encoded_headers_and_bodies():
    found = read(make_eml("ខេត្តព្រះសីហនុ", Subject="បណ្តឹង"))

    assert found.title == "បណ្តឹង"
    assert found.text.endswith("\n\nខេត្តព្រះសីហនុ")


def test_extract_marks_earlier_mail_below_the_answer():
    words = "Yes.\n\n> Is it so?\n> Really?\n\nOn Monday, Chan Dara wrote:\nOld words.\n"

    found = read(make_eml(words))

    assert spans(found, HintKind.QUOTE) == [
        "> Is it so?\n> Really?",
        "On Monday, Chan Dara wrote:\nOld words.",
    ]


def test_extract_prefers_the_plain_part_unless_it_is_a_stub():
    long = "<p>They hold 12 of us in a building behind the market, and we cannot leave it.</p>"

    both = read(make_eml("They hold 12 of us in a building, we cannot leave.", page=long))
    stub = read(make_eml("See HTML.", page=long))

    assert both.text.endswith("we cannot leave.")
    assert stub.text.endswith("and we cannot leave it.")


def test_extract_gives_attachments_each_under_its_own_name():
    found = read(make_eml("See.", attached=[("a.txt", b"one"), ("a.txt", b"two")]))

    assert found.inside == {"a.txt": b"one", "2 a.txt": b"two"}


def test_extract_stops_at_more_attachments_than_agreed():
    data = make_eml("See.", attached=[(f"{at}.txt", b"x") for at in range(5)])

    found = message.extract(data, "a.eml", Limits(entries=2))

    assert len(found.inside) == 3  # one past the limit, so that the near side refuses


def test_extract_gives_text_that_a_database_can_hold():
    data = b"From: caf\xe9\nSubject: a\x01b\nMessage-ID: <1>\n\nwords\x00 and caf\xe9\n"

    found = read(data)

    for words in (found.text, found.title, found.origin):
        assert words.encode("utf-8")
        assert words.replace("\n", "").isprintable()
    assert "words  and caf" in found.text


def test_opened_opens_attachments_and_messages_inside(open_well):
    inner = make_eml("Inner words.")
    data = make_eml("See.", attached=[("a.docx", make_docx("In Word.")), ("b.eml", inner)])

    parts = open_well(data, "a.eml").parts

    assert [part.name for part in parts] == ["a.docx", "b.eml"]
    assert parts[0].content.text == "In Word."
    assert parts[1].content.text.endswith("Inner words.")


def test_opened_refuses_more_attachments_than_agreed(refused):
    data = make_eml("See.", attached=[(f"{at}.txt", b"x") for at in range(5)])

    assert "more than 2 files" in refused(data, "a.eml", limits=Limits(entries=2))


def test_opened_leaves_a_plain_letter_with_from_and_date_as_it_is(open_well):
    words = "From: the workers\r\nDate: Monday\r\n\r\nPlease help.\r\n"

    assert open_well(words.encode(), "letter.txt").text == words
