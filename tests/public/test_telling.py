"""Telling what happens without script: one question a page, nothing kept, nothing in an address."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ponleu.faces.public import sending
from ponleu.faces.public.languages import LANGUAGES


def test_the_whole_report_is_told_and_ends_with_ten_words(visitor, later):
    person = visitor().begin().press(safe="yes")
    assert "What is happening?" in person.page
    person.press(what="They keep our passports.", sign="papers_taken")
    assert "Where is it?" in person.page
    person.press(province="18", near="behind the market")
    assert "Do you have a photo" in person.page
    person.press()
    assert "How can we reach you?" in person.page
    person.press(contact="012 000 000", may_contact="yes")
    assert "They keep our passports." in person.page
    assert "behind the market" in person.page
    later(seconds=9)
    person.press()

    assert person.response.status_code == 200
    assert len(person.words) == 10


def test_answers_survive_going_back_and_forth(visitor):
    person = visitor().begin().press(safe="yes").press(what="Locked in. 🙏")
    person.press("/report/en/what/", near="Floor 4")
    assert "Locked in. 🙏" in person.page

    person.press()

    assert person.form.fields["near"] == "Floor 4"


def test_places_are_chosen_one_after_another(visitor):
    person = visitor().open("/report/en/where/")
    assert 'value="1801"' not in person.page

    person.press("/report/en/where/", province="18")
    assert 'value="1801"' in person.page
    person.press("/report/en/where/", province="18", district="1801")

    assert 'value="180104"' in person.page


def test_somebody_in_danger_goes_straight_to_the_place_and_may_send_nothing(visitor):
    person = visitor().begin().press(safe="no")
    assert "Say where you are, then send" in person.page

    person.press()

    assert len(person.words) == 10


def test_a_report_of_nothing_is_not_sent_and_says_what_to_do(visitor, later):
    person = visitor().begin().press(safe="yes")
    for _page in ("what", "where", "files", "reach"):
        person.press()
    later(seconds=9)

    person.press()

    assert person.response.status_code == 422
    assert "Write one sentence" in person.page
    assert "What is happening?" in person.page


def test_a_report_sent_at_once_waits_and_is_sent_by_pressing_again(visitor, later):
    person = visitor().begin().press(safe="yes").press(what="Help.")
    for _page in ("where", "files", "reach"):
        person.press()
    person.press()
    assert person.response.status_code == 425
    assert "Nothing is lost" in person.page
    later(seconds=9)

    person.press()

    assert len(person.words) == 10


def test_too_many_reports_from_one_network_wait_and_keep_what_was_told(visitor, settings, later):
    settings.PONLEU_PUBLIC = type(settings.PONLEU_PUBLIC)(sends_per_hour=1, phone="000")
    for _report in range(2):
        later()
        person = visitor().begin().press(safe="yes").press(what="Help us.")
        for _page in ("where", "files", "reach"):
            person.press()
        later(seconds=9)
        person.press()

    assert person.response.status_code == 429
    assert "Or call 000." in person.page
    assert "Help us." in person.page


def test_urgent_reports_are_counted_apart(visitor, settings):
    settings.PONLEU_PUBLIC = type(settings.PONLEU_PUBLIC)(sends_per_hour=1)

    for _report in range(3):
        person = visitor().begin().press(safe="no").press()

    assert len(person.words) == 10


def test_sending_the_same_page_twice_files_one_report(visitor, later):
    person = visitor().begin().press(safe="no")
    last_page = person.response
    first = person.press().words
    proof = re.findall(r"C-\d{4}-\d+-\w", person.page)
    person.response = last_page

    again = person.press()

    assert again.words == first
    assert re.findall(r"C-\d{4}-\d+-\w", again.page) == proof


def test_the_words_stay_until_two_of_them_are_given_back(sent):
    person = sent()
    words = person.words
    asked = [int(n) for n in re.findall(r">Word (\d+)<", person.page)]

    person.press(first="wrong", second="wrong")
    assert person.response.status_code == 422
    assert person.words == words
    person.press(first=f" {words[asked[0] - 1].upper()} ", second=words[asked[1] - 1])

    assert person.response.status_code == 200
    assert "You can leave now" in person.page
    assert person.words == []


@pytest.mark.parametrize("language", [language.code for language in LANGUAGES])
def test_every_page_stands_in_every_language(visitor, sent, language):
    pages = [visitor(language).begin()]
    pages += [
        visitor(language).open(f"/report/{language}/{page}/")
        for page in ("urgent", "what", "where", "files", "reach", "send", "why")
    ]
    pages += [visitor(language).open(f"/{page}/{language}/") for page in ("answer", "check")]
    pages.append(sent(language))

    for person in pages:
        assert person.response.status_code == 200
        assert f'<html lang="{language}"' in person.page
        assert "!missing" not in person.page


def test_a_long_text_is_kept_whole(visitor):
    text = "ជួយ" * 3300 + " end"
    person = visitor("km").begin().press(safe="yes").press(what=text)

    person.press("/report/km/what/")

    assert person.form.fields["what"] == text


def test_a_text_without_end_is_refused_and_stays_in_its_field(visitor):
    text = "a" * 20_001
    person = visitor().begin().press(safe="yes")

    person.press(what=text)

    assert person.response.status_code == 422
    assert "20000" in person.page
    assert person.form.fields["what"] == text


def test_arabic_and_emoji_stay_and_control_signs_go(visitor):
    person = visitor().begin().press(safe="yes")

    person.press(what="نحن هنا 👩‍👧\x00\x1b \u202egnp").press("/report/en/what/")

    assert person.form.fields["what"] == "نحن هنا 👩‍👧 gnp"


def test_what_looks_like_markup_stays_text(visitor):
    person = visitor().begin().press(safe="yes")

    person.press(what="</textarea><script>x</script>").press("/report/en/what/")

    assert "<script>x" not in person.page
    assert person.form.fields["what"] == "</textarea><script>x</script>"


def test_files_are_added_named_and_taken_out(visitor):
    person = visitor().open("/report/en/files/")
    photo = SimpleUploadedFile("gate.jpg", b"\xff\xd8" + b"x" * 5000, "image/jpeg")

    person.press("/report/en/files/", file=photo)
    assert "gate.jpg" in person.page
    person.press("/report/en/files/", remove="1")

    assert "gate.jpg" not in person.page


def test_a_file_alone_is_a_report(visitor, later):
    person = visitor().begin().press(safe="yes").press().press()
    photo = SimpleUploadedFile("gate.jpg", b"x" * 70_000, "image/jpeg")
    person.press(file=photo).press()
    later(seconds=9)

    person.press()

    assert len(person.words) == 10


def test_too_large_a_file_is_named_and_the_rest_stays(visitor, settings):
    settings.PONLEU_PUBLIC = type(settings.PONLEU_PUBLIC)(file_bytes=1024 * 1024)
    person = visitor().begin().press(safe="yes").press(what="Help.").press()
    film = SimpleUploadedFile("film.mp4", b"x" * (1024 * 1024 + 1), "video/mp4")

    person.press(file=film)

    assert person.response.status_code == 422
    assert "film.mp4 was not added: it is larger than 1 MB." in person.page
    person.press("/report/en/what/")
    assert person.form.fields["what"] == "Help."


def test_too_much_at_once_is_refused_before_it_is_read(visitor, settings):
    settings.PONLEU_PUBLIC = type(settings.PONLEU_PUBLIC)(files_bytes=1000)
    person = visitor().open("/report/en/files/")
    film = SimpleUploadedFile("film.mp4", b"x" * (1024 * 1024 + 2000), "video/mp4")

    person.press(file=film)

    assert person.response.status_code == 413
    assert "what you wrote is still there" in person.page


def test_too_many_files_are_named(visitor, settings):
    settings.PONLEU_PUBLIC = type(settings.PONLEU_PUBLIC)(most_files=1)
    person = visitor().open("/report/en/files/")
    for name in ("one.jpg", "two.jpg"):
        photo = SimpleUploadedFile(name, b"x", "image/jpeg")
        person.press("/report/en/files/", file=photo)

    assert "two.jpg was not added" in person.page


def test_what_could_not_be_sealed_is_not_sent_and_not_lost(visitor, later, monkeypatch):
    def refuse(draft, code, **_more):
        raise sending.NotSent("unsealed")

    monkeypatch.setattr(sending, "send", refuse)
    person = visitor().begin().press(safe="yes").press(what="Help us.")
    for _page in ("where", "files", "reach"):
        person.press()

    person.press()

    assert person.response.status_code == 503
    assert "Help us." in person.page


@pytest.mark.parametrize("page", ["what", "urgent"])
def test_a_changed_draft_is_refused_and_the_page_keeps_what_was_typed(visitor, page):
    person = visitor().begin().press(safe="yes").press(what="First.").press("/report/en/what/")
    draft = person.form.fields["draft"]
    changed = draft[:-5] + ("A" if draft[-5] != "A" else "B") + draft[-4:]

    person.response = person.client.post(
        "/report/en/where/", {"from": "what", "draft": changed, "what": "Typed again."}
    )

    assert person.response.status_code == 422
    assert "could not be read" in person.page
    assert person.form.fields["what"] == "Typed again."


def test_a_draft_of_yesterday_is_refused_and_the_page_keeps_what_was_typed(visitor, later):
    person = visitor().begin().press(safe="yes").press(what="First.")
    later(hours=25)

    person.press(near="Typed today.")

    assert person.response.status_code == 422
    assert person.form.fields["near"] == "Typed today."
    assert "First." not in person.press("/report/en/what/").page
