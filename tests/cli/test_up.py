"""How the record is served: a worker that dies is replaced, and few requests run at once."""

import granian

from ponleu.faces.cli import up


def test_serving_replaces_a_dead_worker_and_bounds_what_runs_at_once(monkeypatch):
    asked = {}

    class Server:
        def __init__(self, application, **options):
            asked.update(options, application=application)

        def serve(self):
            asked["serves"] = True

    monkeypatch.setattr(granian, "Granian", Server)

    up._serve("127.0.0.1", 8000, 2)

    assert asked["serves"]
    assert asked["respawn_failed_workers"]
    assert asked["blocking_threads"] == up.REQUESTS_AT_ONCE
    assert asked["backpressure"] == up.CONNECTIONS
