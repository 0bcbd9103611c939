"""People who review in one province and in another: shared by the rooms of knowledge."""

import pytest

from ponleu.foundation.accounts.rules import Action

REVIEWER = (
    Action.REGISTER_EDIT,
    Action.SEARCH,
    Action.SOURCE_READ,
    Action.REVIEW,
    Action.REGISTER_READ,
    Action.CLAIM_READ,
)


@pytest.fixture
def unit(make_unit):
    """The unit of province 18."""
    return make_unit("18", parent=make_unit("KH"), territory="18")


@pytest.fixture
def ana(make_user, unit):
    """Reviews in unit 18 and reads what was entered there."""
    return make_user("ana", unit=unit, actions=REVIEWER)


@pytest.fixture
def ben(make_user, make_unit):
    """Reviews in another unit."""
    other = make_unit("12", parent=make_unit("KH"), territory="12")
    return make_user("ben", unit=other, actions=REVIEWER)
