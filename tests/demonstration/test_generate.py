"""generate: how much there is, that a seed decides everything, that all parts fit together."""

import os
import subprocess
import sys
from collections import Counter
from dataclasses import FrozenInstanceError, fields
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.faces.demonstration import fingerprint, generate
from ponleu.faces.demonstration.complaints import OFTEN_NAMED

FIRST, LAST = date(2025, 6, 1), date(2026, 11, 20)


def test_generate_gives_at_least_the_promised_numbers(country):
    assert len(country.persons) >= 150
    assert len(country.organisations) >= 60
    assert len(country.sites) >= 120
    assert len(country.complaints) >= 400
    assert len(country.documents) >= 60


def test_generate_gives_the_same_country_for_the_same_seed(country):
    assert generate(2026) == country
    assert fingerprint(generate(2026)) == fingerprint(country)


@pytest.mark.slow
@pytest.mark.parametrize("hash_seed", ["1", "4711"])
def test_generate_gives_the_same_country_in_another_process(country, hash_seed):
    program = (
        "from ponleu.faces.demonstration import fingerprint, generate\n"
        "print(fingerprint(generate(2026)))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": "."}

    answer = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )

    assert answer.stdout.strip() == fingerprint(country)


def test_generate_gives_another_country_for_another_seed(country):
    assert fingerprint(generate(2027)) != fingerprint(country)


def test_country_cannot_be_changed(country):
    with pytest.raises(FrozenInstanceError):
        country.sites[0].name = "Another"


@pytest.mark.slow
@settings(max_examples=8, deadline=None)
@given(st.integers(min_value=0))
def test_generate_gives_a_whole_country_for_every_seed(seed):
    country = generate(seed)

    sites = {site.key for site in country.sites}
    organisations = {body.key for body in country.organisations}
    assert {complaint.site for complaint in country.complaints} <= sites
    assert {key for document in country.documents for key in document.sites} <= sites
    parties = {key for site in country.sites for key in (site.operator, site.landlord) if key}
    assert parties <= organisations
    assert {person.organisation for person in country.persons} - {""} <= organisations
    days = [complaint.received_at.date() for complaint in country.complaints]
    days += [document.published for document in country.documents]
    assert min(days) >= FIRST
    assert max(days) <= LAST


@pytest.mark.parametrize("part", ["persons", "organisations", "sites", "complaints", "documents"])
def test_keys_are_unique(country, part):
    keys = [item.key for item in getattr(country, part)]

    assert len(set(keys)) == len(keys)


def test_sites_are_most_where_the_complaints_come_from(country):
    provinces = Counter(site.place_code[:2] for site in country.sites)

    assert [code for code, _ in provinces.most_common(2)] == ["18", "12"]
    assert len(provinces) >= 10


def test_complaints_name_some_sites_twenty_to_forty_times(country):
    about = Counter(complaint.site for complaint in country.complaints)

    assert all(20 <= about[key] <= 40 for key in OFTEN_NAMED)
    assert len(about) >= 50


def test_no_field_is_left_without_a_value(country):
    for part in ("persons", "organisations", "sites", "complaints", "documents"):
        for item in getattr(country, part):
            missing = [f.name for f in fields(item) if getattr(item, f.name) is None]
            assert missing in ([], ["persons_count"])
