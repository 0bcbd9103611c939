"""The main language of a text, by its script and a few very common words."""

from __future__ import annotations

import re
from collections import Counter

UNKNOWN = "und"
SAMPLE = 20_000
"""Characters looked at: enough to tell a language, however long the text."""
_LEAST_LETTERS = 12
_PLAINLY = 0.2
_LEAST_PARAGRAPH = 40
"""Characters from which a paragraph's language is looked at by itself."""
_ENOUGH = re.compile(rf"(?:[A-Za-z][^A-Za-z]*){{{_LEAST_LETTERS}}}")

_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("km", "\u1780-\u17ff"),
    ("th", "\u0e00-\u0e7f"),
    ("lo", "\u0e80-\u0eff"),
    ("my", "\u1000-\u109f"),
    ("ja", "\u3040-\u30ff"),
    ("ko", "\uac00-\ud7af"),
    ("zh", "\u3400-\u9fff"),
    ("ar", "\u0600-\u06ff"),
    ("ru", "\u0400-\u04ff"),
    ("bn", "\u0980-\u09ff"),
    ("hi", "\u0900-\u097f"),
    ("ta", "\u0b80-\u0bff"),
)
_SCRIPT_LETTERS = {code: re.compile(f"[{letters}]") for code, letters in _SCRIPTS}
_OTHER_SCRIPT = re.compile(f"[{''.join(letters for _, letters in _SCRIPTS)}]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_LATIN_LETTERS = r"A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_LATIN = re.compile(f"[{_LATIN_LETTERS}]")
_ENOUGH_LATIN = re.compile(rf"(?:[{_LATIN_LETTERS}][^{_LATIN_LETTERS}]*){{{_LEAST_LETTERS}}}")
_VIETNAMESE = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_COMMON_WORDS = {
    "en": "the of and to in that is was for he with on are said by from have",
    "fr": "le la les des et est dans que pour une sur avec par au du ont",
    "id": "yang dan di dari untuk dengan ini itu pada tidak akan oleh kami saya",
    "tl": "ang ng sa mga na ay at ko ako siya hindi kami para nila",
    "es": "el la los las de que y en un una por con para del se",
    "de": "der die das und ist in den von mit zu auf für ein eine nicht",
    "vi": "và của là có cho không được người trong với các một",
}
_COMMON = {code: frozenset(words.split()) for code, words in _COMMON_WORDS.items()}
_LEAST_SHARE = 0.08
"""Share of very common words that running text of a language reaches; a list of names does not."""


def language_of(text: str) -> str:
    """ISO 639-1 code of the language most letters belong to, "und" if it cannot be told."""
    sample = text[:SAMPLE]
    if sample.isascii():
        return _latin_language(sample) if _ENOUGH.search(sample) else UNKNOWN
    if _OTHER_SCRIPT.search(sample) is None:
        return _latin_language(sample) if _ENOUGH_LATIN.search(sample) else UNKNOWN
    others = "".join(_NOT_ASCII.findall(sample))
    counts = Counter({code: len(found.findall(others)) for code, found in _SCRIPT_LETTERS.items()})
    counts["latin"] = len(_LATIN.findall(sample))
    script, letters = counts.most_common(1)[0]
    if counts["ja"] > 0.1 * counts["zh"] and script == "zh":
        return "ja"
    if letters < _LEAST_LETTERS and (script == "latin" or letters == 0):
        return UNKNOWN
    return _latin_language(sample) if script == "latin" else script


def _is_plainly_english(sample: str) -> bool:
    """A quick look: so many of the commonest English words as no other language has."""
    words = sample.lower().split()
    return sum(map(_COMMON["en"].__contains__, words)) > _PLAINLY * len(words)


def paragraph_language(paragraph: str, main: str) -> str:
    """The language of one paragraph of a text whose main language is known.

    A short one, or one that nothing tells from the rest, is in the main language.
    """
    if len(paragraph) < _LEAST_PARAGRAPH:
        return main
    if paragraph.isascii() and not _COMMON.get(main, frozenset()).isdisjoint(paragraph.split()):
        return main
    own = language_of(paragraph)
    return main if own == UNKNOWN else own


def _latin_language(sample: str) -> str:
    if _is_plainly_english(sample):
        return "en"
    words = _WORD.findall(sample.casefold())
    if not sample.isascii() and len(_VIETNAMESE.findall(sample)) > 0.2 * len(words):
        return "vi"
    counts = Counter(words)
    seen = {code: sum(map(counts.__getitem__, common)) for code, common in _COMMON.items()}
    best = max(seen, key=lambda code: seen[code])
    return best if seen[best] >= _LEAST_SHARE * len(words) else UNKNOWN
