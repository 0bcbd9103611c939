"""Settings from the environment, URLs, WSGI: composition only."""
