"""The API: what programs of other bodies send and ask, over the same services as the pages."""
