"""Settings of the suggesters: nothing by default, and no open line to another machine."""

import pytest

from ponleu.foundation.suggesters.options import BadSetting, Endpoint, Options, options_from


def test_nothing_is_on_by_default():
    assert options_from({}) == Options(spacy_model="", language_model=None)
    assert options_from({"PONLEU_LLM_KEY": "k", "PONLEU_LLM_MODEL": "m"}) == Options()


def test_a_model_and_an_endpoint_are_taken_as_set():
    options = options_from(
        {
            "PONLEU_SPACY_MODEL": " en_core_web_lg ",
            "PONLEU_LLM_URL": "https://models.example.org/v1/",
            "PONLEU_LLM_MODEL": "small",
            "PONLEU_LLM_KEY": "key-1",
        }
    )

    assert options.spacy_model == "en_core_web_lg"
    assert options.language_model == Endpoint(
        "https://models.example.org/v1/chat/completions", "small", "key-1"
    )


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8080/v1",
        "http://localhost/v1/chat/completions",
        "http://[::1]:1/v1",
        "https://models.example.org",
    ],
)
def test_an_address_here_or_over_https_is_taken(url):
    endpoint = options_from({"PONLEU_LLM_URL": url, "PONLEU_LLM_MODEL": "m"}).language_model

    assert endpoint.url.endswith("/chat/completions")
    assert endpoint.url.count("/chat/completions") == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://models.example.org/v1",
        "http://127.0.0.1.example.org/v1",
        "http://localhost@example.org/v1",
        "https://user:word@example.org/v1",
        "https://example.org/v1?to=elsewhere",
        "https://example.org/v1#part",
        "https://example.org:99999/v1",
        "https://exa mple.org/v1",
        "https:///v1",
        "ftp://127.0.0.1/v1",
        "//127.0.0.1/v1",
        "file:///v1",
        "models",
    ],
)
def test_any_other_address_is_refused(url):
    with pytest.raises(BadSetting, match="PONLEU_LLM_URL"):
        options_from({"PONLEU_LLM_URL": url, "PONLEU_LLM_MODEL": "m"})


def test_an_address_without_a_model_is_refused():
    with pytest.raises(BadSetting, match="PONLEU_LLM_MODEL is missing"):
        options_from({"PONLEU_LLM_URL": "https://example.org"})


@pytest.mark.parametrize("key", ["a\nX-Other: b", "clé", "a\x00b"])
def test_a_key_that_would_break_out_of_its_header_is_refused(key):
    environ = {
        "PONLEU_LLM_URL": "https://example.org",
        "PONLEU_LLM_MODEL": "m",
        "PONLEU_LLM_KEY": key,
    }

    with pytest.raises(BadSetting, match="PONLEU_LLM_KEY") as refusal:
        options_from(environ)

    assert key not in str(refusal.value)
