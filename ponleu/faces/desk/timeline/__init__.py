"""All that is recorded about one site, party, allegation or case, on one axis."""
