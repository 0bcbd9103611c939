"""The invented findings go through the services as the demonstration people."""

from __future__ import annotations

from ponleu.faces.demonstration.load_findings import lower_finding, write_findings
from ponleu.response.findings.models import Finding


def test_write_findings_leaves_one_that_stands_and_one_that_waits(
    told, opened, allegation, site, writer, reviewer, noon
):
    other = opened(told(entry=None), entry=site("Blue Gourd Hostel"))

    n_written = write_findings([reviewer, writer], at=noon)

    assert n_written == 3
    first = Finding.objects.standing().get()
    assert (first.outcome, first.level) == ("substantiated", 4)
    assert lower_finding([reviewer, writer], at=noon) == 1
    stands = Finding.objects.standing().get()
    assert (stands.allegation, stands.outcome, stands.level) == (allegation, "partly", 3)
    assert stands.previous == first
    waits = Finding.objects.waiting().get()
    assert (waits.allegation, waits.other_matter) == (other, "labour_dispute")
    assert Finding.objects.get(decision="refused").allegation == other


def test_write_findings_does_nothing_without_a_second_person(allegation, writer, noon):
    assert write_findings([writer], at=noon) == 0
    assert write_findings([], at=noon) == 0
    assert lower_finding([writer], at=noon) == 0
    assert not Finding.objects.exists()
