"""Which suggesters an installation uses: from the environment's words, checked. Default: none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

_HERE = frozenset({"localhost", "127.0.0.1", "::1"})
_PATH = "/chat/completions"
DEFAULT_SECONDS = 60.0


class BadSetting(ValueError):
    """A setting cannot be used; the sentence names it and says what to write."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a language model answers.

    Attributes:
        url: of chat completions; https, or http on this machine.
        key: sent as a bearer token if there is one.
        timeout_seconds: for the whole exchange, however slowly the other side speaks.
    """

    url: str
    model: str
    key: str = ""
    timeout_seconds: float = DEFAULT_SECONDS


@dataclass(frozen=True, slots=True)
class Options:
    """Suggesters to ask; both empty: the rules alone.

    Attributes:
        spacy_model: name or folder of a spaCy model, "" for none.
    """

    spacy_model: str = ""
    language_model: Endpoint | None = None


def options_from(environ: Mapping[str, str]) -> Options:
    """What the environment asks for.

    ``PONLEU_SPACY_MODEL`` names a spaCy model. ``PONLEU_LLM_URL``, ``PONLEU_LLM_MODEL`` and, if
    needed, ``PONLEU_LLM_KEY`` name an OpenAI-compatible endpoint.

    Raises:
        BadSetting: one of them cannot be used.
    """
    return Options(
        spacy_model=environ.get("PONLEU_SPACY_MODEL", "").strip(),
        language_model=_endpoint(environ),
    )


def _endpoint(environ: Mapping[str, str]) -> Endpoint | None:
    url = environ.get("PONLEU_LLM_URL", "").strip().rstrip("/")
    model = environ.get("PONLEU_LLM_MODEL", "").strip()
    key = environ.get("PONLEU_LLM_KEY", "").strip()
    if not url:
        return None
    if not model:
        raise BadSetting("PONLEU_LLM_MODEL is missing: name the model that PONLEU_LLM_URL serves")
    if not (key.isascii() and key.isprintable()):
        raise BadSetting("PONLEU_LLM_KEY holds characters that no key has; copy it again")
    _check_url(url)
    return Endpoint(url if url.endswith(_PATH) else url + _PATH, model, key)


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        is_here, port = parts.hostname in _HERE, parts.port
    except ValueError:
        raise BadSetting("PONLEU_LLM_URL is no address; write https://HOST/v1") from None
    if not parts.hostname or parts.query or parts.fragment or "@" in parts.netloc or port == 0:
        raise BadSetting("PONLEU_LLM_URL must be https://HOST/PATH with nothing before or after")
    if parts.scheme != "https" and not (parts.scheme == "http" and is_here):
        raise BadSetting("PONLEU_LLM_URL must begin with https:// unless the model runs here")
    if not (url.isascii() and url.isprintable() and " " not in url):
        raise BadSetting("PONLEU_LLM_URL holds characters that an address cannot have")
