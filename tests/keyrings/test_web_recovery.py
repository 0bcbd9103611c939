"""Pages of recovery: sheets shown once, typed by two, and never repeated anywhere but there."""

import re

import pytest
from django.urls import reverse

from ponleu.foundation.journal.models import Entry
from ponleu.foundation.keyrings import queries, services
from ponleu.foundation.keyrings.models import Holder, Recovery

BEGIN, RECOVER = "keyrings:begin_recovery", "keyrings:recover"


@pytest.fixture
def root(country, make_person, noon):
    root = make_person("root", "KH")
    services.begin_ring(country["KH"], [root.user], actor=None, at=noon)
    return root


@pytest.fixture
def officers(make_person):
    return [make_person(f"officer-{n}", "KH", granted=False) for n in (1, 2, 3)]


@pytest.fixture
def sheets(root, officers, noon):
    people = [officer.user for officer in officers]
    return [s.words for s in services.begin_recovery(root.user, root.pair, people, at=noon)]


@pytest.fixture
def cam(make_person):
    """Has the grant for KH and waits."""
    return make_person("cam", "KH")


def named(officers, **changes):
    names = {f"officer_{n}": o.user.username for n, o in enumerate(officers, 1)}
    return {**names, "instead_of": "", **changes}


def typed(person, sheets, **changes):
    asked = {"unit": "KH", "username": person.user.username}
    return {**asked, "sheet_1": sheets[0], "sheet_2": sheets[1], **changes}


def words_on(page):
    """The words of each sheet on a page."""
    lists = re.findall(r'<ol class="pl-keysheet__words"[^>]*>(.*?)</ol>', page, re.S)
    return [" ".join(re.findall(r"<li>(\w+)</li>", one)) for one in lists]


def test_begin_recovery_shows_three_sheets_that_let_somebody_in(root, officers, cam, enter, noon):
    answer = enter(root).post(reverse(BEGIN), named(officers))

    sheets = words_on(answer.content.decode())
    assert answer.status_code == 201
    assert [len(sheet.split()) for sheet in sheets] == [33, 33, 33]
    assert "no-store" in answer.headers["Cache-Control"]
    done = enter(officers[2]).post(reverse(RECOVER), typed(cam, [sheets[2], sheets[0]]))
    assert done.url == reverse("keyrings:index")
    assert Holder.objects.filter(user=cam.user, ended_at=None).exists()


def test_begin_recovery_is_for_holders_of_the_root_only(coast, officers, cam, enter):
    for person in (coast, officers[0], cam):
        client = enter(person)
        assert client.get(reverse(BEGIN)).status_code == 403
        assert client.post(reverse(BEGIN), named(officers)).status_code == 403

    assert not Recovery.objects.exists()


@pytest.mark.parametrize(
    "changes", [{"officer_3": "officer-1"}, {"officer_3": "root"}, {"officer_3": "nobody-here"}]
)
def test_begin_recovery_with_wrong_officers_says_so(root, officers, enter, changes):
    answer = enter(root).post(reverse(BEGIN), named(officers, **changes))

    assert answer.status_code == 422
    assert b"three different people" in answer.content
    assert not Recovery.objects.exists()


def test_begin_recovery_sent_twice_makes_no_second_set(root, officers, enter):
    client = enter(root)
    client.post(reverse(BEGIN), named(officers))

    again = client.post(reverse(BEGIN), named(officers))

    assert again.status_code == 409
    assert Recovery.objects.count() == 1


def test_begin_recovery_anew_carries_which_one_it_replaces(root, officers, sheets, country, enter):
    client = enter(root)
    standing = queries.recovery_for(country["KH"])
    assert str(standing.pk) in client.get(reverse(BEGIN)).content.decode()

    answer = client.post(reverse(BEGIN), named(officers, instead_of=str(standing.pk)))

    assert answer.status_code == 201
    assert words_on(answer.content.decode()) != sheets


def test_recover_is_for_officers_only(root, cam, sheets, enter):
    for person in (root, cam):
        client = enter(person)
        assert client.get(reverse(RECOVER)).status_code == 403
        assert client.post(reverse(RECOVER), typed(cam, sheets)).status_code == 403

    assert not Holder.objects.filter(user=cam.user).exists()


def test_recover_says_the_sheet_and_the_word_and_keeps_what_was_typed(
    officers, cam, sheets, enter, caplog
):
    wrong = sheets[1].split()
    wrong[4] = "zzzz"

    answer = enter(officers[0]).post(reverse(RECOVER), typed(cam, sheets, sheet_2=" ".join(wrong)))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Words of the second sheet: Word 5: This word is not in the list of words." in page
    assert sheets[0] in page
    assert "no-store" in answer.headers["Cache-Control"]
    assert sheets[0] not in caplog.text
    for entry in Entry.objects.all():
        assert not set(sheets[0].split()) & set(entry.reason.split())


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"username": "nobody-here"}, "no active account"),
        ({"username": "officer-1"}, "Nobody recovers for themselves"),
        ({"username": "officer-3"}, "no grant"),
        ({"unit": "KH-99"}, "Select a valid choice"),
        ({"sheet_2": ""}, "required"),
        ({"sheet_2": "SAME"}, "same sheet"),
    ],
)
def test_recover_of_what_does_not_fit_lets_nobody_in(officers, cam, sheets, enter, changes, said):
    if changes.get("sheet_2") == "SAME":
        changes = {"sheet_2": sheets[0]}

    answer = enter(officers[0]).post(reverse(RECOVER), typed(cam, sheets, **changes))

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Entry.objects.filter(action="ring.recovered").exists()


def test_recover_needs_no_key_of_the_officer_to_be_open(officers, cam, sheets, enter):
    client = enter(officers[1])
    client.cookies.pop("ponleu_key")

    answer = client.post(reverse(RECOVER), typed(cam, [sheets[1], sheets[0]]))

    assert answer.status_code == 302
    assert Holder.objects.filter(user=cam.user, ended_at=None).exists()


def test_every_field_of_words_asks_the_browser_to_forget(officers, sheets, enter):
    page = enter(officers[0]).get(reverse(RECOVER)).content.decode()

    fields = re.findall(r"<textarea[^>]*>", page)
    assert len(fields) == 2
    for field in fields:
        assert 'autocomplete="off"' in field
        assert 'spellcheck="false"' in field
