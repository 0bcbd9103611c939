"""find: in four languages, in order, bounded, and cut to what the person may see."""

from uuid import UUID

import pytest
from django.db import connection

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.references import reference
from ponleu.foundation.search import queries, services

pytestmark = pytest.mark.django_db


@pytest.fixture
def put(noon):
    """Make a thing findable: put(1, "Title", "Body")."""

    def make(number, title="A title", body="", *, unit_path="KH/18/", territory="18", **fields):
        services.index(
            target_type=fields.pop("target_type", "register.entry"),
            target=UUID(int=number),
            kind=fields.pop("kind", "site"),
            reference=reference("S", 2026, number),
            title=title,
            body=body,
            read_action=fields.pop("read_action", Action.REGISTER_READ),
            unit_path=unit_path,
            territory=territory,
            at=noon,
        )

    return make


@pytest.fixture
def ana(make_unit, make_user):
    """Reads the register of unit 18."""
    unit = make_unit("18", parent=make_unit("KH"), territory="18")
    return make_user("ana", unit=unit, actions=[Action.REGISTER_READ, Action.SEARCH])


def numbers(hits):
    return [hit.target.int for hit in hits]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Paper Lantern Hotel", "lantern paper"),
        ("Paper Lantern Hotel", "ANTER"),
        ("សណ្ឋាគារគោមក្រដាស", "គោមក្រដាស"),
        ("សណ្ឋាគារ\u200bគោមក្រដាស", "សណ្ឋាគារគោម"),
        ("អ៊ី លី", "លី"),
        ("纸灯笼酒店", "灯笼酒店"),
        ("经理王伟说", "王伟"),
        ("Khách sạn Đèn Giấy", "đèn giấy"),
        ("Khách sạn Đèn Giấy", "den giay"),
        ("Khach san Den Giay", "Đèn"),
        ("Ly Heng", "ly"),
        ("100%_\\ sure", "100%_\\ sure"),
        ('he said "no" AND left', '"no" AND'),
    ],
)
@pytest.mark.parametrize("in_title", [True, False])
def test_find_finds_words_in_every_script_with_and_without_marks(
    ana, put, text, question, in_title
):
    put(1, text if in_title else "Another", "" if in_title else text)
    put(2, "Something else", "nothing here")

    assert numbers(queries.find(ana, question)) == [1]


@pytest.mark.parametrize(
    "question", ["", "  ", '"', "%", "__", "*", "() NOT", "NEAR(", "zz", "\x00"]
)
def test_find_of_signs_and_of_missing_words_is_empty_not_an_error(ana, put, question):
    put(1, "Paper Lantern", "a body")

    assert queries.find(ana, question) == []


def test_find_wants_every_word_anywhere_in_title_or_body(ana, put):
    put(1, "Paper Lantern", "behind the petrol station")
    put(2, "Paper Crane", "behind the market")

    assert numbers(queries.find(ana, "paper petrol")) == [1]
    assert numbers(queries.find(ana, "paper of petrol")) == []


def test_find_gives_the_reference_first_then_titles_then_bodies_newest_first(ana, put):
    wanted = reference("S", 2026, 5)
    put(5, "Blue Gourd")
    put(6, f"Copy of {wanted}")
    put(7, "Notes", f"see {wanted}")
    put(8, f"Letter on {wanted}")

    assert numbers(queries.find(ana, f" {wanted.lower()} ")) == [5, 8, 6, 7]


def test_find_shows_the_words_in_the_original_letters(ana, put):
    put(1, "A note", "They met at Khách sạn Đèn Giấy at noon.")

    [hit] = queries.find(ana, "khach")

    assert (hit.kind, hit.reference, hit.title) == ("site", "S-2026-000001-H", "A note")
    assert (hit.before, hit.match) == ("They met at ", "Khách")
    assert hit.after == " sạn Đèn Giấy at noon."
    assert (hit.target_type, hit.target) == ("register.entry", UUID(int=1))


def test_find_is_bounded(ana, put):
    for number in range(1, 8):
        put(number, f"Lantern {number}", "lantern")

    assert numbers(queries.find(ana, "lantern", limit=3)) == [7, 6, 5]


@pytest.mark.parametrize(
    "where",
    [
        {"unit_path": "KH/12/", "territory": "12"},
        {"unit_path": "KH/", "territory": ""},
        {"unit_path": "KH/181/"},
        {"read_action": Action.CLAIM_READ},
    ],
)
@pytest.mark.parametrize("question", ["lantern", "灯笼", "S-2026-000001-H"])
def test_find_hides_what_no_grant_covers(ana, put, where, question):
    put(1, "Lantern 灯笼", "lantern", **where)

    assert queries.find(ana, question) == []


def test_find_hides_another_territory_of_the_own_unit(make_unit, make_user, put):
    unit = make_unit("18", parent=make_unit("KH"))
    ben = make_user("ben", unit=unit, actions=[Action.REGISTER_READ], territory="1801")
    put(1, "Lantern", territory="1802")
    put(2, "Lantern", territory="180104")

    assert numbers(queries.find(ben, "lantern")) == [2]


def test_find_gives_nothing_to_a_person_without_grants(make_user, put):
    put(1, "Lantern")

    assert queries.find(make_user("nobody"), "lantern") == []


def test_find_costs_three_queries_at_most(ana, put, django_assert_num_queries):
    put(1, "Lantern")
    ana.reaches(Action.REGISTER_READ)  # grants are read once a request

    with django_assert_num_queries(3):
        queries.find(ana, "S-2026-000001-H")
    with django_assert_num_queries(2):
        queries.find(ana, "lantern")
    with django_assert_num_queries(0):
        queries.find(ana, " ")


def test_targets_gives_keys_of_one_kind_only(ana, put):
    put(1, "Lantern")
    put(2, "Lantern", kind="person")
    put(3, "Lantern", target_type="sources.source")

    assert queries.targets(ana, "lantern", target_type="register.entry", kind="site") == [
        UUID(int=1)
    ]


def test_index_again_replaces_the_words(ana, put):
    put(1, "Lantern", "an old body")
    put(1, "Gourd", "a new body")

    assert queries.find(ana, "lantern") == []
    assert queries.find(ana, "old") == []
    assert numbers(queries.find(ana, "gourd body")) == [1]


def test_forget_leaves_nothing_to_find_and_may_be_said_twice(ana, put):
    put(1, "Lantern")
    put(2, "Lantern")

    services.forget("register.entry", UUID(int=1))
    services.forget("register.entry", UUID(int=1))

    assert numbers(queries.find(ana, "lantern")) == [2]


def test_index_refuses_an_action_that_does_not_read(put):
    with pytest.raises(ValueError, match=r"review\.judge"):
        put(1, read_action=Action.REVIEW)


def test_index_cuts_a_long_title_but_finds_all_of_it(ana, put):
    put(1, "x" * 300 + " lantern")

    [hit] = queries.find(ana, "lantern")

    assert hit.title == "x" * 300


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_the_indexes_stay_in_step_with_their_table(put):
    for number in range(1, 6):
        put(number, f"Lantern {number}", "តើ" * number)
    put(2, "Gourd", "changed")
    services.forget("register.entry", UUID(int=3))

    with connection.cursor() as cursor:  # raises if index and table differ
        for table in ("search_text", "search_title"):
            cursor.execute(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)")
