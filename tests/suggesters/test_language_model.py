"""Asking a language model, against a real server here: honest, lying, slow, huge, turned."""

import json
import time
from contextlib import suppress
from threading import Event

import pytest

from ponleu.engines.errors import Refusal
from ponleu.engines.reading.offers import Offer
from ponleu.foundation.suggesters import language_model
from ponleu.foundation.suggesters.answers import Answer
from ponleu.foundation.suggesters.language_model import LONGEST_TEXT, offers_for
from ponleu.foundation.suggesters.options import Endpoint

LONG = 10.0
"""Seconds: far more than it may take, however busy the machine."""


def test_offers_for_sends_the_text_and_gives_the_offers(serve_model, completion):
    model = serve_model(completion({"kind": "person", "quote": "Dara"}))

    answer = offers_for("Dara left.", model.endpoint(key="k-1"), sealed=False)

    assert answer == Answer((Offer("person", "Dara"),), malformed=0)
    ((path, headers, body),) = model.asked
    sent = json.loads(body)
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer k-1"
    assert (sent["model"], sent["temperature"]) == ("tiny", 0)
    assert sent["messages"][1] == {"role": "user", "content": "Dara left."}
    assert "Dara" not in sent["messages"][0]["content"]


def test_offers_for_without_a_key_sends_none(serve_model, completion):
    model = serve_model(completion())

    offers_for("Dara left.", model.endpoint(), sealed=False)

    assert "Authorization" not in model.asked[0][1]


def test_offers_for_sends_no_byte_of_a_sealed_text(serve_model, completion):
    model = serve_model(completion())

    answer = offers_for("Dara left.", model.endpoint(), sealed=True)

    assert isinstance(answer, Refusal)
    assert "sealed" in str(answer)
    assert model.asked == []


def test_offers_for_opens_no_connection_for_a_sealed_text(monkeypatch):
    def fail(*_):
        raise AssertionError("a connection was prepared")

    monkeypatch.setattr(language_model, "_Line", fail)

    answer = offers_for("x", Endpoint("http://127.0.0.1:1/", "m"), sealed=True)

    assert isinstance(answer, Refusal)


def test_offers_for_refuses_a_text_that_is_too_long(serve_model, completion):
    model = serve_model(completion())

    answer = offers_for("x" * (LONGEST_TEXT + 1), model.endpoint(), sealed=False)

    assert "too long" in str(answer)
    assert model.asked == []


@pytest.mark.parametrize("body", [b"", b"not json", b'{"choices": "x"}', b"\xff" * 100])
def test_offers_for_refuses_a_malformed_answer(serve_model, body):
    assert isinstance(offers_for("x", serve_model(body).endpoint(), sealed=False), Refusal)


@pytest.mark.parametrize("status", [301, 307, 401, 404, 500])
def test_offers_for_refuses_other_answers_and_follows_no_redirect(serve_model, completion, status):
    elsewhere = serve_model(completion({"kind": "person", "quote": "Dara"}))
    headers = [("Location", elsewhere.endpoint().url)]
    model = serve_model(b"moved", status=status, headers=headers)

    answer = offers_for("Dara left.", model.endpoint(), sealed=False)

    assert f"status {status}" in str(answer)
    assert elsewhere.asked == []


def test_offers_for_uses_no_proxy_of_the_environment(serve_model, completion, monkeypatch):
    proxy, model = serve_model(b"proxy"), serve_model(completion())
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.port}")

    offers_for("x", model.endpoint(), sealed=False)

    assert (len(model.asked), proxy.asked) == (1, [])


@pytest.mark.slow
def test_offers_for_gives_up_on_a_silent_model(serve_model):
    given_up = Event()
    model = serve_model(lambda handler: given_up.wait(LONG))

    begun = time.monotonic()
    answer = offers_for("x", model.endpoint(seconds=0.2), sealed=False)
    took = time.monotonic() - begun
    given_up.set()

    assert "within 0.2 seconds" in str(answer)
    assert took < LONG


@pytest.mark.slow
@pytest.mark.parametrize("opening", [b"", b"HTTP/1.0 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: "])
def test_offers_for_gives_up_on_a_model_that_drips(serve_model, opening):
    given_up = Event()

    def drip(handler):
        with suppress(OSError):
            handler.wfile.write(opening)
            while not given_up.wait(0.02):
                handler.wfile.write(b"x")
                handler.wfile.flush()

    begun = time.monotonic()
    answer = offers_for("x", serve_model(drip).endpoint(seconds=0.2), sealed=False)
    took = time.monotonic() - begun
    given_up.set()

    assert "within 0.2 seconds" in str(answer)
    assert took < LONG


@pytest.mark.slow
def test_offers_for_refuses_an_answer_without_end(serve_model, monkeypatch):
    monkeypatch.setattr(language_model, "LARGEST_ANSWER", 100_000)

    def flood(handler):
        handler.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")
        with suppress(OSError):
            for _ in range(10_000):
                handler.wfile.write(b"x" * 10_000)

    answer = offers_for("x", serve_model(flood).endpoint(), sealed=False)

    assert "too large" in str(answer)


def test_offers_for_refuses_when_nobody_answers():
    answer = offers_for("x", Endpoint("http://127.0.0.1:1/v1", "m", "", 1.0), sealed=False)

    assert "no answer" in str(answer)


def test_offers_for_refuses_a_half_answer(serve_model):
    def half(handler):
        handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Length: 100\r\n\r\n{")

    assert isinstance(offers_for("x", serve_model(half).endpoint(), sealed=False), Refusal)
