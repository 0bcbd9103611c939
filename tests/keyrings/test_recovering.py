"""Recovery: three sheets, two of them let somebody in, and nobody serves themselves."""

from datetime import timedelta

import pytest

from ponleu.engines.sealing import Fault, SheetRefused
from ponleu.foundation.accounts import services as accounts
from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotPermitted
from ponleu.foundation.journal.models import Entry
from ponleu.foundation.keyrings import queries, rules, services
from ponleu.foundation.keyrings.models import Holder, Notice, Officer, Recovery, Ring


@pytest.fixture
def root(country, make_person, noon):
    """KH with keys held by root."""
    root = make_person("root", "KH")
    services.begin_ring(country["KH"], [root.user], actor=None, at=noon)
    return root


@pytest.fixture
def officers(make_person):
    """Three people without any grant for what is sealed."""
    return [make_person(f"officer-{n}", "KH", granted=False).user for n in (1, 2, 3)]


@pytest.fixture
def sheets(root, officers, coast, country, noon):
    """The words of the three officers' sheets; recovery covers KH and KH-18."""
    made = services.begin_recovery(root.user, root.pair, officers, at=noon)
    services.cover(coast.user, coast.pair, country["KH-18"], at=noon)
    return [sheet.words for sheet in made]


@pytest.fixture
def lost(coast, country, sealed_now, noon):
    """ana of KH-18, whose key was begun afresh, and what was sealed before."""
    envelope = sealed_now(country["KH-18"])
    pair = accounts.begin_key_pair(coast.user, "after a reset", at=noon)
    return coast._replace(pair=pair), envelope


def changed(words, place):
    """A sheet with another word of the list at a place, from 1."""
    typed = words.split()
    typed[place - 1] = "academic" if typed[place - 1] != "academic" else "acid"
    return " ".join(typed)


@pytest.mark.parametrize(("actor", "pair"), [(0, (0, 1)), (0, (0, 2)), (1, (2, 1)), (2, (2, 0))])
def test_recover_by_any_two_lets_the_person_read_again(
    lost, officers, sheets, country, reads, noon, actor, pair
):
    ana, envelope = lost
    assert not reads(ana, envelope)

    typed = [sheets[pair[0]], sheets[pair[1]].upper()]
    services.recover(officers[actor], typed, ana.user, country["KH-18"], at=noon)

    assert reads(ana, envelope)
    other = officers[next(n for n in pair if n != actor)]
    entry = Entry.objects.get(action="ring.recovered")
    assert (entry.actor, entry.target) == (str(officers[actor].pk), str(ana.user.pk))
    assert entry.reason == f"KH-18 {other.pk}"


def test_recover_tells_every_holder_and_officer_but_the_one_who_did_it(
    lost, officers, sheets, country, make_person, noon
):
    ana, unit = lost[0], country["KH-18"]
    ben = make_person("ben")
    services.recover(officers[0], sheets[:2], ben.user, unit, at=noon)
    Notice.objects.all().delete()

    services.recover(officers[0], sheets[:2], ana.user, unit, at=noon)

    told = Notice.objects.filter(code="recovered", about=ana.user)
    assert sorted(n.to.username for n in told) == ["ana", "ben", "officer-2", "officer-3"]


def test_recover_where_nobody_was_left_gives_the_unit_a_holder(
    coast, officers, sheets, country, make_person, sealed_now, reads, noon
):
    envelope = sealed_now(country["KH-18"])
    User.objects.filter(pk=coast.user.pk).update(is_active=False)
    ben = make_person("ben")

    services.recover(officers[2], sheets[1:], ben.user, country["KH-18"], at=noon)

    assert reads(ben, envelope)
    assert reads(ben, sealed_now(country["KH-18"]))


def test_recover_says_which_word_of_which_sheet_is_wrong(lost, officers, sheets, country, noon):
    ana, unit = lost[0], country["KH-18"]

    with pytest.raises(SheetRefused) as refusal:
        services.recover(officers[0], [sheets[0], changed(sheets[1], 7)], ana.user, unit, at=noon)

    assert refusal.value.fault is Fault.WRONG_WORD
    assert (refusal.value.sheet, refusal.value.word) == (2, 7)
    assert Entry.objects.filter(action="recovery.refused", reason="KH-18").count() == 1
    assert not any(word in str(refusal.value) for word in sheets[1].split() if len(word) > 5)


def test_recover_refuses_alike_whatever_does_not_fit(
    lost, root, officers, sheets, country, make_person, noon
):
    ana, unit = lost[0], country["KH-18"]
    standing = queries.recovery_for(unit)
    others = [make_person(f"later-{n}", "KH", granted=False).user for n in (1, 2)]
    later = services.begin_recovery(
        root.user, root.pair, [officers[0], *others], at=noon, instead_of=standing.pk
    )

    sentences = set()
    for typed in (sheets[:2], [later[1].words, later[2].words]):
        with pytest.raises(services.RecoveryRefused) as refusal:
            services.recover(officers[0], typed, ana.user, unit, at=noon)
        sentences.add(refusal.value.sentence)

    assert len(sentences) == 1
    assert not Entry.objects.filter(action="ring.recovered").exists()


def test_recover_of_one_of_the_two_officers_is_refused(
    officers, sheets, country, make_unit, make_person, noon
):
    third = make_person("granted", "KH")
    Officer.objects.filter(number=3).update(user=third.user)
    unit = country["KH-18"]

    with pytest.raises(NotPermitted):
        services.recover(third.user, sheets[1:], third.user, unit, at=noon)
    with pytest.raises(services.RecoveryRefused):
        services.recover(officers[1], sheets[1:], third.user, unit, at=noon)
    services.recover(officers[1], sheets[:2], third.user, unit, at=noon)

    assert Holder.objects.filter(user=third.user, unit=unit, ended_at=None).exists()


def test_recover_by_an_officer_whose_own_sheet_is_missing_is_refused(
    lost, officers, sheets, country, noon
):
    with pytest.raises(services.RecoveryRefused):
        services.recover(officers[0], sheets[1:], lost[0].user, country["KH-18"], at=noon)


def test_recover_with_the_sheet_of_a_deactivated_officer_is_refused(
    lost, officers, sheets, country, noon
):
    User.objects.filter(pk=officers[1].pk).update(is_active=False)

    with pytest.raises(services.RecoveryRefused):
        services.recover(officers[0], sheets[:2], lost[0].user, country["KH-18"], at=noon)
    services.recover(officers[0], [sheets[0], sheets[2]], lost[0].user, country["KH-18"], at=noon)


def test_recover_by_who_is_no_officer_is_refused_before_any_word_is_looked_at(
    root, lost, sheets, country, noon
):
    with pytest.raises(NotPermitted):
        services.recover(root.user, sheets[:2], lost[0].user, country["KH-18"], at=noon)

    assert not Entry.objects.filter(action__startswith="recovery.refused").exists()


def test_recover_of_who_has_no_grant_is_refused(officers, sheets, country, make_person, noon):
    zoe = make_person("zoe", granted=False)

    with pytest.raises(NotPermitted):
        services.recover(officers[0], sheets[:2], zoe.user, country["KH-18"], at=noon)

    assert not Holder.objects.filter(user=zoe.user).exists()


def test_recover_of_keys_that_no_holder_covered_is_refused(
    officers, sheets, country, make_person, noon
):
    unit, ben, cam = country["KH-12"], make_person("ben", "KH-12"), make_person("cam", "KH-12")
    with_recovery = Recovery.objects.get()
    Recovery.objects.update(ended_at=noon)
    services.begin_ring(unit, [ben.user], actor=None, at=noon)
    Recovery.objects.filter(pk=with_recovery.pk).update(ended_at=None)

    with pytest.raises(services.NotCovered):
        services.recover(officers[0], sheets[:2], cam.user, unit, at=noon)
    services.cover(ben.user, ben.pair, unit, at=noon)
    services.recover(officers[0], sheets[:2], cam.user, unit, at=noon)

    assert Holder.objects.filter(user=cam.user, ended_at=None).exists()


def test_recover_counts_every_try_and_locks_for_the_hour(lost, officers, sheets, country, noon):
    ana, unit = lost[0], country["KH-18"]
    wrong = [sheets[0], changed(sheets[1], 3)]
    for _ in range(rules.TRIES_OF_ONE):
        with pytest.raises(SheetRefused):
            services.recover(officers[0], wrong, ana.user, unit, at=noon)

    with pytest.raises(services.TooManyTries):
        services.recover(officers[0], sheets[:2], ana.user, unit, at=noon)
    assert Entry.objects.filter(action="recovery.locked").count() == 1

    services.recover(officers[0], sheets[:2], ana.user, unit, at=noon + timedelta(hours=1))
    assert Entry.objects.filter(action="ring.recovered").count() == 1


def test_recover_of_all_officers_together_is_counted_too(
    lost, officers, sheets, country, noon, monkeypatch
):
    monkeypatch.setattr(rules, "TRIES_OF_ALL", 2)
    ana, unit = lost[0], country["KH-18"]
    for number in (0, 1):
        with pytest.raises(SheetRefused):
            services.recover(officers[number], ["", ""], ana.user, unit, at=noon)

    with pytest.raises(services.TooManyTries):
        services.recover(officers[2], sheets[1:], ana.user, unit, at=noon)


def test_begin_recovery_covers_what_the_actor_opens_and_new_rings_cover_themselves(
    root, coast, officers, country, make_person, noon
):
    services.begin_recovery(root.user, root.pair, officers, at=noon)
    ben = make_person("ben", "KH-12")
    services.begin_ring(country["KH-12"], [ben.user], actor=None, at=noon)

    covered = {
        keys.unit.pk: keys.is_covered
        for keys in queries.keys_of([country["KH"], country["KH-12"], country["KH-18"]])
    }

    assert covered == {"KH": True, "KH-12": True, "KH-18": False}


def test_begin_recovery_by_who_does_not_hold_the_root_is_refused(coast, officers, noon):
    with pytest.raises(NotPermitted):
        services.begin_recovery(coast.user, coast.pair, officers, at=noon)

    assert not Recovery.objects.exists()


def test_begin_recovery_needs_three_different_active_people_and_not_the_actor(root, officers, noon):
    one, two, three = officers
    gone = User.objects.get(pk=three.pk)
    gone.is_active = False

    for named in ([one, two], [one, one, two], [one, two, root.user], [one, two, gone]):
        with pytest.raises(InvalidInput):
            services.begin_recovery(root.user, root.pair, named, at=noon)

    assert not Recovery.objects.exists()


def test_begin_recovery_twice_by_mistake_is_refused(root, officers, sheets, noon):
    with pytest.raises(ChangedMeanwhile):
        services.begin_recovery(root.user, root.pair, officers, at=noon)

    assert Recovery.objects.count() == 1


def test_begin_recovery_anew_makes_the_earlier_sheets_void_where_it_covers(
    root, lost, officers, sheets, country, make_person, noon
):
    before = queries.recovery_for(country["KH"])

    made = services.begin_recovery(root.user, root.pair, officers, at=noon, instead_of=before.pk)

    assert queries.recovery_for(country["KH"]).pk != before.pk
    (of_root,) = Ring.objects.filter(unit="KH")
    assert queries.is_covered([of_root], queries.recovery_for(country["KH"]))
    assert not queries.is_covered([of_root], before)
    assert {sheet.words for sheet in made}.isdisjoint(sheets)
    cam = make_person("cam", "KH")
    with pytest.raises(services.RecoveryRefused):
        services.recover(officers[0], sheets[:2], cam.user, country["KH"], at=noon)
    new = [sheet.words for sheet in made]
    services.recover(officers[0], new[:2], cam.user, country["KH"], at=noon)


def test_begin_recovery_tells_officers_and_all_holders(root, coast, officers, noon):
    Notice.objects.all().delete()

    services.begin_recovery(root.user, root.pair, officers, at=noon)

    told = sorted((n.code, n.to.username) for n in Notice.objects.all())
    assert told == [
        ("officer", "officer-1"),
        ("officer", "officer-2"),
        ("officer", "officer-3"),
        ("recovery_begun", "ana"),
    ]


def test_renewal_is_due_once_an_officer_or_the_printer_of_the_sheets_left(
    root, officers, sheets, country, make_person, noon
):
    recovery = queries.recovery_for(country["KH"])
    assert not queries.renewal_is_due(recovery)

    User.objects.filter(pk=officers[2].pk).update(is_active=False)
    assert queries.renewal_is_due(recovery)

    User.objects.filter(pk=officers[2].pk).update(is_active=True)
    next_one = make_person("next", "KH")
    services.let_in(root.user, root.pair, country["KH"], next_one.user, at=noon)
    services.put_out(next_one.user, next_one.pair, country["KH"], root.user, at=noon)
    assert queries.renewal_is_due(recovery)


def test_a_sheet_does_not_show_its_words_when_printed_by_mistake(root, officers, noon):
    sheet = services.begin_recovery(root.user, root.pair, officers, at=noon)[0]

    assert sheet.words.split()[5] not in repr(sheet)
