"""A language model that runs here: a real server that answers as a test wants."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from ponleu.foundation.suggesters.options import Endpoint


class Model:
    """What was asked of the model, and where it answers."""

    def __init__(self, port):
        self.port = port
        self.asked = []

    def endpoint(self, *, seconds=5.0, key=""):
        return Endpoint(f"http://127.0.0.1:{self.port}/v1/chat/completions", "tiny", key, seconds)


@pytest.fixture
def serve_model():
    """Run a model: serve_model(body or a function of the handler) -> Model."""
    servers = []

    def serve(answer=b"", *, status=200, headers=()):
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                model.asked.append((self.path, dict(self.headers), body))
                if callable(answer):
                    answer(self)
                    return
                self.send_response(status)
                for name, value in headers:
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *args):
                pass

        server = HTTPServer(("127.0.0.1", 0), Handler)
        model = Model(server.server_port)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        servers.append((server, thread))
        return model

    yield serve
    for server, thread in servers:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def completion():
    """The body of a chat completion that offers facts: completion({"kind": ...}, ...)."""

    def make(*facts):
        content = json.dumps({"facts": facts})
        return json.dumps({"choices": [{"message": {"content": content}}]}).encode()

    return make
