"""Other names of a site: "neighbours know the building as ...", "also known as ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ponleu.engines.reading.confidences import confidence
from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.runs import Covered, flat, is_boilerplate
from ponleu.engines.reading.types import Document, Fact, FactKind, Lexicon

_OFTEN = r"(?:(?:also|still|locally|formerly|previously|once|better|first|now)\s+)?"
_BE = r"(?:is|was|had\s+been|has\s+been)\s+"
_KNOWN = rf"{_OFTEN}(?:known(?:\s+locally)?\s+as|called|listed\s+as|registered\s+as)"
_APPEARS = rf"{_OFTEN}(?:appears?|appeared)\s+as"
_NAME = r"\s+(?:the\s+)?[\"“«]?(?P<name>[A-Z][\w’-]+(?:\s+[A-Z][\w’-]+){0,3})"
_BRACKETED = (
    r"\s*\((?:here(?:in)?after\s+)?(?:(?:referred\s+to\s+as|called|also(?:\s+(?:spelt|spelled|written|"
    r"known\s+as|called))?|or|aka|a\.k\.a\.|alias|locally|formerly|short|known\s+as)[\s,:]+)?"
    r"(?:the\s+)?[\"“«](?:the\s+)?(?P<bracketed>[A-Z][\w’-]*(?:\s+[A-Z][\w’-]*){0,3})[\"”»]"
)
_AFTER_SITE = re.compile(
    rf"{_BRACKETED}|(?:,\s+|\s+\(|\s+)(?:(?:which\s+)?(?:{_BE})?{_KNOWN}|{_APPEARS}|formerly){_NAME}"
)
_MOST_BEFORE = 80
"""Letters between the words that bring a name and the site's own name."""


@once_per
def _by_noun(lexicon: Lexicon) -> re.Pattern[str]:
    """ "The building is known as", "know the hotel as", "it also appears as"."""
    listed = sorted(lexicon.words.get("site_nouns", {}), key=len, reverse=True)
    nouns = "|".join(re.escape(noun) for noun in [*listed, "place", "site", "premises"])
    it = rf"(?:(?:[Tt]he|[Tt]his)\s+(?:{nouns})|\b[Ii]t)"
    return re.compile(
        rf"(?:\b(?:know|knows|knew|call|calls|called|remember)\s+{it}(?:\s+as)?"
        rf"|{it}\s+(?:{_BE}{_KNOWN}|{_OFTEN}(?:appears?|appeared)\s+as)){_NAME}"
    )


def find_aliases(
    document: Document, lexicon: Lexicon, sites: Sequence[Fact], held: Sequence[Fact]
) -> list[Fact]:
    """Other names that the text gives to a site, and every later mention of them.

    "The building" stands for a site only where the text names a single one.

    Args:
        sites: named sites found before; the value of an alias is the site's.
        held: facts inside which no other name is looked for.
    """
    covered = Covered(held).held
    found: dict[str, tuple[str, str]] = {}
    for match, site in _introductions(document, lexicon, sites):
        group = "bracketed" if match.groupdict().get("bracketed") else "name"
        if match.start(group) not in covered:
            found.setdefault(flat(match[group]), (str(site.value), flat(match.group())))
    if not found:
        return []
    choices = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in found)
    return [
        _fact(document, match, *found[flat(match.group())])
        for match in re.finditer(rf"\b(?:{choices})\b", document.text)
        if match.start() not in covered
    ]


def _introductions(
    document: Document, lexicon: Lexicon, sites: Sequence[Fact]
) -> Iterator[tuple[re.Match[str], Fact]]:
    for site in sites:
        match = _AFTER_SITE.match(document.text, site.end, site.end + _MOST_BEFORE)
        named = match or _known_by(document.text, site)
        if named:
            yield named, site
    if len({site.value for site in sites}) != 1:
        return
    for match in _by_noun(lexicon).finditer(document.text, sites[0].end):
        yield match, sites[0]


_AS: re.Pattern[str] = re.compile(rf"\s+as{_NAME}")
_KNOW = re.compile(r"\b(?:know|knows|knew|remember)\s+(?:the\s+)?\Z")


def _known_by(text: str, site: Fact) -> re.Match[str] | None:
    """ "Neighbours know the Silver Reed Hotel as ..."."""
    if not _KNOW.search(text, max(0, site.start - 20), site.start):
        return None
    return _AS.match(text, site.end, site.end + _MOST_BEFORE)


def _fact(document: Document, match: re.Match[str], site: str, words: str) -> Fact:
    return Fact(
        kind=FactKind.SITE,
        text=match.group(),
        start=match.start(),
        end=match.end(),
        value=site,
        rule="sites.alias",
        confidence=confidence("sites.alias", boilerplate=is_boilerplate(document, match.start())),
        reason=f'Another name of {site}, by the words "{words}".',
    )
