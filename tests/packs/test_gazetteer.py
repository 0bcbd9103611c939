"""The gazetteer: whole codes, each once, nested, and the country's preferred names."""

import pytest

from ponleu.foundation.packs.gazetteer import places


def test_places_have_whole_codes_each_once_and_lie_in_one_another():
    found = list(places("kh"))
    codes = {place.code for place in found}

    assert len(codes) == len(found) > 16_000
    assert sum(place.level == "province" for place in found) == 25
    assert all(place.code[:-2] in codes for place in found if 2 < len(place.code) < 8)


def test_places_use_the_countrys_preferred_names():
    province = next(place for place in places("kh") if place.code == "18")

    assert (province.name, province.name_km) == ("Preah Sihanouk", "ព្រះសីហនុ")


def test_places_of_an_unknown_country_are_refused():
    with pytest.raises(LookupError, match="'xx'"):
        list(places("xx"))
