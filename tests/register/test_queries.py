"""Lists, the page of an entry, and whom a name may belong to."""

from datetime import date
from uuid import UUID

import pytest

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import NotFound
from ponleu.knowledge.register import queries, services
from ponleu.knowledge.register.rules import EntryKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def ben(make_user, make_unit):
    """Reads the register of another unit."""
    other = make_unit("12", parent=make_unit("KH"), territory="12")
    return make_user("ben", unit=other, actions=[Action.REGISTER_READ, Action.SOURCE_READ])


def listed(found):
    return [row.entry.name for row in found.rows]


def test_entries_are_of_one_kind_by_name_and_standing(ana, enter, noon):
    enter("Blue Gourd", kind=EntryKind.SITE, proposal=1)
    enter("Sok Dara", proposal=2)
    enter("Keo Mony", proposal=3)
    enter("Chan Lim", proposal=4)
    services.withdraw_by_proposal(ana, UUID(int=4), at=noon)

    assert listed(queries.entries(ana, EntryKind.PERSON)) == ["Keo Mony", "Sok Dara"]


def test_entries_of_another_unit_are_absent_and_uncounted(ana, ben, enter):
    enter("Sok Dara")

    assert listed(queries.entries(ben, EntryKind.PERSON)) == []
    assert listed(queries.entries(ben, EntryKind.PERSON, text="dara")) == []
    assert (queries.entry_count(ana), queries.entry_count(ben)) == (1, 0)


def test_entries_with_words_are_those_that_search_finds(ana, enter):
    enter("Sok Dara", proposal=1)
    enter("Dara Keo", proposal=2)
    enter("Dara House", proposal=3, kind=EntryKind.SITE)

    assert listed(queries.entries(ana, EntryKind.PERSON, text="DARA")) == ["Dara Keo", "Sok Dara"]


def test_entries_come_in_pages_that_leave_nobody_out(ana, enter, monkeypatch):
    monkeypatch.setattr("ponleu.knowledge.register.queries.of_entries.PAGE", 2)
    for number, name in enumerate(["Aa", "Bb", "Cc", "Dd", "Ee"], start=1):
        enter(name, proposal=number)

    first = queries.entries(ana, EntryKind.PERSON)
    second = queries.entries(ana, EntryKind.PERSON, after=first.last)
    third = queries.entries(ana, EntryKind.PERSON, after=second.last)

    assert [listed(page) for page in (first, second, third)] == [["Aa", "Bb"], ["Cc", "Dd"], ["Ee"]]
    assert third.last is None


def test_entry_page_quotes_the_words_around_each_mention(ana, enter, make_source, unit):
    text = "x" * 100 + " Sok Dara " + "y" * 100 + " Sok Dara"
    source = make_source(text, unit=unit)
    entry = enter("Sok Dara", source=source, spans=[(101, 109), (211, 219)])

    [quoted] = queries.entry_page(ana, entry.pk).quoted

    first, second = quoted.quotes
    assert quoted.source == source
    assert (first.before, first.match, first.after) == ("x" * 59 + " ", "Sok Dara", " " + "y" * 59)
    assert (second.before, second.match, second.after) == ("y" * 59 + " ", "Sok Dara", "")


def test_entry_page_quotes_a_mention_at_the_very_beginning(ana, enter, make_source, unit):
    entry = enter("សុខ ដារ៉ា", source=make_source("សុខ ដារ៉ា និយាយ", unit=unit))

    [quoted] = queries.entry_page(ana, entry.pk).quoted

    [quote] = quoted.quotes
    assert (quote.before, quote.match, quote.after) == ("", "សុខ ដារ៉ា", " និយាយ")


def test_entry_page_leaves_out_what_stands_in_unseen_sources_only(
    ana, enter, make_unit, make_user, make_source, noon
):
    root = make_unit("KH")
    chief = make_user(
        "chief", unit=root, actions=[Action.SOURCE_READ, Action.REVIEW, Action.REGISTER_READ]
    )
    entry = enter("Sok Dara", proposal=1)
    high = make_source("Brother Three, Director", unit=root)
    enter("Brother Three", actor=chief, source=high, proposal=2, same_as=entry)
    services.give_office(
        chief,
        entry=entry,
        title="Director",
        place="",
        organisation="",
        source=high,
        span=(15, 23),
        proposal=UUID(int=2),
        at=noon,
    )

    mine, theirs = queries.entry_page(ana, entry.pk), queries.entry_page(chief, entry.pk)

    assert [each.text for each in mine.spellings] == ["Sok Dara"]
    assert [each.text for each in theirs.spellings] == ["Sok Dara", "Brother Three"]
    assert (len(mine.offices), len(theirs.offices)) == (0, 1)
    assert (len(mine.quoted), len(theirs.quoted)) == (1, 2)


def test_entry_page_lists_offices_newest_statement_first(ana, enter, make_source, unit, noon):
    entry = enter()
    for number, (title, day) in enumerate(
        [("Clerk", date(2020, 1, 1)), ("Guard", None), ("Director", date(2024, 1, 1))]
    ):
        services.give_office(
            ana,
            entry=entry,
            title=title,
            place="18",
            organisation="",
            source=make_source(f"{title} {number}", unit=unit, published=day),
            span=(0, 5),
            proposal=UUID(int=1),
            at=noon,
        )

    page = queries.entry_page(ana, entry.pk)

    assert [office.title for office in page.offices] == ["Director", "Clerk", "Guard"]
    assert page.place_names == {"18": "18"}  # no gazetteer is loaded: the code stands


def test_entry_page_leaves_out_what_was_withdrawn(ana, enter, noon):
    entry = enter("Sok Dara", proposal=1)
    enter("Brother Three", proposal=2, same_as=entry)
    services.withdraw_by_proposal(ana, UUID(int=2), at=noon)

    page = queries.entry_page(ana, entry.pk)

    assert [each.text for each in page.spellings] == ["Sok Dara"]
    assert len(page.quoted) == 1


def test_entry_page_costs_the_same_for_any_number_of_mentions(
    ana, enter, django_assert_num_queries
):
    entry = enter("Sok Dara", proposal=1)
    ana.reaches(Action.REGISTER_READ)
    for number in range(2, 12):
        enter("Sok Dara", proposal=number)

    with django_assert_num_queries(13):
        page = queries.entry_page(ana, entry.pk)

    assert len(page.quoted) == 11


def test_entry_page_hides_another_units_entry(ben, enter):
    with pytest.raises(NotFound):
        queries.entry_page(ben, enter().pk)
