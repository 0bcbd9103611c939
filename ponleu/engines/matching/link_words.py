"""Names as numbers of their words; each word that is written alike is read once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Generic, TypeVar

from ponleu.engines.matching.fold import LONGEST, fold
from ponleu.engines.matching.lexicon import Lexicon
from ponleu.engines.matching.name_forms import MOST_TOKENS, read_name
from ponleu.engines.matching.packed import kept_tokens
from ponleu.engines.matching.titles import OWN_BITS, Kept, without_titles
from ponleu.engines.matching.tokens import tokens_of
from ponleu.engines.matching.types import Kind, Token

ODD: Final = -1
"""A word that must be read together with its neighbours."""

Key = TypeVar("Key")
Value = TypeVar("Value")


class _Found(dict[Key, Value], Generic[Key, Value]):
    """What a function gave, asked once for each key."""

    def __init__(self, find: Callable[[Key], Value]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, key: Key) -> Value:
        value = self[key] = self._find(key)
        return value


class _Pieces:
    """What is known of words by themselves, in names of places or in other names.

    Attributes:
        plain: word as written -> its number, ``ODD`` if it may belong to a title.
        folded: word as written -> its folded words; None if neighbours change them.
        numbers: folded word -> its number; ``ODD`` if it is not one plain word.
    """

    def __init__(self, lexicon: Lexicon, number: Callable[[Token], int], *, of_place: bool) -> None:
        self._lexicon = lexicon
        self._number = number
        self._of_place = of_place
        self.plain = _Found(self._plain)
        self.folded = _Found(self._folded)
        self.numbers = _Found(self._read)

    def _plain(self, piece: str) -> int:
        words = self.folded[piece] or ()
        titles = self._lexicon.titles
        if len(words) != 1 or words[0] in titles.heads or words[0] in titles.tails:
            return ODD
        return self.numbers[words[0]]

    def _folded(self, piece: str) -> tuple[str, ...] | None:
        words = fold(piece)
        is_apart = words.isascii() and piece[0].isalnum() and len(words) <= len(piece)
        return tuple(words.split()) if is_apart else None

    def _read(self, word: str) -> int:
        tokens = tokens_of(Kept(word, OWN_BITS), self._lexicon, of_place=self._of_place)
        fits = len(tokens) == 1 and max(len(tokens[0].letters), len(tokens[0].units)) <= len(word)
        return self._number(tokens[0]) if fits else ODD


class WordReader:
    """Reads names as ``read_name`` does, and numbers their words.

    Attributes:
        tokens: each different word, by its number.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        """Start without words."""
        self.tokens: list[Token] = []
        self._lexicon = lexicon
        self._numbers: dict[tuple[bytes, bytes], int] = {}
        self._pieces = [
            _Pieces(lexicon, self._number, of_place=of_place) for of_place in (False, True)
        ]
        self._whole = _Found(self._read_whole)

    def read(self, name: str, kind: Kind | None) -> Sequence[int]:
        """The words of a name without titles and legal forms."""
        pieces = self._pieces[kind is Kind.PLACE or kind is Kind.SITE]
        written = name.split()
        if len(name) > LONGEST or len(written) > MOST_TOKENS:
            return self._whole[name, kind]
        plain = pieces.plain
        found = [plain[piece] for piece in written]
        if ODD in found:
            found = self._read_titled(written, kind, pieces)
        return self._whole[name, kind] if ODD in found else found

    def _read_titled(self, written: Sequence[str], kind: Kind | None, pieces: _Pieces) -> list[int]:
        """A name of which words may be titles; ``ODD`` if its words cannot be read apart."""
        folded = [pieces.folded[piece] for piece in written]
        words = [word for some in folded for word in some or ()]
        if None in folded or len(words) > MOST_TOKENS:
            return [ODD]
        kept = without_titles(words, self._lexicon.titles, kind).words
        return [pieces.numbers[word] for word, _ in kept]

    def _read_whole(self, asked: tuple[str, Kind | None]) -> Sequence[int]:
        form = read_name(asked[0], self._lexicon, asked[1])
        return [self._number(token) for token in kept_tokens(form)]

    def _number(self, token: Token) -> int:
        number = self._numbers.setdefault((token.letters, token.units), len(self.tokens))
        if number == len(self.tokens):
            self.tokens.append(token)
        return number
