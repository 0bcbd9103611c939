"""The ten languages of the public pages: names, who checked the words, which one to begin with."""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation.trans_real import parse_accept_lang_header

FIRST = "km"

NOBODY = ("", "Ponleu", "FULL NAME <EMAIL@ADDRESS>")
"""What a catalogue names as its translator while no speaker has checked it."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language and the name by which its speakers know it."""

    code: str
    name: str


LANGUAGES = (
    Language("km", "ភាសាខ្មែរ"),
    Language("en", "English"),
    Language("zh", "中文"),
    Language("vi", "Tiếng Việt"),
    Language("th", "ไทย"),
    Language("id", "Indonesia · Melayu"),
    Language("my", "မြန်မာ"),
    Language("bn", "বাংলা"),
    Language("hi", "हिन्दी"),
    Language("fil", "Filipino"),
)
CODES = frozenset(language.code for language in LANGUAGES)
ALSO = {"ms": "id", "tl": "fil", "in": "id"}
"""Other codes that browsers send for people who read one of ours."""


def wished(accept_language: str) -> str:
    """The first of our languages that a browser asks for; Khmer if there is none."""
    for tag, _quality in parse_accept_lang_header(accept_language):
        code = tag.split("-")[0]
        code = ALSO.get(code, code)
        if code in CODES:
            return code
    return FIRST


@cache
def reviewed_by(code: str) -> str:
    """Who checked the words of a language: its catalogue's Last-Translator; "" if nobody did."""
    if code == "en":
        return "the authors"
    path = Path(__file__).parent / "locale" / code / "LC_MESSAGES" / "django.mo"
    if not path.exists():
        return ""
    with path.open("rb") as file:
        said = gettext.GNUTranslations(file).info().get("last-translator", "")
    return "" if said in NOBODY else said
