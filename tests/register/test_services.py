"""What an accepted name enters, whom it joins, and that all of it can be taken back."""

from datetime import timedelta
from itertools import count
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import InvalidInput, NotFound, NotPermitted
from ponleu.foundation.journal.models import Entry as JournalRow
from ponleu.foundation.search import queries as search
from ponleu.knowledge.register import services
from ponleu.knowledge.register.models import Entry, Mention, Office
from ponleu.knowledge.register.rules import EntryKind

pytestmark = pytest.mark.django_db


def actions():
    return list(JournalRow.objects.order_by("sequence").values_list("action", flat=True))


def found(actor, text):
    return [hit.reference for hit in search.find(actor, text)]


def test_enter_candidate_makes_a_candidate_with_its_names_and_mentions(
    ana, enter, make_source, unit, noon
):
    source = make_source("Kuch Dara came. Kuoch Dara left.", unit=unit, territory="18")

    entry = enter(
        "Kuch Dara",
        source=source,
        spellings=["Kuch Dara", "Kuoch  Dara"],
        spans=[(0, 9), (16, 26)],
        place="1801",
    )

    assert (entry.reference[:7], entry.kind, entry.status) == ("P-2026-", "person", "candidate")
    assert (entry.unit, entry.territory, entry.place) == (unit, "18", "1801")
    assert (entry.entered_by, entry.entered_at) == (ana, noon)
    assert [(n.text, n.folded, n.script) for n in entry.names.all()] == [
        ("Kuch Dara", "kuch dara", "Latn"),
        ("Kuoch Dara", "kuoch dara", "Latn"),
    ]
    assert list(entry.mentions.values_list("start", "end", "source")) == [
        (0, 9, source.pk),
        (16, 26, source.pk),
    ]
    assert actions() == ["register.entered"]
    assert found(ana, "kuoch") == [entry.reference]


@pytest.mark.parametrize("kind", list(EntryKind))
@pytest.mark.parametrize("territory", ["", "18"])
def test_enter_candidate_gives_an_entry_no_more_readers_than_its_source(
    enter, make_source, unit, kind, territory
):
    """Whoever is limited to an area must not read a name out of a source for the whole country."""
    source = make_source("Blue Gourd", unit=unit, territory=territory)

    entry = enter("Blue Gourd", kind=kind, source=source, place="1801")

    assert (entry.territory, entry.place) == (territory, "1801")


def test_enter_candidate_joins_the_standing_entry_of_the_same_folded_name(ana, enter):
    first = enter("Sok Dara", proposal=1)
    again = enter("SOK DARA", proposal=2)

    assert again == first
    assert Entry.objects.count() == 1
    assert [name.text for name in first.names.all()] == ["Sok Dara", "SOK DARA"]
    assert first.mentions.count() == 2
    assert actions() == ["register.entered", "register.mentioned"]


@pytest.mark.parametrize("kind", [EntryKind.ORGANISATION, EntryKind.SITE])
def test_enter_candidate_keeps_kinds_apart(enter, kind):
    assert enter("Blue Gourd", proposal=1) != enter("Blue Gourd", proposal=2, kind=kind)


def test_enter_candidate_keeps_units_apart(enter, make_unit, make_user, make_source):
    other = make_unit("12", parent=make_unit("KH"))
    ben = make_user("ben", unit=other, actions=[Action.SOURCE_READ, Action.REVIEW])
    mine = enter("Sok Dara", proposal=1)

    theirs = enter("Sok Dara", actor=ben, source=make_source("Sok Dara", unit=other), proposal=2)

    assert theirs != mine
    assert theirs.unit == other


def test_enter_candidate_joins_the_entry_that_the_person_chose(ana, enter):
    first = enter("Sok Dara", proposal=1)

    again = enter("Brother Three", proposal=2, same_as=first)

    assert again == first
    assert found(ana, "brother three") == [first.reference]


def test_enter_candidate_refuses_an_entry_of_another_kind(enter):
    site = enter("Blue Gourd", kind=EntryKind.SITE, proposal=1)

    with pytest.raises(InvalidInput):
        enter("Blue Gourd", proposal=2, same_as=site)


def test_enter_candidate_refuses_an_entry_that_the_person_may_not_see(
    enter, make_unit, make_user, make_source, unit
):
    hidden = enter("Sok Dara", proposal=1)
    other = make_unit("12", parent=make_unit("KH"))
    ben = make_user("ben", unit=other, actions=[Action.SOURCE_READ, Action.REVIEW])

    with pytest.raises(NotFound):
        enter("X", actor=ben, source=make_source("X", unit=other), proposal=2, same_as=hidden)


def test_enter_candidate_needs_the_right_to_review(enter, make_user, make_unit, unit):
    reader = make_user("reader", unit=unit, actions=[Action.SOURCE_READ])
    stranger = make_user(
        "stranger", unit=make_unit("12", parent=make_unit("KH")), actions=[Action.REVIEW]
    )

    with pytest.raises(NotPermitted):
        enter(actor=reader)
    with pytest.raises(NotFound):
        enter(actor=stranger)
    assert Entry.objects.count() == 0
    assert actions() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"name": "x" * 201},
        {"spellings": ["y" * 201]},
        {"spans": [(5, 5)]},
        {"spans": [(-1, 3)]},
        {"spans": [(0, 10_000)]},
        {"place": "Preah Sihanouk"},
        {"place": "180"},
    ],
)
def test_enter_candidate_refuses_what_cannot_be_kept(enter, wrong):
    with pytest.raises(InvalidInput):
        enter(**wrong)

    assert Entry.objects.count() == 0


def test_withdraw_by_proposal_takes_back_a_new_entry(ana, enter, noon):
    entry = enter("Sok Dara", proposal=1)
    later = noon + timedelta(hours=1)

    services.withdraw_by_proposal(ana, UUID(int=1), at=later)

    entry.refresh_from_db()
    assert entry.withdrawn_at == later
    assert entry.mentions.get().withdrawn_at == later
    assert entry.names.get().withdrawn_at == later
    assert found(ana, "dara") == []
    assert actions() == ["register.entered", "register.withdrawn"]


def test_withdraw_by_proposal_leaves_an_entry_that_others_mention(ana, enter, noon):
    entry = enter("Sok Dara", proposal=1)
    enter("Brother Three", proposal=2, same_as=entry)

    services.withdraw_by_proposal(ana, UUID(int=2), at=noon)

    entry.refresh_from_db()
    assert entry.withdrawn_at is None
    assert found(ana, "dara") == [entry.reference]
    assert found(ana, "brother") == []
    assert actions()[-1] == "register.unmentioned"


def test_withdraw_by_proposal_shows_the_entry_under_a_name_that_stands(ana, enter, noon):
    entry = enter("Sok Dara", proposal=1)
    enter("Sok Dary", proposal=2, same_as=entry)

    services.withdraw_by_proposal(ana, UUID(int=1), at=noon)

    entry.refresh_from_db()
    assert (entry.name, entry.withdrawn_at) == ("Sok Dary", None)
    assert found(ana, "dara") == []


def test_withdraw_by_proposal_twice_or_of_nothing_does_nothing(ana, enter, noon):
    entry = enter(proposal=1)
    services.withdraw_by_proposal(ana, UUID(int=1), at=noon)

    services.withdraw_by_proposal(ana, UUID(int=1), at=noon + timedelta(hours=1))
    services.withdraw_by_proposal(ana, UUID(int=99), at=noon)

    entry.refresh_from_db()
    assert entry.withdrawn_at == noon
    assert actions() == ["register.entered", "register.withdrawn"]


def test_withdraw_by_proposal_needs_the_right_to_review(enter, make_user, unit, noon):
    entry = enter(proposal=1)
    reader = make_user("reader", unit=unit, actions=[Action.SOURCE_READ])

    with pytest.raises(NotPermitted):
        services.withdraw_by_proposal(reader, UUID(int=1), at=noon)

    entry.refresh_from_db()
    assert entry.withdrawn_at is None
    assert entry.mentions.get().withdrawn_at is None


def test_accepting_again_brings_the_same_entry_back(ana, enter, make_source, unit, noon):
    source = make_source("Sok Dara", unit=unit)
    entry = enter("Sok Dara", source=source)
    services.withdraw_by_proposal(ana, UUID(int=1), at=noon)

    again = enter("Sok Dara", source=source)

    assert (again, again.withdrawn_at) == (entry, None)
    assert (Entry.objects.count(), Mention.objects.count()) == (1, 1)
    assert entry.names.get().withdrawn_at is None
    assert found(ana, "dara") == [entry.reference]


def test_accepting_again_joins_the_twin_that_came_meanwhile(ana, enter, noon):
    enter("Sok Dara", proposal=1)
    services.withdraw_by_proposal(ana, UUID(int=1), at=noon)
    newer = enter("Sok Dara", proposal=2)

    assert enter("Sok Dara", proposal=1) == newer


def test_a_proposal_stands_behind_one_entry_only(ana, enter, make_source, unit):
    source = make_source("Sok Dara", unit=unit)
    wrong = enter("Sok Dara", source=source)

    right = enter("Keo Mony", source=source)

    wrong.refresh_from_db()
    assert wrong.withdrawn_at is not None
    assert right.mentions.filter(withdrawn_at=None).count() == 1


@pytest.fixture
def give(ana, make_source, unit, noon):
    """Give an entry an office: give(entry)."""
    days = count(1)

    def make(entry, title="Director", **fields):
        source = fields.pop("source", None) or make_source(
            f"{title} spoke on day {next(days)}", unit=unit, territory="18"
        )
        return services.give_office(
            fields.pop("actor", ana),
            entry=entry,
            title=title,
            place="18",
            organisation="Harbour Office",
            source=source,
            span=(0, len(title)),
            proposal=UUID(int=fields.pop("proposal", 1)),
            at=noon,
        )

    return make


def test_give_office_keeps_title_source_and_day_and_can_be_found(ana, enter, give):
    entry = enter()

    office = give(entry)

    assert (office.title, office.organisation, office.place) == ("Director", "Harbour Office", "18")
    assert (office.stated_on, office.start, office.end) == (office.source.published, 0, 8)
    assert found(ana, "harbour director") == [entry.reference]
    assert actions() == ["register.entered", "register.office_given"]


def test_give_office_twice_is_once_and_is_withdrawn_with_its_proposal(ana, enter, give, noon):
    entry = enter(proposal=1)
    give(entry)
    give(entry)

    services.withdraw_by_proposal(ana, UUID(int=1), at=noon)

    assert Office.objects.get().withdrawn_at == noon


def test_give_office_needs_the_right_to_review_and_a_visible_entry(
    enter, give, make_user, make_unit, make_source, unit
):
    entry = enter()
    reader = make_user("reader", unit=unit, actions=[Action.SOURCE_READ])
    other = make_unit("12", parent=make_unit("KH"))
    stranger = make_user("stranger", unit=other, actions=[Action.SOURCE_READ, Action.REVIEW])

    with pytest.raises(NotPermitted):
        give(entry, actor=reader)
    with pytest.raises(NotFound):
        give(entry, actor=stranger, source=make_source("Director", unit=other))
    assert Office.objects.count() == 0


def test_words_of_a_higher_source_do_not_find_a_lower_entry(
    enter, make_unit, make_user, make_source, unit
):
    """A province's reader must not learn by searching what only the country's source says."""
    root = make_unit("KH")
    chief = make_user(
        "chief",
        unit=root,
        actions=[Action.SOURCE_READ, Action.REVIEW, Action.REGISTER_READ, Action.SEARCH],
    )
    entry = enter("Sok Dara", proposal=1)
    high = make_source("Brother Three", unit=root)

    enter("Brother Three", actor=chief, source=high, proposal=2, same_as=entry)

    assert found(chief, "brother") == []
    assert found(chief, "dara") == [entry.reference]


def test_an_entry_is_never_renamed_to_a_word_of_a_higher_source(
    ana, enter, make_unit, make_user, make_source, noon
):
    root = make_unit("KH")
    chief = make_user(
        "chief", unit=root, actions=[Action.SOURCE_READ, Action.REVIEW, Action.REGISTER_READ]
    )
    entry = enter("Sok Dara", proposal=1)
    high = make_source("Brother Three", unit=root)
    enter("Brother Three", actor=chief, source=high, proposal=2, same_as=entry)

    services.withdraw_by_proposal(ana, UUID(int=1), at=noon)

    entry.refresh_from_db()
    assert (entry.name, entry.withdrawn_at) == ("Sok Dara", None)


def test_open_entry_is_journaled(ana, enter, noon):
    entry = enter()

    assert services.open_entry(ana, entry.pk, at=noon) == entry

    row = JournalRow.objects.order_by("-sequence").first()
    assert (row.action, row.target_type, row.target) == (
        "register.read",
        "register.entry",
        str(entry.pk),
    )


def test_open_entry_hides_what_the_person_may_not_see(enter, make_user, make_unit, noon):
    entry = enter()
    other = make_unit("12", parent=make_unit("KH"))
    ben = make_user("ben", unit=other, actions=[Action.REGISTER_READ])

    with pytest.raises(NotFound):
        services.open_entry(ben, entry.pk, at=noon)

    assert "register.read" not in actions()


def test_the_database_refuses_empty_spans_and_doubles(enter, give):
    entry = enter()
    office = give(entry)
    mention, name = entry.mentions.get(), entry.names.get()

    for row, change in [
        (mention, {"pk": None}),
        (mention, {"pk": None, "start": 5, "end": 5}),
        (office, {"pk": None}),
        (office, {"pk": None, "title": "Other", "start": 5, "end": 5}),
        (name, {"pk": None}),
    ]:
        for field, value in change.items():
            setattr(row, field, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)
