"""Facts asked of a language model at an OpenAI-compatible endpoint: off unless set up.

Nothing is sent of a sealed text, nothing over an open line to another machine, and nothing
anywhere but to the address that is set: redirects and proxies are not followed.
"""

from __future__ import annotations

import json
import socket
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTP_PORT, HTTPS_PORT, HTTPConnection, HTTPException, HTTPSConnection
from threading import Event, Timer
from urllib.parse import urlsplit

from ponleu.engines.errors import Refusal
from ponleu.foundation.suggesters.answers import Answer, answer_in
from ponleu.foundation.suggesters.asking import messages
from ponleu.foundation.suggesters.options import Endpoint

LONGEST_TEXT = 60_000
"""Characters of a document that are sent; a longer one is refused rather than sent in part."""
LARGEST_ANSWER = 2_000_000
"""Bytes of an answer that are read."""
_WHO = "the language model"


def offers_for(text: str, endpoint: Endpoint, *, sealed: bool) -> Answer | Refusal:
    """What the model offers as facts of a text, unchecked; see ``engines.reading.quoted``.

    Args:
        sealed: whether the text is under seal; then it is refused before anything is opened.
    """
    if sealed:
        return Refusal("a sealed text is never sent", _WHO, "read it by the rules alone")
    if len(text) > LONGEST_TEXT:
        mend = f"cut it into parts of at most {LONGEST_TEXT:,} characters"
        return Refusal("the text is too long to be sent", _WHO, mend)
    asked = {
        "model": endpoint.model,
        "temperature": 0,
        "response_format": {"type": "json_object"},
        "messages": messages(text),
    }
    told = _exchange(endpoint, json.dumps(asked).encode())
    return told if isinstance(told, Refusal) else answer_in(told)


def _exchange(endpoint: Endpoint, body: bytes) -> bytes | Refusal:
    """Send, and read the answer within the time allowed."""
    line = _Line(endpoint)
    try:
        status, data = line.post(body)
    except (OSError, HTTPException, ValueError) as failure:
        if line.is_late or isinstance(failure, TimeoutError):  # whichever clock rings first
            return _too_slow(endpoint)
        return Refusal(f"no answer ({type(failure).__name__})", _WHO, "see that it runs there")
    finally:
        line.close()
    if line.is_late:
        return _too_slow(endpoint)
    if status != HTTPStatus.OK:  # a redirect too: the text goes nowhere else
        return Refusal(f"it answered with status {status}", _WHO, "check address, model and key")
    if len(data) > LARGEST_ANSWER:
        return Refusal("the answer is too large", _WHO, "try another model")
    return data


def _too_slow(endpoint: Endpoint) -> Refusal:
    problem = f"no whole answer within {endpoint.timeout_seconds:g} seconds"
    return Refusal(problem, _WHO, "try again, or a smaller model")


@dataclass(slots=True)
class _Late:
    """Cuts a connection when its time is over, even if the other side drips byte by byte."""

    line: socket.socket
    over: Event

    def cut(self) -> None:
        self.over.set()
        try:
            socket.socket.shutdown(self.line, socket.SHUT_RDWR)  # below TLS, which would wait
        except OSError:
            return  # the other side was first


class _Line:
    """One connection with a time limit for all that happens on it."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self.address = urlsplit(endpoint.url)
        is_tls = self.address.scheme == "https"
        port = self.address.port or (HTTPS_PORT if is_tls else HTTP_PORT)
        kind = HTTPSConnection if is_tls else HTTPConnection
        host = self.address.hostname or ""
        self.connection = kind(host, port, timeout=endpoint.timeout_seconds)
        self.over = Event()
        self.timer: Timer | None = None

    @property
    def is_late(self) -> bool:
        return self.over.is_set()

    def post(self, body: bytes) -> tuple[int, bytes]:
        self.connection.connect()
        late = _Late(self.connection.sock, self.over)
        self.timer = Timer(self.endpoint.timeout_seconds, late.cut)
        self.timer.daemon = True
        self.timer.start()
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.endpoint.key:
            headers["Authorization"] = f"Bearer {self.endpoint.key}"
        self.connection.request("POST", self.address.path, body, headers)
        response = self.connection.getresponse()
        return response.status, response.read(LARGEST_ANSWER + 1)

    def close(self) -> None:
        if self.timer:
            self.timer.cancel()
        self.connection.close()
